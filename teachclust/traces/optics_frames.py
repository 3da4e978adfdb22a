"""Turn the ordering of a fitted OPTICS into frames with captions."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from teachclust.traces.frame import Frame
from teachclust.traces.thinning import shown_steps
from teachclust.words import say
from teachclust.words.numbers import number

# Lines of the pseudocode (see `optics._code`).
REPEAT: Final = 0
VISIT: Final = 1
PLOT: Final = 3
CUT: Final = 4

NOT_REACHED: Final = -2
NO_CLUSTER: Final = -1


def frames_of_ordering(fitted: Any, cut: float | None, straight: bool) -> Iterator[Frame]:
    """Yield the frames of a walk.

    Parameters
    ----------
    fitted : OPTICS
        Fitted to the data.
    cut : float or None
        Where the curve is cut; None when clusters are its valleys (xi).
    straight : bool
        Whether points within a distance lie in a circle.

    Yields
    ------
    frame : Frame
        "show", "visit" along the ordering, "assign", "stop".
    """
    order, reach = fitted.ordering_, fitted.reachability_
    n = len(order)
    yield Frame("show", say("caption.show", n=f"{n:,}"), REPEAT)
    labels = np.full(n, NOT_REACHED, dtype=np.int32)
    starts = np.flatnonzero(np.isinf(reach[order]))
    followers = np.argsort(fitted.predecessor_, kind="stable")
    bounds = np.searchsorted(fitted.predecessor_[followers], [np.arange(n), np.arange(1, n + 1)])
    before = 0
    for step in shown_steps(n, n, starts.tolist()):
        labels = labels.copy()
        labels[order[before : step + 1]] = NO_CLUSTER
        point = int(order[step])
        opened = followers[bounds[0, point] : bounds[1, point]]
        values: dict[str, Any] = {"point": point, "points": opened, "reached": step + 1}
        if straight and np.isfinite(fitted.core_distances_[point]):
            values["radius"] = float(fitted.core_distances_[point])
        caption = _visit_caption(fitted, point, step + 1 - before, len(opened))
        yield Frame("visit", caption, VISIT, 0, labels, values=MappingProxyType(values))
        before = step + 1
    yield from _end_frames(fitted, cut)


def _visit_caption(fitted: Any, point: int, more: int, opened: int) -> str:
    reach = float(fitted.reachability_[point])
    key = "next" if np.isfinite(reach) else "start"
    if more > 1:
        key = f"more.{key}"
    return say(
        f"caption.optics.{key}",
        point=point,
        reach=number(reach) if np.isfinite(reach) else "",
        before=int(fitted.predecessor_[point]),
        opened=f"{opened:,}",
        more=f"{more:,}",
    )


def _end_frames(fitted: Any, cut: float | None) -> Iterator[Frame]:
    labels = fitted.labels_.astype(np.int32)
    counts = {
        "clusters": f"{int(labels.max()) + 1:,}",
        "noise": f"{int(np.count_nonzero(labels < 0)):,}",
    }
    reached = MappingProxyType({"reached": len(labels)})
    if cut is None:
        steep = number(100 * fitted.xi)
        caption = say("caption.optics.assign.xi", steep=steep, **counts)
    elif np.isinf(cut):
        caption = say("caption.optics.assign.all", **counts)
    else:
        caption = say("caption.optics.assign.eps", eps=number(cut), **counts)
    yield Frame("assign", caption, CUT, 0, labels, values=reached)
    caption = say("caption.optics.stop", **counts)
    yield Frame("stop", caption, PLOT, 0, labels, values=reached)
