"""Every lesson, opened and run whole in JupyterLab: every widget drawn, nothing in the console."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from lab import Lab, Notebook

LESSONS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
VIEW = "application/vnd.jupyter.widget-view+json"
OUTPUTS = """() => jupyterapp.shell.currentWidget.content.widgets.flatMap((cell, i) =>
  cell.model.type === 'code'
    ? Array.from({length: cell.model.outputs.length}, (_, o) => cell.model.outputs.get(o).toJSON())
        .map((output) => ({cell: i, type: output.output_type, text: String(output.evalue ?? ''),
          widget: 'application/vnd.jupyter.widget-view+json' in (output.data ?? {})}))
    : [])"""
DRAWN = """(cell) => {
  const node = jupyterapp.shell.currentWidget.content.widgets[cell].node;
  const root = node.querySelector('.teachclust, .jupyter-widgets');
  return !!root && (root.matches('[data-widget=stepper]') ? root.querySelectorAll('canvas').length > 0
    : root.children.length > 0);
}"""


def test_there_are_lessons() -> None:
    assert LESSONS


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_whole(page: Any, lab: Lab, lesson: Path) -> None:
    shutil.copy(lesson, lab.root / lesson.name)
    try:
        book = Notebook(page, lab, lesson.name, run=False)
        page.evaluate("() => jupyterapp.commands.execute('notebook:expand-all-headings')")
        book.run_all(timeout=180_000)
        outputs = page.evaluate(OUTPUTS)
        expected = raises(lesson)
        errors = [o for o in outputs if o["type"] == "error" and o["cell"] not in expected]
        assert errors == []
        for cell in sorted({o["cell"] for o in outputs if o["widget"]}):
            page.evaluate("(i) => jupyterapp.shell.currentWidget.content.scrollToItem(i)", cell)
            page.wait_for_function(DRAWN, arg=cell)
        assert page.get_by_text("Error displaying widget").count() == 0
        assert book.trouble == []
        assert book.foreign == []
    finally:
        lab.shutdown_kernels()


def raises(lesson: Path) -> set[int]:
    """Cells that show an error on purpose."""
    cells = nbformat.read(lesson, as_version=4).cells
    return {i for i, c in enumerate(cells) if "raises-exception" in c.metadata.get("tags", [])}
