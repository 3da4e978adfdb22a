"""The scores of a labeling, and the quantities that they are made of, from counts and distances.

`teachclust.scores.explained` asks scikit-learn for each score, which counts anew for each. Here all
come from one table of counts and one of distances, so that they can follow each single edit.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

_EPS: Final = float(np.finfo(float).eps)
#: what needs from 2 clusters to one fewer than points
_UNDEFINED: Final = (
    *("silhouette", "own", "other", "calinski_harabasz", "davies_bouldin", "likeness"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How many points of each class each cluster has.

    Parameters
    ----------
    clusters : ndarray of shape (n_clusters,)
        The labels that occur, the least first; -1 is noise.
    table : ndarray of shape (n_clusters, n_classes)
        Points by cluster and class.
    """

    clusters: Ints
    table: Ints


def count(labels: Ints, classes: Ints, n_classes: int) -> Counts:
    """Return the table of clusters by classes, which are numbered from 0."""
    clusters, at = np.unique(labels, return_inverse=True)
    cells = np.bincount(at * n_classes + classes, minlength=len(clusters) * n_classes)
    return Counts(clusters, cells.reshape(-1, n_classes))


def agreement(counts: Counts) -> dict[str, float]:
    """Return the scores that need known classes, and what they are made of.

    Parameters
    ----------
    counts : Counts
        Points by cluster and class; each class has points.

    Returns
    -------
    quantities : dict of str to float
        The scores by the names of `explain_score`. Beside them ``n`` points, ``k`` clusters,
        ``c`` classes, ``named`` clusters that are not noise; entropies ``h_classes`` and
        ``h_clusters``, ``left_classes`` (of the classes inside clusters) and ``left_clusters`` (of
        the clusters inside classes), ``mutual`` information and ``mutual_chance`` in nats;
        ``pairs`` of points, ``pairs_clusters`` in one cluster, ``pairs_classes`` of one class,
        ``pairs_both``, ``pairs_chance`` that would be by chance, ``pairs_agree`` (together in both
        or apart in both); ``pure`` points of their cluster's most frequent class, ``matched``
        points that agree when clusters and classes are paired one to one.

    Notes
    -----
    Costs the size of the table, and its smaller side cubed at most for the matching.
    """
    table = counts.table
    n, sizes, of_class = int(table.sum()), table.sum(axis=1), table.sum(axis=0)
    found: dict[str, float] = {
        "n": n,
        "k": len(sizes),
        "c": len(of_class),
        "named": int(np.count_nonzero(counts.clusters >= 0)),
    }
    found |= _information(table, sizes, of_class, n)
    found |= _pairs(table, sizes, of_class, n)
    pure, matched = int(table.max(axis=1).sum()), _matched(table[counts.clusters >= 0])
    found |= {"pure": pure, "matched": matched}
    return found | {"purity": pure / n, "matched_accuracy": matched / n}


def _entropy(counts: Ints, n: int) -> float:
    if len(counts) == 1:
        return 0.0
    return float(-np.sum(counts / n * (np.log(counts) - log(n))))


def _information(table: Ints, sizes: Ints, of_class: Ints, n: int) -> dict[str, float]:
    """Return entropies and what is made of them, as `sklearn.metrics` does."""
    h_classes, h_clusters = _entropy(of_class, n), _entropy(sizes, n)
    mutual = 0.0
    if len(sizes) > 1 and len(of_class) > 1:
        rows, columns = np.nonzero(table)
        cells = table[rows, columns]
        logs = np.log(cells) - np.log(sizes[rows] * of_class[columns]) + log(n)
        mutual = max(0.0, float(np.sum(cells / n * logs)))
    # sums that round may end above 1
    homogeneity = min(1.0, mutual / h_classes) if h_classes else 1.0
    completeness = min(1.0, mutual / h_clusters) if h_clusters else 1.0
    both = homogeneity + completeness
    chance = _mutual_by_chance(table, n)
    return {
        "h_classes": h_classes,
        "h_clusters": h_clusters,
        "left_classes": max(0.0, h_classes - mutual),
        "left_clusters": max(0.0, h_clusters - mutual),
        "mutual": mutual,
        "mutual_chance": chance,
        "homogeneity": homogeneity,
        "completeness": completeness,
        "v_measure": 2 * homogeneity * completeness / both if both else 0.0,
        "adjusted_mutual_info": _adjusted(mutual, chance, (h_classes + h_clusters) / 2, table),
    }


def _mutual_by_chance(table: Ints, n: int) -> float:
    if 1 in table.shape:
        return 0.0
    from sklearn.metrics.cluster import expected_mutual_information  # brings scikit-learn

    return float(expected_mutual_information(table.T, n))


def _adjusted(mutual: float, chance: float, best: float, table: Ints) -> float:
    if 1 in table.shape:
        return 1.0 if table.shape == (1, 1) else 0.0
    above, room = mutual - chance, best - chance
    if abs(room) < _EPS:  # where chance gives the best there is
        room = -_EPS if room < 0 else _EPS
        above = -_EPS if above < 0 else max(above, _EPS)
    return above / room


def _pairs(table: Ints, sizes: Ints, of_class: Ints, n: int) -> dict[str, float]:
    def within(counts: Ints) -> int:
        return int(np.sum(counts * (counts - 1))) // 2

    both, clusters, classes = within(table), within(sizes), within(of_class)
    pairs = n * (n - 1) // 2
    # pairs that are together in one of the two alone, and in neither
    less, more = clusters - both, classes - both
    apart = pairs - both - less - more
    below = (both + more) * (more + apart) + (both + less) * (less + apart)
    return {
        "pairs": pairs,
        "pairs_clusters": clusters,
        "pairs_classes": classes,
        "pairs_both": both,
        "pairs_chance": clusters * classes / pairs if pairs else 0.0,
        "pairs_agree": both + apart,
        "rand": (both + apart) / pairs if pairs else 1.0,
        "adjusted_rand": 2 * (both * apart - more * less) / below if less or more else 1.0,
        "fowlkes_mallows": sqrt(both / clusters) * sqrt(both / classes) if both else 0.0,
    }


def _matched(table: Ints) -> int:
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(table, maximize=True)
    return int(table[rows, columns].sum())


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Points, and the distances between all of them, from which clusters are scored.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The points.
    distances : ndarray of shape (n_samples, n_samples)
        Euclidean.
    """

    X: Floats
    distances: Floats

    @classmethod
    def of(cls, X: Floats) -> Places:
        """Return the points with their distances, 8 bytes for each pair."""
        from scipy.spatial.distance import pdist, squareform

        return cls(X, squareform(pdist(X)))


def separation(places: Places, labels: Ints) -> dict[str, float]:
    """Return the scores that need the points alone, and what they are made of.

    Parameters
    ----------
    places : Places
        The points.
    labels : ndarray of shape (n_samples,)
        Their clusters; noise (-1) counts as one more, as in scikit-learn.

    Returns
    -------
    quantities : dict of str to float
        ``silhouette``, ``calinski_harabasz``, ``davies_bouldin`` (nan where they aren't defined)
        and ``inertia``. Beside them ``own``, the mean distance of a point to the others of its
        cluster, ``other``, that to the nearest other cluster, both over points that aren't alone,
        ``below``, the points with a silhouette below 0; ``between`` and ``within``, the squared
        distances of cluster means to the mean and of points to their cluster's; ``likeness``, the
        greatest of any two clusters by Davies and Bouldin.

    Notes
    -----
    Costs one pass over the distances.
    """
    clusters, at, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    k, n = len(clusters), len(labels)
    found = _spreads(places.X, at, sizes)
    if not 2 <= k < n:
        return found | dict.fromkeys(_UNDEFINED, float("nan")) | {"below": 0}
    found |= _silhouettes(places.distances, at, sizes)
    between, within = found["between"], found["within"]
    found["calinski_harabasz"] = 1.0 if within == 0 else between * (n - k) / (within * (k - 1))
    return found | _likeness(places.X, at, sizes)


def _means(X: Floats, at: Ints, sizes: Ints) -> Floats:
    sums = [np.bincount(at, column, minlength=len(sizes)) for column in X.T]
    means: Floats = np.stack(sums, axis=1) / sizes[:, np.newaxis]
    return means


def _spreads(X: Floats, at: Ints, sizes: Ints) -> dict[str, float]:
    means = _means(X, at, sizes)
    within = float(np.square(X - means[at]).sum())
    between = float(np.sum(sizes * np.square(means - X.mean(axis=0)).sum(axis=1)))
    return {"within": within, "between": between, "inertia": within}


def _silhouettes(distances: Floats, at: Ints, sizes: Ints) -> dict[str, float]:
    n, k = len(at), len(sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    # rows are taken whole, and the sums of each cluster's are one pass
    sums = np.add.reduceat(distances[np.argsort(at, kind="stable")], starts, axis=0)
    point = np.arange(n)
    own = sums[at, point] / np.maximum(sizes[at] - 1, 1)
    sums /= sizes[:, np.newaxis]
    sums[at, point] = np.inf
    other = sums.min(axis=0)
    widest = np.maximum(own, other)
    values = np.where(widest > 0, (other - own) / np.where(widest > 0, widest, 1.0), 0.0)
    together = sizes[at] > 1
    values[~together] = 0.0
    return {
        "silhouette": float(values.mean()),
        "own": float(own[together].mean()) if k < n else np.nan,
        "other": float(other[together].mean()) if k < n else np.nan,
        "below": int(np.count_nonzero(values < -1e-12)),
    }


def _likeness(X: Floats, at: Ints, sizes: Ints) -> dict[str, float]:
    means = _means(X, at, sizes)
    reach = np.sqrt(np.square(X - means[at]).sum(axis=1))
    reaches = np.bincount(at, reach, minlength=len(sizes)) / sizes
    apart = np.sqrt(np.square(means[:, np.newaxis] - means).sum(axis=2))
    if np.allclose(reaches, 0) or np.allclose(apart, 0):
        return {"davies_bouldin": 0.0, "likeness": 0.0}
    apart[apart == 0] = np.inf
    most = ((reaches[:, np.newaxis] + reaches) / apart).max(axis=1)
    return {"davies_bouldin": float(most.mean()), "likeness": float(most.max())}
