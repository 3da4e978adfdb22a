"""The exercises of lesson 03_digits, in the lesson's order."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any, Final

import numpy as np
from sklearn.base import clone, is_classifier
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.lessons.answers import (
    USE_OR_REFUSE,
    Choice,
    Function,
    FunctionAnswer,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    learners_code,
    read_number,
)
from teachclust.lessons.exercise import Exercise, Wrong
from teachclust.lessons.reasons import Reason
from teachclust.threads import threads_for


def _read_share(given: Any, name: str) -> float:
    try:
        share = read_number(given, name)
    except Mistake:
        raise Mistake("Both answers are shares: numbers from 0 to 1, such as 0.5.") from None
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
        "By majority: the largest number in each row. May two rows take the same column?",
        "One to one: three rows, three columns, each used once. There are six ways to pair them.",
        "By majority 6 + 4 + 4. One to one, one of the first two rows has to take another column.",
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
    wrong=(Wrong("counts", (14, 13), "These are counts"),),
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


def _compare(given: Any, labels: Any, y: Any) -> None:
    if not isinstance(given, dict):
        kind = type(given).__name__
        raise Mistake(f"The function returned a {kind}: it must return a dictionary.")
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


def _by_mean(labels: Any, y: Any) -> dict[int, int]:
    return {int(c): round(float(np.mean(y[labels == c]))) for c in np.unique(labels)}


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
        "`np.bincount` counts how often each digit occurs; position 3 holds the count of threes.",
        "`np.bincount(y[labels == cluster]).argmax()` is the position of the largest count.",
    ),
    answers=(FunctionAnswer("names", _judge_names),),
    praise="Any order of clusters, any digits: each cluster takes the digit that most of it has.",
    right=((_by_count,),),
    wrong=(
        Wrong("the mean digit", (_by_mean,), "no digit"),
        Wrong("the most common of all", (_by_all,), "that cluster alone"),
        Wrong("a list", (lambda labels, y: [1, 2, 3],), "must return a dictionary"),
        Wrong("one cluster only", (lambda labels, y: {0: 1},), "one entry for each"),
    ),
)

_SCORES: Final = {"accuracy", "homogeneity", "completeness", "ari", "ami"}
_FOOLED: Final = {"accuracy", "homogeneity"}


def _judge_fooled(fooled: Any) -> None:
    if isinstance(fooled, str):
        fooled = [fooled]
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

#: the share that the pixels alone reach, and the one to reach with clusters
_TARGET: Final = 0.96


@cache
def _halves() -> tuple[Any, Any, Any, Any]:
    X, y = load_digits(return_X_y=True)
    parts = train_test_split(X, y, test_size=0.5, random_state=0)
    return parts[0], parts[1], parts[2], parts[3]


def _try_pipeline(model: Any, name: str) -> tuple[int, float]:
    """Return the number of clusters of a pipeline, and its score on pictures not seen."""
    if not isinstance(model, Pipeline):
        raise Mistake(
            "Give a pipeline, not fitted: make_pipeline(KMeans(...), LogisticRegression(...))."
        )
    steps = [step for _, step in model.steps]
    if not is_classifier(steps[-1]):
        raise Mistake("The last step must be a classifier: clusters have no names of their own.")
    k = next((step.n_clusters for step in steps[:-1] if hasattr(step, "n_clusters")), None)
    if k is None:
        raise Mistake(
            "No step clusters. Put a KMeans before the classifier: it hands distances on."
        )
    with learners_code():
        return k, _score(model)


def _judge_score(tried: tuple[int, float]) -> None:
    k, score = tried
    if score >= _TARGET:
        return
    if k <= 20:
        raise Mistake(
            f"{score:.3f}: {k} distances say less than 64 pixels. A picture is told by how far it "
            "is from many typical ones, so more clusters help here."
        )
    raise Mistake(f"{score:.3f}. Try another number of clusters, or let the classifier run on.")


def _score(model: Any) -> float:
    X, X_test, y, y_test = _halves()
    with warnings.catch_warnings(), threads_for(1):
        warnings.simplefilter("ignore")  # a classifier that stops early: the score tells
        return float(np.mean(clone(model).fit(X, y).predict(X_test) == y_test))


def _pipeline(k: int, seed: int = 0) -> Any:
    means = KMeans(n_clusters=k, n_init=1, random_state=seed)
    return make_pipeline(means, LogisticRegression(max_iter=5000))


FEATURES: Final = Exercise(
    key="digits-4",
    title="Clusters as features",
    level="build",
    fading="own",
    objectives=("improve",),
    hints=(
        "A KMeans in a pipeline hands on the distances to all its centers: they are the features.",
        "`make_pipeline(KMeans(...), LogisticRegression(max_iter=5000))`. How many clusters?",
        "Ten are too few: with 100 clusters a picture is told by its distance to 100 others.",
    ),
    answers=(OtherAnswer("model", _judge_score, read_by=_try_pipeline),),
    praise=lambda tried: (
        f"{tried[1]:.3f} on pictures it has not seen, with {tried[0]} distances in place of 64 "
        "pixels."
    ),
    right=lambda seed: (_pipeline(100 if seed % 2 else 80, seed),),
    wrong=(
        Wrong("as many as digits", (_pipeline(10),), "more clusters help"),
        Wrong(
            "no clusters",
            (make_pipeline(StandardScaler(), LogisticRegression(max_iter=200)),),
            "No step clusters",
        ),
        Wrong(
            "no classifier",
            (make_pipeline(StandardScaler(), KMeans(n_clusters=10, random_state=0)),),
            "must be a classifier",
        ),
    ),
)

DECIDE: Final = Exercise(
    key="digits-5",
    title="A decision to defend",
    level="respond",
    fading="own",
    objectives=("decide",),
    hints=(
        "Ask of each: what does an error cost, and does a person look on?",
        "A postal code of five digits is right only if all five are. What is 0.8 five times over?",
        "The archive may take more clusters than ten: someone names the centers by hand.",
    ),
    answers=(
        Choice("mail", ("refuse", "use"), other=USE_OR_REFUSE),
        Choice("archive", ("use", "refuse"), other=USE_OR_REFUSE),
        Reason(
            "Ten clusters misname about 20 of 100 digits, but naming 100 centers by hand gets 97 "
            "right.",
            values={
                "ten centers, rightly": (0.8,),
                "five digits, rightly": (0.3,),
                "a hundred centers, rightly": (0.95, 0.97, 97),
                "misnamed of 100 digits": (20,),
            },
            names=("what an error costs", "whether a person looks on"),
        ),
    ),
    together={
        ("use", "use"): (
            "A mail sorter that misreads 1 digit of 5 sends most letters astray: a postal code "
            "has five. There, labels are worth their price."
        ),
        ("refuse", "refuse"): (
            "The archive wants to save work. Naming 100 centers in place of 1,797 pictures gets "
            "97 of 100 right, and a person looks on."
        ),
        ("use", "refuse"): (
            "It is the other way round: who can live with errors, and who looks on?"
        ),
    },
    praise=(
        "That can be defended. Clusters save work where a person names them and errors are "
        "cheap; where each error costs, train on labels."
    ),
)

EXERCISES: Final = (SHARES, NAMES, FOOLED, FEATURES, DECIDE)
