"""What a learner's edit does to the problem: a pure step from one `Setup` to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks import check_data
from teachclust.checks.names import default_names
from teachclust.errors import LearnerError
from teachclust.traces import AlgorithmSpec, Trace
from teachclust.traces.frame import Floats
from teachclust.widgets.controls import controls_of
from teachclust.widgets.requests import (
    Factors,
    Fields,
    ListOf,
    ParameterValue,
    PlanePoint,
    ShortText,
    WholeNumber,
    shown,
    unknown_change,
    whole_number,
)
from teachclust.widgets.scaling import (
    FEATURES,
    Scaling,
    named,
    scaled_start,
    shown_features,
    to_raw,
    to_scaled,
    why_unscaled,
)
from teachclust.words import say

#: points that can be drawn: more make each answer slow
_MOST_POINTS: Final = 20_000
#: points in one stroke of the pointer, or under one wipe
_MOST_AT_ONCE: Final = 1_000
_MOST_SEED: Final = 2**32 - 1
#: a feature is made at most so many times longer, or shorter
_MOST_FACTOR: Final = 1e6
#: a place so many times the data's width away from them is no place that a pointer reaches
_FAR: Final = 1_000.0


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """An estimator, its data, and how these are scaled: all that a trace is computed from.

    An edit never changes them: it makes a clone, and of X, an array or a DataFrame, a copy. The
    estimator's own centers are among the scaled features.
    """

    estimator: Any
    X: Any
    scaling: Scaling = field(default_factory=Scaling)

    def scaled(self) -> Any:
        """Return the data as the estimator is fitted to them."""
        return self.scaling.apply(self.X)

    def line(self) -> tuple[Floats, Floats]:
        """Return offset and slope of each feature's scaling."""
        return self.scaling.line(check_data(self.X).X)

    def with_params(self, **params: Any) -> Setup:
        """Return the same data with other parameters."""
        return replace(self, estimator=clone(self.estimator).set_params(**params))

    def from_centers(self, centers: Floats) -> Setup:
        """Return the same data, starting from given centers."""
        if len(centers) == 0:
            raise LearnerError(
                "The last center can't be deleted.",
                where="n_clusters=0",
                why="Every point needs a nearest center.",
                fix="KMeans(n_clusters=1, random_state=0)",
            )
        return self.with_params(n_clusters=len(centers), init=centers, n_init=1)


def _centers_shown(trace: Trace, frame: int) -> Floats | None:
    """Centers at a frame, when all of them are known there."""
    values = trace.frames[frame].values
    centers: Floats | None = values.get("centers")
    if centers is None or not len(centers) or not np.isfinite(centers).all():
        return None
    return centers


def _centers_to_edit(trace: Trace, frame: int) -> Floats:
    """Centers at a frame; before seeding is done, those it ends with."""
    for later in range(frame, len(trace)):
        centers = _centers_shown(trace, later)
        if centers is not None:
            return centers.copy()
    raise AssertionError("a trace ends with all centers known")


def _center_move(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    _check_near(trace, [edit["to"]])
    centers = _centers_to_edit(trace, frame)
    cluster = _one_of(centers, edit["cluster"], "cluster")
    centers[cluster] = trace.view.inverse_transform(centers[cluster], edit["to"])
    return setup.from_centers(centers)


def _center_add(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    _check_near(trace, [edit["to"]])
    centers = _centers_to_edit(trace, frame)
    new = trace.view.inverse_transform(trace.X.mean(axis=0), edit["to"])
    return setup.from_centers(np.vstack([centers, new]))


def _center_delete(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    centers = _centers_to_edit(trace, frame)
    cluster = _one_of(centers, edit["cluster"], "cluster")
    return setup.from_centers(np.delete(centers, cluster, axis=0))


def _points_add(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    if len(trace.X) + len(edit["to"]) > _MOST_POINTS:
        raise LearnerError(
            say("request.points", most=f"{_MOST_POINTS:,}"),
            where=f"{len(trace.X):,} points and {len(edit['to']):,} more",
            why=say("request.why"),
            fix=f"watch(estimator, X[:{_MOST_POINTS // 2}])",
        )
    for name, values in _of_each_point(setup, trace).items():
        raise LearnerError(
            say("request.of_each", name=name),
            where=f"{name}: {len(values):,} values",
            why=say("request.of_each.why"),
            fix=f"estimator.set_params({name}={np.median(values):.6g})",
        )
    middle = trace.X.mean(axis=0)
    _check_near(trace, edit["to"])
    new = np.array([trace.view.inverse_transform(middle, to) for to in edit["to"]])
    X = np.vstack([_unscaled(setup, trace), to_raw(new, _line(setup, trace))])
    # drawn points have no names: rows are counted anew
    return _with_points(setup, trace, frame, X, None)


def _point_move(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    _check_near(trace, [edit["to"]])
    X = _unscaled(setup, trace).copy()
    index = _one_of(X, edit["index"], "index")
    X[index] = to_raw(trace.view.inverse_transform(trace.X[index], edit["to"]), _line(setup, trace))
    return _with_points(setup, trace, frame, X, trace.index)


def _points_delete(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    gone = [_one_of(trace.X, index, "index") for index in edit["index"]]
    X = np.delete(_unscaled(setup, trace), gone, axis=0)
    k = trace.n_clusters
    least = max(k, 2)
    if len(X) < least:
        left = say("request.left.one") if len(X) == 1 else say("request.left", n=len(X))
        raise LearnerError(
            left,
            where=f"{len(trace.X) - len(X):,} of {len(trace.X):,} points deleted",
            why=say("request.left.clusters", k=k) if k > 1 else say("request.left.two"),
            fix=f"X = X[:{least}]  # at least so many",
        )
    index = None if trace.index is None else trace.index.delete(gone)
    kept = {name: np.delete(one, gone) for name, one in _of_each_point(setup, trace).items()}
    return _with_points(setup.with_params(**kept), trace, frame, X, index)


def _of_each_point(setup: Setup, trace: Trace) -> dict[str, Any]:
    """Return the parameters that have one value for each point, as arrays."""
    params = setup.estimator.get_params(deep=False)
    known = {name: np.asarray(params[name]) for name in _PER_POINT if name in params}
    return {name: one for name, one in known.items() if one.shape == (len(trace.X),)}


def _one_of(rows: Any, number: int, where: str) -> int:
    """Return the number of a row that there is."""
    return WholeNumber(0, len(rows) - 1).read(number, where)


def _check_near(trace: Trace, places: Sequence[tuple[float, float]]) -> None:
    """Refuse places that are too far away to be on the view."""
    points = trace.view.project(trace.X)
    low, high = points.min(axis=0), points.max(axis=0)
    room = _FAR * max(float((high - low).max()), float(np.abs(points).max()), 1.0)
    middle = (low + high) / 2
    for x, y in places:
        if np.abs(np.array([x, y]) - middle).max() > room:
            raise LearnerError(
                say("request.far"),
                where=f"to: {x:.6g}, {y:.6g}",
                why=say("request.why"),
                fix=f"to = [{middle[0]:.6g}, {middle[1]:.6g}]",
            )


def _line(setup: Setup, trace: Trace) -> tuple[Floats, Floats]:
    """Return offset and slope of the scaling of a trace's points."""
    if trace.spec.clusters_features:  # they aren't scaled
        return np.zeros(trace.X.shape[1]), np.ones(trace.X.shape[1])
    return setup.line()


def _unscaled(setup: Setup, trace: Trace) -> Floats:
    """Return the data of a trace in their own units."""
    return check_data(setup.X).X if setup.scaling.changes else trace.X


def _with_points(setup: Setup, trace: Trace, frame: int, X: Floats, index: Any) -> Setup:
    """Go on with other points from the centers on screen, so that the edit's own effect shows."""
    if trace.spec.clusters_features:
        return replace(setup, X=_with_features(setup, X, index))
    changed = replace(setup, X=named(X, trace.feature_names, index))
    centers = _centers_shown(trace, frame) if trace.spec.places_centers else None
    if centers is None:
        return changed
    # other points may have another mean and another spread
    moved = (
        to_scaled(to_raw(centers, setup.line()), changed.line())
        if setup.scaling.changes
        else centers
    )
    return changed.from_centers(moved)


def _with_features(setup: Setup, points: Floats, names: Any) -> Any:
    """Return data whose features are these points."""
    before = check_data(setup.X)
    known = before.feature_names if names is None else tuple(map(str, names))
    # those that were drawn are counted on
    drawn = default_names(len(points))[len(known) :]
    return named(points.T, (*known, *drawn), before.index)


def _scaling(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    """Scale the features otherwise, and with them the points that the estimator was given."""
    why, shown_on_axes = why_unscaled(trace), shown_features(trace)
    standardized = edit["features"] == "standardized"
    if edit["features"] not in FEATURES:
        raise LearnerError(
            say("request.choice", options=", ".join(FEATURES)),
            where=f"features: {shown(edit['features'])}",
            why=say("request.why"),
            fix="StandardScaler().fit_transform(X)",
        )
    by_hand = edit["factors"] != (1.0, 1.0)
    if not why and by_hand and shown_on_axes is None:
        why = say("scaling.mixed", d=trace.X.shape[1])
    if why:
        raise LearnerError(
            say("request.scaling"),
            where=f"factors: {edit['factors'][0]:g}, {edit['factors'][1]:g}",
            why=why,
            fix="watch(estimator, X, columns=(0, 1))",
        )
    factors = [1.0] * trace.X.shape[1]
    for feature, factor in zip(shown_on_axes or (), edit["factors"], strict=False):
        factors[feature] = factor
    after = replace(setup, scaling=Scaling(standardized, tuple(factors) if by_hand else ()))
    start = scaled_start(setup.estimator, trace.X.shape[1], setup.line(), after.line())
    return after.with_params(**start) if start else after


def _n_clusters(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    """Change k; centers that were placed can't be kept, so a start is drawn again."""
    return _drawn(setup, n_clusters=edit["value"])


def _init(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    return setup.with_params(init=edit["value"], n_init="auto")


def _random_state(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    return _drawn(setup, random_state=edit["value"])


def _new_start(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    seed = setup.estimator.random_state
    return _drawn(setup, random_state=(seed + 1) % 2**32 if isinstance(seed, int) else 0)


def _replay(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    init = str(edit["init"])
    if init not in ("k-means++", "random"):
        raise LearnerError(
            say("request.choice", options="k-means++, random"),
            where=f"init: {shown(init)}",
            why=say("request.why"),
            fix='estimator.set_params(init="k-means++")',
        )
    return setup.with_params(init=init, random_state=edit["random_state"], n_init=1)


def _param(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    """Change one of the parameters that the controls show."""
    name = edit["name"]
    value = control_value(controls_of(setup.estimator, trace), name, edit["value"])
    if trace.spec.places_centers and name in _PLACING:
        return _PLACING[name](setup, trace, frame, {**edit, "value": value})
    (parameter,) = (p for p in trace.spec.parameters if p.name == name)
    return setup.with_params(**{name: value, **parameter.sets.get(value, {})})


def control_value(controls: Sequence[dict[str, Any]], name: str, value: object) -> Any:
    """Return what one of some controls may be set to, in its own type, or refuse it."""
    control = next((one for one in controls if one["name"] == name), None)
    if control is None:
        names = [one["name"] for one in controls]
        raise LearnerError(
            say("problem.edit", kind=shown(name)),
            where=f"name: {shown(name)}",
            why=say("request.names", names=", ".join(names)) if names else say("request.no_names"),
            fix=_set_params(controls[0]) if names else "watch(estimator, X)",
        )
    if control["kind"] == "choice":
        options = _options(control)
        if value in options:
            return value
        what = say("request.choice", options=", ".join(options))
    elif control["kind"] == "whole":
        least, most = control["min"], control["max"]
        whole = whole_number(value)
        if whole is not None and least <= whole <= most:
            return whole
        what = say("request.whole", least=least, most=most)
    else:
        number = None if isinstance(value, str) else float(value)  # type: ignore[arg-type]
        least = control["min"]
        if number is not None and (np.isfinite(number) if least is None else number >= least):
            return number
        what = say("request.any_number" if least is None else "request.number", least=least)
    raise LearnerError(
        what,
        where=f"{name}: {shown(value)}",
        why=say("request.parameter", title=control["title"]),
        fix=_set_params(control),
    )


def _options(control: dict[str, Any]) -> list[str]:
    """Return the words of a choice that can be asked for: centers are placed otherwise."""
    return [option for option in control["options"] if option != "placed"]


def _set_params(control: dict[str, Any]) -> str:
    """Return the line that sets a parameter to what it is, or to its first word."""
    value = control["value"] if control["value"] != "placed" else _options(control)[0]
    return f"estimator.set_params({control['name']}={value!r})"


def _drawn(setup: Setup, **params: Any) -> Setup:
    if hasattr(setup.estimator, "init") and not isinstance(setup.estimator.init, str):
        params["init"] = "k-means++"
        params["n_init"] = "auto"
    return setup.with_params(**params)


#: Parameters that may have one value for each point. scikit-learn reads too many or too few of them
#: silently, so that each would come to another point.
_PER_POINT: Final = ("preference",)
#: Changes for which the estimator must take centers as ``init``.
_OF_CENTERS: Final = ("center_move", "center_add", "center_delete", "replay", "starts")

_Edit = Callable[[Setup, Trace, int, dict[str, Any]], Setup]

#: Parameters that have to do with centers that were placed.
_PLACING: Final[dict[str, _Edit]] = {
    "n_clusters": _n_clusters,
    "init": _init,
    "random_state": _random_state,
}
EDITS: Final[dict[str, _Edit]] = {
    "center_move": _center_move,
    "center_add": _center_add,
    "center_delete": _center_delete,
    "points_add": _points_add,
    "point_move": _point_move,
    "points_delete": _points_delete,
    "param": _param,
    "new_start": _new_start,
    "replay": _replay,
    "scaling": _scaling,
}

#: what each edit says beside its kind
FIELDS: Final[Mapping[str, Fields]] = {
    "center_move": {"cluster": WholeNumber(), "to": PlanePoint()},
    "center_add": {"to": PlanePoint()},
    "center_delete": {"cluster": WholeNumber()},
    "points_add": {"to": ListOf(PlanePoint(), _MOST_AT_ONCE)},
    "point_move": {"index": WholeNumber(), "to": PlanePoint()},
    "points_delete": {"index": ListOf(WholeNumber(), _MOST_POINTS)},
    "param": {"name": ShortText(), "value": ParameterValue()},
    "new_start": {},
    "replay": {"init": ShortText(), "random_state": WholeNumber(0, _MOST_SEED)},
    "scaling": {"features": ShortText(), "factors": Factors(2, _MOST_FACTOR)},
}


def edited(setup: Setup, trace: Trace, frame: int, edit: dict[str, Any]) -> Setup:
    """Apply one edit to what the learner was looking at, and return the new setup.

    It is an ``Edit`` of ``js/src/core/types.ts``, with the fields that `FIELDS` names, made while
    `frame` was on screen.
    """
    kind = edit.get("kind")
    if kind not in EDITS:
        raise unknown_change(kind, EDITS)
    check_fits(trace.spec, setup.estimator, kind)
    if not 0 <= frame < len(trace):
        frame = len(trace) - 1
    return EDITS[kind](setup, trace, frame, edit)


def check_fits(spec: AlgorithmSpec, estimator: Any, kind: str) -> None:
    """Refuse a change of centers or of the start for an algorithm that has none."""
    if kind in _OF_CENTERS and not spec.places_centers:
        why = say("request.no_centers")
    elif kind == "new_start" and "random_state" not in estimator.get_params(deep=False):
        why = say("request.no_seed")
    else:
        return
    raise LearnerError(
        say("request.unfit", algorithm=spec.name),
        where=f"kind: {shown(kind)}",
        why=why,
        fix="watch(KMeans(n_clusters=3, random_state=0), X)",
    )


def initial_step_after(before: Trace, after: Trace, frame: int, edit: dict[str, Any]) -> int:
    """Return the frame of a new trace to show after the edit that made it.

    In k-means the first assignment after an edit of centers or points, so that the answer is seen
    at once; else the last frame of the seeding, from which the learner steps on. The last frame of
    all others: what a learner wants to see of another eps is where it ends. Who scales a feature
    stays at the beginning or at the end, if `frame` of the trace before was there.
    """
    scales = edit.get("kind") == "scaling"
    if scales and frame == 0:
        return 0
    if not after.spec.places_centers or (scales and frame >= len(before) - 1):
        return len(after) - 1
    first = next(i for i, one in enumerate(after.frames) if one.kind == "assign")
    answers = str(edit.get("kind", "")).startswith(("center_", "point", "scaling"))
    return first if answers else first - 1
