"""A scan over k as it travels to the browser: a trace whose frames are the ks, and the criteria.

The other end is ``js/src/widgets/k_lab/wire.ts``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.palette import NOISE, cluster_look
from teachclust.traces.view import View
from teachclust.widgets.center_pictures import MOST_PICTURES, pictures_block
from teachclust.widgets.k_lab.captions import (
    caption,
    note,
    plain_caption,
    rings_note,
    subtitle,
)
from teachclust.widgets.one_feature import drawn_points, histogram_head
from teachclust.widgets.rows import rows_of
from teachclust.widgets.wire import Wire, domain, raw
from teachclust.words import say

if TYPE_CHECKING:
    from teachclust.scores import KFit, KScan

#: points with a negative silhouette that are ringed: more rings hide the points
MOST_RINGED: Final = 60


def scan_wire(scan: KScan, view: View, *, number: int, initial_step: int, regions: bool) -> Wire:
    """Turn a scan into the dictionary that a trait of the KLab holds.

    ``head``, ``points``, ``labels``, ``centers`` and ``weights`` are as `wire.to_wire` makes them,
    one frame for each k; ``scan`` is JSON (the criteria and how the silhouettes lie),
    ``silhouettes`` float32 (for each k, each cluster in turn, falling), ``silhouette_rows`` the
    row of each. `number` tells the browser
    one scan from another, `initial_step` is the index of the fit to show first, and `regions` tells
    whether a point belongs to the cluster of the nearest center, so that Voronoi regions of a true
    plane are true.
    """
    points = drawn_points(scan.X, view)
    # a component of a mixture may have a center and be no point's most likely one
    looks = 1 + max((max(int(fit.labels.max()), *fit.numbers) for fit in scan.fits), default=0)
    labels, label_bytes = _labels(scan, looks)
    centers, center_rows = _centers(scan, view, looks)
    silhouettes, rows, clusters = _silhouettes(scan)
    head = {
        **_titles(scan, view),
        **_fixed(scan, number, initial_step),
        "n": len(points),
        "k": looks,
        "domain": domain(points),
        "plane": view.exact and regions,
        "clusters": [cluster_look(j) for j in range(looks)],
        "frames": {**_frames(scan), "centers": center_rows},
        "label_bytes": label_bytes,
        **histogram_head(scan.X, view),
    }
    blocks: Wire = {}
    if (pictures := _pictures(scan, view)) is not None:
        head["blocks"], blocks["pictures"] = {"pictures": pictures[0]}, pictures[1]
    return {
        **blocks,
        "head": head,
        "points": raw(points, "<f4"),
        "labels": raw(labels, "<u1" if label_bytes == 1 else "<u2"),
        "centers": raw(centers, "<f4"),
        "weights": raw([], "<u1"),
        "scan": {
            "k": list(scan.k),
            "captions": [caption(scan, fit) for fit in scan.fits],
            "criteria": _criteria(scan),
            "silhouettes": clusters,
        },
        "silhouettes": raw(silhouettes, "<f4"),
        "silhouette_rows": raw(rows, "<i4"),
        "rows": rows_of(scan.X, scan.feature_names, None, view, number),
    }


def _titles(scan: KScan, view: View) -> dict[str, Any]:
    return {
        "title": "KLab",
        "subtitle": subtitle(scan),
        "x": {"name": display_name(view.names[0]) if view.names[0] else ""},
        "y": {"name": display_name(view.names[1]) if view.names[1] else ""},
        "projection": view.projection_note,
        "notices": [scan.verdict, *scan.notices],
    }


def _fixed(scan: KScan, number: int, initial_step: int) -> dict[str, Any]:
    """Return the entries of a trace's head that mean nothing for a scan."""
    return {
        "id": number,
        "ack": 0,
        "initial_step": initial_step,
        "algorithm": "KLab",
        "card": ["silhouette"],
        "rows": number,
        "painter": "k_scan",
        "noise": NOISE,
        "objective": {"name": say("k_lab.name.inertia"), "best": None},
        "pseudocode": {"title": "", "lines": []},
        "runs": [],
    }


def _frames(scan: KScan) -> dict[str, Any]:
    count = len(scan.fits)
    return {
        "kind": ["visit"] * count,
        "caption": [plain_caption(fit) for fit in scan.fits],
        "line": [-1] * count,
        "iteration": [0] * count,
        "objective": [_number(fit.inertia) for fit in scan.fits],
        "labels": list(range(count)),
        "weights": [-1] * count,
        "focus": [{"points": _lowest(fit)} for fit in scan.fits],
    }


def _number(value: Any) -> float | None:
    return float(value) if value is not None and math.isfinite(value) else None


def _labels(scan: KScan, looks: int) -> tuple[Any, int]:
    label_bytes = 1 if looks < 255 else 2
    none = 255 if label_bytes == 1 else 65535
    rows = [np.where(fit.labels < 0, none, fit.labels) for fit in scan.fits]
    return np.array(rows), label_bytes


def _centers(scan: KScan, view: View, looks: int) -> tuple[Any, list[int]]:
    """Return a row of centers for each k that has some, each at its cluster's number."""
    rows: list[Any] = []
    where: list[int] = []
    for fit in scan.fits:
        if fit.centers is not None:
            padded = np.full((looks, 2), np.nan)
            padded[list(fit.numbers)] = view.project(fit.centers)
            rows.append(padded)
        where.append(len(rows) - 1 if fit.centers is not None else -1)
    return np.array(rows), where


def _pictures(scan: KScan, view: View) -> tuple[dict[str, Any], memoryview] | None:
    """Return the block of the centers as pictures; a k with more than are drawn has none."""
    drawn = [fit for fit in scan.fits if fit.centers is not None and fit.k <= MOST_PICTURES]
    looks = 1 + max((max(fit.numbers, default=0) for fit in drawn), default=0)
    frames: list[Any] = []
    for fit in drawn:
        padded = np.full((looks, scan.X.shape[1]), np.nan)
        padded[list(fit.numbers)] = fit.centers
        frames.append(padded)
    block = pictures_block(scan.X, view, frames)
    if block is None:
        return None
    where = dict(zip((fit.k for fit in drawn), block[0]["rows"], strict=True))
    return block[0] | {"rows": [where.get(fit.k, -1) for fit in scan.fits]}, block[1]


def _criteria(scan: KScan) -> list[dict[str, Any]]:
    from teachclust.scores.choosing_k.k_fit import FROM_ZERO  # loaded late: it brings scikit-learn

    found = []
    for name in scan.criteria:
        low, high = _spread(scan, name)
        found.append(
            {
                "key": name,
                "name": say(f"k_lab.name.{name}"),
                "note": note(scan, name),
                "values": [_number(fit.value(name)) for fit in scan.fits],
                "low": low,
                "high": high,
                "spread": "bars" if name == "gap" else "band",
                "prefers": scan.prefers.get(name),
                "from_zero": name in FROM_ZERO,
            }
        )
    return found


def _spread(scan: KScan, name: str) -> tuple[list[float | None], list[float | None]]:
    """Return the lower and upper end of each value under resampling; empty without any."""
    if name == "stability":
        return (
            [_number(fit.stability_low) for fit in scan.fits],
            [_number(fit.stability_high) for fit in scan.fits],
        )
    if name != "gap":
        return [], []
    ends = [(f.gap, f.gap_spread) if f.gap_spread is not None else (None, 0.0) for f in scan.fits]
    return (
        [None if gap is None else _number(gap - spread) for gap, spread in ends],
        [None if gap is None else _number(gap + spread) for gap, spread in ends],
    )


def _silhouettes(scan: KScan) -> tuple[Any, Any, list[dict[str, Any]]]:
    """Return all silhouettes, the row of each, and for each k where those of each cluster begin."""
    values: list[Any] = []
    rows: list[Any] = []
    of_fits: list[dict[str, Any]] = []
    start = 0
    for fit in scan.fits:
        found = fit.silhouette
        if found is None or not len(found.values):
            note = "" if found is None else found.note
            of_fits.append({"start": start, "mean": None, "note": note, "clusters": []})
            continue
        order = np.lexsort((-found.values, found.labels))
        values.append(found.values[order])
        rows.append(found.rows[order])
        clusters = [
            {
                "cluster": int(cluster),
                "scored": int(np.count_nonzero(found.labels == cluster)),
                "mean": _number(mean),
                "below": int(np.count_nonzero(found.values[found.labels == cluster] < 0)),
            }
            for cluster, mean in zip(found.clusters, found.cluster_means, strict=True)
        ]
        below = int(np.count_nonzero(found.values < 0))
        note = " ".join(filter(None, [rings_note(below, MOST_RINGED), found.note]))
        mean = _number(found.mean)
        of_fits.append({"start": start, "mean": mean, "note": note, "clusters": clusters})
        start += len(order)
    nothing = [np.zeros(0)]
    return np.concatenate(values or nothing), np.concatenate(rows or nothing), of_fits


def _lowest(fit: KFit) -> list[int]:
    """Return the rows with the lowest silhouettes below 0: points nearer to another cluster."""
    found = fit.silhouette
    if found is None:
        return []
    order = np.argsort(found.values, kind="stable")[:MOST_RINGED]
    return [int(row) for row in found.rows[order][found.values[order] < 0]]
