"""What a learner's edit does to the problem: a pure step from one `Setup` to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks.names import default_names
from teachclust.errors import LearnerError
from teachclust.traces import Trace
from teachclust.traces.frame import Floats
from teachclust.widgets.controls import controls_of
from teachclust.words import say


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """An estimator and its data: all that a trace is computed from.

    Parameters
    ----------
    estimator : estimator
        Unfitted; never changed, an edit makes a clone.
    X : ndarray or DataFrame of shape (n_samples, n_features)
        The data; an edit of points makes a copy.
    """

    estimator: Any
    X: Any

    def with_params(self, **params: Any) -> Setup:
        """Return the same data with other parameters."""
        return replace(self, estimator=clone(self.estimator).set_params(**params))

    def from_centers(self, centers: Floats) -> Setup:
        """Return the same data, starting from given centers."""
        if len(centers) == 0:
            raise LearnerError(
                "The last center can't be deleted.",
                why="Every point needs a nearest center.",
                fix="KMeans(n_clusters=1, random_state=0)",
            )
        return self.with_params(n_clusters=len(centers), init=centers, n_init=1)


def _centers_shown(trace: Trace, frame: int) -> Floats | None:
    """Centers at a frame, when all of them are known there."""
    values = trace.frames[frame].values
    centers: Floats | None = values.get("centers")
    if centers is None or not np.isfinite(centers).all():
        return None
    return centers


def _centers_to_edit(trace: Trace, frame: int) -> Floats:
    """Centers at a frame; before seeding is done, those it ends with."""
    for later in range(frame, len(trace)):
        centers = _centers_shown(trace, later)
        if centers is not None:
            return centers.copy()
    raise AssertionError("a trace ends with all centers known")


def _center_move(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    centers = _centers_to_edit(trace, frame)
    cluster = int(edit["cluster"])
    centers[cluster] = trace.view.lift(centers[cluster], edit["to"])
    return setup.from_centers(centers)


def _center_add(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    centers = _centers_to_edit(trace, frame)
    new = trace.view.lift(trace.X.mean(axis=0), edit["to"])
    return setup.from_centers(np.vstack([centers, new]))


def _center_delete(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    centers = _centers_to_edit(trace, frame)
    return setup.from_centers(np.delete(centers, int(edit["cluster"]), axis=0))


def _points_add(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    middle = trace.X.mean(axis=0)
    new = np.array([trace.view.lift(middle, to) for to in edit["to"]])
    # drawn points have no names: rows are counted anew
    return _with_points(setup, trace, frame, np.vstack([trace.X, new]), None)


def _point_move(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    X = trace.X.copy()
    index = int(edit["index"])
    X[index] = trace.view.lift(X[index], edit["to"])
    return _with_points(setup, trace, frame, X, trace.index)


def _points_delete(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    gone = [int(i) for i in edit["index"]]
    X = np.delete(trace.X, gone, axis=0)
    k = trace.n_clusters
    if len(X) < max(k, 2):
        raise LearnerError(
            f"Only {len(X)} points would be left for {k} clusters.",
            why="Each cluster needs a point.",
            fix="X = X[:10]  # keep more points",
        )
    index = None if trace.index is None else trace.index.delete(gone)
    return _with_points(setup, trace, frame, X, index)


def _with_points(setup: Setup, trace: Trace, frame: int, X: Floats, index: Any) -> Setup:
    """Go on with other points from the centers on screen, so that the edit's own effect shows."""
    changed = replace(setup, X=_named(trace, X, index))
    centers = _centers_shown(trace, frame) if can_place(trace) else None
    return changed if centers is None else changed.from_centers(centers)


def _named(trace: Trace, X: Floats, index: Any) -> Any:
    """Keep the names of a DataFrame's columns and rows."""
    if trace.index is None and trace.feature_names == default_names(X.shape[1]):
        return X
    import pandas as pd  # loaded late: arrays need no pandas

    return pd.DataFrame(X, index=index, columns=list(trace.feature_names))


def _n_clusters(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    """Change k; centers that were placed can't be kept, so a start is drawn again."""
    return _drawn(setup, n_clusters=int(edit["value"]))


def _init(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    return setup.with_params(init=str(edit["value"]), n_init="auto")


def _random_state(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    return _drawn(setup, random_state=_seed(edit["value"]))


def _new_start(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    seed = setup.estimator.random_state
    return _drawn(setup, random_state=(seed + 1) % 2**32 if isinstance(seed, int) else 0)


def _replay(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    seed = _seed(edit["random_state"])
    return setup.with_params(init=str(edit["init"]), random_state=seed, n_init=1)


def _param(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    """Change one of the parameters that the controls show."""
    name = str(edit["name"])
    known = {c["name"]: c for c in controls_of(setup.estimator, trace)}
    if name not in known:
        raise LearnerError(say("problem.edit", kind=name))
    if can_place(trace) and name in _PLACING:
        return _PLACING[name](setup, trace, frame, edit)
    value = edit["value"]
    if known[name]["kind"] == "whole":
        value = _seed(value) if name == "random_state" else int(value)
    elif known[name]["kind"] == "number":
        value = float(value)
    changes = {name: value, **_follows(setup.estimator, name, value)}
    return setup.with_params(**changes)


def _follows(estimator: Any, name: str, value: Any) -> dict[str, Any]:
    """Return the parameters that have to change with another one."""
    if name == "linkage" and value == "ward":
        return {"metric": "euclidean"}
    if name == "cluster_method" and value == "dbscan" and estimator.eps is None:
        return {"eps": None}
    return {}


def can_place(trace: Trace) -> bool:
    """Tell whether the centers of a trace are the learner's to place."""
    return trace.algorithm == "KMeans"


def _seed(value: Any) -> int:
    if not 0 <= int(value) < 2**32:
        raise LearnerError(
            "A seed is a whole number from 0 to 4294967295.",
            where=f"random_state={value}",
            fix="KMeans(n_clusters=4, random_state=0)",
        )
    return int(value)


def _drawn(setup: Setup, **params: Any) -> Setup:
    if hasattr(setup.estimator, "init") and not isinstance(setup.estimator.init, str):
        params["init"] = "k-means++"
        params["n_init"] = "auto"
    return setup.with_params(**params)


_Edit = Callable[[Setup, Trace, int, dict[str, Any]], Setup]

#: Parameters of k-means that have to do with centers that were placed.
_PLACING: Final[dict[str, _Edit]] = {
    "n_clusters": _n_clusters,
    "init": _init,
    "random_state": _random_state,
}
EDITS: Final[dict[str, _Edit]] = {
    "center_move": _center_move,
    "center_add": _center_add,
    "center_delete": _center_delete,
    "points_add": _points_add,
    "point_move": _point_move,
    "points_delete": _points_delete,
    "param": _param,
    "new_start": _new_start,
    "replay": _replay,
}


def edited(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    """Apply one edit.

    Parameters
    ----------
    setup : Setup
        What the learner was looking at.
    trace : Trace
        Its trace.
    frame : int
        The frame on screen.
    edit : dict
        An ``Edit`` of ``js/src/core/types.ts``.

    Returns
    -------
    setup : Setup
        The new one.

    Raises
    ------
    LearnerError
        If the edit can't be done, or is none that is known.
    """
    kind = edit.get("kind")
    if kind not in EDITS:
        raise LearnerError(say("problem.edit", kind=kind))
    if not 0 <= frame < len(trace):
        frame = len(trace) - 1
    return EDITS[kind](setup, trace, frame, edit)


def landing(trace: Trace, edit: dict[str, Any]) -> int:
    """Return the frame to show after an edit.

    Parameters
    ----------
    trace : Trace
        The new trace.
    edit : dict
        The edit that made it.

    Returns
    -------
    frame : int
        In k-means the first assignment after an edit of centers or points, so that the answer is
        seen at once; else the last frame of the seeding, from which the learner steps on. The last
        frame of all others: what a learner wants to see of another eps is where it ends.
    """
    if not can_place(trace):
        return len(trace) - 1
    first = next(i for i, frame in enumerate(trace.frames) if frame.kind == "assign")
    answers = str(edit.get("kind", "")).startswith(("center_", "point"))
    return first if answers else first - 1
