"""What a site reads off a lesson's notebook."""

from __future__ import annotations

from typing import Any

import nbformat

from teachclust.lessons.course import lesson_names
from teachclust.lessons.lesson import Lesson, read_lesson


def a_lesson(*cells: Any, **about: Any) -> Lesson:
    book = nbformat.v4.new_notebook(cells=list(cells), metadata={"teachclust": about})
    return Lesson("07_test", book)


def text(source: str, *tags: str) -> Any:
    return nbformat.v4.new_markdown_cell(source, metadata={"tags": list(tags)})


def code(source: str, *tags: str) -> Any:
    return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})


def test_every_lesson_of_the_course_says_what_a_site_shows() -> None:
    for name in lesson_names():
        lesson = read_lesson(name)
        assert lesson.title.endswith("?")
        assert min(lesson.minutes) > 0
        assert len(lesson.aims) >= 3
        assert all(lesson.aims)
        assert lesson.questions
        assert lesson.solutions
        notes = lesson.notes()
        assert "<h2" in notes.cells
        assert "<details" not in notes.cells
        learners = str(lesson.for_learners())
        assert "For the teacher" not in learners
        assert "# solution" not in learners


def test_words_end_where_the_next_begins() -> None:
    lesson = a_lesson(
        text("# A?"),
        text(
            "## Words\n\n**Seed** (`random_state`): makes chance\nrepeat. **Cut**: it.\n\n## More"
        ),
    )
    assert [(one.name, one.beside, one.meaning) for one in lesson.terms] == [
        ("Seed", "(`random_state`)", "makes chance repeat."),
        ("Cut", "", "it."),
    ]


def test_a_notebook_that_says_nothing_about_itself() -> None:
    lesson = a_lesson(code("1"))
    assert (lesson.title, lesson.minutes, lesson.aims, lesson.terms, lesson.picture) == (
        "07_test",
        (0, 0),
        (),
        (),
        "",
    )


def test_folds_of_the_notes_become_headings() -> None:
    fold = "<details><summary>{}</summary>\n\n**A**\n\n</details>"
    notes = a_lesson(
        text("# A?"),
        text(f"## For the teacher\n\n{fold.format('Open: wrong code')}", "teacher"),
        text(fold.format("Open"), "teacher"),
    ).notes()
    assert ">Wrong code</h2>" in notes.cells
    assert ">Notes</h2>" in notes.cells
    assert "For the teacher" not in notes.cells
