"""Traces of BayesianGaussianMixture: its lower bound rises, and components shrink to nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.datasets import make_blobs
from sklearn.mixture import BayesianGaussianMixture
from trace_agreement import COMPARE

from teachclust.errors import LearnerError
from teachclust.testing import differences
from teachclust.traces import trace
from teachclust.traces.bayesian_mixture import SPEC

X = make_blobs(240, centers=3, cluster_std=0.8, random_state=4)[0]


@pytest.mark.filterwarnings("ignore:Best performing initialization")
@settings(max_examples=12, deadline=None)
@given(
    st.integers(1, 6),
    st.sampled_from(["full", "tied", "diag", "spherical"]),
    st.sampled_from(["dirichlet_process", "dirichlet_distribution"]),
    st.integers(0, 5),
    st.sampled_from([1, 3, 100]),
)
def test_it_ends_where_the_fit_ends(k: int, shape: str, kind: str, seed: int, steps: int) -> None:
    model = BayesianGaussianMixture(
        n_components=k, covariance_type=shape, weight_concentration_prior_type=kind,
        init_params="random_from_data", n_init=2, max_iter=steps, random_state=seed,
    )  # fmt: skip
    traced = trace(model, X)
    assert not differences(traced, model, X, COMPARE["BayesianGaussianMixture"])


def test_the_bound_rises_from_m_step_to_m_step_and_is_the_fits() -> None:
    model = BayesianGaussianMixture(n_components=6, weight_concentration_prior=0.01, random_state=0)
    traced = trace(model, X)
    bounds = [frame.objective for frame in traced if frame.kind == "update"]
    assert (np.diff(bounds) > -1e-6 * np.abs(bounds[-1])).all()
    for steps in (1, 2, 5):
        fitted = clone(model).set_params(max_iter=steps)
        with pytest.warns(match="did not converge"):
            fitted.fit(X)
        assert bounds[steps - 1] == pytest.approx(fitted.lower_bound_, rel=1e-12)


@pytest.mark.parametrize("kind", ["dirichlet_process", "dirichlet_distribution"])
def test_components_shrink_until_as_many_hold_points_as_there_are_groups(kind: str) -> None:
    model = BayesianGaussianMixture(
        n_components=7, weight_concentration_prior=1e-3, max_iter=500, random_state=0,
        weight_concentration_prior_type=kind,
    )  # fmt: skip
    traced = trace(model, X)
    empty = [frame for frame in traced if frame.kind == "collapse"]
    assert len(empty) == 4
    shares = traced.last.values["responsibilities"].sum(axis=0)
    for frame in empty:
        assert "holds less than one point" in frame.caption
        assert shares[frame.values["cluster"]] < 1
    assert (shares >= 1).sum() == 3
    assert "3 of 7 components hold points" in traced.last.caption


def test_the_prior_that_was_used_is_told() -> None:
    assert (
        trace(BayesianGaussianMixture(n_components=4), X).params["weight_concentration_prior"]
        == 0.25
    )


def test_without_a_step_the_start_stays() -> None:
    traced = trace(BayesianGaussianMixture(n_components=3, max_iter=0, random_state=0), X)
    assert [frame.kind for frame in traced] == ["show", "seed", "stop"]
    assert traced.last.objective is None
    assert not traced.runs


def test_two_clusters_of_one_place_are_explained() -> None:
    flat = np.repeat([[0.0, 0.0], [5.0, 5.0]], 20, axis=0)
    model = BayesianGaussianMixture(n_components=2, reg_covar=0, covariance_prior=np.zeros((2, 2)))
    with pytest.raises(LearnerError, match="covariance"):
        trace(model, flat)


@pytest.mark.parametrize(
    ("params", "named"),
    [
        ({"weight_concentration_prior": 0.0}, "weight_concentration_prior"),
        ({"mean_precision_prior": -1.0}, "mean_precision_prior"),
        ({"weight_concentration_prior_type": "none"}, "weight_concentration_prior_type"),
    ],
)
def test_parameters_that_do_not_fit_are_named(params: dict[str, Any], named: str) -> None:
    with pytest.raises(LearnerError, match=named):
        trace(BayesianGaussianMixture(n_components=2, **params), X)


def test_what_a_learner_may_change() -> None:
    assert [one.name for one in SPEC.parameters][:2] == [
        "n_components",
        "weight_concentration_prior",
    ]
