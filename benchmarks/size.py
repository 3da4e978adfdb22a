"""How large what travels is: the browser's code, and an exported page."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from benchmarks.report import Row
from teachclust import watch
from teachclust.widgets.browser_code import static_text

WIDGETS = (
    "stepper",
    "predict",
    "k_lab",
    "palette_lab",
    "race",
    "scatter3d",
    "compare",
    "scene_lab",
    "metric_lab",
)


def run(quick: bool) -> list[Row]:
    """Measure in kilobytes of 1,000 bytes."""
    further = max(map(_gzipped, WIDGETS))
    first = _gzipped("loader") + _gzipped("core") + further
    X = make_blobs(10_000, centers=5, random_state=0)[0]
    with tempfile.TemporaryDirectory() as folder:
        page = watch(KMeans(5, random_state=0), X).save_html(Path(folder) / "page.html")
        page_size = page.stat().st_size / 1000
    return [
        Row("code of the first widget of a page, gzipped", f"{first:.0f} KB", "60 KB", first <= 60),
        Row("code of a further kind, gzipped", f"{further:.0f} KB", "15 KB", further <= 15),
        Row("exported page, n = 10,000", f"{page_size:.0f} KB", "300 KB", page_size <= 300),
    ]


def _gzipped(name: str) -> float:
    return len(gzip.compress(static_text(f"{name}.js").encode(), 9)) / 1000
