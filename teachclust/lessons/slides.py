"""A lesson as slides in one HTML file: it plays offline, and its notes stand in a second window."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from teachclust.files import given_path, new_folder, try_writing, write_file
from teachclust.lessons.contents import asked_in
from teachclust.lessons.export import run
from teachclust.lessons.export_cells import CellMarkup, code_markup
from teachclust.lessons.lesson import Lesson, read_lesson
from teachclust.lessons.question import Question
from teachclust.lessons.registry import find_question
from teachclust.widgets.browser_code import static_text
from teachclust.widgets.page import page

_HEADING: Final = re.compile(r'<h([123]) id="[^"]*">(.*?)</h\1>', re.DOTALL)
_PRINTED: Final = "<pre>"


@dataclass(slots=True)
class _Slide:
    """A slide: `heading` is markup, `repeated` where the slide before it has the same."""

    heading: str
    body: str
    level: int = 2
    repeated: bool = False
    note: str = ""


def write_slides(lesson: str, target: str | os.PathLike[str], *, code: bool = False) -> Path:
    """Run a lesson and write it as slides; progress goes to stderr.

    Parameters
    ----------
    lesson : str
        "01_blobs", "01" or "blobs".
    target : path-like
        The file, which is replaced whole; its folder is made if it is not there.
    code : bool, default=False
        Whether code, and what it prints, is shown too.

    Returns
    -------
    path : Path
        The file.

    Raises
    ------
    LearnerError
        If there is no such lesson, one of its cells fails, or the file can't be written (which is
        tried before the lesson is run).
    """
    told = read_lesson(lesson)
    place = given_path(target, "slides.html")
    with new_folder(place.parent):
        try_writing(place)
        made = Slides(told, run(told.for_learners(), told.name), code=code)
        write_file(place, made.page().encode("utf-8"))
    return place


class Slides:
    """The slides of a lesson, one for each heading, question, widget and figure.

    `notebook` is what `lesson.for_learners` gives, after it was run.
    """

    def __init__(self, lesson: Lesson, notebook: Any, *, code: bool = False) -> None:
        self._lesson = lesson
        self._code = code
        self._cells = CellMarkup()
        self._slides: list[_Slide] = []
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                self._add_text(self._cells.markdown(cell.source))
            elif cell.cell_type == "code":
                self._add_code(cell)

    def page(self) -> str:
        """Return the HTML document."""
        total = len(self._slides)
        shown = "\n".join(_section(one, at, total) for at, one in enumerate(self._slides, 1))
        title = f'<h1 class="unseen">{html.escape(self._lesson.title)}</h1>'
        notes = f'<template id="lesson-notes">{self._lesson.notes().cells}</template>'
        style = (files("teachclust.lessons") / "slides.css").read_text(encoding="utf-8")
        return page(
            self._lesson.title,
            f"{title}\n{shown}\n{notes}\n{_bar(self._slides)}",
            self._cells.states,
            style=style,
            script=static_text("slides.js"),
        )

    def _add_text(self, markup: str) -> None:
        """Add a slide for each heading; what stands before the first goes on under the last one."""
        starts = list(_HEADING.finditer(markup))
        before = markup[: starts[0].start()] if starts else markup
        if before.strip():
            self._go_on(before)
        ends = [*(one.start() for one in starts[1:]), len(markup)]
        for start, end in zip(starts, ends, strict=False):
            body = markup[start.end() : end].strip()
            self._slides.append(_Slide(start[2], body, level=int(start[1])))

    def _add_code(self, cell: Any) -> None:
        """Add a slide for each output to look at, and one for code and prints if they are wanted.

        What an exercise says of its blanks is for the learner who fills them.
        """
        is_exercise = "exercise" in cell.metadata.get("tags", [])
        outputs = [] if is_exercise else self._cells.outputs(cell)
        printed = [one for one in outputs if one.startswith(_PRINTED)]
        if self._code and cell.source.strip():
            self._go_on("\n".join([code_markup(cell.source), *printed]))
        for output in outputs:
            if output not in printed:
                self._go_on(output)
        if not self._slides:
            return
        for item in asked_in(cell.source):
            if item.kind == "question":
                self._slides[-1].note += _answer(find_question(item.key))
            elif item.kind == "exercise" and item.key in self._lesson.solutions:
                self._slides[-1].note += code_markup(self._lesson.solutions[item.key])

    def _go_on(self, body: str) -> None:
        last = self._slides[-1] if self._slides else _Slide(html.escape(self._lesson.title), "", 1)
        self._slides.append(_Slide(last.heading, body, last.level, repeated=bool(self._slides)))


def _section(slide: _Slide, at: int, total: int) -> str:
    """Return a slide as markup; its number is read out with its label.

    Its heading is the second level whatever it is in the lesson: on screen it is below the title
    alone.
    """
    kind = "repeated" if slide.repeated else "title" if slide.level == 1 else "part"
    return (
        f'<section class="slide" aria-roledescription="slide" aria-label="{at} of {total}">'
        f'<h2 class="{kind}">{slide.heading}</h2>\n{slide.body}\n'
        f'<p class="slide-number" aria-hidden="true">{at} / {total}</p>'
        f"<template>{slide.note}</template></section>"
    )


def _bar(slides: Sequence[_Slide]) -> str:
    """Return the controls; without scripts, which they need, they stay hidden."""
    choices = "".join(
        f"<option>{at} / {len(slides)} · {one.heading}</option>" for at, one in enumerate(slides, 1)
    )
    return (
        '<nav class="slide-bar" aria-label="Slides" data-notes="Notes" data-next="Next" hidden>'
        '<button type="button" data-act="back" aria-label="Back" title="Back (Page Up)">←</button>'
        f'<select aria-label="Go to slide">{choices}</select>'
        '<button type="button" data-act="on" aria-label="Next" title="Next (Page Down)">→</button>'
        '<button type="button" data-act="notes" aria-keyshortcuts="n" aria-pressed="false" '
        'title="Notes in a second window (N)">Notes</button>'
        '<p role="status" class="unseen"></p>'
        '<p role="alert" hidden>The browser blocked the window of the notes. Allow pop-up windows '
        "for this page.</p></nav>"
    )


def _answer(question: Question) -> str:
    """Return for the notes what is said of each option of a question."""
    return f"<p><b>{html.escape(question.text)}</b></p><ul>{''.join(_options(question))}</ul>"


def _options(question: Question) -> Iterator[str]:
    for option in question.options:
        mark = "<b>Right:</b> " if option.right else ""
        yield f"<li>{mark}{html.escape(option.text)}<br>{html.escape(option.why)}</li>"
