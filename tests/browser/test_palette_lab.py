"""The PaletteLab: a saved page without network, and a JupyterLab that answers."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lab import Notebook
from offline import opened_page
from PIL import Image
from test_look import AXE, FINDINGS, WIDE

from teachclust import PaletteLab

ROOT = '.teachclust[data-widget="palette_lab"]'
# red, green, blue of the pixel at a part of the way across and down of the copy
PIXEL = """([across, down]) => {
  const canvas = document.querySelectorAll('.tc-pal-image')[1];
  const at = [Math.floor(across * canvas.width), Math.floor(down * canvas.height), 1, 1];
  return [...canvas.getContext('2d').getImageData(...at).data].slice(0, 3);
}"""
CLOUD = """() => { const c = document.querySelector('.tc-pal-cloud canvas');
  const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let inked = 0, sum = 0; for (let i = 0; i < data.length; i += 4) if (data[i + 3]) { inked += 1; sum = (sum + i * data[i]) % 1e9; }
  return [inked, sum]; }"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("palette")
    return PaletteLab(k=8).save_html(folder / "palette.html")


@pytest.fixture(params=["light", "dark"])
def opened(request: Any, browser: Any, saved: Path) -> Iterator[Any]:
    with opened_page(browser, saved, request.param) as page:
        yield page


def test_a_page_works_by_keys_alone(opened: Any) -> None:
    root = opened.locator(ROOT)
    root.focus()
    for key, k in (("ArrowUp", 16), ("ArrowUp", 32), ("PageDown", 16), ("ArrowDown", 8)):
        opened.keyboard.press(key)
        root.and_(opened.locator(f'[data-k="{k}"]')).wait_for()
    line = root.get_by_role("slider").first
    opened.keyboard.press("ArrowRight")
    assert root.locator("[role=slider]").get_attribute("aria-valuenow") == "52"
    before = opened.evaluate(PIXEL, [0.9, 0.1])
    opened.keyboard.press("e")
    assert opened.evaluate(PIXEL, [0.9, 0.1]) != before
    opened.keyboard.press("e")
    assert opened.evaluate(PIXEL, [0.9, 0.1]) == before
    assert line.is_visible()
    drawn = opened.evaluate(CLOUD)
    assert drawn[0] > 2000, "the cloud is drawn"
    root.locator(".tc-pal-cloud").focus()
    opened.keyboard.press("ArrowRight")
    assert opened.evaluate(CLOUD) != drawn


def test_a_page_compares_with_a_jpeg_magnifies_and_links_colors_with_pixels(opened: Any) -> None:
    root, note = opened.locator(ROOT), opened.locator(".tc-pal-note")
    root.focus()
    opened.keyboard.press("j")
    assert note.inner_text().startswith("JPEG, quality ")
    opened.wait_for_function(
        "() => document.querySelectorAll('.tc-pal-image')[2].getContext('2d').getImageData(9, 9, 1, 1).data[3]"
    )
    opened.keyboard.press("m")
    opened.keyboard.press("ArrowRight")
    assert opened.locator(".tc-pal-lens").is_visible()
    assert note.inner_text().startswith("Pixel 321, 213: ")
    opened.keyboard.press("m")
    box = opened.locator(".tc-pal-view").bounding_box()
    opened.mouse.click(box["x"] + 0.2 * box["width"], box["y"] + 0.1 * box["height"])
    lit = opened.locator(".tc-pal-swatches .tc-pal-lit code").inner_text()
    assert lit in note.inner_text()  # the color, or the pixel under the pointer that has it
    assert opened.locator(".tc-pal-veil").is_visible()
    opened.locator(".tc-pal-swatches").focus()
    opened.keyboard.press("End")
    opened.locator(".tc-pal-swatches li:last-child.tc-pal-lit").wait_for()
    root.focus()
    opened.keyboard.press("Escape")
    opened.mouse.move(0, 0)
    opened.locator(".tc-pal-veil").wait_for(state="hidden")


def test_a_page_follows_mouse(opened: Any) -> None:
    box = opened.locator(".tc-pal-view").bounding_box()
    y = box["y"] + box["height"] / 2
    opened.mouse.move(box["x"] + box["width"] / 2, y)
    opened.mouse.down()
    opened.mouse.move(box["x"] + box["width"] / 4, y, steps=5)
    opened.mouse.up()
    at = int(opened.locator("[role=slider]").get_attribute("aria-valuenow"))
    assert abs(at - 25) <= 1
    cloud = opened.locator(".tc-pal-cloud").bounding_box()
    drawn = opened.evaluate(CLOUD)
    opened.mouse.move(cloud["x"] + 60, cloud["y"] + 60)
    opened.mouse.down()
    opened.mouse.move(cloud["x"] + 120, cloud["y"] + 80, steps=5)
    opened.mouse.up()
    assert opened.evaluate(CLOUD) != drawn


@pytest.mark.parametrize("width", [1000, 700, 360, 320])
def test_a_page_is_whole_and_clean_at_every_width(opened: Any, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    root = opened.locator(ROOT)
    root.focus()
    for key in ("t", "?", "e"):
        opened.keyboard.press(key)
    assert opened.evaluate(WIDE) == []
    opened.evaluate(AXE.read_text("utf-8"))
    assert opened.evaluate(FINDINGS) == []


def test_a_page_is_not_too_large(saved: Path) -> None:
    assert saved.stat().st_size < 2_500_000


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Notebook:
    book = shared_book("palette.ipynb", "from teachclust import PaletteLab\nw = PaletteLab(k=8)\nw")
    book.page.locator(f"{ROOT} canvas").first.wait_for()
    return book


def test_python_answers_k_space_and_photo(book: Notebook) -> None:
    page = book.page
    root = page.locator(ROOT)

    def until(name: str, value: str | int) -> None:
        root.and_(page.locator(f'[data-{name}="{value}"]')).wait_for()

    root.locator("input[type=number]").fill("25")
    root.locator("input[type=number]").press("Enter")
    until("k", 25)
    assert root.locator(".tc-pal-swatches li").count() == 25
    root.locator('[data-act="control.experiment"]').click()
    root.locator('[data-act="palette.lab"]').click()
    until("space", "lab")
    # Python and the screen have the same colors, rounded the same way
    shown = root.locator(".tc-pal-swatches code").all_inner_texts()
    told = book.python("print(' '.join('#%02x%02x%02x' % tuple(c) for c in w.palette))")
    assert " ".join(shown) in told

    file = io.BytesIO()
    photo = np.zeros((30, 40, 3), dtype=np.uint8)
    photo[:, 20:] = (250, 10, 10)
    Image.fromarray(photo).save(file, format="PNG")
    root.locator("input[type=file]").set_input_files(
        {"name": "mine.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    until("picture", 2)
    assert page.evaluate(PIXEL, [0.9, 0.5]) == [250, 10, 10]
    assert "mine.png" in root.inner_text()

    root.locator("input[type=file]").set_input_files(
        {"name": "bad.png", "mimeType": "image/png", "buffer": b"no picture"}
    )
    root.get_by_role("alert").wait_for()
    assert root.get_attribute("data-picture") == "2"
    assert book.trouble == []
    assert book.foreign == []
