"""Names of columns and rows: as the caller gave them, and as one short line can show them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

WIDTH: Final = 40
EXAMPLES: Final = 3
# Marks that turn the direction of the text around them; in a label they could disguise a sentence.
_TURNERS: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def display_name(name: object, width: int = WIDTH) -> str:
    """Return a name fit for a label: one line, at most `width` characters.

    Parameters
    ----------
    name : object
        A feature name, a row label or a cluster label.
    width : int, default=40
        The largest number of characters, the "…" of a cut name included.

    Returns
    -------
    shown : str
        The name without line breaks, control characters and marks that turn the direction of text;
        "(no name)" when nothing is left. It is still text from a data set: it may hold markup, so
        hand it to a page as text only.
    """
    kept = (
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cs") else letter
        for letter in str(name)
        if letter not in _TURNERS
    )
    shown = " ".join("".join(kept).split())
    if len(shown) > width:
        shown = shown[: width - 1].rstrip() + "…"
    return shown or "(no name)"


def default_names(count: int) -> tuple[str, ...]:
    """Return "x1", "x2", ...: the names of columns that have none."""
    return tuple(f"x{column}" for column in range(1, count + 1))


def column_names(labels: Iterable[object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns' names as text, all different, and a notice for each that was changed.

    The parts of a MultiIndex label are joined by "·"; a name met before gets " (2)", " (3)", ...
    """
    names: list[str] = []
    notices: list[str] = []
    taken: set[str] = set()
    for label in labels:
        wanted = "·".join(map(str, label)) if isinstance(label, tuple) else str(label)
        name, turn = wanted, 1
        while name in taken:
            turn += 1
            name = f"{wanted} ({turn})"
        if turn > 1:
            notices.append(
                f"More than one column is named {quote(wanted)}; one is shown as {quote(name)}."
            )
        taken.add(name)
        names.append(name)
    return tuple(names), tuple(notices)


def quote(name: object) -> str:
    """Return a name in quotation marks, fit for a sentence."""
    return f'"{display_name(name)}"'


def some(items: Sequence[object]) -> str:
    """List up to three items and say how many more there are."""
    listed = ", ".join(map(str, items[:EXAMPLES]))
    return f"{listed} and {len(items) - EXAMPLES} more" if len(items) > EXAMPLES else listed


def columns_text(names: Sequence[str]) -> str:
    """Return 'column "a"' or 'columns "a", "b" and 4 more'."""
    return ("column " if len(names) == 1 else "columns ") + some([quote(name) for name in names])


def rows_text(rows: Sequence[object]) -> str:
    """Return "row 3" or "rows 3, 8, 9 and 4 more", by the caller's own row labels."""
    plain = [_plain(row) for row in rows]
    return ("row " if len(rows) == 1 else "rows ") + some([display_name(row) for row in plain])


def _plain(label: object) -> object:
    """Return a label of several levels with Python's own numbers, which are shown as such."""
    if not isinstance(label, tuple):
        return label
    return tuple(part.item() if hasattr(part, "item") else part for part in label)
