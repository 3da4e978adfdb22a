"""The pages of a site: what is on them, and that text of lessons is text."""

from __future__ import annotations

import nbformat
import pytest

from teachclust.lessons.lesson import Lesson
from teachclust.site import pages
from teachclust.site.build import read_lesson


@pytest.mark.parametrize(
    ("minutes", "says"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (125, "2 h 5 min")]
)
def test_time_is_told_in_hours(minutes: int, says: str) -> None:
    assert pages.hours_text(minutes) == says


def test_a_page_is_never_of_no_size() -> None:
    assert [pages.size_text(size) for size in (10, 149_000, 2_951_000)] == [
        "0.1 MB",
        "0.1 MB",
        "3.0 MB",
    ]


def test_titles_are_text() -> None:
    hostile = Lesson(
        "03_x",
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# <img src=x>?")]),
    )
    other = read_lesson("01_blobs")
    both = [other, hostile]
    sizes = {one.file: 10 for one in both}
    made = hostile.notes()
    for page in (
        pages.index_page(both, sizes, 20),
        pages.lesson_page(other, made, both),
        pages.lesson_side(hostile, made, both),
        pages.teacher_page(hostile, both),
        pages.teachers_index(both, sizes, 20),
    ):
        assert "<img src=x>" not in page
        assert "&lt;img src=x&gt;" in page


def test_the_glossary_has_the_words_in_order_with_their_lessons() -> None:
    page = pages.glossary_page([read_lesson("02"), read_lesson("01")])
    words = ["Adjusted Rand index", "Center", "Elbow", "Gap", "Inertia", "Local optimum"]
    places = [page.index(f">{word}</h2>") for word in words]
    assert places == sorted(places)
    assert '<a class="from" href="01_blobs.html">Lesson 01</a>' in page


def test_a_page_for_teachers_has_answers_folded() -> None:
    lesson = read_lesson("01_blobs")
    page = pages.teacher_page(lesson, [lesson])
    assert page.count("Right: ") == len(lesson.questions)
    before, fold, _ = page.partition("<details><summary>Show the answers")
    assert fold
    assert "Right: " not in before
    assert "Show the solutions" in page
