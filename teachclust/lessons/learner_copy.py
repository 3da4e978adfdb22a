"""Make a learner's copy of a lesson: without solutions, outputs and saved widget state.

What is cut out as a solution is what `solutions_of` finds.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from teachclust.lessons.contents import asked_in, sources_of
from teachclust.lessons.own_numbers import own_numbers

_CUT = re.compile(r"^\s*# solution\b.*$", re.MULTILINE)
_CHECKED = re.compile(r"""\bcheck\(\s*["']([^"']+)["']""")


def learner_notebook(book: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of a notebook (version 4) without its solutions.

    Cells tagged ``solution`` are left out; cells tagged ``exercise`` end before a line ``#
    solution``. Outputs, counts and widget state are gone.
    """
    book = copy.deepcopy(book)
    kept = ("kernelspec", "language_info")
    book["metadata"] = {key: book["metadata"][key] for key in kept if key in book["metadata"]}
    book["cells"] = [
        _learner_cell(cell)
        for cell in book["cells"]
        if "solution" not in cell["metadata"].get("tags", [])
    ]
    return book


def _learner_cell(cell: dict[str, Any]) -> dict[str, Any]:
    if cell["cell_type"] != "code":
        return cell
    cell["outputs"], cell["execution_count"] = [], None
    source = "".join(cell["source"])
    cut = _CUT.search(source)
    if cut and "exercise" in cell["metadata"].get("tags", []):
        source = source[: cut.start()].rstrip("\n")
    cell["source"] = source.splitlines(keepends=True)
    return cell


def solutions_of(book: dict[str, Any]) -> dict[str, str]:
    """Return the code of each solution in a notebook (version 4), by the key that it checks."""
    found: dict[str, str] = {}
    for cell in book["cells"]:
        tags, source = cell["metadata"].get("tags", []), "".join(cell["source"])
        cut = _CUT.search(source) if "exercise" in tags else None
        if cell["cell_type"] != "code" or not (cut or "solution" in tags):
            continue
        code = source[cut.end() :] if cut else source
        for key in _CHECKED.findall(code):
            found[key] = code.strip("\n")
    return found


def with_texts(source: str, texts: Mapping[str, str]) -> str:
    """Return a text in which some parts are replaced, however its lines are broken."""
    for old, new in texts.items():
        pattern = r"\s+".join(map(re.escape, old.split()))
        source = re.sub(pattern, lambda _, new=new: new, source)  # type: ignore[misc]
    return source


def with_class_code(book: dict[str, Any], code: str) -> dict[str, Any]:
    """Return a learner's copy with the numbers of a code; the code stands in its first code."""
    texts: dict[str, str] = {}
    for source in sources_of(book):
        for item in asked_in(source):
            own = own_numbers(item.key, code) if item.kind == "exercise" else None
            texts |= {} if own is None else own.texts
    call = f'from teachclust import class_code\n\nclass_code("{code}")  # your own numbers\n\n'
    cells = []
    for cell in book["cells"]:
        source = with_texts("".join(cell["source"]), texts)
        if "setup" in cell["metadata"].get("tags", []):
            source = call + source
        cells.append({**cell, "source": source.splitlines(keepends=True)})
    return {**book, "cells": cells}


def learner_bytes(path: Path, class_code: str = "") -> bytes:
    """Return a lesson's learner copy as the bytes of a notebook file, the same on every machine.

    With a class code it has the numbers of that code.
    """
    book = learner_notebook(json.loads(path.read_text(encoding="utf-8")))
    if class_code:
        book = with_class_code(book, class_code)
    text = json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True)
    return (text + "\n").encode("utf-8")
