"""The KLab without a browser: what is sent is what was scanned."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import matplotlib.image as image
import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import silhouette_samples
from sklearn.mixture import GaussianMixture

from teachclust import KLab
from teachclust.errors import LearnerError
from teachclust.palette import cluster_look
from teachclust.scores import scan as scan_module
from teachclust.scores.scan import scan_k
from teachclust.widgets.k_lab.captions import caption

X, _ = make_blobs(90, centers=3, random_state=4, cluster_std=0.8)
FEW: dict[str, Any] = {"n_references": 2, "n_resamples": 2}

BARE: dict[str, Any] = {"criteria": ["inertia"], "scaled": False}


def lab(estimator: Any = None, data: Any = X, k: Any = range(1, 6), **options: Any) -> KLab:
    estimator = KMeans(n_init=2, random_state=0) if estimator is None else estimator
    return KLab(estimator, data, k, **{**FEW, **options})


@pytest.fixture(scope="module")
def w() -> KLab:
    return lab()


def blocks(wire: dict[str, Any]) -> tuple[Any, Any, Any]:
    head = wire["head"]
    labels = np.frombuffer(wire["labels"], "<u1").reshape(-1, head["n"])
    centers = np.frombuffer(wire["centers"], "<f4").reshape(-1, head["k"], 2)
    return labels, centers, np.frombuffer(wire["silhouettes"], "<f4")


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "make", [KMeans, GaussianMixture, AgglomerativeClustering], ids=lambda m: m.__name__
)
def test_blocks_decode_to_the_scan(make: Any, seed: int) -> None:
    data = make_blobs(70, centers=4, random_state=seed, cluster_std=2.0)[0]
    estimator = make() if make is AgglomerativeClustering else make(random_state=seed)
    shown = lab(estimator, data, (1, 2, 3, 5), random_state=seed)
    for wire, scan in ((shown.trace, shown.scan), (shown.scaled, shown.scaled_scan)):
        labels, centers, silhouettes = blocks(wire)
        assert scan is not None
        assert wire["scan"]["k"] == list(scan.k) == [1, 2, 3, 5]
        for i, fit in enumerate(scan.fits):
            np.testing.assert_array_equal(labels[i], fit.labels)
            row = wire["head"]["frames"]["centers"][i]
            if fit.centers is None:
                assert row == -1
            else:
                np.testing.assert_allclose(centers[row][list(fit.numbers)], fit.centers, rtol=1e-5)
                absent = sorted(set(range(wire["head"]["k"])) - set(fit.numbers))
                assert np.isnan(centers[row][absent]).all()
            blades = wire["scan"]["silhouettes"][i]
            at = blades["start"]
            if fit.k == 1:
                assert blades["clusters"] == []
                assert blades["note"]
                continue
            oracle = silhouette_samples(scan.X, fit.labels)
            assert blades["mean"] == pytest.approx(oracle.mean())
            for cluster in blades["clusters"]:
                own = np.sort(oracle[fit.labels == cluster["cluster"]])[::-1]
                found = silhouettes[at : at + cluster["scored"]]
                np.testing.assert_allclose(found, own, atol=1e-6)
                assert cluster["below"] == (own < 0).sum()
                at += cluster["scored"]
            ringed = wire["head"]["frames"]["focus"][i]["points"]
            assert sorted(ringed) == np.flatnonzero(oracle < 0).tolist()
        json.dumps([wire["head"], wire["scan"]], allow_nan=False)


def test_components_without_points_have_their_centers() -> None:
    # reg_covar is so wide here that the components are the same: the first gets all points
    data = np.arange(10.0)[:, np.newaxis] * 1e-8
    shown = lab(GaussianMixture(random_state=0), data, range(1, 4), **BARE | {"criteria": ["bic"]})
    labels, centers, _ = blocks(shown.trace)
    assert not labels.any()
    assert np.isfinite(centers).all(axis=2).sum(axis=1).tolist() == [1, 2, 3]
    assert shown.thumbnail()


def test_criteria_are_the_scans(w: KLab) -> None:
    for criterion in w.trace["scan"]["criteria"]:
        name = criterion["key"]
        assert criterion["values"] == [fit.value(name) for fit in w.scan.fits]
        assert criterion["prefers"] == w.scan.prefers.get(name)
        lengths = {len(criterion["low"]), len(criterion["high"])}
        assert lengths == ({5} if name in ("gap", "stability") else {0})
        for low, value, high in zip(
            criterion["low"], criterion["values"], criterion["high"], strict=False
        ):
            assert value is None or low is None or low <= value <= high


def test_regions_are_drawn_only_where_they_are_true() -> None:
    plane = {"KMeans": True, "GaussianMixture": False, "AgglomerativeClustering": False}
    for estimator in (
        KMeans(random_state=0),
        GaussianMixture(random_state=0),
        AgglomerativeClustering(),
    ):
        assert lab(estimator, **BARE).trace["head"]["plane"] is plane[type(estimator).__name__]
    wide = make_blobs(60, n_features=5, random_state=0)[0]
    head = lab(data=wide, **BARE).trace["head"]
    assert not head["plane"]
    assert "5" in head["projection"]


def test_scaled_is_the_scan_of_standardized_features() -> None:
    data = np.column_stack([X * [1, 100], np.full(len(X), 3.0)])
    shown = lab(data=data, columns=(0, 1))
    spread = np.array([*data[:, :2].std(axis=0), 1.0])
    oracle = scan_k(
        KMeans(n_init=2, random_state=0), (data - data.mean(axis=0)) / spread, range(1, 6), **FEW
    )
    assert shown.scaled_scan is not None
    for ours, theirs in zip(shown.scaled_scan.fits, oracle.fits, strict=True):
        np.testing.assert_array_equal(ours.labels, theirs.labels)
        assert ours.inertia == pytest.approx(theirs.inertia)
    assert shown.scaled["head"]["id"] != shown.trace["head"]["id"]


def test_names_of_a_dataframe_stand_on_both_planes() -> None:
    shown = lab(
        data=pd.DataFrame({"wide": X[:, 0], "n": X[:, 1], "tall": X[:, 0]}), columns=("tall", "n")
    )
    axes = [
        (wire["head"]["x"]["name"], wire["head"]["y"]["name"])
        for wire in (shown.trace, shown.scaled)
    ]
    assert axes[0] == ("tall", "n")
    assert axes[1] == ("tall, scaled", "n, scaled")


@pytest.mark.parametrize(
    ("prefers", "expected"),
    [
        ([3, 4, 4], "k = 4: silhouette and gap prefer it; inertia 476.3, silhouette 0.571."),
        ([4, 4, 4],
         "k = 4: the elbow, silhouette and gap prefer it; inertia 476.3, silhouette 0.571."),
        ([4, None, 1], "k = 4: the elbow prefers it; inertia 476.3, silhouette 0.571."),
        ([None, 3, 3], "k = 4: no criterion prefers it; inertia 476.3, silhouette 0.571."),
    ],
)  # fmt: skip
def test_the_caption_names_who_prefers_this_k(prefers: list[int | None], expected: str) -> None:
    names = ("inertia", "silhouette", "gap")
    made: Any = SimpleNamespace(criteria=names, prefers=dict(zip(names, prefers, strict=True)))
    fit: Any = SimpleNamespace(k=4, inertia=476.31, value={"silhouette": 0.5712}.get)
    assert caption(made, fit) == expected


def test_it_starts_at_the_verdicts_k(w: KLab) -> None:
    if w.scan.agreed is not None:
        assert w.k == w.scan.agreed
    assert lab(start=2, **BARE).k == 2
    with pytest.raises(LearnerError, match="not scanned"):
        lab(start=9, **BARE)


def test_k_follows_what_the_browser_writes() -> None:
    shown = lab(start=1, criteria=["silhouette"])
    shown.step = 3
    assert shown.k == 4
    picture = shown.thumbnail()
    shown.features = "scaled"
    assert shown.k == 4
    assert shown.thumbnail() != picture


def test_text_and_page_are_the_same_each_time_and_name_no_time(w: KLab) -> None:
    again = lab()
    assert w.summary() == again.summary() == repr(w)
    assert json.dumps(w.page_state()) == json.dumps(again.page_state())
    assert w.scan.verdict in w.summary()
    for fit in w.scan.fits:
        assert f"k={fit.k} inertia" in w.summary()
        mean = fit.value("silhouette")
        assert mean is None or f"silhouette {mean:.3f}" in w.summary()
    assert not re.search(r"\d ?m?s\b|second", w.summary())


def test_a_page_has_a_short_title_and_both_scans(w: KLab, tmp_path: Path) -> None:
    text = w.save_html(tmp_path / "page.html").read_text("utf-8")
    title = text.split("<title>")[1].split("</title>")[0]
    assert title.startswith("KLab: KMeans(")
    assert len(title) < 100
    assert {"trace", "scaled", "step", "features"} <= set(w.page_state()["traits"])


def test_the_estimator_and_the_data_are_never_touched() -> None:
    model, data = KMeans(random_state=0), X.copy()
    lab(model, data, criteria=["silhouette", "stability"])
    assert model.get_params() == KMeans(random_state=0).get_params()
    assert not hasattr(model, "labels_")
    np.testing.assert_array_equal(data, X)


@pytest.mark.parametrize("done", [0, 2])
def test_what_an_interrupted_scan_has_done_is_shown(
    done: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = scan_k(KMeans(random_state=0), X, range(1, 6), criteria=["inertia"])
    calls = []

    def cut(*_: Any, **__: Any) -> Any:
        calls.append(1)
        kept = ("estimator", "X", "feature_names", "criteria")
        return type(whole)(
            **{name: getattr(whole, name) for name in kept}, fits=whole.fits[:done], complete=False
        )

    monkeypatch.setattr(scan_module, "scan_k", cut)
    if done == 0:
        with pytest.raises(LearnerError, match="No k was fitted"):
            lab()
        return
    shown = lab()
    assert shown.scan.k == (1, 2)
    assert shown.scaled_scan is None
    assert shown.scaled == {}
    assert len(calls) == 1  # the scaled features are not begun


def test_few_criteria_and_no_silhouettes_will_do() -> None:
    shown = lab(criteria=["inertia"], scaled=False)
    assert [c["key"] for c in shown.trace["scan"]["criteria"]] == ["inertia"]
    assert all(b["clusters"] == [] for b in shown.trace["scan"]["silhouettes"])
    assert shown.thumbnail().startswith(b"\x89PNG")
    assert "silhouette" not in shown.summary().split("k=5")[0]


def test_the_picture_shows_each_cluster_in_its_color() -> None:
    shown = lab(start=3, criteria=["silhouette"], scaled=False)
    pixels = image.imread(io.BytesIO(shown.thumbnail()), format="png")[..., :3]
    pixels = np.rint(pixels * 255).astype(int)
    for j in range(3):
        color = cluster_look(int(shown.scan[3].numbers[j]))["color"]
        rgb = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
        same = (pixels == rgb).all(axis=2)
        assert same[:, :480].sum() > 100  # its points
        assert same[:, 480:].sum() > 500  # its silhouettes


def test_an_estimator_without_a_seed_takes_that_of_the_lab() -> None:
    shown = lab(KMeans(n_init=1), X, (2, 3), random_state=5)
    assert shown.scaled_scan is not None
    for scan in (shown.scan, shown.scaled_scan):
        assert scan.estimator == "KMeans(n_init=1, random_state=5)"
