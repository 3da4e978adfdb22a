"""A race as it travels to the browser. The other end is ``js/src/widgets/race/wire.ts``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from teachclust.palette import cluster_look
from teachclust.widgets.controls import controls_of
from teachclust.widgets.race.racers import RINGS, Racer, ends_of
from teachclust.widgets.rows import rows_of
from teachclust.widgets.wire import params_text, to_wire
from teachclust.words import say
from teachclust.words.numbers import number

#: parameters that a learner can change, for all racers at once
CHANGED: Final = ("n_clusters", "batch_size", "random_state")
#: where the shortest fit ends this early, work is drawn on a log scale; and inertia where the
#: highest is so many times the lowest
_EARLY: Final = 0.1
_STEEP: Final = 8.0
_NOT_OWN: Final = ("n_clusters",)


def race_wire(racers: Sequence[Racer], estimators: Sequence[Any], ident: int) -> dict[str, Any]:
    """Turn a race into the dictionary that the ``shown`` trait holds.

    ``head`` is JSON (the widget adds ``ack``); ``rows`` are those of the data; ``lanes`` has
    ``about`` (JSON) and ``trace`` of each racer, as `to_wire` makes it, with clusters in matching
    looks. The estimators have the seeds that were used; `ident` counts the races of the widget's
    life.
    """
    last = [int(racer.work[-1]) for racer in racers]
    known = [value for racer in racers for value in racer.inertia if value]
    least = min(racer.end for racer in racers)
    first = racers[0].trace
    head = {
        "id": ident,
        "ack": 0,
        "about": say(
            "caption.race.about",
            n=f"{len(first.X):,}",
            d=first.X.shape[1],
            params=params_text(first.spec, {name: first.params[name] for name in _NOT_OWN}),
        ),
        "log_work": min(last) < _EARLY * max(last),
        "log_inertia": least > 0 and max(known, default=0.0) > _STEEP * least,
        "controls": shared_controls(racers, estimators),
        "notices": notices_of(racers),
        "ends": [asdict(end) for end in ends_of(racers)],
    }
    return {
        "head": head,
        "rows": rows_of(first.X, first.feature_names, first.index, first.view, ident),
        "lanes": [_lane(racer, i, ident) for i, racer in enumerate(racers)],
    }


def _lane(racer: Racer, place: int, ident: int) -> dict[str, Any]:
    wire = to_wire(racer.lane)
    wire["head"] |= {
        "id": place + 1,
        "rows": ident,
        "ack": 0,
        "initial_step": 0,
        "controls": [],
        "switches": [],
        "placing": False,
        "fresh": False,
        "clusters": [cluster_look(look) for look in racer.looks],
    }
    wire["head"]["frames"]["caption"] = [
        _caption(racer.name, int(work), inertia)
        for work, inertia in zip(racer.work, racer.inertia, strict=True)
    ]
    about = {
        "name": racer.name,
        "unit": racer.trace.spec.iteration,
        "params": _own_params(racer),
        "others": len(racer.trace.runs) - 1,
        "work": racer.work.tolist(),
        "inertia": list(racer.inertia),
    }
    return {"about": about, "trace": wire}


def _own_params(racer: Racer) -> str:
    """Return the parameters that stand neither in the race's title nor in the racer's name."""
    params = {name: v for name, v in racer.trace.params.items() if name not in _NOT_OWN}
    spec = racer.trace.spec
    own = {n: v for n, v in params.items() if params_text(spec, {n: v}) not in racer.name}
    return params_text(spec, own)


def _caption(name: str, work: int, inertia: float | None) -> str:
    if inertia is None:
        return say("caption.race.start", name=name, work=f"{work:,}")
    return say("caption.race.frame", name=name, work=f"{work:,}", inertia=number(inertia))


def notices_of(racers: Sequence[Racer]) -> list[str]:
    """Return the notices: the plane, the data, how work is counted."""
    notices = [racers[0].trace.view.projection_note, say("caption.race.counted")]
    if any(racer.trace.spec.iteration == "batch" for racer in racers):
        notices.append(say("caption.race.inertia", n=RINGS))
    for racer in racers:
        runs = len(racer.trace.runs) - 1
        if runs > 0:
            notices.append(say("caption.race.runs", name=racer.name, n=f"{runs:,}"))
        if racer.trace.params.get("algorithm") == "elkan":
            notices.append(say("caption.race.elkan", name=racer.name))
        shown = len({frame.iteration for frame in racer.lane.frames} - {0})
        if shown < racer.trace.n_iter:
            every = f"{racer.trace.n_iter:,}"
            notices.append(say("caption.race.thinned", name=racer.name, n=f"{shown:,}", all=every))
        notices.extend(racer.trace.notices)
    return list(dict.fromkeys(filter(None, notices)))


def shared_controls(racers: Sequence[Racer], estimators: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the controls of parameters that are the same in all racers that have them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for racer, estimator in zip(racers, estimators, strict=True):
        for control in controls_of(estimator, racer.trace):
            found.setdefault(control["name"], []).append(control)
    return [
        found[name][0]
        for name in CHANGED
        if name in found and len({control["value"] for control in found[name]}) == 1
    ]


def moments_of(racers: Sequence[Racer]) -> list[int]:
    """Return each amount of work at which a racer takes a step, ascending."""
    moments: list[int] = np.unique(np.concatenate([racer.work for racer in racers])).tolist()
    return moments
