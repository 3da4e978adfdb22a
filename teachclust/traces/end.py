"""The end of a fit that can't be watched: any estimator with fit_predict, from any package."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, ClassVar, Final

import numpy as np

from teachclust.checks import (
    CheckedData,
    check_columns,
    check_data,
    check_image_shape,
    check_single_estimator,
    display_name,
    drawn_seeds,
    open_pipeline,
)
from teachclust.checks.labels import first_values, missing_rows, read_column
from teachclust.checks.names import some
from teachclust.checks.table import is_pandas
from teachclust.errors import LearnerError
from teachclust.float_errors import usual_float_errors
from teachclust.traces.frame import Frame, Labels
from teachclust.traces.spec import AlgorithmSpec, Samples
from teachclust.traces.steps import CodeLine, Steps
from teachclust.traces.trace import Trace, assembled
from teachclust.words import say

#: the line that a learner's class lacks, or has otherwise
_RETURNED: Final = "def fit_predict(self, X, y=None): return self.fit(X).labels_"
#: what a title has room for
_TITLE_PARAMS: Final = 6
_LONGEST_VALUE: Final = 24


def trace_end(estimator: Any, X: Any, *, columns: Any = None, image_shape: Any = None) -> Trace:
    """Fit any estimator that clusters, from any package, and return its end as a trace.

    Parameters
    ----------
    estimator : estimator
        An object with ``fit_predict(X)``, or with ``fit(X)`` that sets ``labels_``: of hdbscan or
        kmodes, say, or of a class that a learner wrote. It is cloned (copied, where it has no
        ``get_params``) and never touched. Where it has a ``random_state`` that is None, a seed is
        drawn and kept in ``Trace.params``. Of a pipeline the last step is fitted, on X as the
        earlier steps make it.
    X : array-like of shape (n_samples, n_features)
        The data: an array, a list of rows or a DataFrame. The estimator is given a copy: a
        DataFrame where it is one, else an array.
    columns : pair of str or int, default=None
        The two features to draw. By default both of two, else the two principal directions.
    image_shape : pair of int, default=None
        Rows and columns of the picture that each row of X is; by default they are found.

    Returns
    -------
    trace : Trace
        Two frames: the data, and the labels of the fit. `Trace.end_only` is True.

    Raises
    ------
    LearnerError
        If the estimator does not cluster, its fit fails, or what it returns are no labels: one
        whole number for each row of X, from 0 on, -1 for noise.

    See Also
    --------
    teachclust.trace : Every step, for the algorithms that can be watched.

    Notes
    -----
    Costs one fit. Labels that are whole numbers kept as floats are read, and numbers of clusters
    above n_samples are counted from 0 on in their order; notices tell both.

    Examples
    --------
    >>> import numpy as np
    >>> from teachclust.traces import trace_end
    >>> class Halves:
    ...     def fit_predict(self, X):
    ...         return (X[:, 0] > np.median(X[:, 0])).astype(int)
    >>> trace_end(Halves(), [[0, 0], [0, 1], [9, 9], [9, 8]]).labels.tolist()
    [0, 0, 1, 1]
    """
    estimator, X, _ = open_pipeline(estimator, X)
    refuse_no_clusterer(estimator)
    with usual_float_errors():
        data = check_data(X)
        model = unfitted_copy(estimator)
        columns = check_columns(columns, data.feature_names)
        if image_shape is not None:
            image_shape = check_image_shape(image_shape, data.X.shape[1])
        params = _params(model)
        steps = _steps(model, given_to_fit(X, data), len(data.X))
        kind = type(model)
        spec = spec_of(kind, _title(kind, params))
        return assembled(spec, steps, params, data, (columns, image_shape))


def _steps(model: Any, X: Any, n_samples: int) -> Steps:
    name = _name(type(model))
    labels, notices = fitted_labels(model, X, n_samples)
    return Steps(
        frames=tuple(_frames(name, labels)),
        code=(CodeLine(say("code.end.fit")),),
        notices=(say("caption.end.notice", name=name), *notices),
    )


def _tracer(model: Any, data: CheckedData) -> Steps:
    return _steps(model, data.X.copy(), len(data.X))


def unfitted_copy(estimator: Any) -> Any:
    """Return a clone with a seed, or a copy of what can't be cloned."""
    from sklearn.base import clone

    try:
        copy = clone(estimator)
        copy.set_params(**drawn_seeds(copy))
    except Exception:  # it may be anybody's class
        try:
            return deepcopy(estimator)
        except Exception as error:
            raise LearnerError(
                f"{_name(type(estimator))} can't be copied.",
                where=f"{type(error).__name__}: {display_name(error, 200)}",
                why="A copy is fitted, so that the estimator itself stays as it is.",
                fix="from sklearn.base import BaseEstimator; class Own(BaseEstimator): ...",
            ) from error
    return copy


def _name(kind: type) -> str:
    return display_name(kind.__name__)


def refuse_no_clusterer(estimator: Any) -> None:
    """Refuse what has neither fit_predict nor a fit without known classes."""
    if isinstance(estimator, type):
        check_single_estimator(estimator)
    if callable(getattr(estimator, "fit_predict", None)):
        return
    fit = getattr(estimator, "fit", None)
    if not callable(fit) or hasattr(estimator, "refit"):
        check_single_estimator(estimator)
        raise _no_clusterer(estimator, "It has neither fit_predict nor labels_.")
    try:
        wanted = list(inspect.signature(fit).parameters.values())[1:]
    except (TypeError, ValueError):  # a fit written in C
        return
    required = [
        one.name
        for one in wanted
        if one.default is one.empty and one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)
    ]
    if required:
        raise _no_clusterer(estimator, f"Its fit needs {', '.join(required)} beside X.")


def _no_clusterer(estimator: Any, why: str) -> LearnerError:
    name = _name(type(estimator))
    return LearnerError(
        f"{name} does not cluster.",
        where=f"estimator of type {name}",
        why=f"{why} An estimator that clusters finds labels from X alone.",
        fix="KMeans(n_clusters=4, random_state=0)",
    )


def given_to_fit(X: Any, data: CheckedData) -> Any:
    """Return a copy of the data for the fit to keep or change: a DataFrame where X is one."""
    if not is_pandas(X) or getattr(X, "ndim", 0) != 2 or X.shape != data.X.shape:
        return data.X.copy()
    import pandas as pd  # loaded late: arrays need no pandas

    return pd.DataFrame(data.X.copy(), index=X.index, columns=X.columns)


def _params(model: Any) -> dict[str, Any]:
    """Return its parameters; none where it has no get_params that works."""
    try:
        return dict(model.get_params(deep=False))
    except Exception:  # it may be anybody's class
        return {}


class EndSpec(AlgorithmSpec):
    """What the package knows of a class whose steps can't be watched."""

    end_only: ClassVar[bool] = True

    def __reduce__(self) -> tuple[Any, ...]:
        """Be pickled by the class, which no registry has."""
        return spec_of, (self.estimator_class, self.title)


def spec_of(kind: type, title: tuple[str, ...]) -> EndSpec:
    """Describe a class: no steps, no controls. `title` has the parameters that a title shows."""
    module = kind.__module__
    known = all(part.isidentifier() for part in (kind.__name__, *module.split(".")))
    spec = EndSpec(
        estimator=f"{module}:{kind.__name__}" if known else "__main__:Estimator",
        tracer=_tracer,
        painter="density",
        code_title="code.end.title",
        carries=(),
        samples=Samples({}, "blobs"),
        title=title,
    )
    vars(spec)["estimator_class"] = kind  # a class of a function's own can't be imported
    return spec


def _title(kind: type, params: dict[str, Any]) -> tuple[str, ...]:
    """Return the parameters that differ from their defaults and can be written in a word."""
    try:
        signature = inspect.signature(kind).parameters
    except (TypeError, ValueError):  # a class written in C
        return ()
    defaults = {name: one.default for name, one in signature.items()}
    told = [
        name
        for name, value in params.items()
        if isinstance(value, str | int | float)
        and len(repr(value)) <= _LONGEST_VALUE
        and not _equal(value, defaults.get(name))
    ]
    return tuple(told[:_TITLE_PARAMS])


def _equal(value: Any, default: Any) -> bool:
    return type(value) is type(default) and bool(value == default)


def _frames(name: str, labels: Labels) -> Iterator[Frame]:
    yield Frame("show", say("caption.end.show", n=f"{len(labels):,}", name=name), 0)
    clusters, noise = len(np.unique(labels[labels >= 0])), int(np.count_nonzero(labels < 0))
    key = "caption.end.stop.noise" if noise else "caption.end.stop"
    caption = say(key, clusters=_counted("found", clusters), noise=_counted("point", noise))
    yield Frame("stop", caption, 0, labels=labels)


def _counted(what: str, n: int) -> str:
    return say(f"count.{what}.{'one' if n == 1 else 'many'}", n=f"{n:,}")


def fitted_labels(model: Any, X: Any, n_samples: int) -> tuple[Labels, list[str]]:
    """Fit and return the labels, checked, and what was done to read them."""
    name = _name(type(model))
    own = callable(getattr(model, "fit_predict", None))
    try:
        given = model.fit_predict(X) if own else _labels_after(model, X)
    except LearnerError:
        raise
    except Exception as error:
        raise LearnerError(
            f"{name} fails where it is fitted.",
            where=_place(error, type(model)),
            why=display_name(error, 300) if str(error).strip() else "The error has no message.",
            fix=f"estimator.{'fit_predict' if own else 'fit'}(X)",
        ) from error
    return _read(given, n_samples, name, "fit_predict" if own else "labels_")


def _labels_after(model: Any, X: Any) -> Any:
    fitted = model.fit(X)
    for one in (model, fitted):
        if hasattr(one, "labels_"):
            return one.labels_
    raise _no_clusterer(model, "It has no fit_predict, and no labels_ after its fit.")


def _place(error: Exception, kind: type) -> str:
    """Say what was raised and in which line, of the class's own file where it was there."""
    what = f"{type(error).__name__}"
    frames = traceback.extract_tb(error.__traceback__)[2:]
    try:
        file = inspect.getfile(kind)
    except (TypeError, OSError):  # a class of a notebook's cell
        file = ""
    inside = [one for one in frames if one.filename == file] or frames
    return f"{what} in {inside[-1].name}, line {inside[-1].lineno}" if inside else what


def _read(given: Any, n_samples: int, name: str, source: str) -> tuple[Labels, list[str]]:
    """Return labels as 32-bit integers, or say what is wrong with them."""
    if given is None:
        raise LearnerError(
            f"{name} returns no labels.",
            where=f"{source} is None",
            why="A function without a return statement returns None.",
            fix=_RETURNED,
        )
    column = read_column(given)
    if column is None:
        shape = getattr(given, "shape", None)
        kind = f"of type {type(given).__name__}" if shape is None else f"of shape {shape}"
        raise _wrong(
            name,
            f"{source} is {kind}, not of shape ({n_samples},)",
            "Each point has one label, in the order of the rows of X.",
            "labels = labels.argmax(axis=1)" if getattr(given, "ndim", 0) == 2 else _RETURNED,
        )
    if len(column) != n_samples:
        raise _wrong(
            name,
            f"{source} has {len(column):,} labels for {n_samples:,} points",
            "Each row of X has one label, in the order of the rows.",
            _RETURNED,
        )
    _check_values(column, name, source)
    notices = [say("caption.end.floats", name=name)] if column.dtype.kind == "f" else []
    numbers = column.astype(np.int64)
    if numbers.max() >= n_samples:
        notices.append(say("caption.end.renumbered", name=name, most=f"{int(numbers.max()):,}"))
        clusters = np.unique(numbers[numbers >= 0])
        numbers = np.where(numbers < 0, -1, np.searchsorted(clusters, numbers))
    return numbers.astype(np.int32), notices


def _check_values(column: Any, name: str, source: str) -> None:
    """Refuse values that are no labels."""
    missing = missing_rows(column)
    if len(missing):
        raise _wrong(
            name,
            f"{source} has no label in row{'' if len(missing) == 1 else 's'} "
            + some(missing.tolist()),
            "Each point is in a cluster, or it is noise, whose label is -1.",
            "labels = np.where(np.isnan(labels), -1, labels).astype(int)",
        )
    if column.dtype.kind not in "iuf" or not _whole(column):
        raise _wrong(
            name,
            f"{source} has labels such as {first_values(_odd(column))}",
            "Labels are whole numbers from 0 on, and -1 for noise; this line numbers any others.",
            "labels = np.unique(labels, return_inverse=True)[1]",
        )


def _whole(column: Any) -> bool:
    """Tell whether numbers are labels: whole, -1 or more, and no larger than integers go."""
    with np.errstate(invalid="ignore"):
        return bool(((column == np.trunc(column)) & (column >= -1) & (column < 2**62)).all())


def _odd(column: Any) -> Any:
    """Return the values that are no labels; all of those that are no numbers."""
    if column.dtype.kind not in "iuf":
        return column
    return column[~((column == np.trunc(column)) & (column >= -1) & (column < 2**62))]


def _wrong(name: str, where: str, why: str, fix: str) -> LearnerError:
    return LearnerError(f"{name} returns no labels of clusters.", where=where, why=why, fix=fix)
