"""What a lesson asks of its learners, in its order: questions, exercises, builds and reasons."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from teachclust.lessons.course import lesson_path

ItemKind = Literal["question", "exercise", "build", "reason"]

_KINDS: Final[dict[str, ItemKind]] = {
    "predict": "question",
    "check": "exercise",
    "build": "build",
    "reason": "reason",
}
_ASKED: Final = re.compile(r"""\b(predict|check|build|reason)\(\s*["']([\w-]+)["']""", re.ASCII)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a lesson asks for: its kind, and its key such as "blobs-1"."""

    kind: ItemKind
    key: str


def asked_in(source: str) -> Iterator[Item]:
    """Yield what the code of a cell asks for."""
    for call, key in _ASKED.findall(source):
        yield Item(_KINDS[call], key)


def sources_of(book: Any) -> Iterator[str]:
    """Yield the code of each code cell of a notebook (version 4)."""
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            yield "".join(cell["source"])


@cache
def lesson_items(name: str) -> tuple[Item, ...]:
    """Return what a lesson asks for, each once, in the lesson's order.

    A LearnerError if there is no such lesson.
    """
    book = json.loads(lesson_path(name).read_text(encoding="utf-8"))
    return tuple(dict.fromkeys(item for source in sources_of(book) for item in asked_in(source)))
