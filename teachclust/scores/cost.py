"""How time and memory of a fit grow with the number of points, and what a million would take."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import numpy.typing as npt
from sklearn.base import clone

from teachclust.checks import check_data, check_single_estimator, display_name, is_whole
from teachclust.checks.estimator_kind import GOOD
from teachclust.checks.memory import MOST_BYTES
from teachclust.errors import LearnerError, translate_sklearn_errors
from teachclust.scores.choosing_k.progress import Progress, Report
from teachclust.threads import limit_threads

if TYPE_CHECKING:
    import pandas as pd

#: numbers of points, each twice the one before
DEFAULT_N: Final = (250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000)
#: fits shorter than this tell more of the clock and of calls than of the growth
_SHORT: Final = 0.005
#: fits are repeated, so often at most, until they took so many seconds together
_REPEATS: Final = 3
_QUICK: Final = 0.1
#: the largest sizes, which tell the growth
_LAST: Final = 4
#: a year: a longer budget is none
_MOST_SECONDS: Final = 3.2e7
#: why an estimator was tried with no larger n
Stopped = Literal["", "time", "memory", "interrupted"]


@dataclass(frozen=True, slots=True, eq=False)
class CostCurve:
    """Seconds and memory of one estimator against the number of points. Made by `cost_curve`.

    Parameters
    ----------
    name : str
        The estimator.
    n : ndarray of shape (n_sizes,), dtype int
        Numbers of points that were fitted.
    seconds : ndarray of shape (n_sizes,)
        Of the fit.
    peak_bytes : ndarray of shape (n_sizes,), dtype int
        The most memory that numpy and Python held during the fit, without X itself. Memory that
        compiled code takes for itself isn't seen.
    stopped : str
        Why no larger number was tried: "time" (the next fit would pass the budget), "memory" (it
        would need more than a small machine has), "interrupted", or "" where all were tried.
    """

    name: str
    n: npt.NDArray[np.intp]
    seconds: npt.NDArray[np.float64]
    peak_bytes: npt.NDArray[np.intp]
    stopped: Stopped = ""

    @property
    def exponent(self) -> float:
        """The p of seconds ~ n ** p, of the largest sizes; nan where fewer than two took 5 ms.

        About 1: twice the points take twice the time. About 2: four times.
        """
        return self._line(self.seconds)[0]

    @property
    def memory_exponent(self) -> float:
        """The p of bytes ~ n ** p, of the largest sizes; nan for fewer than two of them."""
        return self._line(self.peak_bytes)[0]

    def predict_seconds(self, n: int = 1_000_000) -> float:
        """Return the seconds that a fit of n points would take if the growth went on.

        Parameters
        ----------
        n : int, default=1_000_000
            Number of points.

        Returns
        -------
        seconds : float
            An extrapolation: nan where fewer than two fits took 5 ms.
        """
        return self._predict(self.seconds, n)

    def predict_bytes(self, n: int = 1_000_000) -> float:
        """Return the bytes that a fit of n points would need if the growth went on.

        Parameters
        ----------
        n : int, default=1_000_000
            Number of points.

        Returns
        -------
        bytes : float
            An extrapolation: nan where fewer than two sizes were measured.
        """
        return self._predict(self.peak_bytes, n)

    def _predict(self, values: npt.NDArray[Any], n: int) -> float:
        slope, level = self._line(values)
        return float(np.exp(level + slope * np.log(n)))

    def _line(self, values: npt.NDArray[Any]) -> tuple[float, float]:
        """Return slope and level of the straight line through the logarithms of the last sizes.

        Fits of a few milliseconds don't count for the time: the clock and the calls are most of it.
        """
        counted = self.seconds >= _SHORT if values is self.seconds else values > 0
        n, y = self.n[counted][-_LAST:], np.asarray(values, dtype=np.float64)[counted][-_LAST:]
        if len(n) < 2:
            return float("nan"), float("nan")
        slope, level = np.polyfit(np.log(n), np.log(y), 1)
        return float(slope), float(level)


@dataclass(frozen=True, slots=True, eq=False)
class CostCurves:
    """The curves of several estimators. Made by `cost_curve`.

    Parameters
    ----------
    curves : tuple of CostCurve
        In the order of the estimators.
    """

    curves: tuple[CostCurve, ...]

    def __len__(self) -> int:
        """Return how many estimators there are."""
        return len(self.curves)

    def __getitem__(self, name: str | int) -> CostCurve:
        """Return the curve of an estimator, by its name or its place."""
        if is_whole(name):
            return self.curves[int(name)]
        for one in self.curves:
            if one.name == name:
                return one
        raise KeyError(f"{name}: the estimators are {', '.join(one.name for one in self.curves)}")

    def table(self, n: int = 1_000_000) -> pd.DataFrame:
        """Return what was measured and what n points would take.

        Parameters
        ----------
        n : int, default=1_000_000
            Number of points of the predictions.

        Returns
        -------
        table : DataFrame
            One row for each estimator, with columns ``n`` (the largest that was fitted),
            ``seconds`` and ``megabytes`` there, ``exponent`` of the time, ``seconds_at_n`` and
            ``megabytes_at_n`` (predictions), and ``stopped``.
        """
        import pandas as pd

        rows = [
            (
                one.name, int(one.n[-1]), one.seconds[-1], one.peak_bytes[-1] / 1e6, one.exponent,
                one.predict_seconds(n), one.predict_bytes(n) / 1e6, one.stopped,
            )
            for one in self.curves
            if len(one.n)
        ]  # fmt: skip
        names = ["estimator", "n", "seconds", "megabytes", "exponent", "seconds_at_n"]
        names += ["megabytes_at_n", "stopped"]
        return pd.DataFrame(rows, columns=names).set_index("estimator")


def cost_curve(
    estimators: Any | Iterable[Any],
    X: Any = None,
    *,
    n: Sequence[int] | None = None,
    n_features: int = 2,
    budget: float = 10.0,
    threads: int | None = 1,
    random_state: int = 0,
    progress: Report | Literal[False] | None = None,
) -> CostCurves:
    """Fit estimators to ever more points, within a budget of time and memory.

    Parameters
    ----------
    estimators : estimator or iterable of estimators
        Unfitted, with a ``fit`` method; cloned for each fit.
    X : array-like of shape (n_samples, n_features), default=None
        Points to draw from without replacement. By default five blobs are made of `n_features`. Of
        a Dask array the first rows of its blocks are taken, without loading them: estimators must
        take Dask's arrays, as `teachclust.out_of_core.DaskKMeans` does.
    n : sequence of int, default=None
        Numbers of points, rising. By default 250, 500 and so on to 32,000, or to the rows of X.
    n_features : int, default=2
        Features of the blobs, where X isn't given.
    budget : float, default=10.0
        Seconds for each estimator. A fit that would pass it isn't begun.
    threads : int or None, default=1
        How many threads a fit may use; None for as many as there are.
    random_state : int, default=0
        Makes the blobs and draws the points.
    progress : callable, False or None, default=None
        A function of (done, total, text); False for silence; None for a line in a notebook.

    Returns
    -------
    curves : CostCurves
        One for each estimator. Interrupted, what was measured until then.

    Raises
    ------
    LearnerError
        If `n` isn't rising or passes the rows of X, or something isn't an estimator.

    Notes
    -----
    Each size is fitted twice: once against the clock, once with `tracemalloc`. A fit of less than
    0.1 s is timed up to three times, and the shortest counts: chance only adds. Before each size
    the time of both is predicted from the sizes before, as is its memory: above 300 MB it isn't
    begun. Seconds differ from machine to machine; exponents hardly do. On Dask the memory is that
    of this process, not of the workers.

    Examples
    --------
    >>> from sklearn.cluster import DBSCAN, KMeans
    >>> from teachclust.scores import cost_curve
    >>> curves = cost_curve([KMeans(5, n_init=1), DBSCAN(eps=0.3)], n=(200, 400), budget=5)
    >>> [curve.name for curve in curves.curves]
    ['KMeans', 'DBSCAN']
    >>> curves["KMeans"].n.tolist()
    [200, 400]
    """
    several = isinstance(estimators, Iterable) and not hasattr(estimators, "fit")
    listed = list(estimators) if several else [estimators]
    for one in listed:
        check_single_estimator(one, "measured")
    given = X if X is None or hasattr(X, "dask") else np.asarray(check_data(X).X, dtype=float)
    sizes = _check_sizes(_fitting(given) if n is None else n)
    if not (isinstance(budget, int | float) and 0 < budget <= _MOST_SECONDS):
        raise LearnerError(
            "budget must be a number of seconds above 0, a year at most.",
            where=f"budget={display_name(repr(budget))}",
            why="A fit that would pass it isn't begun.",
            fix="budget = 10",
        )
    if not is_whole(n_features) or n_features < 1:
        raise LearnerError(
            "n_features must be a whole number from 1 on.",
            where=f"n_features={display_name(repr(n_features))}",
            why="The blobs have so many features.",
            fix="n_features = 2",
        )
    rows = _points(given, sizes, int(n_features), random_state)
    curves: list[CostCurve] = []
    names = _names(listed)
    with limit_threads(threads), Progress(progress, len(listed) * len(sizes)) as shown:
        for estimator, name in zip(listed, names, strict=True):
            curves.append(_measure(estimator, name, rows, sizes, budget, shown.step))
            shown.done = len(curves) * len(sizes)
            if curves[-1].stopped == "interrupted":
                break
    return CostCurves(tuple(curves))


def _measure(
    estimator: Any,
    name: str,
    rows: Any,
    sizes: list[int],
    budget: float,
    step: Callable[[str], None],
) -> CostCurve:
    """Fit one estimator to more and more rows until one would be too many."""
    done: list[tuple[int, float, int]] = []
    stopped: Stopped = ""
    gc.collect()  # once, before the clock: in a notebook it takes longer than most fits
    start = time.perf_counter()
    try:
        for size in sizes:
            left = budget - (time.perf_counter() - start)
            stopped = _too_much(_curve(name, done, ""), size, left)
            if stopped:
                break
            done.append((size, *_fit(estimator, rows[:size])))
            step(f"{name}, {size:,} points")
    except KeyboardInterrupt:
        stopped = "interrupted"
    except MemoryError:
        stopped = "memory"
    return _curve(name, done, stopped)


def _curve(name: str, done: list[tuple[int, float, int]], stopped: Stopped) -> CostCurve:
    n, seconds, sizes = zip(*done, strict=True) if done else ((), (), ())
    return CostCurve(
        name, np.array(n, dtype=np.intp), np.array(seconds, dtype=float),
        np.array(sizes, dtype=np.intp), stopped,
    )  # fmt: skip


def _too_much(curve: CostCurve, size: int, left: float) -> Stopped:
    """Return what a fit of this size would pass: the time that is left, the memory, or nothing."""
    if not len(curve.n):
        return ""
    more = size / curve.n[-1]
    seconds, memory = curve.seconds[-1] * more, curve.peak_bytes[-1] * more
    if len(curve.n) > 1:
        # the growth since the size before, at least in proportion to n; what looks steeper than its
        # third power is a busy machine
        before = curve.n[-1] / curve.n[-2]
        steeper = min(max(curve.seconds[-1] / curve.seconds[-2] / before, 1), before**2)
        seconds *= steeper ** (np.log(more) / np.log(before))
        memory = max(memory, np.nan_to_num(curve.predict_bytes(size)))
    if memory > MOST_BYTES:
        return "memory"
    return "time" if 2 * seconds > left else ""


def _fit(estimator: Any, X: Any) -> tuple[float, int]:
    """Return the seconds and the peak memory of a fit."""
    with translate_sklearn_errors(GOOD):
        seconds = _time(estimator, X)
        was_tracing = tracemalloc.is_tracing()
        if not was_tracing:
            tracemalloc.start()
        try:
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            clone(estimator).fit(X)
            peak = tracemalloc.get_traced_memory()[1] - before
        finally:
            if not was_tracing:
                tracemalloc.stop()
    return seconds, peak


def _time(estimator: Any, X: npt.NDArray[np.float64]) -> float:
    """Return the seconds of a fit; of a short one the best of three, which chance disturbs less."""
    times: list[float] = []
    while not times or (len(times) < _REPEATS and sum(times) < _QUICK):
        start = time.perf_counter()
        clone(estimator).fit(X)
        times.append(time.perf_counter() - start)
    return min(times)


def _check_sizes(n: object) -> list[int]:
    sizes: list[Any] = list(n) if isinstance(n, Iterable) and not isinstance(n, str) else [n]
    whole = all(is_whole(one) and one >= 2 for one in sizes)
    if not sizes or not whole or any(b <= a for a, b in pairwise(sizes)):
        raise LearnerError(
            "n must be whole numbers from 2 on, each larger than the one before.",
            where=f"n={display_name(repr(n))}",
            why="Fits go from few points to many, so that they stop before they take too long.",
            fix="n = (250, 500, 1000, 2000)",
        )
    return [int(one) for one in sizes]


def _fitting(X: Any) -> Sequence[int]:
    """Return the usual sizes, of them those that X has rows for, or all rows of a small X."""
    if X is None:
        return DEFAULT_N
    return [size for size in DEFAULT_N if size <= len(X)] or [len(X)]


def _points(X: Any, sizes: list[int], n_features: int, random_state: int) -> Any:
    """Return the points of the largest size, in an order in which the first ones are a sample."""
    from sklearn.datasets import make_blobs

    if X is None:
        made = make_blobs(sizes[-1], n_features, centers=5, random_state=random_state)
        return np.asarray(made[0], dtype=np.float64)
    if sizes[-1] > len(X):
        raise LearnerError(
            f"X has fewer rows than the largest n, {sizes[-1]:,}.",
            where=f"{len(X):,} rows",
            why="The points are drawn from X without replacement.",
            fix=f"n = {tuple(one for one in sizes if one <= len(X)) or (len(X),)}",
        )
    if hasattr(X, "dask"):
        return X
    order = np.random.default_rng(random_state).permutation(len(X))
    return X[order[: sizes[-1]]]


def _names(estimators: list[Any]) -> list[str]:
    """Return the class of each estimator, numbered where several are alike."""
    kinds = [type(one).__name__ for one in estimators]
    return [
        kind if kinds.count(kind) == 1 else f"{kind} {kinds[: i + 1].count(kind)}"
        for i, kind in enumerate(kinds)
    ]
