"""Check that an argument is one estimator that clusters, made by calling its class."""

from __future__ import annotations

from typing import Any, Final

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError

GOOD: Final = "KMeans(n_clusters=4, random_state=0)"


def check_single_estimator(estimator: Any, done: str = "watched") -> None:
    """Refuse objects that are not an estimator, and those that wrap one.

    Parameters
    ----------
    estimator : object
        What the caller gave.
    done : str, default="watched"
        What the caller wanted to do with it, as a participle, for the message.

    Raises
    ------
    LearnerError
        For a class, a function, data, a pipeline, a search for parameters and other estimators
        that wrap one. The fix takes out the estimator that clusters.
    """
    if isinstance(estimator, type):
        raise LearnerError(
            f"{estimator.__name__} is a class, not an estimator.",
            where=f"estimator={estimator.__name__}",
            why="An estimator is made by calling the class with its parameters.",
            fix=_called(estimator),
        )
    if not (hasattr(estimator, "fit") and hasattr(estimator, "get_params")):
        raise _no_estimator(estimator, done)
    if hasattr(estimator, "steps"):
        raise _pipeline(estimator, done)
    inside = _inside(estimator)
    if inside:
        raise _wrapper(estimator, inside, done)


def _called(kind: type) -> str:
    """Return the call of a class of scikit-learn; of any other class, what works."""
    if not kind.__module__.startswith("sklearn."):
        return GOOD
    try:
        params = kind().get_params(deep=False)
    except (TypeError, AttributeError):
        return GOOD
    wanted = {"n_clusters": 4, "n_components": 3, "random_state": 0}
    shown = ", ".join(f"{name}={value}" for name, value in wanted.items() if name in params)
    return f"{kind.__name__}({shown})"


def _no_estimator(given: Any, done: str) -> LearnerError:
    name = type(given).__name__
    data = hasattr(given, "shape") or isinstance(given, list | tuple | dict)
    shown = f"it is {display_name(repr(given))}, of type {name}"
    return LearnerError(
        f"A {name} can't be {done}: it is no estimator of scikit-learn.",
        where=f"it is of type {name}" if data else shown,
        why="The estimator comes first, then the data."
        if data
        else "An estimator has fit and get_params: that is how its steps are found.",
        fix=GOOD,
    )


def _pipeline(pipe: Any, done: str) -> LearnerError:
    """Return the line that passes the last step and the data as that step sees them."""
    last = pipe.steps[-1][1] if pipe.steps else None
    before = len(pipe.steps) > 1
    if not _clusters(last):
        shown = last if isinstance(last, str) or last is None else type(last).__name__
        return LearnerError(
            "This pipeline does not end in an estimator that clusters.",
            where=f"its last step is {shown}",
            why="Let the pipeline prepare the data, and give the estimator by itself.",
            fix=_prepared(pipe, before=before),
        )
    what = f"A pipeline can't be {done}, but its last step can."
    why = "Steps are drawn where the estimator sees the points: after those before it."
    if not hasattr(last, "fit_predict"):
        what = f"This pipeline ends in a {type(last).__name__}, which can't be {done}."
        why = "It wraps the estimator that does the work. This line takes it out of the pipeline."
    return LearnerError(
        what,
        where=f"its steps are {', '.join(display_name(name) for name, _ in pipe.steps[:4])}",
        why=why,
        fix="X, estimator = estimator[:-1].fit_transform(X), estimator[-1]"
        if before
        else "estimator = estimator[-1]",
    )


def _prepared(pipe: Any, *, before: bool) -> str:
    """Return the line that lets a pipeline prepare the data for an estimator that clusters."""
    if hasattr(pipe, "fit_transform"):
        return f"X, estimator = estimator.fit_transform(X), {GOOD}"
    # its last step predicts, from labels that a clustering doesn't have
    return f"X, estimator = estimator[:-1].fit_transform(X), {GOOD}" if before else GOOD


def _clusters(estimator: Any) -> bool:
    return hasattr(estimator, "fit_predict") or bool(_inside(estimator))


def _inside(estimator: Any) -> str | None:
    """Return the parameter that holds another estimator; None where there is none."""
    if not hasattr(estimator, "get_params"):
        return None
    params = estimator.get_params(deep=False)
    for name in ("estimator", "base_estimator", "clusterer", "regressor", "classifier"):
        value = params.get(name)
        if hasattr(value, "fit") and not isinstance(value, type):
            return name
    return None


def _wrapper(estimator: Any, inside: str, done: str) -> LearnerError:
    kind = type(estimator).__name__
    held = getattr(estimator, inside)
    if "refit" not in estimator.get_params(deep=False):
        return LearnerError(
            f"A {kind} can't be {done}, but the estimator inside can.",
            where=f"{inside}={display_name(repr(held))}",
            why="It wraps another estimator, which does the work.",
            fix=f"estimator = estimator.{inside}",
        )
    if hasattr(estimator, "best_estimator_"):
        fix = "estimator = estimator.best_estimator_"
    elif hasattr(estimator, "best_params_"):
        fix = "estimator = estimator.estimator.set_params(**estimator.best_params_)"
    elif estimator.refit and (hasattr(held, "score") or callable(estimator.scoring)):
        fix = "estimator = estimator.fit(X).best_estimator_"
    else:
        fix = f"estimator = estimator.{inside}"
    return LearnerError(
        f"A {kind} can't be {done}, but the estimator that it finds can.",
        where=f"{inside}={display_name(repr(held))}",
        why="A search fits many estimators; the best of them is one.",
        fix=fix,
    )
