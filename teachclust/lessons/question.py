"""Questions that ask for a prediction; not in the notebooks, whose cells would show the answers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from teachclust.lessons.again import Again, read_again
from teachclust.widgets.predict import Option


@dataclass(frozen=True, slots=True)
class Question:
    """One prediction of a lesson: the answer that is right and the others have a feedback each.

    `key` is ``"<lesson word>-<what>"``, such as "blobs-inertia"; `objectives` are those of the
    lesson that it checks. `after` is the step of the widget that opens after which the answer is
    told, as for `Predict`. `again` is the same thing asked on other data, at the lesson's end.
    """

    key: str
    text: str
    options: tuple[Option, ...]
    objectives: tuple[str, ...]
    after: int | str = "end"
    again: Again | None = None


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions of a lesson's ``questions.toml``, in the lesson's order."""
    with path.open("rb") as file:
        held = tomllib.load(file)["questions"]
    return tuple(
        Question(
            key=one["key"],
            text=one["text"],
            options=tuple(Option(**option) for option in one["options"]),
            objectives=tuple(one["objectives"]),
            after=one.get("after", "end"),
            again=read_again(one.get("again")),
        )
        for one in held
    )
