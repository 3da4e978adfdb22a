"""Voila: a notebook as an application, widgets in a row of its page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from clients import check_that_it_steps, needs_client, serving
from hand import SETUP

pytestmark = needs_client("voila")

ROW = """
import ipywidgets as W
W.HBox([watch(KMeans(n_clusters=3, random_state=s), X) for s in (0, 1)])
"""


def test_widgets_in_a_row_step(page: Any, tmp_path: Path) -> None:
    cells = [nbformat.v4.new_code_cell(code) for code in (SETUP, ROW)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "app.ipynb")
    command = [sys.executable, "-m", "voila", "--no-browser", "--port={port}", "app.ipynb"]
    with serving(tmp_path, *command) as address:
        page.goto(address, timeout=90_000)
        for index in range(2):
            check_that_it_steps(page, index)
