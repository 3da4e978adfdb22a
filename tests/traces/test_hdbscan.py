"""HDBSCAN: the spanning tree, the condensed tree and the choice are scikit-learn's own."""

from __future__ import annotations

import re
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_limit import assert_needs
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import cdist
from sklearn.base import clone
from sklearn.cluster import HDBSCAN
from sklearn.datasets import make_blobs, make_moons
from strategies import continuous, tied

from teachclust.errors import LearnerError
from teachclust.traces import Trace, hdbscan, trace
from teachclust.traces.auxiliary import Edges
from teachclust.traces.hdbscan.condensed_tree import condense

pytestmark = pytest.mark.filterwarnings("ignore:The default value of `copy`")
SOME = settings(max_examples=settings().max_examples // 4)


@st.composite
def clusterer(draw: st.DrawFn, X: np.ndarray) -> HDBSCAN:
    n = len(X)
    return HDBSCAN(
        min_cluster_size=draw(st.integers(2, max(2, min(8, n)))),
        min_samples=draw(st.integers(1, min(6, n))),
        metric=draw(st.sampled_from(["euclidean", "euclidean", "manhattan", "cosine", "canberra"])),
        algorithm=draw(st.sampled_from(["auto", "brute"])),
        alpha=draw(st.sampled_from([1.0, 1.0, 1.3])),
        cluster_selection_method=draw(st.sampled_from(["eom", "eom", "leaf"])),
        cluster_selection_epsilon=draw(st.sampled_from([0.0, 0.0, 0.5])),
        allow_single_cluster=draw(st.booleans()),
        max_cluster_size=draw(st.sampled_from([None, None, 20])),
    )


def assert_same_as_the_fit(estimator: HDBSCAN, X: np.ndarray) -> Trace | None:
    try:
        fitted = clone(estimator).fit(X)
    except (TypeError, KeyError):  # scikit-learn's own errors: ours is one that can be read
        with pytest.raises(LearnerError, match="scikit-learn fails"):
            trace(estimator, X)
        return None
    traced = trace(estimator, X)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    return traced


@SOME
@given(st.data())
def test_continuous_data(data: st.DataObject) -> None:
    X = data.draw(continuous())
    if traced := assert_same_as_the_fit(data.draw(clusterer(X)), X):
        assert_frames_are_true(traced)


@SOME
@given(st.data())
def test_tied_data(data: st.DataObject) -> None:
    X = data.draw(tied())
    if traced := assert_same_as_the_fit(data.draw(clusterer(X)), X):
        assert_frames_are_true(traced)


def assert_frames_are_true(traced: Trace) -> None:
    condensed, n = traced.condensed, len(traced.X)
    chosen = condensed.cluster[condensed.cluster >= 0]
    # our own choice was the fit's, or `_clusters` would have left some out
    assert set(chosen.tolist()) == set(traced.labels.tolist()) - {-1}
    assert condensed.parent[0] == -1
    assert (condensed.parent[1:] < np.arange(1, len(condensed.parent))).all()
    assert (condensed.death >= condensed.birth).all()
    np.testing.assert_array_equal(condensed.birth[1:], condensed.death[condensed.parent[1:]])
    kinds = [frame.kind for frame in traced]
    order = ["show", "visit", "merge", "cut", "assign", "stop"]
    stages = [order.index("cut" if kind in ("split", "fall_out") else kind) for kind in kinds]
    assert stages == sorted(stages)
    assert len(traced) <= 150
    merges = [f.values["edges"] for f in traced if f.kind == "merge"]
    assert merges[-1] == n - 1
    cuts = [f for f in traced if f.kind in ("split", "fall_out")]
    edges = [f.values["edges"] for f in cuts]
    assert edges == sorted(edges, reverse=True)
    for before, frame in zip([None, *cuts], cuts, strict=False):
        out = frame.labels == -1
        assert before is None or (out >= (before.labels == -1)).all()
        assert out[frame.values["points"]].all()
    fallen = np.concatenate([f.values["points"] for f in cuts])
    np.testing.assert_array_equal(np.sort(fallen), np.arange(n))
    assert (cuts[-1].labels == -1).all()


def test_without_the_fits_hierarchy_the_result_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    X = make_blobs(150, centers=3, random_state=3)[0]
    fit = hdbscan._fit

    def forgetful(model: HDBSCAN, X: np.ndarray) -> HDBSCAN:
        fitted = fit(model, X)
        del fitted._single_linkage_tree_
        return fitted

    whole = trace(HDBSCAN(), X)
    monkeypatch.setattr(hdbscan, "_fit", forgetful)
    own = trace(HDBSCAN(), X)
    np.testing.assert_array_equal(own.labels, whole.labels)
    np.testing.assert_allclose(np.sort(own.condensed.birth), np.sort(whole.condensed.birth))


@pytest.mark.parametrize("seed", range(5))
def test_moons_with_noise(seed: int) -> None:
    far = np.random.default_rng(seed).uniform(-2, 3, size=(20, 2))
    X = np.vstack([make_moons(200, noise=0.05, random_state=seed)[0], far])
    traced = assert_same_as_the_fit(HDBSCAN(min_cluster_size=15), X)
    assert_frames_are_true(traced)


def test_chosen_clusters_keep_their_numbers_and_captions_say_why() -> None:
    X = make_blobs([60, 50, 40], cluster_std=0.5, random_state=1, centers=None)[0]
    traced = trace(HDBSCAN(min_cluster_size=10), X)
    splits = [f for f in traced if f.kind == "split"]
    last = next(f for f in splits if len(set(f.labels.tolist()) - {-1}) == traced.n_clusters)
    inside = last.labels >= 0
    np.testing.assert_array_equal(last.labels[inside], traced.labels[inside])
    assigned = [f for f in traced if f.kind == "assign"]
    assert [f.values["cluster"] for f in assigned] == list(range(traced.n_clusters))
    for label, frame in enumerate(assigned):
        size = np.count_nonzero(traced.labels == label)
        assert f", {size} points" in frame.caption
        np.testing.assert_array_equal(frame.labels == label, traced.labels == label)
    found = re.search(r"into (\d+) and (\d+)", splits[0].caption)
    assert sum(map(int, found.groups())) <= len(X)


def parts_below(X: np.ndarray, least: int, distance: float) -> np.ndarray:
    """Return the part of each point that edges shorter than a distance join; -1 in small ones."""
    gaps = cdist(X, X)
    core = np.sort(gaps, axis=1)[:, least - 1]
    reach = np.maximum(gaps, np.maximum(core[:, None], core))
    np.fill_diagonal(reach, np.inf)
    parts = connected_components(reach < distance * (1 - 1e-9))[1]
    sizes = np.bincount(parts)
    return np.where(sizes[parts] >= least, parts, -1)


def number_in(words: str, caption: str) -> list[float]:
    found = re.search(words, caption)
    assert found is not None, caption
    return [float(text.replace(",", "")) for text in found.groups()]


@pytest.mark.parametrize("seed", range(4))
def test_each_cut_leaves_the_parts_that_shorter_edges_join(seed: int) -> None:
    X = make_blobs([30, 20, 14], cluster_std=1.5, random_state=seed, centers=None)[0]
    traced = trace(HDBSCAN(min_cluster_size=4), X)
    cuts = [frame for frame in traced if frame.kind in ("split", "fall_out")]
    lengths = np.sort(traced.edges.weights)
    before = np.zeros(len(X), dtype=int)
    for frame, following in zip(cuts, [*cuts[1:], None], strict=True):
        left = np.count_nonzero(frame.labels >= 0)
        if frame.kind == "fall_out":
            (told,) = number_in(r"; ([\d,]+) (?:is|are) left", frame.caption)
            assert told == left
            (told,) = number_in(r"lose (\d+) point", frame.caption)
            assert told == len(frame.values["points"])
        else:
            sizes = number_in(r"into ([\d,]+) and ([\d,]+)", frame.caption)
            fresh = set(frame.labels.tolist()) - set(before.tolist())
            (new,) = fresh - {-1}  # the larger part keeps its number
            assert sizes == sorted(sizes, reverse=True)
            assert np.count_nonzero(frame.labels == new) == sizes[1]
            assert np.count_nonzero(frame.labels == frame.values["cluster"]) == sizes[0]
        before = frame.labels
        # edges of one length are cut in several frames
        if following is not None and following.values["edges"] == frame.values["edges"]:
            continue
        distance = lengths[frame.values["edges"]]
        (told,) = number_in(r"below distance ([\d.]+) ", frame.caption)
        assert told == pytest.approx(distance, rel=1e-3)
        parts = parts_below(X, 4, distance)
        np.testing.assert_array_equal(frame.labels >= 0, parts >= 0)
        pairs = np.unique(np.stack([frame.labels, parts]), axis=1)
        assert pairs.shape[1] == len(np.unique(parts)) == len(np.unique(frame.labels))


def test_many_cuts_are_thinned_and_the_captions_add_up() -> None:
    X = make_blobs([900, 700, 400], cluster_std=1.0, random_state=3, centers=None)[0]
    traced = trace(HDBSCAN(min_cluster_size=5), X)
    cuts = [frame for frame in traced if frame.kind in ("split", "fall_out")]
    assert 41 <= len(cuts) <= 80
    fell = np.zeros(len(X), dtype=bool)
    for frame in cuts:
        fell[frame.values["points"]] = True
        np.testing.assert_array_equal(fell, frame.labels < 0)
        if " fell out" in frame.caption or frame.kind == "fall_out":
            (told,) = number_in(r" ([\d,]+) points?(?: fell out|;| and split)", frame.caption)
            assert told == len(frame.values["points"])
    assert fell.all()
    # half of the frames are the largest splits, and the others follow evenly
    splits = [frame for frame in cuts if frame.kind == "split"]
    assert len(splits) >= 40
    merges = [frame.values["edges"] for frame in traced if frame.kind == "merge"]
    assert merges[0] == 1
    assert merges[-1] == len(X) - 1
    assert len(merges) == 40


def test_clusters_are_chosen_one_by_one() -> None:
    X = make_blobs([60, 50, 40], cluster_std=0.5, random_state=1, centers=None)[0]
    traced = trace(HDBSCAN(min_cluster_size=10), X)
    for label, frame in enumerate(f for f in traced if f.kind == "assign"):
        there = (traced.labels >= 0) & (traced.labels <= label)
        np.testing.assert_array_equal(frame.labels, np.where(there, traced.labels, -1))


def test_core_distances_weigh_points() -> None:
    X = np.vstack([make_moons(80, noise=0.05, random_state=0)[0], [[9.0, 9.0]]])
    dense, lonely = (f for f in trace(HDBSCAN(min_samples=4), X) if f.kind == "visit")
    core = np.sort(cdist(X, X), axis=1)[:, 3]
    np.testing.assert_allclose(dense.values["weights"], 1 / core)
    assert lonely.values["point"] == 80
    assert lonely.values["radius"] == pytest.approx(core[80])
    assert core[dense.values["point"]] < np.median(core)


def test_nothing_to_choose_is_said() -> None:
    X = np.random.default_rng(0).uniform(size=(40, 2))
    traced = assert_same_as_the_fit(HDBSCAN(min_cluster_size=25), X)
    assert (traced.labels == -1).all()
    assert "all points are noise" in traced[-2].caption


def test_no_warning_reaches_the_learner() -> None:
    X = np.repeat(make_blobs(12, random_state=0)[0], 8, axis=0)  # densities are infinite
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        traced = trace(HDBSCAN(), X)
    assert not np.isnan(traced.condensed.stability).any()


@pytest.mark.parametrize(
    ("estimator", "words"),
    [
        (HDBSCAN(min_cluster_size=1), "min_cluster_size must be a whole number from 2"),
        (HDBSCAN(min_cluster_size=99), "min_cluster_size must be"),
        (HDBSCAN(min_samples=0), "min_samples must be a whole number from 1"),
        (HDBSCAN(min_samples=99), "min_samples must be"),
        (HDBSCAN(max_cluster_size=0), "max_cluster_size must be"),
        (HDBSCAN(alpha=0), "alpha must be a number above 0"),
        (HDBSCAN(cluster_selection_epsilon=-1), "cluster_selection_epsilon must be"),
        (HDBSCAN(cluster_selection_method="best"), "no cluster_selection_method"),
        (HDBSCAN(metric="precomputed"), "computed beforehand"),
    ],
)
def test_bad_parameters_are_told(estimator: HDBSCAN, words: str) -> None:
    X = make_blobs(30, random_state=0)[0]
    with pytest.raises(LearnerError, match=words):
        trace(estimator, X)


def test_a_matrix_of_all_distances_is_refused_for_many_points() -> None:
    X = np.random.default_rng(0).normal(size=(5_000, 2))
    with pytest.raises(LearnerError, match="400 MB") as caught:
        trace(HDBSCAN(algorithm="brute"), X)
    assert "n_samples=4000" in caught.value.fix


@pytest.mark.parametrize(
    ("params", "what", "needed"),
    [
        ({"min_samples": 7}, "The 7 nearest of every point", 16 * 60 * 7),
        ({"min_cluster_size": 9}, "The 9 nearest of every point", 16 * 60 * 9),
        ({"algorithm": "brute"}, "All distances, here and in the fit,", 16 * 60 * 60),
    ],
)
def test_the_memory_is_known_beforehand(params: dict[str, Any], what: str, needed: int) -> None:
    X = make_blobs(60, random_state=0)[0]
    assert_needs(needed, what, lambda: trace(HDBSCAN(**params), X))


def test_an_error_of_the_fit_that_is_not_the_known_one_is_not_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fit(self: HDBSCAN, X: np.ndarray) -> None:
        raise KeyError("unknown")

    monkeypatch.setattr(HDBSCAN, "fit", fit)
    X = make_blobs(60, random_state=0)[0]
    with pytest.raises(KeyError, match="unknown"):
        hdbscan._fit(HDBSCAN(), X)
    for params in ({"cluster_selection_epsilon": 0.5}, {"allow_single_cluster": True}):
        with pytest.raises(LearnerError, match="scikit-learn fails"):
            hdbscan._fit(HDBSCAN(**params), X)


#: Points 0 and 1 join at 1, points 2 and 3 at 2, and both pairs at 4.
PAIRS = condense(np.array([[0, 1], [2, 3], [4, 5]]), np.array([1.0, 2.0, 4.0]), 2)


@pytest.mark.parametrize(
    ("labels", "chosen"),
    [
        ([0, 0, 1, 1], {1: 0, 2: 1}),
        ([1, 1, 0, 0], {1: 1, 2: 0}),
        ([1, -1, 0, 0], {1: 1, 2: 0}),
        ([-1, -1, 0, 0], {2: 0}),
        ([0, 0, 0, 0], {1: 0}),
        ([-1, -1, -1, -1], {}),
    ],
)
def test_where_the_fit_chose_otherwise_each_node_has_the_label_of_most_of_its_points(
    labels: list[int], chosen: dict[int, int]
) -> None:
    found = hdbscan._clusters(PAIRS, HDBSCAN(min_cluster_size=2), np.array(labels))
    assert found == chosen


def test_a_frame_of_several_cuts_counts_all_that_they_did() -> None:
    edges = Edges(np.array([[0, 1], [2, 3], [1, 2]]), np.array([1.0, 2.0, 4.0]))
    labels = np.array([0, 0, 1, 1])
    model = HDBSCAN(min_cluster_size=2)
    details = hdbscan.FitDetails(
        np.ones(4), edges, PAIRS, {1: 0, 2: 1}, labels, model, 2, straight=True
    )
    split, second, first = hdbscan._cuts(PAIRS)

    def caption(*cuts: Any, left: int) -> str:
        now = np.where(np.arange(4) < left, 0, -1)
        frame = hdbscan._cut_frame(details, list(cuts), now, np.array([0, 0, 1]))
        fell = [cut.points for cut in cuts if not cut.splits]
        wanted = np.concatenate(fell).tolist() if fell else []
        assert frame.values["points"].tolist() == wanted
        assert frame.kind == ("split" if cuts[-1].splits else "fall_out")
        assert frame.line == (hdbscan.SPLIT if cuts[-1].splits else hdbscan.FALL_OUT)
        assert frame.values["edges"] == np.count_nonzero(edges.weights < 1 / cuts[-1].density)
        return frame.caption

    into = "below distance 4 a cluster"
    assert caption(split, left=4) == f"Split: {into} of 4 points falls into 2 and 2."
    assert caption(split, split, left=4) == f"Split: {into} of 4 points falls into 2 and 2."
    assert caption(second, split, left=2) == (
        f"Split: {into} falls into 2 and 2; before, 2 points fell out."
    )
    assert (
        caption(second, left=2) == "Drop: below distance 2 the clusters lose 2 points; 2 are left."
    )
    assert caption(second, first, left=0) == (
        "Drop: below distance 1 the clusters lose 4 points; 0 are left."
    )
    assert caption(split, second, left=2) == (
        "Drop: below distance 2 the clusters lose 2 points and split (splits: 1); 2 are left."
    )
    assert caption(split, split, second, first, left=0) == (
        "Drop: below distance 1 the clusters lose 4 points and split (splits: 2); 0 are left."
    )


def test_the_most_frames_of_cuts_are_reached_just_where_there_are_so_many() -> None:
    def steps(n: int) -> list[int]:
        cuts = [hdbscan._Cut(float(i), 0, np.arange(i % 7), i % 2 == 0) for i in range(n)]
        return hdbscan._shown_cuts(cuts, 100)

    assert steps(80) == list(range(80))
    assert len(steps(81)) < 81
    assert {0, 80} <= set(steps(81))
    falls = [hdbscan._Cut(float(i), 0, np.arange(1), splits=False) for i in range(900)]
    assert [len(hdbscan._shown_cuts(falls, n)) for n in (100, 10**9)] == [80, 20]
    # 450 splits of one size and 450 falls: half of the frames are the first splits, to the last
    both = [hdbscan._Cut(float(i), 0, np.arange(1), splits=i < 450) for i in range(900)]
    shown = hdbscan._shown_cuts(both, 100)
    assert shown[:40] == list(range(40))
    assert shown[-1] == 899


def test_points_in_one_place_are_as_dense_as_any() -> None:
    edges, model = Edges(np.zeros((3, 2), dtype=int), np.zeros(3)), HDBSCAN(min_cluster_size=2)
    for core, weights in (([0, 0, 0, 0], [1, 1, 1, 1]), ([0, 0, 4, 0.5], [2, 2, 0.25, 2])):
        details = hdbscan.FitDetails(
            np.array(core, dtype=float), edges, PAIRS, {}, np.zeros(4), model, 2, straight=True
        )
        for frame in hdbscan._visit_frames(details, np.zeros(4)):
            assert frame.values["weights"].tolist() == weights


@pytest.mark.parametrize(
    ("params", "circle"), [({}, True), ({"alpha": 2.0}, False), ({"metric": "manhattan"}, False)]
)
def test_a_circle_is_drawn_where_points_in_reach_lie_in_one(
    params: dict[str, Any], circle: bool
) -> None:
    X = make_moons(60, noise=0.05, random_state=0)[0]
    traced = trace(HDBSCAN(min_cluster_size=5, copy=True, **params), X)
    for frame in traced:
        if frame.kind == "visit":
            assert ("radius" in frame.values) == circle
