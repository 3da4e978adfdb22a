"""The rows of the data as they travel to the browser: what a point is beyond its place.

They go beside the trace and only when the data changes, so that a center can be dragged without
sending them again. The other end is ``js/src/core/rows.ts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.traces.frame import Floats
from teachclust.traces.view import View

#: Bytes of features that are sent: 4 for each number, 1 where whole steps say it exactly. Beyond
#: this a card says that it has none.
MOST_BYTES: Final = 1_000_000
#: Rows whose names are sent.
_MOST_NAMES: Final = 20_000
#: Share of a feature's range that single precision may lose: beyond it the plane's won't do.
_LOST: Final = 1e-6
#: What levels of gray are counted in: whole numbers, or parts of white.
_GRAY_STEPS: Final = (1.0, 1 / 255)


def rows_of(X: Floats, names: Sequence[str], index: Any, view: View, number: int) -> dict[str, Any]:
    """Return the rows of X as the browser has them.

    ``id`` is `number`, by which a trace says to which rows it belongs; ``names`` are those of the
    features, ``labels`` the index of a DataFrame as text (empty where rows are counted from 0);
    ``features`` (n x d) is how far each is from ``origin`` (float32), or, where ``step`` is not 0,
    how many steps it is above ``lowest`` (uint8). It is empty where the plane
    shows the features themselves, and where they would take more than `MOST_BYTES`: then ``sent``
    is False. Of distances given in place of features there are none (``d`` is 0). ``shape`` has
    rows and columns of the picture that a row is, empty where it is none; ``lowest`` and
    ``highest`` are the numbers of its lightest and darkest pixel.
    """
    features, step, sent = b"", 0.0, plane_tells(X, view)
    if sends_features(X, view) and names:
        step = _gray_step(X, view)
        numbers = (X - X.min()) / step if step else X - origin_of(X)
        features = (np.rint(numbers).astype("<u1") if step else numbers.astype("<f4")).tobytes()
        sent = True
    return {
        "id": number,
        "names": [display_name(name) for name in names] if sent else [],
        "d": 0 if view.squares or not names else X.shape[1],
        "labels": _labels(index, len(X)),
        "origin": origin_of(X).tolist() if features else [],
        "features": memoryview(features),
        "step": step,
        "sent": sent,
        "shape": list(view.image_shape or ()) if features else [],
        "lowest": float(X.min()) if X.size else 0.0,
        "highest": float(X.max()) if X.size else 0.0,
    }


#: features of one row that a card tells, where it's no picture
_TOLD: Final = 5


def one_row(X: Floats, names: Sequence[str], view: View, index: int) -> dict[str, Any]:
    """Return what the browser asks for of a row, where `rows_of` sends no features.

    ``index``; ``names`` and ``features`` of the first few, or of all where the row is a picture;
    ``shape`` as in `rows_of`.
    """
    told = X.shape[1] if view.image_shape is not None else min(_TOLD, X.shape[1])
    return {
        "index": index,
        "names": [display_name(name) for name in names[:_TOLD]],
        "features": X[index, :told].tolist(),
        "shape": list(view.image_shape or ()),
    }


def _gray_step(X: Floats, view: View) -> float:
    """Return the step of which pixels are whole multiples, at most 255; 0 where there is none."""
    if view.image_shape is None:
        return 0.0
    low, high = float(X.min()), float(X.max())
    for step in _GRAY_STEPS:
        counts = (X - low) / step
        if high - low <= 255.5 * step and float(np.abs(counts - np.rint(counts)).max()) < 1e-4:
            return step
    return 0.0


def origin_of(X: Floats) -> Floats:
    """Return the mean of the rows: single precision holds small differences from it exactly."""
    origin: Floats = X.mean(axis=0, dtype=float)
    return origin


def plane_tells(X: Floats, view: View) -> bool:
    """Tell whether the points of the plane are the features, as far as single precision goes."""
    if not view.exact or X.shape[1] == 1:  # points of one feature lie below its histogram
        return False
    if not len(X):
        return True
    lost = np.abs(X - X.astype(np.float32)).max(axis=0)
    return bool((lost <= _LOST * np.ptp(X, axis=0)).all())


def sends_features(X: Floats, view: View) -> bool:
    """Tell whether the features are sent beside the plane; centers then are too, in full."""
    if view.squares or plane_tells(X, view) or X.size > MOST_BYTES:
        return False
    return X.size * 4 <= MOST_BYTES or _gray_step(X, view) > 0


def _labels(index: Any, n: int) -> list[str]:
    """Return the names of the rows; none where they are their numbers, or too many."""
    if index is None or n > _MOST_NAMES or len(index) != n:
        return []
    names = [display_name(name) for name in index]
    return [] if names == [str(i) for i in range(n)] else names
