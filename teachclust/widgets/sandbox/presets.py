"""Points to begin with: the package's shapes and round blobs, on the plane of the Sandbox."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.datasets.shapes import SHAPES
from teachclust.errors import LearnerError
from teachclust.traces.frame import Floats
from teachclust.widgets.drawn_plane import PLANE
from teachclust.widgets.requests import shown
from teachclust.words import say

#: the share of the plane's width that a preset leaves free at each end
_MARGIN: Final = 0.08
#: decimals of a place: a drawing is written as it is
DECIMALS: Final = 3
_POINTS_A_BLOB: Final = 50
_BLOBS: Final = (2, 3, 5, 8)
BEGIN: Final = "blobs_3"


def preset_list() -> list[dict[str, str]]:
    """Return the name and the label of each preset, in the order in which they are listed."""
    blobs = [{"name": f"blobs_{k}", "label": say("preset.blobs", k=k)} for k in _BLOBS]
    shapes = [{"name": _name(one), "label": one.info.title} for one in _shapes()]
    return [*blobs, *shapes]


def preset_points(name: str, random_state: int) -> Floats:
    """Return a preset's points of shape (n, 2), scaled by one factor to fit the plane.

    A name that there is not is refused.
    """
    if name in {f"blobs_{k}" for k in _BLOBS}:
        return _blobs(int(name.removeprefix("blobs_")), random_state)
    entry = next((one for one in _shapes() if _name(one) == name), None)
    if entry is None:
        names = [one["name"] for one in preset_list()]
        raise LearnerError(
            say("request.choice", options=", ".join(names)),
            where=f"name: {shown(name)}",
            why=say("request.why"),
            fix=f'name = "{BEGIN}"',
        )
    seeded = "random_state" in entry.load.__signature__.parameters
    X: Any = entry.load(**({"random_state": random_state} if seeded else {})).data
    return on_plane(np.asarray(X, dtype=float))


def on_plane(points: Floats) -> Floats:
    """Scale points by one factor and move them, so that they fill the plane but for its margin."""
    left, right, bottom, top = PLANE
    low, high = points.min(axis=0), points.max(axis=0)
    width = float((high - low).max()) or 1.0
    room = (right - left) * (1 - 2 * _MARGIN)
    middle = np.array([(left + right) / 2, (bottom + top) / 2])
    placed: Floats = np.round((points - (low + high) / 2) * room / width + middle, DECIMALS)
    return placed


def _blobs(k: int, random_state: int) -> Floats:
    from sklearn.datasets import make_blobs  # loaded late: a Sandbox of one's own points needs none

    return on_plane(make_blobs(_POINTS_A_BLOB * k, centers=k, random_state=random_state)[0])


def _shapes() -> list[Any]:
    return [one for one in SHAPES if len(one.info.feature_names) == 2]


def _name(entry: Any) -> str:
    return str(entry.load.__name__).removeprefix("make_").removeprefix("load_")
