"""Colors of clusters on a map, where no marker shape helps to tell them apart."""

from __future__ import annotations

from functools import cache

import numpy as np

from teachclust.images.color_space import rgb_to_lab
from teachclust.palette import COLORS

#: Steps of red, green and blue among which colors are looked for.
_LEVELS = (0, 51, 102, 153, 204, 255)


def map_colors(n: int) -> tuple[str, ...]:
    """Return n colors that stay the same for every n: a cluster keeps its color.

    Parameters
    ----------
    n : int
        How many.

    Returns
    -------
    colors : tuple of str
        "#rrggbb": the palette's fourteen first, then always the color that is farthest in CIELAB
        from all before, out of the 216 with levels 0, 51, ..., 255. They come round again then.
    """
    found = _all_colors()
    return tuple(found[i % len(found)] for i in range(n))


@cache
def _all_colors() -> tuple[str, ...]:
    grid = np.array([(r, g, b) for r in _LEVELS for g in _LEVELS for b in _LEVELS])
    first = np.array([[int(hue[i : i + 2], 16) for i in (1, 3, 5)] for hue in COLORS])
    lab = rgb_to_lab(grid)
    # too light and too dark ones look like a missing pixel or like text
    lab[(lab[:, 0] > 95) | (lab[:, 0] < 15)] = np.inf
    # rounded, so that no processor's last digit decides
    gaps = np.min(
        [np.round(((lab - one) ** 2).sum(axis=1), 6) for one in rgb_to_lab(first)], axis=0
    )
    gaps[~np.isfinite(gaps)] = -1.0
    colors = list(COLORS)
    while gaps.max() > 0:
        at = int(gaps.argmax())
        colors.append("#" + "".join(f"{value:02x}" for value in grid[at]))
        more = np.round(((lab - lab[at]) ** 2).sum(axis=1), 6)
        gaps = np.where(np.isfinite(more), np.minimum(gaps, more), -1.0)
        gaps[at] = 0.0
    return tuple(colors)
