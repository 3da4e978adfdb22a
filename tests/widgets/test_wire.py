"""The wire: what the browser decodes is the trace."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans, MeanShift
from sklearn.mixture import GaussianMixture
from strategies import continuous

from teachclust.traces import trace
from teachclust.widgets.one_feature import drawn_points
from teachclust.widgets.wire import to_wire


@settings(max_examples=50)
@given(continuous(), st.integers(0, 99))
def test_blocks_decode_to_the_frames(X: np.ndarray, seed: int) -> None:
    traced = trace(KMeans(min(4, len(X)), init="random", n_init=1, random_state=seed), X)
    wire = to_wire(traced)
    head = json.loads(json.dumps(wire["head"]))
    n, k = head["n"], head["k"]
    points = np.frombuffer(wire["points"], "<f4").reshape(n, 2)
    np.testing.assert_allclose(points, drawn_points(X, traced.view), rtol=1e-6, atol=1e-30)
    labels = np.frombuffer(wire["labels"], "<u1").reshape(-1, n)
    centers = np.frombuffer(wire["centers"], "<f4").reshape(-1, k, 2)
    for i, frame in enumerate(traced.frames):
        row = head["frames"]["labels"][i]
        if frame.labels is None:
            assert row == -1
        else:
            np.testing.assert_array_equal(labels[row], frame.labels)
        if "centers" in frame.values:
            drawn = traced.view.project(frame.values["centers"])
            size = np.abs(drawn).max()
            shown = centers[head["frames"]["centers"][i]]
            np.testing.assert_allclose(shown, drawn, rtol=1e-6, atol=1e-6 * size)


def test_labels_travel_once_per_change() -> None:
    X = np.random.default_rng(0).normal(size=(1000, 2))
    traced = trace(KMeans(5, random_state=0), X)
    wire = to_wire(traced)
    assigns = sum(f.kind == "assign" for f in traced)
    assert len(wire["labels"]) <= assigns * 1000


def test_seeding_weights_travel_as_bytes() -> None:
    X = np.random.default_rng(0).normal(size=(100, 2))
    wire = to_wire(trace(KMeans(3, random_state=0), X))
    weights = np.frombuffer(wire["weights"], "u1").reshape(-1, 100)
    assert weights.shape[0] == 3
    assert weights.max() == 255
    seeds = [i for i, kind in enumerate(wire["head"]["frames"]["kind"]) if kind == "seed"]
    for row, i in enumerate(seeds):
        assert wire["head"]["frames"]["weights"][i] == row
        point = wire["head"]["frames"]["focus"][i]["points"][0]
        assert weights[row, point] == 0


def test_more_than_254_clusters_take_two_bytes() -> None:
    X = np.random.default_rng(0).normal(size=(400, 2))
    wire = to_wire(trace(KMeans(300, init=X[:300], n_init=1, max_iter=1), X))
    assert wire["head"]["label_bytes"] == 2
    assert np.frombuffer(wire["labels"], "<u2").max() == 299


def test_hostile_names_are_cut_not_escaped() -> None:
    import pandas as pd

    names = ["</script><img src=x onerror=alert(1)>", "y" * 300]
    X = pd.DataFrame(np.random.default_rng(0).normal(size=(30, 2)), columns=names)
    head = to_wire(trace(KMeans(2, random_state=0), X))["head"]
    assert head["x"]["name"].startswith("</script>")  # text stays text; the browser never parses it
    assert len(head["y"]["name"]) <= 40


def test_a_frame_tells_the_level_of_its_cut_where_there_is_one() -> None:
    X = [[0.0], [1.0], [2.0], [3.0], [10.0], [11.0]]
    wire = to_wire(trace(AgglomerativeClustering(2, linkage="single"), X))
    focus = wire["head"]["frames"]["focus"]
    assert [frame.get("level") for frame in focus] == [0.5, None, None, None, 4.0, 7.4, 4.0]
    assert [frame["merge"] for frame in focus] == [0, 1, 2, 3, 4, 5, 4]


def test_a_graph_travels_with_its_edges_and_is_called_so() -> None:
    X = np.random.default_rng(0).normal(size=(20, 2))
    for graph in (np.ones((20, 20)), lambda points: np.ones((len(points), len(points)))):
        traced = trace(AgglomerativeClustering(3, connectivity=graph), X)
        wire = to_wire(traced)
        pairs = np.frombuffer(wire["edge_pairs"], "<i4").reshape(-1, 2)
        np.testing.assert_array_equal(pairs, traced.edges.pairs)
        assert len(pairs) == 190
        assert "connectivity=graph" in wire["head"]["subtitle"]


def test_the_title_has_an_estimated_parameter_in_few_digits() -> None:
    traced = trace(MeanShift(), np.random.default_rng(0).normal(size=(20, 2)))
    bandwidth = traced.params["bandwidth"]
    assert len(repr(bandwidth)) > 10
    assert f"bandwidth={bandwidth:.6g} " in to_wire(traced)["head"]["subtitle"]


def test_errors_of_arithmetic_that_raise_have_no_say_in_the_wire() -> None:
    X = np.repeat(np.random.default_rng(0).normal(size=(6, 2)), 5, axis=0)
    for estimator, data in (
        (GaussianMixture(3, random_state=0), X),  # responsibilities of almost 0
        (KMeans(3, random_state=0), X * 1e-150),
        (DBSCAN(eps=1e-150), X * 1e-150),
    ):
        traced = trace(estimator, data)
        with np.errstate(all="raise"):
            wire = to_wire(traced)
        assert wire["responsibilities" if isinstance(estimator, GaussianMixture) else "points"]
