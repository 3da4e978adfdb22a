"""Checks of an estimator's parameters: scikit-learn's rules, applied before any computation.

A replay that never calls ``fit`` would accept what ``fit`` refuses. So the parameters of every
estimator pass here first, by the constraints that its class declares; and where something fails
later on, a fit tells whether scikit-learn refuses it too.
"""

from __future__ import annotations

import inspect
import math
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from numbers import Integral, Real
from typing import Any, Final

import numpy as np

from teachclust.checks.names import display_name
from teachclust.checks.parameter_words import allowed, meaning_of, words_of
from teachclust.checks.parameters import check_n_clusters
from teachclust.checks.random_state import check_random_state
from teachclust.errors import LearnerError

_SIZES: Final = ("n_clusters", "n_components")
#: Parameters that count points, so that a default may be too many for few points.
_COUNTS: Final = ("n_clusters", "n_components", "min_samples", "min_cluster_size", "n_neighbors")
#: Words that older releases of scikit-learn had, and what they are called now.
_OLD_WORDS: Final = {("algorithm", "full"): "lloyd"}


def check_estimator(
    estimator: Any,
    n_samples: int | None = None,
    *,
    skip: Collection[str] = (),
    counted: str = "row",
) -> Any:
    """Return an unfitted clone whose parameters scikit-learn accepts, or refuse them.

    Parameters
    ----------
    estimator : estimator
        An estimator of scikit-learn; it is never touched.
    n_samples : int, default=None
        The number of rows of X, where known: it bounds the number of clusters in the message.
    skip : collection of str, default=()
        Parameters that are set to something else before a fit.
    counted : {"row", "column"}, default="row"
        What of X is clustered.

    Returns
    -------
    model : estimator
        The clone. Its seed is an int whatever kind of whole number was given; a RandomState is a
        copy of the caller's.

    Raises
    ------
    LearnerError
        For the first parameter that ``fit`` would refuse whatever X is; the fix is a call with
        which all are right.

    Notes
    -----
    Reads the constraints that scikit-learn's classes declare (``_parameter_constraints``, 1.2 and
    newer). An estimator without them passes.
    """
    from sklearn.base import clone

    constraints = getattr(estimator, "_parameter_constraints", {})
    params = {
        name: value
        for name, value in estimator.get_params(deep=False).items()
        if name not in skip and constraints.get(name, "no_validation") != "no_validation"
    }
    bad = [name for name, value in params.items() if not _accepts(constraints[name], value)]
    if bad:
        raise _refusal(estimator, bad, constraints, n_samples, counted)
    model = clone(estimator)
    if isinstance(params.get("random_state"), Integral):
        model.set_params(random_state=int(params["random_state"]))
    return model


@contextmanager
def fit_refusals(estimator: Any, X: Any) -> Iterator[None]:
    """Turn what fails inside into a LearnerError, if a fit of scikit-learn's own fails as well.

    If scikit-learn doesn't refuse this estimator for these data, the error is a bug of this package
    and is raised unchanged. Costs one fit where something fails, else nothing.
    """
    try:
        yield
    except (LearnerError, MemoryError):
        raise
    except Exception as problem:
        refusal = _sklearn_refusal(estimator, X)
        if refusal is None:
            raise
        raise LearnerError(
            f"scikit-learn refuses to fit this {type(estimator).__name__}.",
            where=display_name(_one_line(estimator), 120),
            why=display_name(refusal, 300),
            fix=_plain_call(estimator, len(X)),
        ) from problem


def call_text(estimator: Any, **changes: Any) -> str:
    """Return the call that makes an estimator, as Python that runs: ``KMeans(n_clusters=4)``.

    Parameters that differ from their defaults are written, and `changes` in any case. What can't be
    written in a word (an array, a function) is left out.
    """
    params = estimator.get_params(deep=False)
    shown = []
    for name, default in _defaults(type(estimator)).items():
        if name in changes:
            shown.append(f"{name}={_python(changes[name])}")
        elif name in params and not _same(params[name], default) and _is_plain(params[name]):
            shown.append(f"{name}={_python(params[name])}")
    return f"{type(estimator).__name__}({', '.join(shown)})"


def _accepts(constraints: Any, value: Any) -> bool:
    """Tell whether scikit-learn accepts a value."""
    from sklearn.utils._param_validation import make_constraint

    try:
        return any(make_constraint(one).is_satisfied_by(value) for one in constraints)
    except (TypeError, ValueError):  # a number that is no float and no int: a Fraction, say
        return False


def _refusal(
    estimator: Any,
    bad: list[str],
    constraints: dict[str, Any],
    n_samples: int | None,
    counted: str,
) -> LearnerError:
    """Return the error for the first of some wrong parameters."""
    kind, name = type(estimator).__name__, bad[0]
    value = getattr(estimator, name)
    mended = {one: _working_value(estimator, one, constraints[one], n_samples) for one in bad}
    if name == "random_state":
        try:
            check_random_state(
                value, lambda text: call_text(estimator, **mended | {name: _Text(text)})
            )
        except LearnerError as error:
            return error
    if name in _SIZES and n_samples is not None and len(bad) == 1:
        try:
            check_n_clusters(value, n_samples, name, counted=counted)
        except LearnerError as error:
            return error
    fix = call_text(estimator, **mended)
    where = f"{name}={display_name(repr(value))}"
    meaning = meaning_of(kind, name)
    if isinstance(value, str) and words_of(constraints[name]):
        return LearnerError(
            f"{kind} knows no {name} called {display_name(repr(value))}.",
            where=where,
            why=f"{meaning} It can be {allowed(constraints[name])}.",
            fix=fix,
        )
    return LearnerError(
        f"{name} must be {allowed(constraints[name])}.", where=where, why=meaning, fix=fix
    )


class _Text:
    """Python that is written as it is."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _working_value(estimator: Any, name: str, constraints: Any, n_samples: int | None) -> Any:
    """Return a value that works: the most similar allowed word, else the default."""
    value = getattr(estimator, name)
    if isinstance(value, str):
        old = _OLD_WORDS.get((name, value))
        near = get_close_matches(value, words_of(constraints), n=1)
        if old or near:
            return old or near[0]
    default = _defaults(type(estimator))[name]
    if name == "distance_threshold" and estimator.n_clusters is None:
        return 1.0  # one of the two has to be given
    if name in _COUNTS and isinstance(default, int) and n_samples is not None:
        return min(default, n_samples)
    return default


def _defaults(kind: type) -> dict[str, Any]:
    signature = inspect.signature(kind.__init__)  # type: ignore[misc]
    return {name: one.default for name, one in signature.parameters.items()}


def _same(value: Any, default: Any) -> bool:
    return value is default or (_is_plain(value) and type(value) is type(default)
                                and bool(value == default))  # fmt: skip


def _is_plain(value: Any) -> bool:
    """Tell whether a value can be written as Python in a word."""
    if isinstance(value, Real) and not isinstance(value, bool | np.bool_):
        return isinstance(value, int | float | np.number) and math.isfinite(value)
    return value is None or isinstance(value, str | bool | np.bool_)


def _python(value: Any) -> str:
    if isinstance(value, float) and math.isinf(value):
        return f'float("{value}")'
    return repr(value.item() if isinstance(value, np.generic) else value)


def _sklearn_refusal(estimator: Any, X: Any) -> str | None:
    """Return the message with which scikit-learn refuses a fit; None where it doesn't."""
    from sklearn.base import clone

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            clone(estimator).fit(X)
        except Exception as problem:
            return next(iter(str(problem).splitlines()), "") or type(problem).__name__
    return None


def _one_line(estimator: Any) -> str:
    return " ".join(repr(estimator).split())


def _plain_call(estimator: Any, n_samples: int) -> str:
    """Return a call with the defaults, which fit any data; the number of clusters is kept."""
    params = estimator.get_params(deep=False)
    wanted = {name: params[name] for name in _SIZES if isinstance(params.get(name), Integral)}
    if "random_state" in params:
        wanted["random_state"] = 0
    for name in _COUNTS:
        default = _defaults(type(estimator)).get(name)
        if name not in wanted and isinstance(default, int) and default > n_samples:
            wanted[name] = n_samples
    shown = ", ".join(f"{name}={_python(value)}" for name, value in wanted.items())
    return f"{type(estimator).__name__}({shown})"
