"""The parameters that a learner can change in a Stepper, for each estimator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from teachclust.traces import Trace
from teachclust.words import say

_MOST_CLUSTERS: Final = 30
_MOST_SEED: Final = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an estimator that a control changes.

    Parameters
    ----------
    name : str
        Its name in scikit-learn.
    kind : {"whole", "number", "choice"}
        A whole number, any number, or one of some words.
    options : tuple of str
        The words of a choice.
    least : float
        The lowest number that makes sense.
    """

    name: str
    kind: Literal["whole", "number", "choice"]
    options: tuple[str, ...] = ()
    least: float = 1


_CLUSTERS = Parameter("n_clusters", "whole")
_SEED = Parameter("random_state", "whole", least=0)
_EPS = Parameter("eps", "number", least=0)
_MIN_SAMPLES = Parameter("min_samples", "whole")
_METRIC = Parameter("metric", "choice", ("euclidean", "manhattan", "cosine"))

#: The controls of each estimator, in the order in which they stand.
PARAMETERS: Final[dict[str, tuple[Parameter, ...]]] = {
    "KMeans": (_CLUSTERS, Parameter("init", "choice", ("k-means++", "random")), _SEED),
    "MiniBatchKMeans": (
        _CLUSTERS,
        Parameter("batch_size", "whole"),
        Parameter("init", "choice", ("k-means++", "random")),
        Parameter("reassignment_ratio", "number", least=0),
        _SEED,
    ),
    "BisectingKMeans": (
        _CLUSTERS,
        Parameter("bisecting_strategy", "choice", ("biggest_inertia", "largest_cluster")),
        _SEED,
    ),
    "AgglomerativeClustering": (
        _CLUSTERS,
        Parameter("distance_threshold", "number", least=0),
        Parameter("linkage", "choice", ("ward", "complete", "average", "single")),
        _METRIC,
    ),
    "DBSCAN": (_EPS, _MIN_SAMPLES, _METRIC),
    "OPTICS": (
        _MIN_SAMPLES,
        Parameter("cluster_method", "choice", ("xi", "dbscan")),
        _EPS,
        Parameter("xi", "number", least=0),
    ),
    "HDBSCAN": (
        Parameter("min_cluster_size", "whole", least=2),
        _MIN_SAMPLES,
        Parameter("cluster_selection_method", "choice", ("eom", "leaf")),
    ),
    "MeanShift": (Parameter("bandwidth", "number", least=0),),
    "GaussianMixture": (
        Parameter("n_components", "whole"),
        Parameter("covariance_type", "choice", ("full", "tied", "diag", "spherical")),
        Parameter("init_params", "choice", ("kmeans", "k-means++", "random", "random_from_data")),
        _SEED,
    ),
    "SpectralClustering": (
        _CLUSTERS,
        Parameter("affinity", "choice", ("rbf", "nearest_neighbors")),
        Parameter("gamma", "number", least=0),
        Parameter("n_neighbors", "whole"),
        _SEED,
    ),
}

#: What else a Stepper offers beside its controls. Only k-means has centers that can be moved, an
#: objective whose histogram over many starts teaches, and half-steps that can be asked about.
SWITCHES: Final[dict[str, tuple[str, ...]]] = {
    "KMeans": ("ask", "regions", "links"),
    "MiniBatchKMeans": ("links",),
    "BisectingKMeans": ("links",),
    "AgglomerativeClustering": ("hulls",),
    "GaussianMixture": ("ellipses",),
    "HDBSCAN": ("edges",),
    "SpectralClustering": ("edges",),
}


def _hidden(name: str, estimator: Any) -> bool:
    """Tell whether a parameter has no say beside the others."""
    of: dict[str, Callable[[], bool]] = {
        "n_clusters": lambda: estimator.n_clusters is None,
        "distance_threshold": lambda: estimator.distance_threshold is None,
        "metric": lambda: getattr(estimator, "linkage", "") == "ward",
        "eps": lambda: getattr(estimator, "cluster_method", "dbscan") != "dbscan",
        "xi": lambda: estimator.cluster_method != "xi",
        "gamma": lambda: estimator.affinity != "rbf",
        "n_neighbors": lambda: estimator.affinity != "nearest_neighbors",
    }
    return name in of and of[name]()


def controls_of(estimator: Any, trace: Trace) -> list[dict[str, Any]]:
    """Return the controls of an estimator, ready for JSON.

    Parameters
    ----------
    estimator : estimator
        The estimator on screen.
    trace : Trace
        Its trace: it knows the value that was used where the parameter is None.

    Returns
    -------
    controls : list of dict
        ``name``, ``kind``, ``label``, ``title``, ``value``, and ``min``, ``max``, ``step`` of a
        number or ``options`` of a choice. A parameter that has no say beside the others is left
        out (a metric under ward, say).
    """
    known = PARAMETERS.get(trace.algorithm, ())
    return [_control(p, estimator, trace) for p in known if not _hidden(p.name, estimator)]


def _control(parameter: Parameter, estimator: Any, trace: Trace) -> dict[str, Any]:
    name = parameter.name
    value = getattr(estimator, name)
    if value is None:
        value = trace.params.get(name)
    if value is None and trace.algorithm == "HDBSCAN":
        value = estimator.min_cluster_size  # what min_samples=None stands for
    control: dict[str, Any] = {
        "name": name,
        "kind": parameter.kind,
        "label": say(f"parameter.{name}"),
        "title": say(f"parameter.{name}.title"),
    }
    if parameter.kind == "choice":
        known = isinstance(value, str)
        return control | {
            "value": value if known else "placed",
            "options": [*([] if known else ["placed"]), *parameter.options],
        }
    if parameter.kind == "whole":
        least = int(parameter.least)
        whole = int(value) if isinstance(value, int | np.integer) else least
        return control | {"value": whole, "min": least, "max": _most(name, whole, trace), "step": 1}
    number = float(value) if value is not None else parameter.least
    return control | {
        "value": number,
        "min": parameter.least,
        "max": None,
        "step": _step(number),
    }


def _most(name: str, value: int, trace: Trace) -> int:
    if name == "random_state":
        return _MOST_SEED
    if name in ("n_clusters", "n_components"):
        return max(value, min(_MOST_CLUSTERS, trace.n_distinct))
    return max(value, len(trace.X) - 1)


def _step(value: float) -> float:
    """Return a tenth of a number's leading digit's place: 0.3 goes by 0.01, -12 by 1."""
    return float(10.0 ** (np.floor(np.log10(abs(value))) - 1)) if value else 0.1
