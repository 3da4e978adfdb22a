"""The contract that every algorithm keeps, as one call: for this package and for others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import FrozenInstanceError
from typing import Any, Final

import numpy as np

from teachclust.traces import KINDS, AlgorithmSpec, Frame, Trace, trace
from teachclust.traces.registry import ALGORITHMS

#: Takes a trace, a fitted estimator and X; gives the names of what differs.
Compare = Callable[[Trace, Any, Any], Iterable[str]]

#: Relative and absolute (by the size of the data) differences that rounding may make.
_CLOSE: Final = {np.dtype(np.float64): 1e-10, np.dtype(np.float32): 1e-5}
_DTYPES: Final = (np.float64, np.float32, np.float16, np.int64)
_KINDS_OF_NUMBERS: Final = {"float": "f", "int": "iu", "bool": "b"}
_LONGEST_CAPTION: Final = 120


def check_algorithm(spec: AlgorithmSpec, *, compare: Compare | None = None) -> None:
    """Check that an algorithm keeps the rules that every algorithm keeps.

    Parameters
    ----------
    spec : AlgorithmSpec
        A registered algorithm.
    compare : callable, default=None
        ``compare(trace, fitted, X)`` gives the names of further numbers that differ from those of a
        fit, beyond labels and what `AlgorithmSpec.fitted_attributes` names.

    Raises
    ------
    AssertionError
        Where the last frame is not what ``fit`` gives (on the samples of the spec, with several
        seeds, types of numbers and among ties); else where frames break the rules; else what a
        Stepper can't show or change. It names every difference.

    Notes
    -----
    Costs about 40 fits of the samples.

    Examples
    --------
    >>> from teachclust.testing import check_algorithm
    >>> from teachclust.traces.registry import ALGORITHMS
    >>> check_algorithm(ALGORITHMS["DBSCAN"])
    """
    for part in (_registered, _fits, _frames, _steppers):
        found = [f"{spec.name}: {what}" for what in part(spec, compare)]
        assert not found, "\n".join(found)


def differences(traced: Trace, estimator: Any, X: Any, compare: Compare | None = None) -> list[str]:
    """Return the names of all numbers that differ from those of a fit of a clone to X."""
    from sklearn.base import clone

    fitted = clone(estimator)
    labels = fit_labels(fitted, X)
    found = [] if traced.last.kind == "stop" else ["the last frame is no end"]
    if not np.array_equal(traced.labels, labels):
        found.append("labels")
    for frame in traced.frames[-2:]:
        if frame.objective != traced.objective and frame.kind in ("assign", "stop"):
            found.append("objective of the last frames")
    if traced.spec.objective is None and (traced.objective is not None or traced.runs):
        found.append("objective")
    close, size = _CLOSE[traced.X.dtype], float(np.abs(traced.X).max())
    for name, attribute in traced.spec.fitted_attributes.items():
        mine, theirs = getattr(traced, name), getattr(fitted, attribute)
        allowed = {"centers": (close, close * size), "objective": (close, close * size**2)}
        rtol, atol = allowed.get(name, (0.0, 0.0))
        if (
            mine is None
            or np.shape(mine) != np.shape(theirs)
            or not np.allclose(mine, theirs, rtol=rtol, atol=atol)
        ):
            found.append(name)
    return found + list(compare(traced, fitted, np.asarray(X)) if compare else ())


def fit_labels(estimator: Any, X: Any) -> Any:
    """Fit an estimator and return its labels; what clusters features has no fit_predict."""
    if hasattr(estimator, "fit_predict"):
        return np.asarray(estimator.fit_predict(X))
    return np.asarray(estimator.fit(X).labels_)


def _registered(spec: AlgorithmSpec, compare: Compare | None) -> Iterator[str]:
    if spec.name not in ALGORITHMS or ALGORITHMS[spec.name] is not spec:
        yield "it is not registered: teachclust.register(spec)"
    known = spec.estimator_class().get_params()
    named = {one.name for one in spec.parameters} | {one.name for one in spec.limits}
    named |= {*spec.title, *([spec.n_clusters] if spec.n_clusters else ())}
    for name in sorted(named - known.keys()):
        yield f"the estimator has no parameter {name!r}"


def _fits(spec: AlgorithmSpec, compare: Compare | None) -> Iterator[str]:
    """Compare the ends of traces with fits."""
    for seed in range(4):
        estimator, X = spec.small_sample()
        if "random_state" in estimator.get_params():
            estimator.set_params(random_state=seed)
        yield from _ends(f"small sample, seed {seed}", estimator, X, compare)
    for dtype in _DTYPES:
        for seed in range(3):
            estimator, X = spec.hard_sample(seed)
            where = f"hard sample, seed {seed}, {np.dtype(dtype)}"
            yield from _ends(where, estimator, X.astype(dtype), compare)
    for seed in range(3):
        # numbers column by column in memory, as a DataFrame has them: sums round in another order
        estimator, X = spec.hard_sample(seed)
        columns = np.asfortranarray(0.9 * X)
        yield from _ends(f"hard sample in column order, seed {seed}", estimator, columns, compare)


def _ends(where: str, estimator: Any, X: Any, compare: Compare | None) -> Iterator[str]:
    before = (repr(estimator.get_params()), X.copy())
    traced = trace(estimator, X)
    for what in differences(traced, estimator, X, compare):
        yield f"{what} not equal to the fit's ({where})"
    if traced.n_clusters < 2:
        yield f"fewer than two clusters, which would hide mistakes ({where})"
    if repr(estimator.get_params()) != before[0] or not np.array_equal(X, before[1]):
        yield f"the caller's estimator or data was changed ({where})"


def _frames(spec: AlgorithmSpec, compare: Compare | None) -> Iterator[str]:
    """Check what holds for every frame."""
    small, X = spec.small_sample()
    solid = np.column_stack([X, X.sum(axis=1)])
    for estimator, data in ((small, X), (small, solid), spec.hard_sample(0)):
        traced, again = trace(estimator, data), trace(estimator, data)
        if repr(traced) != repr(again) or not traced.table().equals(again.table()):
            yield "two traces of the same fit differ"
        if traced.frames[0].kind != "show":
            yield 'the first frame is no "show"'
        if (traced.objective is None) != (spec.objective is None):
            yield "there is an objective without a name, or the other way round"
        if (traced.centers is None) == spec.has_centers:
            yield "the last frame and `carries` disagree about centers"
        for step, frame in enumerate(traced):
            for what in _frame(frame, traced):
                yield f"step {step}: {what}"


def _frame(frame: Frame, traced: Trace) -> Iterator[str]:
    if frame.kind not in KINDS:
        yield f"no kind of frame is called {frame.kind!r}"
    if not 0 <= frame.line < len(traced.code):
        yield f"the pseudocode has no line {frame.line}"
    if not frame.caption.endswith(".") or len(frame.caption) >= _LONGEST_CAPTION:
        yield f"the caption is no sentence of less than {_LONGEST_CAPTION} characters"
    labels = frame.labels
    if labels is not None and (labels.shape != (len(traced.X),) or labels.dtype != np.int32):
        yield "labels are not one int32 for each point"
    try:
        frame.kind = "show"  # type: ignore[misc]
        frame.values["points"] = ()  # type: ignore[index]
        yield "it is not frozen"
    except (FrozenInstanceError, TypeError):
        pass
    sizes = {"n_samples": len(traced.X), "n_features": traced.X.shape[1]}
    for name, value in frame.values.items():
        if name not in traced.spec.values:
            yield f"it carries {name!r}, which the spec doesn't declare"
            continue
        declared, array = traced.spec.values[name], np.asarray(value)
        if array.size and array.dtype.kind not in _KINDS_OF_NUMBERS[declared.dtype]:
            yield f"{name} is of type {array.dtype}, not {declared.dtype}"
        if array.ndim != len(declared.shape):
            yield f"{name} has {array.ndim} axes, not {len(declared.shape)}"
            continue
        for axis, length in zip(declared.shape, array.shape, strict=True):
            if sizes.setdefault(axis, length) != length:
                yield f"{name} has {length} entries along {axis}, not {sizes[axis]}"


def _steppers(spec: AlgorithmSpec, compare: Compare | None) -> Iterator[str]:
    """Check that a Stepper shows the algorithm, and that its controls change their parameters."""
    from sklearn.base import clone

    from teachclust.widgets.stepper import Stepper

    head = Stepper(*spec.small_sample()).trace["head"]
    json.dumps(head, allow_nan=False)
    if set(head["step_names"]) != set(head["frames"]["kind"]):
        yield "some kinds of steps have no name"
    for control in head["controls"]:
        values = control.get("options") or [
            control["value"] + 1 if control["kind"] == "whole" else 1.2 * (control["value"] or 0.5)
        ]
        for value in values:
            stepper = Stepper(*spec.small_sample())
            edit = {"kind": "param", "name": control["name"], "value": value}
            stepper.request = {"id": 1, "base": 1, "frame": 0, "edit": edit}
            if stepper.problem:
                yield f"{control['name']}={value!r} is refused: {stepper.problem['what']}"
                continue
            if getattr(stepper.estimator, control["name"]) != value:
                yield f"{control['name']} is not set to {value!r}"
            labels = fit_labels(clone(stepper.estimator), np.asarray(stepper.X))
            if not np.array_equal(stepper.current.labels, labels):
                yield f"labels not equal to the fit's (after {control['name']}={value!r})"
