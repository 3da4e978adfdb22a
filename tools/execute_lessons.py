"""Run lessons whole and save them as they are committed: executed, no widget state, no timings.

Usage: python tools/execute_lessons.py notebooks/01_blobs.ipynb ...   (none: all of them)
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def execute(path: Path) -> None:
    """Run one lesson in a new kernel and write it back."""
    book = nbformat.read(path, as_version=4)
    place = {"metadata": {"path": str(path.parent)}}
    NotebookClient(book, timeout=300, store_widget_state=False, resources=place).execute()
    book.metadata.pop("widgets", None)
    book.metadata["kernelspec"] = KERNEL
    book.metadata["language_info"] = {"name": "python"}
    for cell in book.cells:
        cell.metadata.pop("execution", None)  # when it ran
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    nbformat.validate(book)
    nbformat.write(book, path)


def _joined(outputs: list[Any]) -> list[Any]:
    """Join texts that were printed one after the other: where they part is a matter of chance."""
    joined: list[Any] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if output.output_type == "stream" and last is not None and last.get("name") == output.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


if __name__ == "__main__":
    for lesson in [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.ipynb")):
        print(f"== {lesson.name}", flush=True)
        execute(lesson)
