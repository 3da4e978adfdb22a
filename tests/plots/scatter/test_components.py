"""Densities and shares are scipy's and scikit-learn's; wrong parameters are told which."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import multivariate_normal
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from teachclust.errors import LearnerError
from teachclust.plots.scatter.components import (
    checked_components,
    log_densities,
    responsibilities_of,
)

X = make_blobs(80, centers=3, n_features=3, random_state=0, cluster_std=3.0)[0]
MEANS = np.array([[0.0, 0.0], [4.0, 0.0]])
EYES = np.array([np.eye(2), np.eye(2)])


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 4))
def test_log_densities_are_scipys(seed: int, d: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    points, means = rng.normal(size=(9, d)), rng.normal(size=(k, d))
    roots = rng.normal(size=(k, d, d))
    covariances = roots @ roots.transpose(0, 2, 1) + 0.1 * np.eye(d)
    expected = [
        multivariate_normal(mean, covariance).logpdf(points)
        for mean, covariance in zip(means, covariances, strict=True)
    ]
    found = log_densities(points, means, covariances)
    assert found.shape == (9, k)
    np.testing.assert_allclose(found, np.stack(expected, axis=1), rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("kind", ["full", "tied", "diag", "spherical"])
def test_shares_are_scikit_learns_in_each_shape_of_covariances(kind: str) -> None:
    model = GaussianMixture(3, covariance_type=kind, random_state=0).fit(X)
    parts = checked_components(model.means_, model.covariances_, model.weights_, kind, 3)
    means, covariances, weights = parts
    assert (means.shape, covariances.shape, weights.shape) == ((3, 3), (3, 3, 3), (3,))
    np.testing.assert_allclose(responsibilities_of(X, *parts), model.predict_proba(X), atol=1e-9)


def test_shares_by_hand() -> None:
    """Midway between two equal components the weights decide; far away one has all."""
    points = np.array([[2.0, 7.0], [-9e3, 0.0], [9e3, 0.0]])
    with np.errstate(all="raise"):
        shares = responsibilities_of(points, MEANS, EYES, np.array([0.75, 0.25]))
        none = responsibilities_of(points, MEANS, EYES, np.array([1.0, 0.0]))
    np.testing.assert_allclose(shares, [[0.75, 0.25], [1.0, 0.0], [0.0, 1.0]])
    np.testing.assert_array_equal(none, [[1.0, 0.0]] * 3)


def test_weights_are_even_or_add_up_to_1() -> None:
    for given_, expected in ((None, [0.5, 0.5]), ([3, 1], [0.75, 0.25]), ([0, 2], [0.0, 1.0])):
        np.testing.assert_allclose(checked_components(MEANS, EYES, given_, "full", 2)[2], expected)


@pytest.mark.parametrize(
    ("parts", "what", "where"),
    [
        ({"kind": "round"}, "There is no covariance_type of that name.", "covariance_type='round'"),
        ({"kind": 3}, "There is no covariance_type of that name.", "covariance_type=3"),
        ({"covariances": np.eye(2)}, "Covariances have shape (2, 2), not (2, 2, 2).", "'full'"),
        ({"kind": "tied"}, "Covariances have shape (2, 2, 2), not (2, 2).", "'tied'"),
        ({"kind": "diag"}, "Covariances have shape (2, 2, 2), not (2, 2).", "'diag'"),
        ({"kind": "spherical"}, "Covariances have shape (2, 2, 2), not (2,).", "'spherical'"),
        ({"covariances": EYES * 0}, "A covariance is not positive definite.", "covariances"),
        ({"covariances": -EYES}, "A covariance is not positive definite.", "covariances"),
        ({"covariances": EYES + np.inf}, "A covariance is not positive definite.", "covariances"),
        ({"weights": [1.0]}, "There must be 2 weights", "shape (1,)"),
        ({"weights": 1.0}, "There must be 2 weights", "shape ()"),
        ({"weights": [1.0, -0.1]}, "There must be 2 weights", "shape (2,)"),
        ({"weights": [0.0, 0.0]}, "There must be 2 weights", "shape (2,)"),
        ({"weights": [1.0, np.inf]}, "There must be 2 weights", "shape (2,)"),
        ({"weights": [1.0, np.nan]}, "There must be 2 weights", "shape (2,)"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_what_does_not_fit_is_told(parts: dict[str, Any], what: str, where: str) -> None:
    good = {"means": MEANS, "covariances": EYES, "weights": None, "kind": "full"} | parts
    with pytest.raises(LearnerError) as told:
        checked_components(
            good["means"], good["covariances"], good["weights"], good["kind"], n_features=2
        )
    assert told.value.what.startswith(what)
    assert where in told.value.where
    assert told.value.why
    assert told.value.fix


@pytest.mark.parametrize("means", [MEANS[:, :1], "here", 3.0, [[np.nan, 0.0], [1.0, 1.0]]])
def test_means_that_are_no_places_are_refused(means: Any) -> None:
    with pytest.raises(LearnerError) as told:
        checked_components(means, EYES, None, "full", 2)
    assert told.value.what
    assert told.value.fix
