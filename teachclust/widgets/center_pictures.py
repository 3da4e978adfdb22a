"""Centers as pictures, where the rows of the data are pictures.

Each center of each frame is a small picture in shades of gray. The other end is
``js/src/marks/pictures.ts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from teachclust.traces.frame import Floats
from teachclust.traces.view import View

#: More pictures than this on a plane would hide it.
MOST_PICTURES: Final = 40
#: Bytes that the pictures of all frames may take: beyond, each is of half as many rows and columns.
_MOST_BYTES: Final = 1_000_000
#: A picture of fewer rows or columns than this shows nothing.
_LEAST_SIDE: Final = 7


def pictures_block(
    X: Floats, view: View, centers: Sequence[Floats | None]
) -> tuple[dict[str, Any], memoryview] | None:
    """Return the block ``pictures``: one byte for each pixel of each center of each frame.

    `centers` has those of each frame, in feature space; a frame without any keeps those of the
    frame before. 0 is the lowest number in X, 255 the highest. The block's ``shape`` is the rows
    and columns of a picture. None where rows are no pictures, and where a frame has too many; a row
    of NaN is no center.
    """
    given = [frame for frame in centers if frame is not None]
    k = max(map(len, given), default=0)
    if view.image_shape is None or k == 0:
        return None
    if max(int(np.isfinite(frame).all(axis=1).sum()) for frame in given) > MOST_PICTURES:
        return None
    low, high = float(X.min()), float(X.max())
    rows: list[Any] = []
    where: list[int] = []
    last: Any = None
    for frame in centers:
        if frame is not None and (last is None or not np.array_equal(frame, last, equal_nan=True)):
            rows.append(_grays(frame, view.image_shape, k, (low, (high - low) or 1.0)))
            last = frame
        where.append(len(rows) - 1)
    pictures = np.array(rows)
    while pictures.size > _MOST_BYTES and min(pictures.shape[2:]) >= 2 * _LEAST_SIDE:
        pictures = _halved(pictures)
    if pictures.size > _MOST_BYTES:
        return None
    numbers = np.rint(pictures).astype("<u1")
    shape = list(numbers.shape[2:])
    size = int(numbers[0].size)
    about = {"type": "u1", "size": size, "rows": where, "shape": shape}
    return about, memoryview(numbers.tobytes())


def _grays(centers: Floats, shape: tuple[int, int], k: int, span: tuple[float, float]) -> Any:
    """Return the pictures of one frame, of shape (k, rows, columns), from 0 to 255."""
    low, width = span
    grays = np.zeros((k, *shape))
    found = np.nan_to_num((np.asarray(centers, dtype=float) - low) / width * 255)
    grays[: len(centers)] = np.clip(found, 0, 255).reshape(-1, *shape)
    return grays


def _halved(pictures: Any) -> Any:
    """Return pictures of half as many rows and columns: means of 2 x 2 pixels."""
    high, wide = (side // 2 * 2 for side in pictures.shape[2:])
    even = pictures[:, :, :high, :wide]
    return (even[:, :, ::2, ::2] + even[:, :, 1::2, ::2] + even[:, :, ::2, 1::2]
            + even[:, :, 1::2, 1::2]) / 4  # fmt: skip
