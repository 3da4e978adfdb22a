"""The rubric that a lesson's notes for the teacher have for the reasons of its decision."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Final

from teachclust.lessons.course import lesson_path

_TABLE: Final = re.compile(r"^\|(?P<points>[^|\n]*)\|(?P<what>[^|\n]*)\|\s*$", re.MULTILINE)
_PROSE: Final = re.compile(
    r"(?:\*\*Rubric\*\*|(?=A point each:))(.*?)(?=\*\*[A-Z]|\n\s*\n|</details>|\Z)", re.DOTALL
)


@cache
def rubric(lesson: str) -> tuple[str, ...]:
    """Return the lines of a lesson's rubric, as plain text; none where the notes have none."""
    book = json.loads(lesson_path(lesson).read_text(encoding="utf-8"))
    for cell in book["cells"]:
        text = "".join(cell["source"])
        if "teacher" not in cell["metadata"].get("tags", []) or "ubric" not in text:
            continue
        if found := _PROSE.search(text):
            return tuple(_parts(found[1]))
        rows = [(m["points"].strip(), m["what"].strip()) for m in _TABLE.finditer(text)]
        return tuple(
            f"{points} {'point' if points == '1' else 'points'}: {what}"
            for points, what in rows
            if points.isdigit()
        )
    return ()


def _parts(text: str) -> list[str]:
    """Split "a point each: this; that." into its parts."""
    plain = " ".join(text.replace("**", "").split()).strip(" .")
    lead, colon, rest = plain.partition(":")
    parts = [one.strip(" .") for one in re.split(r";|,(?= )" if ";" not in rest else ";", rest)]
    return [f"{lead.strip()}:" if colon else lead.strip(), *[one for one in parts if one]]
