"""What every frame of every algorithm keeps: on blobs, among ties, in any unit, on very few points.

What a single frame must keep by itself is `teachclust.testing.check_algorithm`'s; here frames are
held against each other, against the data and against the same fit in another unit.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.cluster import (
    OPTICS,
    AffinityPropagation,
    AgglomerativeClustering,
    Birch,
    SpectralClustering,
)
from threadpoolctl import threadpool_limits
from trace_agreement import COMPARE

from teachclust.checks import check_estimator
from teachclust.errors import LearnerError
from teachclust.testing import differences
from teachclust.traces import AlgorithmSpec, Trace, trace
from teachclust.traces.registry import ALGORITHMS

pytestmark = pytest.mark.filterwarnings("ignore:Graph is not fully connected:UserWarning")

#: Their fits have no number of iterations: all frames are of iteration 0.
UNCOUNTED = ("DBSCAN", "OPTICS", "HDBSCAN", "Birch", "Cobweb")


@pytest.fixture(params=list(ALGORITHMS.values()), ids=list(ALGORITHMS))
def algorithm(request: pytest.FixtureRequest) -> AlgorithmSpec:
    return request.param


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Fits of tiny data by many threads mostly wait."""
    with threadpool_limits(1):
        yield


@cache
def traces_of(name: str) -> list[Trace]:
    """Return traces of blobs or moons, of three features, and of data full of ties."""
    spec = ALGORITHMS[name]
    small, X = spec.small_sample()
    solid = np.column_stack([X, X.sum(axis=1)])
    return [trace(small, X), trace(small, solid), trace(*spec.hard_sample(0))]


def test_iterations_are_counted_from_zero_and_never_back(algorithm: AlgorithmSpec) -> None:
    for traced in traces_of(algorithm.name):
        counts = [frame.iteration for frame in traced]
        assert counts[0] == 0
        # a tree is grown whole, then the last frame goes back to where it is cut
        grown = counts[:-1] if algorithm.painter == "tree" else counts
        assert grown == sorted(grown)
        assert counts[-1] == traced.n_iter
        assert any(counts) == (algorithm.name not in UNCOUNTED)


def test_a_label_is_noise_or_not_reached_or_a_cluster(algorithm: AlgorithmSpec) -> None:
    for traced in traces_of(algorithm.name):
        assert traced.frames[0].labels is None
        assert traced.labels.min() >= -1
        known = [frame.labels for frame in traced if frame.labels is not None]
        assert min(labels.min() for labels in known) >= -2
        for before, after in pairwise(known):
            assert not ((before != -2) & (after == -2)).any(), "a point that was reached is not"


def test_what_is_ringed_or_lit_is_there(algorithm: AlgorithmSpec) -> None:
    for traced in traces_of(algorithm.name):
        n = len(traced.X)
        for frame in traced:
            points = list(frame.values.get("points", ()))
            assert len(set(points)) == len(points)
            assert all(0 <= point < n for point in points)
            assert 0 <= frame.values.get("point", 0) < n
            assert frame.values.get("cluster", 0) >= 0


def test_centers_are_of_known_clusters(algorithm: AlgorithmSpec) -> None:
    """Each cluster that has points has a center; none is kept for a cluster that never comes."""
    for traced in traces_of(algorithm.name):
        sets = [frame.values["centers"] for frame in traced if "centers" in frame.values]
        assert bool(sets) == algorithm.has_centers
        for frame in traced:
            centers = frame.values.get("centers")
            if centers is None or frame.labels is None:
                continue
            used = np.unique(frame.labels[frame.labels >= 0])
            assert np.isfinite(centers[used]).all()
        if sets:
            assert np.isfinite(traced.centers).all()
            longest = max(map(len, sets))
            sets = [centers for centers in sets if len(centers) == longest]
            assert any(np.isfinite(centers[-1:]).all() for centers in sets)


def test_the_objective_goes_the_way_that_the_spec_says(algorithm: AlgorithmSpec) -> None:
    for traced in traces_of(algorithm.name):
        values = [frame.objective for frame in traced if frame.objective is not None]
        assert np.isfinite(values).all()
        # what does not change may differ by rounding
        if values and not np.isclose(values[-1], values[0], rtol=1e-13, atol=0):
            assert (values[-1] > values[0]) == algorithm.rises


#: By algorithm, its parameters that have the unit of X to some power.
UNITS = {
    "DBSCAN": {"eps": 1},
    "MeanShift": {"bandwidth": 1},
    "Birch": {"threshold": 1},
    "BisectingKMeans": {"tol": 2},
    "AffinityPropagation": {"preference": 2},
    "SpectralClustering": {"gamma": -2},
    "GaussianMixture": {"reg_covar": 2},
    "BayesianGaussianMixture": {"reg_covar": 2},
}
#: Numbers of frames that have the unit of X to some power.
VALUE_UNITS = {
    "centers": 1,
    "radius": 1,
    "seeds": 1,
    "units": 1,
    "subcluster_centers": 1,
    "covariances": 2,
}


@pytest.mark.parametrize("unit", [2.0**-24, 2.0**20])
def test_another_unit_of_the_data_changes_no_step(algorithm: AlgorithmSpec, unit: float) -> None:
    """By a power of two all numbers are the same but for their exponents, so is every choice."""
    estimator, X = algorithm.small_sample()
    other = clone(estimator)
    for name, power in UNITS.get(algorithm.name, {}).items():
        other.set_params(**{name: getattr(other, name) * unit**power})
    traced, changed = trace(estimator, X), trace(other, X * unit)
    assert len(traced) == len(changed)
    for one, two in zip(traced, changed, strict=True):
        assert (one.kind, one.line, one.iteration) == (two.kind, two.line, two.iteration)
        np.testing.assert_array_equal(one.labels, two.labels)
        assert one.values.keys() == two.values.keys()
        for name, value in one.values.items():
            if name in ("weights", "lower_bound", "level"):
                continue  # densities or squares, a logarithm, a number of few digits
            factor = unit ** VALUE_UNITS.get(name, 0)
            np.testing.assert_allclose(two.values[name], np.multiply(value, factor), rtol=1e-6)


def test_no_warning_reaches_the_learner(algorithm: AlgorithmSpec) -> None:
    """scikit-learn's warnings are told in notices and captions."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for estimator, X in (algorithm.small_sample(), algorithm.hard_sample(1)):
            trace(estimator, X)
            trace(estimator, X[:1] if algorithm.clusters_features else X[:, :1])


def test_the_least_that_a_control_offers_is_the_least_that_runs(algorithm: AlgorithmSpec) -> None:
    estimator, X = algorithm.small_sample()
    for one in algorithm.parameters:
        if one.kind == "choice" or one.least is None:
            continue
        step = 1 if one.kind == "whole" else 1e-6
        lower = clone(estimator).set_params(**{one.name: one.least - step})
        with pytest.raises(LearnerError, match=one.name):
            check_estimator(lower, len(X))


#: By estimator, the parameters that a learner may change: what is not used is not offered.
OFFERED = [
    (AgglomerativeClustering(3), "n_clusters linkage"),
    (AgglomerativeClustering(3, linkage="average"), "n_clusters linkage metric"),
    (AgglomerativeClustering(None, distance_threshold=1.0), "distance_threshold linkage"),
    (Birch(n_clusters=3), "n_clusters threshold branching_factor"),
    (Birch(n_clusters=None), "threshold branching_factor"),
    (AffinityPropagation(), "preference damping random_state"),
    (AffinityPropagation(preference=np.ones(5)), "damping random_state"),
    (OPTICS(), "min_samples cluster_method xi"),
    (OPTICS(cluster_method="dbscan"), "min_samples cluster_method eps"),
    (SpectralClustering(), "n_clusters affinity gamma random_state"),
    (
        SpectralClustering(affinity="nearest_neighbors"),
        "n_clusters affinity n_neighbors random_state",
    ),
]


@pytest.mark.parametrize(("estimator", "names"), OFFERED)
def test_what_is_not_used_is_not_offered(estimator: Any, names: str) -> None:
    parameters = ALGORITHMS[type(estimator).__name__].parameters
    offered = [one.name for one in parameters if one.applies is None or one.applies(estimator)]
    assert offered == names.split()


#: Few points: one, two, equal ones, more clusters than points.
FEW = {
    "one point": [[1.0, 2.0]],
    "two points": [[0.0, 0.0], [3.0, 4.0]],
    "three points on a line": [[0.0, 0.0], [1.0, 1.0], [5.0, 5.0]],
    "one point four times": [[2.0, 1.0]] * 4,
    "two points three times each": [[0.0, 1.0], [4.0, 1.0]] * 3,
    "one feature": [[0.0], [1.0], [7.0], [9.0], [9.5]],
}


#: What is refused though it can be fitted: there is nothing to see.
NOTHING_TO_SEE = ("X has only 1 distinct point", "too few points for so many eigenvectors")


def estimators_for(spec: AlgorithmSpec, n_samples: int) -> Iterator[Any]:
    """Yield estimators with every number that depends on the points, at its ends and beyond."""
    estimator, _ = spec.small_sample()
    if spec.name == "SpectralClustering":
        estimator.set_params(gamma=0.01)  # no graph falls apart
    yield estimator
    names = ["n_clusters"] if spec.name == "Birch" else [spec.n_clusters] if spec.n_clusters else []
    fractions = [limit.name for limit in spec.limits if limit.fraction]
    for name in [*names, *(limit.name for limit in spec.limits)]:
        shares = (0.0, 1.0, 1.5) if name in fractions else ()
        for value in (1, 2, n_samples, n_samples + 1, *shares):
            yield clone(estimator).set_params(**{name: value})


@pytest.mark.parametrize("points", FEW)
def test_few_points_are_traced_as_they_are_fitted_or_refused(
    algorithm: AlgorithmSpec, points: str
) -> None:
    X = np.array(FEW[points])
    for estimator in estimators_for(algorithm, len(X)):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                clone(estimator).fit(X)
                fits = True
            except Exception:
                fits = False
            try:
                traced = trace(estimator, X)
            except LearnerError as refusal:
                what = refusal.parts["what"]
                assert not fits or any(one in what for one in NOTHING_TO_SEE), what
                continue
            assert fits
            assert not differences(traced, estimator, X, COMPARE[algorithm.name])
