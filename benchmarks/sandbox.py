"""The Sandbox in a real JupyterLab: a stroke of 200 points, to the new trace on screen."""

from __future__ import annotations

from typing import Any

from benchmarks.browser import NEXT_TRACE, open_notebook, opened_lab
from benchmarks.report import Row, percentile

SOURCE = "from sklearn.cluster import DBSCAN, KMeans\nfrom teachclust import Sandbox\n"
ESTIMATORS = {"KMeans": "KMeans(3)", "DBSCAN": "DBSCAN(eps=0.5)"}
#: the brush leaves ten points in one place, and has twenty places and more on its way
DENSITY = 10
STROKE = 200
# set the density
BRUSH = """(density) => {
  const root = document.querySelector('.teachclust'), input = root.querySelectorAll('.tc-slide')[1];
  input.value = density;
  input.dispatchEvent(new Event('input'));
}"""


def run(quick: bool) -> list[Row]:
    """Measure a stroke on 150 points, by two estimators."""
    with opened_lab() as (lab, page):
        return [_row(lab, page, name, 8 if quick else 40) for name in ESTIMATORS]


def _row(lab: Any, page: Any, name: str, count: int) -> Row:
    """Paint and undo; from the release to the task after the frame that shows the new trace."""
    source = f"{SOURCE}w = Sandbox(estimator={ESTIMATORS[name]})\nw"
    book = open_notebook(lab, page, f"sandbox_{name}.ipynb", source)
    root = book.stepper()
    root.locator(".tc-sandbox").wait_for()
    page.evaluate(BRUSH, DENSITY)
    page.wait_for_timeout(1500)
    root.locator(".tc-plane").scroll_into_view_if_needed()
    times, points = [], []
    for _ in range(count):
        times.append(_stroke(page, root))
        points.append(int(book.python("print(len(w.points))")) - 150)
        root.locator(".tc-sandbox [data-act='transport.undo']").click()
        page.wait_for_timeout(700)
    figure = f"p50 {percentile(times, 0.5):.0f} ms, p95 {percentile(times, 0.95):.0f} ms"
    met = percentile(times, 0.95) <= 150 and min(points) >= STROKE
    what = f"Sandbox, a stroke of {STROKE} points to the new trace of {name}"
    return Row(what, figure, "p95 at most 150 ms", met)


def _stroke(page: Any, root: Any) -> float:
    box = root.locator(".tc-plane").bounding_box()
    x, y = box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.4
    page.evaluate(NEXT_TRACE)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + box["width"] * 0.52, y, steps=20)
    page.mouse.up()
    time: float = page.evaluate("() => window.tcDrag")
    return time
