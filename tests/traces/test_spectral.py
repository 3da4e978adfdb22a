"""SpectralClustering: ends where scikit-learn ends; ties, eigenvectors and k-means are its own."""

from __future__ import annotations

import re
import warnings
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_limit import assert_needs, assert_sample_fits
from scipy.sparse.csgraph import laplacian
from scipy.spatial.distance import cdist
from sklearn.base import clone
from sklearn.cluster import KMeans, SpectralClustering
from sklearn.datasets import make_blobs, make_circles, make_moons
from sklearn.manifold import spectral_embedding
from sklearn.metrics import adjusted_rand_score
from sklearn.neighbors import kneighbors_graph

from teachclust.errors import LearnerError
from teachclust.traces import Trace, trace
from teachclust.traces.graph_edges import count_parts
from teachclust.traces.view import in_the_box
from teachclust.words import say
from teachclust.words.numbers import number

pytestmark = pytest.mark.filterwarnings("ignore:Graph is not fully connected:UserWarning")
MOONS, halves = make_moons(160, noise=0.05, random_state=0)
BLOBS, thirds = make_blobs(120, n_features=3, centers=3, cluster_std=2.0, random_state=5)


def assert_last_frame_is_the_fit(estimator: SpectralClustering, X: np.ndarray, t: Trace) -> None:
    np.testing.assert_array_equal(t.labels, clone(estimator).fit(X).labels_)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("assign", ["kmeans", "discretize", "cluster_qr"])
def test_last_frame_equals_the_fit(seed: int, assign: str) -> None:
    for affinity, gamma in (("rbf", 0.05), ("nearest_neighbors", 1.0)):
        estimator = SpectralClustering(
            3, affinity=affinity, gamma=gamma, assign_labels=assign, random_state=seed, n_init=3
        )
        t = trace(estimator, BLOBS)
        assert_last_frame_is_the_fit(estimator, BLOBS, t)
        # not only the last: the replay itself comes to the same end
        reached = [f for f in t if f.kind == "assign" and f.values.get("embedded")][-1]
        np.testing.assert_array_equal(reached.labels, t.labels)


@pytest.mark.parametrize("seed", range(3))
def test_separated_shapes_are_found(seed: int) -> None:
    rings, truth = make_circles(150, factor=0.3, noise=0.04, random_state=seed)
    for X, y in ((MOONS, halves), (rings, truth)):
        estimator = SpectralClustering(2, affinity="nearest_neighbors", random_state=seed)
        t = trace(estimator, X)
        assert adjusted_rand_score(y, t.labels) == 1
        assert adjusted_rand_score(clone(estimator).fit(X).labels_, t.labels) == 1


@pytest.mark.parametrize("solver", [None, "arpack", "lobpcg"])
@pytest.mark.parametrize("n_components", [None, 1, 5])
def test_solvers_and_numbers_of_eigenvectors(solver: str | None, n_components: int | None) -> None:
    estimator = SpectralClustering(
        3, gamma=0.05, eigen_solver=solver, n_components=n_components, random_state=4
    )
    if (solver, n_components) == ("lobpcg", 1):  # here scikit-learn raises, without a word
        with pytest.raises(LearnerError, match="another one may not") as told:
            trace(estimator, BLOBS)
        assert "eigen_solver='arpack'" in told.value.fix
        return
    assert_last_frame_is_the_fit(estimator, BLOBS, trace(estimator, BLOBS))


@settings(max_examples=settings().max_examples // 10)
@given(st.integers(0, 2**32 - 1))
def test_random_blobs_end_where_the_fit_ends(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, d, k = int(rng.integers(20, 90)), int(rng.integers(1, 5)), int(rng.integers(1, 5))
    X = rng.normal(size=(n, d)) + rng.normal(size=(k, d))[rng.integers(0, k, n)] * 3
    estimator = SpectralClustering(k, gamma=0.1, n_init=2, random_state=seed % 1000)
    t = trace(estimator, X)
    assert_last_frame_is_the_fit(estimator, X, t)
    assert t.embedding.shape == (n, 2)
    assert np.isfinite(t.embedding).all()


def test_frames_go_from_ties_to_eigenvectors_and_back() -> None:
    t = trace(SpectralClustering(2, gamma=10, random_state=0), MOONS)
    kinds = [f.kind for f in t]
    assert kinds[:6] == ["show", "visit", "visit", "visit", "visit", "update"]
    assert kinds[-2:] == ["assign", "stop"]
    embedded = [bool(f.values.get("embedded")) for f in t]
    assert embedded == [False] * 5 + [True] * (len(t) - 7) + [False] * 2
    drawn = [f.values["edges"] for f in t if f.kind == "visit"]
    assert drawn == sorted(set(drawn))
    assert drawn[-1] == len(t.edges.pairs)
    assert all("centers" not in f.values for f in t), "they are no places in the plane"
    assert t[-2].labels is t[-1].labels is t[-3].labels
    assert len(t.code) == 7
    assert {f.line for f in t} == {0, 1, 2, 4, 5, 6}
    assert len(t.runs) == 10
    assert t.last.iteration == t.n_iter == next(r.n_iter for r in t.runs if r.best)


@pytest.mark.parametrize("seed", range(5))
def test_k_means_among_the_eigenvectors_is_scikit_learns(seed: int) -> None:
    """Its inertia, assignment by assignment, from eigenvectors computed here."""
    estimator = SpectralClustering(3, gamma=0.05, n_init=4, random_state=seed)
    t = trace(estimator, BLOBS)
    numbers = np.random.RandomState(seed)
    maps = spectral_embedding(
        np.exp(-0.05 * cdist(BLOBS, BLOBS, "sqeuclidean")),
        n_components=3,
        random_state=numbers,
        drop_first=False,
    )
    oracle = KMeans(3, n_init=4, random_state=numbers).fit(maps)
    assert t.objective == pytest.approx(oracle.inertia_, rel=1e-6)
    np.testing.assert_array_equal(t.labels, oracle.labels_)
    assert t.n_iter == oracle.n_iter_
    known = [f.objective for f in t if f.objective is not None]
    assert all(new <= old * (1 + 1e-9) for old, new in pairwise(known))
    for old, new in pairwise(f for f in t if f.kind == "assign" and f.values.get("embedded")):
        changed = np.flatnonzero(old.labels != new.labels)
        np.testing.assert_array_equal(new.values["points"], changed)


def test_the_embedding_is_two_eigenvectors_in_the_box_of_the_data() -> None:
    t = trace(SpectralClustering(3, gamma=0.05, random_state=0), BLOBS)
    affinity = np.exp(-0.05 * cdist(BLOBS, BLOBS, "sqeuclidean"))
    normed, roots = laplacian(affinity, normed=True, return_diag=True)
    vectors = np.linalg.eigh(normed)[1][:, :3] / roots[:, np.newaxis]
    drawn = t.view.project(t.X)
    np.testing.assert_allclose(t.embedding.min(axis=0), drawn.min(axis=0))
    np.testing.assert_allclose(t.embedding.max(axis=0), drawn.max(axis=0))
    for axis, vector in enumerate(vectors.T[1:]):  # the first of a connected graph is constant
        r = np.corrcoef(t.embedding[:, axis], vector)[0, 1]
        assert abs(r) == pytest.approx(1, abs=1e-6)


def test_a_column_that_does_not_vary_stays_in_the_middle() -> None:
    maps = np.array([[0.5, 1.0], [0.5, 3.0], [0.5, 2.0]])
    points = np.array([[0.0, -1.0], [10.0, 1.0], [5.0, 0.0]])
    np.testing.assert_allclose(in_the_box(maps, points), [[0, 0], [10, 0], [5, 0]])
    line = points * [1, 0]  # one feature: the box has no height of its own
    found = in_the_box(maps[:, [1, 1]], line)
    np.testing.assert_allclose(found, [[0, -2.5], [10, 2.5], [5, 0]])
    np.testing.assert_allclose(in_the_box(maps[:, 1:], points), [[0, 0], [10, 0], [5, 0]])


def test_a_graph_in_parts_gives_a_notice_and_no_warning() -> None:
    X = np.vstack([MOONS, MOONS + 100])
    estimator = SpectralClustering(2, affinity="nearest_neighbors", random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        t = trace(estimator, X)
    parts = count_parts(clone(estimator).fit(X).affinity_matrix_)
    assert parts >= 2
    assert [n for n in t.notices if f"falls into {parts} parts" in n]
    assert not trace(SpectralClustering(2, gamma=10, random_state=0), MOONS).notices


def test_points_without_any_tie_are_shown_without_ties() -> None:
    X = np.arange(12.0).reshape(-1, 1) * 1_000
    t = trace(SpectralClustering(3, random_state=0), X)
    assert [f.values["edges"] for f in t if f.kind == "visit"] == [0]
    assert t.edges.pairs.shape == (0, 2)


def test_square_data_is_data_and_not_a_table_of_affinities() -> None:
    X = np.random.default_rng(0).normal(size=(12, 12))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trace(SpectralClustering(2, gamma=0.1, random_state=0), X)


def test_eigenvectors_whose_squares_overflow() -> None:
    """Points so far apart that ties are hardly numbers, as parked bikes in metres have them."""
    X = np.array([[0.0], [26.0], [0.1], [52.5], [52.6], [79.0]])
    for seed in range(5):
        estimator = SpectralClustering(3, random_state=seed)
        maps = spectral_embedding(
            np.exp(-((X - X.T) ** 2)), n_components=3, random_state=seed, drop_first=False
        )
        assert np.abs(maps).max() > 1e100
        t = trace(estimator, X)
        assert_last_frame_is_the_fit(estimator, X, t)
        assert np.isfinite(t.embedding).all()


@pytest.mark.parametrize(
    ("params", "match"),
    [
        ({"n_clusters": 0}, "n_clusters must be"),
        ({"n_clusters": 120}, "too few points"),
        ({"n_components": 200}, "too few points"),
        ({"n_components": 0}, "n_components must be"),
        ({"affinity": "precomputed"}, "can't be watched"),
        ({"affinity": "cosine"}, "can't be watched"),
        ({"affinity": lambda a, b: 1.0}, "can't be watched"),
        ({"assign_labels": "best"}, "no assign_labels called 'best'"),
        ({"eigen_solver": "fast"}, "no eigen_solver called 'fast'"),
        ({"gamma": -1.0}, "gamma must be a number from 0"),
        ({"n_init": 0}, "n_init must be"),
        ({"affinity": "nearest_neighbors", "n_neighbors": 0}, "n_neighbors must be"),
        ({"affinity": "nearest_neighbors", "n_neighbors": 121}, "n_neighbors must be"),
    ],
)
def test_bad_parameters_are_refused_with_a_fix(params: dict[str, Any], match: str) -> None:
    with pytest.raises(LearnerError, match=match) as told:
        trace(SpectralClustering(**{"n_clusters": 3, "random_state": 0, **params}), BLOBS)
    assert all(told.value.parts[part] for part in ("what", "where", "fix"))


def test_too_many_points_are_refused_before_memory_fills() -> None:
    X = np.random.default_rng(0).normal(size=(4_000, 2))
    with pytest.raises(LearnerError, match="affinities of all pairs would need about 384 MB"):
        trace(SpectralClustering(2, random_state=0), X)


def test_the_estimator_and_its_random_numbers_are_left_alone() -> None:
    numbers = np.random.RandomState(0)
    before = numbers.get_state()[1].copy()
    estimator = SpectralClustering(3, gamma=0.05, random_state=numbers)
    trace(estimator, BLOBS)
    assert not hasattr(estimator, "labels_")
    assert (numbers.get_state()[1] == before).all()


@pytest.mark.parametrize("affinity", ["rbf", "nearest_neighbors"])
def test_captions_are_short_and_have_their_numbers(affinity: str) -> None:
    t = trace(SpectralClustering(3, gamma=0.05, affinity=affinity, random_state=0), BLOBS)
    assert all(len(f.caption) < 120 for f in t)
    visit = [f for f in t if f.kind == "visit"]
    assert f"the {visit[0].values['edges']:,} strongest of" in visit[0].caption or (
        f"{visit[0].values['edges']:,} of {len(t.edges.pairs):,} ties" in visit[0].caption
    )
    sizes = np.bincount(t.labels)
    text = f"{sizes.min()} to {sizes.max()} points."
    assert text in t[-2].caption or f"{sizes.min()} points each." in t[-2].caption


def test_the_memory_of_the_affinities_is_known_beforehand() -> None:
    estimator = SpectralClustering(3, random_state=0)
    needed = 8 * 3 * len(BLOBS) ** 2
    assert_needs(needed, "The affinities of all pairs", lambda: trace(estimator, BLOBS))


@pytest.mark.parametrize("way", ["kmeans", "discretize", "cluster_qr"])
def test_the_pseudocode_says_how_labels_are_read_off_and_every_frame_its_line(way: str) -> None:
    traced = trace(SpectralClustering(3, assign_labels=way, random_state=0), BLOBS)
    texts = [line.text for line in traced.code]
    back = say("code.graph.back")
    if way == "kmeans":
        assert len(texts) == 7
        assert [line.indent for line in traced.code] == [0, 0, 0, 0, 1, 1, 0]
    else:
        assert texts[2:] == [say(f"code.graph.read.{way}"), back]
        assert [frame.iteration for frame in traced if frame.kind == "assign"] == [1, 1]
        assert traced.n_iter == 1
    for frame in traced[-2:]:
        assert texts[frame.line] == back


@pytest.mark.parametrize("n_neighbors", [3, 40])
def test_ties_are_counted_and_the_weakest_of_those_shown_is_told(n_neighbors: int) -> None:
    estimator = SpectralClustering(
        2, affinity="nearest_neighbors", n_neighbors=n_neighbors, random_state=0
    )
    traced = trace(estimator, MOONS)
    ties = kneighbors_graph(MOONS, n_neighbors, include_self=True)
    whole = ((ties + ties.T).nnz - len(MOONS)) // 2  # each is near itself
    shown = len(traced.edges.pairs)
    last = [frame.caption for frame in traced if frame.kind == "visit"][-1]
    if n_neighbors == 3:
        assert shown == whole
        assert last == f"Visit: all {whole:,} ties of the graph are shown."
    else:
        assert shown == 1_500 < whole
        assert last.startswith("Visit: 1,500 ties are shown")
        assert last.endswith(f"the graph has {whole:,} in all.")
    near = trace(SpectralClustering(2, gamma=20.0, random_state=0), MOONS)
    for frame in near:
        if frame.kind == "visit" and "down to" in frame.caption:
            low = float(near.edges.weights[frame.values["edges"] - 1])
            assert frame.caption.endswith(f"down to {number(low)}.")


def test_the_sample_of_too_many_points_fits() -> None:
    X = np.random.default_rng(0).normal(size=(4_000, 2))
    with pytest.raises(LearnerError) as told:
        trace(SpectralClustering(2, random_state=0), X)
    enough = re.search(r"n_samples=(\d+)", told.value.parts["fix"])
    assert_sample_fits(lambda n: 8 * 3 * n * n, int(enough[1]))
