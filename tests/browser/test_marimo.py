"""marimo: a widget alone and two in a row, in an app of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from clients import check_that_it_steps, needs_client, serving

pytestmark = needs_client("marimo")

APP = """
import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from sklearn.cluster import KMeans
    from teachclust import watch
    from teachclust.datasets import load_blobs

    X = load_blobs().data
    return KMeans, X, mo, watch


@app.cell
def _(KMeans, X, watch):
    watch(KMeans(n_clusters=4, random_state=0), X)
    return


@app.cell
def _(KMeans, X, mo, watch):
    mo.hstack([watch(KMeans(n_clusters=3, random_state=s), X) for s in (0, 1)])
    return


if __name__ == "__main__":
    app.run()
"""


def test_alone_and_in_a_row(page: Any, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP, "utf-8")
    command = [sys.executable, "-m", "marimo", "run", "app.py", "--headless", "--no-token"]
    with serving(tmp_path, *command, "--port={port}") as address:
        page.goto(address, timeout=90_000)
        for index in range(3):
            check_that_it_steps(page, index)
        # the session of a second reader runs in the same process, whose first widgets had the code
        second = page.context.browser.new_context().new_page()
        second.goto(address, timeout=90_000)
        for index in range(3):
            check_that_it_steps(second, index)
        second.context.close()
