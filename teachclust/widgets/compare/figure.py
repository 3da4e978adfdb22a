"""scikit-learn's figure of clustering algorithms on toy data sets, made alive.

References
----------
The data sets, the algorithms and their settings are those of scikit-learn's example "Comparing
different clustering algorithms on toy datasets" (``plot_cluster_comparison.py``, the scikit-learn
developers, BSD-3-Clause), written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.widgets.compare.widget import Compare

Floats = npt.NDArray[np.float64]

_N_SAMPLES: Final = 500
_SEED: Final = 30
#: of the data sets made of the same three groups
_GROUPS_SEED: Final = 170
_SHEAR: Final = ((0.6, -0.6), (-0.4, 0.8))
_SPREADS: Final = (1.0, 2.5, 0.5)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that the figure has for a data set."""

    n_clusters: int = 3
    quantile: float = 0.3  # of the distances that give MeanShift's bandwidth
    damping: float = 0.9
    preference: float = -200
    n_neighbors: int = 3  # of the graph along which trees merge
    eps: float = 0.3
    xi: float = 0.05
    min_cluster_size: float = 0.1  # of OPTICS, as a share of the points


_BASE: Final = Settings()
_WIDE: Final = replace(_BASE, xi=0.1, min_cluster_size=0.2)
#: the settings for each data set, in the order of the figure's rows
_SETTINGS: Final[Mapping[str, Settings]] = {
    "circles": replace(_BASE, n_clusters=2, quantile=0.2, damping=0.77, preference=-240, xi=0.08),
    "moons": replace(_BASE, n_clusters=2, damping=0.75, preference=-220, xi=0.1),
    "varied": replace(_WIDE, n_neighbors=2, eps=0.18, xi=0.01),
    "aniso": replace(_WIDE, n_neighbors=2, eps=0.15),
    "blobs": _WIDE,
    "no_structure": _BASE,
}
DATASETS: Final = tuple(_SETTINGS)


def _circles() -> Any:
    from sklearn.datasets import make_circles

    return make_circles(_N_SAMPLES, factor=0.5, noise=0.05, random_state=_SEED)[0]


def _moons() -> Any:
    from sklearn.datasets import make_moons

    return make_moons(_N_SAMPLES, noise=0.05, random_state=_SEED)[0]


def _groups(seed: int = _GROUPS_SEED, **spreads: Any) -> Any:
    from sklearn.datasets import make_blobs

    return make_blobs(_N_SAMPLES, random_state=seed, **spreads)[0]


_POINTS: Final[Mapping[str, Callable[[], Any]]] = {
    "circles": _circles,
    "moons": _moons,
    "varied": lambda: _groups(cluster_std=_SPREADS),
    "aniso": lambda: _groups() @ np.array(_SHEAR),
    "blobs": lambda: _groups(_SEED),
    "no_structure": lambda: np.random.RandomState(_SEED).rand(_N_SAMPLES, 2),
}


def figure_data(dataset: str) -> Floats:
    """Return the standardized points of a data set of the figure, shape (500, 2)."""
    from sklearn.preprocessing import StandardScaler

    points: Floats = StandardScaler().fit_transform(_POINTS[_known(dataset, DATASETS, "dataset")]())
    return points


def figure_estimators(dataset: str, X: Floats) -> dict[str, Any]:
    """Return the unfitted estimators of the figure with their settings for a data set, by name."""
    from sklearn import cluster, mixture
    from sklearn.neighbors import kneighbors_graph

    use, seed = _SETTINGS[_known(dataset, DATASETS, "dataset")], 42
    k = use.n_clusters
    graph = kneighbors_graph(X, n_neighbors=use.n_neighbors, include_self=False)
    graph = 0.5 * (graph + graph.T)  # neighbors of each other, whoever is whose
    bandwidth = cluster.estimate_bandwidth(X, quantile=use.quantile)
    trees = {"n_clusters": k, "connectivity": graph}
    return {
        "MiniBatchKMeans": cluster.MiniBatchKMeans(k, random_state=seed),
        "AffinityPropagation": cluster.AffinityPropagation(
            damping=use.damping, preference=use.preference, random_state=seed
        ),
        "MeanShift": cluster.MeanShift(bandwidth=bandwidth, bin_seeding=True),
        "SpectralClustering": cluster.SpectralClustering(
            k, eigen_solver="arpack", affinity="nearest_neighbors", random_state=seed
        ),
        "Ward": cluster.AgglomerativeClustering(linkage="ward", **trees),
        "AgglomerativeClustering": cluster.AgglomerativeClustering(
            linkage="average", metric="cityblock", **trees
        ),
        "DBSCAN": cluster.DBSCAN(eps=use.eps),
        "HDBSCAN": cluster.HDBSCAN(
            min_samples=3, min_cluster_size=15, allow_single_cluster=True, copy=True
        ),
        "OPTICS": cluster.OPTICS(
            min_samples=7, xi=use.xi, min_cluster_size=use.min_cluster_size
        ),
        "Birch": cluster.Birch(n_clusters=k),
        "GaussianMixture": mixture.GaussianMixture(k, covariance_type="full", random_state=seed),
    }  # fmt: skip


def comparison_figure(
    dataset: str = "moons",
    *,
    algorithms: Any = None,
    controls: str | None = None,
    future: bool = False,
) -> Compare:
    """Show scikit-learn's comparison of clustering algorithms, step by step.

    Parameters
    ----------
    dataset : {"circles", "moons", "varied", "aniso", "blobs", "no_structure"}, default="moons"
        The row of the figure: two circles, two half moons, groups of different spread, sheared
        groups, round groups, and points without any. 500 points each, standardized.
    algorithms : list of str, default=None
        The columns of the figure to show, two or more of "MiniBatchKMeans", "AffinityPropagation",
        "MeanShift", "SpectralClustering", "Ward", "AgglomerativeClustering", "DBSCAN", "HDBSCAN",
        "OPTICS", "Birch" and "GaussianMixture". By default all eleven.
    controls : {"all"}, default=None
        "all" to open the experiment.
    future : bool, default=False
        Show how ends agree before they are reached.

    Returns
    -------
    widget : Compare
        Shows itself when it is the last line of a cell. ``widget.X`` and ``widget.estimators`` are
        the data and the settings, to go on with.

    Raises
    ------
    LearnerError
        For a data set or an algorithm that the figure does not have.

    See Also
    --------
    compare : Estimators and data of your own.

    Notes
    -----
    Each ends at the labels that the example's own code finds: with the same settings, seeds, graph
    of neighbors (``connectivity``), ``bin_seeding``, ``arpack``, ``xi`` and damping. Takes one to
    three seconds for all.

    References
    ----------
    "Comparing different clustering algorithms on toy datasets", an example of scikit-learn's
    documentation, by the scikit-learn developers.

    Examples
    --------
    >>> from teachclust import comparison_figure
    >>> comparison_figure("circles")  # doctest: +SKIP
    """
    X = figure_data(dataset)
    estimators = figure_estimators(dataset, X)
    names = _chosen(algorithms, tuple(estimators))
    return Compare(
        [estimators[name] for name in names],
        X,
        controls=controls,
        future=future,
        most=len(estimators),
    )


def _chosen(algorithms: Any, known: tuple[str, ...]) -> tuple[str, ...]:
    if algorithms is None:
        return known
    given = algorithms if isinstance(algorithms, list | tuple) else [algorithms]
    names = tuple(_known(one, known, "algorithms") for one in given)
    if len(names) < 2:
        raise LearnerError(
            "The figure compares two algorithms or more.",
            where=f"algorithms={display_name(repr(algorithms))}",
            why="One alone has nothing beside it.",
            fix='comparison_figure(algorithms=["DBSCAN", "HDBSCAN"])',
        )
    return names


def _known(name: Any, known: tuple[str, ...], parameter: str) -> str:
    """Return a name that the figure has, or refuse it with the nearest one."""
    if isinstance(name, str) and name in known:
        return name
    near = get_close_matches(str(name), known, n=1, cutoff=0.3) or [known[0]]
    value = f'"{near[0]}"' if parameter == "dataset" else f'["{near[0]}", "DBSCAN"]'
    raise LearnerError(
        f"scikit-learn's comparison has no {display_name(repr(name))}.",
        where=f"{parameter}={display_name(repr(name))}",
        why=f"It has {', '.join(known)}.",
        fix=f"comparison_figure({parameter}={value})",
    )
