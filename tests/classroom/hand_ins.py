"""Hand-ins of lesson 01 for tests: right, half, blank, and what forgers make of them."""

from __future__ import annotations

from typing import Any

from teachclust.classroom.hand_in_file import HandIn, learner_code
from teachclust.learner.entries import Entry
from teachclust.lessons.registry import questions

DAY = "2026-11-28T00:00:00.000Z"
EVIL = "</script><img src=x onerror=window.__pwned=1>\u202e&amp;"


def entry(kind: str, key: str, **fields: Any) -> Entry:
    return Entry(kind, key, DAY, fields)


def guess(number: int, *, right: bool, confidence: str = "sure") -> Entry:
    question = questions("blobs")[number]
    text = next(one.text for one in question.options if one.right == right)
    return entry("guess", question.key, text=text, right=right, confidence=confidence)


def right(name: str = "Ada") -> HandIn:
    entries = (
        entry("try", "blobs-1", result="wrong", says="These are plain distances added up. Inertia"),
        entry("try", "blobs-1", result="right"),
        entry("hint", "blobs-2", number=2),
        entry("try", "blobs-2", result="right"),
        entry("build", "blobs-place", result="solved"),
        guess(0, right=True),
        entry("reason", "blobs-6", text="border 0.31, so\nrefuse", side="", named=["a", "b"]),
    )
    answers = {
        "blobs-1": 'check("blobs-1", 15, 10)',
        "blobs-2": 'check("blobs-2", KMeans(4, n_init=30))',
        "blobs-6": 'check("blobs-6", "use", "refuse")',
    }
    return HandIn("01_blobs", learner_code(entries), name, answers, entries)


def half(name: str = "") -> HandIn:
    entries = (
        entry("try", "blobs-2", result="stopped"),
        entry("try", "blobs-1", result="wrong", says="These are plain distances added up. Inertia"),
        guess(0, right=False),
    )
    answers = {
        "blobs-1": 'check("blobs-1", 7, 6)',
        "blobs-2": 'model = ...\ncheck("blobs-2", model)',
    }
    return HandIn("01_blobs", learner_code(entries), name, answers, entries)


def blank(name: str = EVIL) -> HandIn:
    return HandIn("01_blobs", "0000-0000", name, {"blobs-1": 'a = ...\ncheck("blobs-1", a, a)'})


def forged(name: str = "Mallory") -> HandIn:
    """Return one whose record says right for what is wrong, with a checksum that fits."""
    held = half(name)
    entries = (
        entry("try", "blobs-1", result="right"),
        entry("guess", "blobs-move", text=held.entries[-1].fields["text"], right=True),
    )
    return HandIn("01_blobs", learner_code(entries), name, held.answers, entries)
