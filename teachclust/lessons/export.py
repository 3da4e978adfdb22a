"""Export a lesson as one HTML file whose widgets play offline, from disk."""

from __future__ import annotations

import contextlib
import html
import json
import os
import shlex
import sys
import tempfile
from pathlib import Path
from typing import Any

from teachclust.errors import LearnerError
from teachclust.files import new_folder, try_writing, write_file
from teachclust.lessons.course import lesson_names, lesson_path
from teachclust.lessons.export_cells import LessonPage
from teachclust.lessons.learner_copy import learner_notebook
from teachclust.widgets.page import page


def export(lesson: str, folder: str | os.PathLike[str], *, solutions: bool = False) -> list[Path]:
    """Run a lesson, or "all", and write it as a page; progress goes to stderr.

    A folder is made if it is not there. A name that ends in ``.html`` is the page itself, for one
    lesson. Pages of the same name are replaced whole, links are replaced and not followed. Returns
    the pages, and ``index.html`` after "all".

    A LearnerError if there is no such lesson, one of its cells fails, or a page can't be written
    (which is tried before the lesson is run).
    """
    names = lesson_names() if lesson == "all" else [lesson_path(lesson).stem]
    places = _places(names, Path(folder), one=lesson != "all")
    with new_folder(places[0].parent):
        for place in places:
            try_writing(place)
        titles = [
            _export_one(name, place, solutions=solutions)
            for name, place in zip(names, places, strict=True)
        ]
        if lesson == "all":
            places.append(_write_index(places, titles))
    return places


def _places(names: list[str], target: Path, *, one: bool) -> list[Path]:
    """Return the file of each page: in a folder, or the one that was named."""
    if target.suffix.lower() not in (".html", ".htm") or target.is_dir():
        return [target / f"{name}.html" for name in names]
    if one:
        return [target]
    raise LearnerError(
        "All lessons are many pages, and this is the name of one.",
        where=str(target),
        fix=f"teachclust export all -o {shlex.quote(str(target.with_suffix('')))}",
    )


def _export_one(name: str, place: Path, *, solutions: bool) -> str:
    """Run a lesson, write its page and return its title."""
    book = json.loads(lesson_path(name).read_text(encoding="utf-8"))
    made = LessonPage(run(book if solutions else learner_notebook(book), name), name)
    write_file(place, page(made.title, made.body, made.states).encode("utf-8"))
    return made.title


def _write_index(places: list[Path], titles: list[str]) -> Path:
    """Write the page that leads to the others."""
    entries = "".join(
        f'<li><a href="{html.escape(place.name)}">{html.escape(title)}</a></li>'
        for place, title in zip(places, titles, strict=True)
    )
    index = places[0].with_name("index.html")
    text = page("teachclust", f"<h1>teachclust</h1><ol>{entries}</ol>")
    write_file(index, text.encode("utf-8"))
    return index


def run(book: dict[str, Any], name: str) -> Any:
    """Run a notebook in a folder of its own and return it with its outputs.

    A LearnerError if a cell fails, or nbclient is not installed.
    """
    try:
        import nbformat
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError
    except ImportError as error:
        raise LearnerError(
            "Export needs a notebook runner.", fix='pip install "teachclust[lab]"'
        ) from error
    notebook = nbformat.reads(json.dumps(book), as_version=4)
    total = sum(cell.cell_type == "code" for cell in notebook.cells)
    done = 0

    def progress(**_: Any) -> None:
        nonlocal done
        done += 1
        with contextlib.suppress(OSError, ValueError):  # nobody reads it any more
            print(f"\r{name}: cell {done} of {total}", end="", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="teachclust-") as folder:
        client = NotebookClient(
            notebook,
            timeout=300,
            resources={"metadata": {"path": folder}},
            store_widget_state=False,
            on_cell_executed=progress,
        )
        try:
            client.execute(env=os.environ | {"TEACHCLUST_EXPORT": "1"})
        except CellExecutionError as error:
            raise LearnerError(
                f"A cell of {name} failed.", where=f"{error.ename}: {error.evalue}"
            ) from error
        finally:
            with contextlib.suppress(OSError, ValueError):
                print(file=sys.stderr)
    return notebook
