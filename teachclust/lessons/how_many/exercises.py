"""The exercises of lesson 02_how_many_clusters, in the lesson's order."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_wine
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

from teachclust.datasets import load_blobs
from teachclust.lessons.answers import (
    Choice,
    Function,
    FunctionAnswer,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    Slip,
    read_number,
    read_numbers,
    read_word,
    whole_number,
)
from teachclust.lessons.exercise import Exercise, Wrong
from teachclust.lessons.reasons import Reason
from teachclust.threads import threads_for

# inertia 900, 620, 380, 130, 105, 88, 74 for k = 1 to 7; falls 280, 240, 250, 25, 17, 14
ELBOW: Final = Exercise(
    key="how-1",
    title="The elbow by hand",
    level="respond",
    fading="worked",
    objectives=("compute",),
    hints=(
        "Below the seven numbers write the six differences between neighbours.",
        "The differences are 280, 240, 250, 25, 17, 14. Where do they break off?",
        "The last large fall, 250, leads from k = 3 to the elbow. The fall after it is `saved`.",
    ),
    answers=(
        NumericAnswer(
            "elbow",
            4,
            slips={
                7: "7 has the lowest inertia of the list, but inertia goes on falling to 0. "
                "Look for where it stops falling fast.",
                2: "The step to 2 saves most, but the next two steps save nearly as much. "
                "The elbow is the last k before the falls break off.",
                5: "5 is the first k that no longer pays. The elbow is the last one that did.",
                3: "The fall after k = 3 is 250, as large as any. Go on until the falls get small.",
            },
            another=6,
            fallback="{given:g} is no elbow of these. Write the six falls, and see where they "
            "shrink.",
        ),
        NumericAnswer(
            "saved",
            25,
            near=0.01,
            slips={
                250: "250 is the fall that leads to the elbow. Asked is the next one, from k = 4 "
                "to 5.",
                130: "130 is the inertia at k = 4. What one more cluster saves is a difference.",
                105: "105 is the inertia that is left at k = 5. What was saved is the difference "
                "to k = 4.",
                -25: "The size is right. Saved is inertia before less inertia after, so it is "
                "positive.",
            },
            another=17,
            fallback="The elbow is right. From k = 4 to k = 5 inertia falls from 130 to 105, and "
            "that is not {given:g}.",
        ),
    ),
    praise="Up to k = 4 each cluster saved 240 or more; the fifth saves 25, a tenth of that.",
)

# clusters {0, 1, 5}, {11, 12, 13} and {25, 27}; the point 5: gaps 5, 4 to its own, 6, 7, 8 to the
# next cluster, 20, 22 to the far one
_A: Final = 4.5
_B: Final = 7.0

POINT: Final = Exercise(
    key="how-2",
    title="The silhouette of one point",
    level="respond",
    fading="worked",
    objectives=("compute",),
    hints=(
        "Three steps: a looks at the own cluster, b at the nearest other one, s compares them.",
        "a is the mean of 5 and 4. For b, take the mean distance to each other cluster, and keep "
        "the smaller.",
        "b is the mean of 6, 7 and 8. Then s = (b - a) / b, as b is the larger one here.",
    ),
    answers=(
        NumericAnswer(
            "a",
            _A,
            near=0.005,
            slips={
                3: "You counted the point itself, at distance 0. Its own cluster has two others: "
                "divide by 2.",
                9: "This is a sum. The mean of the two distances is half of it.",
                4: "This is the distance to the nearest one only. The mean takes both others.",
            },
            another=6,
            fallback="a is not {given:g}. It is the mean of the distances from 5 to 0 and to 1.",
        ),
        NumericAnswer(
            "b",
            _B,
            near=0.005,
            slips={
                6: "This is the distance to the nearest point of the next cluster. Take the mean "
                "of all three.",
                21: "That is the far cluster. b belongs to the one whose mean distance is "
                "smallest.",
                12.6: "You took all points of other clusters together. Take each cluster on its "
                "own, then the smallest.",
                14: "This is the mean over both other clusters. b takes the nearer one alone.",
            },
            another=8,
            fallback="a is right; b is not {given:g}. It is the mean of 6, 7 and 8.",
        ),
        NumericAnswer(
            "s",
            (_B - _A) / _B,
            near=0.005,
            slips={
                (_A - _B)
                / _B: "The sign is turned round: b comes first, so that a far neighbour counts as "
                "good.",
                (_B - _A)
                / _A: "You divided by a. Divide by the larger of a and b; then nothing exceeds 1.",
                _B - _A: "The difference is right. Divide it by the larger of a and b.",
                1 - _B / _A: "Here a and b changed places. s is (b - a), divided by the larger.",
            },
            another=0.9,
            fallback="a and b are right; (b - a) / max(a, b) is not {given:g}.",
        ),
    ),
    praise="0.36: this point is in the right cluster, but it leans towards the next one.",
    right=((_A, _B, (_B - _A) / _B), (4.5, 7, 0.36), ("4.5", 7, np.float64(0.357))),
)

_UNITS: Final = ((1.0, 1.0), (100.0, 1.0), (1.0, 1000.0))
_K: Final = 4


def _judge_ready(prepare: Function) -> None:
    X, target = load_blobs(return_X_y=True)
    given = [read_numbers(prepare(X * units), "What ready returns") for units in _UNITS]
    if given[0].ndim != 2 or len(given[0]) != len(X):
        raise Mistake(
            f"It should return a row for each of the {len(X)} points and a column for each feature."
        )
    if given[0].shape[1] != X.shape[1]:
        raise Mistake(
            "A feature was dropped. The other one alone cannot tell four groups apart: keep both."
        )
    if not all(np.isfinite(one).all() for one in given):
        raise Mistake("Some numbers came out as NaN or infinite. What did you divide by?")
    _judge_units(X, given)
    agrees = _found_groups(given[0], target)
    if agrees < 0.95:
        raise Mistake(
            "Any unit gives the same result now, but the four groups are lost in it: k-means finds "
            f"them only by {agrees:.2f} (1 is whole). Keep the order and the gaps within a feature."
        )


def _judge_units(X: Any, given: list[Any]) -> None:
    """Raise `Mistake` unless all units give the same numbers."""
    scale = np.abs(given[0]).max() or 1.0
    if all(np.allclose(one, given[0], atol=1e-6 * scale) for one in given[1:]):
        return
    first = given[0]
    if np.allclose(first, X):
        raise Mistake("Nothing has changed yet: the columns come back as they went in.")
    if np.allclose(first - first.mean(axis=0), X - X.mean(axis=0)):
        raise Mistake(
            "You moved the columns, and distances do not notice that. What makes one column "
            "outweigh the other is its spread."
        )
    if np.allclose(np.linalg.norm(first, axis=1), 1):
        raise Mistake(
            "You scaled each row. That throws away how far out a point lies; units belong to "
            "columns."
        )
    ratio = np.ptp(first, axis=0) / np.ptp(X, axis=0)
    if np.isclose(ratio[0], ratio[1]):
        raise Mistake(
            "Both columns were divided by the same number, so the larger one still outweighs "
            "the other. Each column needs its own: axis=0."
        )
    raise Mistake(
        "The result still changes with the units. With one column in millimeters each number of "
        "it is 1000 times as large, and so must be what you divide by."
    )


def _found_groups(X: Any, target: Any) -> float:
    with threads_for(X.size * _K):
        labels = KMeans(n_clusters=_K, n_init=10, random_state=0).fit_predict(X)
    return float(adjusted_rand_score(target, labels))


def _order_lost(X: Any) -> Any:
    return np.sign(X - X.mean(axis=0)) / 2 + np.random.default_rng(0).normal(size=X.shape)


READY: Final = Exercise(
    key="how-3",
    title="Features on an equal footing",
    level="change",
    fading="faded",
    objectives=("read",),
    hints=(
        "Taking the mean away moves the points. What would make both columns equally wide?",
        "X.std() is one number for the whole table. Which argument gives one for each column?",
        "Divide by X.std(axis=0).",
    ),
    answers=(FunctionAnswer("ready", _judge_ready),),
    praise="Meters or millimeters, the four groups come out: units no longer choose k.",
    right=(
        (lambda X: (X - X.mean(axis=0)) / X.std(axis=0),),
        (StandardScaler().fit_transform,),
        (MinMaxScaler().fit_transform,),
        (RobustScaler().fit_transform,),
        (lambda X: X / X.std(axis=0),),
    ),
    wrong=(
        Wrong("nothing", (lambda X: X,), "Nothing has changed"),
        Wrong("only centered", (lambda X: X - X.mean(axis=0),), "moved the columns"),
        Wrong(
            "one spread for both", (lambda X: (X - X.mean(axis=0)) / X.std(),), "the same number"
        ),
        Wrong(
            "rows in place of columns",
            (lambda X: X / np.linalg.norm(X, axis=1, keepdims=True),),
            "scaled each row",
        ),
        Wrong("logarithm", (lambda X: np.log1p(np.abs(X)),), "still changes with the units"),
        Wrong("a column dropped", (lambda X: X[:, :1] / X[:, :1].std(),), "was dropped"),
        Wrong("columns for rows", (lambda X: X.T,), "a row for each"),
        Wrong("divided by nothing", (lambda X: X * np.inf,), "NaN or infinite"),
        Wrong("yes or no", (_order_lost,), "are lost in it"),
    ),
)

# one gap differs from another by chance: about 0.03 with ten references, 0.1 with one
_NEAR: Final = 0.2
_REFERENCES: Final = 10


def _inertia(X: Any, k: int, seed: int = 0) -> float:
    return float(KMeans(n_clusters=k, n_init=2, random_state=seed).fit(X).inertia_)


def _in_box(rng: Any, X: Any) -> Any:
    return rng.uniform(X.min(axis=0), X.max(axis=0), size=X.shape)


def _in_unit_square(rng: Any, X: Any) -> Any:
    return rng.uniform(size=X.shape)


def _in_one_range(rng: Any, X: Any) -> Any:
    return rng.uniform(X.min(), X.max(), size=X.shape)


def _in_bell(rng: Any, X: Any) -> Any:
    return rng.normal(X.mean(axis=0), X.std(axis=0), size=X.shape)


def _shuffled(rng: Any, X: Any) -> Any:
    return np.column_stack([rng.permutation(column) for column in X.T])


def _gap_by(
    draw: Callable[[Any, Any], Any] = _in_box,
    log: Callable[[Any], Any] | None = None,
    seed: int = 0,
    references: int = _REFERENCES,
) -> Callable[[Any, int], float]:
    """Return a gap function; other draws and logarithms make the known wrong answers."""

    def gap(X: Any, k: int) -> float:
        rng, taken = np.random.default_rng(seed), log or np.log
        without = [taken(_inertia(draw(rng, X), k, seed)) for _ in range(references)]
        return float(np.mean(without) - taken(_inertia(X, k, seed)))

    return gap


def _gap_of_mean(X: Any, k: int) -> float:
    """Return the logarithm of the mean in the place of the mean of logarithms."""
    rng = np.random.default_rng(0)
    drawn = [_inertia(_in_box(rng, X), k) for _ in range(_REFERENCES)]
    return float(np.log(np.mean(drawn)) - np.log(_inertia(X, k)))


def _gap_data() -> list[tuple[Any, int]]:
    """Return data far from the unit square, wide in one direction, with and without groups."""
    rng = np.random.default_rng(0)
    groups = rng.normal(size=(150, 2)) + np.repeat([[40, 5], [60, 5], [50, 11]], 50, axis=0)
    even = rng.uniform([40, 0], [70, 10], size=(150, 2))
    return [(groups, 3), (groups, 1), (even, 3)]


@contextmanager
def _logarithms() -> Iterator[list[int]]:
    """Note of how many numbers each logarithm is taken; k-means itself takes one of k, a whole."""
    sizes: list[int] = []

    def noting(log: Callable[..., Any]) -> Callable[..., Any]:
        def noted(values: Any, *args: Any, **kwargs: Any) -> Any:
            if not isinstance(values, int | np.integer):
                sizes.append(np.size(values))
            return log(values, *args, **kwargs)

        return noted

    original = np.log, math.log
    np.log, math.log = noting(np.log), noting(math.log)  # type: ignore[assignment]
    try:
        yield sizes
    finally:
        np.log, math.log = original


def _judge_gap(measure: Function) -> None:
    with threads_for(600):
        for place, (X, k) in enumerate(_gap_data()):
            with _logarithms() as sizes:
                given = read_number(measure(X.copy(), k), "What gap returns")
            if abs(given - _right_gap(place)) > _NEAR:
                raise Mistake(_why_not_gap(place, given))
            if sizes == [1, 1]:  # the value alone can't tell: it is nearly the same
                raise Mistake(
                    "You took two logarithms: one of the data, and one of all references together "
                    "or of a single one. Take one of each reference, then their mean."
                )


_GAP_SLIPS: Final = (
    Slip(
        lambda X, k: -_gap_by()(X, k),
        "The sign is turned round. Subtract the logarithm of the data's inertia from that of the "
        "references: groups make it large.",
    ),
    Slip(
        _gap_by(log=float),
        "This is a difference of inertias. Take the logarithm of each first: then units and size "
        "drop out.",
    ),
    Slip(
        _gap_by(log=np.log10),
        "These are logarithms to base 10. The gap uses the natural one, np.log.",
    ),
    Slip(
        _gap_by(draw=_in_unit_square),
        "Your references lie between 0 and 1. Spread them over the range of the data, from "
        "X.min(axis=0) to X.max(axis=0).",
    ),
    Slip(
        _gap_by(draw=_in_one_range),
        "Your references fill a square from the smallest to the largest number of the table. "
        "Each column has its own range: axis=0.",
    ),
    Slip(
        lambda X, k: float(np.exp(_gap_by()(X, k))),
        "This is the ratio of the inertias. The gap is its logarithm.",
    ),
    Slip(
        lambda X, k: float(np.log(_inertia(X, k))),
        "This is the data alone. A gap needs something to compare with: points without groups.",
    ),
    Slip(
        _gap_by(draw=_in_bell),
        "Your references are denser in the middle, so they have one group. Draw them evenly: "
        "rng.uniform.",
    ),
    Slip(
        _gap_by(draw=_shuffled),
        "Shuffled columns keep the lumps of each column. Draw evenly over the range instead.",
    ),
)


@cache
def _right_gap(place: int) -> float:
    """Return the gap of one of the data sets."""
    X, k = _gap_data()[place]
    return _gap_by()(X, k)


@cache
def _slipped_gaps(place: int) -> tuple[float, ...]:
    """Return what each known wrong answer gives for one of the data sets."""
    X, k = _gap_data()[place]
    return tuple(slip.function(X, k) for slip in _GAP_SLIPS)


def _why_not_gap(place: int, given: float) -> str:
    """Return the feedback of the known wrong answer that is nearest, if it is near."""
    off = [abs(slipped - given) / (abs(given) + 1) for slipped in _slipped_gaps(place)]
    if min(off) < 0.05:
        return _GAP_SLIPS[int(np.argmin(off))].says
    X, k = _gap_data()[place]
    return (
        f"On {len(X)} points with k={k} it gives {given:.2f}, and should be near "
        f"{_right_gap(place):.2f}. It is the mean of log inertia over the references, less log "
        "inertia of the data."
    )


GAP: Final = Exercise(
    key="how-4",
    title="The gap, your own",
    level="build",
    fading="own",
    objectives=("detect",),
    hints=(
        "You need data without groups: as many points, spread evenly over the range of each "
        "column. rng.uniform(low, high, size=X.shape) takes one low and one high per column.",
        "For each of ten such data sets, take np.log(KMeans(...).fit(...).inertia_). Then the same "
        "for X.",
        "low and high are X.min(axis=0) and X.max(axis=0). Collect ten logarithms in a list; "
        "np.mean takes their mean. The logarithm of X's inertia is subtracted last.",
    ),
    answers=(FunctionAnswer("gap", _judge_gap, slips=_GAP_SLIPS),),
    praise="Three groups rise far above evenly spread points, and even points stay at 0.",
    right=lambda seed: (_gap_by(seed=seed, references=5 + seed % 6),),
    wrong=(
        Wrong("always 1", (lambda X, k: 1.0,), "should be near"),
        Wrong("the logarithm of the mean", (_gap_of_mean,), "You took two logarithms"),
    ),
)


_NO_K: Final = ("none", "no clear k", "0")


def _judge_wine_k(said: str) -> None:
    if said in _NO_K:
        return
    k = whole_number(said)
    if not k:
        raise Mistake('k is a whole number such as 5, or "none" if you find no clear k.')
    if k == 1:
        raise Mistake(
            "The gap at k = 1 lies far below its later values: there is something. How much?"
        )
    if k == 4:
        raise Mistake("Look at stability and silhouette once more: both drop after k = 3.")
    if k > 4:
        raise Mistake(
            "That many clusters do not come back: resamples agree less and less after k = 3, and "
            "the silhouette falls. Lower inertia alone is no reason."
        )


def _wine_agreement() -> float:
    """Return how well three clusters of the scaled wines agree with the varieties."""
    data, variety = load_wine(return_X_y=True)
    scaled = StandardScaler().fit_transform(data)
    with threads_for(scaled.size * 3):
        groups = KMeans(n_clusters=3, n_init=10, random_state=0).fit_predict(scaled)
    return float(adjusted_rand_score(variety, groups))


def _praise_wine_k(features: str, k: str, because: str) -> str:
    opened = (
        "The drawer opens: three grape varieties, and three clusters agree with them by "
        f"{_wine_agreement():.1f} (adjusted Rand index)."
    )
    if k in _NO_K:
        return (
            "That can be defended: there is no elbow, and the best silhouette is 0.28, far below "
            f"the 0.5 of a clear k. {opened} Soft borders are not the same as nothing "
            "there."
        )
    if whole_number(k) == 2:
        return (
            "That can be defended for a shop with two shelves: stability is 0.95, and the "
            f"silhouette is 0.01 below that of three. {opened} Two shelves mix two of them."
        )
    return (
        "That can be defended: five criteria name 3. The low silhouette says that borders are "
        f"soft. {opened}"
    )


_REASON: Final = (
    "Scaled, since proline in other units would decide alone. Three shelves: resamples agree by "
    "0.97 at k = 3 and less after it. Against it: the silhouette of 0.28 says that borders are "
    "soft."
)
_SOFT: Final = (
    "Scaled, since proline in other units would decide alone. The best silhouette is 0.28 and "
    "there is no elbow, so I would tell the merchant that the kinds overlap. Against it: the gap "
    "is highest at 3."
)

DECIDE: Final = Exercise(
    key="how-5",
    title="How many shelves?",
    level="respond",
    fading="own",
    objectives=("read", "defend"),
    hints=(
        "First the features: would your k change if proline were given in grams?",
        "Then go through the kinds of evidence, one at a time: elbow, silhouette, gap, stability. "
        "Which name the same k? Which have no answer?",
        "What would the merchant do with your number? A purpose may decide between numbers that "
        "score nearly alike. You may also answer 'none'.",
    ),
    answers=(
        Choice(
            "features",
            ("scaled",),
            other='features is one of two words: "raw" or "scaled".',
            slips={
                "raw": (
                    "On raw features proline decides alone: its spread is 315, the next largest "
                    "is 14. Milligrams against percent is no reason. A higher silhouette there "
                    "only says that one number splits well."
                )
            },
        ),
        OtherAnswer("k", _judge_wine_k, read_by=read_word),
        Reason(
            _REASON,
            values={
                "silhouette": (0.27, 0.28, 0.25, 0.2),
                "gap": (0.94, 1.06, 1.2, 1.19),
                "stability": (0.95, 0.97, 0.84, 0.73),
            },
            models={"a number of shelves": _REASON, "no clear number": _SOFT},
            names=("why raw or scaled", "evidence that speaks against your k"),
        ),
    ),
    praise=_praise_wine_k,
    right=(
        ("scaled", 3, _REASON),
        ("Scaled", "3", _REASON),
        ("scaled", "none", _SOFT),
        ("scaled", 2, "Two shelves is what the shop has, and stability is 0.95."),
    ),
    wrong=(
        Wrong("lower inertia", ("scaled", 10, _REASON), "do not come back"),
        Wrong("one more to be safe", ("scaled", 4, _REASON), "both drop after"),
        Wrong("one cluster", ("scaled", 1, _REASON), "there is something"),
        Wrong("no number", ("scaled", "three", _REASON), "a whole number such as"),
    ),
)

EXERCISES: Final = (ELBOW, POINT, READY, GAP, DECIDE)
