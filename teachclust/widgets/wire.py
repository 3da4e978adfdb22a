"""A trace as it travels to the browser: a head for JSON and blocks of raw numbers.

The other end is ``js/src/core/types.ts``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.palette import NOISE, cluster_look
from teachclust.traces import AlgorithmSpec, Trace
from teachclust.traces.frame import VALUES, Floats
from teachclust.traces.mixture import ellipses_note
from teachclust.widgets.one_feature import (
    curve_top,
    drawn_points,
    histogram_head,
    is_one_feature,
)
from teachclust.widgets.step_names import step_names_of
from teachclust.widgets.wire_blocks import blocks_of, card_head, finite, side_head
from teachclust.words import say

Wire = dict[str, Any]

#: Clusters with a look of their own where another level than the fit's is looked at.
_LEVEL_LOOKS: Final = 28

#: Clusters with a look of their own in a trace without centers. The first merges of a tree make
#: more pairs than anybody tells apart.
MOST_LOOKS: Final = 200


@np.errstate(under="ignore")  # the browser gets single precision: responsibilities of 1e-60 are 0
def to_wire(trace: Trace) -> Wire:
    """Turn a trace into the dictionary that the ``trace`` trait holds.

    It has ``head`` (JSON; the widget adds ``id``, ``ack``, ``initial_step`` and ``controls``),
    ``points`` (float32, n x 2), ``labels`` (uint8 or uint16, one row per frame that changes them),
    ``centers`` (float32, rows x k x 2, NaN where there is none), ``weights`` (uint8, rows x n), and
    the blocks of `teachclust.widgets.wire_blocks` by their names. 10,000 points and 30 iterations
    make 400 KB; labels are stored once per assignment.
    """
    points = drawn_points(trace.X, trace.view)
    k = _n_looks(trace)
    blocks = blocks_of(trace)
    labels, label_rows, label_bytes = _label_rows(trace, k)
    centers, center_rows = _center_rows(trace, k)
    weights, weight_rows = _weight_rows(trace)
    head = {
        **_titles(trace),
        **side_head(trace),
        **card_head(trace),
        "n": len(points),
        "k": k,
        "domain": domain(points),
        "clusters": [cluster_look(j) for j in range(k)],
        "noise": NOISE,
        "frames": {
            "kind": [f.kind for f in trace.frames],
            "caption": [f.caption for f in trace.frames],
            "line": [f.line for f in trace.frames],
            "iteration": [f.iteration for f in trace.frames],
            "objective": [finite(f.objective) for f in trace.frames],
            "labels": label_rows,
            "centers": center_rows,
            "weights": weight_rows,
            "focus": [_focus(f.values, trace.spec) for f in trace.frames],
        },
        "label_bytes": label_bytes,
        "blocks": {name: about for name, (about, _) in blocks.items()},
        **histogram_head(trace.X, trace.view, curve_top(trace)),
    }
    if trace.levels is not None:
        head["more_clusters"] = [cluster_look(j) for j in range(k, _LEVEL_LOOKS)]
    return {
        **{name: numbers for name, (_, numbers) in blocks.items()},
        "head": head,
        "points": raw(points, "<f4"),
        "labels": raw(labels, "<u1" if label_bytes == 1 else "<u2"),
        "centers": raw(centers, "<f4"),
        "weights": raw(weights, "<u1"),
    }


def _n_looks(trace: Trace) -> int:
    """Return how many clusters any frame has; a tree of many has their looks come round again."""
    k = max((len(f.values["centers"]) for f in trace.frames if "centers" in f.values), default=0)
    labels = {id(f.labels): f.labels for f in trace.frames if f.labels is not None}
    most = max((int(row.max(initial=-1)) + 1 for row in labels.values()), default=0)
    return max(k, min(most, MOST_LOOKS))


def _titles(trace: Trace) -> dict[str, Any]:
    view = trace.view
    what = "features" if trace.spec.clusters_features else "points"
    params = [params_text(trace.spec, trace.params), f"{len(trace.X):,} {what}"]
    if trace.end_only:
        params.append(say("caption.end.header"))
    best = (max if trace.rises else min)((run.objective for run in trace.runs), default=None)
    return {
        "algorithm": trace.algorithm,
        "painter": trace.painter,
        "title": trace.algorithm,
        "subtitle": " · ".join(filter(None, params)),
        "x": {"name": display_name(view.names[0]) if view.names[0] else ""},
        "y": {"name": display_name(view.names[1]) if view.names[1] else ""},
        "plane": view.exact,
        "projection": view.projection_note,
        "objective": {
            "name": trace.objective_name,
            "best": finite(best),
            "rises": trace.rises,
            "legend": say(trace.spec.legend),
        },
        "pseudocode": {
            "title": trace.code_title,
            "lines": [{"text": line.text, "indent": line.indent} for line in trace.code],
        },
        "runs": [
            {"objective": finite(r.objective), "n_iter": r.n_iter, "best": r.best}
            for r in trace.runs
        ],
        "step_names": step_names_of(trace),
        "notices": [*trace.notices, *_ellipses_notes(trace)],
    }


def _ellipses_notes(trace: Trace) -> list[str]:
    """Return what a mixture's ellipses hold, where it is drawn by them."""
    if "covariances" not in trace.last.values or is_one_feature(trace.X, trace.view):
        return []
    return [ellipses_note(exact=trace.view.exact)]


#: Values that say nothing: what everyone expects.
_NOT_IN_TITLE: Final = {("auto", "n_init"), ("euclidean", "metric"), ("minkowski", "metric")}


def params_text(spec: AlgorithmSpec, params: Mapping[str, Any]) -> str:
    """Return the parameters that a learner looks for, as they are written in Python.

    The spec says which parameters a title tells, and in which order. Numbers have at most six
    digits: one that a fit estimated has all it can hold, and its last ones differ by processor.
    """
    shown = []
    for name in spec.title:
        value = params.get(name)
        if value is None or (isinstance(value, str) and (value, name) in _NOT_IN_TITLE):
            continue
        if isinstance(value, np.integer):
            value = int(value)
        if not isinstance(value, str | int | float | None.__class__):
            plain = "array" if name == "init" else type(value).__name__
            value = "graph" if name == "connectivity" else getattr(value, "__name__", plain)
            shown.append(f"{name}={value}")
            continue
        if isinstance(value, float):
            value = float(f"{value:.6g}")
        shown.append(f"{name}={value!r}")
    return ", ".join(shown)


@np.errstate(under="ignore")
def raw(array: Any, dtype: str) -> memoryview:
    """Return the numbers of an array as raw bytes of a dtype, row after row."""
    return memoryview(np.ascontiguousarray(array, dtype=np.dtype(dtype)).tobytes())


def domain(points: Floats) -> list[float]:
    """Return least and greatest x, least and greatest y of points of shape (n, 2)."""
    if not len(points):
        return [0.0, 1.0, 0.0, 1.0]
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return [float(x0), float(x1), float(y0), float(y1)]


def _label_rows(trace: Trace, k: int) -> tuple[Any, list[int], int]:
    label_bytes = 1 if k < 254 else 2
    none = 255 if label_bytes == 1 else 65535
    rows: list[Any] = []
    where: list[int] = []
    last = None
    for frame in trace.frames:
        if frame.labels is not None and frame.labels is not last:
            if last is None or not np.array_equal(frame.labels, last):
                rows.append(_look_numbers(frame.labels, k, none))
            last = frame.labels
        where.append(len(rows) - 1)
    return np.array(rows), where, label_bytes


def _look_numbers(labels: Any, k: int, none: int) -> Any:
    """Return the look of each label: `none` for noise, one less for a point not reached yet."""
    if labels.min() >= 0 and labels.max() < k:
        return labels
    looks = np.where(labels < k, labels, MOST_LOOKS // 2 + labels % max(1, k - MOST_LOOKS // 2))
    return np.where(labels == -1, none, np.where(labels < -1, none - 1, looks))


def _center_rows(trace: Trace, k: int) -> tuple[Any, list[int]]:
    rows: list[Floats] = []
    where: list[int] = []
    for frame in trace.frames:
        if "centers" in frame.values:
            drawn = trace.view.project(frame.values["centers"])
            padded = np.full((k, 2), np.nan)
            padded[: len(drawn)] = drawn
            if not rows or not np.array_equal(padded, rows[-1], equal_nan=True):
                rows.append(padded)
        where.append(len(rows) - 1)
    return np.array(rows), where


def _weight_rows(trace: Trace) -> tuple[Any, list[int]]:
    rows: list[Any] = []
    where: list[int] = []
    for frame in trace.frames:
        if "weights" not in frame.values:
            where.append(-1)
            continue
        # the square root spreads the small weights, which a picture would otherwise lose
        root = np.sqrt(frame.values["weights"])
        largest = float(root.max()) or 1.0
        where.append(len(rows))
        rows.append(np.rint(root / largest * 255))
    return np.array(rows), where


#: Names of what the head's focus column has of a frame.
FOCUS: Final = tuple(value.name for value in VALUES.values() if value.sent == "focus")
_TYPES: Final = {"int": int, "float": float, "bool": bool}


def _focus(values: Mapping[str, Any], spec: AlgorithmSpec) -> dict[str, Any] | None:
    focus: dict[str, Any] = {}
    for name in FOCUS:
        if name in values and name in spec.values:
            one, value = _TYPES[spec.values[name].dtype], values[name]
            focus[name] = [one(item) for item in value] if spec.values[name].shape else one(value)
    return focus or None
