"""Where the bars of a histogram begin and end."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from teachclust.errors import LearnerError
from teachclust.words.numbers import number

Floats = npt.NDArray[np.floating[Any]]


def bar_edges(column: Floats, bins: Any) -> Floats:
    """Return where the bars of a feature begin and end; "auto" gives round numbers."""
    if isinstance(bins, str) and bins == "auto":
        return _round_edges(column)
    try:
        return np.histogram_bin_edges(column, bins=bins)
    except (ValueError, TypeError) as error:
        raise LearnerError(
            "bins must be a number of bars, or where they begin and end, ascending.",
            where=f"bins={bins!r:.60}",
            why=str(error),
            fix="bins=[18, 26, 36, 46, 56, 70]",
        ) from None


def _round_edges(column: Floats) -> Floats:
    """Return edges at multiples of 1, 2 or 5 times a power of ten.

    Bars of uneven width in whole numbers would differ for no reason in the data.
    """
    auto = np.histogram_bin_edges(column, bins="auto")
    wide = float(auto[1] - auto[0])
    steps = 10.0 ** np.floor(np.log10(wide)) * np.array([1.0, 2.0, 5.0, 10.0])
    step = float(steps[np.abs(np.log(steps / wide)).argmin()])
    if (column % 1 == 0).all():
        step = max(step, 1.0)
    first, last = np.floor(column.min() / step), np.floor(column.max() / step) + 1
    edges: Floats = np.arange(first, last + 1) * step
    return edges


def refuse_lost(name: str, column: Floats, edges: Floats) -> None:
    """Refuse bars that leave a value out: their counts would not add up to all rows."""
    lost = column[(column < edges[0]) | (column > edges[-1])]
    if len(lost):
        raise LearnerError(
            f"{len(lost)} of {len(column)} values lie in no bar.",
            where=f"{name}, for example {number(float(lost[0]))}",
            why=f"The bars reach from {number(edges[0])} to {number(edges[-1])}: the counts would "
            "not add up to all rows.",
            fix="edges from below the smallest value to above the largest",
        )
