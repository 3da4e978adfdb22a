"""The part of the plane that is always in view where points are drawn: it doesn't jump."""

from __future__ import annotations

from typing import Final

import numpy as np

from teachclust.traces.frame import Floats

Domain = tuple[float, float, float, float]

#: least and greatest x, least and greatest y
PLANE: Final[Domain] = (0.0, 10.0, 0.0, 10.0)
#: points that reach over less than this share of the plane, and are more than a few, get another
_SHARE: Final = 0.2
_FEW: Final = 3
#: what is left free around them, as a share of their width
_MARGIN: Final = 0.1


def with_plane(domain: list[float], plane: Domain = PLANE) -> list[float]:
    """Return the least domain that holds another one and the plane."""
    left, right, bottom, top = plane
    low_x, high_x, low_y, high_y = domain
    return [min(left, low_x), max(right, high_x), min(bottom, low_y), max(top, high_y)]


def plane_for(points: Floats) -> Domain:
    """Return what is in view for points of shape (n, 2) that were loaded.

    The usual plane where they fill a good part of it, else their own surroundings. The browser has
    the same rule for a page without Python: ``js/src/widgets/sandbox/local.ts``.
    """
    if not len(points):
        return PLANE
    (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    left, right, bottom, top = PLANE
    width = max(x1 - x0, y1 - y0)
    inside = x0 >= left and x1 <= right and y0 >= bottom and y1 <= top
    if inside and (len(points) < _FEW or width >= _SHARE * (right - left)):
        return PLANE
    room = _MARGIN * (width or float(np.abs(points).max()) or 1.0)
    return x0 - room, x1 + room, y0 - room, y1 + room
