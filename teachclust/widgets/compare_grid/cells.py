"""Cells of a grid: the fits of one estimator under all pairs of values of two parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import product
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from teachclust.checks import CheckedData, display_name, space_of
from teachclust.errors import LearnerError
from teachclust.scores.choosing_k.progress import Progress, Report
from teachclust.scores.matching import match_labels
from teachclust.scores.silhouettes import silhouettes_in
from teachclust.threads import threads_for
from teachclust.traces.end import fitted_labels, unfitted_copy
from teachclust.traces.frame import NOT_REACHED
from teachclust.words import say
from teachclust.words.numbers import number

Labels = npt.NDArray[np.int32]

#: cells of a grid, and labels of all of them
MOST_CELLS: Final = 100
MOST_LABELS: Final = 2_000_000
#: letters of a value, and of what is said of a fit that failed
_VALUE: Final = 18
_PROBLEM: Final = 90
_EXAMPLE: Final = 'compare_grid(DBSCAN(), {"eps": [0.1, 0.2, 0.4], "min_samples": [3, 5, 10]}, X)'


@dataclass(frozen=True, slots=True)
class Axes:
    """The two parameters of a grid and their values, the one that goes down first."""

    names: tuple[str, str]
    values: tuple[tuple[Any, ...], tuple[Any, ...]]

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        return len(self.values[0]), len(self.values[1])

    def pairs(self) -> list[dict[str, Any]]:
        """Return the parameters of each cell, row after row."""
        return [dict(zip(self.names, pair, strict=True)) for pair in product(*self.values)]


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One fit of a grid."""

    params: Mapping[str, Any]
    #: as the fit gives them; None where it failed or was not made
    labels: Labels | None = None
    #: the same with numbers that match those of the cells beside it
    looks: Labels | None = None
    silhouette: float | None = None
    ari: float | None = None
    #: why there are no labels
    problem: str = ""

    @property
    def clusters(self) -> int | None:
        """How many clusters it has."""
        return None if self.labels is None else len(np.unique(self.labels[self.labels >= 0]))

    @property
    def noise(self) -> int | None:
        """How many points are in none."""
        return None if self.labels is None else int(np.count_nonzero(self.labels < 0))

    def caption(self) -> str:
        """Return what the cell is, in one sentence."""
        place = ", ".join(f"{name}={value_text(value)}" for name, value in self.params.items())
        if self.labels is None:
            return say("caption.grid.problem", place=place, problem=self.problem)
        parts = [say(_counted("found", self.clusters), n=f"{self.clusters:,}")]
        if self.noise:
            parts.append(say("caption.grid.noise", n=f"{self.noise:,}"))
        if self.silhouette is not None:
            parts.append(say("caption.grid.silhouette", value=number(self.silhouette)))
        if self.ari is not None:
            parts.append(say("caption.grid.ari", value=number(self.ari)))
        return say("caption.grid.cell", place=place, told=", ".join(parts))


def _counted(what: str, n: int | None) -> str:
    return f"count.{what}.{'one' if n == 1 else 'many'}"


def same_value(one: Any, other: Any) -> bool:
    """Tell whether two values of a parameter are the same: numbers, text, arrays, anything."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    try:
        return bool(np.all(one == other)) and np.shape(one) == np.shape(other)
    except Exception:  # it may be anybody's class, or hold arrays of other shapes
        return False


def value_text(value: Any) -> str:
    """Return a parameter's value as it is written, in a few letters."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool) or value is None or isinstance(value, int | str):
        return display_name(value if isinstance(value, str) else repr(value), _VALUE)
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, np.ndarray) and value.size and value.dtype.kind in "iuf":
        # the first number tells two arrays of one shape apart
        shape = " x ".join(map(str, value.shape))
        return display_name(f"{shape}, {value.flat[0]:.3g}...", _VALUE)
    return display_name(getattr(value, "__name__", type(value).__name__), _VALUE)


def read_axes(grid: Any, estimator: Any) -> Axes:
    """Return the two parameters and their values, or say what is wrong with them."""
    if not isinstance(grid, Mapping) or len(grid) != 2:
        how = f"{len(grid)} parameters" if isinstance(grid, Mapping) else type(grid).__name__
        raise LearnerError(
            "A grid needs two parameters, each with its values.",
            where=f"grid is a {how}" if not isinstance(grid, Mapping) else f"grid has {how}",
            why="One goes down the rows, the other across the columns.",
            fix=_EXAMPLE,
        )
    known = list(_params_of(estimator))
    for name in grid:
        if name not in known:
            raise _unknown(name, known, estimator)
    names = tuple(grid)
    values = (_values(names[0], grid[names[0]]), _values(names[1], grid[names[1]]))
    axes = Axes((str(names[0]), str(names[1])), values)
    cells = axes.shape[0] * axes.shape[1]
    if cells > MOST_CELLS:
        raise LearnerError(
            f"A grid has at most {MOST_CELLS} cells.",
            where=f"{axes.shape[0]} values of {names[0]} x {axes.shape[1]} of {names[1]} = {cells}",
            why="Each is a fit, and more would be too small to see.",
            fix=f"grid = {{name: list(values)[:{int(MOST_CELLS**0.5)}] "
            "for name, values in grid.items()}",
        )
    return axes


def _params_of(estimator: Any) -> dict[str, Any]:
    try:
        return dict(estimator.get_params(deep=True))
    except Exception as error:  # it may be anybody's class
        raise LearnerError(
            f"{display_name(type(estimator).__name__)} has no parameters that can be set.",
            where=f"{type(error).__name__} in get_params",
            why="A grid sets two of them for each fit, by get_params and set_params.",
            fix="from sklearn.base import BaseEstimator; class Own(BaseEstimator): ...",
        ) from error


def _unknown(name: Any, known: Sequence[str], estimator: Any) -> LearnerError:
    near = get_close_matches(str(name), known, n=1)
    return LearnerError(
        f"{display_name(type(estimator).__name__)} has no parameter {display_name(repr(name))}.",
        where=f"grid[{display_name(repr(name))}]",
        why=f"It has {display_name(', '.join(known), 200)}.",
        fix=f'grid["{near[0]}"] = grid.pop({name!r})' if near else _EXAMPLE,
    )


def _values(name: Any, given: Any) -> tuple[Any, ...]:
    """Return the values of a parameter, each once."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        given = []
    kept: list[Any] = []
    for value in list(given)[: MOST_CELLS + 1]:
        plain = value.item() if isinstance(value, np.generic) else value
        if not any(same_value(plain, one) for one in kept):
            kept.append(plain)
    if not kept:
        raise LearnerError(
            f"{display_name(name)} needs a list of values.",
            where=f"grid[{display_name(repr(name))}]",
            why="Each value is a row or a column of the grid.",
            fix=_EXAMPLE,
        )
    return tuple(kept)


def fit_cells(
    model: Any,
    axes: Axes,
    data: CheckedData,
    X: Any,
    truth: Any,
    progress: Report | Literal[False] | None,
) -> tuple[tuple[Cell, ...], bool]:
    """Fit all cells, and tell whether it was interrupted before the last.

    A fit that fails leaves its cell without labels; if all do, the first error is raised.
    """
    n = len(data.X)
    pairs = axes.pairs()
    if len(pairs) * n > MOST_LABELS:
        raise LearnerError(
            "These are too many points for so many fits.",
            where=f"{len(pairs)} cells x {n:,} points",
            why=f"All labels are kept and sent: {MOST_LABELS:,} at most.",
            fix=f"X = X[:: {-(-len(pairs) * n // MOST_LABELS)}]",
        )
    cells: list[Cell] = []
    first: LearnerError | None = None
    interrupted = False
    with Progress(progress, len(pairs)) as line, threads_for(n * data.X.shape[1] * 10.0):
        try:
            for params in pairs:
                fit = unfitted_copy(model)
                try:
                    fit.set_params(**params)
                    labels, _ = fitted_labels(fit, X.copy(), n)
                    cells.append(Cell(params, labels=labels))
                except LearnerError as error:
                    first = first or error
                    said = display_name(error.why or error.what, _PROBLEM)
                    cells.append(Cell(params, problem=said))
                line.step(cells[-1].caption())
        except KeyboardInterrupt:
            interrupted = True
    if first is not None and all(cell.labels is None for cell in cells):
        raise first
    if not cells:
        raise KeyboardInterrupt
    cells += [Cell(params, problem=say("caption.grid.open")) for params in pairs[len(cells) :]]
    return _scored(model, _matched(cells, axes.shape[1], n), data, truth), interrupted


def _matched(cells: Sequence[Cell], columns: int, n: int) -> list[Cell]:
    """Give clusters the numbers of those that they match in the cell beside, from one cell on.

    That one has as many clusters as most cells have, so that its first colors are the usual ones.
    """
    looks: dict[int, Labels] = {}
    before: dict[int, Labels | None] = {_usual(cells): None}
    while before:
        at, known = next(iter(before.items()))
        del before[at]
        labels = cells[at].labels
        looks[at] = (
            np.full(n, NOT_REACHED, dtype=np.int32)
            if labels is None
            else _renumbered(labels, known)
        )
        if labels is not None:
            known = looks[at]
        for beside in _beside(at, columns, len(cells)):
            if beside not in looks:
                before.setdefault(beside, known)
    return [replace(cell, looks=looks[i]) for i, cell in enumerate(cells)]


def _usual(cells: Sequence[Cell]) -> int:
    """Return the first cell that has as many clusters as most have that have two or more."""
    counts = [cell.clusters or 0 for cell in cells]
    several = [count for count in counts if count > 1] or counts
    return counts.index(max(sorted(set(several)), key=several.count))


def _beside(at: int, columns: int, n_cells: int) -> list[int]:
    """Return the cells to the left and right, above and below."""
    found = [at - columns, at + columns]
    found += [at - 1] if at % columns else []
    found += [at + 1] if (at + 1) % columns else []
    return [cell for cell in found if 0 <= cell < n_cells]


def _renumbered(labels: Labels, before: Labels | None) -> Labels:
    clusters = np.unique(labels[labels >= 0]).tolist()
    if before is None:
        numbers = {cluster: i for i, cluster in enumerate(clusters)}
    else:
        mapping = match_labels(labels, before).mapping
        numbers = {
            cluster: int(look)
            for cluster, look in mapping.items()
            if cluster >= 0 and look is not None and look >= 0
        }
        taken = set(numbers.values())
        free = (i for i in range(len(labels) + len(taken) + 1) if i not in taken)
        for cluster in clusters:
            if cluster not in numbers:
                numbers[cluster] = next(free)
    looks = np.full(len(labels), -1, dtype=np.int32)
    for cluster, look in numbers.items():
        looks[labels == cluster] = look
    return looks


def _scored(model: Any, cells: Sequence[Cell], data: CheckedData, truth: Any) -> tuple[Cell, ...]:
    """Add the mean silhouette of each cell, and its agreement with known classes."""
    from sklearn.metrics import adjusted_rand_score

    known = [cell.labels for cell in cells if cell.labels is not None]
    try:
        scores = silhouettes_in(space_of(model), data.X, known)
        means = iter([score.mean for score in scores])
    except LearnerError:  # a metric of the estimator's own
        means = iter([np.nan] * len(known))
    done = []
    for cell in cells:
        if cell.labels is None:
            done.append(cell)
            continue
        mean = float(next(means))
        ari = None if truth is None else float(adjusted_rand_score(truth, cell.labels))
        done.append(replace(cell, silhouette=mean if np.isfinite(mean) else None, ari=ari))
    return tuple(done)
