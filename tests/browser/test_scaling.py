"""Features are stretched by hand in a real JupyterLab, and turned over in a page without Python."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hand import Hand
from lab import Notebook
from sklearn.cluster import KMeans

from teachclust import watch

DATA = """
import numpy as np
from sklearn.cluster import KMeans
from teachclust import watch
rng = np.random.default_rng(1)
X = np.column_stack([np.r_[rng.normal(28, 4, 60), rng.normal(60, 5, 60)], rng.normal(5e4, 1e4, 120)])
"""
WATCH = """
w = watch(KMeans(n_clusters=2, random_state=0), X, controls='scaling')
w
"""


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Notebook:
    return shared_book("scaling.ipynb", DATA, WATCH)


@pytest.fixture
def hand(book: Notebook) -> Hand:
    """A new Stepper for each test, at its last step."""
    book.run_cell(1)
    hand = Hand(book)
    hand.until("trace", 1)
    hand.until("step", 0)
    hand.press("End")
    hand.settled()
    yield hand
    assert book.trouble == []


def handle(hand: Hand, axis: str) -> Any:
    found = hand.root.locator(f".tc-axis-{axis} input")
    found.scroll_into_view_if_needed()
    return found


def test_a_handle_is_dragged_and_the_fit_follows_it(hand: Hand) -> None:
    income = handle(hand, "y")
    box = income.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    thin = hand.inked()
    hand.page.mouse.move(x, y)
    hand.page.mouse.down()
    hand.page.mouse.move(x, y + 0.4 * box["height"], steps=6)
    hand.until("busy", "false")
    hand.settled()
    assert hand.trace > 1
    assert hand.inked() > 2 * thin
    assert income.get_attribute("aria-valuetext").startswith("x2 × 0.000")
    wide = hand.inked()
    hand.page.mouse.up()
    hand.page.wait_for_timeout(100)
    hand.until("busy", "false")
    hand.settled()
    assert hand.inked() == pytest.approx(wide, rel=0.05)
    factor = float(income.get_attribute("aria-valuetext").split("× ")[1])
    assert hand.ask("w.scaling") == f"X * [1, {factor:g}]"
    assert hand.root.locator(".tc-fitted code").inner_text() == hand.ask("w.scaling")
    fitted = f"KMeans(n_clusters=2, random_state=0).fit(X * [1, {factor:g}]).labels_.tolist()"
    assert hand.ask(f"w.current.labels.tolist() == {fitted}")
    hand.press("u")
    hand.answered(1)
    assert hand.ask("w.scaling") == "X"
    assert income.get_attribute("aria-valuetext") == "x2 × 1"


def test_keys_stretch_and_one_fit_follows(hand: Hand) -> None:
    handle(hand, "x").focus()
    for _ in range(4):
        hand.page.keyboard.press("ArrowRight")
    hand.answered(2)
    assert hand.ask("w.scaling") == "X * [1.6, 1]"
    hand.page.keyboard.press("ArrowLeft")
    hand.answered(3)
    assert hand.ask("w.scaling") == "X * [1.4, 1]"


def test_a_finger_stretches(hand: Hand) -> None:
    box = handle(hand, "x").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = hand.page.context.new_cdp_session(hand.page)

    def finger(kind: str, *points: float) -> None:
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": at, "y": y} for at in points]},
        )

    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    finger("touchStart", x)
    for part in (0.05, 0.1, 0.15):
        finger("touchMove", x + part * box["width"])
    finger("touchEnd")
    hand.page.wait_for_timeout(100)
    hand.until("busy", "false")
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    assert hand.ask("w._setup.scaling.factors[0] > 3")


def test_standardized_and_given_are_chosen_in_a_page(page: Any, tmp_path: Path) -> None:
    from playwright.sync_api import expect  # there where the browser is

    rng = np.random.default_rng(1)
    X = np.column_stack([rng.normal(40, 10, 80), rng.normal(5e4, 1e4, 80)])
    w = watch(KMeans(2, random_state=0), X, controls="scaling")
    page.goto(w.save_html(tmp_path / "scaling.html").as_uri())
    root = page.locator(".teachclust").first
    root.focus()
    page.keyboard.press("End")
    code, choice = root.locator(".tc-fitted code"), root.locator(".tc-scaling select")
    sentence = root.locator(".tc-sentence").first
    given = sentence.inner_text()
    choice.select_option("standardized")
    expect(code).to_have_text("StandardScaler().fit_transform(X)")
    expect(sentence).not_to_have_text(given)
    assert root.locator(".tc-axis-x input").is_disabled()
    choice.select_option("given")
    expect(sentence).to_have_text(given)
    expect(code).to_have_text("X")
    root.locator("[data-act='control.equal']").click()
    expect(root.locator("[data-act='control.equal']")).to_have_attribute("aria-pressed", "false")
