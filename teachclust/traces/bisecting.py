"""How BisectingKMeans fits: cluster by cluster cut in two, until there are enough.

References
----------
M. Steinbach, G. Karypis and V. Kumar, "A comparison of document clustering techniques", KDD
Workshop on Text Mining, 2000.
"""

from __future__ import annotations

from typing import Any

from sklearn.base import clone

from teachclust.checks import CheckedData, check_n_clusters, display_name, distinct_notice
from teachclust.errors import LearnerError
from teachclust.traces.bisecting_frames import frames_of_splits
from teachclust.traces.frame import Floats
from teachclust.traces.splits import splits_of
from teachclust.traces.trace import CodeLine, Run, Trace
from teachclust.words import say


def trace_bisecting(estimator: Any, data: CheckedData, columns: Any = None) -> Trace:
    """Trace a BisectingKMeans.

    Parameters
    ----------
    estimator : BisectingKMeans
        Unfitted; it is cloned, never touched. Its ``random_state`` is an int, a RandomState or
        None, in which case a seed was already drawn by `teachclust.trace`.
    data : CheckedData
        The checked data.
    columns : pair of str or int, default=None
        Features to draw.

    Returns
    -------
    trace : Trace
        All splits, from one cluster to n_clusters; for each a frame with the choice and one with
        the result. The iterations of k-means inside a split are not shown.

    Raises
    ------
    LearnerError
        If a parameter does not fit the data, or scikit-learn has to cut what can't be cut.

    Notes
    -----
    Costs one fit and about one pass over the data for each level of the tree: the splits are read
    off the fitted estimator's own tree (see `teachclust.traces.splits`).
    """
    X = data.X
    model = _checked(estimator, X)
    fitted = _fit(model, data)
    whole, splits = splits_of(fitted, X)
    few = distinct_notice(data.n_distinct, model.n_clusters)
    return Trace(
        algorithm=type(estimator).__name__,
        painter="kmeans",
        params=model.get_params(deep=False),
        X=X,
        feature_names=data.feature_names,
        index=data.index,
        frames=tuple(frames_of_splits(fitted, X, whole, splits)),
        runs=(Run(float(fitted.inertia_), len(splits), True),),
        objective_name=say("objective.inertia"),
        code=_code(model),
        code_title=say("code.bisect.title"),
        notices=(*data.notices, *([few] if few else ())),
        n_distinct=data.n_distinct,
        columns=columns,
    )


def _fit(model: Any, data: CheckedData) -> Any:
    quiet = clone(model).set_params(verbose=0, copy_x=True)
    try:
        return quiet.fit(data.X)
    except ValueError as error:
        if callable(model.init):  # up to scikit-learn 1.6 none fits more than two clusters
            raise LearnerError(
                "The start that a function gives does not fit.",
                where=f"init={display_name(getattr(model.init, '__name__', 'function'))}",
                why=str(error),
                fix='BisectingKMeans(n_clusters=4, init="k-means++", random_state=0)',
            ) from error
        if "larger sample than population" not in str(error):
            raise
        raise _no_cut(model, data.n_distinct) from error


def _no_cut(model: Any, n_distinct: int) -> LearnerError:
    """Say why a point alone was the next to be cut in two, which is how a fit can still fail.

    Among repeated points no cluster has any inertia, and the first in line may be a point alone.
    Where k-means stops early, a point alone may lie off its center and have the most inertia.
    """
    k = model.n_clusters
    few = k > n_distinct
    return LearnerError(
        "BisectingKMeans came to a point alone, which can't be cut in two.",
        where=f"n_clusters={k}" if few else f"max_iter={model.max_iter}, tol={model.tol}",
        why=f"X has only {n_distinct} different points, and equal ones stay together."
        if few
        else "k-means stopped before it settled: the point is not at its center.",
        fix=f"BisectingKMeans(n_clusters={n_distinct}, random_state=0)"
        if few
        else f"BisectingKMeans(n_clusters={k}, max_iter=300, tol=0, random_state=0)",
    )


def _checked(estimator: Any, X: Floats) -> Any:
    """Return a clone with parameters that fit the data, or say which one does not."""
    model = clone(estimator)
    model.n_clusters = check_n_clusters(model.n_clusters, len(X))
    return model


def _code(model: Any) -> tuple[CodeLine, ...]:
    return (
        CodeLine(say("code.bisect.start")),
        CodeLine(say("code.bisect.repeat")),
        CodeLine(say(f"code.bisect.choose.{model.bisecting_strategy}"), 1),
        CodeLine(say("code.bisect.cut"), 1),
        CodeLine(say("code.bisect.until")),
    )
