"""Compare in a real JupyterLab: frames of the screen while all planes step, a point lit in each."""

from __future__ import annotations

from typing import Any

from benchmarks.browser import PLAY, POINT, open_notebook, opened_lab
from benchmarks.report import Row, percentile

SETUP = (
    "from sklearn.cluster import *\nfrom sklearn.mixture import GaussianMixture\n"
    "from sklearn.datasets import make_blobs\nfrom teachclust import compare, compare_grid\n"
    "X, _ = make_blobs({n}, centers=6, random_state=0)\n"
)
TWO = "[AgglomerativeClustering(6, linkage=name) for name in ('single', 'ward')]"
FOUR = (
    "[KMeans(6, random_state=0), AgglomerativeClustering(6), DBSCAN(0.6),"
    " GaussianMixture(6, random_state=0)]"
)
NINE = (
    "[KMeans(6, random_state=0), MiniBatchKMeans(6, random_state=0), MeanShift(bandwidth=2),"
    " AgglomerativeClustering(6), AgglomerativeClustering(6, linkage='single'), DBSCAN(0.6),"
    " OPTICS(min_samples=8), HDBSCAN(copy=True), GaussianMixture(6, random_state=0)]"
)
#: what is compared, on how many points, and what the row is called
CASES = (
    (TWO, 2_000, "two settings side by side, n = 2,000"),
    (FOUR, 2_000, "four estimators stepping side by side, n = 2,000"),
    (NINE, 500, "nine estimators stepping side by side, n = 500"),
)
GRID = "compare_grid(DBSCAN(), {'eps': [.1 * i for i in range(1, 11)], 'min_samples': range(2, 12)}, X)"  # noqa: E501

# go over the cells; from the pointer's entering to the task after the frame that shows the cell
PEEK = """(count) => new Promise(async (done) => {
  const cells = [...document.querySelectorAll('.tc-cell')], times = [];
  for (let i = 0; i < count; i++) {
    await new Promise((r) => setTimeout(r, 60));
    const start = performance.now();
    cells[(i * 37) % cells.length].dispatchEvent(new PointerEvent('pointerenter', {pointerType: 'mouse'}));
    times.push(await new Promise((resolve) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - start);
      channel.port2.postMessage(0);
    })));
  }
  done(times);
})"""  # noqa: E501


def run(quick: bool) -> list[Row]:
    """Measure planes that step together at four times the usual speed, and a grid's cells."""
    with opened_lab() as (lab, page):
        rows = [_play(lab, page, *case, 3 if quick else 8) for case in CASES]
        page.locator('.teachclust[data-widget="compare"]').first.focus()
        page.keyboard.press("End")
        page.wait_for_timeout(1500)
        times = page.evaluate(POINT, 20 if quick else 100)
        rows.append(_row("pointing at a point to its lights in nine planes", times, 33))
        open_notebook(lab, page, "grid.ipynb", SETUP.format(n=2_000) + GRID)
        page.locator(".tc-cell canvas").first.wait_for(timeout=120_000)
        page.wait_for_timeout(2500)
        times = page.evaluate(PEEK, 20 if quick else 100)
        rows.append(_row("a cell of a grid of 100, pointed at to shown, n = 2,000", times, 50))
    return rows


def _play(lab: Any, page: Any, estimators: str, n: int, what: str, seconds: float) -> Row:
    source = f"{SETUP.format(n=n)}compare({estimators}, X)"
    open_notebook(lab, page, f"compare{n}.ipynb", source)
    root = page.locator('.teachclust[data-widget="compare"]').first
    root.locator("canvas").first.wait_for(timeout=120_000)
    root.locator(".tc-speed").evaluate(
        "(speed) => { speed.value = '4'; speed.dispatchEvent(new Event('change')); }"
    )
    page.wait_for_timeout(2500)
    gaps = page.evaluate(PLAY.replace("[data-widget=stepper]", "[data-widget=compare]"), seconds)
    frames = 1000 * len(gaps) / sum(gaps)
    late = 100 * sum(gap > 25 for gap in gaps) / len(gaps)
    figure = f"{frames:.1f} frames a second, {late:.1f} % late"
    return Row(what, figure, "60 frames a second", round(frames) >= 59)


def _row(what: str, times: list[float], most: int) -> Row:
    p95 = percentile(times, 0.95)
    figure = f"p50 {percentile(times, 0.5):.0f} ms, p95 {p95:.0f} ms"
    return Row(what, figure, f"p95 at most {most} ms", p95 <= most)
