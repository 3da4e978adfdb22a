"""A widget wherever a notebook can show one: live, and its picture once the kernel is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hand import SETUP
from lab import Lab, Notebook

#: what each cell runs, what a learner sees of it, and what is left of it without a kernel
PLACES: tuple[tuple[str, str, str], ...] = (
    ("def step(k=3): return watch(KMeans(k, random_state=0), X)\nimport ipywidgets as W", "", ""),
    ("step()", "live 1", "picture 1"),
    ("W.VBox([step(), W.HBox([W.Label('a')])])", "live 1", "picture 1"),
    ("W.Tab([step(), W.HBox([step()])])", "live 2", "picture 2"),
    ("out = W.Output()\nwith out:\n    display(step())\nout", "live 1", "picture 1"),
    ("here = W.Output()\nhere", "live 1", "lost"),
    ("here.append_display_data(step())", "", ""),
    ("h = display(step(2), display_id=True)\nh.update(step())", "live 1", "picture 1"),
    ("@W.interact(k=(2, 4))\ndef f(k=3):\n    display(step(k))", "live 1", "picture 1"),
    (
        "b, o = W.Button(description='go'), W.Output()\n"
        "def go(_):\n    o.clear_output()\n    with o:\n        display(step())\n"
        "b.on_click(go)\nW.VBox([b, o])",
        "go",
        "lost",
    ),
    ("print('x')\ndisplay(step(), W.Button(description='b'))", "x, live 1, b", "x, picture 1"),
    (
        "from teachclust.widgets.predict import Option, Predict\n"
        "q = Predict('Up?', [Option('Yes', '.', right=True), Option('No', '.')], then=step)\n"
        "W.VBox([q])",
        "live 1",
        "folded",
    ),
)
# what is seen of the outputs of each cell; a widget is counted where it stands in others, too
SEEN = """() => jupyterapp.shell.currentWidget.content.widgets.map((cell) =>
  [...cell.node.querySelectorAll('.jp-OutputArea-child')]
    .filter((node) => node.getClientRects().length && !node.parentElement.closest('.jp-OutputArea-child'))
    .map((node) => {
      const [live, images] = ['.teachclust', 'img'].map((name) => node.querySelectorAll(name).length);
      const text = node.querySelector('.jp-OutputArea-output')?.textContent.trim() ?? '';
      return live ? `live ${live}` : images ? `picture ${images}` : node.querySelector('details')
        ? 'folded' : text.includes('model not found') || text.startsWith('Loading') ? 'lost' : text;
    }).join(', '))"""
SAVE = "async () => { await jupyterapp.commands.execute('docmanager:save') }"


def seen(page: Any, wanted: list[str]) -> list[str]:
    """What is seen of each cell, once it is what is wanted or time is over."""
    found: list[str] = []
    for _ in range(40):
        for cell in range(len(PLACES)):
            page.evaluate("(i) => jupyterapp.shell.currentWidget.content.scrollToItem(i)", cell + 1)
        found = page.evaluate(SEEN)[1 : len(PLACES) + 1]
        if found == wanted:
            break
        page.wait_for_timeout(250)
    return found


def test_live_then_without_a_kernel(notebook: Callable[..., Notebook], page: Any, lab: Lab) -> None:
    book = notebook("places.ipynb", SETUP, *(code for code, _, _ in PLACES))
    live = [wanted for _, wanted, _ in PLACES]
    assert seen(page, live) == live
    page.get_by_role("button", name="go", exact=True).click()
    pressed = ["live 1" if wanted == "go" else wanted for wanted in live]
    assert seen(page, pressed) == pressed

    question = page.locator('[data-widget="predict"]')
    question.locator("input").first.check()
    question.locator(".tc-predict-commit").click()
    page.locator(".tc-predict-then canvas").first.wait_for()
    assert book.trouble == []

    page.evaluate(SAVE)
    lab.shutdown_kernels()
    page.reload()
    page.locator(".jp-OutputArea-child img").first.wait_for()
    left = [wanted for _, _, wanted in PLACES]
    assert seen(page, left) == left
