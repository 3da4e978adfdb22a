"""Build a site: run the lessons, make their pages, write them beside the code they share."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from teachclust.errors import LearnerError
from teachclust.files import new_folder, try_writing, write_file
from teachclust.lessons.course import lesson_names, lesson_path
from teachclust.lessons.export import run
from teachclust.lessons.export_cells import LessonPage
from teachclust.lessons.lesson import Lesson, read_lesson
from teachclust.site import pages
from teachclust.site.code import common_blocks, search_script, site_script
from teachclust.site.frame import INDEX, SCRIPT, STYLE, framed, style
from teachclust.site.sections import Section, sections
from teachclust.widgets.page import widget_data


def build_site(folder: str | os.PathLike[str], lessons: Sequence[str] = ()) -> list[Path]:
    """Run lessons and write them as a site; progress goes to stderr.

    Parameters
    ----------
    folder : path-like
        Where the site goes; it is made if it is not there. Files of the same names are replaced
        whole, others stay; links are replaced and not followed.
    lessons : sequence of str, default=()
        Names of lessons, such as "01_blobs" or "blobs"; by default all.

    Returns
    -------
    paths : list of Path
        What was written, ``index.html`` first.

    Raises
    ------
    LearnerError
        If there is no such lesson, one of its cells fails, or the folder can't be written to (which
        is tried before any lesson is run).

    Notes
    -----
    A lesson takes 5 to 20 s, as it is run. Nothing is written before all have been.
    """
    target = Path(folder)
    wanted = sorted({lesson_path(name).stem for name in lessons or lesson_names()})
    books = [read_lesson(name) for name in wanted]
    if target.is_file() or (target.suffix.lower() in (".html", ".htm") and not target.is_dir()):
        raise LearnerError(
            "A site is a folder of pages, and this is the name of a file.",
            where=str(target),
            fix=f"teachclust site -o {shlex.quote(str(target.with_suffix('')))}",
        )
    with new_folder(target), new_folder(target / "teachers"):
        try_writing(target / "index.html")
        texts = Site(books).files()
        for name, text in texts.items():
            write_file(target / name, text.encode("utf-8"))
    return [target / name for name in texts]


class Site:
    """The texts of a site's files, made of lessons."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self._lessons = list(lessons)
        self._common = common_blocks()
        self._found: list[Section] = []

    def files(self) -> dict[str, str]:
        """Return the text of each file by its name, ``index.html`` first."""
        made = {lesson.file: self._lesson(lesson) for lesson in self._lessons}
        made["glossary.html"] = self._glossary()
        made |= {f"teachers/{one.file}": self._for_teachers(one) for one in self._lessons}
        made |= {SCRIPT: site_script(), STYLE: style(), INDEX: search_script(self._found)}
        return self._first_pages(made) | made

    def _first_pages(self, made: dict[str, str]) -> dict[str, str]:
        """Return the pages that lead to the others, and tell their sizes."""
        sizes = {name: len(text.encode("utf-8")) for name, text in made.items()}
        total = sum(sizes.values())
        hero = [pages.hero_state()]
        index = pages.index_page(self._lessons, sizes, total)
        teachers = pages.teachers_index(self._lessons, sizes, total)
        return {
            "index.html": framed(
                "teachclust: see a clustering algorithm think",
                index,
                file="index.html",
                data=widget_data(hero, self._common),
            ),
            "teachers/index.html": framed("For teachers", teachers, file="teachers/index.html"),
        }

    def _lesson(self, lesson: Lesson) -> str:
        made = LessonPage(run(lesson.for_learners(), lesson.name), lesson.title)
        self._found += sections(made.cells, lesson.file, f"Lesson {lesson.number}")
        return framed(
            f"{lesson.number}: {lesson.title}",
            pages.lesson_page(lesson, made, self._lessons),
            file=lesson.file,
            side=pages.lesson_side(lesson, made, self._lessons),
            data=widget_data(made.states, self._common),
        )

    def _for_teachers(self, lesson: Lesson) -> str:
        file = f"teachers/{lesson.file}"
        main = pages.teacher_page(lesson, self._lessons)
        # found by their headings: an excerpt could answer a learner's question
        self._found += [
            part._replace(text="")
            for part in sections(main, file, f"For teachers, lesson {lesson.number}")
        ]
        return framed(f"Teaching {lesson.number}: {lesson.title}", main, file=file)

    def _glossary(self) -> str:
        main = pages.glossary_page(self._lessons)
        self._found += sections(main, "glossary.html", "Glossary")
        return framed("Glossary", main, file="glossary.html")
