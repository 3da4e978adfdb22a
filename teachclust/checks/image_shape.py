"""Which pictures the rows of a table are: digits of 8 x 8, MNIST of 28 x 28, or none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks.labels import as_numbers
from teachclust.errors import LearnerError

#: Features without names that may be pixels.
_LEAST_PIXELS: Final = 49


def check_image_shape(given: Any, n_features: int, where: str = "X") -> tuple[int, int]:
    """Return rows and columns of the pictures that rows of so many numbers are.

    `given` is a pair of int, or None for a square.

    Raises
    ------
    LearnerError
        If the numbers of a row don't make a picture of that shape.
    """
    side = math.isqrt(n_features)
    wanted = as_numbers((side, side) if given is None else given)
    whole = wanted.shape == (2,) and bool((wanted > 0).all() and (wanted % 1 == 0).all())
    if whole and int(wanted[0]) * int(wanted[1]) == n_features:
        return int(wanted[0]), int(wanted[1])
    raise LearnerError(
        "These rows don't make pictures of that shape.",
        where=f"{where}, image_shape={given!r}",
        why=f"Each row has {n_features} numbers"
        + (", which is no square." if given is None else "."),
        fix=f"image_shape = (1, {n_features})",
    )


def image_shape_of(
    X: npt.NDArray[np.floating[Any]], names: Sequence[str], given: Any = None
) -> tuple[int, int] | None:
    """Return rows and columns of the pictures that the rows of X are; None where they are none.

    Without a shape that is given, features are pixels of a square where they are called so; or
    where they have no names of their own, none is below 0, and there are at least 7 x 7 of them.
    """
    d = X.shape[1]
    if given is not None:
        return check_image_shape(given, d, f"X of shape {X.shape}")
    side = math.isqrt(d)
    called = bool(names) and all(str(name).startswith("pixel") for name in names)
    nameless = d >= _LEAST_PIXELS and list(names) == [f"x{j + 1}" for j in range(d)]
    square = side**2 == d and (called or (nameless and float(X.min()) >= 0))
    return (side, side) if square else None
