"""Export a lesson as one HTML file whose widgets play offline, from disk."""

from __future__ import annotations

import html
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from teachclust.errors import LearnerError
from teachclust.lessons.course import lesson_names, lesson_path
from teachclust.lessons.export_cells import LessonPage
from teachclust.lessons.learner_copy import learner_notebook
from teachclust.widgets.page import page


def export(lesson: str, folder: str | os.PathLike[str], *, solutions: bool = False) -> list[Path]:
    """Run a lesson and write it as a page.

    Parameters
    ----------
    lesson : str
        A lesson's name, or "all".
    folder : path-like
        Where to; made if it is not there. Pages of the same name are replaced whole.
    solutions : bool, default=False
        Whether the solutions are in the page.

    Returns
    -------
    paths : list of Path
        The pages, and ``index.html`` after "all".

    Raises
    ------
    LearnerError
        If there is no such lesson, or one of its cells fails.

    Notes
    -----
    Costs one run of the lesson; progress goes to stderr.
    """
    names = lesson_names() if lesson == "all" else [lesson_path(lesson).stem]
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    paths, titles = [], []
    for name in names:
        book = json.loads(lesson_path(name).read_text(encoding="utf-8"))
        if not solutions:
            book = learner_notebook(book)
        made = LessonPage(run(book, name), name)
        paths.append(_write(target / f"{name}.html", page(made.title, made.body)))
        titles.append(made.title)
    if lesson == "all":
        entries = "".join(
            f'<li><a href="{html.escape(path.name)}">{html.escape(title)}</a></li>'
            for path, title in zip(paths, titles, strict=True)
        )
        index = page("teachclust", f"<h1>teachclust</h1><ol>{entries}</ol>")
        paths.append(_write(target / "index.html", index))
    return paths


def run(book: dict[str, Any], name: str) -> Any:
    """Run a notebook in a folder of its own and return it with its outputs.

    Parameters
    ----------
    book : dict
        A notebook as JSON.
    name : str
        Its name, for messages.

    Returns
    -------
    ran : NotebookNode
        The notebook after the run.

    Raises
    ------
    LearnerError
        If a cell fails, or nbclient is not installed.
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
            print(file=sys.stderr)
    return notebook


def _write(path: Path, text: str) -> Path:
    """Write a whole page or none."""
    half = path.with_name(path.name + ".part")
    half.write_text(text, encoding="utf-8")
    half.replace(path)
    return path
