"""The rows of the data as they travel to the browser: what a point is beyond its place.

They go beside the trace and only when the data changes, so that a center can be dragged without
sending them again. The other end is ``js/src/core/rows.ts``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.traces.frame import Floats
from teachclust.traces.view import View

#: Bytes of features that are sent: 4 for each number. Beyond this a card says that it has none.
MOST_BYTES: Final = 1_000_000
#: Features without names that may be pixels.
_LEAST_PIXELS: Final = 49
#: Rows whose names are sent.
_MOST_NAMES: Final = 20_000
#: Share of a feature's range that single precision may lose: beyond it the plane's won't do.
_LOST: Final = 1e-6


def rows_of(X: Floats, names: Sequence[str], index: Any, view: View, number: int) -> dict[str, Any]:
    """Return the rows of X as the browser has them.

    ``id`` is `number`, by which a trace says to which rows it belongs; ``names`` are those of the
    features, ``labels`` the index of a DataFrame as text (empty where rows are counted from 0);
    ``features`` (float32, n x d) is how far each is from ``origin``. It is empty where the plane
    shows the features themselves, and where they would take more than `MOST_BYTES`: then ``sent``
    is False. Of distances given in place of features there are none (``d`` is 0). ``side`` is that
    of the square picture that a row is, 0 where it is none, and ``highest`` the number of its
    darkest pixel.
    """
    features, sent = b"", plane_tells(X, view)
    if sends_features(X, view) and names:
        features, sent = (X - origin_of(X)).astype("<f4").tobytes(), True
    return {
        "id": number,
        "names": [display_name(name) for name in names] if sent else [],
        "d": 0 if view.squares or not names else X.shape[1],
        "labels": _labels(index, len(X)),
        "origin": origin_of(X).tolist() if features else [],
        "features": memoryview(features),
        "sent": sent,
        "side": side_of(names, X) if features else 0,
        "highest": float(X.max()),
    }


def origin_of(X: Floats) -> Floats:
    """Return the mean of the rows: single precision holds small differences from it exactly."""
    origin: Floats = X.mean(axis=0, dtype=float)
    return origin


def side_of(names: Sequence[str], X: Floats) -> int:
    """Return the side of the square pictures that the rows of X are; 0 where they are none.

    Features are pixels where they are called so; or where they have no names of their own, none is
    below 0, and there are at least 7 x 7 of them.
    """
    d = X.shape[1]
    side = math.isqrt(d)
    called = bool(names) and all(str(name).startswith("pixel") for name in names)
    nameless = d >= _LEAST_PIXELS and list(names) == [f"x{j + 1}" for j in range(d)]
    return side if side**2 == d and (called or (nameless and X.min() >= 0)) else 0


def plane_tells(X: Floats, view: View) -> bool:
    """Tell whether the points of the plane are the features, as far as single precision goes."""
    if not view.exact or X.shape[1] == 1:  # points of one feature lie below its histogram
        return False
    lost = np.abs(X - X.astype(np.float32)).max(axis=0)
    return bool((lost <= _LOST * np.ptp(X, axis=0)).all())


def sends_features(X: Floats, view: View) -> bool:
    """Tell whether the features are sent beside the plane; centers then are too, in full."""
    return not (view.squares or plane_tells(X, view)) and X.size * 4 <= MOST_BYTES


def _labels(index: Any, n: int) -> list[str]:
    """Return the names of the rows; none where they are their numbers, or too many."""
    if index is None or n > _MOST_NAMES or len(index) != n:
        return []
    names = [display_name(name) for name in index]
    return [] if names == [str(i) for i in range(n)] else names
