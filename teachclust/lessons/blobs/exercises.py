"""The exercises of lesson 01_blobs, in the lesson's order."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn import metrics
from sklearn.base import clone
from sklearn.cluster import KMeans
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

# points 1, 3, 5, 9, 11 and centers 2, 9: squares 1 + 1 + 9 and 0 + 4, then 4 + 0 + 4 and 1 + 1
INERTIA: Final = Exercise(
    key="blobs-1",
    title="Inertia by hand",
    level="respond",
    fading="worked",
    objectives=("step",),
    hints=(
        "Which center, 2 or 9, is nearer to each point? Only point 5 is a close call.",
        "Points 1, 3, 5 join the center on 2; points 9, 11 join the center on 9. "
        "Now square the five gaps and add them.",
        "The gaps are 1, 1, 3 and 0, 2. After the update the centers stand on 3 and 10: "
        "gaps 2, 0, 2 and 1, 1.",
    ),
    answers=(
        NumericAnswer(
            "after_assign",
            15,
            near=0.01,
            another=12,
            fallback="after_assign is not {given:g}. Write each point's gap to its nearest "
            "center, square each gap, then add them up.",
        ),
        NumericAnswer(
            "after_update",
            10,
            near=0.01,
            another=12,
            fallback="after_assign is right; after_update is not {given:g}. "
            "Move each center to the mean of its points before you measure.",
        ),
    ),
    together={
        (7.0, 6.0): "These are plain distances added up. Inertia adds up squared distances.",
        (3.0, 2.0): "These are means of the squares. Inertia is their sum, over all five points.",
        (10.0, 15.0): (
            "The two are the other way round: assigning comes first, and the update then lowers it."
        ),
        (15.0, 15.0): (
            "You kept the old centers. The update moves them to 3 and 10; measure from there."
        ),
        (10.0, 10.0): (
            "Both were measured after the update. The assignment alone leaves the centers "
            "on 2 and 9."
        ),
        (11.0, 8.0): "That is the left group alone. Inertia counts the points of every cluster.",
    },
    praise="15, then 10: moving each center to its mean took a third off the inertia.",
)

_SEEDS: Final = 20
_K: Final = 4


def _try_model(model: Any, name: str) -> tuple[dict[str, Any], int]:
    """Return the parameters of a model, and the number of seeds that reach the best inertia."""
    if not isinstance(model, KMeans):
        raise Mistake("Give the model itself, not its result: model = KMeans(...), without .fit.")
    params = model.get_params()
    if any(value is ... for value in params.values()):
        raise Blank
    if params["n_clusters"] != _K:
        raise Mistake(
            "More clusters always lower inertia, but that answers another question. Keep four."
        )
    with learners_code():
        return params, _reached(model)


def _judge_restarts(tried: tuple[dict[str, Any], int]) -> None:
    params, reached = tried
    # one miss is allowed: a good answer may be unlucky in one seed of twenty
    if reached < _SEEDS - 1:
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
            "max_iter lets one start walk longer, but a stuck start has already stopped. "
            "n_init is the one that tries again."
        )
    if params["tol"] != 1e-4:
        return "tol says when a walk counts as settled. It does not give the walk another start."
    if params["random_state"] not in (None, 0):
        return "A lucky seed is luck on these data only: the check tries other seeds as well."
    if params["algorithm"] != "lloyd":
        return "The algorithm changes how fast the same steps are computed, not where they end."
    if params["n_init"] not in (1, "auto"):
        return "More starts is the right idea; these are still too few."
    if not isinstance(params["init"], str):
        return "From these centers k-means gets stuck: put one into each blob."
    if params["init"] == "k-means++":
        return "Centers far apart help, but one draw can still go wrong."
    return "Nothing has changed yet: this is one start, drawn anywhere."


def _kmeans(**params: Any) -> tuple[Any]:
    given = {"n_clusters": _K, "init": "random", "n_init": 1, "random_state": 0} | params
    return (KMeans(**given),)


def _right_model(seed: int) -> Answers:
    init = "k-means++" if seed % 2 else "random"
    return _kmeans(init=init, n_init=30 + seed, random_state=None if seed % 3 else seed)


RESTARTS: Final = Exercise(
    key="blobs-2",
    title="Make the start harmless",
    level="change",
    fading="faded",
    objectives=("start",),
    hints=(
        "A settled start will not move again. What could you have more of, besides steps?",
        "KMeans has one parameter for the number of starts, and another for how they are drawn.",
        "KMeans(n_clusters=4, init='random', n_init=..., random_state=0) with n_init around 30.",
    ),
    answers=(OtherAnswer("model", _judge_restarts, read_by=_try_model),),
    praise=lambda tried: (
        f"{tried[1]} of {_SEEDS} seeds now reach the best inertia. No luck needed."
    ),
    right=_right_model,
    wrong=(
        Wrong("max_iter instead of n_init", _kmeans(max_iter=3000), "walk longer"),
        Wrong("tol instead of n_init", _kmeans(tol=0), "counts as settled"),
        Wrong("a lucky seed", _kmeans(random_state=7), "lucky seed"),
        Wrong("more clusters", _kmeans(n_clusters=8, n_init=10), "another question"),
        Wrong("another algorithm", _kmeans(algorithm="elkan"), "how fast"),
        Wrong("nothing changed", _kmeans(), "Nothing has changed"),
        Wrong("two starts", _kmeans(n_init=2), "still too few"),
        Wrong("the labels", (np.zeros(160),), "Give the model itself"),
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
    praise="The chance grows as the squared distance, so far blobs get a center of their own.",
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
        _judge_differences(of, a, rng)


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
        "from sklearn.metrics import adjusted_rand_score, and return adjusted_rand_score(a, b).",
    ),
    answers=(FunctionAnswer("agreement", _judge_agreement),),
    praise="It sees groups, not numbers: renaming changes nothing, and chance earns nothing.",
    right=(
        (metrics.adjusted_rand_score,),
        (metrics.adjusted_mutual_info_score,),
        (metrics.v_measure_score,),
        (_matched_share,),
    ),
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
        Wrong("chance not taken off", (metrics.rand_score,), "by chance"),
        Wrong("a distance", (lambda a, b: 0.3,), "should give 1, not"),
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


def _judge_own(run: Function) -> None:
    for X, start in _shapes():
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
    answers=(FunctionAnswer("my_kmeans", _judge_own),),
    praise="The same groups and centers as scikit-learn, from every start that was tried.",
    right=_renamed,
    wrong=(
        Wrong("one round", (lambda X, c: _lloyd(X, c, rounds=1),), "after one round"),
        Wrong("too few rounds", (lambda X, c: _lloyd(X, c, rounds=3),), "still change"),
        Wrong("sum instead of mean", (_sums,), "left the data"),
        Wrong("median", (lambda X, c: _lloyd(X, c, np.median),), "medians"),
        Wrong("farthest center", (_farthest,), "farthest"),
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


DECIDE: Final = Exercise(
    key="blobs-6",
    title="A decision to defend",
    level="respond",
    fading="own",
    objectives=("decide",),
    hints=(
        "Ask of each of them: is a useful division enough, or must the groups exist in nature?",
        "K-means always gives three groups. What did the borderline share say about these?",
        "A box must fit closely: small gaps. A species must be there whether or not k-means ran.",
    ),
    answers=(
        Choice("box_maker", ("use", "refuse"), other=USE_OR_REFUSE),
        Choice("botanist", ("refuse", "use"), other=USE_OR_REFUSE),
        Reason(
            "All 100 starts end alike, yet 3 in 10 flowers lie near a border, so the groups are a "
            "division, not three species.",
            values={"share of flowers near a border": (0.3,), "starts that end alike": (100,)},
            names=(
                "what the box maker gains by it",
                "what the botanist would claim, and whether these groups show it",
            ),
        ),
    ),
    together={
        ("refuse", "use"): (
            "It is the other way round: who needs small squared distances, and who needs "
            "groups that exist in nature?"
        ),
        ("use", "use"): (
            "All starts agreeing shows that the best split was found, not that it is a species. "
            "K-means gives three groups to any data."
        ),
        ("refuse", "refuse"): (
            "The box maker asks for no natural groups: three sizes that fit closely are wanted, "
            "and small squared gaps are what k-means makes."
        ),
    },
    praise=lambda *_: (
        "That can be defended: useful as a division, unproven as a discovery. "
        f"The botanist's own labels bear you out: the groups agree with the species by "
        f"{_species_agreement():.1f} only (adjusted Rand index; equal groups give 1)."
    ),
)

EXERCISES: Final = (INERTIA, RESTARTS, CHANCES, AGREEMENT, OWN, DECIDE)
