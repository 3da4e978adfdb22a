"""What a MetricLab is made with, checked: points, classes, the labels to begin with, scores."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import check_data, display_name
from teachclust.checks.labels import read_labels
from teachclust.errors import LearnerError
from teachclust.scores.agreement import Ints, Places
from teachclust.scores.explained import explain_score
from teachclust.scores.matching import read_classes
from teachclust.widgets.metric_lab.labels import MOST_CLUSTERS
from teachclust.widgets.metric_lab.made_set import made_set
from teachclust.widgets.metric_lab.state import OF_POINTS, SCORES, Problem
from teachclust.words import say

#: points: all distances between them are kept
MOST_POINTS: Final = 2_000
#: classes: each has a column of the table
_MOST_CLASSES: Final = 30


def read_problem(
    X: Any, labels_true: Any, labels: Any
) -> tuple[Problem, Ints, tuple[str, str], tuple[str, ...]]:
    """Return the problem, the labels to begin with, names of the axes, and notices."""
    if X is None:
        X, known, found = _made(labels_true)
        labels = found if labels is None else labels
    else:
        known = labels_true
    data = check_data(X)
    _check_size(data.X)
    classes, names = _classes(known, len(data.X))
    problem = Problem(Places.of(data.X.astype(float)), classes, names)
    start, notices = _labels(labels, X, problem)
    return problem, start, (data.feature_names[0], data.feature_names[1]), notices


def _made(labels_true: Any) -> tuple[Any, Any, Any]:
    if labels_true is not None:
        raise LearnerError(
            "Known classes belong to points, and none are given.",
            where="X is not given, labels_true is",
            why="Without X there are 24 points with classes of their own.",
            fix="MetricLab(X, y)",
        )
    return made_set()


def _check_size(X: Any) -> None:
    n, d = X.shape
    if d != 2:
        raise LearnerError(
            f"A MetricLab draws two features, and X has {d}.",
            where=f"X of shape {X.shape}",
            why="Labels are edited where the points are seen, and scored by the same distances.",
            fix="MetricLab(PCA(2).fit_transform(X), y)" if d > 2 else "MetricLab(np.c_[x, y])",
        )
    if not 2 <= n <= MOST_POINTS:
        raise LearnerError(
            f"A MetricLab takes from 2 to {MOST_POINTS:,} points, and X has {n:,}.",
            where=f"X of shape {X.shape}",
            why="The distances between all points are kept, so that each edit is scored at once.",
            fix="few = np.random.default_rng(0).choice(len(X), 500, replace=False); "
            "MetricLab(X[few], y[few])",
        )


def _classes(known: Any, n: int) -> tuple[Ints | None, tuple[str, ...]]:
    if known is None:
        return None, ()
    classes = read_classes(known)
    if len(classes) != n:
        raise LearnerError(
            f"There are {len(classes)} known classes for {n} points.",
            where="labels_true",
            why="Each point has one class, in the order of the rows of X.",
            fix="MetricLab(X, y[: len(X)])",
        )
    names, numbers = np.unique(classes, return_inverse=True)
    if len(names) > _MOST_CLASSES:
        raise LearnerError(
            f"There are {len(names)} known classes, and at most {_MOST_CLASSES} can be shown.",
            where="labels_true",
            why="Each class is a column of the table.",
            fix="keep = np.isin(y, np.unique(y)[:10]); MetricLab(X[keep], y[keep])",
        )
    return numbers, tuple(str(name) for name in names.tolist())


def _labels(labels: Any, X: Any, problem: Problem) -> tuple[Ints, tuple[str, ...]]:
    if labels is None:  # every score at its best, or no cluster found yet
        return (
            np.zeros(problem.n, dtype=np.intp)
            if problem.classes is None
            else problem.classes.copy()
        ), ()
    if hasattr(labels, "fit_predict") or (hasattr(labels, "fit") and not hasattr(labels, "shape")):
        from teachclust.traces import trace_end

        fit = trace_end(labels, X)
        told = say("metric_lab.fitted", name=fit.algorithm)
        return fit.labels.astype(np.intp), (told, *fit.notices[1:])
    found = read_labels(labels, problem.n)
    if found.max() > MOST_CLUSTERS:
        there = found >= 0
        found[there] = np.unique(found[there], return_inverse=True)[1]
    return found, ()


def read_scores(scores: Any, problem: Problem) -> tuple[str, ...]:
    """Return the names of the scores to show; by default all that can be computed."""
    if scores is None:
        return tuple(one for one in SCORES if problem.classes is not None or one in OF_POINTS)
    if isinstance(scores, str) or not hasattr(scores, "__iter__"):
        scores = [scores]
    names = tuple(dict.fromkeys(explain_score(name).name for name in scores))
    missing = [name for name in names if name not in OF_POINTS and problem.classes is None]
    if missing or not names:
        raise LearnerError(
            f"{missing[0]} needs known classes." if missing else "There is no score to show.",
            where=f"scores={display_name(repr(scores))}",
            why="It compares labels with classes, and labels_true is not given."
            if missing
            else "A MetricLab shows one score or more.",
            fix="MetricLab(X, y, scores=scores)" if missing else "MetricLab()",
        )
    return names
