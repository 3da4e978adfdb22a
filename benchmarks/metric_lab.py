"""The MetricLab: from an edit to all scores on screen, in a notebook and in a saved page."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.browser import open_notebook, opened_lab
from benchmarks.report import Row, percentile

N = 1_000
MADE = (
    "from sklearn.datasets import make_blobs\nfrom sklearn.cluster import KMeans\n"
    "from teachclust import MetricLab\n"
    f"X, y = make_blobs({N}, centers=4, cluster_std=1.5, random_state=0)\n"
    "MetricLab(X, y, KMeans(4, n_init=1, random_state=0), challenge='ari-1')"
)
# from the event to the task after the frame that draws labels, scores and reasons
EDITS = """async (count) => {
  const root = document.querySelector('.teachclust[data-widget=metric_lab]');
  const plane = root.querySelector('.tc-plane'), box = plane.getBoundingClientRect();
  const press = (i) => {
    const at = {clientX: box.left + box.width * (0.3 + 0.4 * ((i * 0.618) % 1)), clientY: box.top + box.height * (0.3 + 0.4 * ((i * 0.382) % 1)),
      pointerId: 1, isPrimary: true, pointerType: 'mouse', bubbles: true};
    plane.dispatchEvent(new PointerEvent('pointerdown', at));
    for (const by of [6, 12, 18]) plane.dispatchEvent(new PointerEvent('pointermove', {...at, clientX: at.clientX + by}));
    plane.dispatchEvent(new PointerEvent('pointerup', {...at, clientX: at.clientX + 18}));
  };
  const rule = (name) => () => root.querySelector(`[data-act="metric_lab.${name}"]`).click();
  const choose = (i) => { const chips = root.querySelectorAll('.tc-ml-chip'); chips[i % Math.min(4, chips.length)].click(); };
  // strokes are the most of what a learner does; rules change every point
  const acts = [press, press, press, rule('split'), press, press, rule('shuffle'), press, press, rule('each_alone'), press, rule('reset')];
  const times = [];
  for (let i = 0; i < count; i++) {
    choose(i);
    await new Promise((r) => setTimeout(r, 150));
    times.push(await new Promise((resolve, reject) => {
      const before = root.dataset.state, start = performance.now();
      const late = setTimeout(() => { watcher.disconnect(); resolve(null); }, 3000);
      const watcher = new MutationObserver(() => {
        if (root.dataset.state === before) return;
        watcher.disconnect(); clearTimeout(late);
        requestAnimationFrame(() => { const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now() - start);
          channel.port2.postMessage(0); });
      });
      watcher.observe(root, {attributes: true});
      acts[i % acts.length](i);
    }));
  }
  return times.filter((time) => time !== null);
}"""  # noqa: E501


def run(quick: bool) -> list[Row]:
    """Measure edits of 1,000 points, by strokes and by rules."""
    count = 36 if quick else 120
    with opened_lab() as (lab, page):
        open_notebook(lab, page, "metric_lab.ipynb", MADE)
        page.locator('.teachclust[data-widget="metric_lab"] canvas').first.wait_for(timeout=60_000)
        live = _edited(page, count)
        _open_saved(page)
        alone = _edited(page, count)
    return [
        _row(f"MetricLab, an edit to all scores on screen, n = {N:,}, p95", live),
        _row(f"the same in a saved page without Python, n = {N:,}, p95", alone),
    ]


def _edited(page: Any, count: int) -> list[float]:
    page.evaluate(EDITS, 12)  # warm
    return [float(time) for time in page.evaluate(EDITS, count)]


def _open_saved(page: Any) -> None:
    """Open the same widget as a page from disk."""
    from sklearn.cluster import KMeans
    from sklearn.datasets import make_blobs

    from teachclust import MetricLab

    X, y = make_blobs(N, centers=4, cluster_std=1.5, random_state=0)
    lab = MetricLab(X, y, KMeans(4, n_init=1, random_state=0), challenge="ari-1")
    with tempfile.TemporaryDirectory() as folder:
        file = lab.save_html(Path(folder) / "metric_lab.html")
        page.goto(file.as_uri())
        page.locator('.teachclust[data-widget="metric_lab"] canvas').first.wait_for()


def _row(what: str, times: list[float]) -> Row:
    p95 = percentile(times, 0.95)
    figure = f"{p95:.0f} ms (median {percentile(times, 0.5):.0f} ms)"
    return Row(what, figure, "50 ms", p95 <= 50)
