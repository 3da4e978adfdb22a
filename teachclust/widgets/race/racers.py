"""Racers: each estimator's trace against the work that was done, and where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.traces import Frame, Trace, trace
from teachclust.traces.true_inertia import true_inertias
from teachclust.traces.work import work_of
from teachclust.widgets.side_by_side import looks_of, numbered
from teachclust.widgets.wire import params_text

#: Multiplications that inertias over all points may take for one racer (a few seconds), and the
#: steps that are shown however many they take.
_MOST_COST: Final = 5e10
_LEAST_STEPS: Final = 12
#: points of a batch that are ringed, at most
RINGS: Final = 100
#: Parameters by which two estimators of one class are distinguished.
_TELLING: Final = ("batch_size", "init", "n_init", "random_state", "max_iter", "reassignment_ratio")


@dataclass(frozen=True, slots=True, eq=False)
class Racer:
    """One estimator of a race."""

    name: str  # its class, and what tells it from another of that class
    trace: Trace  # how it fits, every frame
    lane: Trace  # the same with one frame for each amount of work
    # point-center distances computed up to each frame of `lane`; rises strictly
    work: npt.NDArray[np.int64]
    # over all points, of the centers in each frame of `lane`; None before they are there
    inertia: tuple[float | None, ...]
    looks: tuple[int, ...]  # color and letter of each cluster, so that those of all racers match

    def frame(self, work: int) -> int:
        """Return which frame of `lane` is reached by an amount of work."""
        return max(0, int(np.searchsorted(self.work, work, side="right")) - 1)

    @property
    def end(self) -> float:
        """Inertia of the fit. Only algorithms that have one can race."""
        inertia = self.trace.objective
        assert inertia is not None
        return inertia


@dataclass(frozen=True, slots=True)
class End:
    """Where a racer ends."""

    name: str
    distances: int  # point-center distances of the whole fit
    steps: int  # iterations, or batches
    inertia: float  # over all points
    ratio: float  # inertia, divided by the lowest of all racers
    ari: float  # adjusted Rand index of its labels and those of the racer with the lowest inertia


def racers_of(
    estimators: Sequence[Any], X: Any, columns: Any = None, image_shape: Any = None
) -> tuple[Racer, ...]:
    """Trace all estimators, count their work and match their clusters.

    Clusters have the looks of those of the first racer with which they share the most points, one
    to one.
    """
    traces = [
        trace(estimator, X, columns=columns, image_shape=image_shape) for estimator in estimators
    ]
    first = traces[0]
    return tuple(
        Racer(name, t, *_lane(t), looks_of(t, first))
        for name, t in zip(names_of(traces), traces, strict=True)
    )


def ends_of(racers: Sequence[Racer]) -> tuple[End, ...]:
    """Return where the racers end, in their order."""
    from sklearn.metrics import adjusted_rand_score

    best = min(racers, key=lambda racer: racer.end)
    return tuple(
        End(
            racer.name,
            int(racer.work[-1]),
            racer.trace.n_iter,
            racer.end,
            racer.end / best.end if best.end > 0 else 1.0,
            float(adjusted_rand_score(best.trace.labels, racer.trace.labels)),
        )
        for racer in racers
    )


def names_of(traces: Sequence[Trace]) -> list[str]:
    """Name the racers: by class, by the parameters that differ within one, else by number."""
    names = []
    for t in traces:
        same = [other for other in traces if other.algorithm == t.algorithm]
        values = {name: _value(t, name) for name in _TELLING}
        telling = [n for n in values if any(_value(other, n) != values[n] for other in same)]
        inside = params_text(t.spec, {n: t.params.get(n) for n in telling})
        names.append(f"{t.algorithm}({inside})" if inside else t.algorithm)
    return numbered(names)


def _value(t: Trace, name: str) -> str:
    return params_text(t.spec, {name: t.params.get(name)})


def _lane(t: Trace) -> tuple[Trace, npt.NDArray[np.int64], tuple[float | None, ...]]:
    """Return the frames that the race shows, their work and their inertia."""
    frames: dict[int, Frame] = {}
    batch: tuple[int, ...] = ()
    for frame, work in zip(t.frames, work_of(t).tolist(), strict=True):
        if frame.kind == "visit":
            batch = frame.values.get("points", ())
        elif frame.kind == "update" and batch:  # the pull shows the batch that pulls
            frame, batch = _ringed(frame, batch), ()
        frames[work] = _plain(frame) if "weights" in frame.values else frame
    kept = _affordable(list(frames), t)
    shown = [frames[work] for work in kept]
    lane = replace(t, frames=tuple(shown))
    return lane, np.array(kept, dtype=np.int64), tuple(true_inertias(t, shown))


def _ringed(frame: Frame, points: tuple[int, ...]) -> Frame:
    """Return the frame with the points of a batch, of which a few are ringed."""
    few = points if len(points) <= RINGS else points[:: -(-len(points) // RINGS)]
    return replace(frame, values=MappingProxyType({**frame.values, "points": few}))


def _plain(frame: Frame) -> Frame:
    """Drop the weights by which centers are drawn: on a small plane they hide the centers."""
    kept = {name: value for name, value in frame.values.items() if name != "weights"}
    return replace(frame, values=MappingProxyType(kept))


def _affordable(work: list[int], t: Trace) -> list[int]:
    """Drop steps evenly where computing their inertia over all points would take too long."""
    most = max(_LEAST_STEPS, int(_MOST_COST / (t.X.size * t.params["n_clusters"])))
    if len(work) <= most:
        return work
    return [work[i] for i in np.unique(np.linspace(0, len(work) - 1, most).astype(int))]
