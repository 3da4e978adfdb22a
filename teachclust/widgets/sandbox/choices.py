"""The estimators that a learner of a Sandbox may pick from, each as it was left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from teachclust.checks import call_text, display_name
from teachclust.errors import LearnerError
from teachclust.traces import algorithm_of, is_watched
from teachclust.traces.registry import ALGORITHMS
from teachclust.widgets.requests import shown
from teachclust.words import say

#: clusters that an estimator looks for at first, where it is told a number
_CLUSTERS: Final = 3
_FIRST: Final = "KMeans"


class Choices:
    """Estimators by the names under which they are listed.

    Parameters
    ----------
    estimator : estimator or None
        The one to begin with; None for the first, or KMeans where all are offered.
    estimators : sequence of estimator or None
        What can be picked; None for all that can be watched.
    random_state : int
        The seed of each that has none.
    """

    def __init__(self, estimator: Any, estimators: Sequence[Any] | None, random_state: int) -> None:
        self._seed = random_state
        self._made: dict[str, Any] = {}
        if estimators is not None:
            self._take(estimators)
            self.names = list(self._made)
        else:
            self.names = _offered()
        self.first = self._first(estimator, _FIRST if estimators is None else self.names[0])

    def _take(self, estimators: Sequence[Any]) -> None:
        if not isinstance(estimators, list | tuple) or not estimators:
            raise LearnerError(
                say("request.estimators"),
                where=f"estimators: {shown(estimators)}",
                why=say("request.estimators.why"),
                fix="Sandbox(estimators=[KMeans(n_clusters=3), DBSCAN()])",
            )
        for one in estimators:
            self._add(one)

    def _add(self, estimator: Any) -> str:
        """Keep an estimator, and return the name under which it is listed."""
        _check_clusters(estimator)
        kind = display_name(type(estimator).__name__)
        name, number = kind, 1
        while name in self._made:
            number += 1
            name = f"{kind} {number}"
        self._made[name] = seeded(estimator, self._seed)
        return name

    def _first(self, estimator: Any, name: str) -> str:
        if estimator is None:
            return name
        name = self._add(estimator)
        if name not in self.names:
            self.names.insert(0, name)
        return name

    def get(self, name: str) -> Any:
        """Return the estimator of a name as it was left, or refuse a name that there is not."""
        if name not in self.names:
            raise LearnerError(
                say("request.choice", options=", ".join(self.names)),
                where=f"name: {shown(name)}",
                why=say("request.why"),
                fix=f'name = "{self.names[0]}"',
            )
        if name not in self._made:
            self._made[name] = seeded(_beginning(name), self._seed)
        return self._made[name]

    def leave(self, name: str, estimator: Any) -> None:
        """Keep an estimator as the learner has left it."""
        self._made[name] = estimator


def _offered() -> list[str]:
    """Return the algorithms that cluster the points, and not the two features."""
    return [name for name, spec in ALGORITHMS.items() if not spec.clusters_features]


def seeded(estimator: Any, random_state: int) -> Any:
    """Return a clone with a seed where it has none; as it is what can't be cloned."""
    from sklearn.base import clone

    params = params_of(estimator)
    if not params:
        return estimator
    if params.get("random_state", random_state) is None:
        return clone(estimator).set_params(random_state=random_state)
    return clone(estimator)


def params_of(estimator: Any) -> dict[str, Any]:
    """Return the parameters of an estimator; none of a class that has no get_params that works."""
    try:
        return dict(estimator.get_params(deep=False))
    except Exception:  # it may be anybody's class
        return {}


def call_of(estimator: Any) -> str:
    """Return the Python that makes an estimator, centers that were placed included."""
    params = params_of(estimator)
    if not params:
        return f"{display_name(type(estimator).__name__)}()"
    arrays = {
        name: value.tolist() for name, value in params.items() if isinstance(value, np.ndarray)
    }
    return call_text(estimator, **arrays)


def import_of(estimator: Any) -> str:
    """Return the line that imports an estimator's class; "" of one of the notebook's own."""
    kind = type(estimator)
    if kind.__module__ == "__main__":
        return ""
    known = kind.__name__ in ALGORITHMS and ALGORITHMS[kind.__name__].estimator_class is kind
    public = [part for part in kind.__module__.split(".") if not part.startswith("_")]
    module = ALGORITHMS[kind.__name__].module if known else ".".join(public)
    return f"from {module} import {kind.__name__}\n"


def _beginning(name: str) -> Any:
    """Return an algorithm's estimator with its defaults, and few clusters where it is told."""
    spec = ALGORITHMS[name]
    estimator = spec.estimator_class()
    asked = spec.n_clusters
    if asked is not None and getattr(estimator, asked) is not None:
        estimator.set_params(**{asked: _CLUSTERS})
    return estimator


def _check_clusters(estimator: Any) -> None:
    """Refuse what can't find labels from points alone, and pipelines."""
    name = display_name(type(estimator).__name__)
    finds = callable(getattr(estimator, "fit_predict", None)) or callable(
        getattr(estimator, "fit", None)
    )
    if is_watched(estimator) and algorithm_of(estimator).clusters_features:
        finds = False
    if isinstance(estimator, type) or not finds or hasattr(estimator, "steps"):
        raise LearnerError(
            say("request.clusterer"),
            where=f"an estimator of type {name}",
            why=say("request.clusterer.why"),
            fix="Sandbox(estimators=[KMeans(n_clusters=3), DBSCAN()])",
        )
