"""Birch: the tree of the fit point by point, its subclusters and labels, and captions by hand."""

from __future__ import annotations

import itertools
import re
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_limit import assert_needs, assert_sample_fits
from ring_limit import assert_rings_just_up_to_the_limit
from sklearn.base import clone
from sklearn.cluster import DBSCAN, AgglomerativeClustering, Birch, KMeans
from sklearn.datasets import make_blobs
from sklearn.exceptions import ConvergenceWarning
from strategies import continuous, tied

from teachclust.errors import LearnerError
from teachclust.traces import Trace, trace
from teachclust.traces import birch as birch_traces

FEW = settings(max_examples=settings().max_examples // 2)
BLOBS = make_blobs(60, centers=3, random_state=1)[0]


@st.composite
def birch(draw: st.DrawFn, X: np.ndarray) -> Birch:
    """A Birch with any of its parameters, whose threshold goes with the scale of X."""
    clusterers: list[Any] = [
        None,
        1,
        2,
        3,
        500,
        AgglomerativeClustering(2, linkage="single"),
        KMeans(2, random_state=0),
        DBSCAN(eps=float(X.std()), min_samples=2),
    ]
    return Birch(
        threshold=draw(st.sampled_from([1e-3, 0.1, 0.5, 1.0])) * float(X.std()),
        branching_factor=draw(st.sampled_from([2, 3, 5, 50])),
        n_clusters=draw(st.sampled_from(clusterers)),
    )


def assert_same_as_the_fit(estimator: Birch, X: np.ndarray) -> Trace | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer subclusters than n_clusters
        try:
            fitted = clone(estimator).fit(X)
        except ValueError:  # one subcluster can't be clustered
            with pytest.raises(LearnerError, match="refuses to fit"):
                trace(estimator, X)
            return None
    traced = trace(estimator, X)
    values = traced.last.values
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_array_equal(values["subcluster_centers"], fitted.subcluster_centers_)
    np.testing.assert_array_equal(values["subcluster_labels"], fitted.subcluster_labels_)
    assert values["subcluster_centers"].dtype == fitted.subcluster_centers_.dtype
    assert_shown_tree_is_the_fits(traced, fitted)
    return traced


def assert_shown_tree_is_the_fits(traced: Trace, fitted: Birch) -> None:
    """After the last point the centroids that are shown are those of the fit, each by its name."""
    last = [frame for frame in traced if frame.kind in ("seed", "visit")][-1]
    assert last.labels is not None
    assert last.labels.min() >= 0
    m = len(fitted.subcluster_centers_)
    assert len(np.unique(last.labels)) == m
    if "centers" in last.values:
        shown = last.values["centers"]
        shown = shown[np.isfinite(shown[:, 0])]
        np.testing.assert_array_equal(
            np.array(sorted(shown.tolist())), np.array(sorted(fitted.subcluster_centers_.tolist()))
        )


@FEW
@given(st.data())
def test_continuous_data(data: st.DataObject) -> None:
    X = data.draw(continuous())
    assert_same_as_the_fit(data.draw(birch(X)), X)


@FEW
@given(st.data())
def test_tied_data(data: st.DataObject) -> None:
    X = data.draw(tied())
    assert_same_as_the_fit(data.draw(birch(X)), X)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.int64])
def test_other_types_of_numbers(dtype: type) -> None:
    X = (10 * BLOBS).astype(dtype)
    assert_same_as_the_fit(Birch(threshold=6.0, branching_factor=3), X)


def test_points_that_are_all_equal_are_one_subcluster() -> None:
    X = np.vstack([np.ones((4, 2)), np.zeros((1, 2))])
    traced = assert_same_as_the_fit(Birch(n_clusters=None, threshold=0.1), X)
    assert traced is not None
    assert [frame.kind for frame in traced] == [
        "show", "seed", "visit", "visit", "visit", "seed", "assign", "stop",
    ]  # fmt: skip


def test_by_hand() -> None:
    X = np.array([[0.0, 0.0], [2.0, 0.0], [10.0, 0.0], [1.0, 3.0], [10.0, 1.0]])
    traced = trace(Birch(threshold=1.0, branching_factor=2, n_clusters=2), X)
    # two points 2 apart have radius 1, at the threshold; with (1, 3) it would be sqrt(8/3)
    assert [frame.caption for frame in traced] == [
        "Show: 5 points, no clusters yet.",
        "Insert: point 0 starts the first subcluster, A.",
        "Insert: point 1 joins A, now of 2 points and radius 1, at most 1.",
        "Insert: with point 2 A would have radius 4.32, above 1; it starts B.",
        "Insert: with point 3 A would have radius 1.633, above 1; it starts C.",
        "Split: a leaf of 3 subclusters becomes two of 1 and 2; 2 leaves, 2 levels.",
        "Insert: point 4 joins B, now of 2 points and radius 0.5, at most 1.",
        "Merge: C into A at distance 3; 2 clusters left.",
        "Assign: each point takes the cluster of its nearest subcluster; 0 of 5 change.",
        "Stop: 5 points are in 3 subclusters, which make 2 clusters.",
    ]


def test_a_radius_above_the_threshold_never_reads_as_the_threshold() -> None:
    X = np.array([[0.0, 0.0], [1.0 + 1e-9, 0.0], [9.0, 9.0]])
    traced = trace(Birch(threshold=0.5, n_clusters=2), X)
    found = re.search(r"radius (\S+), above 0\.5", traced[2].caption)
    assert found is not None
    assert float(found[1]) > 0.5


def test_a_subcluster_keeps_its_name() -> None:
    traced = trace(Birch(threshold=0.5, branching_factor=4), BLOBS)
    before: Any = None
    for frame in traced:
        if frame.kind in ("seed", "visit", "split"):
            assert frame.labels is not None
            if before is not None:
                seen = before >= 0
                np.testing.assert_array_equal(frame.labels[seen], before[seen])
            before = frame.labels
    joined = [frame for frame in traced if frame.kind == "merge"]
    for frame in joined:  # one cluster takes the name of the other, nothing else changes
        changed = frame.labels != before
        assert set(frame.labels[changed]) <= {frame.values["cluster"]}
        before = frame.labels
    moved = int(np.count_nonzero(traced[-2].labels != before))
    assert f"; {moved} of 60 change" in traced[-2].caption


def test_a_radius_is_told_as_it_is_in_any_unit() -> None:
    """Points 0 and 2 hundredths have radius 1 hundredth; with a third one it would be more."""
    X = np.array([[0.0, 0.0], [0.02, 0.0], [0.1, 0.0], [0.01, 0.03], [0.1, 0.01]])
    traced = trace(Birch(threshold=0.01, branching_factor=2, n_clusters=2), X)
    assert traced[3].caption.startswith("Insert: with point 2 A would have radius 0.0432, above")
    assert traced[4].caption.startswith("Insert: with point 3 A would have radius 0.01633, above")


def test_merges_are_those_of_agglomerative_clustering() -> None:
    traced = trace(Birch(threshold=0.5, n_clusters=3), BLOBS)
    merges = [frame for frame in traced if frame.kind == "merge"]
    parts = traced.last.values["subcluster_centers"]
    inserted = traced[traced.frames.index(merges[0]) - 1]
    names, first = np.unique(inserted.labels, return_index=True)
    # the subcluster of each name, by its place
    place = {tuple(center): i for i, center in enumerate(parts.tolist())}
    order = [place[tuple(inserted.values["centers"][name].tolist())] for name in names]
    for frame in merges:
        k = len(np.unique(frame.labels))
        oracle = AgglomerativeClustering(k).fit_predict(parts)[order]
        pairs = {
            (int(mine), int(his)) for mine, his in zip(frame.labels[first], oracle, strict=True)
        }
        assert len(pairs) == k
        for label, his in pairs:
            mean = parts[np.array(order)[oracle == his]].mean(axis=0)
            np.testing.assert_allclose(frame.values["centers"][label], mean, rtol=1e-12)


@pytest.mark.parametrize(
    ("limit", "m", "d"), [("_MOST_PLACED", 3, 2), ("_MOST_NUMBERS", 6, 2), ("_MOST_NUMBERS", 12, 4)]
)
def test_just_so_many_subclusters_have_centers_as_are_allowed(
    monkeypatch: pytest.MonkeyPatch, limit: str, m: int, d: int
) -> None:
    """Three subclusters of two or four features: 6 or 12 numbers."""
    X = np.array([[0.0] * d, [5.0] * d, [30.0] * d])
    for allowed in (m, m - 1):
        monkeypatch.setattr(birch_traces, limit, allowed)
        frames = trace(Birch(threshold=0.1, n_clusters=None), X).frames
        inserted = [frame for frame in frames if frame.kind == "seed"]
        assert [("centers" in frame.values) for frame in inserted] == [allowed == m] * 3


def test_centers_fill_the_memory_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Frames have 100 labels and 10 x 20 numbers: 300 together. Without centers they have 100."""
    monkeypatch.setattr("teachclust.traces.thinning.MOST_BYTES", 300 * 60)
    X = np.repeat(np.arange(10.0)[:, np.newaxis] * 50, 10, axis=0) + np.zeros(20)
    assert len([f for f in trace(Birch(n_clusters=None), X) if f.kind in ("seed", "visit")]) <= 62
    monkeypatch.setattr(birch_traces, "_MOST_PLACED", 9)
    assert len([f for f in trace(Birch(n_clusters=None), X) if f.kind in ("seed", "visit")]) == 100


def test_the_limits_are_those_that_are_documented() -> None:
    X = np.arange(201.0)[:, np.newaxis] * 10
    for n in (200, 201):
        shown = trace(Birch(n_clusters=None), X[:n])[1].values
        assert ("centers" in shown) == (n == 200)


def test_as_many_subclusters_as_clusters_are_few_enough() -> None:
    X = np.array([[0.0, 0.0], [9.0, 0.0], [0.0, 9.0]])
    traced = trace(Birch(n_clusters=3), X)
    assert not traced.notices
    (merge,) = (frame for frame in traced if frame.kind == "merge")
    assert merge.caption == "Cluster: AgglomerativeClustering makes 3 clusters of 3 subclusters."
    caption = trace(Birch(n_clusters=2), X[:2]).last.caption
    assert caption == "Stop: 2 points are in 2 subclusters, which make 2 clusters."


def test_splits_are_those_of_the_tree() -> None:
    X = np.random.default_rng(0).uniform(0, 10, size=(120, 2))
    model = Birch(threshold=0.3, branching_factor=3)
    traced = trace(model, X)
    root = clone(model).fit(X).root_
    levels = 1
    while not root.is_leaf:
        root, levels = root.subclusters_[0].child_, levels + 1
    splits = [frame.caption for frame in traced if frame.kind == "split"]
    leaves = len(clone(model).fit(X)._get_leaves())
    assert splits[-1].endswith(f"{leaves} leaves, {levels} levels.")
    assert len(splits) == leaves - 1


def test_fewer_subclusters_than_clusters() -> None:
    traced = assert_same_as_the_fit(Birch(threshold=100.0, n_clusters=3), BLOBS)
    assert traced is not None
    assert traced.n_clusters == 1
    assert traced.notices[-1].startswith("Subclusters found: 1, fewer than n_clusters=3.")
    assert traced.params["n_clusters"] == 3


def test_merges_ring_the_merged_points_and_count_what_is_left() -> None:
    traced = trace(Birch(threshold=0.5, n_clusters=3), BLOBS)
    merges = [frame for frame in traced if frame.kind == "merge"]
    m = len(traced.last.values["subcluster_labels"])
    assert len(merges) == m - 3
    rung = []
    for step, frame in enumerate(merges):
        inside = np.flatnonzero(frame.labels == frame.values["cluster"])
        rung.append("points" in frame.values)
        if rung[-1]:
            np.testing.assert_array_equal(frame.values["points"], inside)
        assert rung[-1] == (len(inside) <= 40)
        assert frame.caption.endswith(f"; {m - step - 1} clusters left.")
        # the centers are means of the centroids that were merged
        names = np.unique(frame.labels)
        there = np.flatnonzero(np.isfinite(frame.values["centers"][:, 0]))
        np.testing.assert_array_equal(there, names)
        assert len(names) == m - step - 1
    assert any(rung)


def test_a_split_rings_the_points_of_the_second_leaf() -> None:
    traced = trace(Birch(threshold=0.5, branching_factor=4), BLOBS)
    splits = [
        (before, frame)
        for before, frame in itertools.pairwise(traced)
        if frame.kind == "split" and "points" in frame.values
    ]
    assert splits
    for before, frame in splits:
        sizes = re.search(r"becomes two of (\d+) and (\d+)", frame.caption)
        assert sizes is not None
        # whole subclusters, as many as the second leaf has
        inside = np.isin(np.arange(len(BLOBS)), frame.values["points"])
        rung = set(before.labels[inside].tolist())
        assert len(rung) == int(sizes[2])
        np.testing.assert_array_equal(inside, np.isin(before.labels, list(rung)))
        assert int(sizes[1]) + int(sizes[2]) == 5


def test_an_estimator_clusters_the_subclusters() -> None:
    model = Birch(threshold=0.5, n_clusters=KMeans(3, random_state=0))
    traced = assert_same_as_the_fit(model, BLOBS)
    assert traced is not None
    (frame,) = (frame for frame in traced if frame.kind == "merge")
    m = len(traced.last.values["subcluster_labels"])
    assert frame.caption == f"Cluster: KMeans makes 3 clusters of {m} subclusters."


def test_noise_among_the_subclusters() -> None:
    X = np.vstack([BLOBS, [[60.0, 60.0]]])
    traced = assert_same_as_the_fit(Birch(n_clusters=DBSCAN(eps=3.0, min_samples=2)), X)
    assert traced is not None
    assert traced.labels[-1] == -1


def test_many_points_are_thinned_and_the_captions_add_up() -> None:
    X = np.random.default_rng(0).uniform(0, 30, size=(2_000, 2))
    traced = assert_same_as_the_fit(Birch(threshold=0.6, branching_factor=10), X)
    assert traced is not None
    assert len(traced) < 700
    assert all("centers" not in frame.values for frame in traced.frames[:-3])
    points = new = 0
    told = re.compile(r"Insert: (\d+) points more, (\d+) of .*; ([\d,]+) subclusters of ([\d,]+) ")
    for frame in traced:
        if frame.kind not in ("seed", "visit"):
            continue
        found = told.match(frame.caption)
        points += int(found[1]) if found else 1
        new += int(found[2]) if found else int(frame.kind == "seed")
        assert frame.labels is not None
        assert points == np.count_nonzero(frame.labels >= 0)
        if found:
            assert [int(found[i].replace(",", "")) for i in (3, 4)] == [new, points]
    assert points == 2_000
    assert new == len(traced.last.values["subcluster_labels"])
    assert max(len(frame.caption) for frame in traced) < 120


def test_labels_are_computed_even_if_the_fit_would_not() -> None:
    model = Birch(compute_labels=False)
    np.testing.assert_array_equal(trace(model, BLOBS).labels, Birch().fit_predict(BLOBS))


@pytest.mark.parametrize("bad", [{"threshold": 0.0}, {"branching_factor": 1}, {"n_clusters": 0}])
def test_bad_parameters_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(LearnerError) as caught:
        trace(Birch(**bad), BLOBS)
    assert next(iter(bad)) in str(caught.value)


def test_too_many_subclusters_are_refused_before_they_are_merged() -> None:
    X = np.random.default_rng(0).normal(size=(6_500, 2))
    with pytest.raises(LearnerError, match="Merging all subclusters"):
        trace(Birch(threshold=1e-9), X)


@pytest.mark.parametrize("threshold", [1e-9, 0.1, 0.2, 0.3])
def test_columns_that_lie_one_after_the_other_in_memory(threshold: float) -> None:
    """A fit keeps that order, and sums round by it."""
    repeated = np.repeat(np.random.RandomState(0).normal(size=(10, 4)), 5, axis=0)
    tied = np.random.RandomState(1).randint(0, 12, (40, 4)) / 10
    for X in (repeated, tied):
        for table in (pd.DataFrame(X), np.asfortranarray(X)):
            estimator = Birch(threshold=threshold, branching_factor=5)
            fitted = clone(estimator).fit(table)
            np.testing.assert_array_equal(trace(estimator, table).labels, fitted.labels_)


def test_nodes_that_memory_has_no_room_for_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight bytes for each of two features of each subcluster in a node."""
    with pytest.raises(LearnerError, match="A node of the tree would need") as caught:
        trace(Birch(branching_factor=10**12), BLOBS)
    assert "about 16,000,000 MB" in str(caught.value)
    assert "Birch(branching_factor=50)" in str(caught.value) or "Birch()" in str(caught.value)
    monkeypatch.setattr(birch_traces, "MOST_BYTES", 8 * 2 * 1_000)
    trace(Birch(branching_factor=1_000), BLOBS)
    with pytest.raises(LearnerError, match="A node of the tree would need"):
        trace(Birch(branching_factor=1_001), BLOBS)


def test_one_subcluster_that_is_to_be_one_cluster_is_refused_with_a_line_that_runs() -> None:
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    with pytest.raises(ValueError, match="minimum of 2"):
        Birch(n_clusters=1, threshold=9).fit(X)
    with pytest.raises(LearnerError, match="single subcluster") as caught:
        trace(Birch(n_clusters=1, threshold=9), X)
    names: dict[str, Any] = {"Birch": Birch}
    exec(f"model = {caught.value.fix}", names)
    assert trace(names["model"], X).labels.tolist() == [0, 0, 0]


def test_the_memory_of_merging_is_known_beforehand() -> None:
    """Of all pairs of subclusters; where these are too few they aren't merged."""
    X = np.arange(30.0)[:, None] * 10
    estimator = Birch(threshold=0.5, n_clusters=3)
    assert_needs(8 * 30 * 29, "Merging all subclusters", lambda: trace(estimator, X))
    assert_sample_fits(lambda n: 8 * n * (n - 1), birch_traces._ENOUGH)


@pytest.mark.parametrize("n_clusters", [3, None])
def test_just_so_many_points_are_ringed_as_are_allowed(n_clusters: int | None) -> None:
    X = make_blobs(60, centers=3, random_state=0)[0]
    estimator = Birch(threshold=0.4, branching_factor=4, n_clusters=n_clusters)
    assert_rings_just_up_to_the_limit(birch_traces, lambda: trace(estimator, X))


def test_more_merges_than_frames_are_shown_as_one() -> None:
    """Where all are not shown, subclusters become clusters at once, with the means of each."""
    X = np.random.default_rng(0).uniform(size=(400, 2)) * 100
    traced = trace(Birch(threshold=0.01, n_clusters=3), X)
    (merge,) = (frame for frame in traced if frame.kind == "merge")
    assert "3 clusters" in merge.caption
    np.testing.assert_array_equal(np.unique(merge.labels), np.unique(traced.labels))


def test_there_is_a_mean_for_each_label_and_no_more() -> None:
    X = make_blobs(60, centers=3, random_state=0)[0]
    traced = trace(Birch(threshold=0.4, n_clusters=3), X)
    assert traced.centers is not None
    assert traced.centers.shape == (3, 2)
    for frame in traced:
        if frame.kind in ("assign", "stop"):
            assert frame.values["centers"].shape == (3, 2)
