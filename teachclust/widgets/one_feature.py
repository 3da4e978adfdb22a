"""One feature on the plane: a histogram of it, the points in a strip below, on equal axes."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.traces import Trace
from teachclust.traces.frame import Floats
from teachclust.traces.histogram import (
    GAP,
    HEIGHT,
    MOST_OVER,
    STRIP,
    Histogram,
    histogram_of,
    points_below,
)
from teachclust.traces.view import View
from teachclust.words import say

#: places at which the peak of a mixture's curve is looked for
_PLACES: Final = 400


def is_one_feature(X: Floats, view: View) -> bool:
    """Return whether X has one feature only, so that its second coordinate says nothing."""
    return X.shape[1] == 1 and view.exact


def drawn_points(X: Floats, view: View) -> Floats:
    """Return where points are drawn: on the plane, or below the histogram of their one feature."""
    if not is_one_feature(X, view):
        return view.project(X)
    return points_below(X[:, 0], histogram_of(X[:, 0]))


def histogram_head(X: Floats, view: View, top: float = 0.0) -> dict[str, Any]:
    """Return what the head says of one feature: its ``histogram`` and its domain; else nothing.

    `top` is how many points a bin would hold at the highest place of a curve over the bars.
    """
    if not is_one_feature(X, view):
        return {}
    histogram = histogram_of(X[:, 0])
    highest = int(histogram.counts.max())
    top = max(highest, min(top, MOST_OVER * highest))
    span = histogram.span
    return {
        "domain": [
            float(histogram.edges[0]),
            float(histogram.edges[-1]),
            -span * (GAP + STRIP),
            span * HEIGHT,
        ],
        "projection": say("view.histogram"),
        "histogram": {
            "edges": histogram.edges.tolist(),
            "counts": histogram.counts.tolist(),
            # how high one point is, in units of the feature
            "unit": span * HEIGHT / top,
            "strip": [-span * GAP, -span * (GAP + STRIP)],
            "name": say("view.histogram.y", width=f"{histogram.width:.3g}"),
        },
    }


def curve_top(trace: Trace) -> float:
    """Return the highest place of a mixture's curve in any frame, on the histogram's scale."""
    if not is_one_feature(trace.X, trace.view):
        return 0.0
    histogram = histogram_of(trace.X[:, 0])
    x = np.linspace(histogram.edges[0], histogram.edges[-1], _PLACES)
    known = [frame.values for frame in trace.frames if "mixture_weights" in frame.values]
    peaks = [float(mixture_curves(histogram, x, one).sum(axis=0).max()) for one in known]
    return max(peaks, default=0.0)


def mixture_curves(histogram: Histogram, x: Floats, values: Any) -> Floats:
    """Return the bells of a frame's components, from its own parameters."""
    means, variances = values["centers"][:, 0], values["covariances"][:, 0, 0]
    return histogram.bells(x, values["mixture_weights"], means, variances)


def drawn_line(trace: Trace, values: Any) -> dict[str, Any]:
    """Return what a thumbnail draws of one feature: its histogram, and a mixture's curves.

    `values` are those of the frame that is drawn. There is nothing of several features.
    """
    head = histogram_head(trace.X, trace.view, curve_top(trace))
    if head and "mixture_weights" in values:
        histogram = histogram_of(trace.X[:, 0])
        x = np.linspace(histogram.edges[0], histogram.edges[-1], _PLACES)
        bells = mixture_curves(histogram, x, values)
        unit, top = head["histogram"]["unit"], head["domain"][3]
        heights = np.minimum(np.vstack([bells, bells.sum(axis=0)]) * unit, top)
        head["curves"] = [np.column_stack([x, one]) for one in heights]
    return head


def switches_of(trace: Trace) -> list[str]:
    """Return the switches of an algorithm: of one feature, a mixture has bells for ellipses."""
    bells = is_one_feature(trace.X, trace.view)
    return ["bells" if bells and name == "ellipses" else name for name in trace.spec.switches]
