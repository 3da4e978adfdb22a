"""What a lesson says about itself: its title, its words, its picture, its notes for the teacher."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

from teachclust.lessons.course import lesson_path
from teachclust.lessons.export_cells import LessonPage
from teachclust.lessons.learner_copy import learner_notebook, solutions_of
from teachclust.lessons.question import Question
from teachclust.lessons.registry import find_question

_TERM: Final = re.compile(
    r"\*\*([^*]+)\*\*((?: \([^)]*\))?): *(.*?)(?=\s*\*\*[^*]+\*\*(?: \([^)]*\))?:|\n\s*\n|\Z)",
    re.DOTALL,
)
_ASKED: Final = re.compile(r"""\bpredict\(\s*["']([^"']+)["']""")
_AIM: Final = re.compile(r"^\d+\. (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a lesson's glossary; `meaning` is Markdown, `beside` what stands in brackets."""

    name: str
    beside: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson before it is run: what its notebook says about itself.

    `book` is the notebook (version 4) as it is committed: executed, with its solutions.
    """

    name: str
    book: dict[str, Any] = field(repr=False)

    @property
    def number(self) -> str:
        """The digits that its name begins with."""
        return self.name.partition("_")[0]

    @property
    def file(self) -> str:
        """The name of its page."""
        return f"{self.name}.html"

    @property
    def title(self) -> str:
        """The question that it answers."""
        first = self._texts()[0].lstrip()
        return first.partition("\n")[0].lstrip("# ").strip() or self.name

    @property
    def minutes(self) -> tuple[int, int]:
        """Minutes to read and to do."""
        about = self.book["metadata"].get("teachclust", {}).get("minutes", {})
        return int(about.get("read", 0)), int(about.get("do", 0))

    @property
    def aims(self) -> tuple[str, ...]:
        """What a learner will be able to do, as Markdown."""
        for text in self._texts():
            _, heading, rest = text.partition("able to")
            if heading and "\n## " in f"\n{text}":
                return tuple(_AIM.findall(rest.partition("\n## ")[0]))
        return ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words that it explains at its end."""
        for text in self._texts():
            _, heading, rest = f"\n{text}".partition("\n## Words\n")
            if heading:
                found = _TERM.findall(re.split(r"^## ", rest, flags=re.MULTILINE)[0])
                return tuple(Term(*(" ".join(part.split()) for part in one)) for one in found)
        return ()

    @property
    def picture(self) -> str:
        """The first picture in it, a PNG as base64; "" where there is none."""
        for cell in self.book["cells"]:
            for output in cell.get("outputs", ()):
                if "image/png" in output.get("data", {}):
                    return "".join(output["data"]["image/png"]).replace("\n", "")
        return ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The predictions that it asks for, in order."""
        code = "\n".join(_source(c) for c in self.book["cells"] if c["cell_type"] == "code")
        return tuple(find_question(key) for key in dict.fromkeys(_ASKED.findall(code)))

    @property
    def solutions(self) -> dict[str, str]:
        """The code of each solution, by the exercise that it solves."""
        return solutions_of(self.book)

    def for_learners(self) -> dict[str, Any]:
        """Return the notebook that is run for the page: no solution, no note for the teacher."""
        book = learner_notebook(self.book)
        book["cells"] = [cell for cell in book["cells"] if not _is_for_teachers(cell)]
        return book

    def notes(self) -> LessonPage:
        """Return the notes for the teacher, as cells of a page; nothing in them is folded."""
        import nbformat

        book = copy.deepcopy(self.book)
        book["cells"] = [cell for cell in book["cells"] if _is_for_teachers(cell)]
        for cell in book["cells"]:
            cell["source"] = _opened(_source(cell))
        return LessonPage(nbformat.from_dict(book), self.title)

    def _texts(self) -> list[str]:
        return [_source(c) for c in self.book["cells"] if c["cell_type"] == "markdown"] or [""]


def read_lesson(name: str) -> Lesson:
    """Return a lesson of the course; `name` is "01_blobs", "01" or "blobs"."""
    path = lesson_path(name)
    return Lesson(path.stem, json.loads(path.read_text(encoding="utf-8")))


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _is_for_teachers(cell: dict[str, Any]) -> bool:
    return "teacher" in cell["metadata"].get("tags", ())


def _opened(text: str) -> str:
    """Return notes whose folds are parts with a heading; their own heading is the page's title."""
    text = re.sub(r"^## For the teacher\s*$", "", text, flags=re.MULTILINE)
    text = text.replace("</details>", "")
    return re.sub(r"<details>\s*<summary>(.*?)</summary>", _heading, text, flags=re.DOTALL)


def _heading(fold: re.Match[str]) -> str:
    says = re.sub(r"^Open:? *", "", fold[1].strip()) or "Notes"
    return f"## {says[0].upper()}{says[1:]}\n"
