"""Silhouettes against brute force, far from the origin too; what is left out is told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from sklearn.metrics import silhouette_samples

from teachclust.errors import LearnerError
from teachclust.scores import distances, silhouette, silhouettes
from teachclust.scores import silhouettes as module_function  # the name of the function, too


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


@pytest.mark.parametrize("metric", ["manhattan", "cosine"])
def test_other_distances(metric) -> None:
    rng = np.random.default_rng(3)
    X, labels = rng.normal(size=(50, 4)) + 1, rng.integers(0, 3, size=50)
    theirs = silhouette_samples(X, labels, metric=metric)
    assert silhouette(X, labels, metric=metric).values == pytest.approx(theirs, abs=1e-12)


def test_tight_clusters_far_apart_keep_their_digits() -> None:
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1, 2], 60)
    X = rng.normal(size=(180, 30)) * 1e-3 + 1e4 * labels[:, np.newaxis]
    labels[::7] = 1
    assert silhouette(X, labels).values == pytest.approx(brute(X, labels), abs=1e-12)


@pytest.mark.parametrize("few", [0, 100])
def test_blocks_of_distances_make_the_matrix(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distances, "_CHUNK", 8 * 70 * 9)
    monkeypatch.setattr(distances, "_FEW_FEATURES", few)
    X = np.random.default_rng(1).normal(size=(70, 12))
    X[5] = X[6]
    blocks = list(distances.row_distances(X, "euclidean"))
    assert len(blocks) == 8
    assert np.vstack([block for _, block in blocks]) == pytest.approx(cdist(X, X), abs=1e-12)


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
    assert "1 noise" in found.note
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


def test_many_clusters_are_handled_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    rng = np.random.default_rng(2)
    X = rng.normal(size=(90, 2))
    labelings = [rng.integers(0, k, size=90) for k in (2, 40, 3, 60)]
    whole = silhouettes(X, labelings)
    monkeypatch.setattr(sys.modules[module_function.__module__], "_MOST_MEMBERS", 8 * 90 * 45)
    for one, other in zip(whole, silhouettes(X, labelings), strict=True):
        assert one.values == pytest.approx(other.values, abs=1e-13)


@pytest.mark.parametrize(
    ("labels", "words"),
    [([0, 1], "2 labels for 4 points"), ([0.5, 1, 0, 1], "whole"), ([0, 1, -2, 0], "-1"),
     ([[0], [1], [0], [1]], "one row"), (["a", "b", "a", "b"], "whole")],
)  # fmt: skip
def test_labels_that_do_not_fit(labels, words) -> None:
    with pytest.raises(LearnerError, match=words):
        silhouette([[0.0], [1.0], [2.0], [3.0]], labels)


def test_parameters_that_do_not_fit() -> None:
    with pytest.raises(LearnerError, match="precomputed"):
        silhouette([[0.0], [1.0]], [0, 1], metric="precomputed")
    with pytest.raises(LearnerError, match="sample"):
        silhouette([[0.0], [1.0]], [0, 1], sample_size=0)
