"""The rows in the browser: exact features, sent once for each data set, with names and a cap."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import (
    AffinityPropagation,
    Birch,
    BisectingKMeans,
    KMeans,
    MeanShift,
    MiniBatchKMeans,
)
from sklearn.datasets import make_blobs
from sklearn.metrics import pairwise_distances
from sklearn.mixture import GaussianMixture

from teachclust import race, trace, watch
from teachclust.traces.view import view_of_distances
from teachclust.widgets.rows import MOST_BYTES, plane_tells, rows_of, sends_features
from teachclust.widgets.wire import to_wire

FLAT = make_blobs(90, centers=3, random_state=1)[0]
WIDE = make_blobs(90, n_features=5, centers=3, random_state=1)[0] + 1e4


def _rows(X: Any, index: Any = None) -> dict[str, Any]:
    traced = trace(KMeans(2, random_state=0), X)
    return rows_of(traced.X, traced.feature_names, index, traced.view, 7)


def _features(rows: dict[str, Any], n: int) -> Any:
    return np.frombuffer(rows["features"], "<f4").reshape(n, -1) + np.array(rows["origin"])


def test_the_plane_tells_two_features() -> None:
    rows = _rows(FLAT)
    assert (rows["id"], rows["d"], rows["sent"], len(rows["features"])) == (7, 2, True, 0)
    assert rows["names"] == ["x1", "x2"]


def test_numbers_that_single_precision_would_lose_are_sent_from_their_mean() -> None:
    far = FLAT + 1e8
    traced = trace(KMeans(2, random_state=0), far)
    assert not plane_tells(traced.X, traced.view)
    np.testing.assert_allclose(_features(_rows(far), 90), far, rtol=0, atol=1e-4)


def test_many_features_are_sent_as_they_are() -> None:
    np.testing.assert_allclose(_features(_rows(WIDE), 90), WIDE, rtol=0, atol=1e-4)


def test_too_many_are_not_sent_and_it_says_so() -> None:
    X = np.random.default_rng(0).normal(size=(MOST_BYTES // 400 + 1, 100))
    rows = rows_of(X, ["a"] * 100, None, trace(KMeans(2), X[:50]).view, 1)
    assert (rows["sent"], len(rows["features"]), rows["names"], rows["d"]) == (False, 0, [], 100)
    assert not sends_features(X, trace(KMeans(2), X[:50]).view)


def test_distances_in_place_of_features_are_no_features() -> None:
    distances = pairwise_distances(WIDE)
    rows = rows_of(distances, (), None, view_of_distances(distances), 1)
    assert (rows["d"], rows["sent"], len(rows["features"]), rows["shape"]) == (0, False, 0, [])


@pytest.mark.parametrize("scale", [1.0, 1 / 255])
def test_grays_are_sent_as_steps_exactly(scale: float) -> None:
    X = np.random.default_rng(0).integers(0, 200, (40, 784)) * scale
    X[0, :2] = 0, 255 * scale
    rows = rows_of(np.repeat(X, 10, axis=0), [f"x{j + 1}" for j in range(784)], None,
                   trace(KMeans(2), X).view, 1)  # fmt: skip
    assert (rows["sent"], rows["shape"], len(rows["features"])) == (True, [28, 28], 400 * 784)
    steps = np.frombuffer(rows["features"], "<u1").reshape(400, 784)[::10]
    np.testing.assert_allclose(steps * rows["step"] + rows["lowest"], X, rtol=0, atol=1e-12)


def test_pixels_that_are_no_whole_steps_are_sent_in_full() -> None:
    X = np.random.default_rng(0).random((30, 64))
    rows = _rows(X)
    assert (rows["step"], rows["shape"]) == (0.0, [8, 8])
    np.testing.assert_allclose(_features(rows, 30), X, rtol=0, atol=1e-6)


def test_rows_have_their_names_where_they_have_some() -> None:
    assert _rows(FLAT, pd.RangeIndex(90))["labels"] == []
    names = _rows(FLAT, pd.Index([f"<b>{i}\n" for i in range(90)]))["labels"]
    assert names[3] == "<b>3"


@pytest.mark.parametrize(
    "estimator",
    [
        KMeans(3, random_state=0),
        MiniBatchKMeans(3, random_state=0, batch_size=30),
        BisectingKMeans(3, random_state=0),
        MeanShift(bandwidth=4.0),
        AffinityPropagation(random_state=0, preference=-300.0),
        Birch(n_clusters=3, threshold=2.0),
    ],
    ids=lambda estimator: type(estimator).__name__,
)
@pytest.mark.parametrize("X", [FLAT, WIDE], ids=["plane", "projected"])
def test_distances_to_centers_are_those_of_the_features(estimator: Any, X: Any) -> None:
    traced = trace(estimator, X)
    wire, rows = to_wire(traced), _rows(X)
    if X is FLAT:
        points, k = np.frombuffer(wire["points"], "<f4").reshape(90, 2), wire["head"]["k"]
        last = wire["head"]["frames"]["centers"][-1]
        centers = np.frombuffer(wire["centers"], "<f4").reshape(-1, k, 2)[last]
    else:
        about = wire["head"]["blocks"]["full_centers"]
        points = np.frombuffer(rows["features"], "<f4").reshape(90, -1)
        block = np.frombuffer(wire["full_centers"], "<f4").reshape(-1, about["size"])
        centers = block[about["rows"][-1]].reshape(-1, 5)
    there = centers[np.isfinite(centers).all(axis=1)]
    assert traced.centers is not None
    expected = pairwise_distances(X, traced.centers)
    np.testing.assert_allclose(pairwise_distances(points, there), expected, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("X", [FLAT, WIDE], ids=["plane", "projected"])
def test_shares_are_those_of_the_mixture(X: Any) -> None:
    model = GaussianMixture(3, random_state=0, max_iter=200)
    wire = to_wire(trace(model, X))
    about = wire["head"]["blocks"]["responsibilities"]
    shares = np.frombuffer(wire["responsibilities"], "<u2").reshape(-1, 90, 3)[about["rows"][-1]]
    np.testing.assert_allclose(shares / 65535, model.fit(X).predict_proba(X), atol=1e-5)


def test_rows_go_once_and_again_when_the_data_changes() -> None:
    w = watch(KMeans(3, init="random", n_init=1, random_state=0), WIDE)
    first = w.rows

    def ask(number: int, edit: dict[str, Any]) -> None:
        base = w.trace["head"]["id"]
        w.request = {"id": number, "base": base, "frame": 1, "edit": edit}

    ask(1, {"kind": "center_move", "cluster": 0, "to": [0.0, 0.0]})
    assert w.problem == {}
    assert w.rows is first
    assert w.trace["head"]["rows"] == first["id"]
    ask(2, {"kind": "points_add", "to": [[0.0, 0.0]]})
    assert w.rows is not first
    assert w.trace["head"]["rows"] == w.rows["id"] != first["id"]
    ask(3, {"kind": "restore"})
    assert len(w.rows["features"]) == 4 * w.current.X.size
    assert w.page_traits()["rows"] is w.rows


def test_a_race_has_the_rows_that_its_lanes_share() -> None:
    r = race([KMeans(3, n_init=1, random_state=0), KMeans(3, n_init=2, random_state=0)], WIDE)
    assert r.shown["rows"]["d"] == 5
    assert "full_centers" in r.shown["lanes"][0]["trace"]["head"]["blocks"]
