"""Silhouettes of many labelings in one pass over the distances.

References
----------
P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster
analysis", J. Comput. Appl. Math. 20, 1987, p. 53-65.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_data
from teachclust.errors import LearnerError
from teachclust.scores.distances import METRICS, row_distances
from teachclust.scores.labels import read_labels
from teachclust.threads import threads_for
from teachclust.words import say

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

#: above so many rows "auto" takes a sample
MOST_ROWS: Final = 20_000
SAMPLE: Final = 10_000
#: bytes of the tables of members; beyond it labelings are handled in turns
_MOST_MEMBERS: Final = 64_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Silhouettes:
    """Silhouettes of one labeling.

    Parameters
    ----------
    values : ndarray of shape (n_used,)
        From -1 (nearer to another cluster) to 1 (far from all others). 0 for a cluster of one.
    rows : ndarray of shape (n_used,)
        Indexes into X of the points that were scored: neither noise nor outside the sample.
    labels : ndarray of shape (n_used,)
        The clusters of these points, as the caller named them.
    clusters : ndarray of shape (n_clusters,)
        The distinct labels, ascending; noise (-1) is none of them.
    cluster_means, sizes : ndarray of shape (n_clusters,)
        Mean silhouette and number of scored points of each cluster.
    mean : float
        Mean over the points; nan where the score is not defined.
    n_samples : int
        Rows of X.
    n_noise : int
        Points labeled -1 among those looked at.
    note : str
        In plain words what was left out, or why the score is not defined; else empty.
    """

    values: Floats
    rows: Ints
    labels: Ints
    clusters: Ints
    cluster_means: Floats
    sizes: Ints
    mean: float
    n_samples: int
    n_noise: int
    note: str

    @property
    def defined(self) -> bool:
        """Whether there is a score: from 2 clusters to one fewer than points."""
        return bool(np.isfinite(self.mean))


def silhouettes(
    X: Any,
    labelings: Sequence[Any],
    *,
    metric: Literal["euclidean", "manhattan", "cosine"] = "euclidean",
    sample_size: int | Literal["auto"] | None = "auto",
    random_state: int = 0,
) -> list[Silhouettes]:
    """Return the silhouettes of several labelings of the same points.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The points.
    labelings : sequence of array-like of shape (n_samples,)
        Whole numbers; -1 is noise, which is left out.
    metric : {"euclidean", "manhattan", "cosine"}, default="euclidean"
        The distance.
    sample_size : int, "auto" or None, default="auto"
        Score this many points, drawn without replacement. "auto" takes all up to 20,000 and
        10,000 beyond; None takes all. The notes tell of a sample.
    random_state : int, default=0
        Seed of the sample.

    Returns
    -------
    scores : list of Silhouettes
        One for each labeling. One cluster, or a cluster for each point, is no error: the mean is
        nan and the note says why.

    Raises
    ------
    LearnerError
        If the data, the labels or a parameter don't fit.

    See Also
    --------
    sklearn.metrics.silhouette_samples : One labeling; it counts noise as a cluster.

    Notes
    -----
    Costs n_samples² distances once, and n_samples² x (clusters of all labelings) multiplications
    by BLAS. Working memory is about 100 MB whatever n_samples is. Data far from the origin are
    centered first, so that no digits are lost.

    Examples
    --------
    >>> from teachclust.scores import silhouettes
    >>> X = [[0.0], [1.0], [10.0], [11.0]]
    >>> [round(s.mean, 3) for s in silhouettes(X, [[0, 0, 1, 1], [0, 1, 1, 1]])]
    [0.899, 0.172]
    """
    if metric not in METRICS:
        raise LearnerError(
            f"There are no silhouettes by the distance {metric!r} here.",
            where="metric",
            why=f"Known are {', '.join(METRICS)}.",
            fix='silhouettes(X, labelings, metric="euclidean")',
        )
    data = check_data(X, allow_1_row=True).X.astype(np.float64, copy=False)
    known = [read_labels(labels, len(data)) for labels in labelings]
    rows = _sample(len(data), sample_size, random_state)
    chosen = data[rows]
    if metric == "euclidean":
        chosen = chosen - chosen.mean(axis=0)
    read = [_Members(labels[rows]) for labels in known]
    with threads_for(len(rows) ** 2):
        for turn in _turns([members for members in read if members.defined], len(rows)):
            _add_up(chosen, metric, turn)
    return [members.silhouettes(rows, len(data)) for members in read]


def silhouette(X: Any, labels: Any, **parameters: Any) -> Silhouettes:
    """Return the silhouettes of one labeling: `silhouettes` for one.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The points.
    labels : array-like of shape (n_samples,)
        Whole numbers; -1 is noise.
    **parameters
        As for `silhouettes`.

    Returns
    -------
    scores : Silhouettes
        The silhouettes.
    """
    return silhouettes(X, [labels], **parameters)[0]


class _Members:
    """Who is in which cluster, and the silhouettes as they are found."""

    def __init__(self, labels: Ints) -> None:
        self.labels = labels
        self.used = np.flatnonzero(labels >= 0)
        self.clusters, own, self.sizes = np.unique(
            labels[self.used], return_inverse=True, return_counts=True
        )
        self.own = np.full(len(labels), -1)
        self.own[self.used] = own
        self.defined = 2 <= len(self.clusters) < len(self.used)
        self.values = np.zeros(len(labels))

    def table(self) -> Floats:
        """Return a 1 where a point (row) is in a cluster (column)."""
        ones = np.zeros((len(self.labels), len(self.clusters)))
        ones[self.used, self.own[self.used]] = 1
        return ones

    def take(self, start: int, sums: Floats) -> None:
        """Turn the sums of distances to each cluster into silhouettes, for rows from `start` on."""
        own = self.own[start : start + len(sums)]
        here = np.flatnonzero(own >= 0)
        own, sums = own[here], sums[here]
        each = np.arange(len(here))
        size = self.sizes[own]
        within = sums[each, own] / np.maximum(size - 1, 1)
        others = sums / self.sizes
        others[each, own] = np.inf
        nearest = others.min(axis=1, initial=np.inf)
        larger = np.maximum(within, nearest)
        # a cluster of one has no inside; points all in one place are as near to all
        scored = (size > 1) & (larger > 0)
        values = np.zeros(len(here))
        np.divide(nearest - within, larger, out=values, where=scored)
        self.values[start + here] = values

    def silhouettes(self, rows: Ints, n_samples: int) -> Silhouettes:
        """Return what was found, with a note on what was not."""
        n_noise = len(self.labels) - len(self.used)
        notes = []
        if len(rows) < n_samples:
            notes.append(say("silhouette.sample", n=f"{len(rows):,}", of=f"{n_samples:,}"))
        if n_noise:
            notes.append(say("silhouette.noise", n=f"{n_noise:,}"))
        if not self.defined:
            counts = {"k": len(self.clusters), "n": f"{len(self.used):,}"}
            notes.append(say("silhouette.undefined", **counts))
        used = self.used if self.defined else self.used[:0]
        values = self.values[used]
        totals = np.bincount(self.own[used], values, minlength=len(self.clusters))
        means = totals / self.sizes if self.defined else np.full(len(self.clusters), np.nan)
        return Silhouettes(
            values=values,
            rows=rows[used],
            labels=self.labels[used],
            clusters=self.clusters,
            cluster_means=means,
            sizes=self.sizes,
            mean=float(values.mean()) if self.defined else float("nan"),
            n_samples=n_samples,
            n_noise=n_noise,
            note=" ".join(notes),
        )


def _sample(n: int, sample_size: Any, random_state: int) -> Ints:
    size = sample_size
    if size == "auto":
        size = SAMPLE if n > MOST_ROWS else n
    elif size is None:
        size = n
    if isinstance(size, bool) or not isinstance(size, int | np.integer) or size < 2:
        raise LearnerError(
            "A sample must be a whole number of points, 2 or more.",
            where=f"sample_size={sample_size!r}",
            fix='silhouettes(X, labelings, sample_size="auto")',
        )
    if size >= n:
        return np.arange(n)
    drawn = np.random.default_rng(random_state).choice(n, size=int(size), replace=False)
    return np.sort(drawn)


def _turns(members: list[_Members], n: int) -> list[list[_Members]]:
    """Part labelings so that the tables of one turn fit into memory."""
    turns: list[list[_Members]] = []
    room = 0
    for one in members:
        size = 8 * n * len(one.clusters)
        if not turns or size > room:
            turns.append([])
            room = _MOST_MEMBERS
        turns[-1].append(one)
        room -= size
    return turns


def _add_up(points: Floats, metric: str, members: list[_Members]) -> None:
    table = np.hstack([one.table() for one in members])
    ends = np.cumsum([len(one.clusters) for one in members])
    for start, distances in row_distances(points, metric):
        sums = distances @ table
        for one, part in zip(members, np.split(sums, ends[:-1], axis=1), strict=True):
            one.take(start, part)
