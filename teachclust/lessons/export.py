"""Export a lesson as one HTML file whose widgets play offline, from disk."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import sys
import tempfile
from pathlib import Path
from typing import Any

from teachclust.errors import LearnerError
from teachclust.files import new_folder, try_writing, write_file
from teachclust.lessons.course import lesson_path
from teachclust.lessons.export_cells import LessonPage
from teachclust.lessons.learner_copy import learner_notebook
from teachclust.widgets.page import page


def export(lesson: str, folder: str | os.PathLike[str], *, solutions: bool = False) -> Path:
    """Run a lesson and write it as a page; progress goes to stderr.

    A folder is made if it is not there. A name that ends in ``.html`` is the page itself. A page of
    the same name is replaced whole, a link is replaced and not followed. Returns the page.

    A LearnerError if there is no such lesson, one of its cells fails, or the page can't be written
    (which is tried before the lesson is run).
    """
    if lesson == "all":
        raise LearnerError(
            "A page holds one lesson.",
            why="All lessons are a site, whose pages share their code.",
            fix=f"teachclust site -o {shlex.quote(str(Path(folder)))}",
        )
    name = lesson_path(lesson).stem
    target = Path(folder)
    named = target.suffix.lower() in (".html", ".htm") and not target.is_dir()
    place = target if named else target / f"{name}.html"
    with new_folder(place.parent):
        try_writing(place)
        book = json.loads(lesson_path(name).read_text(encoding="utf-8"))
        made = LessonPage(run(book if solutions else learner_notebook(book), name), name)
        write_file(place, page(made.title, made.body, made.states).encode("utf-8"))
    return place


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
