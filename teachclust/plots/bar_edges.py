"""Where the bars of a histogram begin and end."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.checks.labels import as_numbers
from teachclust.errors import LearnerError
from teachclust.words.numbers import number

Floats = npt.NDArray[np.floating[Any]]

#: more bars than a page has pixels
_MOST: Final = 2_000


def bar_edges(column: Floats, bins: Any) -> Floats:
    """Return where the bars of a feature begin and end; "auto" gives round numbers."""
    if isinstance(bins, str) and bins == "auto":
        return _round_edges(column)
    why = f"There are one to {_MOST:,} bars, and two edges or more."
    try:
        if isinstance(bins, str | int | np.integer):
            count = 1 if isinstance(bins, str) else int(bins)
            given = np.histogram_bin_edges(column, bins=bins) if count <= _MOST else np.empty(0)
        else:
            given = as_numbers(bins)
        edges = given if given.ndim == 1 and 2 <= len(given) <= _MOST + 1 else np.empty(0)
        if len(edges) and np.isfinite(edges).all() and (np.diff(edges) > 0).all():
            return edges
    except (ValueError, TypeError, OverflowError, MemoryError) as error:
        why = str(error)
    raise LearnerError(
        "bins must be a number of bars, or where they begin and end, ascending.",
        where=f"bins={display_name(repr(bins))}",
        why=why,
        fix="bins = 10",
    )


def _round_edges(column: Floats) -> Floats:
    """Return edges at multiples of 1, 2 or 5 times a power of ten.

    Bars of uneven width in whole numbers would differ for no reason in the data.
    """
    whole = float(column.max() - column.min())
    most = 2 * np.sqrt(len(column))  # as numpy 2 has it
    quarter, three_quarters = np.percentile(column, [25, 75])
    if 2 * (three_quarters - quarter) * len(column) ** (-1 / 3) * most < whole:
        # a far outlier: numpy 1 would make as many bars as fill the memory
        wide = whole / float(np.ceil(most))
    else:
        auto = np.histogram_bin_edges(column, bins="auto")
        wide = float(auto[1] - auto[0])
    steps = 10.0 ** np.floor(np.log10(wide)) * np.array([1.0, 2.0, 5.0, 10.0])
    step = float(steps[np.abs(np.log(steps / wide)).argmin()])
    if (column % 1 == 0).all():
        step = max(step, 1.0)
    first, last = np.floor(column.min() / step), np.floor(column.max() / step) + 1
    edges: Floats = np.arange(first, last + 1) * step
    return edges


def check_all_within(name: str, column: Floats, edges: Floats) -> None:
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
