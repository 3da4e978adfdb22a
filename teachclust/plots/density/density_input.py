"""Distances of DBSCAN and OPTICS as they come in, and the parameters that go with them."""

from __future__ import annotations

import warnings
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_estimator, check_in_space, check_memory
from teachclust.checks.labels import as_numbers
from teachclust.checks.names import display_name
from teachclust.checks.parameter_words import meaning_of
from teachclust.checks.space import space_of_metric
from teachclust.errors import LearnerError, translate_sklearn_errors
from teachclust.plots.fitted import fitted, is_pipeline, transformed_data
from teachclust.plots.handed_in import describe_type, final_estimator
from teachclust.threads import threads_for
from teachclust.traces.density_checks import check_metric

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.floating[Any]]

_DBSCAN: Final = "DBSCAN(eps=0.5, min_samples=5)"
#: a picture of larger distances has no scale
_LARGEST: Final = 1e300
#: points that are searched in a moment
_ENOUGH: Final = 10_000


def check_eps(eps: object) -> None:
    """Refuse what is no distance; None is none."""
    if eps is not None:
        _check_number("eps", eps, least=0, most=_LARGEST, above=True)


def check_min_samples(min_samples: Any, n_samples: int) -> None:
    """Refuse what is no number of points, or more than there are."""
    _check_number("min_samples", min_samples, least=1, whole=True)
    if min_samples > n_samples:
        raise LearnerError(
            f"No point has {min_samples:,} points around it: there are {n_samples:,}.",
            where=f"min_samples={min_samples}",
            why="The point itself is counted, so that min_samples is at most the number of points.",
            fix=f"min_samples={min(5, n_samples)}",
        )


def _check_number(
    name: str,
    value: object,
    *,
    least: float,
    most: float = np.inf,
    above: bool = False,
    whole: bool = False,
) -> None:
    """Refuse what is not a number from `least` (or `above` it) to `most`; True is none."""
    kinds = (int, np.integer) if whole else (int, float, np.number)
    if isinstance(value, kinds) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:  # an int of hundreds of digits
            number = np.inf
        if (number > least if above else number >= least) and number <= most:
            return
    kind = "a whole number" if whole else "a number"
    limits = f"above {least:g}" if above else f"from {least:g}"
    limits += f" to {most:g}" if most < np.inf else ""
    raise LearnerError(
        f"{name} must be {kind} {limits}.",
        where=f"{name}={display_name(repr(value))}",
        why=meaning_of("DBSCAN", name),
        fix=_DBSCAN,
    )


def measure(X: Any, min_samples: int, metric: Any, search: dict[str, Any]) -> Floats:
    """Return the distance of each point to its min_samples-th nearest, descending.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The points.
    min_samples : int
        Which nearest point, itself counted.
    metric : str
        As for DBSCAN; with "precomputed" X holds distances.
    search : dict
        Other parameters of ``sklearn.neighbors.NearestNeighbors``.

    Returns
    -------
    distances : ndarray of shape (n_samples,)
        In units of X.

    Raises
    ------
    LearnerError
        If these can't be measured.
    """
    from sklearn.neighbors import NearestNeighbors

    space = space_of_metric(metric)
    points = check_in_space(space, X, allow_1_row=True).X
    n = len(points)
    check_min_samples(min_samples, n)
    if space.holds == "features":
        check_metric(metric, n, _DBSCAN)
    # a distance and a row number for each neighbour
    check_memory(16.0 * n * min_samples, "The search", n, _ENOUGH)
    with threads_for(points.size * min_samples), translate_sklearn_errors(_DBSCAN):
        found = NearestNeighbors(n_neighbors=min_samples, metric=metric, **search).fit(points)
        farthest = found.kneighbors(points)[0][:, -1]
    return np.sort(farthest)[::-1]


def read_dbscan(estimator: Any, X: Any) -> tuple[Any, Any, dict[str, Any]]:
    """Return the data as a DBSCAN sees them, the DBSCAN, and how it searches.

    Parameters
    ----------
    estimator : DBSCAN
        Or a pipeline that ends in one.
    X : array-like of shape (n_samples, n_features)
        The data.

    Returns
    -------
    X : array-like
        After the first steps of a pipeline.
    dbscan : DBSCAN
        Fitted or not.
    search : dict
        Its parameters that NearestNeighbors has too.

    Raises
    ------
    LearnerError
        If it is none.
    """
    from sklearn.cluster import DBSCAN

    last = final_estimator(estimator)
    if not isinstance(last, DBSCAN):
        raise LearnerError(
            "This curve helps to choose the eps of DBSCAN, and needs one.",
            where=describe_type(last),
            why="Core points have min_samples points within eps, themselves counted.",
            fix=f"KDistanceDisplay.from_estimator({_DBSCAN}, X)",
        )
    last = check_estimator(last)
    if is_pipeline(estimator):
        X = transformed_data(fitted(estimator, X), X)
    search = {name: getattr(last, name) for name in ("algorithm", "leaf_size", "metric_params")}
    return X, last, search if last.p is None else search | {"p": last.p}


def read_distances(distances: Any) -> Floats:
    """Return distances as an array, or say what is wrong with them."""
    values = as_numbers(distances)
    if values.ndim == 1 and values.size and np.isfinite(values).all() and (values >= 0).all():
        return values
    raise LearnerError(
        "Distances must be one row of finite numbers from 0 on, one for each point.",
        where=f"distances of shape {values.shape}",
        why="Each is how far the min_samples-th nearest point lies.",
        fix="KDistanceDisplay.from_data(X, min_samples=5)",
    )


def read_optics(estimator: Any, X: Any) -> tuple[Any, float | None]:
    """Return a fitted OPTICS, and the eps at which it cuts.

    Parameters
    ----------
    estimator : OPTICS
        Or a pipeline that ends in one; fitted, or a clone is fitted.
    X : array-like of shape (n_samples, n_features)
        The data; not read when it is fitted.

    Returns
    -------
    model : OPTICS
        Fitted.
    eps : float or None
        None where it finds clusters by the steepness of valleys.

    Raises
    ------
    LearnerError
        If it is none.
    """
    from sklearn.cluster import OPTICS

    last = final_estimator(estimator)
    if not isinstance(last, OPTICS):
        raise LearnerError(
            "A reachability plot needs an OPTICS.",
            where=describe_type(last),
            why="Reachability is what OPTICS keeps of each point on its walk.",
            fix="ReachabilityDisplay.from_estimator(OPTICS(min_samples=10), X)",
        )
    with translate_sklearn_errors("OPTICS(min_samples=10)"), warnings.catch_warnings():
        # the picture shows and says which points are not reached
        warnings.filterwarnings("ignore", "All reachability values are inf")
        model = final_estimator(fitted(estimator, X))
    eps = None
    if model.cluster_method == "dbscan":
        eps = model.max_eps if model.eps is None else model.eps
    return model, None if eps is None or np.isinf(eps) else float(eps)


def read_ordering(reachability: Any, ordering: Any) -> tuple[Floats, Ints]:
    """Return a walk over points as arrays, or say what is wrong with it.

    Parameters
    ----------
    reachability : array-like of shape (n_samples,)
        Distances by point; may be infinite.
    ordering : array-like of shape (n_samples,)
        Each point once.

    Returns
    -------
    reachability : ndarray of shape (n_samples,)
        A copy.
    ordering : ndarray of shape (n_samples,), dtype int
        A copy.

    Raises
    ------
    LearnerError
        If it is none.
    """
    reached, order = as_numbers(reachability), as_numbers(ordering)
    good = reached.ndim == 1 and reached.size > 0 and reached.shape == order.shape
    if good and np.array_equal(np.sort(order), np.arange(len(order))) and (reached >= 0).all():
        return reached, order.astype(np.intp)
    raise LearnerError(
        "A walk needs a distance for each point, and an order that has each point once.",
        where=f"reachability of shape {reached.shape}, ordering of shape {order.shape}",
        why="Distances are from 0 on or infinite, by point: not yet in the order of the walk.",
        fix="ReachabilityDisplay.from_estimator(OPTICS(min_samples=10), X)",
    )
