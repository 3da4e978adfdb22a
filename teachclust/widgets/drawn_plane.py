"""The part of the plane that is always in view where points are drawn: it doesn't jump."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: least and greatest x, least and greatest y
PLANE: Final = (0.0, 10.0, 0.0, 10.0)


def with_plane(domain: Sequence[float]) -> list[float]:
    """Return the least domain that holds another one and the plane."""
    left, right, bottom, top = PLANE
    low_x, high_x, low_y, high_y = domain
    return [min(left, low_x), max(right, high_x), min(bottom, low_y), max(top, high_y)]
