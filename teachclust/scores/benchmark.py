"""The cost and quality of fits: seconds, point-center distances, inertia over all rows.

Seconds are measured where and when it is called; distances are counted and the same everywhere.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sklearn.base import clone
from sklearn.cluster import KMeans, MiniBatchKMeans

from teachclust.checks import check_data, check_estimator, data_to_fit
from teachclust.errors import LearnerError, translate_sklearn_errors
from teachclust.starts import init_distance_count, minibatch_start_distances, minibatch_starts
from teachclust.threads import limit_threads

#: parameters that may tell fits apart, and how they are written
_TOLD: Final = {"n_clusters": "k = {}", "batch_size": "batch {}", "init": "{}", "n_init": "{} runs"}


@dataclass(frozen=True, slots=True, eq=False)
class FitBenchmark:
    """One fit, its cost and its quality. Made by `benchmark_fits`.

    Parameters
    ----------
    algorithm : str
        Name of the estimator's class.
    label : str
        What distinguishes it from the other fits, such as "batch 256"; may be empty.
    n_samples : int
        Rows of X.
    steps : int
        Batches of a mini-batch fit, passes over all rows of another.
    distances : int
        Point-center distances that were worked out: for the start, the steps, and a mini-batch's
        last assignment. Of several runs of KMeans the steps of the best one alone are known, and
        one more assignment, where it stopped by its tolerance, is not.
    inertia : float
        Over all rows, in squared units of X.
    seconds : float
        Of the whole fit.
    drawing : float
        Seconds of these in which random numbers were drawn: of a mini-batch fit, its batches.
    model : estimator, default=None
        Fitted.
    """

    algorithm: str
    label: str
    n_samples: int
    steps: int
    distances: int
    inertia: float
    seconds: float
    drawing: float = 0.0
    model: Any = None


class TimedRandomState(np.random.RandomState):
    """A generator that adds up the seconds it draws for; its numbers are those of its seed."""

    seconds: float = 0.0

    def choice(self, *args: Any, **kwargs: Any) -> Any:
        """Draw as RandomState does, against the clock."""
        start = time.perf_counter()
        drawn = super().choice(*args, **kwargs)
        self.seconds += time.perf_counter() - start
        return drawn

    def randint(self, *args: Any, **kwargs: Any) -> Any:
        """Draw as RandomState does, against the clock."""
        start = time.perf_counter()
        drawn = super().randint(*args, **kwargs)
        self.seconds += time.perf_counter() - start
        return drawn


def benchmark_fits(
    estimators: Any | Iterable[Any], X: Any, *, threads: int | None = 1
) -> tuple[FitBenchmark, ...]:
    """Fit estimators one after the other, with a stop-watch and a count of distances.

    Parameters
    ----------
    estimators : estimator or iterable of estimators
        KMeans or MiniBatchKMeans, unfitted, each with a whole number as random_state; cloned.
    X : array-like of shape (n_samples, n_features)
        The data.
    threads : int or None, default=1
        How many threads a fit may use; None for as many as there are.

    Returns
    -------
    fits : tuple of FitBenchmark
        In the order of the estimators.

    Raises
    ------
    LearnerError
        If an estimator is neither of the two, or has no seed, or X can't be clustered.

    Notes
    -----
    The fit is the one that the estimator would give alone: the watch sits in the random generator.

    Examples
    --------
    >>> import numpy as np
    >>> from sklearn.cluster import KMeans
    >>> from teachclust.scores import benchmark_fits
    >>> X = np.arange(12.0).reshape(6, 2)
    >>> (fit,) = benchmark_fits(KMeans(n_clusters=2, n_init=1, random_state=0), X)
    >>> fit.distances >= fit.steps * 6 * 2  # and those of the start
    True
    """
    several = isinstance(estimators, Iterable) and not hasattr(estimators, "fit")
    listed = list(estimators) if several else [estimators]
    for one in listed:
        _refuse(one)
    labels = _labels(listed)
    values = check_data(X).X
    if not (isinstance(X, np.ndarray) and X.dtype == values.dtype):
        X = values  # else the caller's own: a second copy of large data would take much memory
    del values
    return tuple(
        _benchmark(one, X, text, threads) for one, text in zip(listed, labels, strict=True)
    )


def _refuse(estimator: Any) -> None:
    name = type(estimator).__name__
    if not isinstance(estimator, KMeans | MiniBatchKMeans):
        raise LearnerError(
            f"The work of {name} is not counted.",
            where="estimators",
            why="Point-center distances are what k-means and its mini-batches work with.",
            fix="benchmark_fits(MiniBatchKMeans(n_clusters=8, random_state=0), X)",
        )
    if not isinstance(check_estimator(estimator).random_state, int):
        raise LearnerError(
            f"{name} needs a seed.",
            where=f"random_state={estimator.random_state!r}",
            why="Without one the next run measures another fit.",
            fix=f"{name}(n_clusters={estimator.n_clusters}, random_state=0)",
        )


def _params(estimator: Any) -> dict[str, Any]:
    found: dict[str, Any] = estimator.get_params(deep=False)
    return found


def _labels(estimators: list[Any]) -> list[str]:
    """Return the parameters that distinguish each estimator from others of its class, as text."""
    labels = []
    for one in estimators:
        others = [_params(other) for other in estimators if type(other) is type(one)]
        parts = []
        for name, written in _TOLD.items():
            values = [other.get(name) for other in others if name in other]
            if len({str(value) for value in values}) > 1:
                parts.append(written.format(_params(one)[name]))
        labels.append(", ".join(parts))
    return labels


def _benchmark(estimator: Any, X: Any, label: str, threads: int | None) -> FitBenchmark:
    draws = TimedRandomState(int(estimator.random_state))
    model = clone(estimator).set_params(random_state=draws)
    X = data_to_fit(model, X)
    with (
        limit_threads(threads),
        translate_sklearn_errors("KMeans(n_clusters=2, random_state=0)", where=label),
    ):
        start = time.perf_counter()
        model.fit(X)
        seconds = time.perf_counter() - start
    model.set_params(random_state=estimator.random_state)
    k, n = int(model.n_clusters), len(X)
    batch = getattr(model, "batch_size", None)
    if batch is None:
        steps = int(model.n_iter_)
        distances = steps * n * k + int(model._n_init) * init_distance_count(model.init, n, k)
    else:
        steps, drawn = int(model.n_steps_), min(int(batch), n)
        distances = (steps * drawn + n) * k + minibatch_start_distances(_params(model), n)
    return FitBenchmark(
        algorithm=type(estimator).__name__,
        label=label,
        n_samples=n,
        steps=steps,
        distances=distances,
        inertia=float(model.inertia_),
        seconds=seconds,
        drawing=draws.seconds,
        model=model,
    )


def benchmark_batches(estimator: Any, X: Any, batches: Iterable[Any]) -> FitBenchmark:
    """Fit a MiniBatchKMeans by ``partial_fit`` on batches of one's own, against the clock.

    Parameters
    ----------
    estimator : MiniBatchKMeans
        Unfitted, with a seed; cloned.
    X : ndarray of shape (n_samples, n_features)
        The data.
    batches : iterable of array-like of int
        The rows of each batch, by number. What is drawn only when its turn comes is timed too.

    Returns
    -------
    fit : FitBenchmark
        ``algorithm`` is "partial_fit"; one thread; the assignment of all rows at the end counts.

    Raises
    ------
    LearnerError
        If there is no batch, or no seed.

    Examples
    --------
    >>> import numpy as np
    >>> from sklearn.cluster import MiniBatchKMeans
    >>> from teachclust.scores import benchmark_batches
    >>> X = np.arange(40.0).reshape(20, 2)
    >>> model = MiniBatchKMeans(n_clusters=2, n_init=1, random_state=0)
    >>> benchmark_batches(model, X, [range(10), range(10, 20)]).steps
    2
    """
    _refuse(estimator)
    model = clone(estimator)
    sizes: list[int] = []
    with limit_threads(1):
        start = time.perf_counter()
        for rows in batches:
            chosen = np.asarray(rows)
            model.partial_fit(X[chosen])
            sizes.append(len(chosen))
        if not sizes:
            raise LearnerError(
                "There is no batch to fit.",
                where="batches",
                why="An iterator that was used up gives no more.",
                fix="batches = [rng.integers(len(X), size=256) for _ in range(100)]",
            )
        inertia = -float(model.score(X))
        seconds = time.perf_counter() - start
    k = int(model.n_clusters)
    first = minibatch_starts(_params(model), sizes[0])[1]
    # partial_fit draws one start, in its first batch, and compares none
    work = (sum(sizes) + len(X)) * k + init_distance_count(model.init, first, k)
    return FitBenchmark("partial_fit", "", len(X), len(sizes), work, inertia, seconds, 0.0, model)
