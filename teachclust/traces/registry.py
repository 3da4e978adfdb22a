"""The list of algorithms that can be traced. A new one is one line here."""

from __future__ import annotations

import copyreg
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError
from teachclust.traces.spec import AlgorithmSpec

#: Modules whose `SPEC` is loaded when it is first asked for, by the name of the estimator's class.
_MODULES: Final[dict[str, str]] = {
    "KMeans": "teachclust.traces.kmeans",
    "MiniBatchKMeans": "teachclust.traces.minibatch",
    "DBSCAN": "teachclust.traces.dbscan",
    "GaussianMixture": "teachclust.traces.mixture",
    "BayesianGaussianMixture": "teachclust.traces.bayesian_mixture",
    "AgglomerativeClustering": "teachclust.traces.agglomerative",
    "FeatureAgglomeration": "teachclust.traces.feature_agglomeration",
    "BisectingKMeans": "teachclust.traces.bisecting",
    "SpectralClustering": "teachclust.traces.spectral",
    "MeanShift": "teachclust.traces.mean_shift",
    "OPTICS": "teachclust.traces.optics",
    "HDBSCAN": "teachclust.traces.hdbscan",
    "AffinityPropagation": "teachclust.traces.affinity",
    "Birch": "teachclust.traces.birch",
    "KMedoids": "teachclust.traces.k_medoids",
    "KMedians": "teachclust.traces.k_medians",
    "SimpleKMeans": "teachclust.traces.simple_k_means",
    "LVQ": "teachclust.traces.lvq",
    "SelfOrganizingMap": "teachclust.traces.self_organizing_map",
    "CascadeKMeans": "teachclust.traces.cascade_k_means",
    "XMeans": "teachclust.traces.x_means",
    "Cobweb": "teachclust.traces.cobweb",
}


class _Algorithms(Mapping[str, AlgorithmSpec]):
    """Specs by the name of the estimator's class; each is loaded when it is first asked for."""

    def __init__(self) -> None:
        self._specs: dict[str, AlgorithmSpec] = {}

    def __getitem__(self, name: str) -> AlgorithmSpec:
        if name not in self._specs:
            self._specs[name] = import_module(_MODULES[name]).SPEC
        return self._specs[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names: those of this package, then registered ones."""
        return iter({**_MODULES, **self._specs})

    def __len__(self) -> int:
        return len({**_MODULES, **self._specs})

    def __contains__(self, name: object) -> bool:
        return name in _MODULES or name in self._specs

    def add(self, spec: AlgorithmSpec) -> None:
        """Add a spec; the same one may come twice, and one of another package in a new version."""
        if not isinstance(spec, AlgorithmSpec):
            raise LearnerError(
                "Only an AlgorithmSpec can be registered.",
                where=f"it is {display_name(repr(spec))}",
                why="It says where the estimator is, which function traces it and what draws it.",
                fix="register(AlgorithmSpec(estimator=..., tracer=..., painter=...))",
            )
        if spec.name in _MODULES and spec.estimator == self[spec.name].estimator:
            if spec is self[spec.name]:
                return
            raise LearnerError(
                f"{spec.name} is traced by teachclust itself.",
                where=f"estimator={spec.estimator!r}",
                why="Its steps would be others wherever it is watched.",
                fix=f"class My{spec.name}({spec.name}): ...",
            )
        if spec.name in self and self[spec.name].estimator != spec.estimator:
            raise LearnerError(
                f"There is an algorithm called {spec.name} already.",
                where=f"estimator={spec.estimator!r}",
                why=f"It is {self[spec.name].estimator!r}; a name stands for one algorithm.",
                fix=f"class My{spec.name}({spec.name}): ...",
            )
        if not _is_there(spec.module):
            raise LearnerError(
                f"There is no module {spec.module} to import {spec.name} from.",
                where=f"estimator={spec.estimator!r}",
                why="An algorithm is found by the class of its estimator.",
                fix=f"from {spec.module} import {spec.name}",
            )
        self._specs[spec.name] = spec


def _is_there(module: str) -> bool:
    """Tell whether a module can be imported, without loading it."""
    try:
        return module in sys.modules or find_spec(module) is not None
    except (ImportError, ValueError):
        return False


#: Every algorithm that can be traced.
ALGORITHMS: Final = _Algorithms()


def _of_name(name: str) -> AlgorithmSpec:
    return ALGORITHMS[name]


# the functions in a spec can't be pickled: it is pickled as the name that it is found by
copyreg.pickle(AlgorithmSpec, lambda spec: (_of_name, (spec.name,)))


def register(spec: AlgorithmSpec) -> None:
    """Add an algorithm of another package, so that its estimator can be traced and watched.

    Parameters
    ----------
    spec : AlgorithmSpec
        The algorithm: see ``docs/adding_an_algorithm.md``. `teachclust.testing.check_algorithm`
        tells whether its traces keep the rules.

    Raises
    ------
    LearnerError
        If it is no spec, if its module is not there, if another algorithm has the name of its
        estimator's class, or if it is one of this package's.
    """
    ALGORITHMS.add(spec)
