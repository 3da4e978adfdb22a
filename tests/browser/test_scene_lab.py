"""The SceneLab: a saved page without network, and a JupyterLab that answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lab import Notebook
from offline import opened_page
from sklearn.cluster import KMeans
from test_look import AXE, FINDINGS, WIDE

from teachclust import SceneLab
from teachclust.datasets import make_scene
from teachclust.images import ClusterMap
from teachclust.palette import map_colors

ROOT = '.teachclust[data-widget="scene_lab"]'
MAKE = """
import numpy as np
from sklearn.cluster import KMeans
from teachclust import SceneLab
from teachclust.datasets import make_scene
from teachclust.images import ClusterMap
from teachclust.palette import map_colors
scene = make_scene(160)
ids = np.full(scene.truth.ids.shape, -1)
ids[scene.raster.valid] = KMeans(8, n_init=1, random_state=0).fit_predict(scene.raster.pixels())
names = [f"cluster {i}" for i in range(8)]
clusters = ClusterMap(ids, names, map_colors(8), scene.raster.transform, scene.raster.crs)
w = SceneLab(scene.raster, clusters, truth=scene.truth)
w
"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    scene = make_scene(160)
    ids = np.full(scene.truth.ids.shape, -1)
    ids[scene.raster.valid] = KMeans(8, n_init=1, random_state=0).fit_predict(scene.raster.pixels())
    names = tuple(f"cluster {i}" for i in range(8))
    clusters = ClusterMap(ids, names, map_colors(8), scene.raster.transform, scene.raster.crs)
    lab = SceneLab(scene.raster, clusters, truth=scene.truth)
    return lab.save_html(tmp_path_factory.mktemp("scene") / "scene.html")


@pytest.fixture(params=["light", "dark"])
def opened(request: Any, browser: Any, saved: Path) -> Iterator[Any]:
    with opened_page(browser, saved, request.param) as page:
        yield page


def test_a_page_is_swiped_named_and_merged_by_keys(opened: Any) -> None:
    root = opened.locator(ROOT)
    keys = opened.keyboard
    root.focus()
    keys.press("ArrowRight")
    keys.press("Shift+ArrowLeft")
    assert root.get_by_role("slider").first.get_attribute("aria-valuenow") == "42"
    keys.press("b")
    assert root.locator('.tc-sc-chips [aria-pressed="true"]').inner_text() == "false color"
    keys.press("ArrowDown")
    root.locator(".tc-sc-list [aria-current]").wait_for()
    keys.press("n")
    keys.type("wet land")
    keys.press("Enter")
    root.locator(".tc-sc-list li", has_text="wet land").wait_for()
    keys.press("m")
    keys.press("Tab")
    keys.press("Enter")
    root.and_(opened.locator('[data-clusters="7"]')).wait_for()
    root.focus()
    keys.press("z")
    root.and_(opened.locator('[data-clusters="8"]')).wait_for()
    keys.press("i")
    note = root.locator(".tc-sc-note")
    opened.wait_for_function(
        "() => /Row \\d/.test(document.querySelector('.tc-sc-note').textContent)"
    )
    before = note.inner_text()
    keys.press("ArrowDown")
    opened.wait_for_function(
        "before => document.querySelector('.tc-sc-note').textContent !== before", arg=before
    )
    assert "desert" not in root.inner_text()
    keys.press("a")
    root.locator(".tc-sc-confusion th", has_text="desert").wait_for()


@pytest.mark.parametrize("width", [1000, 360])
def test_a_page_is_whole_and_clean_at_every_width(opened: Any, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    root = opened.locator(ROOT)
    root.focus()
    for key in ("t", "?", "a", "i"):
        opened.keyboard.press(key)
    assert opened.evaluate(WIDE) == []
    opened.evaluate(AXE.read_text("utf-8"))
    assert opened.evaluate(FINDINGS) == []


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Notebook:
    book = shared_book("scene.ipynb", MAKE)
    book.page.locator(f"{ROOT} canvas").first.wait_for()
    return book


def test_python_tells_spectra_and_reads_what_was_named_and_merged(book: Notebook) -> None:
    page = book.page
    root = page.locator(ROOT)
    view = root.locator(".tc-sc-view").bounding_box()
    page.mouse.move(view["x"] + 0.7 * view["width"], view["y"] + 0.1 * view["height"])
    note = root.locator(".tc-sc-note")
    # once Python has sent the bands, they aren't rounded any more
    page.wait_for_function(
        "() => /Row \\d+.*cluster \\d+$/.test(document.querySelector('.tc-sc-note').textContent)"
    )
    told = re.search(r"Row (\d+), column (\d+).*cluster (\d+)", note.inner_text())
    assert told
    row, column, cluster = (int(part) for part in told.groups())
    shown = root.locator(".tc-sc-values tbody tr").first.locator("td").all_inner_texts()
    code = f"print(w.content[0].pixel({row}, {column}), w.clusters.ids[{row}, {column}])"
    values = re.findall(r"[\d.]+", book.python(code))
    assert [float(one) for one in shown] == pytest.approx([float(v) for v in values[:6]], abs=6e-4)
    assert int(values[6]) == cluster

    page.mouse.click(view["x"] + 0.7 * view["width"], view["y"] + 0.1 * view["height"])
    root.locator(".tc-sc-field").fill("sea")
    root.locator(".tc-sc-field").press("Enter")
    root.locator(".tc-sc-list li", has_text="sea").wait_for()
    root.locator('[data-act="scene.merge"]').click()
    root.and_(page.locator('[data-clusters="7"]')).wait_for()
    made = book.python(f"print(w.clusters.names[{cluster}], (w.clusters.ids == {cluster}).sum())")
    assert made.strip().endswith(" 0")
    root.focus()
    page.keyboard.press("z")
    root.and_(page.locator('[data-clusters="8"]')).wait_for()
    assert "sea" in book.python(
        f"print(w.clusters.names[{cluster}], (w.clusters.ids == {cluster}).sum())"
    )
    page.keyboard.press("a")
    percent = root.locator(".tc-sc-accuracy td").nth(1).inner_text()
    assert percent == f"{100 * float(book.python('print(w.accuracy())').split()[-1]):.1f} %"
    assert book.trouble == []
    assert book.foreign == []
