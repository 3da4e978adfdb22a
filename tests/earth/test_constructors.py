"""The five constructors: the guide's parameters in its order, and what is told of others."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

import teachclust.earth as ee
from teachclust.errors import LearnerError

#: of the published signatures of ee.Clusterer
GUIDE: dict[str, dict[str, Any]] = {
    "wekaKMeans": {
        "nClusters": inspect.Parameter.empty,
        "init": 0,
        "canopies": False,
        "maxCandidates": 100,
        "periodicPruning": 10000,
        "minDensity": 2,
        "t1": -1.5,
        "t2": -1.0,
        "distanceFunction": "Euclidean",
        "maxIterations": None,
        "preserveOrder": False,
        "fast": False,
        "seed": 10,
    },
    "wekaCascadeKMeans": {
        "minClusters": 2,
        "maxClusters": 10,
        "restarts": 10,
        "manual": False,
        "init": False,
        "distanceFunction": "Euclidean",
        "maxIterations": None,
    },
    "wekaXMeans": {
        "minClusters": 2,
        "maxClusters": 8,
        "maxIterations": 3,
        "maxKMeans": 1000,
        "maxForChildren": 1000,
        "useKD": False,
        "cutoffFactor": 0.0,
        "distanceFunction": "Euclidean",
        "seed": 10,
    },
    "wekaCobweb": {"acuity": 1.0, "cutoff": 0.002, "seed": 42},
    "wekaLVQ": {"numClusters": 7, "learningRate": 1.0, "epochs": 1000, "normalizeInput": False},
}


@pytest.mark.parametrize("name", GUIDE)
def test_parameters_are_those_of_the_guide_in_its_order(name: str) -> None:
    parameters = inspect.signature(getattr(ee.Clusterer, name)).parameters.values()
    plain = {p.name: p.default for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD}
    assert list(plain.items()) == list(GUIDE[name].items())


def test_parameters_reach_the_estimators() -> None:
    simple = ee.Clusterer.wekaKMeans(
        5, 1, distanceFunction="Manhattan", maxIterations=7, squaredWeights=True, seed=3
    ).estimator
    assert (
        simple.get_params()
        | {
            "n_clusters": 5,
            "init": "k-means++",
            "distance": "manhattan",
            "max_iter": 7,
            "squared_weights": True,
            "random_state": 3,
        }
        == simple.get_params()
    )
    assert ee.Clusterer.wekaKMeans(5, 2, t2=0.3).estimator.canopy_radius == 0.3
    cascade = ee.Clusterer.wekaCascadeKMeans(3, 7, 4, init=True).estimator
    assert (cascade.min_clusters, cascade.max_clusters, cascade.restarts) == (3, 7, 4)
    assert cascade.init == "k-means++"
    split = ee.Clusterer.wekaXMeans(3, 9, cutoffFactor=0.5, criterion="pelleg-moore").estimator
    assert (split.min_clusters, split.max_clusters, split.cutoff) == (3, 9, 0.5)
    assert (split.criterion, split.normalize) == ("pelleg-moore", True)
    cobweb = ee.Clusterer.wekaCobweb(0.3).estimator
    assert (cobweb.acuity, cobweb.acuity_unit, cobweb.ids) == (0.3, "feature", "nodes")
    leaves = ee.Clusterer.wekaCobweb(0.3, acuityUnit="spread", nClusters=5).estimator
    assert (leaves.n_clusters, leaves.acuity_unit, leaves.ids) == (5, "spread", "leaves")
    lvq = ee.Clusterer.wekaLVQ(4, 0.1, 20, True, decay=True, distinctStarts=True).estimator
    assert (lvq.n_clusters, lvq.learning_rate, lvq.epochs) == (4, 0.1, 20)
    assert (lvq.rate, lvq.init, lvq.normalize) == ("linear", "random", True)
    assert ee.Clusterer.wekaLVQ(order="given").order == "given"


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("wekaKMeans", {"n_clusters": 3}, "did you mean nClusters"),
        ("wekaKMeans", {"nClusters": 3, "distanceFuncton": "x"}, "did you mean distanceFunction"),
        ("wekaKMeans", {"nClusters": 3, "zzzz": 1}, "no parameter"),
        ("wekaKMeans", {}, "missing"),
        ("wekaKMeans", {"nClusters": 0}, "nClusters must be"),
        ("wekaKMeans", {"nClusters": "15"}, "nClusters must be"),
        ("wekaKMeans", {"nClusters": 3, "init": 4}, "init must be"),
        ("wekaKMeans", {"nClusters": 3, "distanceFunction": "Chebyshev"}, "distanceFunction must"),
        ("wekaKMeans", {"nClusters": 3, "maxIterations": 0}, "maxIterations must"),
        ("wekaKMeans", {"nClusters": 3, "fast": 1}, "fast must be"),
        ("wekaKMeans", {"nClusters": 3, "t2": -2.0}, "t2 must be"),
        ("wekaCascadeKMeans", {"manual": True}, "no window"),
        ("wekaCascadeKMeans", {"minClusters": 5, "maxClusters": 3}, "not be above"),
        ("wekaXMeans", {"distanceFunction": "Manhattan"}, "distanceFunction must"),
        ("wekaXMeans", {"cutoffFactor": 2}, "cutoffFactor must"),
        ("wekaLVQ", {"learningRate": 0}, "learningRate must"),
        ("wekaLVQ", {"learning_rate": 0.1}, "did you mean learningRate"),
        ("wekaCobweb", {"acuity": 0}, "acuity must"),
        ("wekaCobweb", {"acuityUnit": "sd"}, "acuityUnit must"),
        ("wekaCobweb", {"nClusters": 0}, "nClusters must"),
        ("wekaLVQ", {"epochs": -1}, "epochs must"),
    ],
)
def test_wrong_parameters_are_told(name: str, given: dict[str, Any], told: str) -> None:
    with pytest.raises(LearnerError, match=told) as error:
        getattr(ee.Clusterer, name)(**given)
    if "..." not in error.value.fix and "KLab" not in error.value.fix:
        exec(error.value.fix, {"ee": ee, "help": lambda one: None})


@pytest.mark.parametrize(
    ("function", "given", "fix"),
    [
        ("wekaKMeans", {"nClusters": 15, "seed": -1}, "(15, seed=2)"),
        ("wekaKMeans", {"n_clusters": 7}, "(nClusters=7)"),
        ("wekaKMeans", {"nClusters": 3, "empty": "x"}, "(15, empty='drop')"),
        ("wekaKMeans", {"nClusters": 3, "normalize": 2}, "(15, normalize=False)"),
        ("wekaKMeans", {"nClusters": 3, "squaredWeights": "a"}, "(15, squaredWeights=False)"),
        ("wekaXMeans", {"normalize": None}, "(normalize=False)"),
        ("wekaCascadeKMeans", {"normalize": None}, "(normalize=False)"),
        ("wekaKMeans", {"n_clusters": 0}, "help("),
    ],
)
def test_the_fix_makes_a_clusterer(function: str, given: dict[str, Any], fix: str) -> None:
    with pytest.raises(LearnerError) as error:
        getattr(ee.Clusterer, function)(**given)
    assert fix in error.value.fix
    exec(error.value.fix, {"ee": ee, "help": lambda _: None})
