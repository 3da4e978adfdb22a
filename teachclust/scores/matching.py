"""Match clusters with classes, and clusters of one labeling with those of another.

References
----------
H. W. Kuhn, "The Hungarian method for the assignment problem", Naval Res. Logist. Q. 2, 1955.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from teachclust.errors import LearnerError
from teachclust.scores.labels import Ints, read_labels


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
    >>> found, true = [0, 0, 0, 1, 1, 2], ["a", "a", "b", "a", "a", "b"]
    >>> match_labels(found, true, method="majority").mapping
    {0: 'a', 1: 'a', 2: 'b'}
    >>> match_labels(found, true).mapping
    {0: None, 1: 'a', 2: 'b'}
    """
    if method not in ("hungarian", "majority"):
        raise LearnerError(
            f"There is no matching called {method!r}.",
            where="method",
            fix='match_labels(labels, y, method="hungarian")',
        )
    known = np.asarray(reference)
    if known.ndim != 1:
        raise LearnerError(
            "The reference must be one row of classes.",
            where=f"reference of shape {known.shape}",
            fix="match_labels(labels, y)",
        )
    found = read_labels(labels, len(known))
    clusters, at = np.unique(found, return_inverse=True)
    classes, of = np.unique(known, return_inverse=True)
    table = np.zeros((len(clusters), len(classes)), dtype=np.intp)
    np.add.at(table, (at, of), 1)
    table[clusters < 0] = 0  # noise is no cluster
    pairs = _majority(table) if method == "majority" else _hungarian(table)
    mapping = {
        int(cluster): classes[pairs[i]].item() if i in pairs and cluster >= 0 else None
        for i, cluster in enumerate(clusters)
    }
    right = sum(int(table[i, j]) for i, j in pairs.items())
    given = set(mapping.values())
    unmatched = tuple(c.item() for c in classes if c.item() not in given)
    names = [mapping[int(cluster)] for cluster in clusters]
    kind = object if None in names else classes.dtype
    renamed = np.array(names, dtype=kind)[at]
    return Matching(mapping, renamed, right / len(known), unmatched)


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
        one takes the lowest number that is free.

    Raises
    ------
    LearnerError
        If the labelings are not of the same points.

    Notes
    -----
    Numbers in use are 0 to n_clusters - 1 as long as the number of clusters does not fall.
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
    table = np.zeros((len(clusters), len(older)), dtype=np.intp)
    np.add.at(table, (at, of), 1)
    table[clusters < 0] = 0
    table[:, older < 0] = 0
    numbers = np.full(len(clusters), -1)
    for i, j in _hungarian(table).items():
        numbers[i] = older[j]
    free = iter(sorted(set(range(len(clusters) + len(older))) - set(numbers.tolist())))
    sizes = np.bincount(at)
    for i in sorted(np.flatnonzero((numbers < 0) & (clusters >= 0)), key=lambda i: -sizes[i]):
        numbers[i] = next(free)
    return numbers[at]
