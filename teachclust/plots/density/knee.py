"""The knee of a falling curve, where there is one."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

#: How far a curve with a knee lies below its chord, as a share of its height: points spread evenly
#: reach 0.45 and a few points far from all others 0.6 and more.
_DEEP: Final = 0.5
#: fewer points have no shape
_LEAST: Final = 10


def knee(values: npt.NDArray[np.floating[Any]]) -> int | None:
    """Return the place where a falling curve bends most, or None where it bends gently.

    Parameters
    ----------
    values : ndarray of shape (n,)
        Descending and finite.

    Returns
    -------
    place : int or None
        The place farthest below the straight line (the chord) from the first value to the last;
        None where it lies less than half of the height below it.

    References
    ----------
    V. Satopaa et al., "Finding a 'kneedle' in a haystack", ICDCS Workshops 2011, p. 166-171.
    """
    n = len(values)
    if n < _LEAST or values[0] <= values[-1]:
        return None
    height = (values - values[-1]) / (values[0] - values[-1])
    below = np.linspace(1, 0, n) - height
    place = int(below.argmax())
    return place if below[place] >= _DEEP else None
