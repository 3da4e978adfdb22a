"""What stands on each lesson's worksheet: few points of its data, rounds by hand, their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans
from sklearn.mixture import GaussianMixture

from teachclust import datasets
from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.traces import Frame, Trace, trace

Floats = npt.NDArray[np.floating[Any]]

#: two distances that decide differ by so much of the width of the points, or other points are taken
_CLEAR: Final = 0.02
_TRIES: Final = 400
_MOST_ROUNDS: Final = 4


@dataclass(frozen=True, slots=True)
class Round:
    """A table of one round.

    Parameters
    ----------
    title, task, answer : str
        What stands above it, with and without the answers.
    columns : tuple of str
        Its head.
    rows : tuple of tuple of str
        Its cells, with the answers.
    n_given : int
        Columns that are filled for the learner.
    """

    title: str
    task: str
    answer: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    n_given: int


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The content of a worksheet.

    Parameters
    ----------
    title, task, opener : str
        What it is about, what to do, and how the cards are played with.
    points : ndarray of shape (n_points, 1 or 2)
        As they are printed.
    axes : tuple of str
        Names of the features.
    starts : ndarray of shape (n_centers, 1 or 2)
        Centers that are given, if any.
    rounds : tuple of Round
        Tables to fill.
    trace : Trace
        scikit-learn's fit to these points.
    """

    title: str
    task: str
    opener: str
    points: Floats
    axes: tuple[str, ...]
    starts: Floats
    rounds: tuple[Round, ...]
    trace: Trace


def sheet_of(lesson: str) -> Sheet:
    """Return the worksheet of a lesson.

    Parameters
    ----------
    lesson : str
        Its name, "01_blobs".

    Returns
    -------
    sheet : Sheet
        The same each time, on every machine.

    Raises
    ------
    LearnerError
        If the lesson has none.
    """
    if lesson not in _SHEETS:
        raise LearnerError(
            "This lesson has no worksheet.",
            where=f"lesson={lesson!r}",
            why=f"These have one: {', '.join(_SHEETS)}.",
            fix=f"teachclust worksheet {next(iter(_SHEETS))}",
        )
    return _SHEETS[lesson]()


def _blobs() -> Floats:
    return np.asarray(datasets.load_blobs().data)


def _moons() -> Floats:
    return np.asarray(datasets.make_moons().data)


def _noise() -> Floats:
    return np.asarray(datasets.make_uniform_noise().data)


def _customers() -> Floats:
    return np.asarray(datasets.load_customers().data[:, -2:])


def _bands() -> Floats:
    raster = datasets.make_scene(64).raster
    names = list(raster.band_names)
    return np.asarray(100 * raster.pixels()[:, [names.index("red"), names.index("nir")]])


def _digits() -> Floats:
    """Return how dark two halves of pictures of zeros and ones are."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    images = digits.images[digits.target < 2]
    return np.column_stack(
        [images[:, :, 3:5].mean(axis=(1, 2)), images[:, :, [1, 6]].mean(axis=(1, 2))]
    )


def _grays() -> Floats:
    grays = np.asarray(datasets.load_photo("china").image[::8, ::8], dtype=np.float64).mean(axis=2)
    return np.asarray(grays.reshape(-1, 1) * (255 if grays.max() <= 1 else 1))


def _few(data: Callable[[], Floats], n: int, decimals: int, seed: int) -> Floats:
    """Draw some points, rounded, all different."""
    rows = np.unique(np.round(np.asarray(data(), dtype=np.float64), decimals) + 0.0, axis=0)
    chosen = np.random.default_rng(seed).choice(len(rows), n, replace=False)
    return rows[np.sort(chosen)]


def _is_clear(points: Floats, centers: Floats) -> bool:
    """Whether every point is clearly nearer to one center than to the next."""
    gaps = np.sort(cdist(points, centers), axis=1)
    return bool((gaps[:, 1] - gaps[:, 0]).min() > _CLEAR * np.ptp(points))


def _k_means(
    title: str,
    data: Callable[[], Floats],
    axes: tuple[str, ...],
    *,
    k: int = 3,
    n: int = 12,
    decimals: int = 1,
) -> Sheet:
    """Return k-means by hand: assignment and update by turns, from given centers."""
    points, starts, traced = _clear_run(title, lambda seed: _few(data, n, decimals, seed), k)
    assigned = [frame for frame in traced if frame.kind == "assign"]
    before = [None, *(frame.labels for frame in assigned)]
    rounds = [
        _k_means_round(i, points, axes, frame, earlier)
        for i, (frame, earlier) in enumerate(zip(assigned, before, strict=False), 1)
    ]
    task = (
        f"{n} points of the lesson's data, and {k} centers. Do k-means by hand: give each point to "
        "its nearest center, move each center to the mean of its points, and repeat.\n"
        "Before you begin: how many rounds will it take? ______   Mark where you think the centers "
        "will end."
    )
    opener = (
        "Cut the cards out. Tape them to the floor at their places, a step for each unit. "
        f"{k} learners are the centers and stand where the sheet has them; the others hold a card "
        "and a string. Each card's string goes to the nearest center: who is in doubt measures. "
        "Then each center walks to the middle of its strings. Ask before every round: who will "
        "change? Stop when nobody does."
    )
    return Sheet(title, task, opener, points, axes, starts, tuple(rounds), traced)


def _clear_run(title: str, draw: Callable[[int], Floats], k: int) -> tuple[Floats, Floats, Trace]:
    """Return points and centers from which k-means takes some rounds, none of them on a tie."""
    for seed in range(_TRIES):
        points = draw(seed)
        starts = points[np.random.default_rng(seed).choice(len(points), k, replace=False)]
        traced = trace(KMeans(k, init=starts, n_init=1, tol=0), points)
        clear = all(
            _is_clear(points, frame.values["centers"]) for frame in traced if frame.kind == "assign"
        )
        sizes = np.bincount(traced.labels, minlength=k)
        if clear and 3 <= traced.n_iter <= _MOST_ROUNDS and sizes.min() >= 2:
            return points, starts, traced
    raise AssertionError(f"no points of {title} are clear")


def _k_means_round(
    number: int, points: Floats, axes: tuple[str, ...], frame: Frame, before: Any
) -> Round:
    """Return the table of one assignment, and the centers that follow."""
    labels, centers = np.asarray(frame.labels), frame.values["centers"]
    k = len(centers)
    gaps = cdist(points, centers, "sqeuclidean")
    digits = 1 + max(len(f"{value:g}".partition(".")[2]) for value in points.ravel())
    rows = tuple(
        (
            f"{j}",
            *(f"{value:g}" for value in point),
            *(f"{one:.{digits}f}" for one in gap),
            cluster_name(int(cluster)),
        )
        for j, (point, gap, cluster) in enumerate(zip(points, gaps, labels, strict=True))
    )
    changed = "" if before is None else f" {np.count_nonzero(labels != before)} changed cluster."
    here = "; ".join(f"{cluster_name(j)} {_place(c)}" for j, c in enumerate(centers))
    moved = np.array([points[labels == j].mean(axis=0) for j in range(k)])
    there = "; ".join(f"{cluster_name(j)} {_place(c)}" for j, c in enumerate(moved))
    task = (
        f"Centers: {here if number == 1 else 'those that you found'}.\n"
        "Write the squared distance d² of each point to each center, and the nearest center. "
        "Then move each center to the mean of its points: ________________________________"
    )
    answer = f"Centers: {here}.{changed}\nInertia {frame.objective:.2f}. New centers: {there}."
    heads = ("point", *axes, *(f"d² to {cluster_name(j)}" for j in range(k)), "nearest")
    return Round(f"Round {number}", task, answer, heads, rows, 1 + points.shape[1])


def _place(center: Floats) -> str:
    return f"({', '.join(f'{value:.2f}' for value in center)})"


def _merges(title: str, data: Callable[[], Floats], axes: tuple[str, ...]) -> Sheet:
    """Return single linkage by hand: the nearest two clusters merge, until one is left."""
    for seed in range(_TRIES):
        points = _few(data, 8, 1, seed)
        gaps = np.sort([float(np.linalg.norm(a - b)) for a, b in combinations(points, 2)])
        traced = trace(AgglomerativeClustering(2, linkage="single"), points)
        if np.diff(gaps[:12]).min() > _CLEAR / 2 * np.ptp(points):
            break
    else:
        raise AssertionError(f"no points of {title} are clear")
    rounds = (_distances(points), _merging(points, traced))
    task = (
        "Eight points of the lesson's data. Do single linkage by hand: merge the two nearest "
        "clusters, again and again, until one is left.\n"
        "Before you begin: which two points merge first? ______   Which point joins last? ______"
    )
    opener = (
        "Cut the cards out, and tape them to the floor at their places, a step for each unit. Each "
        "learner stands on a card. The two who are nearest take hands, and from then on move as "
        "one. Ask before every merge: who is next? Somebody notes the distances: they are the "
        "heights of the tree."
    )
    none = np.empty((0, 2))
    return Sheet(title, task, opener, points, axes, none, rounds, traced)


def _distances(points: Floats) -> Round:
    """Return the table of all distances."""
    table = cdist(points, points)
    rows = tuple(
        (f"{i}", *(f"{table[i, j]:.2f}" if j < i else "" for j in range(len(points))))
        for i in range(len(points))
    )
    task = "Measure with a ruler, or compute: the distance of each pair, below the diagonal."
    heads = ("", *(f"{j}" for j in range(len(points))))
    return Round("Distances", task, "Distances in the units of the axes.", heads, rows, 1)


def _merging(points: Floats, traced: Trace) -> Round:
    """Return the table of merges, in which points stand for themselves."""
    tree = traced.tree
    assert tree is not None
    members = {i: [i] for i in range(len(points))}
    merged = []
    for step, (a, b) in enumerate(tree.children.tolist()):
        members[len(points) + step] = sorted(members[a] + members[b])
        names = [", ".join(map(str, members[one])) for one in sorted((a, b))]
        merged.append((f"{step + 1}", names[0], names[1], f"{tree.heights[step]:.2f}"))
    task = (
        "Merge the two clusters whose closest points are nearest. Write who merges, and at which "
        "distance. Then draw the tree, and cut it into two clusters: __________________________"
    )
    heads = ("merge", "cluster", "with", "distance")
    return Round("Merges", task, f"Cut into two: {_groups(traced)}.", heads, tuple(merged), 1)


def _groups(traced: Trace) -> str:
    """Write the clusters of a trace by the numbers of their points."""
    found = []
    for cluster in range(traced.n_clusters):
        numbers = ", ".join(str(i) for i in np.flatnonzero(traced.labels == cluster))
        found.append(f"{cluster_name(cluster)}: {numbers}")
    return "; ".join(found)


def _density(title: str, data: Callable[[], Floats], axes: tuple[str, ...]) -> Sheet:
    """Return DBSCAN by hand: who is within eps, who is core, who is reached."""
    least = 3
    for seed in range(_TRIES):
        points = _few(data, 14, 1, seed)
        gaps = cdist(points, points)
        apart = np.unique(gaps[gaps > 0])
        for eps in np.arange(0.3, 1.5, 0.1).round(1).tolist():
            clear = np.abs(apart - eps).min() > 0.015
            traced = trace(DBSCAN(eps=eps, min_samples=least), points)
            core = np.asarray(traced.core)
            border = int((traced.labels >= 0).sum() - core.sum())
            noise = int((traced.labels < 0).sum())
            claims = [
                len({int(c) for c in traced.labels[(gaps[i] <= eps) & core] if c >= 0})
                for i in np.flatnonzero(~core)
            ]
            if clear and traced.n_clusters == 2 and border and noise and max(claims) == 1:
                return _density_sheet(title, points, axes, eps, least, traced)
    raise AssertionError(f"no points of {title} are clear")


def _density_sheet(
    title: str, points: Floats, axes: tuple[str, ...], eps: float, least: int, traced: Trace
) -> Sheet:
    gaps, core = cdist(points, points), np.asarray(traced.core)
    rows = []
    for i in range(len(points)):
        within = ", ".join(str(j) for j in np.flatnonzero(gaps[i] <= eps))
        label = int(traced.labels[i])
        kind = "core" if core[i] else "border" if label >= 0 else "noise"
        rows.append((f"{i}", within, kind, cluster_name(label) if label >= 0 else "-"))
    table = Round(
        f"eps = {eps:g}, min_samples = {least}",
        "Write who is within eps of each point, the point itself counted. A core point has at "
        f"least {least}. Border points are within eps of a core point. The rest is noise. Then "
        "name the clusters.",
        f"{traced.n_clusters} clusters. {_groups(traced)}.",
        ("point", "within eps", "core, border or noise", "cluster"), tuple(rows), 1,
    )  # fmt: skip
    task = (
        f"{len(points)} points of the lesson's data. Do DBSCAN by hand with eps = {eps:g} and "
        f"min_samples = {least}: draw a circle of radius {eps:g} around each point, and count.\n"
        "Before you begin: how many clusters do you expect? ______   Which points will be noise? "
        "____________"
    )
    opener = (
        f"Cut the cards out, and tape them to the floor at their places, two steps for each unit. "
        f"Each learner on a card holds a string as long as {eps:g} units. Who reaches {least} "
        "people, oneself counted, raises a hand: a core point. Core points who reach each other "
        "take hands. Who is only reached joins; who is alone is noise."
    )
    none = np.empty((0, 2))
    return Sheet(title, task, opener, points, axes, none, (table,), traced)


def _mixture(title: str) -> Sheet:
    """Return one E step and one M step of two bells by hand."""
    rng = np.random.default_rng(0)
    points = np.sort(np.round(np.concatenate([rng.normal(9, 1, 5), rng.normal(14, 1.5, 4)]), 0))
    points = np.unique(points)[:, None]
    means, spread = np.array([8.0, 12.0]), 2.0
    model = GaussianMixture(
        2, means_init=means[:, None], weights_init=[0.5, 0.5],
        precisions_init=np.full((2, 1, 1), 1 / spread**2), max_iter=50,
    )  # fmt: skip
    traced = trace(model, points)
    density = np.exp(-((points - means) ** 2) / (2 * spread**2)) / (spread * np.sqrt(2 * np.pi))
    shares = density / density.sum(axis=1, keepdims=True)
    rows = tuple(
        (f"{i}", f"{x:g}", *(f"{d:.3f}" for d in one), *(f"{s:.2f}" for s in share))
        for i, (x, one, share) in enumerate(zip(points[:, 0], density, shares, strict=True))
    )
    moved = (shares * points).sum(axis=0) / shares.sum(axis=0)
    table = Round(
        "E step, then the means of the M step",
        "Two bells of the same weight, with means 8 and 12 and standard deviation 2. Their heights "
        "at each fish are given. Write each bell's share: its height over the sum of both. Then "
        "the new means, each fish counted by its share: A ________  B ________",
        f"New means: A {moved[0]:.2f}, B {moved[1]:.2f}.",
        ("fish", "length in cm", "height of A", "height of B", "share of A", "share of B"),
        rows, 4,
    )  # fmt: skip
    task = (
        f"{len(points)} fish of two kinds, by their length in cm. Which kind is which can't be "
        "seen. Do one round of expectation and maximization by hand.\n"
        "Before you begin: which fish will be shared most evenly? ______   Which way will each "
        "mean move? ______"
    )
    opener = (
        "Cut the cards out, and put them in a row by length. Two learners are the bells, at 8 and "
        "at 12. Every card is torn in two, at the place that its shares tell: each bell gets its "
        "part. Then each bell moves to the balance point of what it holds."
    )
    return Sheet(title, task, opener, points, ("length in cm",), means[:, None], (table,), traced)


_PLANE: Final = ("x1", "x2")
_SHEETS: Final[dict[str, Callable[[], Sheet]]] = {
    "00_start_here": lambda: _k_means("k-means by hand, two centers", _blobs, _PLANE, k=2, n=9),
    "01_blobs": lambda: _k_means("k-means by hand", _blobs, _PLANE),
    "02_how_many_clusters": lambda: _k_means("Four centers by hand", _blobs, _PLANE, k=4),
    "03_digits": lambda: _k_means(
        "Zeros and ones by hand", _digits, ("ink in the middle", "ink at the sides"), k=2, n=10
    ),
    "04_mnist_minibatch": lambda: _k_means("All points each round", _blobs, _PLANE, k=3, n=10),
    "05_customer_segmentation": lambda: _k_means(
        "Customers by hand", _customers, ("income, thousand $", "score"), k=3, n=10, decimals=0
    ),
    "06_image_compression": lambda: _k_means(
        "Gray values by hand", _grays, ("gray value",), k=2, n=10, decimals=0
    ),
    "07_hierarchical": lambda: _merges("Single linkage by hand", _noise, _PLANE),
    "08_density": lambda: _density("DBSCAN by hand", _moons, _PLANE),
    "09_mixtures": lambda: _mixture("Two bells by hand"),
    "11_land_cover": lambda: _k_means(
        "Pixels by hand", _bands, ("red, %", "near infrared, %"), k=3, n=10, decimals=0
    ),
}
