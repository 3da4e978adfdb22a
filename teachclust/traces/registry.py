"""The list of algorithms that can be traced. A new one is one line here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from teachclust.traces.trace import Trace


@dataclass(frozen=True, slots=True)
class Algorithm:
    """An estimator that can be traced.

    Parameters
    ----------
    name : str
        Name of the estimator's class.
    module : str
        Where scikit-learn has it.
    tracer : str
        ``module:function`` of the function that traces it.
    painter : str
        Name of the painter in ``js/src/painters``.
    """

    name: str
    module: str
    tracer: str
    painter: str

    def load_estimator(self) -> type[Any]:
        """Return the estimator's class."""
        estimator: type[Any] = getattr(import_module(self.module), self.name)
        return estimator

    def load_tracer(self) -> Callable[..., Trace]:
        """Return the function that traces it."""
        module, function = self.tracer.split(":")
        tracer: Callable[..., Trace] = getattr(import_module(module), function)
        return tracer


ALGORITHMS: Final[dict[str, Algorithm]] = {
    algorithm.name: algorithm
    for algorithm in (
        Algorithm("KMeans", "sklearn.cluster", "teachclust.traces.kmeans:trace_kmeans", "kmeans"),
        Algorithm(
            "MiniBatchKMeans",
            "sklearn.cluster",
            "teachclust.traces.minibatch:trace_minibatch",
            "kmeans",
        ),
        Algorithm("DBSCAN", "sklearn.cluster", "teachclust.traces.dbscan:trace_dbscan", "density"),
        Algorithm(
            "GaussianMixture",
            "sklearn.mixture",
            "teachclust.traces.mixture:trace_mixture",
            "mixture",
        ),
        Algorithm(
            "AgglomerativeClustering",
            "sklearn.cluster",
            "teachclust.traces.agglomerative:trace_agglomerative",
            "tree",
        ),
        Algorithm(
            "BisectingKMeans",
            "sklearn.cluster",
            "teachclust.traces.bisecting:trace_bisecting",
            "kmeans",
        ),
        Algorithm(
            "SpectralClustering",
            "sklearn.cluster",
            "teachclust.traces.spectral:trace_spectral",
            "graph",
        ),
        Algorithm(
            "MeanShift", "sklearn.cluster", "teachclust.traces.mean_shift:trace_mean_shift", "climb"
        ),
        Algorithm("OPTICS", "sklearn.cluster", "teachclust.traces.optics:trace_optics", "density"),
        Algorithm(
            "HDBSCAN", "sklearn.cluster", "teachclust.traces.hdbscan:trace_hdbscan", "density"
        ),
    )
}
