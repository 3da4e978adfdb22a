"""Silhouettes of many labelings in one pass over the distances.

References
----------
P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster
analysis", J. Comput. Appl. Math. 20, 1987, p. 53-65.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from teachclust.checks import (
    Space,
    check_distances,
    check_in_space,
    check_memory,
    check_random_state,
    is_whole,
    seed_from,
)
from teachclust.checks.labels import read_labels
from teachclust.checks.names import display_name
from teachclust.checks.space import Metric, space_of_metric
from teachclust.errors import LearnerError
from teachclust.scores.cluster_sums import Members, add_up
from teachclust.scores.distances import estimated, known_metrics, pairs
from teachclust.threads import threads_for
from teachclust.words import say

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

#: above so many rows "auto" takes a sample
MOST_ROWS: Final = 20_000
SAMPLE: Final = 10_000
#: the same where each distance is a call of a function: two million calls take some seconds
MOST_CALLED: Final = 2_000


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
    metric: Metric = "euclidean",
    metric_params: Mapping[str, Any] | None = None,
    sample_size: int | Literal["auto"] | None = "auto",
    random_state: int | np.random.RandomState | None = 0,
) -> list[Silhouettes]:
    """Return the silhouettes of several labelings of the same points.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The points; with metric="precomputed" their distances, (n_samples, n_samples).
    labelings : sequence of array-like of shape (n_samples,)
        Whole numbers; -1 is noise, which is left out.
    metric : str or callable, default="euclidean"
        The distance: any that `sklearn.metrics.pairwise_distances` knows, "precomputed", or a
        function of two rows.
    metric_params : mapping, default=None
        Its parameters, such as ``{"p": 3}`` of "minkowski".
    sample_size : int, "auto" or None, default="auto"
        Score this many points, drawn without replacement. "auto" takes all up to 20,000 and 10,000
        beyond, of a function 2,000 at most; None takes all. The note of a result says so.
    random_state : int, RandomState or None, default=0
        Seed of the sample. None draws one; a RandomState gives one, where a sample is drawn.

    Returns
    -------
    scores : list of Silhouettes
        One for each labeling. One cluster, or a cluster for each point, is no error: the mean is
        nan and the note says why.

    Raises
    ------
    LearnerError
        If the data, the labels or a parameter don't fit, a row is all zeros with "cosine", or
        precomputed distances are below 0 or, from a point to itself, not 0.

    See Also
    --------
    sklearn.metrics.silhouette_samples : One labeling; it counts noise as a cluster.

    Notes
    -----
    Costs n_samples² distances once, and n_samples² x (clusters of all labelings) multiplications
    by BLAS; a labeling of 100 clusters or more costs as much as one of 100. Beside a copy of X,
    working memory is at most about 200 MB whatever n_samples is; a function needs 8 n_samples²
    bytes. Data far from the origin are centered first, so that no digits are lost. Sizes and means
    are those of the points scored. "seuclidean" and "mahalanobis" take the variances of all rows.

    Examples
    --------
    >>> from teachclust.scores import silhouettes
    >>> X = [[0.0], [1.0], [10.0], [11.0]]
    >>> [round(s.mean, 3) for s in silhouettes(X, [[0, 0, 1, 1], [0, 1, 1, 1]])]
    [0.9, 0.026]
    """
    _check_metric(metric)
    space = space_of_metric(metric, metric_params)
    return silhouettes_in(space, X, labelings, sample_size=sample_size, random_state=random_state)


def silhouettes_in(
    space: Space,
    X: Any,
    labelings: Sequence[Any],
    *,
    sample_size: int | Literal["auto"] | None = "auto",
    random_state: int | np.random.RandomState | None = 0,
) -> list[Silhouettes]:
    """Return the silhouettes of several labelings, by the distance of an estimator.

    X is what the estimator takes; the rest is as for `silhouettes`.
    """
    _refuse_affinities(space)
    points: Floats = check_in_space(space, X, allow_1_row=True).X.astype(np.float64, copy=False)
    n_samples = len(points)
    known = [read_labels(labels, n_samples) for labels in labelings]
    check_random_state(random_state, "silhouettes(X, labelings, random_state={})".format)
    check_sample_size(sample_size, "silhouettes(X, labelings")
    rows = _sample(n_samples, sample_size, random_state, called=callable(space.metric))
    if space.metric == "cosine":
        _check_directions(points)
    params = estimated(points, space)
    if len(rows) < n_samples:
        points = space.part(points, rows)
    if space.metric == "euclidean":
        points -= points.mean(axis=0)  # `check_in_space` gave a private copy
    members = [Members(labels[rows]) for labels in known]
    with threads_for(len(rows) ** 2):
        metric = space.metric
        if callable(metric):
            points, metric = _call(space, points), "precomputed"
        if metric == "precomputed":
            check_distances(points)
        assert metric is not None
        add_up(points, metric, [one for one in members if one.defined], params)
    return [_scored(one, rows, n_samples) for one in members]


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


def _scored(members: Members, rows: Ints, n_samples: int) -> Silhouettes:
    """Return what was found, with a note on what was not."""
    looked_at, used = len(members.labels), members.used
    n_noise = looked_at - len(used)
    notes = []
    if len(rows) < n_samples:
        notes.append(say("silhouette.sample", n=f"{len(rows):,}", of=f"{n_samples:,}"))
    if n_noise:
        notes.append(say("silhouette.noise", n=f"{n_noise:,}", of=f"{looked_at:,}"))
    if not members.defined:
        clusters, points = f"{len(members.clusters):,}", f"{len(used):,}"
        notes.append(say("silhouette.undefined", k=clusters, n=points))
    means = np.full(len(members.clusters), np.nan)
    if members.defined:
        totals = np.bincount(members.own[used], members.values[used], minlength=len(means))
        means = totals / members.sizes
    else:
        used = used[:0]
    values = members.values[used]
    return Silhouettes(
        values=values,
        rows=rows[used],
        labels=members.labels[used],
        clusters=members.clusters,
        cluster_means=means,
        sizes=members.sizes,
        mean=float(values.mean()) if members.defined else float("nan"),
        n_samples=n_samples,
        n_noise=n_noise,
        note=" ".join(notes),
    )


def _check_metric(metric: Any) -> None:
    if callable(metric) or (isinstance(metric, str) and metric in known_metrics()):
        return
    raise LearnerError(
        f"There are no silhouettes by the distance {metric!r} here.",
        where="metric",
        why=f"Known are {', '.join(known_metrics())}, and functions of two rows.",
        fix='silhouettes(X, labelings, metric="euclidean")',
    )


def _refuse_affinities(space: Space) -> None:
    if space.metric is not None:
        return
    given = space.holds == "affinities"
    raise LearnerError(
        "An affinity is no distance, and silhouettes need distances.",
        where=space.name,
        why="It is large where two points are alike, and has no scale on which to compare. "
        + ("Give the points, or their distances." if given else "Another metric measures X."),
        fix="D = np.max(X) - np.asarray(X); np.fill_diagonal(D, 0); "
        'silhouettes(D, labelings, metric="precomputed")'
        if given
        else 'silhouettes(X, labelings, metric="euclidean")',
    )


def _call(space: Space, points: Floats) -> Floats:
    """Return all distances by a function: of two rows, or of all rows at once."""
    n = len(points)
    check_memory(8.0 * n * n, "The table of all distances", n, MOST_CALLED)
    if not space.whole:
        return pairs(points, points, space.metric, space.params)
    assert callable(space.metric)
    found = np.array(space.metric(points), dtype=np.float64)
    if found.shape != (n, n) or not np.isfinite(found).all():
        raise LearnerError(
            "This metric gives no table of distances.",
            where=f"{space.name} returns shape {found.shape} for {n} points",
            why="AgglomerativeClustering calls it with X, and takes a distance for each two rows.",
            fix='AgglomerativeClustering(metric="manhattan", linkage="average")',
        )
    return found


def _check_directions(points: Floats) -> None:
    """Refuse a point at the origin, where distances are angles."""
    at_origin = np.flatnonzero(~points.any(axis=1))
    if len(at_origin):
        one = len(at_origin) == 1
        shown = ", ".join(str(row) for row in at_origin[:3])
        raise LearnerError(
            f"{len(at_origin)} {'row' if one else 'rows'} of X {'is' if one else 'are'} all zeros.",
            where=f"rows counted from 0: {shown}{', ...' if len(at_origin) > 3 else ''}",
            why="The cosine distance compares directions, and such a row has none.",
            fix="X = np.asarray(X)[np.any(X, axis=1)]  # then cluster again",
        )


def check_sample_size(sample_size: Any, call: str) -> None:
    """Refuse what is neither a whole number from 2 on nor "auto" nor None.

    `call` is what was called, as Python up to its last parameter: "silhouettes(X, labelings".
    """
    word = sample_size is None or (isinstance(sample_size, str) and sample_size == "auto")
    if word or (is_whole(sample_size) and sample_size >= 2):
        return
    raise LearnerError(
        "A sample must be a whole number of points, 2 or more.",
        where=f"sample_size={display_name(repr(sample_size))}",
        why='A silhouette compares points; "auto" takes all where they are not too many.',
        fix=f'{call}, sample_size="auto")',
    )


def _sample(n: int, sample_size: Any, random_state: object, *, called: bool = False) -> Ints:
    size = sample_size
    if isinstance(size, str) and size == "auto":
        size = SAMPLE if n > MOST_ROWS else n
        size = max(2, min(size, MOST_CALLED)) if called else max(2, size)
    elif size is None:
        size = max(2, n)
    if size >= n:
        return np.arange(n)
    rng = np.random.default_rng(seed_from(random_state))
    return np.sort(rng.choice(n, size=int(size), replace=False))
