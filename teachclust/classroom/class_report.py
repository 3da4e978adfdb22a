"""Write the page and the table of a class beside its hand-ins, or elsewhere."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from teachclust.classroom.class_page import class_page
from teachclust.classroom.class_table import class_table
from teachclust.classroom.collected import Received, collect
from teachclust.files import new_folder, write_file

PAGE: Final = "class.html"


def write_class(
    folder: str | os.PathLike[str], output: str | os.PathLike[str] | None = None
) -> tuple[Path, Path, Sequence[Received]]:
    """Read the hand-ins in a folder, and write one page and one CSV about them.

    Parameters
    ----------
    folder : path
        Where the hand-ins are; folders in it are looked through as well.
    output : path, default=None
        A folder, or the page itself (a name that ends in ``.html``); by default `folder`. The table
        lies beside the page and has its name, with ``.csv``.

    Returns
    -------
    page : Path
        The page. Older ones are replaced.
    table : Path
        The table.
    received : sequence of Received
        Each file, its state and what is told of it.

    Raises
    ------
    LearnerError
        If there is no such folder, no hand-in in it, or the files can't be written.
    """
    received = collect(Path(folder))
    target = Path(folder if output is None else output)
    if target.suffix.lower() not in (".html", ".htm") or target.is_dir():
        target = target / PAGE
    table = target.with_suffix(".csv")
    with new_folder(target.parent):
        write_file(target, class_page(received).encode("utf-8"))
        # the mark at the start tells a spreadsheet that the text is UTF-8
        write_file(table, class_table(received).encode("utf-8-sig"))
    return target, table, received
