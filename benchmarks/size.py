"""How large what travels is: the bundle, and an exported page."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from benchmarks.report import Row
from teachclust import watch
from teachclust.widgets.base import bundle


def run(quick: bool) -> list[Row]:
    """Measure in kilobytes of 1,000 bytes."""
    size = len(bundle("widget.js").encode()) / 1000
    palette = len(bundle("palette.js").encode()) / 1000
    race = len(bundle("race.js").encode()) / 1000
    scatter = len(bundle("scatter3d.js").encode()) / 1000
    X = make_blobs(10_000, centers=5, random_state=0)[0]
    with tempfile.TemporaryDirectory() as folder:
        page = watch(KMeans(5, random_state=0), X).save_html(Path(folder) / "page.html")
        page_size = page.stat().st_size / 1000
    return [
        Row("bundle", f"{size:.0f} KB", "120 KB", size <= 120),
        Row("bundle of the PaletteLab", f"{palette:.0f} KB", "120 KB", palette <= 120),
        Row("bundle of the Race", f"{race:.0f} KB", "120 KB", race <= 120),
        Row("bundle of the Scatter3D", f"{scatter:.0f} KB", "60 KB", scatter <= 60),
        Row("exported page, n = 10,000", f"{page_size:.0f} KB", "300 KB", page_size <= 300),
    ]
