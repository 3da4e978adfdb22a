"""The key of a lesson for its teacher: answers, likely wrong ones, the rubric, minutes, notes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from teachclust.classroom.rubric import rubric
from teachclust.lessons.contents import lesson_items
from teachclust.lessons.course import lesson_path
from teachclust.lessons.exercise import Exercise
from teachclust.lessons.learner_copy import solutions_of
from teachclust.lessons.question import Question
from teachclust.lessons.registry import find_exercise, find_question


def answer_key(lesson: str) -> str:
    """Return the answers of a lesson with all that a teacher needs to mark them, as Markdown.

    Parameters
    ----------
    lesson : str
        "01_blobs", "01" or "blobs".

    Returns
    -------
    text : str
        The predictions with what is said of each option, the exercises with their solution and the
        wrong answers that learners give, the rubric of the reason, and the notes for the teacher,
        which have the minutes of each part.

    Raises
    ------
    LearnerError
        If there is no such lesson.

    Examples
    --------
    >>> from teachclust.classroom.answer_key import answer_key
    >>> answer_key("blobs").splitlines()[0]
    '# 01_blobs: answers'
    """
    path = lesson_path(lesson)
    book = json.loads(path.read_text(encoding="utf-8"))
    asked = lesson_items(path.stem)
    lines = [f"# {path.stem}: answers", "", *_minutes(book)]
    lines += ["## Predictions", ""]
    for item in asked:
        if item.kind == "question":
            lines += [*_prediction(find_question(item.key)), ""]
    lines += ["## Exercises", ""]
    solved = solutions_of(book)
    for item in asked:
        if item.kind == "exercise":
            lines += [*_exercise(find_exercise(item.key), solved.get(item.key, "")), ""]
    if points := rubric(path.stem):
        lines += ["## Rubric of the reason", "", *(f"- {one}" for one in points), ""]
    lines += ["## Notes", "", _notes(book)]
    return "\n".join(lines).rstrip() + "\n"


def _minutes(book: dict[str, Any]) -> list[str]:
    minutes = book["metadata"].get("teachclust", {}).get("minutes", {})
    if not minutes:
        return []
    return [f"{minutes.get('read', 0)} minutes to read, {minutes.get('do', 0)} to do.", ""]


def _prediction(question: Question) -> Iterator[str]:
    yield f"**{question.key}** {question.text}"
    yield ""
    for option in question.options:
        mark = "right: " if option.right else ""
        yield f"- {mark}{option.text}. {option.why}"


def _exercise(exercise: Exercise, solution: str) -> Iterator[str]:
    yield f"### {exercise.key}: {exercise.title}"
    yield ""
    if solution:
        yield f"```python\n{solution.strip()}\n```"
        yield ""
    # of these a part of what is said is known
    slips = [(one.name, f"... {one.says} ...") for one in exercise.wrong]
    for answer in exercise.answers:
        slips += [
            (_named(answer.name, given), feedback) for given, feedback in answer.wrong_answers()
        ]
    if slips:
        yield "Likely wrong answers, and what is said:"
        yield ""
        yield from (f"- {name}: {says.strip()}" for name, says in slips)


def _named(name: str, given: object) -> str:
    """Return a wrong answer as a learner gives it; of a function, what is said must do."""
    return f"a wrong {name}" if callable(given) else f"{name} = {_short(given)}"


def _short(value: object) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def _notes(book: dict[str, Any]) -> str:
    """Return the notes for the teacher, unfolded."""
    cells = [
        "".join(c["source"]) for c in book["cells"] if "teacher" in c["metadata"].get("tags", [])
    ]
    text = re.sub(r"^## .*$", "", "\n\n".join(cells), flags=re.MULTILINE)
    text = re.sub(r"<summary>.*?</summary>|</?details>", "", text, flags=re.DOTALL)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
