"""The table of a class: one row for each file, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from teachclust.checks.names import display_name
from teachclust.classroom.collected import Received
from teachclust.classroom.rechecked import Rechecked

_COLUMNS: Final = ("learner", "name", "lesson", "file", "state", "done", "asked")
#: a spreadsheet takes a cell that begins so for a formula
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def class_table(received: Sequence[Received]) -> str:
    """Return the table as CSV: what came of each item in a column of its own.

    Columns are named by key; a reason's ends in ".reason". "right?" is what a file says and nobody
    has checked again.
    """
    keys = dict.fromkeys(_column(item) for one in received for item in one.items)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*_COLUMNS, *keys])
    for one in received:
        held = {_column(item): _state(item) for item in one.items}
        hand_in = one.hand_in
        about = (
            "" if hand_in is None else hand_in.learner,
            "" if hand_in is None else _safe(hand_in.name),
            "" if hand_in is None else hand_in.lesson,
            _safe(one.file),
            one.state,
            sum(item.outcome.done for item in one.items) if one.items else "",
            len(one.items) if one.items else "",
        )
        writer.writerow([*about, *(held.get(key, "") for key in keys)])
    return text.getvalue()


def _column(item: Rechecked) -> str:
    asked = item.outcome.item
    return f"{asked.key}.reason" if asked.kind == "reason" else asked.key


def _state(item: Rechecked) -> str:
    state = item.outcome.state
    return f"{state}?" if item.proof == "told" and state in ("right", "wrong") else state


def _safe(text: str) -> str:
    shown = display_name(text, 200) if text else ""
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
