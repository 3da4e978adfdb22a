"""The exercises of lesson 13_spot_the_bug: ten faults to fix, a checklist, a verdict to defend.

A fixed function is tried on data of the same kind as the lesson's, made so that each half fix
differs from the whole one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import (
    adjusted_mutual_info_score,
    adjusted_rand_score,
    normalized_mutual_info_score,
)
from sklearn.mixture import GaussianMixture

from teachclust.lessons.answers import (
    Blank,
    Choice,
    Function,
    FunctionAnswer,
    FunctionOnCases,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    Slip,
    read_number,
    read_numbers,
)
from teachclust.lessons.exercise import Exercise, Wrong
from teachclust.lessons.reasons import Reason


def _read_row(value: Any, rows: int, what: str) -> Any:
    """Return one number for each of the rows, or raise `Mistake`."""
    given = read_numbers(value, what)
    if given.shape != (rows,):
        raise Mistake(f"{what} should be {rows} numbers in a row, and has shape {given.shape}.")
    return given


# -- 1: numbers that start at 0 -----------------------------------------------------------------

COLORS: Final = Exercise(
    key="bugs-1",
    title="How many numbers are there from 0 to 255?",
    level="respond",
    fading="worked",
    objectives=("detect", "fix"),
    hints=(
        "Count on your fingers: how many whole numbers are there from 0 to 3?",
        "A channel with levels from 0 to the highest has one level more than its highest. Each "
        "color is one choice for each of the three channels.",
        "One bit tells 2 things apart, two bits 4, three bits 8. Go on until there are enough for "
        "25.",
    ),
    answers=(
        NumericAnswer(
            "full",
            256**3,
            "{given:,.0f} is not it. Levels 0 to 255 are one more than 255; then multiply the "
            "three channels.",
            another=255,
            slips={
                255**3: "That is the printed number. Level 0 is a level too.",
                3 * 256: "You added the channels. Each level of one goes with each level of the "
                "others: multiply.",
                256: "That is one channel. A color has three.",
            },
            near=0.5,
        ),
        NumericAnswer(
            "small",
            32**3,
            "{given:,.0f} is not it. Levels 0 to 31: how many are they? Three channels multiply.",
            another=7,
            slips={
                31**3: "Levels 0 to 31 are 32 levels.",
                3 * 32: "Three channels multiply, they do not add.",
            },
            near=0.5,
        ),
        NumericAnswer(
            "bits",
            5,
            "{given:g} bits is not it. Which is the smallest whole number of bits that tells 25 "
            "colors apart?",
            another=25,
            slips={
                4: "Four bits tell 16 colors apart. 25 are more.",
                8: "Eight bits are enough for 256 colors. Fewer do for 25.",
                np.log2(25): "Bits are whole: round up, or some colors get no number.",
            },
            near=0.01,
        ),
    ),
    praise="256, 32 and 5. A range that starts at 0 has one value more than its highest, and a "
    "small case shows it.",
)

# -- 2: a cast before the clip ------------------------------------------------------------------


def _brighter(pixels: Any, by: float) -> Any:
    return np.rint(np.clip(np.asarray(pixels, dtype=float) + by, 0, 255)).astype(np.uint8)


def _wrapped(pixels: Any, by: float) -> Any:
    """Return what a cast of whole numbers to bytes gives, on every processor."""
    whole = np.trunc(np.asarray(pixels, dtype=float) + by).astype(np.int64)
    return np.mod(whole, 256).astype(np.uint8)


def _pictures() -> list[tuple[Any, float]]:
    rng = np.random.default_rng(5)
    return [
        (np.array([[0, 120, 200], [230, 250, 255]], dtype=np.uint8), 60),
        (rng.integers(0, 256, size=(4, 6, 3)).astype(np.uint8), -70),
        (rng.integers(0, 256, size=(5, 5, 3)).astype(np.uint8), 12.7),
    ]


def _read_picture(value: Any, case: tuple[Any, ...]) -> Any:
    given = read_numbers(value, "What brighter returns")
    if given.shape != case[0].shape:
        raise Mistake(f"The picture has shape {case[0].shape}, and yours {given.shape}.")
    if getattr(value, "dtype", None) != np.uint8:
        kind = getattr(value, "dtype", type(value).__name__)
        raise Mistake(f"A picture of levels has the type uint8. Yours has {kind}: change it last.")
    return given


def _first_level(case: tuple[Any, ...], given: Any, right: Any) -> str:
    at = tuple(np.argwhere(given != right)[0])
    return (
        f"Level {case[0][at]} changed by {case[1]:g} becomes {given[at]:g} in yours, and the "
        f"nearest level there is would be {right[at]:g}."
    )


BRIGHTER: Final = Exercise(
    key="bugs-2",
    title="A brighter photograph",
    level="change",
    fading="faded",
    objectives=("fix",),
    hints=(
        "Print the same pixel after each operation. After which one is it wrong for the first "
        "time?",
        "Both operations of the published line are good ones. What does the second still find to "
        "do, once the first is done?",
        "Three things in an order: bring every level into the range, go to the nearest whole "
        "number, change the type.",
    ),
    answers=(
        FunctionOnCases(
            "brighter",
            _pictures(),
            _brighter,
            fallback=_first_level,
            slips=(
                Slip(
                    _wrapped,
                    "Levels past 255 still start again at 0: the cast to bytes comes before the "
                    "clip, so there is nothing left to clip.",
                ),
                Slip(
                    lambda pixels, by: np.clip(np.asarray(pixels, float) + by, 0, 255).astype("u1"),
                    "The range is right. A cast cuts the fraction off, so that each picture gets "
                    "half a level darker on average: go to the nearest level first.",
                ),
                Slip(
                    lambda pixels, by: _wrapped(
                        np.minimum(np.rint(np.asarray(pixels, float) + by), 255), 0
                    ),
                    "Bright levels are right now. A negative `by` takes dark ones below 0, and "
                    "there they become bright.",
                ),
                Slip(
                    lambda pixels, by: _wrapped(np.rint(np.asarray(pixels, float) + by), 0),
                    "You go to the nearest level, and those past 255 still start again at 0.",
                ),
                Slip(
                    lambda pixels, by: np.asarray(pixels),
                    "Nothing is brighter yet: those are the pixels as they were.",
                ),
            ),
            read_by=_read_picture,
            equal=lambda value, other: bool(np.array_equal(value, other)),
        ),
    ),
    praise="Clip, round, then cast: right for a picture made brighter, darker, and by a fraction.",
)

# -- 3: names of another model's groups ---------------------------------------------------------


def _sizes(labels: Any) -> dict[int, int]:
    values, counts = np.unique(np.asarray(labels), return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))


def _labelings() -> list[tuple[Any]]:
    rng = np.random.default_rng(7)
    return [
        (rng.permutation(np.repeat([0, 1, 2], [50, 30, 20])),),
        (rng.permutation(np.repeat([-1, 0, 1, 2, 3, 4], [4, 9, 9, 12, 6, 3])),),
        (rng.permutation(np.repeat([2, 5, 11], [8, 1, 6])),),
    ]


def _read_sizes(value: Any, case: tuple[Any, ...]) -> Any:
    if not isinstance(value, Mapping | pd.Series):
        raise Mistake("sizes returns a dictionary: each label that occurs, and its count.")
    if not len(value):  # the blank is still there
        raise Blank
    try:
        return {int(key): float(count) for key, count in dict(value).items()}
    except (TypeError, ValueError, OverflowError):
        raise Mistake("In the dictionary each label and each count is a number.") from None


def _wrong_sizes(case: tuple[Any, ...], given: Any, right: Any) -> str:
    labels = case[0]
    if extra := set(given) - set(right):
        return f"Label {min(extra)} is in your dictionary, and no point has it."
    if missing := set(right) - set(given):
        lost = sum(right[one] for one in missing)
        return (
            f"There are {len(labels)} points, and your sizes leave out {lost:g}: label "
            f"{min(missing)} is not in your dictionary."
        )
    off = next(one for one in right if given[one] != right[one])
    return f"Label {off} has {right[off]:g} points, and yours says {given[off]:g}."


SIZES: Final = Exercise(
    key="bugs-3",
    title="Sizes of the groups that there are",
    level="change",
    fading="faded",
    objectives=("trace", "fix"),
    hints=(
        "For each name in the loop ask: in which line was it made, and from which model?",
        "Everything that the function needs to know is in its one argument.",
        "Which values occur in these labels? That is what the loop should run over.",
    ),
    answers=(
        FunctionOnCases(
            "sizes",
            _labelings(),
            _sizes,
            fallback=_wrong_sizes,
            slips=(
                Slip(
                    lambda labels: {one: int(np.sum(labels == one)) for one in range(-1, 4)},
                    "The names are still those of the other model: -1 to 3. Take them from the "
                    "labels that you count.",
                ),
                Slip(
                    lambda labels: {
                        one: int(np.sum(labels == one)) for one in range(int(max(labels)) + 1)
                    },
                    "You count from 0 to the highest label. Some labels in between may not occur, "
                    "and some models use -1.",
                ),
                Slip(
                    lambda labels: {one: int(np.sum(labels == one)) for one in range(3)},
                    "You count 0, 1 and 2, which is right for this mixture alone.",
                ),
                Slip(
                    lambda labels: {one: n / len(labels) for one, n in _sizes(labels).items()},
                    "Those are shares. The number of points is asked for.",
                ),
                Slip(
                    lambda labels: {one: n for one, n in _sizes(labels).items() if one >= 0},
                    "Points with the label -1 are left out, so the sizes do not add up to all of "
                    "them.",
                ),
            ),
            read_by=_read_sizes,
        ),
    ),
    praise="The sizes add up to the points, whichever model made the labels. Two lines that belong "
    "together now look at one array.",
    right=((_sizes,), (lambda labels: Counter(np.asarray(labels).tolist()),)),
    wrong=(
        Wrong("pairs", (lambda labels: sorted(_sizes(labels).items()),), "returns a dictionary"),
        Wrong(
            "counts all", (lambda labels: {k: len(labels) for k in _sizes(labels)},), "yours says"
        ),
    ),
)

# -- 4: a loop that prints the same array three times -------------------------------------------


@cache
def _cut_cases() -> tuple[tuple[Any, tuple[float, ...]], ...]:
    """Return points and heights far from every merge."""
    found = []
    for seed, groups in ((1, 3), (2, 5)):
        centers = np.random.default_rng(seed).permutation(
            [(9.0 * (i % 3), 9.0 * (i // 3)) for i in range(groups)]
        )
        X, _ = make_blobs(12 * groups, centers=centers, cluster_std=0.7, random_state=seed)
        heights = AgglomerativeClustering(None, distance_threshold=0).fit(X).distances_
        middles = (heights[1:] + heights[:-1]) / 2
        widest = np.sort(np.argsort(np.diff(heights))[-4:])
        found.append((X, tuple(float(round(middles[i], 2)) for i in widest)))
    X, cuts = found[0]
    return (*found, (X, (cuts[2], cuts[0])), (X, (cuts[1],)))


def _numbers(X: Any, cuts: Any) -> list[int]:
    return [
        int(AgglomerativeClustering(None, distance_threshold=cut).fit(X).n_clusters_)
        for cut in cuts
    ]


def _read_counts(value: Any, case: tuple[Any, ...]) -> Any:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list) and not value:  # the blank in the loop is still there
        raise Blank
    return _read_row(value, len(case[1]), "What numbers returns")


def _wrong_counts(case: tuple[Any, ...], given: Any, right: Any) -> str:
    at = int(np.argmax(given != right))
    return (
        f"Cut at {case[1][at]:g}, the tree has {right[at]:g} clusters, and yours says "
        f"{given[at]:g}."
    )


def _alike(value: Any, other: Any) -> bool:
    return bool(np.array_equal(value, other))


NUMBERS: Final = Exercise(
    key="bugs-4",
    title="A number for each cut",
    level="change",
    fading="faded",
    objectives=("trace", "fix"),
    hints=(
        "Write beside each name in the loop whether it is made anew in each round.",
        "What changes from round to round is never printed. What is printed never changes.",
        "Inside the loop: fit with this cut, keep the labels under a name, and count the labels of "
        "that same name.",
    ),
    answers=(
        FunctionOnCases(
            "numbers",
            _cut_cases(),
            _numbers,
            fallback=_wrong_counts,
            slips=(
                Slip(
                    lambda X, cuts: [_numbers(X, cuts[:1])[0]] * len(cuts),
                    "All numbers are that of the first cut. Each round needs labels of its own.",
                ),
                Slip(
                    lambda X, cuts: [_numbers(X, cuts[-1:])[0]] * len(cuts),
                    "All numbers are that of the last cut. Count inside the loop.",
                ),
                Slip(
                    lambda X, cuts: [_numbers(X, (8,))[0]] * len(cuts),
                    "The cut in the loop is not used: all trees are cut at 8, as before the loop.",
                ),
                Slip(
                    lambda X, cuts: [n - 1 for n in _numbers(X, cuts)],
                    "One too few everywhere. Labels start at 0, so the highest label is not the "
                    "number of clusters.",
                ),
                Slip(
                    lambda X, cuts: [len(X)] * len(cuts),
                    "You count the points. How many different labels are there?",
                ),
                Slip(
                    lambda X, cuts: sorted(_numbers(X, cuts), reverse=True),
                    "Numbers in order of size. They belong in the order of the cuts.",
                ),
            ),
            read_by=_read_counts,
            equal=_alike,
        ),
    ),
    praise="Each cut has its own number, in any order of cuts. A column that never changes is "
    "worth a second look.",
)

# -- 5: numbers of clusters compared with numbers of kinds --------------------------------------


def _accuracy(kinds: Any, labels: Any) -> float:
    table = pd.crosstab(np.asarray(kinds), np.asarray(labels)).to_numpy()
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum() / table.sum())


def _pair(counts: Any, seed: int) -> tuple[Any, Any]:
    """Return kinds and labels, in random order, of which a table is given: a row for each kind."""
    pairs = [(k, c) for k, row in enumerate(counts) for c, n in enumerate(row) for _ in range(n)]
    kinds, labels = np.array(pairs)[np.random.default_rng(seed).permutation(len(pairs))].T
    return kinds, labels


@cache
def _matchings() -> tuple[tuple[Any, Any], ...]:
    return (
        _pair([[0, 10, 0], [0, 0, 10], [10, 0, 0]], 1),
        _pair([[10, 9, 0], [9, 1, 0], [0, 0, 5]], 2),
        _pair([[6, 5, 0], [7, 0, 0], [0, 2, 10]], 3),
        _pair([[9, 4, 0, 0], [0, 0, 8, 3], [0, 0, 0, 6]], 4),
    )


def _majority(kinds: Any, labels: Any) -> float:
    return float(pd.crosstab(kinds, labels).to_numpy().max(axis=0).sum() / len(kinds))


def _largest_first(kinds: Any, labels: Any) -> float:
    table, right = pd.crosstab(kinds, labels).to_numpy().copy(), 0
    for _ in range(min(table.shape)):
        row, column = np.unravel_index(table.argmax(), table.shape)
        right += table[row, column]
        table[row], table[:, column] = -1, -1
    return float(right / len(kinds))


MATCHED: Final = Exercise(
    key="bugs-5",
    title="How many plants are right",
    level="change",
    fading="faded",
    objectives=("fix",),
    hints=(
        "Would the printed score change if k-means had called its first cluster 7? Should it?",
        "Make a table first: how many plants of each kind lie in each cluster?",
        "Out of that table pick cells with the largest sum, no two in one row or one column. "
        "scipy.optimize has a function for an assignment like that.",
    ),
    answers=(
        FunctionOnCases(
            "accuracy",
            _matchings(),
            _accuracy,
            fallback=lambda case, given, right: (
                f"For kinds and labels whose best pairing is right for {right:.3g} of the plants, "
                f"yours is {given:.3g}."
            ),
            slips=(
                Slip(
                    lambda kinds, labels: float(np.mean(kinds == labels)),
                    "A cluster's number is still compared with a kind's number. Both are only "
                    "names, and nobody made them agree.",
                ),
                Slip(
                    _majority,
                    "Each cluster takes its most common kind, so two clusters may take the same "
                    "one. Each kind can be given to one cluster.",
                ),
                Slip(
                    lambda kinds, labels: _accuracy(kinds, labels) * len(kinds),
                    "That is the number of plants. The share is asked for.",
                ),
                Slip(
                    lambda kinds, labels: float(adjusted_rand_score(kinds, labels)),
                    "The adjusted Rand index is a good score, and no share of the plants.",
                ),
                Slip(
                    _largest_first,
                    "You take the largest cell first, and it can cost more than it gives: look for "
                    "the best sum of all.",
                ),
                Slip(
                    lambda kinds, labels: 1 - _accuracy(kinds, labels),
                    "That is the share that is wrong.",
                ),
            ),
            equal=lambda value, other: bool(abs(value - other) < 1e-6),
        ),
    ),
    praise="The score no longer depends on names: right for clusters in any order, and where there "
    "are more clusters than kinds.",
)

# -- 6: points without a cluster ----------------------------------------------------------------


def _found(labels: Any) -> tuple[int, float]:
    given = np.asarray(labels)
    return len(set(given[given >= 0].tolist())), float(np.mean(given == -1))


def _with_noise() -> list[tuple[Any]]:
    rng = np.random.default_rng(9)
    return [
        (rng.permutation(np.repeat([-1, 0, 1], [6, 30, 24])),),
        (rng.permutation(np.repeat([0, 1, 2, 3], [9, 11, 8, 12])),),
        (np.full(10, -1),),
        (rng.permutation(np.repeat([-1, 0], [15, 5])),),
    ]


def _read_found(value: Any, case: tuple[Any, ...]) -> Any:
    if isinstance(value, Mapping):
        value = list(value.values())
    return tuple(_read_row(value, 2, "What found returns"))


def _same_found(value: Any, other: Any) -> bool:
    return bool(np.allclose(value, other, rtol=0, atol=1e-6))


def _wrong_found(case: tuple[Any, ...], given: Any, right: Any) -> str:
    occur = ", ".join(map(str, sorted(set(case[0].tolist()))))
    if abs(given[0] - right[0]) > 1e-6:
        return f"With labels {occur} there are {right[0]:g} clusters, and yours says {given[0]:g}."
    return (
        f"With labels {occur} the share of points without a cluster is {right[1]:.3g}, and yours "
        f"is {given[1]:.3g}."
    )


FOUND: Final = Exercise(
    key="bugs-6",
    title="Clusters, and points that have none",
    level="change",
    fading="own",
    objectives=("fix",),
    hints=(
        "Which values can stand in the labels of this estimator, and what does each of them mean?",
        "Try your function on labels in which every value means a cluster. Is it still right?",
        "First keep the labels that are names of clusters, then count the different ones. The "
        "others make the share.",
    ),
    answers=(
        FunctionOnCases(
            "found",
            _with_noise(),
            _found,
            fallback=_wrong_found,
            slips=(
                Slip(
                    lambda labels: (len(set(labels.tolist())), float(np.mean(labels == -1))),
                    "-1 is still counted as a cluster.",
                ),
                Slip(
                    lambda labels: (len(set(labels.tolist())) - 1, float(np.mean(labels == -1))),
                    "You always take one off. Where every point has a cluster, there is no -1 to "
                    "leave out.",
                ),
                Slip(
                    lambda labels: (_found(labels)[0], float(np.sum(labels == -1))),
                    "The second is a share of all points, and yours is their number.",
                ),
                Slip(
                    lambda labels: (_found(labels)[0], float(np.mean(labels >= 0))),
                    "The second is the share that has a cluster. Asked for are those without.",
                ),
                Slip(
                    lambda labels: (int(labels.max()), float(np.mean(labels == -1))),
                    "Labels start at 0, so the highest one is a cluster too few.",
                ),
            ),
            read_by=_read_found,
            equal=_same_found,
        ),
    ),
    praise="Right with noise, without any, and where all is noise. Say both numbers: few clusters "
    "with much noise is another result than few clusters.",
)

# -- 7: the answer among the columns ------------------------------------------------------------


def _song_cases() -> list[tuple[Any, Any]]:
    rng = np.random.default_rng(11)
    cases = []
    for columns, codes in (
        (["danceability", "genre_code", "energy"], {"a": 0, "b": 1, "c": 2}),
        (["style", "energy", "group", "tempo"], {"a": 7, "b": 2, "c": 5}),
        (["tempo", "energy", "verses", "singers"], {}),
    ):
        genre = rng.permutation(np.repeat(["a", "b", "c"], 12))
        table = pd.DataFrame({name: rng.uniform(0.2, 0.9, 36) for name in columns})
        for name in columns:
            if name in ("genre_code", "group"):
                table[name] = [codes[one] for one in genre]
            if name == "style":
                table[name] = [f"{one}-music" for one in genre]
            if name == "verses":  # whole numbers that are no copy of anything
                table[name] = rng.permutation(np.repeat([2, 3, 4], 12))
            if name == "singers":
                table[name] = rng.permutation(np.repeat([1, 2], 18))
        cases.append((table, pd.Series(genre)))
    return cases


def _features(table: Any, genre: Any) -> list[str]:
    return [
        name
        for name in table.columns
        if pd.Series(table[name].to_numpy()).groupby(np.asarray(genre)).nunique().max() > 1
    ]


def _read_columns(value: Any, case: tuple[Any, ...]) -> Any:
    if isinstance(value, pd.DataFrame):
        value = value.columns
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise Mistake("features returns the names of columns, as a list.")
    names = list(value)
    if any(one is ... or one is None for one in names):
        raise Blank
    unknown = [one for one in names if not isinstance(one, str) or one not in case[0].columns]
    if unknown:
        raise Mistake("features returns names of columns of the table, and one of yours is none.")
    return set(names)


def _wrong_columns(case: tuple[Any, ...], given: Any, right: Any) -> str:
    if extra := sorted(given - right):
        return (
            f"You keep {extra[0]}. In a table of columns {', '.join(case[0].columns)} it tells the "
            "genre of every song, under another name."
        )
    lost = min(right - given)
    return (
        f"You leave out {lost}. Songs of one genre differ in it, so it is a measure and no copy of "
        "the genre."
    )


FEATURES: Final = Exercise(
    key="bugs-7",
    title="What may go in",
    level="change",
    fading="own",
    objectives=("trace", "fix"),
    hints=(
        "Ask of each column: could somebody who sees this column alone tell every song's genre?",
        "A copy may have any name, any numbers, or words. So neither names nor types tell it.",
        "Within one genre, how many different values does a copy have, and how many does a "
        "measure have? pandas counts that with groupby and nunique.",
    ),
    answers=(
        FunctionOnCases(
            "features",
            _song_cases(),
            _features,
            fallback=_wrong_columns,
            slips=(
                Slip(
                    lambda table, genre: list(table.columns),
                    "All columns go in, the genre under another name among them.",
                ),
                Slip(
                    lambda table, genre: [c for c in table.columns if c != "genre_code"],
                    "You leave out one name. In another table the copy is called otherwise: look "
                    "at values, not at names.",
                ),
                Slip(
                    lambda table, genre: [c for c in table.columns if table[c].dtype == float],
                    "You leave out all columns that are not fractions. Whole numbers can be a "
                    "measure: verses is one.",
                ),
                Slip(
                    lambda table, genre: [
                        c for c in table.columns if c not in ("genre_code", "group")
                    ],
                    "A copy in words is a copy too. Text can't go into k-means as it is, but "
                    "somebody will encode it.",
                ),
                Slip(
                    lambda table, genre: [c for c in table.columns if table[c].nunique() != 3],
                    "You count the values of a column alone. A measure may have three values too: "
                    "what counts is whether they follow the genre.",
                ),
                Slip(
                    lambda table, genre: [],
                    "Nothing is left to cluster. Keep the measures.",
                ),
            ),
            read_by=_read_columns,
        ),
    ),
    praise="Copies go, whatever they are called, and measures stay. A score of a clustering that "
    "has seen the answer says nothing.",
    right=(
        (_features,),
        (lambda table, genre: table[_features(table, genre)],),
    ),
)

# -- 8: fitted on three columns, shown on two ---------------------------------------------------


@cache
def _flower_cases() -> tuple[tuple[Any, list[str]], ...]:
    """Return tables with an hour of measuring, one with the light then too, and what is shown."""
    cases = []
    for seed, order in ((0, ("width", "height", "hour")), (0, ("hour", "height", "width")),
                        (2, ("height", "light", "hour", "width"))):  # fmt: skip
        rng = np.random.default_rng(seed)
        points, _ = make_blobs(
            150, centers=[[2, 2], [6, 2], [4, 6]], cluster_std=0.6, random_state=seed
        )
        daytime = rng.choice([8, 14, 20], 150)
        table = pd.DataFrame({"width": points[:, 0], "height": points[:, 1]})
        table["hour"] = daytime + rng.normal(0, 0.3, 150)
        table["light"] = 90 - 3 * daytime + rng.normal(0, 1, 150)
        cases.append((table[list(order)], ["width", "height"]))
    return tuple(cases)


def _mixture_labels(X: Any) -> Any:
    return GaussianMixture(3, random_state=0).fit_predict(np.asarray(X))


def _read_ids(value: Any, case: tuple[Any, ...]) -> Any:
    return _read_row(value, len(case[0]), "What clusters returns")


def _wrong_ids(case: tuple[Any, ...], given: Any, right: Any) -> str:
    score = adjusted_rand_score(given, right)
    return (
        f"In a table with columns {', '.join(case[0].columns)} of which {' and '.join(case[1])} "
        f"are shown, your groups agree with those of the picture by {score:.2f}. It should be 1."
    )


def _standardized(table: Any) -> Any:
    return (table - table.mean()) / table.std(ddof=0)


SHOWN: Final = Exercise(
    key="bugs-8",
    title="Fit what you show",
    level="change",
    fading="own",
    objectives=("trace", "fix"),
    hints=(
        "How many numbers of each flower does the mixture see, and how many do you see?",
        "A column is part of every distance and of every bell, whether it is drawn or not.",
        "The second argument names the columns of the picture. Fit on those, wherever they stand.",
    ),
    answers=(
        FunctionOnCases(
            "clusters",
            _flower_cases(),
            lambda table, shown: _mixture_labels(table[shown]),
            fallback=_wrong_ids,
            slips=(
                Slip(
                    lambda table, shown: _mixture_labels(table),
                    "The mixture still sees all columns, and the hour decides.",
                ),
                Slip(
                    lambda table, shown: _mixture_labels(table.iloc[:, :2]),
                    "You take the first two columns. In another table the columns stand in another "
                    "order: take them by name.",
                ),
                Slip(
                    lambda table, shown: _mixture_labels(_standardized(table)),
                    "Standardizing changes where the fit starts. The hour is still in it.",
                ),
                Slip(
                    lambda table, shown: _mixture_labels(table.drop(columns="hour")),
                    "You leave out one column by name. Another table has more columns beside the "
                    "two: take those that are shown.",
                ),
                Slip(
                    lambda table, shown: np.zeros(len(table)),
                    "All flowers are in one group.",
                ),
            ),
            read_by=_read_ids,
            equal=lambda value, other: bool(adjusted_rand_score(value, other) > 0.95),
        ),
    ),
    praise="What is fitted is what is shown, in any order of columns. Showing all three "
    "columns would be as honest.",
    seconds=10.0,
)

# -- 9: a score that rises with the number of clusters ------------------------------------------


@cache
def _score_cases() -> dict[str, tuple[Any, Any]]:
    rng = np.random.default_rng(13)
    kinds = rng.integers(0, 3, 150)
    half = np.where(rng.random(150) < 0.75, kinds, rng.integers(0, 3, 150))
    return {
        "equal groups under other names": (kinds, np.array([2, 0, 1])[kinds]),
        "3 clusters by dice": (kinds, rng.integers(0, 3, 150)),
        "40 clusters by dice": (kinds, rng.integers(0, 40, 150)),
        "a cluster for each point": (kinds, np.arange(150)),
        "one cluster for all": (kinds, np.zeros(150, dtype=int)),
        "three of four points right": (kinds, (half + 1) % 3),
    }


_CHANCE: Final = 0.1


def _judge_score(score: Function) -> None:
    told = {}
    for name, (kinds, labels) in _score_cases().items():
        told[name] = read_number(score(kinds.copy(), labels.copy()), "What score returns")
    equal, same = "equal groups under other names", "one cluster for all"
    if abs(told["a cluster for each point"] - 1) < 0.01:
        raise Mistake(
            "A cluster for each point still gets the best score there is, and it tells nobody "
            "anything."
        )
    if abs(told[equal] - 1) > 0.01:
        raise Mistake(
            f"Equal groups under other names should get 1, and get {told[equal]:.2f} from yours."
        )
    for name in ("a cluster for each point", "40 clusters by dice", "3 clusters by dice", same):
        if abs(told[name]) > _CHANCE:
            raise Mistake(f"{name.capitalize()} should get about 0, and gets {told[name]:.2f}.")
    right = told["three of four points right"]
    if not 0.2 < right < 0.9:
        raise Mistake(
            f"Where three of four points are right, a score lies between chance and 1, and yours "
            f"is {right:.2f}."
        )


def _purity(kinds: Any, labels: Any) -> float:
    return _majority(np.asarray(kinds), np.asarray(labels))


SCORE: Final = Exercise(
    key="bugs-9",
    title="A score that can't be bought",
    level="change",
    fading="own",
    objectives=("detect", "fix"),
    hints=(
        "Which clustering gets the best printed score, and what does it tell about a new point?",
        "A fair score takes off what chance would give with as many clusters.",
        "sklearn.metrics has scores with a word for that in their names. Lesson 03 used two of "
        "them.",
    ),
    answers=(
        FunctionAnswer(
            "score",
            _judge_score,
            slips=(
                Slip(
                    _purity,
                    "A cluster for each point still gets the best score there is, and it tells "
                    "nobody anything.",
                ),
                Slip(
                    normalized_mutual_info_score,
                    "A cluster for each point should get about 0",
                ),
                Slip(
                    lambda kinds, labels: _purity(kinds, labels) - len(set(labels)) / len(labels),
                    "Equal groups under other names should get 1",
                ),
                Slip(
                    lambda kinds, labels: float(adjusted_rand_score(kinds, labels) > 0.99),
                    "Where three of four points are right, a score lies between chance and 1",
                ),
            ),
        ),
    ),
    praise="Random groups get about 0 with any number of clusters, and equal groups get 1: the "
    "score is adjusted for chance. A high score now means that something was found.",
    right=(
        (adjusted_mutual_info_score,),
        (adjusted_rand_score,),
    ),
)

# -- 10: one start ------------------------------------------------------------------------------


@cache
def _plots() -> tuple[tuple[Any, int], ...]:
    """Return points in groups on which single starts often end badly."""
    centers = [(4.0 * (i % 4), 4.0 * (i // 4)) for i in range(16)]
    return tuple(
        (make_blobs(240, centers=centers, cluster_std=0.7, random_state=seed)[0], 16)
        for seed in (0, 2, 3, 7)
    )


def _inertia(X: Any, labels: Any) -> float:
    return float(sum(((X[labels == c] - X[labels == c].mean(0)) ** 2).sum() for c in set(labels)))


@cache
def _best() -> tuple[float, ...]:
    return tuple(float(KMeans(k, n_init=40, random_state=0).fit(X).inertia_) for X, k in _plots())


#: how far above the best an inertia may lie
_NEAR: Final = 1.02


def _judge_starts(clusters: Function) -> None:
    for (X, k), best in zip(_plots(), _best(), strict=True):
        labels = _read_row(clusters(X.copy(), k), len(X), "What clusters returns")
        number = len(set(labels.tolist()))
        if number != k:
            raise Mistake(f"{k} clusters are asked for, and yours are {number}.")
        inertia = _inertia(X, labels)
        if inertia > _NEAR * best:
            raise Mistake(
                f"On one of {len(_plots())} sets of points your inertia is {inertia:.0f}, and "
                f"{best:.0f} can be reached: each start that you tried went wrong there."
            )


def _k_means(**changed: Any) -> Function:
    return lambda X, k: KMeans(k, **({"random_state": 0} | changed)).fit_predict(X)


STARTS: Final = Exercise(
    key="bugs-10",
    title="Many starts, if you ask for them",
    level="change",
    fading="own",
    objectives=("detect", "fix"),
    hints=(
        "Run the cell with other seeds. What should happen if many starts were tried?",
        "Look the parameter up: help(KMeans) says what its default is, and since which version.",
        "A loop over seeds that keeps the fit with the lowest inertia does it too.",
    ),
    answers=(
        FunctionAnswer(
            "clusters",
            _judge_starts,
            slips=(
                Slip(_k_means(), "each start that you tried went wrong there"),
                Slip(
                    lambda X, k: _k_means(n_init=20)(X, k - 1),
                    "16 clusters are asked for, and yours are 15.",
                ),
                Slip(
                    lambda X, k: _k_means(n_init=20)(X, k)[:-1],
                    "What clusters returns should be 240 numbers in a row",
                ),
            ),
        ),
    ),
    praise="Every set of points ends at its best. A default is somebody else's decision, and it "
    "can change from version to version: write down what you rely on.",
    right=((_k_means(n_init=10),), (_k_means(n_init=10, random_state=3),)),
    seconds=20.0,
)

# -- 11: a checklist that runs ------------------------------------------------------------------

_FLAWS: Final = ("rows", "noise", "frozen", "answer")
_LINES: Final = 5


def _read_checklist(given: Any, name: str) -> list[str]:
    lines = given.splitlines() if isinstance(given, str) else given
    if not isinstance(lines, Iterable) or isinstance(lines, Mapping):
        raise Mistake("checklist is a list of questions, each a text in quotes.")
    lines = list(lines)
    if any(line is ... or line is None for line in lines):
        raise Blank
    if not all(isinstance(line, str) for line in lines):
        raise Mistake("Each entry of checklist is a text in quotes.")
    return [line.strip() for line in lines if line.strip()]


def _judge_checklist(lines: list[str]) -> None:
    if len(set(lines)) < _LINES:
        raise Mistake(
            f"A question for each of the five sections: yours has {len(set(lines))} different ones."
        )
    if plain := [line for line in lines if not line.endswith("?")]:
        raise Mistake(
            f'"{plain[0][:40]}" is no question. A question can be asked of the next tutorial: end '
            'it with "?".'
        )


def _report(**changed: Any) -> dict[str, Any]:
    """Return a report without a fault, but for what is changed."""
    whole: dict[str, Any] = {
        "rows": 60,
        "sizes": {0: 20, 1: 25, 2: 15},
        "labels": np.repeat([0, 1, 2], [20, 25, 15]),
        "clusters": 3,
        "scores": {2: 0.51, 3: 0.62, 4: 0.55},
        "columns": ["width", "height"],
        "answer": "kind",
    }
    return whole | changed


_NOISY: Final = np.repeat([-1, 0, 1], [5, 30, 25])


@cache
def _reports() -> tuple[tuple[dict[str, Any]], ...]:
    noisy = {"sizes": {-1: 5, 0: 30, 1: 25}, "labels": _NOISY}
    made = (
        _report(),
        _report(sizes={0: 21, 1: 25, 2: 15}),
        _report(sizes={0: 20, 1: 25}),
        _report(**noisy, clusters=3),
        _report(**noisy, clusters=2),
        _report(scores={2: 0.1, 3: 0.1, 4: 0.1}),
        _report(scores={3: 0.62}),
        _report(scores={2: 0.5, 3: 0.62, 4: 0.5}),
        _report(columns=["width", "kind"]),
        _report(columns=["kindness", "width"]),
        _report(scores={2: 0.3, 8: 0.3}, columns=["kind", "height"], **noisy),
    )
    return tuple((one,) for one in made)


def _audit(report: Mapping[str, Any]) -> set[str]:
    labels = set(np.asarray(report["labels"]).tolist())
    scores = list(report["scores"].values())
    found = {
        "rows": sum(report["sizes"].values()) != report["rows"],
        "noise": report["clusters"] != len(labels - {-1}),
        "frozen": len(scores) > 1 and len(set(scores)) == 1,
        "answer": report["answer"] in list(report["columns"]),
    }
    return {word for word in _FLAWS if found[word]}


def _read_flaws(value: Any, case: tuple[Any, ...]) -> Any:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise Mistake("audit returns the words as a list or a set; an empty one if all is well.")
    words = list(value)
    known = ", ".join(_FLAWS)
    if any(not isinstance(word, str) or word.strip().lower() not in _FLAWS for word in words):
        raise Mistake(f"Each word that audit returns is one of {known}.")
    return {word.strip().lower() for word in words}


def _wrong_flaws(case: tuple[Any, ...], given: Any, right: Any) -> str:
    report = case[0]
    shown = {
        "rows": f"rows {report['rows']} and sizes {report['sizes']}",
        "noise": f"labels {sorted(set(report['labels'].tolist()))}, of which the report says "
        f"clusters {report['clusters']}",
        "frozen": f"scores {report['scores']}",
        "answer": f"columns {report['columns']} and the answer {report['answer']!r}",
    }
    if alarm := [word for word in _FLAWS if word in given - right]:
        return f'A false alarm: your "{alarm[0]}" is raised by {shown[alarm[0]]}.'
    missed = next(word for word in _FLAWS if word in right - given)
    return f'Your "{missed}" stays silent for {shown[missed]}.'


def _without(word: str) -> Function:
    return lambda report: _audit(report) - {word}


def _with(word: str, rule: Function) -> Function:
    return lambda report: (_audit(report) - {word}) | ({word} if rule(report) else set())


AUDIT: Final = Exercise(
    key="bugs-11",
    title="Your checklist",
    level="build",
    fading="own",
    objectives=("audit",),
    hints=(
        "Take one word at a time. Which two entries of the report have to agree?",
        "For each word write a report that is fine and looks suspicious: noise that was counted "
        "rightly, a single score, a column whose name only resembles the answer's.",
        "Start with an empty set and add a word where its two entries disagree. One label is never "
        "a cluster, and one score alone is never frozen.",
    ),
    answers=(
        OtherAnswer("checklist", _judge_checklist, read_by=_read_checklist),
        FunctionOnCases(
            "audit",
            _reports(),
            _audit,
            fallback=_wrong_flaws,
            slips=(
                Slip(
                    lambda report: set(),
                    "It finds nothing in any report, and some have faults.",
                ),
                Slip(
                    lambda report: set(_FLAWS),
                    "It finds every fault in every report. A warning that always comes is ignored.",
                ),
                Slip(
                    _with("noise", lambda report: -1 in report["labels"]),
                    "Noise alone is no fault. The fault is a number of clusters that counts it.",
                ),
                Slip(
                    _with(
                        "noise",
                        lambda report: report["clusters"] != len(set(report["labels"].tolist())),
                    ),
                    "Your count takes -1 for a cluster: you made the fault that you look for.",
                ),
                Slip(
                    _with("frozen", lambda report: len(set(report["scores"].values())) == 1),
                    "One score alone can't change. Frozen are several scores that are all equal.",
                ),
                Slip(
                    _with(
                        "answer",
                        lambda report: any(report["answer"] in one for one in report["columns"]),
                    ),
                    "You look for the letters of the answer's name inside the names of columns: "
                    "kindness is not kind.",
                ),
                Slip(
                    _with("rows", lambda report: sum(report["sizes"].values()) > report["rows"]),
                    "Sizes can add up to too few as well: points that are in no group.",
                ),
                *(
                    Slip(_without(word), f'It never says "{word}", and one report has that fault.')
                    for word in _FLAWS
                ),
            ),
            read_by=_read_flaws,
        ),
    ),
    praise="It finds what is there and raises no false alarm. Keep checklist and audit: they are "
    "yours, for the next tutorial.",
    right=(
        (
            [
                "Do the sizes add up?",
                "Which line made this number?",
                "What does each label mean?",
                "What went in?",
                "Would dice get this score too?",
            ],
            _audit,
        ),
    ),
    wrong=(
        Wrong("three", (["Sum?", "Names?", "Noise?"],), "yours has 3"),
        Wrong("advice", (["Look", "Count", "Ask", "Plot", "Doubt"],), "is no question"),
        Wrong("a number", ([1, 2, 3, 4, 5],), "is a text in quotes"),
    ),
)

# -- 12: is that a fault? -----------------------------------------------------------------------

_FAULT: Final = (
    "The text tells readers to standardize, and the code does not. It matters: raw the silhouette "
    "prefers 4 clusters, standardized 2. Even with 4 clusters each, the agreement is 0.81, not 1. "
    "A reader who follows the text gets another result. The spreads differ little, which is the "
    "best argument against me. I would change my mind if the text gave a reason."
)
_NO_FAULT: Final = (
    "The spreads are 13.4 years and 24.2 points, less than a factor of two, and raw and "
    "standardized clusters agree by 0.81. In squared distance the score still counts about three "
    "times as much as age. But years and points have no right exchange rate, so raw is "
    "a decision like any other. A sentence is missing, no line of code. With income in dollars I "
    "would change my mind."
)

VERDICT: Final = Exercise(
    key="bugs-12",
    title="Is that a fault?",
    level="respond",
    fading="own",
    objectives=("defend",),
    hints=(
        "Who relies on the sentence, and what do they get if they follow it?",
        "Compare the two spreads, then how much the two clusterings agree. Is that much or little?",
        "A fair verdict names the number that speaks against it too.",
    ),
    answers=(
        Choice(
            "verdict",
            ("fault", "no fault"),
            'The verdict is one of two: "fault" or "no fault".',
            slips={
                "both": 'Decide: the author will ask "shall I change it?". Then name the other '
                "side in your reason.",
            },
        ),
        Reason(
            _FAULT,
            values={
                "agreement of raw and standardized": (0.81,),
                "spread of age": (13.4,),
                "spread of score": (24.2,),
                "silhouettes": (0.48, 0.5, 0.46),
                "preferred k": (4, 2),
            },
            models={"fault": _FAULT, "no fault": _NO_FAULT},
            names=(
                "who gets another result, or why nobody does",
                "the number that speaks against you",
                "what would change your mind",
            ),
        ),
    ),
    praise="That can be defended. What counts is the reason: what the reader was promised, and "
    "what it changes.",
    right=(
        ("fault", _FAULT),
        ("No fault", _NO_FAULT),
        (" FAULT", _FAULT),
        ("no fault ", _NO_FAULT),
        ("fault", _NO_FAULT),
    ),
)

EXERCISES: Final = (
    COLORS,
    BRIGHTER,
    SIZES,
    NUMBERS,
    MATCHED,
    FOUND,
    FEATURES,
    SHOWN,
    SCORE,
    STARTS,
    AUDIT,
    VERDICT,
)
