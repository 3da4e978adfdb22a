"""Make a learner's copy of a lesson: without solutions, outputs and saved widget state.

What is cut out as a solution is what `solutions_of` finds.
"""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

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


def learner_bytes(path: Path) -> bytes:
    """Return a lesson's learner copy as the bytes of a notebook file, the same on every machine."""
    book = learner_notebook(json.loads(path.read_text(encoding="utf-8")))
    text = json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True)
    return (text + "\n").encode("utf-8")
