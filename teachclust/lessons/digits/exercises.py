"""The exercises of lesson 03_digits, in the lesson's order."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
from sklearn.cluster import KMeans

from teachclust.lessons.answers import (
    USE_OR_REFUSE,
    Blank,
    Choice,
    Function,
    FunctionAnswer,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    read_number,
)
from teachclust.lessons.exercise import Exercise, Wrong
from teachclust.lessons.reasons import Reason


def _read_share(given: Any, name: str) -> float:
    try:
        share = read_number(given, name)
    except Mistake:
        raise Mistake("Both answers are shares: numbers from 0 to 1, such as 0.5.") from None
    if share > 20:
        raise Mistake("These are percentages. Divide by 100: a share lies from 0 to 1.")
    if share > 1.5:
        raise Mistake("These are counts. Divide by the 20 pictures: a share lies from 0 to 1.")
    return share


# clusters A, B, C down, digits 0, 1, 2 across; 20 pictures
SHARES: Final = Exercise(
    key="digits-1",
    title="Two ways to name clusters",
    level="respond",
    fading="worked",
    objectives=("match",),
    hints=(
        "By majority: look for the largest number of each cluster. May two clusters take the "
        "same digit?",
        "One to one: three clusters, three digits, each used once. There are six ways to pair"
        " them.",
        "Write the six sums of the pairs down and keep the largest. Divide by all pictures.",
    ),
    answers=(
        NumericAnswer(
            "majority",
            14 / 20,
            near=0.011,
            read_by=_read_share,
            another=0.5,
            fallback="By majority each cluster counts its largest number. Add the three and "
            "divide by 20.",
        ),
        NumericAnswer(
            "one_to_one",
            13 / 20,
            near=0.011,
            read_by=_read_share,
            another=0.55,
            fallback="One to one needs three different digits. Try the pairings one after the "
            "other and keep the largest sum, also where a cluster does not get its most common "
            "digit.",
        ),
    ),
    together={
        (0.65, 0.7): "These two are swapped: majority may use a digit twice, so it counts more.",
        (0.7, 0.7): (
            "By majority you are right. One to one, A and B can't both be digit 0: which pairing "
            "of three clusters with three digits has the largest sum?"
        ),
    },
    praise=(
        "14 of 20 by majority, 13 of 20 one to one: A and B both want digit 0, and one of them "
        "must take another. Majority never counts less than one to one."
    ),
    wrong=(
        Wrong("counts", (14, 13), "These are counts"),
        Wrong("percentages", (70, 65), "These are percentages"),
    ),
)


#: clusters whose most common digit is neither the middle one nor near the mean
_SPREAD_OUT: Final = (
    np.repeat([4, 2, 0], [10, 7, 9]),
    np.array([1, 1, 1, 1, 7, 9, 7, 9, 9, 7, 8, 8, 8, 0, 2, 3, 1, 6, 6, 6, 6, 2, 0, 1, 2, 0]),
)


def _judge_names(names: Function) -> None:
    rng = np.random.default_rng(7)
    for case in range(4):
        y = rng.integers(0, 5, size=120)
        clusters = rng.permutation(5)
        labels = clusters[np.where(rng.random(120) < 0.7, y, rng.integers(0, 5, 120))]
        if case == 3:  # numbers with a gap, and a digit that no cluster stands for
            labels = np.where(labels == 2, 9, labels)
            y = np.where(y == 4, 3, y)
        _compare(names(labels.copy(), y.copy()), labels, y)
    _compare(names(*(one.copy() for one in _SPREAD_OUT)), *_SPREAD_OUT)


def _compare(given: Any, labels: Any, y: Any) -> None:
    if not isinstance(given, dict):
        kind = type(given).__name__
        raise Mistake(f"The function returned a {kind}: it must return a dictionary.")
    if any(digit is ... for digit in given.values()):
        raise Blank
    try:
        given = {int(c): int(digit) for c, digit in given.items()}
    except (TypeError, ValueError, OverflowError):
        raise Mistake("Each entry gives the number of a cluster its digit: {3: 7, ...}.") from None
    clusters = {int(c) for c in np.unique(labels)}
    if set(given) != clusters:
        raise Mistake("There must be one entry for each cluster that occurs in labels.")
    if given == _by_mean(labels, y) != _by_count(labels, y):
        raise Mistake(
            "A mean of digits is no digit: 1s and 9s don't make 5s. Count which digit is the most "
            "common one."
        )
    if given == _by_median(labels, y) != _by_count(labels, y):
        raise Mistake(
            "That is the digit in the middle when all are sorted. Digits are names here: count "
            "which one is the most common."
        )
    if given == _by_largest_count(labels, y) != _by_count(labels, y):
        raise Mistake(
            "That is how often the most common digit occurs. Asked for is the digit: the position "
            "of the largest count."
        )
    for cluster in clusters:
        counts = np.bincount(y[labels == cluster], minlength=10)
        if not 0 <= given[cluster] < 10 or counts[given[cluster]] < counts.max():
            raise Mistake(
                f"Cluster {cluster} got {given[cluster]}, which is not its most common digit. "
                "Count over the pictures of that cluster alone."
            )


def _top(y: Any, labels: Any, cluster: int) -> int:
    return int(np.bincount(y[labels == cluster]).argmax())


def _by_count(labels: Any, y: Any) -> dict[int, int]:
    return {int(c): _top(y, labels, c) for c in np.unique(labels)}


def _by_largest_count(labels: Any, y: Any) -> dict[int, int]:
    return {int(c): int(np.bincount(y[labels == c]).max()) for c in np.unique(labels)}


def _by_mean(labels: Any, y: Any) -> dict[int, int]:
    return {int(c): round(float(np.mean(y[labels == c]))) for c in np.unique(labels)}


def _by_median(labels: Any, y: Any) -> dict[int, int]:
    return {int(c): int(np.median(y[labels == c])) for c in np.unique(labels)}


def _by_all(labels: Any, y: Any) -> dict[int, int]:
    return {int(c): int(np.bincount(y).argmax()) for c in np.unique(labels)}


NAMES: Final = Exercise(
    key="digits-2",
    title="Name each cluster",
    level="change",
    fading="faded",
    objectives=("match",),
    hints=(
        "`y[labels == cluster]` are the true digits of one cluster. Which occurs most often?",
        "`np.bincount` counts how often each digit occurs: position 3 holds the number of threes.",
        "You need the position of the largest count. Which method of an array gives a position?",
    ),
    answers=(FunctionAnswer("names", _judge_names),),
    praise="Any order of clusters, any digits: each cluster takes the digit that most of it has.",
    right=((_by_count,),),
    wrong=(
        Wrong("the mean digit", (_by_mean,), "no digit"),
        Wrong("the median", (_by_median,), "in the middle when"),
        Wrong("the count", (_by_largest_count,), "how often the most common"),
        Wrong("the most common of all", (_by_all,), "that cluster alone"),
        Wrong("a list", (lambda labels, y: [1, 2, 3],), "must return a dictionary"),
        Wrong("one cluster only", (lambda labels, y: {0: 1},), "one entry for each"),
    ),
)

_SCORES: Final = {"accuracy", "homogeneity", "completeness", "ari", "ami"}
_FOOLED: Final = {"accuracy", "homogeneity"}


def _judge_fooled(fooled: Any) -> None:
    if isinstance(fooled, str):
        fooled = fooled.split(",")
    try:
        given = {str(name).strip().lower() for name in fooled}
    except TypeError:
        raise Mistake('Give a list of names, such as ["completeness"].') from None
    if not given <= _SCORES or not given:
        raise Mistake(f"The names are {', '.join(sorted(_SCORES))}.")
    if given == _FOOLED:
        return
    if "ari" in given or "ami" in given:
        raise Mistake(
            "ARI and AMI are near 0 in the last row: they take off what chance would give, and "
            "with a cluster for each picture nothing is left."
        )
    if "completeness" in given:
        raise Mistake(
            "Completeness asks whether a digit is kept in one piece. Look at its column: it falls "
            "as digits are cut up."
        )
    raise Mistake("One more score reaches 1 in the last row of the table.")


FOOLED: Final = Exercise(
    key="digits-3",
    title="Which scores are fooled?",
    level="respond",
    fading="faded",
    objectives=("judge",),
    hints=(
        "Look at the last row of the table: each picture is a cluster of its own there.",
        "A score is fooled when it says 1, the best there is, for a clustering that is useless.",
        "Two columns end at 1. One of them is not called accuracy.",
    ),
    answers=(OtherAnswer("fooled", _judge_fooled),),
    praise=(
        "Both ask only whether each cluster is pure, and a cluster of one picture always is. "
        "Completeness asks the other question; ARI and AMI take off what chance would give."
    ),
    right=((["homogeneity", "Accuracy"],), (_FOOLED,)),
    wrong=(
        Wrong("accuracy alone", (["accuracy"],), "One more score"),
        Wrong("completeness too", (["accuracy", "completeness"],), "in one piece"),
        Wrong("all of them", (sorted(_SCORES),), "nothing is left"),
        Wrong("another name", (["precision"],), "The names are"),
    ),
)

_K: Final = 5


@cache
def _heaps() -> Any:
    """Return 5 heaps of pictures far apart, of which one lies nearest to the mean in each.

    The rows are mixed, and the heaps are of unequal size.
    """
    rng = np.random.default_rng(11)
    heaps = []
    for heap, size in enumerate((9, 14, 21, 30, 12)):
        middle = np.zeros(8)
        middle[heap] = 100.0
        heaps.append(middle + rng.normal(0, 2, (size, 8)))
    pictures = np.concatenate(heaps)
    return pictures[rng.permutation(len(pictures))]


@cache
def _groups() -> Any:
    return KMeans(n_clusters=_K, n_init=10, random_state=0).fit(_heaps())


@cache
def _far() -> Any:
    return _groups().transform(_heaps())


def _judge_choice(choose: Function) -> None:
    pictures = _heaps()
    given = choose(pictures.copy(), _K)
    try:
        rows = np.asarray(list(given), dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise Mistake("choose returns row numbers, such as an array of 5 whole numbers.") from None
    if rows.ndim == 2 and rows.shape[1] == 1:  # as kneighbors returns them
        rows = rows.ravel()
    if rows.ndim == 2:
        raise Mistake(
            "These are pictures or centers. A center is a mean: nobody wrote it. Return the "
            "numbers of the rows to ask about."
        )
    if not np.isfinite(rows).all() or (rows != np.round(rows)).any():
        raise Mistake("A row number is a whole number from 0 on.")
    _judge_rows(rows.astype(int) if np.abs(rows).max(initial=0) < 1e9 else rows)


def _judge_rows(rows: Any) -> None:
    pictures, own = _heaps(), _groups().labels_
    if len(rows) == len(pictures):
        raise Mistake(
            "One number for each picture came back: its cluster. Asked for is one number for each "
            "center: the row that is nearest. Which axis does argmin go along?"
        )
    if len(rows) != _K or len(np.unique(rows)) != _K:
        raise Mistake(
            f"Asked for {_K} pictures, choose gave {len(np.unique(rows))} different ones."
        )
    if rows.min() < 0 or rows.max() >= len(pictures):
        raise Mistake(f"The rows are numbered from 0 to {len(pictures) - 1}.")
    if set(rows) == set(_far().argmin(axis=0)):
        return
    if set(rows) == set(range(_K)):
        raise Mistake("These are the numbers 0 to 4: of the clusters, or of the first pictures.")
    if set(rows) == {int(np.argmax(np.where(own == c, _far()[:, c], -1))) for c in range(_K)}:
        raise Mistake("These lie farthest from their centers: the least typical. Take the nearest.")
    if len(set(own[rows])) == _K:
        raise Mistake(
            "One for each cluster, but not the nearest to its center. The distances are in "
            "transform(X): a row for each picture, a column for each center."
        )
    raise Mistake("Some clusters have no picture among these, and others have two.")


def _nearest(X: Any, k: int) -> Any:
    return KMeans(n_clusters=k, n_init=10, random_state=0).fit(X).transform(X).argmin(axis=0)


def _first_of_each(X: Any, k: int) -> Any:
    labels = KMeans(n_clusters=k, n_init=10, random_state=0).fit_predict(X)
    return [int(np.flatnonzero(labels == c)[0]) for c in range(k)]


def _least_typical(X: Any, k: int) -> Any:
    groups = KMeans(n_clusters=k, n_init=10, random_state=0).fit(X)
    own = groups.transform(X).min(axis=1)
    return [int(np.argmax(np.where(groups.labels_ == c, own, -1))) for c in range(k)]


CHOOSE: Final = Exercise(
    key="digits-4",
    title="Whom to ask",
    level="build",
    fading="own",
    objectives=("improve", "read"),
    hints=(
        "Two steps: find k centers, then look for the picture that is nearest to each.",
        "transform(X) of a fitted KMeans has a row for each picture and a column for each center.",
        "In each column you need the row of the smallest number. `argmin` takes an axis: try "
        "both on a small table.",
    ),
    answers=(FunctionAnswer("choose", _judge_choice),),
    praise="One typical picture for each cluster: what a person is asked about. A name for each of "
    "them says something about its whole cluster.",
    right=((_nearest,), (lambda X, k: list(reversed(_nearest(X, k))),)),
    wrong=(
        Wrong("clusters", (lambda X, k: _groups().labels_,), "Which axis does argmin"),
        Wrong("the centers", (lambda X, k: _groups().cluster_centers_,), "nobody wrote it"),
        Wrong("the first of each", (_first_of_each,), "not the nearest to its center"),
        Wrong("the least typical", (_least_typical,), "farthest from their centers"),
        Wrong("0 to k", (lambda X, k: range(k),), "of the first pictures"),
        Wrong("one too few", (lambda X, k: _nearest(X, k)[1:],), "Asked for 5 pictures"),
        Wrong("at random", (lambda X, k: np.arange(10, 10 + k),), "others have two"),
        Wrong("shares", (lambda X, k: [0.5] * k,), "a whole number from 0 on"),
        Wrong("counted from 1", (lambda X, k: [85, 86, 1, 2, 3],), "are numbered from 0"),
        Wrong("a number", (lambda X, k: 3,), "such as an array of 5"),
    ),
)

_REASON: Final = (
    "A hundred named centers read 0.97 of the digits correctly. An error is cheap, since the clerk "
    "looks over the results. Without clusters thousands of digits would be read by hand."
)
_REFUSAL: Final = (
    "0.97 leaves 3 wrong digits in 100, and a wrong sum in a ledger is costly. The clerk who looks "
    "on gets tired. Labels for a classifier cost no more than a hundred names do."
)

DECIDE: Final = Exercise(
    key="digits-5",
    title="A decision to defend",
    level="respond",
    fading="own",
    objectives=("decide",),
    hints=(
        "Ask of each: what does an error cost, and does a person look on?",
        "A code of five digits is right only if all five are. What is 0.79 five times over?",
        "The decision about the archive depends on what an error costs there. Say what you assume.",
    ),
    answers=(
        Choice("post_office", ("refuse", "use"), other=USE_OR_REFUSE),
        Choice("archive", ("use", "refuse"), other=USE_OR_REFUSE),
        Reason(
            _REASON,
            values={
                "ten centers, correctly": (0.79,),
                "five digits, correctly": (0.31,),
                "a hundred centers, correctly": (0.97,),
                "50 labels": (0.79, 0.9, 0.91),
                "all labels": (0.95,),
            },
            models={"use it for the archive": _REASON, "refuse it there too": _REFUSAL},
            names=("what an error costs", "whether a person looks on", "what the other way costs"),
        ),
    ),
    together=lambda post_office, archive, because: _judge_uses(post_office, archive),
    praise=lambda post_office, archive, because: (
        "That can be defended. Where each error costs and nobody looks on, train on labels. "
        + (
            "In the archive clusters save work, since a person names them and looks on."
            if archive == "use"
            else "In the archive it depends on what a wrong digit costs: say so in your reason."
        )
    ),
    right=(
        ("refuse", "use", _REASON),
        ("Refuse", " USE ", _REASON),
        ("refuse", "refuse", _REFUSAL),
    ),
    wrong=(
        Wrong("both", ("use", "use", _REASON), "in all five digits"),
        Wrong("the other way round", ("use", "refuse", _REASON), "the other way round"),
    ),
)


def _judge_uses(post_office: str, archive: str) -> None:
    if post_office == "use" and archive == "refuse":
        raise Mistake(
            "Is it the other way round? Look at who reads the result again: a clerk in the "
            "archive, nobody at the post office."
        )
    if post_office == "use":
        raise Mistake(
            "At the post office nobody reads the code again. Look at the cell above: how many "
            "codes are right in all five digits?"
        )


EXERCISES: Final = (SHARES, NAMES, FOOLED, CHOOSE, DECIDE)
