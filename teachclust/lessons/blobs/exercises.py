"""The exercises of lesson 01_blobs, in the lesson's order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn import metrics
from sklearn.base import ClusterMixin, clone
from sklearn.cluster import BisectingKMeans, KMeans, MiniBatchKMeans
from sklearn.datasets import load_iris
from sklearn.metrics import adjusted_rand_score, confusion_matrix

from teachclust.datasets import make_hard_start
from teachclust.lessons.answers import (
    USE_OR_REFUSE,
    Blank,
    Choice,
    Function,
    FunctionAnswer,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    learners_code,
    read_number,
    read_numbers,
)
from teachclust.lessons.exercise import Answers, Exercise, Wrong
from teachclust.lessons.reasons import Reason
from teachclust.threads import threads_for

Points = tuple[int, ...]

_SHARES: Final = {0.25: "a quarter", 1 / 3: "a third", 0.5: "half"}


def _squares_sum(points: Points, center: float) -> float:
    return sum((point - center) ** 2 for point in points)


def inertia_exercise(left: Points, right: Points, centers: tuple[int, int]) -> Exercise:
    """Return the exercise about inertia by hand, of points on a line.

    `left` are the points nearer to the first center, `right` those nearer to the second. The means
    of both are whole numbers.
    """
    means = (sum(left) // len(left), sum(right) // len(right))
    gaps = [abs(p - c) for part, c in zip((left, right), centers, strict=True) for p in part]
    later = [abs(p - m) for part, m in zip((left, right), means, strict=True) for p in part]
    assigned, updated = sum(g * g for g in gaps), sum(g * g for g in later)
    n, cut = len(gaps), (assigned - updated) / assigned
    close = min((*left, *right), key=lambda p: abs(abs(p - centers[0]) - abs(p - centers[1])))
    return Exercise(
        key="blobs-1",
        title="Inertia by hand",
        level="respond",
        fading="worked",
        objectives=("step",),
        hints=(
            f"Which center, {centers[0]} or {centers[1]}, is nearer to each point? "
            f"Look twice at point {close}.",
            f"Points {_listed(left)} join the center on {centers[0]}; points {_listed(right)} join "
            f"the center on {centers[1]}. Now square the {_WORDS[n]} gaps and add them.",
            f"The gaps are {_listed(gaps[: len(left)])} and {_listed(gaps[len(left) :])}. After "
            f"the update the centers stand on {means[0]} and {means[1]}: gaps "
            f"{_listed(later[: len(left)])} and {_listed(later[len(left) :])}.",
        ),
        answers=_inertias(assigned, updated),
        together=_inertia_slips(left, centers, means, gaps, later),
        praise=f"{assigned}, then {updated}: moving each center to its mean took "
        f"{_SHARES.get(cut, f'{cut:.0%}')} off the inertia.",
    )


def _inertia_slips(
    left: Points,
    centers: tuple[int, int],
    means: tuple[int, int],
    gaps: Sequence[int],
    later: Sequence[int],
) -> dict[Answers, str]:
    """Return the wrong pairs that learners give, from the gaps before and after the update."""
    n, assigned, updated = len(gaps), sum(g * g for g in gaps), sum(g * g for g in later)
    slips = {
        (float(sum(gaps)), float(sum(later))): (
            "These are plain distances added up. Inertia adds up squared distances."
        ),
        (assigned / n, updated / n): (
            f"These are means of the squares. Inertia is their sum, over all {_WORDS[n]} points."
        ),
        (float(updated), float(assigned)): (
            "The two are the other way round: assigning comes first, and the update then lowers it."
        ),
        (float(assigned), float(assigned)): (
            f"You kept the old centers. The update moves them to {means[0]} and {means[1]}; "
            "measure from there."
        ),
        (float(updated), float(updated)): (
            "Both were measured after the update. The assignment alone leaves the centers "
            f"on {centers[0]} and {centers[1]}."
        ),
        (_squares_sum(left, centers[0]), _squares_sum(left, means[0])): (
            "That is the left group alone. Inertia counts the points of every cluster."
        ),
    }
    return {pair: says for pair, says in slips.items() if pair != (assigned, updated)}


def _inertias(assigned: int, updated: int) -> tuple[NumericAnswer, NumericAnswer]:
    return (
        NumericAnswer(
            "after_assign",
            assigned,
            near=0.01,
            another=assigned - 3,
            fallback="after_assign is not {given:g}. Write each point's gap to its nearest "
            "center, square each gap, then add them up.",
        ),
        NumericAnswer(
            "after_update",
            updated,
            near=0.01,
            another=updated + 2,
            fallback="after_assign is right; after_update is not {given:g}. "
            "Move each center to the mean of its points before you measure.",
        ),
    )


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


_WORDS: Final = {5: "five"}
INERTIA: Final = inertia_exercise((1, 3, 5), (9, 11), (2, 9))

_SEEDS: Final = 20
#: one miss is allowed: a good answer may be unlucky in one seed of twenty
_ENOUGH: Final = _SEEDS - 1
_K: Final = 4
_BASE: Final = KMeans(n_clusters=_K, init="random", n_init=1, random_state=0).get_params()
#: what an answer may differ in besides the one parameter: no seed decides, nothing is copied
_FREE: Final = ("random_state", "verbose", "copy_x")


def _try_model(model: Any, name: str) -> tuple[dict[str, Any], int]:
    """Return the parameters of a model, and the number of seeds that reach the best inertia."""
    _require_kmeans(model)
    params = model.get_params()
    if any(value is ... for value in params.values()):
        raise Blank
    if params["n_clusters"] != _K:
        raise Mistake(
            "More clusters always lower inertia, but that answers another question. Keep four."
        )
    if not isinstance(params["init"], str):
        raise Mistake(
            "This start was placed by hand, or by code of yours. With more than two features "
            "nobody sees where to place centers. Change another parameter."
        )
    with learners_code():
        return params, _reached(model)


def _require_kmeans(model: Any) -> None:
    """Raise `Mistake` for a class, another estimator, or what a fit returned."""
    if isinstance(model, type):
        raise Mistake(f"{model.__name__} is the class. Call it: model = KMeans(...).")
    if isinstance(model, ClusterMixin) and not isinstance(model, KMeans):
        raise Mistake(
            f"{type(model).__name__} is another method. Keep KMeans, and change one of its "
            "parameters."
        )
    if not isinstance(model, KMeans):
        raise Mistake("Give the model itself, not its result: model = KMeans(...), without .fit.")


def _changed(params: dict[str, Any]) -> list[str]:
    """Return the parameters that differ from the model of the text, those that may differ aside."""
    return [name for name, value in _BASE.items() if name not in _FREE and params[name] != value]


def _judge_restarts(tried: tuple[dict[str, Any], int]) -> None:
    params, reached = tried
    changed = _changed(params)
    if len(changed) > 1:
        raise Mistake(
            f"You changed {', '.join(changed[:-1])} and {changed[-1]}. Change one, and leave the "
            "others as the text has them: then you know which one helped."
        )
    if reached < _ENOUGH:
        raise Mistake(f"{_why_stuck(params)} {reached} of {_SEEDS} seeds reach the best inertia.")


def _reached(model: Any) -> int:
    """Count the seeds from which a model finds the best split of the hard data."""
    X, _ = make_hard_start(return_X_y=True)
    with threads_for(X.size * _K):
        best = KMeans(_K, n_init=50, random_state=0).fit(X).inertia_
        ends = [
            clone(model).set_params(random_state=seed).fit(X).inertia_ for seed in range(_SEEDS)
        ]
    return int(np.sum(np.array(ends) <= best * 1.001))


def _why_stuck(params: dict[str, Any]) -> str:
    if params["max_iter"] != 300:
        return (
            "max_iter lets one start walk longer, but a stuck start has already stopped: no "
            "half-step can improve it."
        )
    if params["tol"] != 1e-4:
        return "tol says when a walk counts as settled. It does not give the walk another start."
    if params["random_state"] not in (None, 0):
        return "A lucky seed is luck on these data only: the check tries other seeds as well."
    if params["algorithm"] != "lloyd":
        return "The algorithm changes how fast the same steps are computed, not where they end."
    if params["n_init"] not in (1, "auto"):
        return "More starts is the right idea; these are still too few."
    if params["init"] == "k-means++":
        return "Centers far apart help, but one draw can still go wrong."
    return "Nothing has changed yet: this is one start, drawn anywhere."


def _kmeans(**params: Any) -> tuple[Any]:
    given = {"n_clusters": _K, "init": "random", "n_init": 1, "random_state": 0} | params
    return (KMeans(**given),)


def _right_model(seed: int) -> Answers:
    if seed % 4 == 3:
        return _kmeans(init="k-means++", random_state=seed)
    return _kmeans(n_init=20 + seed, random_state=None if seed % 3 else seed)


RESTARTS: Final = Exercise(
    key="blobs-2",
    title="Make the start harmless",
    level="change",
    fading="faded",
    objectives=("start",),
    hints=(
        "A settled start will not move again. What could you have more of, besides steps?",
        "KMeans has one parameter for the number of starts, and another for how they are drawn.",
        "n_init is how often k-means starts; the lowest inertia is kept. What number would you "
        "trust, if one start in three ends best?",
    ),
    answers=(OtherAnswer("model", _judge_restarts, read_by=_try_model),),
    praise=lambda tried: (
        f"{tried[1]} of {_SEEDS} seeds now reach the best inertia. You changed "
        f"{_changed(tried[0])[0]} alone."
    ),
    right=_right_model,
    wrong=(
        Wrong("max_iter instead of n_init", _kmeans(max_iter=3000), "walk longer"),
        Wrong("tol instead of n_init", _kmeans(tol=0), "counts as settled"),
        Wrong("a lucky seed", _kmeans(random_state=7), "lucky seed"),
        Wrong("more clusters", _kmeans(n_clusters=8, n_init=10), "another question"),
        Wrong(
            "two parameters", _kmeans(init="k-means++", n_init=30), "You changed init and n_init"
        ),
        Wrong(
            "placed by hand",
            _kmeans(init=np.array([[-6.0, 2], [-6, -2], [6, 2], [6, -2]])),
            "placed by hand",
        ),
        Wrong("another algorithm", _kmeans(algorithm="elkan"), "how fast"),
        Wrong("nothing changed", _kmeans(), "Nothing has changed"),
        Wrong("two starts", _kmeans(n_init=2), "still too few"),
        Wrong("the labels", (np.zeros(160),), "Give the model itself"),
        Wrong("another method", (MiniBatchKMeans(4, n_init=10),), "is another method"),
        Wrong("the class", (KMeans,), "is the class"),
    ),
)


def _judge_drawing(draw: Function) -> None:
    rng = np.random.default_rng(0)
    for size in (7, 12, 30):
        X = rng.normal(size=(size, 2)) * 3
        center = X[0].copy()
        _judge_chances(read_numbers(draw(X.copy(), center.copy()), "The result"), X, center)


def _judge_chances(given: Any, X: Any, center: Any) -> None:
    squared = ((X - center) ** 2).sum(axis=1)
    right = squared / squared.sum()
    if given.shape != right.shape:
        raise Mistake(
            f"There should be one chance for each of the {len(X)} points; the shape is "
            f"{given.shape}. Add up each row on its own: axis=1."
        )
    if np.allclose(given, right):
        return
    if np.allclose(given, given[0]) and given[0] != 0:
        raise Mistake("Every point has the same chance here: that is init='random'.")
    plain = np.sqrt(squared)
    if np.allclose(given, plain / plain.sum()):
        raise Mistake("These grow as the distance. k-means++ squares it, so far points weigh more.")
    if np.allclose(given * squared.sum(), right * given.sum() * squared.sum()):
        raise Mistake("The proportions are right, but chances must add up to 1. Divide by the sum.")
    if given.argmax() != right.argmax():
        raise Mistake("The farthest point should be the likeliest. Yours is another one.")
    raise Mistake("Not squared distance over its sum: the first few should be near " + _few(right))


def _few(values: Any) -> str:
    return ", ".join(f"{value:.3f}" for value in values[:3]) + "."


def _squares(X: Any, center: Any) -> Any:
    return ((X - center) ** 2).sum(axis=1)


def _normed(values: Any) -> Any:
    return values / values.sum()


CHANCES: Final = Exercise(
    key="blobs-3",
    title="How k-means++ draws the second center",
    level="build",
    fading="faded",
    objectives=("start",),
    hints=(
        "For each point you need one number: how far it is from the first center, squared.",
        "gap ** 2 squares both columns. What adds up the two columns of each row?",
        "squared = (gap ** 2).sum(axis=1)",
    ),
    answers=(FunctionAnswer("draw_chances", _judge_drawing),),
    praise="The chance is proportional to the squared distance, so far blobs get a center of "
    "their own.",
    right=((lambda X, center: _normed(_squares(X, center)),),),
    wrong=(
        Wrong(
            "distance, not squared",
            (lambda X, c: _normed(np.sqrt(_squares(X, c))),),
            "grow as the distance",
        ),
        Wrong("not divided by the sum", (_squares,), "add up to 1"),
        Wrong("sum without axis", (lambda X, c: ((X - c) ** 2).sum(),), "axis=1"),
        Wrong("uniform", (lambda X, c: np.full(len(X), 1 / len(X)),), "init='random'"),
        Wrong(
            "nearest is likeliest",
            (lambda X, c: _normed(1 / (1 + _squares(X, c))),),
            "farthest point should be",
        ),
        Wrong("cubed", (lambda X, c: _normed(_squares(X, c) ** 1.5),), "first few should be"),
    ),
)


def _judge_agreement(measure: Function) -> None:

    def of(a: Any, b: Any) -> float:
        return read_number(measure(a.copy(), b.copy()), "What agreement returns")

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
        split = np.where((a == 0) & (rng.random(len(a)) < 0.5), 4, a)
        if max(of(a, split), of(split, a)) > 0.999:
            raise Mistake(
                "One group was split in two, and your measure did not see it in one direction. "
                "Look for a score that treats both labelings alike."
            )
    _judge_chance(of)


#: groups and points in each: many small groups agree by chance in more than few large ones
_BY_CHANCE: Final = ((4, 100), (20, 3))
_NEAR_ZERO: Final = 0.15


def _judge_chance(of: Any) -> None:
    """Raise `Mistake` if labels drawn by chance earn more than next to nothing, on average."""
    for groups, size in _BY_CHANCE:
        rng = np.random.default_rng(groups)
        a = np.repeat(np.arange(groups), size)
        chance = float(np.mean([of(a, rng.permutation(a)) for _ in range(10)]))
        if chance > 0.999:
            raise Mistake(
                "Shuffled labels got 1 as well: equal sizes or counts do not make equal groups."
            )
        if abs(chance) > _NEAR_ZERO:
            raise Mistake(
                f"With {groups} groups of {size}, labels drawn by chance still earn {chance:.2f}. "
                "Take off what chance alone gives: the adjusted scores do."
            )


def _matched_share(a: Any, b: Any) -> float:
    """Return the share of points that agree under the best matching of labels."""
    table = confusion_matrix(a, b)
    return float(table[linear_sum_assignment(-table)].sum() / len(a))


AGREEMENT: Final = Exercise(
    key="blobs-4",
    title="Same groups, other numbers",
    level="build",
    fading="faded",
    objectives=("compare",),
    hints=(
        "Which cluster is called 0 is arbitrary. Ask of a pair of points: together or apart?",
        "sklearn.metrics has scores that count pairs. One of them takes off what chance gives.",
        "Look for a name that begins with adjusted_ and takes two lists of labels.",
    ),
    answers=(FunctionAnswer("agreement", _judge_agreement),),
    praise="It sees groups, not numbers. Renaming changes nothing, and chance earns next to "
    "nothing.",
    right=((metrics.adjusted_rand_score,), (metrics.adjusted_mutual_info_score,)),
    wrong=(
        Wrong(
            "accuracy without matching labels",
            (lambda a, b: np.mean(a == b),),
            "numbers themselves",
        ),
        Wrong("one-sided score", (metrics.homogeneity_score,), "one direction"),
        Wrong(
            "sizes only",
            (lambda a, b: float(np.array_equal(np.sort(np.bincount(a)), np.sort(np.bincount(b)))),),
            "equal sizes",
        ),
        Wrong("chance not taken off", (metrics.rand_score,), "4 groups of 100, labels drawn by"),
        Wrong(
            "chance in small groups",
            (metrics.normalized_mutual_info_score,),
            "20 groups of 3, labels drawn by",
        ),
        Wrong("a distance", (lambda a, b: 0.3,), "should give 1, not"),
    ),
)


def _nearest(X: Any, centers: Any, power: float = 2) -> Any:
    return (np.abs(X[:, None] - centers) ** power).sum(axis=2).argmin(axis=1)


def _groups(X: Any, labels: Any, k: int, middle: Any = np.mean) -> Any:
    return np.array([middle(X[labels == j], axis=0) for j in range(k)])


def _lloyd(
    X: Any, centers: Any, middle: Any = np.mean, rounds: int = 300, power: float = 2
) -> tuple[Any, Any]:
    """Run k-means from given centers; what else can be set makes the known wrong answers."""
    labels = None
    for _ in range(rounds):
        new = _nearest(X, centers, power)
        if labels is not None and np.array_equal(new, labels):
            break
        labels, centers = new, _groups(X, new, len(centers), middle)
    return labels, centers


def _shapes() -> list[tuple[Any, Any]]:
    """Draw data and starts on which k-means takes several rounds and no cluster empties.

    The last takes many: a fixed number of rounds such as 10 ends too early there.
    """
    drawn: list[tuple[Any, Any]] = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        X = rng.normal(size=(90, 2)) + rng.choice([-4.0, 0.0, 4.0], size=(90, 1))
        start = X[rng.choice(90, size=3, replace=False)]
        if not np.array_equal(_lloyd(X, start, rounds=4)[0], _lloyd(X, start)[0]):
            drawn.append((X, start))
    return [*drawn[:5], _many_rounds()]


def _many_rounds() -> tuple[Any, Any]:
    """Return points spread evenly over a long strip, with a start at one of its ends."""
    X = np.random.default_rng(0).uniform([0.0, 0.0], [40.0, 1.0], size=(400, 2))
    return X, X[np.argsort(X[:, 0])[[0, 20, 40]]]


@contextmanager
def _by_hand() -> Iterator[None]:
    """Refuse code that lets scikit-learn fit: the exercise asks to write it."""
    called: list[bool] = []
    original = {model: model.fit for model in (KMeans, MiniBatchKMeans, BisectingKMeans)}

    def noting(fit: Any) -> Any:
        def noted(*args: Any, **kwargs: Any) -> Any:
            called.append(True)
            return fit(*args, **kwargs)

        return noted

    try:
        for model, fit in original.items():
            model.fit = noting(fit)
        yield
    finally:
        for model, fit in original.items():
            model.fit = fit
    if called:
        raise Mistake(
            "This lets scikit-learn do it. Write the two half-steps yourself: labels from centers, "
            "then centers from labels."
        )


def _judge_own(run: Function) -> None:
    for X, start in _shapes():
        with _by_hand():
            given = run(X.copy(), start.copy())
        if not (isinstance(given, tuple | list) and len(given) == 2):
            raise Mistake("Return two things: return labels, centers.")
        labels, centers = read_numbers(given[0], "labels"), read_numbers(given[1], "centers")
        _judge_kmeans(X, start, labels, centers)


def _judge_kmeans(X: Any, start: Any, labels: Any, centers: Any) -> None:
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
    raise Mistake(_why_other_ends(X, start, labels, centers, same_groups))


def _same_rows(a: Any, b: Any) -> bool:
    """Tell whether two sets of centers are the same in any order."""
    gaps = ((a[:, None] - b) ** 2).sum(axis=2)
    if not np.isfinite(gaps).all():
        return False
    rows, columns = linear_sum_assignment(gaps)
    return bool(np.allclose(a[rows], b[columns], atol=1e-3))


def _why_other_ends(X: Any, start: Any, labels: Any, centers: Any, same_groups: bool) -> str:
    if not np.isfinite(centers).all():
        return "A center became NaN: its cluster ran empty, or grew without end. Is it a mean?"
    for says, slipped in _OTHER_ENDS:
        other_labels, other_centers = slipped(X, start)
        if np.array_equal(labels, other_labels) and _same_rows(centers, other_centers):
            return says
    if same_groups:
        return "The groups are right, but the centers are not the means of these groups."
    if np.allclose(centers, _groups(X, labels, len(centers), np.sum)):
        return "Your centers are sums, and left the data: divide by the number of points."
    distances = ((X[:, None] - centers) ** 2).sum(axis=2)
    if (distances.argmax(axis=1) == labels).mean() > 0.5:
        return "Points join their farthest center. Take argmin, the nearest."
    if not _same_rows(_groups(X, labels, len(centers)), centers):
        return "At the end the centers are not the means of the groups that you return with them."
    if np.array_equal(_nearest(X, centers), labels):
        return (
            "It settles, but elsewhere than k-means does from the given centers. Start from "
            "`centers`, not from others."
        )
    return (
        "It stops while points still change cluster. Compare the labels of this round with the "
        "last one, and stop when they are equal."
    )


_MEDIANS: Final = "Your centers are medians: that is k-medians. K-means takes the mean."
_OTHER_ENDS: Final[tuple[tuple[str, Callable[..., tuple[Any, Any]]], ...]] = (
    (
        "It stops after one round. Repeat both half-steps until no label changes.",
        lambda X, start: _lloyd(X, start, rounds=1),
    ),
    (_MEDIANS, lambda X, start: _lloyd(X, start, np.median)),
    (_MEDIANS, lambda X, start: _lloyd(X, start, np.median, power=1)),
    (
        "Your points join by the sum of the absolute differences. K-means adds up their squares.",
        lambda X, start: _lloyd(X, start, power=1),
    ),
)


def _wrapped(X: Any, start: Any) -> Any:
    model = KMeans(len(start), init=start, n_init=1, tol=0).fit(X)
    return model.labels_, model.cluster_centers_


def _other_start(X: Any, start: Any) -> Any:
    return _lloyd(X, X[:3])


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
        "squared = ((X[:, None] - centers) ** 2).sum(axis=2) has a row for each point and a column "
        "for each center; argmin(axis=1) picks. Then the mean of X[labels == j] for each j.",
    ),
    answers=(FunctionAnswer("my_kmeans", _judge_own),),
    praise="The same groups and centers as scikit-learn, from every start that was tried.",
    right=_renamed,
    wrong=(
        Wrong("one round", (lambda X, c: _lloyd(X, c, rounds=1),), "after one round"),
        Wrong("too few rounds", (lambda X, c: _lloyd(X, c, rounds=3),), "still change"),
        Wrong("ten rounds", (lambda X, c: _lloyd(X, c, rounds=10),), "still change"),
        Wrong("sum instead of mean", (_sums,), "left the data"),
        Wrong("median", (lambda X, c: _lloyd(X, c, np.median),), "medians"),
        Wrong("farthest center", (_farthest,), "farthest"),
        Wrong("absolute differences", (lambda X, c: _lloyd(X, c, power=1),), "join by the sum"),
        Wrong("scikit-learn's own", (_wrapped,), "lets scikit-learn do it"),
        Wrong("another start", (_other_start,), "not from others"),
        Wrong("the start as centers", (lambda X, c: (_lloyd(X, c)[0], c),), "not the means"),
        Wrong("other order", (lambda X, c: _lloyd(X, c)[::-1],), "other order"),
        Wrong("labels only", (lambda X, c: _lloyd(X, c)[0],), "two things"),
        Wrong(
            "centers of one number",
            (lambda X, c: (_lloyd(X, c)[0], _lloyd(X, c)[1].mean(axis=1)),),
            "should have shape",
        ),
    ),
)


def _species_agreement() -> float:
    """Return how well k-means on the sepals agrees with the species."""
    data, species = load_iris(return_X_y=True)
    with threads_for(data.size):
        groups = KMeans(n_clusters=3, n_init=10, random_state=0).fit_predict(data[:, :2])
    return float(adjusted_rand_score(species, groups))


_BOXES: Final = (
    "Use it for boxes: all 100 starts end within 1 % of the best, so the three sizes are no luck. "
    "Refuse it for species: the border share is 0.31, so the groups touch, and nothing here shows "
    "that nature drew these lines."
)
_NEITHER: Final = (
    "Refuse both: 0.65 of the flowers are larger than their center in length or width, so a box of "
    "that size is too small for them. Use the largest flower of each group instead. And a border "
    "share of 0.31 shows no species."
)

DECIDE: Final = Exercise(
    key="blobs-6",
    title="Would you use k-means with three clusters?",
    level="respond",
    fading="own",
    objectives=("decide",),
    hints=(
        "Ask of each of them: is a useful division enough, or must the groups exist in nature?",
        "K-means always gives three groups. What did the border share say about these?",
        "A center is a mean. Who is served by a mean size, and who isn't?",
    ),
    answers=(
        Choice("box_maker", ("use", "refuse"), other=USE_OR_REFUSE),
        Choice("botanist", ("refuse", "use"), other=USE_OR_REFUSE),
        Reason(
            _BOXES,
            values={
                "share of flowers near a border": (0.31,),
                "starts that end within 1 % of the best": (100,),
                "share of flowers larger than their center": (0.65,),
            },
            models={"use for boxes, refuse for species": _BOXES, "refuse for both": _NEITHER},
            names=(
                "what the box maker gains, or who gets no box that fits",
                "what the botanist would claim, and whether these groups show it",
            ),
        ),
    ),
    together={
        ("refuse", "use"): (
            "Which of the two needs groups that exist in nature? K-means gives three groups to any "
            "data, so three groups alone show no species."
        ),
        ("use", "use"): (
            "All starts agreeing shows that the best split was found, not that it is a species. "
            "K-means gives three groups to any data."
        ),
    },
    praise=lambda box_maker, *_: (
        (
            "That can be defended: a useful division, and no discovery."
            if box_maker == "use"
            else "That can be defended: a box of mean size is too small for many, and three groups "
            "are no discovery."
        )
        + " The drawer opens: the groups agree with the species by "
        f"{_species_agreement():.1f} only (adjusted Rand index; equal groups give 1)."
    ),
    right=(("use", "refuse", _BOXES), ("Refuse", "refuse", _NEITHER)),
)

EXERCISES: Final = (INERTIA, RESTARTS, CHANCES, AGREEMENT, OWN, DECIDE)
