"""What came of each thing that a lesson asks for: done, tried or open, from a learner's record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from teachclust.learner.entries import Entry
from teachclust.lessons.contents import Item, lesson_items

#: "kept" is a reason, which no program judges
State = Literal["right", "wrong", "tried", "kept", "open"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one item of a lesson.

    Parameters
    ----------
    item : Item
        What was asked for.
    state : {"right", "wrong", "tried", "kept", "open"}
        "wrong" is a guess or answer that was wrong at last, "tried" one that is blank, or code that
        stopped; "kept" is a reason.
    tries : int, default=0
        How often an exercise was checked, with something in it.
    hints : int, default=0
        How many hints were seen.
    solution : bool, default=False
        Whether the solution was seen.
    entry : Entry, default=None
        The guess that counts, which is the first; the reason or the try that does, the last.
    says : tuple of str, default=()
        The feedback of wrong answers, each once.
    """

    item: Item
    state: State
    tries: int = 0
    hints: int = 0
    solution: bool = False
    entry: Entry | None = None
    says: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing is left to do: a guess is made, right or wrong; a reason is kept."""
        if self.item.kind == "question":
            return self.state in ("right", "wrong")
        return self.state in ("right", "kept")


def outcomes(lesson: str, entries: Sequence[Entry]) -> tuple[Outcome, ...]:
    """Return what came of each item of a lesson, in the lesson's order."""
    by_key: dict[str, list[Entry]] = {}
    for entry in entries:
        by_key.setdefault(entry.key, []).append(entry)
    return tuple(_READ[item.kind](item, by_key.get(item.key, [])) for item in lesson_items(lesson))


def _of_kind(entries: Sequence[Entry], kind: str) -> list[Entry]:
    return [entry for entry in entries if entry.kind == kind]


def _question(item: Item, entries: Sequence[Entry]) -> Outcome:
    guesses = _of_kind(entries, "guess")
    if not guesses:
        return Outcome(item, "open")
    first = guesses[0]
    return Outcome(item, "right" if first.fields.get("right") else "wrong", entry=first)


def _exercise(item: Item, entries: Sequence[Entry]) -> Outcome:
    tries = _of_kind(entries, "try")
    results = [entry.fields.get("result") for entry in tries]
    filled = [result for result in results if result != "blank"]
    state: State = "tried" if tries else "open"
    if "right" in results:  # who tries something else afterwards has still solved it
        state = "right"
    elif filled and filled[-1] == "wrong":
        state = "wrong"
    hints = [entry.fields.get("number", 0) for entry in _of_kind(entries, "hint")]
    says = [entry.fields["says"] for entry in tries if "says" in entry.fields]
    return Outcome(
        item,
        state,
        tries=len(filled),
        hints=max([0, *hints]),
        solution=bool(_of_kind(entries, "solution")),
        entry=tries[-1] if tries else None,
        says=tuple(dict.fromkeys(says)),
    )


def _build(item: Item, entries: Sequence[Entry]) -> Outcome:
    builds = _of_kind(entries, "build")
    solved = any(entry.fields.get("result") == "solved" for entry in builds)
    state: State = "right" if solved else ("tried" if builds else "open")
    return Outcome(item, state, tries=len(builds), entry=builds[-1] if builds else None)


def _reason(item: Item, entries: Sequence[Entry]) -> Outcome:
    reasons = [one for one in _of_kind(entries, "reason") if one.fields.get("text", "").strip()]
    return Outcome(item, "kept", entry=reasons[-1]) if reasons else Outcome(item, "open")


_READ: dict[str, Callable[[Item, Sequence[Entry]], Outcome]] = {
    "question": _question,
    "exercise": _exercise,
    "build": _build,
    "reason": _reason,
}
