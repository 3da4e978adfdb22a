"""A drawing in few flat colors: the kind of picture for which a palette is the right thing."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.images.picture import Picture

_HEIGHT, _WIDTH = 427, 640  # as the photographs of scikit-learn, so that bytes can be compared
_PAPER, _INK = "#f7f3e8", "#22262b"
_PARKS: Final = (("#bfdcae", (118, 92), 84), ("#bfdcae", (505, 332), 70))
_RIVER: Final = ("#a9d3ea", ((-20, 250), (150, 262), (300, 205), (470, 232), (660, 180)), 17)
#: of each line the color and the corners, as (x, y)
_LINES: Final = (
    ("#d62f2f", ((40, 60), (200, 60), (320, 180), (320, 400))),
    ("#1f62b5", ((30, 330), (230, 330), (410, 150), (610, 150))),
    ("#f0a01c", ((60, 180), (430, 180), (540, 290), (540, 400))),
    ("#2f9149", ((150, 400), (150, 130), (250, 30), (600, 30))),
    ("#7a3f98", ((610, 80), (520, 80), (270, 330), (270, 400))),
)
_STATIONS: Final = (
    (40, 60), (120, 60), (200, 60), (260, 120), (320, 180), (320, 280), (320, 340), (320, 400),
    (30, 330), (90, 330), (150, 330), (230, 330), (410, 150), (450, 150), (530, 150), (610, 150),
    (60, 180), (150, 180), (230, 180), (430, 180), (485, 235), (540, 290), (540, 400), (150, 400),
    (150, 250), (200, 80), (250, 30), (340, 30), (460, 30), (600, 30), (610, 80), (565, 80),
    (520, 80), (270, 330), (270, 400),
)  # fmt: skip
_THICK: Final = 4.2


def make_flat_drawing() -> Picture:
    """Draw a plan of tram lines: ten flat colors with sharp edges between them.

    Returns
    -------
    picture : Picture
        image : ndarray of shape (427, 640, 3), float64 in [0, 1], as large as the photographs of
        `load_photo`; title, notices (none), source, licence, and n_bytes of its 24 bits a pixel,
        as it comes from no file.

    See Also
    --------
    load_photo : Pictures with many thousands of colors.

    Notes
    -----
    A made-up town. Each pixel has one of the colors whole: edges are not smoothed, so the same
    picture is drawn on every machine. Costs about 60 ms.

    Examples
    --------
    >>> import numpy as np
    >>> from teachclust.datasets import make_flat_drawing
    >>> picture = make_flat_drawing()
    >>> len(np.unique(picture.image.reshape(-1, 3), axis=0))
    10
    """
    y, x = np.mgrid[:_HEIGHT, :_WIDTH].astype(np.float64)
    image = np.empty((_HEIGHT, _WIDTH, 3))
    image[:] = _rgb(_PAPER)
    for color, (across, down), radius in _PARKS:
        image[np.hypot(x - across, (y - down) * 1.3) < radius] = _rgb(color)
    for color, corners, half in (_RIVER, *((*line, _THICK) for line in _LINES)):
        for start, end in pairwise(corners):
            _draw_line(image, start, end, half, _rgb(color))
    for place in _STATIONS:
        _draw_line(image, place, place, 8.0, _rgb(_INK))
        _draw_line(image, place, place, 5.2, 1.0)
    return Picture(
        image=image,
        title="tram map (made up)",
        notices=(),
        source="drawn by teachclust",
        licence="BSD-3-Clause, as teachclust",
        n_bytes=3 * _HEIGHT * _WIDTH,
    )


def _rgb(color: str) -> npt.NDArray[np.float64]:
    return np.array(list(bytes.fromhex(color[1:]))) / 255


def _draw_line(
    image: Any, start: tuple[int, int], end: tuple[int, int], half: float, color: Any
) -> None:
    """Color the pixels that are nearer to a line than half its width; a point gives a disc."""
    (x0, y0), (x1, y1) = start, end
    around = math.ceil(half)
    top, left = max(0, min(y0, y1) - around), max(0, min(x0, x1) - around)
    part = image[top : max(y0, y1) + around + 1, left : max(x0, x1) + around + 1]
    y, x = np.mgrid[: part.shape[0], : part.shape[1]].astype(np.float64)
    x, y = x + left - x0, y + top - y0
    across, down = x1 - x0, y1 - y0
    along = np.clip((x * across + y * down) / max(across**2 + down**2, 1), 0, 1)
    part[np.hypot(x - along * across, y - along * down) < half] = color
