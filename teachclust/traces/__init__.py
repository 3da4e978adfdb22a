"""How an estimator fits, frame by frame."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from teachclust.checks import (
    CheckedData,
    check_columns,
    check_data,
    check_estimator,
    check_image_shape,
    drawn_seeds,
    fit_refusals,
    open_pipeline,
)
from teachclust.errors import LearnerError
from teachclust.float_errors import usual_float_errors
from teachclust.traces.end import trace_end
from teachclust.traces.frame import KINDS, VALUES, Frame, Kind, Value
from teachclust.traces.registry import ALGORITHMS, register
from teachclust.traces.spec import AlgorithmSpec, Parameter, SampleLimit, Samples, StepName
from teachclust.traces.steps import CodeLine, Run, Steps
from teachclust.traces.trace import Trace, assembled
from teachclust.traces.view import View

__all__ = [
    "KINDS",
    "VALUES",
    "AlgorithmSpec",
    "CodeLine",
    "Frame",
    "Kind",
    "Parameter",
    "Run",
    "SampleLimit",
    "Samples",
    "StepName",
    "Steps",
    "Trace",
    "Value",
    "View",
    "is_watched",
    "register",
    "trace",
    "trace_end",
    "trace_or_end",
]


def trace(estimator: Any, X: Any, *, columns: Any = None, image_shape: Any = None) -> Trace:
    """Replay how a scikit-learn estimator fits data, and return every step as numbers.

    Parameters
    ----------
    estimator : estimator
        An unfitted scikit-learn estimator, for example ``KMeans(n_clusters=4, random_state=0)``.
        It is cloned and never touched. With ``random_state=None`` a seed is drawn and kept in
        ``Trace.params``, so that what was seen can be seen again; so it is for an estimator that is
        a parameter of it, such as ``n_clusters`` of a Birch. Of a RandomState a copy is drawn
        from, as by a fit of the clone: the caller's stays where it is, and ``Trace.params`` has
        another copy, as it was before the fit. Of a pipeline the last step is traced, on X as the
        earlier steps, cloned and fitted, make it.
    X : array-like of shape (n_samples, n_features)
        The data: an array, a list of rows or a DataFrame, whose names and index are kept.
    columns : pair of str or int, default=None
        The two features to draw. By default both of two, else the two principal directions.
    image_shape : pair of int, default=None
        Rows and columns of the picture that each row of X is. By default squares of pixels are
        found: features called pixel..., or 49 or more without names and none below 0.

    Returns
    -------
    trace : Trace
        Frozen frames. The last is what ``clone(estimator).fit(X)`` gives with the same seed.

    Raises
    ------
    LearnerError
        If the data or a parameter can't be clustered, or the estimator can't be traced.

    Notes
    -----
    Costs about one or two fits: see the notes of each tracer, such as `teachclust.traces.kmeans`.

    scikit-learn adds up in another order when it uses more threads, so where points tie its own fit
    may differ between one thread and two. The trace uses the caller's threads: it ends as a fit in
    the same process, under the same limit (``OMP_NUM_THREADS``, ``threadpoolctl``), ends. With more
    than two threads scikit-learn's fits may differ from call to call in such data.

    ``np.seterr(all="raise")`` has no effect inside: fits rely on results that underflow to zero.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust import trace
    >>> t = trace(KMeans(n_clusters=2, random_state=0), [[0, 0], [0, 1], [9, 9], [9, 8]])
    >>> t.objective
    1.0
    """
    from sklearn.base import clone

    estimator, X, _ = open_pipeline(estimator, X)
    spec = algorithm_of(estimator)
    with usual_float_errors():
        data = check_data(X, allow_1_row=spec.clusters_features)
        if spec.clusters_features:
            data = _of_features(data, spec)
        model = check_estimator(estimator, len(data.X), counted=spec.counted)
        model.set_params(**drawn_seeds(model))
        columns = check_columns(columns, data.feature_names)
        if image_shape is not None:
            image_shape = check_image_shape(image_shape, data.X.shape[1])
        with fit_refusals(model, data.X):
            steps, params = _steps(spec, clone(model), data)
            traced = assembled(spec, steps, params, data, (columns, image_shape))
    # a fit uses a generator up: from what is kept the same fit must come again
    unused = {
        name: value
        for name, value in model.get_params(deep=False).items()
        if isinstance(value, np.random.RandomState) or _is_estimator(value)
    }
    return replace(traced, params=traced.params | unused) if unused else traced


def _of_features(data: CheckedData, spec: AlgorithmSpec) -> CheckedData:
    """Return the features as points; one alone can't be clustered."""
    if data.X.shape[1] < 2:
        raise LearnerError(
            "One feature can't be merged with another.",
            where="X has 1 column",
            why=f"{spec.name} merges columns that vary alike.",
            fix="watch(AgglomerativeClustering(n_clusters=2), X)",
        )
    return data.of_features()


def _is_estimator(value: Any) -> bool:
    return hasattr(value, "get_params") and not isinstance(value, type)


def trace_or_end(estimator: Any, X: Any, *, columns: Any = None, image_shape: Any = None) -> Trace:
    """Trace an estimator; of one whose steps can't be watched, return its end.

    Parameters
    ----------
    estimator, X, columns, image_shape
        As for `trace` and `trace_end`.

    Returns
    -------
    trace : Trace
        `Trace.end_only` tells which of the two it is.

    Raises
    ------
    LearnerError
        As by `trace` and `trace_end`.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust.traces import trace_or_end
    >>> class Halves:
    ...     def fit_predict(self, X):
    ...         return (X[:, 0] > 5).astype(int)
    >>> X = [[0, 0], [0, 1], [9, 9], [9, 8]]
    >>> [trace_or_end(one, X).end_only for one in (KMeans(2), Halves())]
    [False, True]
    """
    follow = trace if is_watched(estimator) else trace_end
    return follow(estimator, X, columns=columns, image_shape=image_shape)


def is_watched(estimator: Any) -> bool:
    """Return whether the steps of an estimator, or of a pipeline's last, can be watched."""
    while steps := getattr(estimator, "steps", None):
        if not isinstance(steps, list | tuple) or isinstance(estimator, type):
            break
        estimator = steps[-1][-1] if isinstance(steps[-1], list | tuple) and steps[-1] else None
    return _known(type(estimator))


def _known(kind: type) -> bool:
    return kind.__name__ in ALGORITHMS and ALGORITHMS[kind.__name__].estimator_class is kind


def _steps(spec: AlgorithmSpec, model: Any, data: CheckedData) -> tuple[Steps, dict[str, Any]]:
    """Check what depends on the data and trace; return the parameters that were used as well."""
    spec.check(model, len(data.X))
    steps = spec.tracer(model, data)
    return steps, {**model.get_params(deep=False), **steps.params}


def algorithm_of(estimator: Any) -> AlgorithmSpec:
    """Return the spec of an estimator's algorithm, or raise an error if it can't be traced."""
    from teachclust.checks import check_single_estimator

    check_single_estimator(estimator)
    kind = type(estimator)
    if _known(kind):
        return ALGORITHMS[kind.__name__]
    raise _unknown(kind, estimator.get_params(deep=False))


def _unknown(kind: type, params: dict[str, Any]) -> LearnerError:
    """Return the error for an estimator that can't be traced."""
    package = kind.__module__.partition(".")[0]
    known = ", ".join(ALGORITHMS)
    # the estimator that it is made from, or that has its name
    like = next((a for a in map(ALGORITHMS.get, (c.__name__ for c in kind.__mro__)) if a), None)
    why, fix = f"These can: {known}.", "KMeans(n_clusters=4, random_state=0)"
    if like is not None:
        own = like.estimator_class
        whose = "scikit-learn's " if like.module.startswith("sklearn.") else ""
        why = (
            f"Its fit may differ from that of {whose}{like.name}, which can be watched."
            if issubclass(kind, own)
            else f"{whose}{like.name} can, which may have other parameters."
        )
        shared = {n: v for n, v in params.items() if n in own().get_params(deep=False)}
        fix = f"from {like.module} import {like.name}; estimator = {_call(own, shared)}"
    return LearnerError(
        f"{kind.__name__} can't be watched yet.",
        where="estimator" if package == "sklearn" else f"it is of {kind.__module__}",
        why=why,
        fix=fix,
    )


def _call(kind: type, params: dict[str, Any]) -> str:
    """Return the call that makes an estimator, with those of some parameters that it accepts."""
    from teachclust.checks import call_text, check_estimator

    kept: dict[str, Any] = {}
    for name, value in params.items():
        try:
            check_estimator(kind(**{name: value}))
        except LearnerError:
            continue
        kept[name] = value
    return call_text(kind(**kept))
