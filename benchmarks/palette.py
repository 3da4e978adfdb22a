"""The PaletteLab: its fit against k-means over all pixels, and what a learner waits for.

Both fits are timed by turns in one process, after one fit that nobody times. The plain way is what
a lesson would write: all pixels, scikit-learn's defaults, threads as they come.
"""

from __future__ import annotations

import math
import time
from statistics import median
from typing import Any

import numpy as np
from sklearn.cluster import KMeans

from benchmarks.browser import open_notebook, opened_lab
from benchmarks.report import Row, percentile

K = 64
LAB = "from teachclust import PaletteLab\nPaletteLab(k=16)"
# from the press of a key to the task after the frame that draws its answer
CHANGE = """async (ks) => {
  const root = document.querySelector('.teachclust'), field = root.querySelector('input[type=number]');
  const times = [];
  for (const k of ks) {
    times.push(await new Promise((resolve, reject) => {
      const start = performance.now();
      const late = setTimeout(() => reject(new Error(`no picture in ${k} colors`)), 30000);
      const watcher = new MutationObserver(() => {
        if (root.dataset.k !== String(k)) return;
        watcher.disconnect(); clearTimeout(late);
        requestAnimationFrame(() => { const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now() - start);
          channel.port2.postMessage(0); });
      });
      watcher.observe(root, {attributes: true});
      field.value = k; field.dispatchEvent(new Event('change'));
    }));
    await new Promise((r) => setTimeout(r, 300));
  }
  return times;
}"""  # noqa: E501
# a key in every frame, and the frames counted
KEYS = """([selector, keys, seconds]) => new Promise((done) => {
  const target = document.querySelector('.teachclust').querySelector(selector), gaps = [];
  let last = performance.now(), i = 0; const end = last + seconds * 1000;
  const beat = (now) => {
    gaps.push(now - last); last = now;
    target.dispatchEvent(new KeyboardEvent('keydown', {key: keys[Math.floor(i++ / 25) % 2], bubbles: true, cancelable: true}));
    if (now < end) requestAnimationFrame(beat); else done(gaps.slice(2));
  };
  requestAnimationFrame(beat);
})"""  # noqa: E501


def run(quick: bool) -> list[Row]:
    """Measure the fit, then the widget in a real JupyterLab."""
    return [*fit_rows(2 if quick else 5), *_in_lab(quick)]


def fit_rows(turns: int) -> list[Row]:
    """Measure 64 colors for china.jpg, both ways."""
    from sklearn.datasets import load_sample_image

    from teachclust.images.palettes import color_table, fit_palette

    china = np.asarray(load_sample_image("china.jpg"))
    flat = china.reshape(-1, 3) / 255.0
    fit_palette(color_table(china), K)
    ours: list[float] = []
    plain: list[float] = []
    lost: list[float] = []
    for seed in range(turns):
        start = time.perf_counter()
        found = fit_palette(color_table(china), K, random_state=seed)
        middle = time.perf_counter()
        model = KMeans(K, random_state=seed).fit(flat)
        plain.append(time.perf_counter() - middle)
        ours.append(middle - start)
        lost.append(_psnr(model, china) - found.psnr)
    ratio = median(plain) / median(ours)
    figure = f"{ratio:.1f} times faster ({median(plain):.2f} s / {median(ours):.3f} s)"
    loss = f"median {median(lost):+.2f} dB, worst {max(lost):+.2f} dB lost"
    return [
        Row("64 colors for china.jpg, `KMeans(64).fit` on all pixels / PaletteLab's fit", figure,
            "at least 5 times faster", ratio >= 5),
        Row("the same, PSNR lost", loss, "median at most 0.1 dB", median(lost) <= 0.1),
    ]  # fmt: skip


def _psnr(model: Any, image: Any) -> float:
    copy = np.rint(model.cluster_centers_[model.labels_] * 255).reshape(image.shape)
    return 10 * math.log10(255**2 / float(((copy - image) ** 2).mean()))


def _in_lab(quick: bool) -> list[Row]:
    ks = [2, 8, 32, 12, 64, 25, 128, 5] if quick else [*range(2, 40, 3), 48, 64, 96, 128, 192, 256]
    seconds = 2 if quick else 5
    with opened_lab() as (lab, page):
        open_notebook(lab, page, "palette.ipynb", LAB)
        page.locator('.teachclust[data-widget="palette_lab"] canvas').first.wait_for(timeout=60_000)
        page.wait_for_timeout(2000)
        times = page.evaluate(CHANGE, ks)
        swipe = page.evaluate(KEYS, ["[role=slider]", ["ArrowLeft", "ArrowRight"], seconds])
        turn = page.evaluate(KEYS, [".tc-pal-cloud", ["ArrowLeft", "ArrowRight"], seconds])
    middle = percentile(times, 0.5)
    figure = f"p50 {middle:.0f} ms, p95 {percentile(times, 0.95):.0f} ms"
    what = "PaletteLab, change of k to new picture on screen, china.jpg"
    return [
        Row(what, figure, "median at most 300 ms", middle <= 300),
        _rate("PaletteLab, line moved by keys", swipe),
        _rate("PaletteLab, cloud of 5,000 colors turned by keys", turn),
    ]


def _rate(what: str, gaps: list[float]) -> Row:
    frames = 1000 * len(gaps) / sum(gaps)
    late = 100 * sum(gap > 25 for gap in gaps) / len(gaps)
    figure = f"{frames:.1f} frames a second, {late:.1f} % late"
    return Row(what, figure, "60 frames a second", round(frames) >= 59)
