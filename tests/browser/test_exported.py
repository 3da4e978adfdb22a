"""An exported lesson: what its widgets share is in the page once, and each draws its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from offline import opened_page

from teachclust import PaletteLab
from teachclust.lessons.export_cells import LessonPage
from teachclust.widgets.base import PAGE_MIME
from teachclust.widgets.page import page


def _exported(states: list[dict[str, Any]], path: Path) -> Path:
    code = nbformat.v4.new_code_cell("PaletteLab(image)")
    rules = {"text/html": "<style>.a{}</style><span hidden></span>", "text/plain": ""}
    live = {"application/vnd.jupyter.widget-view+json": {"model_id": "a"}, "text/plain": ""}
    for state in states:
        for data in (rules, {PAGE_MIME: state, "text/plain": "PaletteLab"}, live):
            code.outputs.append(nbformat.v4.new_output("display_data", data))
    made = LessonPage(nbformat.v4.new_notebook(cells=[code]), "palettes")
    path.write_text(page("palettes", made.body, made.states), encoding="utf-8")
    return path


def test_widgets_with_one_photograph_draw_it_each(browser: Any, tmp_path: Path) -> None:
    image = np.random.default_rng(0).integers(0, 256, (60, 90, 3), dtype=np.uint8)
    states = [PaletteLab(image, k=k).page_state() for k in (2, 8, 2)]
    saved = _exported(states, tmp_path / "page.html")
    one = _exported(states[:1], tmp_path / "one.html")
    more = saved.stat().st_size - one.stat().st_size
    assert more < 0.25 * (one.stat().st_size - 150_000) + 20_000
    with opened_page(browser, saved, "light") as opened:
        labs = opened.locator(".teachclust")
        labs.nth(2).locator("canvas").first.wait_for()
        assert labs.count() == 3
        pixels = """(root) => {
            const canvas = root.querySelector("canvas");
            const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            return data.some((value, i) => i % 4 < 3 && value > 0);
        }"""
        for i in range(3):
            labs.nth(i).scroll_into_view_if_needed()
            opened.wait_for_function(pixels, arg=labs.nth(i).element_handle())
        assert opened.locator("pre").count() == 1, "the code; no empty frames"
