"""Steppers of trees and mixtures in a real JupyterLab: the dragged cut, and a step to paint."""

from __future__ import annotations

from typing import Any

from benchmarks.browser import STEP, open_notebook, opened_lab
from benchmarks.report import Row, percentile

TREE = """
from sklearn.cluster import AgglomerativeClustering
from sklearn.datasets import make_blobs
from teachclust import watch
watch(AgglomerativeClustering(5), make_blobs(2_000, centers=5, random_state=0)[0])
"""
MIXTURE = """
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture
from teachclust import watch
X = make_blobs(5_000, centers=5, cluster_std=2.0, random_state=0)[0]
watch(GaussianMixture(5, init_params="random_from_data", random_state=0), X)
"""
# hold the cut, move it pixel by pixel; from the move to the task after the frame that draws it
CUT = """(count) => new Promise(async (done) => {
  const cut = document.querySelector('.tc-tree .tc-cut'), box = cut.getBoundingClientRect(), times = [];
  const at = (y) => ({bubbles: true, pointerId: 1, isPrimary: true, button: 0, clientX: box.left + 50, clientY: y});
  const start = box.top + box.height / 2;
  cut.setPointerCapture = () => undefined;
  cut.dispatchEvent(new PointerEvent('pointerdown', at(start)));
  for (let i = 0; i < count; i++) {
    await new Promise((r) => setTimeout(r, 60));
    const began = performance.now();
    cut.dispatchEvent(new PointerEvent('pointermove', at(start + (i % 2 ? 1 : -1) * (3 + 2 * (i % 30)))));
    times.push(await new Promise((resolve) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - began);
      channel.port2.postMessage(0);
    })));
  }
  cut.dispatchEvent(new PointerEvent('pointerup', at(start)));
  done(times);
})"""  # noqa: E501


def run(quick: bool) -> list[Row]:
    """Measure a tree of 2,000 leaves and a mixture of 5,000 points."""
    count = 10 if quick else 40
    with opened_lab() as (lab, page):
        return [
            _row("drag of the cut, 2,000 leaves", _times(lab, page, "tree", TREE, CUT, count)),
            _row(
                "step of a mixture, n = 5,000", _times(lab, page, "mixture", MIXTURE, STEP, count)
            ),
        ]


def _times(lab: Any, page: Any, name: str, source: str, script: str, count: int) -> list[float]:
    open_notebook(lab, page, f"{name}.ipynb", source).stepper()
    page.wait_for_timeout(1500)
    if name == "tree":
        page.locator('[data-act="transport.next"]').focus()
        page.keyboard.press("End")
        page.wait_for_timeout(700)
    times: list[float] = page.evaluate(script, count)
    return times


def _row(what: str, times: list[float]) -> Row:
    figure = f"p50 {percentile(times, 0.5):.0f} ms, p95 {percentile(times, 0.95):.0f} ms"
    return Row(what, figure, "p95 at most 50 ms", percentile(times, 0.95) <= 50)
