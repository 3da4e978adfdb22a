"""Assignments in the graders themselves: handed out, solved, collected and graded.

`make test-graders` installs nbgrader and Otter-Grader in an environment of their own. Lesson 01
goes through nbgrader, lesson 00 through Otter.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from teachclust.classroom.assignment.assignment import write_assignment
from teachclust.classroom.assignment.graded_cells import GradedCell, graded_cells

BIN = Path(sys.executable).parent
#: seconds after which a cell is stopped: a lesson's own take two
SECONDS = 12
LOOP = "while True:\n    try:\n        pass\n    except:\n        pass"

pytestmark = pytest.mark.skipif(
    not ((BIN / "nbgrader").exists() and (BIN / "otter").exists())
    and not os.environ.get("TEACHCLUST_REQUIRE_GRADERS"),
    reason="nbgrader and otter are not installed here: make test-graders",
)

#: what a learner writes in the place of an exercise
Fill = Callable[[GradedCell], str]


def ran(*command: str, folder: Path) -> str:
    """Run a grader's command; the time is limited."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    environment["PATH"] = f"{BIN}:{os.environ['PATH']}"
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    return done.stdout + done.stderr


def solved(cell: GradedCell) -> str:
    return f"{cell.blank}\n{cell.solution}\n{cell.check}"


def endless(key: str, code: str) -> Fill:
    """Return one that is right everywhere but at one exercise."""
    return lambda cell: code if cell.key == key else solved(cell)


def filled(released: str, lesson: str, fill: Fill | None) -> str:
    """Return the notebook that was handed out, with answers in it."""
    book = json.loads(released)
    exercises = [cell for cell in graded_cells(lesson)[1] if cell.kind == "exercise"]
    for cell in book["cells"]:
        source = "".join(cell["source"])
        for one in exercises if fill else ():
            if source.endswith(one.check) and "result_" not in source:
                cell["source"] = fill(one) if fill else source
    return json.dumps(book)


def test_nbgrader_lesson_01(tmp_path: Path) -> None:
    from nbgrader.api import Gradebook  # type: ignore[import-not-found]

    lesson, course = "01_blobs", tmp_path / "course"
    write_assignment(lesson, "nbgrader", course, seconds=SECONDS)
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    settings = f"\nc.Exchange.root = {str(exchange)!r}\nc.CourseDirectory.course_id = 'clusters'\n"
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(settings)
    ran("nbgrader", "generate_assignment", lesson, folder=course)
    ran("nbgrader", "release_assignment", lesson, folder=course)
    # one goes the whole way; the graders name who submits by the owner of the files
    owner = pwd.getpwuid(os.getuid()).pw_name
    home = tmp_path / "home"
    home.mkdir()
    (home / "nbgrader_config.py").write_text(f"c = get_config()\n{settings}")
    ran("nbgrader", "fetch_assignment", lesson, folder=home)
    notebook = home / lesson / f"{lesson}.ipynb"
    released = notebook.read_text("utf-8")
    assert "BEGIN SOLUTION" not in released
    notebook.write_text(filled(released, lesson, solved), "utf-8")
    ran("nbgrader", "submit", lesson, folder=home)
    ran("nbgrader", "collect", lesson, folder=course)
    for learner, fill in (("blank", None), ("endless", endless("blobs-5", LOOP))):
        placed = course / "submitted" / learner / lesson
        placed.mkdir(parents=True)
        (placed / f"{lesson}.ipynb").write_text(filled(released, lesson, fill), "utf-8")
    ran("nbgrader", "autograde", lesson, "--create", folder=course)
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        marks = {
            one.student.id: {
                grade.name: grade.auto_score
                for notebook in one.notebooks
                for grade in notebook.grades
                if grade.name.endswith("-check")
            }
            for one in book.assignment_submissions(lesson)
        }
    names = [f"blobs-{number}-check" for number in range(1, 7)]
    assert marks == {
        owner: dict.fromkeys(names, 1.0),
        "blank": dict.fromkeys(names, 0.0),
        "endless": dict.fromkeys(names, 1.0) | {"blobs-5-check": 0.0},
    }


def test_otter_lesson_00(tmp_path: Path) -> None:
    lesson = "00_start_here"
    master, _ = write_assignment(lesson, "otter", tmp_path, seconds=SECONDS)
    ran("otter", "assign", master.name, "dist", folder=tmp_path)  # which grades the solutions
    (zipped,) = (tmp_path / "dist" / "autograder").glob("*.zip")
    released = (tmp_path / "dist" / "student" / f"{lesson}.ipynb").read_text("utf-8")
    assert "BEGIN SOLUTION" not in released
    learners: dict[str, tuple[Fill | None, float]] = {
        "ada": (solved, 2.0),
        "grace": (None, 0.0),
        "alan": (endless("start-1", LOOP), 1.0),
    }
    for learner, (fill, points) in learners.items():
        home = tmp_path / learner
        home.mkdir()
        notebook = home / f"{lesson} (1).ipynb"  # as a browser saves it a second time
        notebook.write_text(filled(released, lesson, fill), "utf-8")
        shutil.copy(zipped, home / "autograder.zip")
        ran("otter", "run", "-a", "autograder.zip", "-o", ".", notebook.name, folder=home)
        assert _points(json.loads((home / "results.json").read_text("utf-8"))) == points


def _points(results: dict[str, Any]) -> float:
    return sum(one.get("score") or 0.0 for one in results["tests"])
