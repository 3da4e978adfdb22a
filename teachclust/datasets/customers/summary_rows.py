"""Rows below a table that are no customers: totals, means and other summaries of the rows above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from teachclust.datasets.bunch import Floats

# Nobody is called so, and no gender is: such a row sums up others, wherever it stands.
_TOTAL: Final = re.compile(
    r"(grand|sub|over ?all)?[ -]?(totals?|sums?)( ?[(:=].*)?|(gesamt)?summe|gesamt|total général"
)
# These sum up only at the end of a table, or at its start: elsewhere they may be a value.
_SUMMARY: Final = re.compile(
    r"averages?|avg|means?|median|count|std\.?( ?dev\.?)?|standard deviation|variance"
    r"|minimum|maximum|durchschnitt|mittelwert|moyenne|promedio"
)
# In a column of names these are people: they count in one without a heading, as pandas writes it,
# and where customers have numbers.
_STATISTIC: Final = re.compile(r"min|max|mode|n|\d{1,2}(\.\d+)? ?%")


def summary_rows(
    rows: Sequence[tuple[str, ...]],
    labels: Sequence[tuple[str, ...]],
    ids: Sequence[str],
    *,
    indexed: bool,
) -> list[int]:
    """Return the positions of the rows that a label calls a summary of others.

    `labels` holds for each row the values of the first column and of those that are known: a mean
    is called so in one of them. With `indexed` the first column has no heading: there pandas writes
    the names of statistics, and what stands beside them is nobody's id.
    """
    found = {i for i, row in enumerate(rows) if any(map(_TOTAL.fullmatch, map(_plain, row)))}
    # all but the statistics have numbers
    words = [one for one in map(_plain, ids) if not one.isdigit()]
    numbered = len(words) < len(ids) and all(
        _SUMMARY.fullmatch(one) or _STATISTIC.fullmatch(one) or _TOTAL.fullmatch(one)
        for one in words
    )
    for order in (range(len(labels) - 1, -1, -1), range(len(labels))):
        for i in order:
            plain = [_plain(text) for text in labels[i]]
            named = any(map(_SUMMARY.fullmatch, plain))
            if indexed:
                named = named or _STATISTIC.fullmatch(plain[0]) is not None
            elif ids and ids[i].isdigit():
                named = False  # somebody with a number of her own
            elif numbered:
                named = named or _STATISTIC.fullmatch(_plain(ids[i])) is not None
            if i not in found and not named:
                break
            found.add(i)
    return sorted(found)


def _plain(text: str) -> str:
    return text.strip(" :*=").casefold()


def is_sum_of_others(numbers: Floats) -> bool:
    """Tell whether the last row holds the sums of all rows above it: a total without a label."""
    if len(numbers) < 4:  # of two or three rows one may be the sum by chance
        return False
    last, above = numbers[-1], np.nansum(numbers[:-1], axis=0)
    known = np.isfinite(last)
    return bool(known.sum() > 1 and np.allclose(last[known], above[known], rtol=1e-9, atol=0))


def is_mean_of_others(numbers: Floats) -> bool:
    """Tell whether the last row holds the means of all rows above it, rounded or not."""
    if len(numbers) < 4 or not np.isfinite(numbers[-1]).all():
        return False
    above = numbers[:-1][np.isfinite(numbers[:-1]).all(axis=1)]
    return bool(len(above) and np.abs(numbers[-1] - above.mean(axis=0)).max() <= 0.5)
