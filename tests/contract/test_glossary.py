"""No term before its definition: each is first met in bold, in the text that says what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from teachclust.lessons.registry import exercises, lesson_words, questions

LESSONS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
_KNOWN = {one.key: one for word in lesson_words() for one in (*exercises(word), *questions(word))}
_CALLED = re.compile(r'\b(?:predict|check)\(\s*"([^"]+)"')
_NOT_PROSE = re.compile(r"```.*?```|`[^`]*`|[^\n]*\bable to do\b.*?(?=\n#|\Z)", re.DOTALL)
#: terms that are plain English words too: what they mean counts from the lesson that defines them
PLAIN = {"center", "component", "cut", "gap", "noise", "pass", "segment", "work"}
#: terms that a lesson uses before their definition: a debt, to be paid by its text
EARLY: dict[str, set[str]] = {
    "04_mnist_minibatch": {"pass", "work"},
}


def read(path: Path) -> list[Any]:
    return list(nbformat.read(path, as_version=4).cells)


def words_of(cells: list[Any]) -> list[str]:
    """Return the terms of a lesson's glossary, in small letters."""
    whole = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    part = re.split(r"^## ", whole.partition("\n## Words")[2] or "", flags=re.MULTILINE)[0]
    found = re.findall(r"\*\*([^*]+)\*\*(?: \([^)]*\))?:", part)
    return [" ".join(term.lower().split()) for term in found]


def is_read_later(cell: Any) -> bool:
    """Whether a cell looks back, or is the teacher's."""
    later = ("## Words", "## Key points", "## Further reading")
    return "teacher" in cell.metadata.get("tags", []) or cell.source.startswith(later)


def texts_of(cells: list[Any]) -> Iterator[tuple[str, bool]]:
    """Yield what a learner reads, in order, and whether it can define a term.

    Title and objectives name what the lesson will explain; code is not prose.
    """
    for cell in cells[1:]:
        if is_read_later(cell):
            continue
        if cell.cell_type == "markdown":
            yield _NOT_PROSE.sub(" ", cell.source), True
            continue
        for key in dict.fromkeys(_CALLED.findall(cell.source)):
            asked = _KNOWN[key]
            yield " ".join(getattr(asked, "hints", ())), False
            yield getattr(asked, "text", ""), False
            yield " ".join(f"{one.text} {one.why}" for one in getattr(asked, "options", ())), False


def uses(term: str, text: str) -> bool:
    return (
        re.search(rf"(?<![\w+]){re.escape(term)}(?:s|es)?(?![\w+])", text, re.IGNORECASE)
        is not None
    )


def defines(term: str, text: str) -> bool:
    found = rf"\*\*[^*\n]*(?<![\w+]){re.escape(term)}(?:s|es)?(?![\w+])[^*\n]*\*\*"
    return re.search(found, text, re.IGNORECASE) is not None


def early_terms() -> dict[str, set[str]]:
    """Return the terms that each lesson uses before any text has defined them."""
    books = {path.stem: read(path) for path in LESSONS}
    terms = {term for cells in books.values() for term in words_of(cells)}
    known: set[str] = set()
    early: dict[str, set[str]] = {}
    for name, cells in books.items():
        early[name] = set()
        looked_for = terms - (PLAIN - set(words_of(cells)))
        for text, may_define in texts_of(cells):
            for term in sorted(looked_for - known):
                if may_define and defines(term, text):
                    known.add(term)
                elif uses(term, text):
                    early[name].add(term)
        known |= set(words_of(cells))
    return early


def test_each_lesson_has_a_glossary() -> None:
    for path in LESSONS[1:]:
        assert len(words_of(read(path))) >= 3, path.stem


@pytest.mark.parametrize("lesson", [path.stem for path in LESSONS])
def test_no_term_is_used_before_its_definition(lesson: str) -> None:
    assert early_terms()[lesson] <= EARLY.get(lesson, set())


def test_a_term_is_found_in_its_plural_and_not_inside_another_word() -> None:
    assert uses("elbow", "Two elbows.")
    assert not uses("elbow", "An elbowing.")
    assert not uses("k-means", "Start with k-means++.")
    assert defines("inertia", "**Inertia** is a sum.")
    assert not defines("inertia", "Inertia is a **sum**.")
