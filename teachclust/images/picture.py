"""A picture as numbers, with what is worth knowing about it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture whose pixels can be clustered.

    Parameters
    ----------
    image : ndarray of shape (height, width, 3), dtype float64
        Red, green and blue in [0, 1], as the file has them (sRGB). Numbers in [0, 1] can't wrap
        around as whole numbers from 0 to 255 do (``200 + 100 == 44`` in uint8).
    title : str
        A short name for headings.
    notices : tuple of str
        Plain sentences about what was done to it: turned, put on white, the first frame taken ...
    source : str
        Where it comes from.
    licence : str
        The terms on which it may be used.
    n_bytes : int
        The size of its file in bytes, to compare with a compressed version.
    """

    image: Floats
    title: str
    notices: tuple[str, ...]
    source: str
    licence: str
    n_bytes: int

    @property
    def size(self) -> tuple[int, int]:
        """Height and width in pixels."""
        return self.image.shape[0], self.image.shape[1]

    def __repr__(self) -> str:
        height, width = self.size
        return f"Picture({self.title!r}, {width} x {height} pixels, {self.n_bytes:,} bytes)"
