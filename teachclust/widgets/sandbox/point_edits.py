"""What a learner's strokes do to the points of a Sandbox: from one array to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from teachclust.errors import LearnerError
from teachclust.traces.frame import Floats
from teachclust.widgets.requests import Fields, ListOf, PlanePoint, WholeNumber
from teachclust.widgets.sandbox.points_text import MOST_POINTS
from teachclust.words import say

#: the largest coordinate: squares of more have no digits left for what is drawn
MOST_COORDINATE: Final = 1e12

#: what each change says beside its kind
POINT_FIELDS: Final[Mapping[str, Fields]] = {
    "points_add": {"to": ListOf(PlanePoint(), MOST_POINTS)},
    "points_set": {"to": ListOf(PlanePoint(), MOST_POINTS, least=0)},
    "points_move": {
        "index": ListOf(WholeNumber(), MOST_POINTS),
        "to": ListOf(PlanePoint(), MOST_POINTS),
    },
    "point_move": {"index": WholeNumber(), "to": PlanePoint()},
    "points_delete": {"index": ListOf(WholeNumber(), MOST_POINTS)},
}


def changed_points(points: Floats, edit: dict[str, Any]) -> Floats:
    """Return the points of shape (n, 2) after a change whose fields are checked."""
    after: Floats = _CHANGES[edit["kind"]](points, edit)
    if len(after) > MOST_POINTS:
        raise LearnerError(
            say("request.points.sandbox", most=f"{MOST_POINTS:,}"),
            where=f"{len(after):,} points",
            why=say("request.why"),
            fix=f"Sandbox(X[:{MOST_POINTS}])",
        )
    if after.size and float(np.abs(after).max()) > MOST_COORDINATE:
        raise LearnerError(
            say("request.far"),
            where=f"to: {float(np.abs(after).max()):.6g}",
            why=say("request.why"),
            fix="to = [5.0, 5.0]",
        )
    return after


def _add(points: Floats, edit: dict[str, Any]) -> Floats:
    return np.vstack([points, np.array(edit["to"], dtype=float)])


def _set(points: Floats, edit: dict[str, Any]) -> Floats:
    return np.array(edit["to"], dtype=float).reshape(-1, 2)


def _move(points: Floats, edit: dict[str, Any]) -> Floats:
    index, to = edit["index"], edit["to"]
    if len(index) != len(to):
        raise LearnerError(
            say("request.pairs"),
            where=f"{len(index):,} and {len(to):,}",
            why=say("request.why"),
            fix="to = [[5.0, 5.0]] * len(index)",
        )
    after = points.copy()
    after[_rows(points, index)] = np.array(to, dtype=float)
    return after


def _move_one(points: Floats, edit: dict[str, Any]) -> Floats:
    return _move(points, {"index": [edit["index"]], "to": [edit["to"]]})


def _delete(points: Floats, edit: dict[str, Any]) -> Floats:
    return np.delete(points, _rows(points, edit["index"]), axis=0)


def _rows(points: Floats, index: list[int]) -> list[int]:
    """Return numbers of rows that there are."""
    number = WholeNumber(0, len(points) - 1)
    return [number.read(one, "index") for one in index]


_CHANGES: Final[dict[str, Callable[[Floats, dict[str, Any]], Floats]]] = {
    "points_add": _add,
    "points_set": _set,
    "points_move": _move,
    "point_move": _move_one,
    "points_delete": _delete,
}
