"""How an estimator fits, frame by frame."""

from __future__ import annotations

import secrets
from typing import Any

from teachclust.errors import LearnerError
from teachclust.traces.frame import KINDS, Frame, Kind
from teachclust.traces.registry import ALGORITHMS, Algorithm
from teachclust.traces.trace import CodeLine, Run, Trace
from teachclust.traces.view import View

__all__ = ["KINDS", "CodeLine", "Frame", "Kind", "Run", "Trace", "View", "trace"]


def trace(estimator: Any, X: Any, *, columns: Any = None) -> Trace:
    """Replay how a scikit-learn estimator fits data, and return every step as numbers.

    Parameters
    ----------
    estimator : estimator
        An unfitted scikit-learn estimator, for example ``KMeans(n_clusters=4, random_state=0)``.
        It is cloned and never touched. With ``random_state=None`` a seed is drawn and kept in
        ``Trace.params``, so that what was seen can be seen again.
    X : array-like of shape (n_samples, n_features)
        The data: an array, a list of rows or a DataFrame, whose names and index are kept.
    columns : pair of str or int, default=None
        The two features to draw. By default both of two, else the two principal directions.

    Returns
    -------
    trace : Trace
        Frozen frames. The last is what ``clone(estimator).fit(X)`` gives with the same seed.

    Raises
    ------
    LearnerError
        If the data or a parameter can't be clustered, or the estimator can't be traced.

    Notes
    -----
    The cost is that of the fit, times the share of recording: see `teachclust.traces.kmeans`.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust import trace
    >>> t = trace(KMeans(n_clusters=2, random_state=0), [[0, 0], [0, 1], [9, 9], [9, 8]])
    >>> t.objective
    1.0
    """
    from teachclust.checks import check_data

    algorithm = algorithm_of(estimator)
    data = check_data(X)
    params = estimator.get_params(deep=False)
    if "random_state" in params and params["random_state"] is None:
        from sklearn.base import clone

        estimator = clone(estimator).set_params(random_state=secrets.randbelow(10_000))
    return algorithm.load_tracer()(estimator, data, columns)


def algorithm_of(estimator: Any) -> Algorithm:
    """Return the algorithm that an estimator is, or say that it can't be traced."""
    known = ", ".join(ALGORITHMS)
    if isinstance(estimator, type):
        raise LearnerError(
            f"{estimator.__name__} is a class, not an estimator.",
            why="An estimator is made by calling the class with its parameters.",
            fix=f"{estimator.__name__}(n_clusters=4, random_state=0)",
        )
    for cls in type(estimator).__mro__:
        algorithm = ALGORITHMS.get(cls.__name__)
        if algorithm and cls.__module__.startswith("sklearn."):
            if cls is type(estimator):
                return algorithm
            break
    raise LearnerError(
        f"A {type(estimator).__name__} can't be watched yet.",
        where="estimator",
        why=f"These can: {known}.",
        fix="KMeans(n_clusters=4, random_state=0)",
    )
