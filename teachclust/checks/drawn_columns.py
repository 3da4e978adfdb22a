"""The check of which two features are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Integral
from typing import Any

import numpy as np

from teachclust.checks.names import columns_text, display_name
from teachclust.errors import LearnerError


def check_columns(columns: Any, feature_names: Sequence[str]) -> tuple[int, int] | None:
    """Return the positions of the two features to draw, or refuse them; None for None.

    They come by name or by position, counted from 0. A whole number that is not a valid position is
    taken as a name: columns of a DataFrame may be named by numbers.
    """
    if columns is None:
        return None
    try:
        chosen = None if isinstance(columns, str | bytes | set | frozenset | dict) else [*columns]
    except TypeError:  # a number alone, say
        chosen = None
    if chosen is None or len(chosen) != 2:
        raise LearnerError(
            "columns must be a pair: the feature to the right and the feature up.",
            where=f"columns={display_name(repr(columns))}",
            why=_known(feature_names),
            fix=_fix(feature_names),
        )
    first, second = (_position(one, columns, feature_names) for one in chosen)
    if first == second:
        raise LearnerError(
            "A plane needs two different columns.",
            where=f"columns={display_name(repr(columns))}",
            why=_known(feature_names),
            fix=_fix(feature_names),
        )
    return first, second


def _position(one: Any, columns: Any, names: Sequence[str]) -> int:
    whole = isinstance(one, Integral) and not isinstance(one, bool)
    if whole and 0 <= int(one) < len(names):
        return int(one)
    name = "·".join(map(str, one)) if isinstance(one, tuple) else str(one)
    if (whole or isinstance(one, str | tuple)) and name in names:
        return list(names).index(name)
    shown = one.item() if isinstance(one, np.generic) else one  # repr of 3, not of np.int64(3)
    raise LearnerError(
        f"There is no column {display_name(repr(shown))}.",
        where=f"columns={display_name(repr(columns))}",
        why=_known(names),
        fix=_fix(names),
    )


def _known(names: Sequence[str]) -> str:
    return f"X has {columns_text(names)}."


def _fix(names: Sequence[str]) -> str:
    if len(names) == 1:
        return "columns = None"
    return f"columns = ({names[0]!r}, {names[1]!r})"
