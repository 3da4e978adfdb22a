"""A widget in JupyterLab's page: in a row, its keys and the page's own, a theme that is switched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lab import Notebook

CELLS = (
    """
import ipywidgets as W
from sklearn.cluster import AgglomerativeClustering, DBSCAN, KMeans
from sklearn.datasets import make_blobs
from teachclust import watch
X, _ = make_blobs(60, centers=3, random_state=0, cluster_std=0.6)
w = watch(KMeans(n_clusters=3, init='random', n_init=1, random_state=2), X, controls='all')
W.HBox([w, W.IntSlider()])
""",
    "ran = globals().get('ran', 0) + 1\nt = watch(AgglomerativeClustering(3), X, controls='all')\nt",
    "d = watch(DBSCAN(eps=0.8), X)\nd",
    "from teachclust.plots import ElbowDisplay\nElbowDisplay(k=[1, 2, 3], inertia=[9, 2, 1])",
)
THEME = "async (theme) => { await jupyterapp.commands.execute('apputils:change-theme', {theme}) }"
STATE = """() => { const panel = jupyterapp.shell.currentWidget;
  return [panel.context.model.dirty, panel.content.widgets.length]; }"""
TOUCH = "() => { jupyterapp.shell.currentWidget.context.model.dirty = true; }"
# JupyterLab ignores a second save until the first has made its checkpoint too
COUNT_SAVES = """() => { window.saves = 0; jupyterapp.commands.commandExecuted.connect((_, command) => {
  if (command.id === 'docmanager:save') command.result.then(() => { window.saves += 1; }); }); }"""
# red, green, blue of the pixel that a side canvas has most of
COMMON = """() => [...document.querySelectorAll('.tc-side-canvas')].filter((e) => e.clientWidth).map((e) => {
  const c = e.querySelector('canvas'), counts = {};
  const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  for (let i = 0; i < data.length; i += 4)
    if (data[i + 3] === 255) { const k = data[i] + data[i + 1] + data[i + 2]; counts[k] = (counts[k] ?? 0) + 1; }
  return +Object.keys(counts).sort((a, b) => counts[b] - counts[a])[0];
})"""


# the picture of a Display: its share of the cell's width, its alternative text, its mean lightness
FIGURE = """async () => {
  const image = document.querySelector('.jp-OutputArea-output img.teachclust-figure');
  const cell = image.closest('.jp-OutputArea-output');
  const other = getComputedStyle(image).content.match(/^url\\("(.*)"\\)$/);
  const seen = new Image();
  seen.src = other ? other[1] : image.src;
  await seen.decode();
  const context = new OffscreenCanvas(40, 40).getContext('2d');
  context.drawImage(seen, 0, 0, 40, 40);
  const data = context.getImageData(0, 0, 40, 40).data;
  return {alt: image.alt, fills: image.clientWidth / cell.clientWidth,
    light: data.reduce((sum, value) => sum + value, 0) / data.length};
}"""


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Notebook:
    book = shared_book("guest.ipynb", *CELLS)
    for index in range(3):
        book.stepper(index)
    return book


@pytest.fixture
def page(book: Notebook) -> Any:
    yield book.page
    assert book.trouble == []


def test_in_a_row_it_takes_the_room_that_is_left(book: Notebook, page: Any) -> None:
    row = page.locator(".widget-hbox").first.bounding_box()
    slider = page.locator(".widget-hbox .widget-slider").first.bounding_box()
    widget = book.stepper(0).bounding_box()
    assert widget["width"] > 400
    assert slider["width"] > 200
    assert slider["x"] + slider["width"] <= row["x"] + row["width"] + 1


def test_shortcuts_with_a_modifier_are_the_notebooks(book: Notebook, page: Any) -> None:
    root = book.stepper(1)
    targets = (root, root.locator('[data-act="transport.next"]'), root.locator("select").first)
    page.evaluate(COUNT_SAVES)
    for presses, target in enumerate(targets, 1):
        target.focus()
        page.evaluate(TOUCH)
        page.keyboard.press("Control+s")
        page.wait_for_function("(n) => window.saves === n", arg=presses)
        assert not page.evaluate(STATE)[0]
    ran = int(book.python("print(ran)"))
    for shortcut in ("Shift+Enter", "Control+Enter"):
        root = book.stepper(1)
        root.locator('[data-act="transport.next"]').focus()
        page.keyboard.press(shortcut)
        ran += 1
        page.wait_for_function(
            "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
        )
        assert book.python("print(ran)") == str(ran)


def test_single_keys_are_the_widgets(book: Notebook, page: Any) -> None:
    root = book.stepper(0)
    cells = page.evaluate(STATE)[1]
    root.focus()
    for key in ("d", "d", "x", "x", "b", "Shift+M", "Home", "ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate(STATE)[1] == cells
    assert root.get_attribute("data-step") == "1"
    # undo is the widget's where it has something to undo, and not the notebook's
    page.keyboard.press("n")
    root.and_(page.locator('[data-trace="2"][data-busy="false"]')).wait_for()
    page.keyboard.press("Control+z")
    root.and_(page.locator('[data-trace="1"]')).wait_for()


def test_undo_keeps_the_focus_when_nothing_is_left_to_undo(book: Notebook, page: Any) -> None:
    root = book.stepper(0)
    before = int(root.get_attribute("data-trace"))
    root.focus()
    page.keyboard.press("n")
    undo = root.locator('[data-act="transport.undo"]')
    page.wait_for_function("(b) => !b.hasAttribute('aria-disabled')", arg=undo.element_handle())
    for _ in range(6):
        undo.focus()
        page.keyboard.press("Enter")
        if undo.is_disabled():
            break
    assert undo.is_disabled()
    assert int(root.get_attribute("data-trace")) <= before
    assert undo.evaluate("b => b === document.activeElement")


def test_a_theme_that_is_switched_is_drawn_whole(book: Notebook, page: Any) -> None:
    for theme, shade in (("Dark", range(100, 400)), ("Light", range(600, 766))):
        page.evaluate(THEME, f"JupyterLab {theme}")
        book.stepper(1).and_(page.locator(f'[data-theme="{theme.lower()}"]')).wait_for()
        for index in (1, 2):
            book.stepper(index).locator(".tc-side-canvas:visible").scroll_into_view_if_needed()
            page.wait_for_timeout(150)
        assert [value in shade for value in page.evaluate(COMMON)] == [True, True]


def test_the_picture_of_a_display_follows_the_theme(book: Notebook, page: Any) -> None:
    picture = page.locator(".jp-OutputArea-output img.teachclust-figure")
    picture.scroll_into_view_if_needed()
    for theme, shade in (("Dark", range(80)), ("Light", range(200, 256))):
        page.evaluate(THEME, f"JupyterLab {theme}")
        book.stepper(1).and_(page.locator(f'[data-theme="{theme.lower()}"]')).wait_for()
        page.wait_for_timeout(700)  # JupyterLab fails where a theme is changed while one loads
        seen = page.evaluate(FIGURE)
        assert "inertia" in seen["alt"].lower()
        assert seen["fills"] > 0.8 or picture.evaluate("e => e.clientWidth") > 750
        assert int(seen["light"]) in shade
