"""What a grader needs of a lesson's cells: the blank, the solution, and the names that are checked.

It is read from the tags and marks that the lessons have: ``exercise``, ``setup``, ``teacher`` and
the line ``# solution``.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from teachclust.lessons.contents import asked_in
from teachclust.lessons.course import lesson_path
from teachclust.lessons.learner_copy import learner_notebook, solutions_of
from teachclust.lessons.reasons import Reason
from teachclust.lessons.registry import find_exercise
from teachclust.words import say

Kind = Literal["as it is", "setup", "exercise", "reason"]

#: seconds after which a cell of an assignment is stopped
SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class GradedCell:
    """A cell of an assignment.

    Parameters
    ----------
    kind : {"as it is", "setup", "exercise", "reason"}
        What a grader does with it.
    cell : dict
        The cell as learners get it, without outputs.
    key : str, default=""
        The exercise.
    blank : str, default=""
        Of an exercise the code before its check.
    solution : str, default=""
        Of an exercise the code that fills the blank; of a reason a model answer.
    check : str, default=""
        The call that checks the exercise: ``check("blobs-1", after_assign, after_update)``.
    asks : tuple of str, default=()
        What a reason must name.
    """

    kind: Kind
    cell: dict[str, Any]
    key: str = ""
    blank: str = ""
    solution: str = ""
    check: str = ""
    asks: tuple[str, ...] = ()

    @property
    def result(self) -> str:
        """The name under which a grader keeps what the check says."""
        return f"result_{self.key.replace('-', '_')}"


def graded_cells(lesson: str) -> tuple[dict[str, Any], list[GradedCell]]:
    """Return the notebook of a lesson without its cells, and the cells for a grader.

    Notes for the teacher are left out. A LearnerError if there is no such lesson.
    """
    book = json.loads(lesson_path(lesson).read_text(encoding="utf-8"))
    solutions = solutions_of(book)
    clean = learner_notebook(book)
    return {**clean, "cells": []}, list(_read(clean["cells"], solutions))


def _read(cells: list[dict[str, Any]], solutions: dict[str, str]) -> Iterator[GradedCell]:
    for cell in cells:
        tags, source = cell["metadata"].get("tags", []), "".join(cell["source"])
        asked = {item.kind: item.key for item in asked_in(source)}
        if "teacher" in tags:
            continue
        if cell["cell_type"] == "code" and "reason" in asked:
            yield _reason(cell, asked["reason"])
        elif "exercise" in tags and asked.get("exercise") in solutions:
            yield _exercise(cell, asked["exercise"], source, solutions[asked["exercise"]])
        else:
            yield GradedCell("setup" if "setup" in tags else "as it is", cell)


def _exercise(cell: dict[str, Any], key: str, source: str, solution: str) -> GradedCell:
    blank, call = _without_check(source)
    filled, given = _without_check(solution)
    names = [ast.unparse(one) for one in call.args[1:]]
    values = [ast.unparse(one) for one in given.args[1:]]
    return GradedCell(
        "exercise",
        cell,
        key=key,
        blank=blank,
        solution="\n".join(part for part in (filled, _assigned(names, values)) if part),
        check=ast.unparse(call).replace("'", '"'),
    )


def _without_check(source: str) -> tuple[str, ast.Call]:
    """Return the code before the last statement, and the call of `check` that this one is."""
    last = ast.parse(source).body[-1]
    value = last.value if isinstance(last, ast.Expr | ast.Assign) else None
    if not isinstance(value, ast.Call) or getattr(value.func, "id", "") != "check":
        raise ValueError(f"the cell doesn't end with a check: {source[-80:]!r}")
    lines = source.splitlines()[: last.lineno - 1]
    return "\n".join(lines).strip("\n"), value


def _assigned(names: list[str], values: list[str]) -> str:
    """Return the line that gives the solution's values to the names that are checked."""
    if any(value.startswith("*") for value in values):
        return f"{', '.join(names)} = {', '.join(values)},"
    changed = [pair for pair in zip(names, values, strict=True) if pair[0] != pair[1]]
    if not changed:
        return ""
    return f"{', '.join(n for n, _ in changed)} = {', '.join(v for _, v in changed)}"


def _reason(cell: dict[str, Any], key: str) -> GradedCell:
    for answer in find_exercise(key).answers:
        if isinstance(answer, Reason):
            asks = (say("class.reason.number"), *answer.names)
            models = "\n\n".join(answer.models.values()) or answer.example
            return GradedCell("reason", cell, key=key, solution=models, asks=asks)
    raise ValueError(f"{key} asks for no reason")


def markdown(text: str, **metadata: Any) -> dict[str, Any]:
    """Return a cell of text."""
    return {"cell_type": "markdown", "metadata": metadata, "source": text}


def code(text: str, **metadata: Any) -> dict[str, Any]:
    """Return a cell of code that was not run."""
    empty: dict[str, Any] = {"outputs": [], "execution_count": None}
    return {"cell_type": "code", "metadata": metadata, "source": text, **empty}


def guard(seconds: float) -> str:
    """Return the code that stops cells which never end, and locks the solutions."""
    return (
        "from teachclust.classroom.cell_limit import limit_cells\n"
        "from teachclust.lessons import lock_solutions\n\n"
        f"limit_cells({seconds:g})  # seconds: a cell that never ends is stopped\n"
        "lock_solutions()  # this copy is graded"
    )


def asked_of_a_reason(cell: GradedCell) -> str:
    """Return the text above the place for a reason."""
    listed = "\n".join(f"- {one}" for one in cell.asks)
    return f"{say('assignment.reason')}\n\n{listed}"


def numbered(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return cells with an id each: a lesson's own ids are kept, the others are new."""
    taken = {one["id"] for one in cells if "id" in one}
    found, number = [], 0
    for cell in cells:
        if "id" not in cell:
            number += 1
            while f"graded-{number}" in taken:
                number += 1
            cell = {**cell, "id": f"graded-{number}"}
        found.append(cell)
    return found
