"""Match clusters with classes, and clusters of one labeling with those of another.

References
----------
H. W. Kuhn, "The Hungarian method for the assignment problem", Naval Res. Logist. Q. 2, 1955.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.checks.labels import Ints, first_values, missing_rows, read_column, read_labels
from teachclust.errors import LearnerError


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """Which class stands for which cluster.

    Parameters
    ----------
    mapping : dict
        The reference's class of each found cluster; None for a cluster that got none, and for
        noise (-1).
    labels : ndarray of shape (n_samples,)
        The class of each point by this mapping. Points of a cluster without a class keep None
        (then the array holds objects).
    accuracy : float
        Share of all points whose class this is; noise and clusters without a class count as wrong.
    unmatched : tuple
        Classes of the reference that no cluster got.
    """

    mapping: dict[int, Any]
    labels: npt.NDArray[Any]
    accuracy: float
    unmatched: tuple[Any, ...]


def match_labels(
    labels: Any, reference: Any, *, method: Literal["hungarian", "majority"] = "hungarian"
) -> Matching:
    """Rename clusters by the classes they are closest to.

    Parameters
    ----------
    labels : array-like of shape (n_samples,)
        Found clusters: whole numbers, -1 for noise.
    reference : array-like of shape (n_samples,)
        Known classes: numbers or text.
    method : {"hungarian", "majority"}, default="hungarian"
        How a cluster finds its class. See the notes.

    Returns
    -------
    matching : Matching
        The mapping, the renamed labels, the accuracy.

    Raises
    ------
    LearnerError
        If the labels don't fit each other, or the method is unknown.

    Notes
    -----
    *Hungarian* pairs clusters and classes one to one, so that as many points as possible agree.
    Clusters beyond the number of classes get none, and their points count as wrong: many small
    clusters don't help. *Majority* gives each cluster the class that most of its points have.
    Two clusters may get the same class and another class none; and with ever more clusters the
    accuracy rises to 1 whatever they are worth. Costs the table of clusters by classes and its
    cube (Hungarian).

    Examples
    --------
    >>> from teachclust.scores import match_labels
    >>> found = [0, 0, 0, 1, 1, 1, 2, 2]
    >>> true = ["a", "a", "b", "a", "a", "a", "b", "b"]
    >>> match_labels(found, true, method="majority").mapping
    {0: 'a', 1: 'a', 2: 'b'}
    >>> match_labels(found, true).mapping
    {0: None, 1: 'a', 2: 'b'}
    """
    if not (isinstance(method, str) and method in ("hungarian", "majority")):
        raise LearnerError(
            f"There is no matching called {display_name(repr(method))}.",
            where="method",
            why='"hungarian" pairs clusters and classes one to one, "majority" need not.',
            fix='match_labels(labels, y, method="hungarian")',
        )
    known = read_classes(reference)
    found = read_labels(labels, len(known))
    clusters, at = np.unique(found, return_inverse=True)
    classes, of = np.unique(known, return_inverse=True)
    table = _overlaps(at, of)
    table[clusters < 0] = 0  # noise is no cluster
    pairs = _majority(table) if method == "majority" else _hungarian(table)
    plain = classes.tolist()  # Python's own kinds, of numbers and of text
    names = [plain[pairs[i]] if i in pairs else None for i in range(len(clusters))]
    mapping = dict(zip(clusters.tolist(), names, strict=True))
    right = sum(int(table[i, j]) for i, j in pairs.items())
    unmatched = tuple(plain[j] for j in sorted(set(range(len(plain))) - set(pairs.values())))
    renamed = np.array(names, dtype=classes.dtype if len(pairs) == len(names) else object)[at]
    return Matching(mapping, renamed, right / len(known), unmatched)


def read_classes(reference: Any) -> npt.NDArray[Any]:
    """Return the classes as an array that can be sorted, or say what is wrong with them.

    They are numbers or text, not both at once, in a list, an array, or a column of pandas, polars
    or Arrow, and none is missing.
    """
    known = read_column(reference)
    if known is None or known.size == 0:
        raise LearnerError(
            "The reference must be one row of classes, one for each point.",
            where=f"reference of type {type(reference).__name__}",
            why="Each point has one class, in the order of the labels.",
            # rows and tuples are classes once they are text
            fix="match_labels(labels, [str(one) for one in y])",
        )
    missing = missing_rows(known)
    if len(missing):
        raise LearnerError(
            f"The reference has no class for {len(missing)} of {len(known)} points.",
            where=f"the first of them is point {missing[0]}",
            why="Where the class is not known, nothing can agree with it.",
            fix="known = ~pd.isna(np.asarray(y, dtype=object)); "
            "match_labels(np.asarray(labels)[known], np.asarray(y, dtype=object)[known])",
        )
    if known.dtype.kind == "O" and len({isinstance(c, str) for c in known}) > 1:
        raise LearnerError(
            "The classes of the reference are numbers and text at once.",
            where="reference",
            why="Then 1 and '1' would be two classes.",
            fix="match_labels(labels, np.asarray(y).astype(str))",
        )
    if known.dtype.kind == "O" and isinstance(known[0], str):
        text = known.astype(str)
        return text if text.tolist() == known.tolist() else known  # numpy cuts a text's last NULs
    try:
        np.unique(known)
    except (TypeError, OverflowError):  # numpy's truth values beside very large numbers
        raise LearnerError(
            "The classes of the reference can't be put in an order.",
            where=f"reference such as {first_values(known)}",
            why="A class is a number or a name.",
            fix="match_labels(labels, np.asarray(y, dtype=object).astype(str))",
        ) from None
    return known


def _overlaps(rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Count the points of each pair of a cluster (row) and a class (column)."""
    table = np.zeros((rows.max() + 1, columns.max() + 1), dtype=np.intp)
    np.add.at(table, (rows, columns), 1)
    return table


def _majority(table: npt.NDArray[np.intp]) -> dict[int, int]:
    return {i: int(row.argmax()) for i, row in enumerate(table) if row.any()}


def _hungarian(table: npt.NDArray[np.intp]) -> dict[int, int]:
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(table, maximize=True)
    # a pair that shares no point is no match
    return {int(i): int(j) for i, j in zip(rows, columns, strict=True) if table[i, j]}


def canonical_labels(labelings: Sequence[Any]) -> list[Ints]:
    """Number clusters so that each keeps its number, and color, from one labeling to the next.

    Parameters
    ----------
    labelings : sequence of array-like of shape (n_samples,)
        For example one for each k, ascending. -1 (noise) stays.

    Returns
    -------
    labelings : list of ndarray of shape (n_samples,)
        The same partitions. The first is numbered by size, the largest cluster 0. In each next one
        clusters take the numbers of those with which they share the most points, one to one; a new
        one takes the lowest number that neither labeling uses, the larger of two new ones first.

    Raises
    ------
    LearnerError
        If the labelings are not of the same points.

    Notes
    -----
    Numbers may have gaps: the number of a cluster that dissolves is not given at once to a new one
    elsewhere, which would look like the old one. Costs the table of overlaps of each pair of
    neighbors and its cube (Hungarian).

    Examples
    --------
    >>> from teachclust.scores import canonical_labels
    >>> [labels.tolist() for labels in canonical_labels([[1, 1, 1, 0, 0], [0, 0, 2, 1, 1]])]
    [[0, 0, 0, 1, 1], [0, 0, 2, 1, 1]]
    """
    done: list[Ints] = []
    for labels in labelings:
        found = read_labels(labels, len(done[0]) if done else None)
        done.append(_follow(found, done[-1]) if done else _by_size(found))
    return done


def _by_size(labels: Ints) -> Ints:
    clusters, at, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    order = np.lexsort((clusters, -sizes))
    order = order[clusters[order] >= 0]
    numbers = np.full(len(clusters), -1)
    numbers[order] = np.arange(len(order))
    return numbers[at]


def _follow(labels: Ints, before: Ints) -> Ints:
    clusters, at = np.unique(labels, return_inverse=True)
    older, of = np.unique(before, return_inverse=True)
    table = _overlaps(at, of)
    table[clusters < 0] = 0
    table[:, older < 0] = 0
    numbers = np.full(len(clusters), -1)
    for i, j in _hungarian(table).items():
        numbers[i] = older[j]
    taken = set(older.tolist())  # the numbers that were kept are among them
    free = (number for number in count() if number not in taken)
    new = np.flatnonzero((numbers < 0) & (clusters >= 0))
    for i in new[np.argsort(-np.bincount(at)[new], kind="stable")]:
        numbers[i] = next(free)
    return numbers[at]
