"""Compare: two to nine estimators side by side on the same data, stepping together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import traitlets

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.palette import cluster_look
from teachclust.traces import Trace
from teachclust.widgets.compare.lanes import Lane, Moments, lanes_of, moments_of, n_clusters_at
from teachclust.widgets.rows import rows_of
from teachclust.widgets.side_by_side import (
    SideBySide,
    check_listed,
    draw_lane,
    shares_parameters,
)
from teachclust.widgets.thumbnails import HEIGHT, WIDTH, Canvas
from teachclust.widgets.traits import check_shown
from teachclust.widgets.wire import to_wire
from teachclust.words import say

if TYPE_CHECKING:
    import pandas as pd

_MOST: Final = 9
#: planes beside each other in the thumbnail
_COLUMNS: Final = 3
_MOST_IN_A_ROW: Final = 4
_FIX: Final = (
    'compare([AgglomerativeClustering(3, linkage="single"), '
    'AgglomerativeClustering(3, linkage="ward")], X)'
)


class Compare(SideBySide[tuple[tuple[Lane, ...], Moments, Any]]):
    """Two to nine estimators on the same data, side by side, stepping together. Made by `compare`.

    Each has its own plane, settings and sentence; one row of buttons moves them all. A cluster has
    the color and letter of the cluster of the first estimator with which it shares the most points
    at the end. A point that is pointed at is lit in every plane.

    Its parameters are those of `compare`.

    Attributes
    ----------
    step : int
        Which common step is on screen, from 0 to `last_step`. The browser writes it; set it from
        Python, and the browser follows.
    last_step : int
        The number of the last common step.
    traces : tuple of Trace
        The traces, every frame; each ends at ``clone(estimator).fit(X)``.
    estimators : tuple of estimator
        The estimators, unfitted, with the seeds that were used; of a pipeline its last step.
    equal_axes : bool
        Whether one unit is equally long on both axes. The learner can switch it.
    X : array or DataFrame
        The data.
    """

    widget = traitlets.Unicode("compare").tag(sync=True)
    remake: ClassVar[str] = "compare([estimator, other], X)"

    def __init__(
        self,
        estimators: Any,
        X: Any,
        *,
        columns: Any = None,
        image_shape: Any = None,
        controls: str | None = None,
        future: bool = False,
        equal_axes: bool = True,
        most: int = _MOST,
    ) -> None:
        check_shown(controls, future)  # before the fits, not after them
        lanes = lanes_of(check_compared(estimators, X, most), X, columns, image_shape)
        moments = moments_of([lane.trace for lane in lanes])
        self._content = lanes, moments, X  # the step is checked against it
        super().__init__(controls=controls, future=future, equal_axes=equal_axes)
        self.shown = compare_wire(lanes, moments)

    @property
    def last_step(self) -> int:
        """The number of the last common step."""
        return len(self.content[1]) - 1

    @property
    def traces(self) -> tuple[Trace, ...]:
        """The traces, every frame."""
        return tuple(lane.trace for lane in self.content[0])

    @property
    def estimators(self) -> tuple[Any, ...]:
        """The estimators, unfitted."""
        return tuple(lane.estimator for lane in self.content[0])

    @property
    def X(self) -> Any:  # noqa: N802 (scikit-learn's word)
        """The data."""
        return self.content[2]

    def table(self) -> pd.DataFrame:
        """Return where each ends: clusters, noise, adjusted Rand index with the first."""
        import pandas as pd  # loaded late: arrays need no pandas
        from sklearn.metrics import adjusted_rand_score

        lanes = self.content[0]
        rows = [
            (*n_clusters_at(t.labels), float(adjusted_rand_score(lanes[0].trace.labels, t.labels)))
            for t in self.traces
        ]
        names = pd.Index([lane.name for lane in lanes], name="estimator")
        return pd.DataFrame(rows, names, ["clusters", "noise", "ari"])

    def summary(self) -> str:
        """Return what is compared and where each is; the same on every machine."""
        lanes, frames = self.content[0], self._frames()
        n = len(self.traces[0].X)
        if not self.tells_end:
            places = [
                say("summary.compare.now", name=lane.name, caption=lane.caption(frame))
                for lane, frame in zip(lanes, frames, strict=True)
            ]
            return say("summary.compare", n=n, ends=" ".join(places))
        ends = []
        for lane in lanes:
            labels = lane.trace.labels
            sizes = np.sort(np.bincount(labels[labels >= 0]))[::-1]
            text = " ".join(str(size) for size in sizes[sizes > 0]) or "-"
            noise = n_clusters_at(labels)[1]
            ends.append(say("summary.compare.end", name=lane.name, sizes=text, noise=noise))
        return say("summary.compare", n=n, ends="; ".join(ends))

    def _frames(self) -> list[int]:
        """Return the frame of each at the step on screen; the last ones where the end is told."""
        lanes, moments, _ = self.content
        if self.tells_end:
            return [len(lane.trace) - 1 for lane in lanes]
        return [frames[self.step] for frames in moments.frames]

    def drawn_view(self) -> Any:
        """Return the frames that are drawn."""
        return self._frames()

    def draw_thumbnail(self) -> bytes:
        """Draw the estimators side by side, in matching colors."""
        lanes = self.content[0]
        across = len(lanes) if len(lanes) <= _MOST_IN_A_ROW else _COLUMNS
        wide, high = WIDTH // 2, HEIGHT // 2 + 30
        canvas = Canvas(wide * across, high * -(-len(lanes) // across))
        for i, (lane, frame) in enumerate(zip(lanes, self._frames(), strict=True)):
            row, column = divmod(i, across)
            box = (column * wide, row * high, (column + 1) * wide, (row + 1) * high)
            draw_lane(canvas, box, lane.trace, lane.trace[frame], lane.looks)
        return canvas.png()


def compare_wire(lanes: Sequence[Lane], moments: Moments) -> dict[str, Any]:
    """Return what the trait `shown` holds. The other end is ``js/src/widgets/compare/wire.ts``.

    ``head`` is JSON; ``rows`` has those of each different data; ``lanes`` has ``about`` (JSON) and
    ``trace``, as `to_wire` makes it, with the looks and letters that match.
    """
    data: list[Trace] = []
    sent: list[dict[str, Any]] = []
    for lane, frames in zip(lanes, moments.frames, strict=True):
        same = [i for i, other in enumerate(data) if np.array_equal(other.X, lane.trace.X)]
        if not same:
            data.append(lane.trace)
        rows = (same or [len(data) - 1])[0] + 1
        sent.append(_lane_wire(lane, frames, lanes[0].trace, len(sent) + 1, rows))
    return {
        "head": _head(lanes, moments),
        "rows": [rows_of(t.X, t.feature_names, t.index, t.view, i + 1) for i, t in enumerate(data)],
        "lanes": sent,
    }


def _head(lanes: Sequence[Lane], moments: Moments) -> dict[str, Any]:
    rule = "caption.compare.clusters" if moments.by_clusters else "caption.compare.steps"
    notices = [say(rule), say("caption.compare.colors")]
    for lane in lanes:
        notices += [lane.trace.view.projection_note, *lane.trace.notices]
    return {
        "id": 1,
        "ack": 0,
        "about": say("caption.compare.about", n=f"{len(lanes[0].trace.X):,}"),
        "clusters": list(moments.clusters),
        "notices": list(dict.fromkeys(filter(None, notices))),
    }


def _lane_wire(
    lane: Lane, frames: Sequence[int], first: Trace, number: int, rows: int
) -> dict[str, Any]:
    from sklearn.metrics import adjusted_rand_score

    wire = to_wire(lane.trace)
    wire["head"] |= {
        "id": number,
        "rows": rows,
        "ack": 0,
        "initial_step": 0,
        "controls": [],
        "switches": [],
        "placing": False,
        "fresh": False,
        "clusters": [cluster_look(look) for look in lane.looks[: wire["head"]["k"]]],
    }
    wire["head"]["frames"]["caption"] = [lane.caption(i) for i in range(len(lane.trace))]
    about = {
        "name": lane.name,
        "params": lane.params,
        "frames": list(frames),
        "ari": float(adjusted_rand_score(first.labels, lane.trace.labels)),
    }
    return {"about": about, "trace": wire}


def check_compared(estimators: Any, X: Any, most: int = _MOST) -> Sequence[Any]:
    """Return what was given, if it is a list of two to `most` and X is one data set."""
    given = check_listed(estimators, "compare", most, _FIX)
    for i, one in enumerate(given):
        if isinstance(one, type) or not (hasattr(one, "fit") or hasattr(one, "fit_predict")):
            raise LearnerError(
                "compare needs estimators, made and unfitted.",
                where=f"estimators[{i}] is {display_name(repr(one))}",
                why="Each is fitted to the same data.",
                fix=_FIX,
            )
    if isinstance(X, list | tuple) and X and all(getattr(one, "ndim", 0) == 2 for one in X):
        raise LearnerError(
            "compare needs one data set for all estimators.",
            where=f"X is a {type(X).__name__} of {len(X)} data sets",
            why="A point is lit in every plane, so the planes have the same points.",
            fix="compare(estimators, X[0])",
        )
    return given


@shares_parameters
def compare(
    estimators: Any,
    X: Any,
    *,
    columns: Any = None,
    image_shape: Any = None,
    controls: str | None = None,
    future: bool = False,
    equal_axes: bool = True,
) -> Compare:
    """Compare estimators on the same data, side by side, stepping together.

    Parameters
    ----------
    estimators : list or tuple of estimator
        Two to nine estimators, unfitted; they are cloned and never touched. They may be of one
        class with different parameters, of different classes, or pipelines, of which the last step
        is shown. Those that `watch` takes are shown step by step. Of any other with ``fit_predict``
        (or ``fit`` and ``labels_``), of another package or a class of your own, the end is shown.
        All without a seed are given the same one.

    Returns
    -------
    widget : Compare
        Shows itself when it is the last line of a cell.

    Raises
    ------
    LearnerError
        If there are not two to nine estimators, one fails or returns no labels, or data or a
        parameter can't be clustered.

    See Also
    --------
    watch : One estimator, step by step.
    race : k-means estimators, moved by the work that they have done.

    Notes
    -----
    Trees of merges stand at the same number of clusters at each step, and at their own cuts at the
    last. All other estimators take one step each; one that has ended waits for the others. One
    that can't be watched shows its end at the last step. Costs the traces of all estimators.

    Examples
    --------
    >>> from sklearn.cluster import AgglomerativeClustering
    >>> from teachclust import compare
    >>> from teachclust.datasets import make_moons
    >>> linkages = [AgglomerativeClustering(2, linkage=name) for name in ("single", "ward")]
    >>> compare(linkages, make_moons().data)  # doctest: +SKIP
    """
    return Compare(
        estimators,
        X,
        columns=columns,
        image_shape=image_shape,
        controls=controls,
        future=future,
        equal_axes=equal_axes,
    )
