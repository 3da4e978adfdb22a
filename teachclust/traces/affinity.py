"""How AffinityPropagation fits: points send each other messages until exemplars emerge.

References
----------
B. J. Frey and D. Dueck, "Clustering by Passing Messages Between Data Points", Science 315, 2007.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.metrics import euclidean_distances

from teachclust.checks import CheckedData, call_text, check_memory
from teachclust.errors import LearnerError
from teachclust.starts import numbers_from
from teachclust.traces.frame import NO_CLUSTER, NOT_REACHED, Floats, Frame, Labels
from teachclust.traces.parameters import RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
from teachclust.words import say
from teachclust.words.numbers import number

Ints = npt.NDArray[np.intp]

# Similarities, responsibilities, availabilities and one more of their size.
_SQUARES: Final = 4
#: Changes of the exemplars that are all shown; of later ones ever fewer.
_MOST_ROUNDS: Final = 100

# Lines of the pseudocode.
SIMILARITY: Final = 0
RESPONSIBILITY: Final = 2
AVAILABILITY: Final = 3
UNTIL: Final = 4
ASSIGN: Final = 5
IMPROVE: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """Iterations from `first` to `last`, after each of which the same points are exemplars."""

    first: int  # counted from 1
    last: int
    exemplars: Ints  # indices of points, ascending
    # the sum of each candidate's responsibilities in iteration `first`: its own and all positive
    # ones
    support: Floats
    new: int  # exemplars that came in iteration `first`
    gone: int  # exemplars that went in it


@dataclass(slots=True, eq=False)
class Messages:
    """What the exchange of messages gave.

    ``similarities`` have the preferences on their diagonal and scikit-learn's tiny noise in them.
    ``iterations`` is 0 where all similarities and preferences are equal: then no message is sent.
    """

    similarities: Floats
    rounds: list[Round] = field(default_factory=list)
    iterations: int = 0
    converged: bool = False


def trace_affinity(model: Any, data: CheckedData) -> Steps:
    """Trace an AffinityPropagation.

    There are two frames for each iteration that changes the exemplars, and one for those in a row
    that don't. The centers are the exemplars. The objective is the net similarity: of all points to
    their exemplars, where an exemplar counts its preference. A ``preference`` of None is the median
    of the similarities, as in the fit; what was used is kept in ``Trace.params``.

    The messages are those of the fit, to the last bit. Costs about one fit; memory n_samples ** 2 x
    32 bytes.
    """
    _check(model, len(data.X))
    X = data.numbers_in_order
    X = X.astype(np.float16) if data.is_float16 else X
    similarities = -euclidean_distances(X, squared=True)
    preference = np.median(similarities) if model.preference is None else model.preference
    preference = np.asarray(preference)
    if len(X) == 1 or _all_equal(similarities, preference):
        messages, exemplars, labels = _without_messages(similarities, preference)
        frames = tuple(_frames_without_messages(messages, exemplars, labels, data.X))
    else:
        messages = _exchange(similarities, preference, model)
        frames = tuple(_frames(messages, data.X, model))
    used = float(preference) if preference.ndim == 0 else model.preference
    return Steps(
        frames=frames,
        code=tuple(
            CodeLine(say(f"code.affinity.{name}", stable=model.convergence_iter), indent)
            for name, indent in (
                ("similarity", 0),
                ("repeat", 0),
                ("responsibility", 1),
                ("availability", 1),
                ("until", 0),
                ("assign", 0),
                ("improve", 0),
            )
        ),
        params={"preference": used},
        notices=() if messages.converged or not messages.iterations else (_notice(model),),
    )


def _check(model: Any, n_samples: int) -> None:
    if model.affinity == "precomputed":
        raise LearnerError(
            "affinity='precomputed' can't be watched.",
            where="affinity",
            why="There are no points to draw in a table of similarities.",
            fix=call_text(model, affinity="euclidean"),
        )
    needed = 8.0 * n_samples * (_SQUARES * n_samples + _remembered(model))
    check_memory(needed, "The messages of all pairs", n_samples, 2_000)


def _remembered(model: Any) -> int:
    """Return of how many iterations the exemplars are remembered, to see whether they change."""
    return int(min(model.convergence_iter, model.max_iter))


def _notice(model: Any) -> str:
    if model.max_iter <= model.convergence_iter:
        return say(
            "caption.affinity.short",
            max_iter=f"{model.max_iter:,}",
            stable=f"{model.convergence_iter:,}",
        )
    return say(
        "caption.affinity.unsettled", max_iter=f"{model.max_iter:,}", damping=f"{model.damping:g}"
    )


def _all_equal(similarities: Floats, preference: Floats) -> bool:
    """Whether all similarities are equal and all preferences too: then messages decide nothing."""
    others = similarities[~np.eye(len(similarities), dtype=bool)]
    return bool(np.all(preference == preference.flat[0]) and np.all(others == others[0]))


def _without_messages(similarities: Floats, preference: Floats) -> tuple[Messages, Ints, Labels]:
    """Return what the fit makes of points that are all alike: one cluster, or one for each."""
    n = len(similarities)
    each = bool(preference.flat[0] > similarities.flat[n - 1])
    exemplars = np.arange(n if each else 1)
    labels = (np.arange(n) if each else np.zeros(n)).astype(np.int32)
    np.fill_diagonal(similarities, preference.flat[0])
    return Messages(similarities), exemplars, labels


def _exchange(similarities: Floats, preference: Floats, model: Any) -> Messages:
    """Send messages as the fit does, and record when the exemplars change."""
    n = len(similarities)
    S, own = similarities, slice(None, None, n + 1)
    S.flat[own] = preference
    # the fit breaks ties by noise far below the last digit that counts
    limits = np.finfo(S.dtype)
    noise = numbers_from(model.random_state).standard_normal(size=(n, n))
    S += (limits.eps * S + limits.tiny * 100) * noise
    responsibilities, availabilities, work = (np.zeros((n, n)) for _ in range(3))
    recent = np.zeros((n, _remembered(model)))
    messages, before = Messages(S), np.zeros(n, dtype=bool)
    for iteration in range(1, model.max_iter + 1):
        _send_responsibilities(S, availabilities, responsibilities, model.damping, work)
        support = _send_availabilities(responsibilities, availabilities, model.damping, work)
        # each point's own messages, as the fit adds them
        now = np.diag(availabilities) + np.diag(responsibilities) > 0
        recent[:, (iteration - 1) % model.convergence_iter] = now
        _record(messages.rounds, iteration, before, now, support)
        messages.iterations, before = iteration, now
        if iteration > model.convergence_iter and now.any():
            times = recent.sum(axis=1)
            if np.all((times == model.convergence_iter) | (times == 0)):
                messages.converged = True
                break
    return messages


def _send_responsibilities(
    S: Floats, availabilities: Floats, responsibilities: Floats, damping: float, work: Floats
) -> None:
    """Update r(i, k): how well k serves i as an exemplar, compared with the best other candidate.

    `work` is overwritten. Operations stand in the fit's order, so that they round as it does.
    """
    rows = np.arange(len(S))
    np.add(availabilities, S, out=work)
    best = work.argmax(axis=1)
    highest = work[rows, best]
    work[rows, best] = -np.inf
    second = work.max(axis=1)
    np.subtract(S, highest[:, None], out=work)
    work[rows, best] = S[rows, best] - second
    work *= 1 - damping
    responsibilities *= damping
    responsibilities += work


def _send_availabilities(
    responsibilities: Floats, availabilities: Floats, damping: float, work: Floats
) -> Floats:
    """Update a(i, k): how strongly other points support k as an exemplar; return their support."""
    own = slice(None, None, len(work) + 1)
    np.maximum(responsibilities, 0, out=work)
    work.flat[own] = responsibilities.flat[own]
    support: Floats = work.sum(axis=0)
    work -= support
    kept = np.diag(work).copy()
    work.clip(0, np.inf, out=work)
    work.flat[own] = kept
    work *= 1 - damping
    availabilities *= damping
    availabilities -= work
    return support


def _record(
    rounds: list[Round],
    iteration: int,
    before: npt.NDArray[np.bool_],
    now: npt.NDArray[np.bool_],
    support: Floats,
) -> None:
    """Add a round, or extend the last one if the exemplars are the same."""
    same = bool(rounds) and np.array_equal(before, now)
    late = len(rounds) > _MOST_ROUNDS and (iteration & (iteration - 1)) != 0
    if same or late:
        last = rounds[-1]
        exemplars = np.flatnonzero(now)
        rounds[-1] = Round(last.first, iteration, exemplars, last.support, last.new, last.gone)
        return
    new, gone = np.count_nonzero(now & ~before), np.count_nonzero(before & ~now)
    rounds.append(Round(iteration, iteration, np.flatnonzero(now), support, int(new), int(gone)))


def _choose(S: Floats, exemplars: Ints) -> Ints:
    """Return for each point the position of the exemplar that it is most similar to."""
    chosen: Ints = S[:, exemplars].argmax(axis=1)
    chosen[exemplars] = np.arange(len(exemplars))
    return chosen


def _improve(S: Floats, exemplars: Ints, chosen: Ints) -> Ints:
    """Return for each cluster the point to which its points are most similar in sum."""
    better = exemplars.copy()
    for k in range(len(exemplars)):
        points = np.flatnonzero(chosen == k)
        better[k] = points[S[np.ix_(points, points)].sum(axis=0).argmax()]
    return better


def net_similarity(S: Floats, exemplars: Ints, chosen: Ints) -> float:
    """Return the sum of all points' similarities to their exemplars, and of the preferences.

    `S` has the preferences on its diagonal, and `chosen` each point's position in `exemplars`.
    """
    return float(S[np.arange(len(S)), exemplars[chosen]].sum(dtype=float))


class _Clusters:
    """The clusters that the points have by now, as the frames show them.

    An exemplar's name is constant while it is one, and at the end that of the fit: ``final`` are
    the exemplars on which the messages agree, in the order of the fit's labels.
    """

    def __init__(self, X: Floats, similarities: Floats, final: Ints) -> None:
        self.X, self.similarities = X, similarities
        self.labels: Labels | None = None
        self.objective: float | None = None
        self.values: dict[str, Any] = {}
        self._final = {point: name for name, point in enumerate(final.tolist())}
        self._held: dict[int, int] = {}

    def follow(self, exemplars: Ints) -> None:
        """Take other exemplars; without any, no point is in a cluster."""
        self.labels = np.full(len(self.X), NOT_REACHED, dtype=np.int32)
        self.objective, places = None, self.X[:0]
        if len(exemplars):
            names, chosen = self._names_of(exemplars), _choose(self.similarities, exemplars)
            self.labels = names[chosen].astype(np.int32)
            places = _placed(self.X, exemplars, names)
            self.objective = net_similarity(self.similarities, exemplars, chosen)
        self.values = {"centers": places}

    def _names_of(self, exemplars: Ints) -> Ints:
        # a name that falls free now rests for a step, so that no center seems to move
        taken = {*self._final.values(), *self._held.values()}
        held = {}
        for point in exemplars.tolist():
            name = self._final.get(point, self._held.get(point))
            if name is None:
                name = next(one for one in range(len(taken) + 1) if one not in taken)
                taken.add(name)
            held[point] = name
        self._held = held
        return np.array([held[point] for point in exemplars.tolist()], dtype=np.intp)


def _placed(X: Floats, exemplars: Ints, names: Ints) -> Floats:
    """Return the places of exemplars in the order of their names; NaN where a name is free."""
    places = np.full((int(names.max(initial=-1)) + 1, X.shape[1]), np.nan)
    places[names] = X[exemplars]
    return places


def _frames(messages: Messages, X: Floats, model: Any) -> Iterator[Frame]:
    S, n = messages.similarities, len(X)
    yield Frame("show", say("caption.show", n=f"{n:,}"), SIMILARITY)
    exemplars = messages.rounds[-1].exemplars
    chosen = _choose(S, exemplars) if len(exemplars) else np.zeros(n, dtype=np.intp)
    better = _improve(S, exemplars, chosen)
    order = better.argsort()  # the fit numbers clusters by the index of the exemplar
    clusters = _Clusters(X, S, exemplars[order])
    for one in messages.rounds:
        yield from _frames_of_round(one, clusters)
    iterations = messages.iterations
    if not len(exemplars):
        labels = np.full(n, NO_CLUSTER, dtype=np.int32)
        caption = say("caption.affinity.stop.none", iterations=f"{iterations:,}")
        yield Frame("stop", caption, UNTIL, iterations, labels, None, {"centers": X[:0]})
        return
    labels, objective = (
        order.argsort()[chosen].astype(np.int32),
        net_similarity(S, exemplars, chosen),
    )
    values = {"centers": X[exemplars[order]]}
    caption = say("caption.affinity.assign", k=len(better), objective=number(objective))
    yield Frame("assign", caption, ASSIGN, iterations, labels, objective, values)
    yield from _last_frames(messages, X, exemplars, better, model)


def _frames_of_round(one: Round, clusters: _Clusters) -> Iterator[Frame]:
    """Yield a frame with the responsibilities, then one with the exemplars."""
    top = int(one.support.argmax())
    key = "favored" if one.support[top] > 0 else "unsupported"
    caption = say(
        f"caption.affinity.{key}",
        iteration=f"{one.first:,}",
        point=top,
        support=number(float(one.support[top])),
    )
    values = {"weights": np.maximum(one.support, 0), "points": (top,), **clusters.values}
    labels, objective = clusters.labels, clusters.objective
    yield Frame("visit", caption, RESPONSIBILITY, one.first, labels, objective, values)
    clusters.follow(one.exemplars)
    labels, objective, k = clusters.labels, clusters.objective, len(one.exemplars)
    key = "some" if k else "none"
    caption = say(
        f"caption.affinity.{key}",
        iterations=_span(one),
        exemplars=_count(k),
        new=one.new,
        gone=one.gone,
        objective=number(objective) if objective is not None else "",
    )
    yield Frame("update", caption, AVAILABILITY, one.last, labels, objective, clusters.values)


def _last_frames(
    messages: Messages, X: Floats, exemplars: Ints, better: Ints, model: Any
) -> Iterator[Frame]:
    """Yield the exemplars that move within their clusters, and the end."""
    S, iterations = messages.similarities, messages.iterations
    # in the fit's order, which decides where two exemplars are equally similar
    chosen = _choose(S, better)
    objective = net_similarity(S, better, chosen)
    order = better.argsort()
    named = order.argsort()[chosen].astype(np.int32)
    values = {"centers": X[better[order]]}
    moved = np.count_nonzero(better != exemplars)
    key = "improve" if moved else "stay"
    caption = say(
        f"caption.affinity.{key}", exemplars=_count(int(moved)), objective=number(objective)
    )
    yield Frame("update", caption, IMPROVE, iterations, named, objective, values)
    caption = say(
        "caption.affinity.stop.converged" if messages.converged else "caption.affinity.stop.limit",
        iterations=f"{iterations:,}",
        stable=model.convergence_iter,
        k=len(better),
        objective=number(objective),
    )
    yield Frame("stop", caption, UNTIL, iterations, named, objective, values)


def _frames_without_messages(
    messages: Messages, exemplars: Ints, labels: Labels, X: Floats
) -> Iterator[Frame]:
    yield Frame("show", say("caption.show", n=f"{len(X):,}"), SIMILARITY)
    objective = net_similarity(messages.similarities, exemplars, labels.astype(np.intp))
    key = "each" if len(exemplars) > 1 else "one"
    values = {"centers": X[exemplars]}
    caption = say(f"caption.affinity.equal.{key}")
    yield Frame("stop", caption, ASSIGN, 0, labels, objective, values)


def _span(one: Round) -> str:
    key = "iteration" if one.first == one.last else "iterations"
    return say(f"caption.affinity.{key}", first=f"{one.first:,}", last=f"{one.last:,}")


def _count(k: int) -> str:
    return say("caption.affinity.count.one" if k == 1 else "caption.affinity.count", k=f"{k:,}")


WORDS: Final = {
    "code.affinity.title": "Affinity propagation",
    "code.affinity.similarity": "similarity = minus squared distance; to itself, the preference",
    "code.affinity.repeat": "repeat:",
    "code.affinity.responsibility": "responsibility: how well a candidate serves a point",
    "code.affinity.availability": "availability: how much others speak for the candidate",
    "code.affinity.until": "until the exemplars stay the same for {stable} iterations",
    "code.affinity.assign": "assign each point to the most similar exemplar",
    "code.affinity.improve": "in each cluster take the best exemplar, assign again",
    "caption.affinity.iteration": "Iteration {first}",
    "caption.affinity.iterations": "Iterations {first} to {last}",
    "caption.affinity.count": "{k} exemplars",
    "caption.affinity.count.one": "1 exemplar",
    "caption.affinity.favored": "Iteration {iteration}: responsibilities favor point {point} "
    "most; they add up to {support}.",
    "caption.affinity.unsupported": "Iteration {iteration}: no candidate has support; point "
    "{point} comes nearest with {support}.",
    "caption.affinity.none": "{iterations}: no point is an exemplar yet.",
    "caption.affinity.some": "{iterations}: {exemplars}, {new} new and {gone} gone; net "
    "similarity {objective}.",
    "caption.affinity.assign": "Assign: each point joins the most similar of {k} exemplars; net "
    "similarity {objective}.",
    "caption.affinity.improve": "Improve: {exemplars} moved to a better point of the cluster; "
    "net similarity {objective}.",
    "caption.affinity.stay": "Improve: each exemplar is the best of its cluster already.",
    "caption.affinity.stop.converged": "Converged in {iterations} iterations, {stable} of them "
    "without a change: {k} clusters.",
    "caption.affinity.stop.limit": "Stopped after {iterations} iterations, before the exemplars "
    "settled: {k} clusters.",
    "caption.affinity.stop.none": "Stopped after {iterations} iterations without an exemplar: no "
    "point has a cluster.",
    "caption.affinity.equal.one": "All points are equally similar and the preference is low: one "
    "cluster.",
    "caption.affinity.equal.each": "All points are equally similar and the preference is high: "
    "each is its own cluster.",
    "caption.affinity.unsettled": "The exemplars had not settled after {max_iter} iterations; "
    "a damping above {damping} calms the messages.",
    "caption.affinity.short": "The exemplars can settle only if max_iter={max_iter} is more than "
    "convergence_iter={stable}.",
    "objective.net_similarity": "Net similarity",
    "objective.legend.affinity": "after each change of the exemplars",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:AffinityPropagation",
    tracer=trace_affinity,
    painter="kmeans",
    code_title="code.affinity.title",
    carries=("centers", "weights", "points"),
    samples=Samples({"preference": -40.0, "random_state": 0}, "blobs", hard={"preference": -60.0}),
    fitted_attributes={"centers": "cluster_centers_", "n_iter": "n_iter_"},
    parameters=(
        Parameter(
            "preference",
            "number",
            "preference",
            "Each point's similarity to itself: the higher, the more exemplars",
            least=None,
            applies=lambda model: np.ndim(model.preference) == 0,
        ),
        Parameter(
            "damping",
            "number",
            "damping",
            "Share of the last message that is kept",
            least=0.5,
            most=0.999,
        ),
        RANDOM_STATE,
    ),
    title=("preference", "damping", "random_state"),
    switches=("regions", "links"),
    objective="objective.net_similarity",
    rises=True,
    legend="objective.legend.affinity",
    step_names={
        "visit": StepName("responsibilities", "send responsibilities"),
        "update": StepName("availabilities", "send availabilities"),
    },
    card=("distances",),
    words=WORDS,
)
