"""Silhouettes against brute force, far from the origin too; what is left out is told."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_limit import assert_needs
from sklearn.cluster import AgglomerativeClustering, SpectralClustering
from sklearn.metrics import pairwise_distances, silhouette_samples

from teachclust.checks.space import space_of
from teachclust.errors import LearnerError
from teachclust.scores import silhouette, silhouettes

# the package's name for it is the function's
module = sys.modules["teachclust.scores.silhouettes"]


def brute(X, labels, metric="euclidean"):
    """One point after the other, as Rousseeuw writes it; the differences are taken first."""
    X = np.asarray(X, dtype=np.longdouble)
    values = []
    for i in np.flatnonzero(labels >= 0):
        if metric == "euclidean":
            d = np.sqrt(((X - X[i]) ** 2).sum(axis=1))
        else:
            d = np.abs(X - X[i]).sum(axis=1)
        means = {c: d[labels == c].mean() for c in set(labels.tolist()) - {-1, labels[i]}}
        size = (labels == labels[i]).sum()
        if size == 1:
            values.append(0.0)
            continue
        a, b = d[labels == labels[i]].sum() / (size - 1), min(means.values())
        values.append(float((b - a) / max(a, b)) if max(a, b) > 0 else 0.0)
    return np.array(values)


@st.composite
def cases(draw):
    seed = draw(st.integers(0, 10_000))
    rng = np.random.default_rng(seed)
    n, d = draw(st.integers(4, 60)), draw(st.sampled_from([1, 2, 5, 12, 40]))
    X = rng.normal(size=(n, d)) * draw(st.sampled_from([1e-3, 1.0, 1e4]))
    if draw(st.booleans()):
        X = np.round(X / X.std())  # ties and duplicates
    k = draw(st.integers(2, min(6, n - 1)))
    labels = rng.integers(-1 if draw(st.booleans()) else 0, k, size=n)
    return X, labels, draw(st.sampled_from([0.0, 1e3, 1e8]))


@settings(max_examples=120, deadline=None)
@given(cases())
def test_equal_to_brute_force_wherever_the_data_lie(case) -> None:
    X, labels, offset = case
    X = X + offset * X.std()
    found = silhouette(X, labels)
    if not found.defined:
        return
    assert found.values == pytest.approx(brute(X, labels), abs=1e-12)
    assert found.rows.tolist() == np.flatnonzero(labels >= 0).tolist()
    assert found.mean == pytest.approx(found.values.mean(), abs=1e-14)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("d", [2, 64])
def test_many_labelings_at_once_equal_scikit_learn_one_by_one(seed: int, d: int) -> None:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(400, d)) + 5 * rng.integers(0, 3, size=(400, 1))
    labelings = [rng.integers(0, k, size=400) for k in range(2, 9)]
    for found, labels in zip(silhouettes(X, labelings), labelings, strict=True):
        assert found.values == pytest.approx(silhouette_samples(X, labels), abs=1e-12)
        assert found.sizes.sum() == 400
        for cluster, mean in zip(found.clusters, found.cluster_means, strict=True):
            assert mean == pytest.approx(found.values[found.labels == cluster].mean())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("metric", ["manhattan", "cityblock", "cosine"])
def test_other_distances(metric: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    X, labels = rng.normal(size=(50, 4)) + 1, rng.integers(0, 3, size=50)
    theirs = silhouette_samples(X, labels, metric=metric)
    assert silhouette(X, labels, metric=metric).values == pytest.approx(theirs, abs=1e-12)


def canberra(u, v):
    """A distance that is a function, with a parameter of its own."""
    return float((np.abs(u - v) / (np.abs(u) + np.abs(v))).sum())


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        ["chebyshev", "sqeuclidean", "braycurtis", "canberra", "correlation", "l1", "l2",
         "seuclidean", "mahalanobis", "hamming", "jaccard", "nan_euclidean", canberra,
         ("minkowski", {"p": 3}), ("minkowski", {"p": 1.5}), ("minkowski", {"p": 2}),
         ("minkowski", {"p": 3, "w": np.arange(1.0, 5.0)})]
    ),
    st.integers(0, 10_000),
    st.sampled_from([np.float64, np.float32, np.int64]),
)  # fmt: skip
def test_every_metric_equals_scikit_learn(metric, seed, dtype) -> None:
    rng = np.random.default_rng(seed)
    X = (rng.normal(size=(30, 4)) * 3 + 1).astype(dtype) + dtype(1)
    labels = rng.integers(0, 3, size=30)
    name, params = metric if isinstance(metric, tuple) else (metric, {})
    X = X + dtype(2) * (X == 0)  # 0 / 0 has no canberra
    X = X[X.std(axis=1) > 0] if name == "correlation" else X
    labels = labels[: len(X)]
    if len(set(labels.tolist())) < 2:
        return
    wide = X.astype(float) if name not in ("jaccard",) else X.astype(bool)
    theirs = silhouette_samples(wide, labels, metric=name, **params)
    found = silhouette(X, labels, metric=name, metric_params=params)
    assert found.values == pytest.approx(theirs, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_precomputed_distances_equal_scikit_learn(seed, symmetric) -> None:
    rng = np.random.default_rng(seed)
    D = rng.uniform(0, 9, size=(25, 25)).round(1)
    D = D + D.T if symmetric else D
    np.fill_diagonal(D, 0)
    labels = rng.integers(0, 4, size=25)
    before = D.copy()
    found = silhouette(D, labels, metric="precomputed")
    theirs = silhouette_samples(D, labels, metric="precomputed")
    assert found.values == pytest.approx(theirs, abs=1e-12)
    assert (before == D).all()
    some = silhouette(D, labels, metric="precomputed", sample_size=12)
    if some.defined:
        part = D[np.ix_(some.rows, some.rows)]
        theirs = silhouette_samples(part, labels[some.rows], metric="precomputed")
        assert some.values == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("metric", ["seuclidean", "mahalanobis"])
def test_a_sample_is_measured_as_the_whole_is(metric) -> None:
    rng = np.random.default_rng(3)
    X, labels = rng.normal(size=(80, 3)) * [1, 5, 30], rng.integers(0, 2, size=80)
    found = silhouette(X, labels, metric=metric, sample_size=40)
    D = pairwise_distances(X, metric=metric)[np.ix_(found.rows, found.rows)]
    theirs = silhouette_samples(D * (1 - np.eye(40)), labels[found.rows], metric="precomputed")
    assert found.values == pytest.approx(theirs, abs=1e-12)


def test_a_function_is_called_for_a_sample_of_many_points(monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_CALLED", 20)
    X = np.random.default_rng(0).normal(size=(60, 2)) + 9
    assert len(silhouette(X, np.arange(60) % 3, metric=canberra).rows) == 20
    assert len(silhouette(X, np.arange(60) % 3, metric="canberra").rows) == 60
    assert len(silhouette(X, np.arange(60) % 3, metric=canberra, sample_size=None).rows) == 60


@pytest.mark.parametrize("offset", [0.0, 1e6, 1e8])
def test_manhattan_far_from_the_origin(offset: float) -> None:
    rng = np.random.default_rng(5)
    X, labels = rng.normal(size=(60, 3)) + offset, rng.integers(0, 4, size=60)
    found = silhouette(X, labels, metric="manhattan").values
    assert found == pytest.approx(brute(X, labels, "manhattan"), abs=1e-12)


def test_nearly_equal_directions_keep_their_digits() -> None:
    angles = 0.5 + 1e-7 * np.array([0.0, 1.0, 2.0, 7.0, 8.0, 10.0])
    X = np.column_stack([np.cos(angles), np.sin(angles)]) * np.array([[1, 5, 1, 9, 1, 1]]).T
    labels = np.array([0, 0, 0, 1, 1, 1])
    # of so small angles 1 - cos is half the square
    apart = np.subtract.outer(angles, angles) ** 2 / 2
    theirs = silhouette_samples(apart, labels, metric="precomputed")
    found = silhouette(X, labels, metric="cosine").values
    assert found == pytest.approx(theirs, abs=1e-6)
    assert (np.abs(found) <= 1).all()


def test_a_row_of_zeros_has_no_direction() -> None:
    X = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    with pytest.raises(LearnerError, match="1 row of X is all zeros"):
        silhouette(X, [0, 0, 1, 1], metric="cosine")
    assert silhouette(X, [0, 0, 1, 1]).defined


def test_tight_clusters_far_apart_keep_their_digits() -> None:
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1, 2], 60)
    X = rng.normal(size=(180, 30)) * 1e-3 + 1e4 * labels[:, np.newaxis]
    labels[::7] = 1
    assert silhouette(X, labels).values == pytest.approx(brute(X, labels), abs=1e-12)


def test_order_of_rows_and_names_of_clusters_do_not_matter() -> None:
    rng = np.random.default_rng(4)
    X, labels = rng.normal(size=(80, 3)), rng.integers(0, 4, size=80)
    order = rng.permutation(80)
    plain = silhouette(X, labels).values
    assert silhouette(X[order], labels[order]).values == pytest.approx(plain[order], abs=1e-13)
    assert silhouette(X, 7 - labels).values == pytest.approx(plain, abs=1e-13)


def test_noise_is_left_out_and_said() -> None:
    X = np.array([[0.0], [0.1], [5.0], [5.1], [99.0]])
    found = silhouette(X, [0, 0, 1, 1, -1])
    assert (found.n_noise, found.clusters.tolist(), len(found.values)) == (1, [0, 1], 4)
    assert found.note == "Noise is left out (1 of 5 points)."
    assert found.mean == pytest.approx(silhouette_samples(X[:4], [0, 0, 1, 1]).mean())


@pytest.mark.parametrize("labels", [[0, 0, 0, 0], [0, 1, 2, 3], [-1, -1, -1, -1], [-1, 0, 1, 2]])
def test_what_is_not_defined_is_said_and_not_raised(labels: list[int]) -> None:
    found = silhouette([[0.0], [1.0], [2.0], [4.0]], labels)
    assert not found.defined
    assert np.isnan(found.mean)
    assert len(found.values) == 0
    assert "Not defined" in found.note


def test_a_sample_is_drawn_and_said() -> None:
    rng = np.random.default_rng(0)
    X, labels = rng.normal(size=(500, 2)), rng.integers(0, 3, size=500)
    found = silhouette(X, labels, sample_size=100, random_state=1)
    assert len(set(found.rows.tolist())) == 100
    assert "On a sample of 100 of 500" in found.note
    assert found.labels.tolist() == labels[found.rows].tolist()
    again = silhouette(X, labels, sample_size=100, random_state=1)
    assert again.values.tolist() == found.values.tolist()
    theirs = silhouette_samples(X[found.rows], labels[found.rows])
    assert found.values == pytest.approx(theirs, abs=1e-12)


def test_auto_takes_a_sample_beyond_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (module.MOST_ROWS, module.SAMPLE) == (20_000, 10_000)
    monkeypatch.setattr(module, "MOST_ROWS", 60)
    monkeypatch.setattr(module, "SAMPLE", 40)
    rng = np.random.default_rng(0)
    X, labels = rng.normal(size=(61, 2)), rng.integers(0, 3, size=61)
    assert len(silhouette(X[:60], labels[:60]).rows) == 60
    assert silhouette(X[:60], labels[:60]).note == ""
    assert silhouette(X, labels).note == "On a sample of 40 of 61 points."
    assert len(silhouette(X, labels, sample_size=None).rows) == 61
    assert len(silhouette(X, labels, sample_size=99).rows) == 61


@pytest.mark.parametrize("size", [2, np.int64(2), np.uint8(3)])
def test_the_smallest_samples(size) -> None:
    X, labels = np.arange(8.0)[:, np.newaxis] ** 2, np.arange(8) % 2
    found = silhouette(X, labels, sample_size=size, random_state=0)
    note = f"On a sample of {size} of 8 points."
    assert found.note.startswith(note)
    assert found.sizes.sum() == size
    assert found.defined == (size == 3)  # two points are a cluster each, or one cluster
    if found.defined:
        theirs = silhouette_samples(X[found.rows], labels[found.rows])
        assert found.values == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("size", [2, 3, 4, 5, "auto", None])
def test_no_sample_is_drawn_of_as_few_points(size) -> None:
    found = silhouette([[0.0], [1.0]], [0, 1], sample_size=size)
    assert found.sizes.tolist() == [1, 1]
    assert "sample" not in found.note
    assert silhouette([[0.0]], [0], sample_size=size).n_samples == 1


@pytest.mark.parametrize("size", [1, 0, -2, 2.0, True, np.True_, "2", "all", [2], np.nan, (3,)])
def test_sample_sizes_that_are_refused(size) -> None:
    with pytest.raises(LearnerError, match="2 or more"):
        silhouette([[0.0], [1.0], [3.0], [4.0]], [0, 0, 1, 1], sample_size=size)


def test_noise_in_a_sample_is_counted_there() -> None:
    rng = np.random.default_rng(0)
    X, labels = rng.normal(size=(400, 2)), rng.integers(-1, 3, size=400)
    found = silhouette(X, labels, sample_size=80, random_state=3)
    assert found.n_noise + len(found.values) == 80
    assert (labels[found.rows] >= 0).all()
    assert f"({found.n_noise} of 80 points)" in found.note
    assert "sample of 80 of 400" in found.note


@pytest.mark.parametrize("metric", ["euclidean", "manhattan", "cosine"])
def test_the_callers_data_are_left_alone(metric: str) -> None:
    X = np.random.default_rng(0).normal(size=(30, 2)) + 5
    X.setflags(write=False)
    labels = np.arange(30) % 3
    labels.setflags(write=False)
    before = X.copy()
    silhouettes(X, [labels, labels], metric=metric)
    assert (before == X).all()


@pytest.mark.parametrize("offset", [0, 1000])
def test_float32_is_widened_before_anything_is_computed(offset: int) -> None:
    rng = np.random.default_rng(1)
    X = (rng.normal(size=(70, 12)) + offset).astype(np.float32)
    labels = rng.integers(0, 3, size=70)
    found = silhouette(X, labels).values
    assert found.dtype == np.float64
    assert found == pytest.approx(brute(X.astype(float), labels), abs=1e-12)


def test_no_labelings_give_no_silhouettes() -> None:
    assert silhouettes([[0.0], [1.0], [2.0]], []) == []


@pytest.mark.parametrize(
    ("labels", "words"),
    [([0, 1], "2 labels for 4 points"), ([0.5, 1, 0, 1], "whole"), ([0, 1, -2, 0], "-1"),
     ([[0], [1], [0], [1]], "one row"), (["a", "b", "a", "b"], "whole"), ([], "one row"),
     ([[0, 1], [0], [1], [1]], "one row"), ([np.inf, 0, 1, 1], "whole"),
     ([np.nan, 0, 1, 1], "whole"), ([1e300, 0, 1, 1], "whole"), ([1j, 0, 1, 1], "whole")],
)  # fmt: skip
def test_labels_that_do_not_fit(labels, words) -> None:
    with pytest.raises(LearnerError, match=words):
        silhouette([[0.0], [1.0], [2.0], [3.0]], labels)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [({"metric": "cosinus"}, "Known are"), ({"metric": 2}, "Known are"),
     ({"metric": "precomputed"}, "must hold distances"), ({"metric": ["cosine"]}, "Known are"),
     ({"sample_size": 0}, "sample"),
     ({"sample_size": 2.0}, "sample"), ({"sample_size": True}, "sample"),
     ({"sample_size": "all"}, "sample"), ({"sample_size": 3, "random_state": -1}, "seed")],
)  # fmt: skip
def test_parameters_that_do_not_fit(parameters, words) -> None:
    with pytest.raises(LearnerError, match=words):
        silhouette([[0.0], [1.0], [3.0], [4.0]], [0, 0, 1, 1], **parameters)


@pytest.mark.parametrize(
    ("n", "size", "called", "drawn"),
    [
        (20_000, "auto", False, 20_000),
        (20_001, "auto", False, 10_000),
        (3_000, "auto", True, 2_000),
        (2_000, "auto", True, 2_000),
        (90_000, "auto", True, 2_000),
        (90_000, None, False, 90_000),
        (90_000, None, True, 90_000),
        (50, 50, False, 50),
        (50, 51, False, 50),
        (50, 49, False, 49),
        (50, 2, False, 2),
        (1, "auto", False, 1),
        (1, "auto", True, 1),
        (1, None, False, 1),
    ],
)
def test_a_sample_has_so_many_rows_in_order(n: int, size: object, called: bool, drawn: int) -> None:
    rows = module._sample(n, size, 0, called=called)
    assert len(rows) == drawn
    assert (np.diff(rows) > 0).all()
    assert rows.min() >= 0
    assert rows.max() < n
    if drawn == n:
        assert rows.tolist() == list(range(n))


def test_the_same_sample_is_drawn_by_default() -> None:
    X, labels = np.random.default_rng(0).normal(size=(90, 2)), np.arange(90) % 3
    one, same, other = (
        silhouette(X, labels, sample_size=20, **params)
        for params in ({}, {"random_state": 0}, {"random_state": 1})
    )
    assert one.rows.tolist() == same.rows.tolist() != other.rows.tolist()


def test_the_memory_of_a_function_is_known_beforehand() -> None:
    X, labels = np.random.default_rng(0).normal(size=(30, 2)), np.arange(30) % 3
    far = lambda a, b: float(np.abs(a - b).sum())  # noqa: E731
    assert_needs(
        8 * 30 * 30, "The table of all distances", lambda: silhouette(X, labels, metric=far)
    )


def test_rows_of_zeros_are_counted_and_the_first_are_named() -> None:
    labels = np.arange(8) % 2
    for n_zeros, told in (
        (1, "1 row of X is all zeros.|rows counted from 0: 0"),
        (3, "3 rows of X are all zeros.|rows counted from 0: 0, 1, 2"),
        (4, "4 rows of X are all zeros.|rows counted from 0: 0, 1, 2, ..."),
    ):
        X = np.ones((8, 2)) + np.arange(8)[:, np.newaxis]
        X[:n_zeros] = 0
        with pytest.raises(LearnerError) as caught:
            silhouette(X, labels, metric="cosine")
        assert f"{caught.value.parts['what']}|{caught.value.parts['where']}" == told


def test_an_estimators_affinities_are_no_distances() -> None:
    for estimator, fix in (
        (SpectralClustering(2, affinity="precomputed"), "np.max(X)"),
        (SpectralClustering(2, affinity="cosine"), "euclidean"),
    ):
        space = space_of(estimator)
        if space.metric is not None:
            continue
        with pytest.raises(LearnerError, match="An affinity is no distance") as caught:
            module.silhouettes_in(space, np.eye(6), [np.arange(6) % 2])
        assert fix in caught.value.parts["fix"]


def test_a_metric_of_all_rows_must_give_a_table_of_numbers() -> None:
    X, labels = np.random.default_rng(0).normal(size=(12, 2)), np.arange(12) % 2
    for give, right in (
        (lambda rows: np.abs(rows[:, None] - rows[None]).sum(axis=2), True),
        (lambda rows: rows, False),
        (lambda rows: np.full((len(rows), len(rows)), np.nan), False),
    ):
        space = space_of(AgglomerativeClustering(2, metric=give, linkage="average"))
        if right:
            (found,) = module.silhouettes_in(space, X, [labels])
            expected = silhouette_samples(X, labels, metric="manhattan")
            np.testing.assert_allclose(found.values, expected, rtol=1e-9)
            continue
        with pytest.raises(LearnerError, match="gives no table of distances"):
            module.silhouettes_in(space, X, [labels])
