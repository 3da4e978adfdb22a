"""Exercises blobs-4 and blobs-5: compare two labelings, and write k-means whole."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, number, numbers, result


def _verify_agreement(agreement: Any) -> str:
    measure = function(agreement, "agreement")

    def of(a: Any, b: Any) -> float:
        return number(result(measure(a.copy(), b.copy())), "What agreement returns")

    for seed in range(5):
        rng = np.random.default_rng(seed)
        a = rng.permutation(np.repeat(np.arange(4), 100))
        renamed = (a + 1 + seed % 3) % 4
        same = of(a, renamed)
        if abs(same - 1) > 1e-6:
            if abs(same - np.mean(a == renamed)) < 1e-6:
                raise Mistake(
                    "You compared the numbers themselves. Cluster 0 of one run may be cluster 2 "
                    "of another: the groups are the same, and the result should be 1."
                )
            raise Mistake(f"The same groups under other numbers should give 1, not {same:.2f}.")
        _judge_differences(of, a, rng)
    return "It sees groups, not numbers: renaming changes nothing, and chance earns nothing."


def _judge_differences(of: Any, a: Any, rng: Any) -> None:
    split = np.where((a == 0) & (rng.random(len(a)) < 0.5), 4, a)
    if max(of(a, split), of(split, a)) > 0.999:
        raise Mistake(
            "One group was split in two, and your measure did not see it in one direction. "
            "Look for a score that treats both labelings alike."
        )
    chance = of(a, rng.permutation(a))
    if chance > 0.999:
        raise Mistake(
            "Shuffled labels got 1 as well: equal sizes or counts do not make equal groups."
        )
    if chance > 0.5:
        raise Mistake(
            f"Labels drawn by chance still earn {chance:.2f}. "
            "Take off what chance alone gives: the adjusted score does."
        )


def _matched_share(a: Any, b: Any) -> float:
    """Return the share of points that agree under the best matching of labels."""
    from scipy.optimize import linear_sum_assignment
    from sklearn.metrics import confusion_matrix

    table = confusion_matrix(a, b)
    return float(table[linear_sum_assignment(-table)].sum() / len(a))


def _right_measure(seed: int) -> tuple[Any]:
    from sklearn import metrics

    choices = (
        metrics.adjusted_rand_score,
        metrics.adjusted_mutual_info_score,
        metrics.v_measure_score,
        _matched_share,
    )
    return (choices[seed % len(choices)],)


def _metric(name: str) -> tuple[Any]:
    from sklearn import metrics

    return (getattr(metrics, name),)


AGREEMENT: Final = Exercise(
    key="blobs-4",
    title="Same groups, other numbers",
    level="build",
    fading="faded",
    objectives=("compare",),
    hints=(
        "Which cluster is called 0 is arbitrary. Ask of a pair of points: together or apart?",
        "sklearn.metrics has scores that count pairs. One of them takes off what chance gives.",
        "from sklearn.metrics import adjusted_rand_score, and return adjusted_rand_score(a, b).",
    ),
    verify=_verify_agreement,
    solution=_right_measure,
    wrong=(
        Wrong(
            "accuracy without matching labels",
            lambda: (lambda a, b: np.mean(a == b),),
            "numbers themselves",
        ),
        Wrong("one-sided score", lambda: _metric("homogeneity_score"), "one direction"),
        Wrong(
            "sizes only",
            lambda: (
                lambda a, b: float(
                    np.array_equal(np.sort(np.bincount(a)), np.sort(np.bincount(b)))
                ),
            ),
            "equal sizes",
        ),
        Wrong("chance not taken off", lambda: _metric("rand_score"), "by chance"),
        Wrong("a distance", lambda: (lambda a, b: 0.3,), "should give 1, not"),
        Wrong("the score, not the function", lambda: (1.0,), "function itself"),
    ),
)


def _nearest(X: Any, centers: Any) -> Any:
    return ((X[:, None] - centers) ** 2).sum(axis=2).argmin(axis=1)


def _groups(X: Any, labels: Any, k: int, middle: Any = np.mean) -> Any:
    return np.array([middle(X[labels == j], axis=0) for j in range(k)])


def _lloyd(X: Any, centers: Any, middle: Any = np.mean, rounds: int = 300) -> tuple[Any, Any]:
    """Run k-means from given centers; `rounds` and `middle` make the known wrong answers."""
    labels = None
    for _ in range(rounds):
        new = _nearest(X, centers)
        if labels is not None and np.array_equal(new, labels):
            break
        labels, centers = new, _groups(X, new, len(centers), middle)
    return labels, centers


def _shapes() -> list[tuple[Any, Any]]:
    """Draw data and starts on which k-means takes several rounds and no cluster empties."""
    drawn: list[tuple[Any, Any]] = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        X = rng.normal(size=(90, 2)) + rng.choice([-4.0, 0.0, 4.0], size=(90, 1))
        start = X[rng.choice(90, size=3, replace=False)]
        if not np.array_equal(_lloyd(X, start, rounds=4)[0], _lloyd(X, start)[0]):
            drawn.append((X, start))
    return drawn[:5]


def _verify_kmeans(my_kmeans: Any) -> str:
    run = function(my_kmeans, "my_kmeans")
    for X, start in _shapes():
        given = result(run(X.copy(), start.copy()))
        if not (isinstance(given, tuple | list) and len(given) == 2):
            raise Mistake("Return two things: return labels, centers.")
        labels, centers = numbers(given[0], "labels"), numbers(given[1], "centers")
        _judge_kmeans(X, start, labels, centers)
    return "The same groups and centers as scikit-learn, from every start that was tried."


def _judge_kmeans(X: Any, start: Any, labels: Any, centers: Any) -> None:
    from sklearn.metrics import adjusted_rand_score

    if labels.shape == start.shape and centers.shape == (len(X),):
        raise Mistake("The two are in the other order: return labels first, then centers.")
    if labels.shape != (len(X),) or centers.shape != start.shape:
        raise Mistake(
            f"labels should have shape ({len(X)},) and centers {start.shape}; "
            f"they have {labels.shape} and {centers.shape}."
        )
    true_labels, true_centers = _lloyd(X, start)
    same_groups = adjusted_rand_score(true_labels, labels) == 1
    if same_groups and _same_rows(centers, true_centers):
        return
    raise Mistake(_why_not(X, start, labels, centers, same_groups))


def _same_rows(a: Any, b: Any) -> bool:
    """Tell whether two sets of centers are the same in any order."""
    from scipy.optimize import linear_sum_assignment

    gaps = ((a[:, None] - b) ** 2).sum(axis=2)
    if not np.isfinite(gaps).all():
        return False
    rows, columns = linear_sum_assignment(gaps)
    return bool(np.allclose(a[rows], b[columns], atol=1e-3))


def _why_not(X: Any, start: Any, labels: Any, centers: Any, same_groups: bool) -> str:
    if not np.isfinite(centers).all():
        return "A center became NaN: its cluster ran empty, or grew without end. Is it a mean?"
    if np.array_equal(labels, _lloyd(X, start, rounds=1)[0]):
        return "It stops after one round. Repeat both half-steps until no label changes."
    if _same_rows(centers, _lloyd(X, start, np.median)[1]):
        return "Your centers are medians: that is k-medians. K-means takes the mean."
    if same_groups:
        return "The groups are right, but the centers are not the means of these groups."
    if np.allclose(centers, _groups(X, labels, len(centers), np.sum)):
        return "Your centers are sums, and left the data: divide by the number of points."
    distances = ((X[:, None] - centers) ** 2).sum(axis=2)
    if (distances.argmax(axis=1) == labels).mean() > 0.5:
        return "Points join their farthest center. Take argmin, the nearest."
    return (
        "It stops while points still change cluster. Compare the labels of this round with the "
        "last one, and stop when they are equal."
    )


def _sums(X: Any, start: Any) -> Any:
    return _lloyd(X, start, np.sum, rounds=6)


def _farthest(X: Any, start: Any) -> Any:
    labels = ((X[:, None] - start) ** 2).sum(axis=2).argmax(axis=1)
    return labels, start


def _renamed(seed: int) -> tuple[Any]:
    def my_kmeans(X: Any, centers: Any) -> Any:
        order = np.random.default_rng(seed).permutation(len(centers))
        return _lloyd(X, centers[order])

    return (my_kmeans,)


OWN: Final = Exercise(
    key="blobs-5",
    title="k-means, whole and your own",
    level="build",
    fading="own",
    objectives=("step", "converge"),
    hints=(
        "Two half-steps in a loop: labels from centers, then centers from labels.",
        "Keep the labels of the last round. When the new ones are equal, nothing can move again.",
        "squared = ((X[:, None] - centers) ** 2).sum(axis=2); new = squared.argmin(axis=1); "
        "if np.array_equal(new, labels): break; then the mean of X[labels == j] for each j.",
    ),
    verify=_verify_kmeans,
    solution=_renamed,
    wrong=(
        Wrong("one round", lambda: (lambda X, c: _lloyd(X, c, rounds=1),), "after one round"),
        Wrong("too few rounds", lambda: (lambda X, c: _lloyd(X, c, rounds=3),), "still change"),
        Wrong("sum instead of mean", lambda: (_sums,), "left the data"),
        Wrong("median", lambda: (lambda X, c: _lloyd(X, c, np.median),), "medians"),
        Wrong("farthest center", lambda: (_farthest,), "farthest"),
        Wrong(
            "the start as centers", lambda: (lambda X, c: (_lloyd(X, c)[0], c),), "not the means"
        ),
        Wrong("other order", lambda: (lambda X, c: _lloyd(X, c)[::-1],), "other order"),
        Wrong("labels only", lambda: (lambda X, c: _lloyd(X, c)[0],), "two things"),
        Wrong(
            "centers of one number",
            lambda: (lambda X, c: (_lloyd(X, c)[0], _lloyd(X, c)[1].mean(axis=1)),),
            "should have shape",
        ),
    ),
)
