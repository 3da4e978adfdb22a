"""The list of algorithms that can be traced. A new one is one line here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from teachclust.errors import LearnerError
from teachclust.traces.spec import AlgorithmSpec

#: Modules whose `SPEC` is loaded when it is first asked for, by the name of the estimator's class.
_MODULES: Final[dict[str, str]] = {
    "KMeans": "teachclust.traces.kmeans",
    "MiniBatchKMeans": "teachclust.traces.minibatch",
    "DBSCAN": "teachclust.traces.dbscan",
    "GaussianMixture": "teachclust.traces.mixture",
    "AgglomerativeClustering": "teachclust.traces.agglomerative",
    "BisectingKMeans": "teachclust.traces.bisecting",
    "SpectralClustering": "teachclust.traces.spectral",
    "MeanShift": "teachclust.traces.mean_shift",
    "OPTICS": "teachclust.traces.optics",
    "HDBSCAN": "teachclust.traces.hdbscan",
    "AffinityPropagation": "teachclust.traces.affinity",
    "Birch": "teachclust.traces.birch",
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
        """Add a spec; the same one may come twice."""
        if spec.name in self and self[spec.name].estimator != spec.estimator:
            raise LearnerError(
                f"There is an algorithm called {spec.name} already.",
                where=f"estimator={spec.estimator!r}",
                why=f"It is {self[spec.name].estimator!r}; a name stands for one algorithm.",
                fix=f"class My{spec.name}({spec.name}): ...",
            )
        self._specs[spec.name] = spec


#: Every algorithm that can be traced.
ALGORITHMS: Final = _Algorithms()


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
        If another algorithm has the name of its estimator's class.
    """
    ALGORITHMS.add(spec)
