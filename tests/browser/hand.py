"""A learner's hand on a Stepper: reads its state, finds places on its plane, presses its parts."""

from __future__ import annotations

import json
from typing import Any

from lab import Notebook

SETUP = """
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from teachclust import watch
X, _ = make_blobs(300, centers=4, random_state=0, cluster_std=0.6)
"""
WATCH = """
w = watch(KMeans(n_clusters=4, init='random', n_init=1, random_state=2), X, controls='all')
w
"""


class Hand:
    """A Stepper in a page, and Python's name for it."""

    def __init__(self, book: Notebook, index: int = 0, name: str = "w") -> None:
        self.book, self.page, self.name = book, book.page, name
        self.root = book.stepper(index)
        self.plane = self.root.locator(".tc-plane")

    # --- state ---------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        return int(self.root.get_attribute("data-step"))

    @property
    def trace(self) -> int:
        return int(self.root.get_attribute("data-trace"))

    def ask(self, expression: str) -> Any:
        """Value of an expression in Python, through JSON."""
        code = f"import json; print(json.dumps({expression}))"
        return json.loads(self.book.python(code.replace("w.", f"{self.name}.")))

    def until(self, name: str, value: object) -> None:
        """Wait for a data attribute."""
        self.root.and_(self.page.locator(f'[data-{name}="{value}"]')).wait_for()

    def answered(self, trace: int) -> None:
        """Wait for Python's answer with a trace of this number."""
        self.until("trace", trace)
        self.until("busy", "false")

    # --- moves ---------------------------------------------------------------------------------

    def act(self, name: str) -> Any:
        return self.root.locator(f'[data-act="{name}"]')

    def next(self, times: int = 1) -> None:
        for _ in range(times):
            self.act("transport.next").click()

    def to(self, step: int) -> None:
        self.root.focus()
        self.page.keyboard.press("Home")
        for _ in range(step):
            self.page.keyboard.press("ArrowRight")
        self.until("step", step)

    def press(self, *keys: str) -> None:
        self.root.focus()
        for key in keys:
            self.page.keyboard.press(key)

    def tool(self, name: str) -> None:
        self.root.locator("select").filter(has=self.page.locator('[value="draw"]')).select_option(
            name
        )

    # --- places --------------------------------------------------------------------------------

    def spot(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the data lies on the page: equal axes, the data in the middle."""
        self.plane.scroll_into_view_if_needed()
        box = self.plane.bounding_box()
        x0, x1, y0, y1 = self.ask("w.trace['head']['domain']")
        width, height = box["width"], box["height"]
        text = 11 * min(1.5, max(1, min(width, height) / 480))
        left, top = 3.6 * text, 2 * text
        right, bottom = width - 0.9 * text, height - 2.3 * text
        unit = min((right - left - 32) / (x1 - x0), (bottom - top - 32) / (y1 - y0))
        px = (left + right) / 2 + (x - (x0 + x1) / 2) * unit
        py = (top + bottom) / 2 - (y - (y0 + y1) / 2) * unit
        return box["x"] + px, box["y"] + py

    def center(self, cluster: int) -> list[float]:
        """Where a center is at the step on screen."""
        return self.ask(f"w.current[{self.step}].values['centers'][{cluster}].tolist()")

    def settled(self) -> None:
        """Wait until nothing glides: two frames alike."""
        self.page.wait_for_timeout(0)
        self.plane.evaluate(SETTLED)

    def drag(self, start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> None:
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move(*end, steps=steps)
        mouse.up()

    def inked(self) -> float:
        """Share of the cloud's pixels that are drawn."""
        return self.plane.evaluate(INKED)


SETTLED = """async (plane) => {
  const sum = () => [...plane.querySelectorAll('canvas')].map((c) => {
    const d = new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer);
    let h = 0; for (let i = 0; i < d.length; i += 7) h = (h * 31 + d[i]) | 0;
    return h;
  }).join();
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  let before = '';
  for (let alike = 0; alike < 4;) {
    await frame();
    const now = sum();
    alike = now === before ? alike + 1 : 0;
    before = now;
  }
}"""
INKED = """(plane) => {
  const cloud = plane.querySelectorAll('canvas')[1];
  const data = cloud.getContext('2d').getImageData(0, 0, cloud.width, cloud.height).data;
  let inked = 0;
  for (let i = 3; i < data.length; i += 4) inked += data[i] > 0 ? 1 : 0;
  return inked / (data.length / 4);
}"""
