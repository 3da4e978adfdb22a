"""A lesson as slides: what is on them, what is only in the notes, what a file holds."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from teachclust.errors import LearnerError
from teachclust.lessons import slides as sliding
from teachclust.lessons.lesson import Lesson
from teachclust.lessons.registry import find_question
from teachclust.lessons.slides import Slides, write_slides
from teachclust.widgets.base import PAGE_MIME

QUESTION = find_question("blobs-move")
RIGHT = next(html.escape(option.why) for option in QUESTION.options if option.right)


def a_lesson() -> Lesson:
    """Return a lesson with one of each kind of cell."""
    widget = {PAGE_MIME: {"widget": "stepper", "traits": {}}}
    picture = {"image/png": "QQ", "text/plain": "Two groups"}
    blank = [new_output("display_data", {"text/html": "<p>Fill the blank</p>"})]
    solved = "check('blobs-1', ...)\n# solution\ncheck('blobs-1', 6, 2)"
    text = "# A <b>title</b>?\n\nFor all.\n\n## 1. First & last\n\n### Load\n\nText."
    cells = [
        new_markdown_cell(text),
        new_code_cell("predict('blobs-move')", outputs=[new_output("display_data", widget)]),
        new_markdown_cell("Why.\n\n## 2. Then"),
        new_code_cell("show()", outputs=[new_output("stream", text="42\n"),
                                         new_output("display_data", picture)]),
        new_code_cell(solved, metadata={"tags": ["exercise"]}, outputs=blank),
        new_markdown_cell("## For the teacher\n\nFive minutes.", metadata={"tags": ["teacher"]}),
    ]  # fmt: skip
    return Lesson("01_blobs", nbformat.v4.new_notebook(cells=cells))


def made(*, code: bool = False) -> str:
    lesson = a_lesson()
    book = lesson.book
    book = nbformat.v4.new_notebook(cells=book.cells[:-1])  # as it was run, without notes
    return Slides(lesson, book, code=code).page()


def shown(document: str) -> list[str]:
    """Return the markup of each slide without its notes."""
    found = re.findall(r'<section class="slide".*?</section>', document, re.DOTALL)
    return [re.sub(r"<template>.*?</template>", "", one, flags=re.DOTALL) for one in found]


def test_a_slide_for_each_heading_question_widget_and_figure() -> None:
    document = made()
    found = shown(document)
    heads = [re.search(r"<h\d[^>]*>(.*?)</h\d>", one)[1] for one in found]  # type: ignore[index]
    assert heads == [
        "A title?",
        "1. First &amp; last",
        "Load",
        "Load",
        "Load",
        "2. Then",
        "2. Then",
    ]
    assert 'id="slot-1"' in found[3]
    assert "Why." in found[4]
    assert 'alt="Two groups"' in found[6]
    assert not re.search("show|42|blank|predict", "".join(found))
    assert 'aria-label="7 of 7"' in found[6]
    assert "<option>2 / 7 · 1. First &amp; last</option>" in document


def test_notes_are_on_no_slide() -> None:
    document = made()
    told = re.sub(r"<template.*?</template>", "", document.partition("<nav")[0], flags=re.DOTALL)
    for text in ("Five minutes", RIGHT, "check", "For the teacher"):
        assert text not in told
    notes = re.findall(r"<template.*?</template>", document, re.DOTALL)
    assert RIGHT in notes[3]
    assert "blobs-1" in notes[6]
    assert "Five minutes" in notes[-1]


def test_code_and_prints_only_if_wanted() -> None:
    text = "".join(shown(made(code=True)))
    assert "<pre>42\n</pre>" in text
    assert "show" in text
    assert "Fill the blank" not in text


def test_a_lesson_that_begins_without_a_heading_has_its_name() -> None:
    book: Any = nbformat.v4.new_notebook(cells=[new_markdown_cell("Text.")])
    document = Slides(Lesson("07_test", book), book).page()
    assert '<h2 class="title">Text.</h2>' in document


def test_one_file_is_written_and_asks_no_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sliding, "read_lesson", lambda name: a_lesson())
    monkeypatch.setattr(sliding, "run", lambda book, name: nbformat.reads(json.dumps(book), 4))
    target = tmp_path / "new" / "talk.html"
    assert write_slides("blobs", target) == target
    document = target.read_text(encoding="utf-8")
    assert "default-src 'none'" in document
    assert len(re.findall("<script>", document)) == 2
    assert not re.search(r"(?:src|href)=.?https?:", document)
    with pytest.raises(LearnerError, match="no file in this place"):
        write_slides("blobs", tmp_path)
