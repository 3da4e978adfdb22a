"""The exercises of lesson 10_scores, in the lesson's order."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np
from sklearn import metrics

from teachclust.lessons.answers import (
    Blank,
    Function,
    FunctionAnswer,
    FunctionOnCases,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    Slip,
    read_numbers,
    read_one_number,
    read_word,
)
from teachclust.lessons.exercise import Answers, Exercise, Wrong
from teachclust.lessons.reasons import Reason

# -- 1: pairs of six points, three in each class, two in each cluster ---------------------------

_TOGETHER: Final = 2
_EXPECTED: Final = 6 * 3 / 15
_BEST: Final = (6 + 3) / 2
_ARI: Final = (_TOGETHER - _EXPECTED) / (_BEST - _EXPECTED)

PAIRS: Final = Exercise(
    key="scores-1",
    title="Pairs by hand",
    level="respond",
    fading="worked",
    objectives=("compute",),
    hints=(
        "Three points of one class make three pairs, two points of one cluster make one pair.",
        "There are 6 pairs in the classes and 3 in the clusters. Which of those 3 are of one "
        "class? By chance, as in the worked example, the product of the two is divided by 15.",
        "Take the chance off above and below: from what was found, and from the best that it "
        "could be, the mean of 6 and 3.",
    ),
    answers=(
        NumericAnswer(
            "both",
            _TOGETHER,
            "Write the three pairs of the clusters down: 0 with 1, 2 with 3, 4 with 5. In how "
            "many of them are both points of one class? Not in {given:g}.",
            another=5,
            slips={
                3: "3 pairs are together in the clusters. One of them joins two classes.",
                6: "6 pairs are together in the classes. Count those that are in one cluster too.",
                4: "You counted each pair twice, as 0 with 1 and as 1 with 0.",
                10: "That counts the pairs that are apart in both as well. Only pairs that are "
                "together are asked for here.",
            },
        ),
        NumericAnswer(
            "expected",
            _EXPECTED,
            "By chance it is the pairs in classes times the pairs in clusters, divided by all 15 "
            "pairs. Not {given:g}.",
            another=7.5,
            near=0.006,
            slips={
                18: "That is the product. Divide it by the number of all pairs, 15.",
                0.5: "You divided by 36. Six points make 15 pairs: 6 times 5, halved.",
                0.6: "You divided by 30, in which each pair is counted twice.",
                4.5: "That is the mean of 6 and 3: the best that there can be, not chance.",
            },
        ),
        NumericAnswer(
            "ari",
            _ARI,
            "It is (both - chance) / (best - chance); best is the mean of 6 and 3. Not {given:g}.",
            another=0.9,
            near=0.006,
            slips={
                _TOGETHER / _BEST: "0.44 comes out if nothing is taken off for chance, and also if "
                "the best is taken to be 3. Take chance off above and below; the best is the mean "
                "of 6 and 3.",
                (_TOGETHER - _EXPECTED) / _BEST: "You took chance off above the line only. The "
                "best is less by it as well.",
                (_TOGETHER - _EXPECTED)
                / 3: "You took chance off above the line only, and took 3 for "
                "the best. The best is the mean of 6 and 3, and chance comes off it too.",
                10 / 15: "This is the Rand index, without anything taken off for chance.",
                (_TOGETHER - _EXPECTED) / (6 - _EXPECTED): "The best is not 6: with 3 pairs in "
                "the clusters no more than 3 can be in both. The index takes the mean of 6 and 3.",
                _TOGETHER / np.sqrt(18): "This is the Fowlkes-Mallows index: no chance is taken "
                "off there.",
            },
        ),
    ),
    praise="scikit-learn says the same. Two of three pairs are right, and yet the ARI is only "
    "0.24: chance alone gets 1.2 of them.",
    right=(
        (2, 1.2, 0.8 / 3.3),
        (2.0, 18 / 15, 0.2424),
        ("2", "1.2", "0.24"),
        (np.int64(2), np.float64(1.2), np.float64(_ARI)),
        (2, 1.2, metrics.adjusted_rand_score([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2])),
    ),
)

# -- 2: homogeneity from a table of counts ------------------------------------------------------


def _uncertainty(counts: Any) -> float:
    """Return the entropy of counts, in bits."""
    share = np.asarray(counts, dtype=float)
    share = share[share > 0] / share.sum()
    return float(-(share * np.log2(share)).sum())


def _left(table: Any) -> float:
    """Return the uncertainty about the class that is left when the cluster is known."""
    shares = table.sum(axis=0) / table.sum()
    return float(sum(s * _uncertainty(c) for s, c in zip(shares, table.T, strict=True)))


def _homogeneity(table: Any) -> float:
    return 1 - _left(table) / _uncertainty(table.sum(axis=1))


def _tables() -> list[tuple[Any]]:
    """Return tables of counts: classes are rows, clusters are columns."""
    return [
        (np.array([[5, 1, 0, 2], [1, 8, 1, 0], [0, 3, 9, 6]]),),
        (np.array([[2, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0]]),),
        (np.array([[40, 2], [3, 5]]),),
        (np.array([[3, 3], [3, 3]]),),
    ]


def _unweighted(table: Any) -> Any:
    return sum(_uncertainty(column) for column in table.T)


_HOMOGENEITY_SLIPS: Final = (
    Slip(
        lambda table: _homogeneity(table.T),
        "This is completeness: rows and columns have changed places. Homogeneity looks into each "
        "cluster, which is a column.",
    ),
    Slip(
        lambda table: 1 - _unweighted(table) / _uncertainty(table.sum(axis=1)),
        "You added up the uncertainty of all clusters. Each counts by its share of the points.",
    ),
    Slip(
        lambda table: 1 - _unweighted(table) / table.shape[1] / _uncertainty(table.sum(axis=1)),
        "Each cluster counts the same, the small one as much as the large one. Weigh it by its "
        "share of the points.",
    ),
    Slip(
        lambda table: 1 - _left(table) / _uncertainty(table.sum(axis=0)),
        "You divided by the uncertainty of the clusters. What was there before is the uncertainty "
        "of the classes: sum along the rows.",
    ),
    Slip(
        lambda table: _left(table) / _uncertainty(table.sum(axis=1)),
        "This share is what is *left*. Homogeneity is what is gone: 1 minus it.",
    ),
    Slip(
        lambda table: 1 - _left(table) / _uncertainty(table.ravel()),
        "You divided by the uncertainty of all cells. Only the classes are meant: add up each row.",
    ),
    Slip(
        lambda table: 1 - _left(table),
        "1 minus the bits that are left is not a share yet. Divide by the bits of the classes.",
    ),
    Slip(
        lambda table: (
            1
            - sum(column.sum() * _uncertainty(column) for column in table.T)
            / _uncertainty(table.sum(axis=1))
        ),
        "The weight of a cluster is its share of the points. You took its number of points.",
    ),
)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6


def _read_homogeneity(value: Any, case: tuple[Any, ...]) -> float:
    what = "number is asked for, for the table as a whole."
    return read_one_number(value, "What homogeneity returns", what)


HOMOGENEITY: Final = Exercise(
    key="scores-2",
    title="Homogeneity in numpy",
    level="change",
    fading="faded",
    objectives=("compute",),
    hints=(
        "table.T gives the columns one by one, and each is a cluster. How large is a cluster's "
        "share of all points?",
        "A cluster's share is column.sum() / table.sum(). Multiply it by the uncertainty of that "
        "column.",
        "The second blank holds how many points each class has: add up the table along its rows.",
    ),
    answers=(
        FunctionOnCases(
            "homogeneity",
            _tables(),
            _homogeneity,
            read_by=_read_homogeneity,
            equal=_near,
            slips=_HOMOGENEITY_SLIPS,
            fallback=lambda case, value, wanted: (
                f"For the table {case[0].tolist()} it is {wanted:.3f}, and you return {value:.3f}."
            ),
        ),
    ),
    praise="The same as scikit-learn's homogeneity_score, for four tables. Give it table.T, and it "
    "is completeness.",
    right=lambda seed: (_right_homogeneity(seed),),
    wrong=(
        Wrong("one for all", (lambda table: 1.0,), "and you return 1.000"),
        Wrong(
            "a list",
            (lambda table: [_uncertainty(c) for c in table.T],),
            "for the table as a whole",
        ),
        Wrong("a word", (lambda table: "pure",), "such as 12.5"),
    ),
)


def _right_homogeneity(seed: int) -> Function:
    def by_labels(table: Any) -> Any:
        rows, columns = np.indices(table.shape)
        counts = table.ravel()
        return metrics.homogeneity_score(
            np.repeat(rows.ravel(), counts), np.repeat(columns.ravel(), counts)
        )

    return (_homogeneity, by_labels, lambda table: np.float64(_homogeneity(table)))[seed % 3]


# -- 3: labels that fool a score ----------------------------------------------------------------

_CLASSES: Final = np.repeat([0, 1, 2], 4)


def _read_twelve(given: Any, name: str) -> Any:
    """Return labels for the twelve points."""
    flat = given.split() if isinstance(given, str) else given
    if isinstance(flat, list | tuple) and any(one is ... or one is None for one in flat):
        raise Blank
    labels = read_numbers(flat, name).ravel()
    if len(labels) != len(_CLASSES):
        raise Mistake(f"{name} needs 12 labels, one for each point, and has {len(labels)}.")
    if not np.all(np.isfinite(labels)):
        raise Mistake(f"The labels in {name} are whole numbers.")
    return labels.astype(str)


def _of(score: Callable[..., float], labels: Any) -> float:
    return float(score(_CLASSES, labels))


def _judge_slivers(labels: Any) -> None:
    pure, ari = _of(metrics.homogeneity_score, labels), _of(metrics.adjusted_rand_score, labels)
    if pure < 1 - 1e-9:
        raise Mistake(
            f"slivers: the homogeneity is {pure:.2f}, because a cluster holds two classes. Make "
            "the clusters smaller."
        )
    if abs(ari) > 1e-9:
        raise Mistake(
            f"slivers: every cluster is pure, and the ARI is {ari:.2f}. As long as one pair of a "
            "class is together, it is above 0."
        )


def _judge_lump(labels: Any) -> None:
    whole, ari = _of(metrics.completeness_score, labels), _of(metrics.adjusted_rand_score, labels)
    if whole < 1 - 1e-9:
        raise Mistake(
            f"lump: the completeness is {whole:.2f}, because a class is split. Put it together "
            "again."
        )
    if abs(ari) > 1e-9:
        raise Mistake(
            f"lump: no class is split, and the ARI is {ari:.2f}: something is still kept apart. "
            "Which labels keep nothing apart?"
        )


def _judge_worse(labels: Any) -> None:
    ari = _of(metrics.adjusted_rand_score, labels)
    if ari < -1e-9:
        return
    if abs(ari) <= 1e-9:
        raise Mistake(
            "worse: the ARI is 0.00, what chance gives. Go below: which points does chance put "
            "together now and then, and you never do?"
        )
    raise Mistake(
        f"worse: the ARI is {ari:.2f}, above chance. It falls with each pair of one class that "
        "you separate."
    )


_SLIVERS: Final = tuple(range(12))
_LUMP: Final = (0,) * 12
_WORSE: Final = (0, 1, 2, 3) * 3

FOOL: Final = Exercise(
    key="scores-3",
    title="Fool three scores",
    level="build",
    fading="faded",
    objectives=("fool",),
    hints=(
        "MetricLab has rules: split, merge, shuffle. Where do the first two lead in the end?",
        "Homogeneity never minds small clusters, and completeness never minds large ones. Go to "
        "the end of each way.",
        "For the third, separate what belongs together: no cluster may hold two points of a class.",
    ),
    answers=(
        OtherAnswer("slivers", _judge_slivers, read_by=_read_twelve),
        OtherAnswer("lump", _judge_lump, read_by=_read_twelve),
        OtherAnswer("worse", _judge_worse, read_by=_read_twelve),
    ),
    praise="Homogeneity 1, completeness 1, and nothing was found. The third is below 0: it splits "
    "each class more than chance would.",
    right=(
        (_SLIVERS, _LUMP, _WORSE),
        (np.arange(12), np.zeros(12), np.tile([0, 1, 2, 3], 3)),
        (list(_SLIVERS)[::-1], [7] * 12, [3, 2, 1, 0] * 3),
        (np.random.default_rng(0).permutation(12), np.full(12, -1), np.arange(12) % 4),
        (" ".join(map(str, _SLIVERS)), [1.0] * 12, [0, 1, 2, 3, 0, 1, 2, 4, 0, 1, 3, 4]),
    ),
    wrong=(
        Wrong("the classes", (_CLASSES,), "and the ARI is 1.00"),
        Wrong("halves of classes", (np.arange(12) // 2,), "and the ARI is 0.42"),
        Wrong("a mixed cluster", ([0, *range(1, 4), 0, *range(4, 11)],), "holds two classes"),
        Wrong("two classes together", (_SLIVERS, [0] * 8 + [1] * 4), "lump: no class is split"),
        Wrong("one point left out", (_SLIVERS, [0] * 11 + [1]), "lump: the completeness"),
        Wrong("chance", (_SLIVERS, _LUMP, _SLIVERS), "what chance gives"),
        Wrong(
            "a little right",
            (_SLIVERS, _LUMP, [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 0]),
            "above chance. It",
        ),
        Wrong("too few", ([0, 1, 2],), "needs 12 labels"),
    ),
)

# -- 4: any score, less what chance gives -------------------------------------------------------

_ORDERS: Final = 200


def _above_chance(
    score: Any,
    y: Any,
    labels: Any,
    rng: Any,
    *,
    top: Callable[[float, float], float] = lambda value, chance: value - chance,
    bottom: Callable[[float], float] = lambda chance: 1 - chance,
) -> float:
    """Return a score less what chance gives; other parts make the known wrong answers."""
    chance = np.mean([score(y, rng.permutation(labels)) for _ in range(_ORDERS)])
    return float(top(score(y, labels), chance) / bottom(chance))


def _counts(y: Any, labels: Any) -> Any:
    """Return the table of classes (rows) by clusters, of whole numbers from 0."""
    table = np.zeros((y.max() + 1, labels.max() + 1))
    np.add.at(table, (y, labels), 1)
    return table


def _pairs_in(counts: Any) -> float:
    return float((counts * (counts - 1)).sum() / 2)


def _rand(y: Any, labels: Any) -> float:
    """Return the Rand index; scikit-learn's is slower, and this is called many hundred times."""
    table = _counts(y, labels)
    both, every = _pairs_in(table), _pairs_in(table.sum())
    parted = _pairs_in(table.sum(axis=0)) + _pairs_in(table.sum(axis=1)) - 2 * both
    return 1 - parted / every


def _pure(y: Any, labels: Any) -> float:
    """Return the homogeneity."""
    return _homogeneity(_counts(y, labels))


@cache
def _chance_cases() -> list[tuple[str, Function, Any, Any, float]]:
    """Return scores with their names, classes, labels, and what is right for them."""
    rng = np.random.default_rng(3)
    y = np.repeat([0, 1, 2, 3], 15)
    noisy = np.where(rng.random(60) < 0.3, rng.integers(0, 4, 60), y)
    finer = 3 * noisy + np.arange(60) % 3
    uneven = np.repeat([0, 1], [50, 10])
    cases = [
        ("Rand index", _rand, y, noisy),
        ("homogeneity", _pure, y, finer),
        ("Rand index", _rand, uneven, np.arange(60) % 7),
    ]
    return [(*case, _above_chance(*case[1:], np.random.default_rng(0))) for case in cases]


def _judge_above_chance(given: Function) -> None:
    """Compare a learner's function with the one here, within what 200 orders leave open."""
    for number, (name, score, y, labels, wanted) in enumerate(_chance_cases()):
        kept = labels.copy()
        found = given(score, y.copy(), kept, np.random.default_rng(number + 1))
        value = read_one_number(
            found, "What above_chance returns", "is asked for, not one for each order."
        )
        if not np.array_equal(kept, labels):
            raise Mistake(
                "After your function has run, the labels that it was given are in another order: "
                "rng.shuffle changes them in place. rng.permutation makes a copy."
            )
        if abs(value - wanted) > _OPEN:
            raise Mistake(_say_chance(name, score, y, labels, value, wanted))


#: how far two runs of 200 orders may be apart
_OPEN: Final = 0.02


def _say_chance(name: str, score: Any, y: Any, labels: Any, value: float, wanted: float) -> str:
    """Say which of the usual ways led to a value."""
    plain = score(y, labels)
    chance = np.mean([score(y, np.random.default_rng(i).permutation(labels)) for i in range(99)])
    known = {
        plain: "You return the score as it was. Compare it with the mean over shuffled labels.",
        plain - chance: "You took chance off, and stopped there: perfect labels would not get 1. "
        "Divide by what is left up to 1.",
        chance: "This is the mean of chance itself.",
        plain / chance: "You divided by chance. Take it off, above and below.",
        1 - chance: "This is what chance leaves up to 1. It belongs under the line.",
    }
    for one, says in known.items():
        if abs(value - one) <= _OPEN:
            return says
    return f"For the {name} of {len(y)} points it should be about {wanted:.2f}, not {value:.2f}."


def _in_place(score: Any, y: Any, labels: Any, rng: Any) -> float:
    """Shuffle the labels that are scored afterwards, as learners do."""
    rng.shuffle(labels)
    return _above_chance(score, y, labels, rng)


def _right_above_chance(seed: int) -> Answers:
    def classes_instead(score: Any, y: Any, labels: Any, rng: Any) -> float:
        mean = sum(score(rng.permutation(y), labels) for _ in range(300)) / 300
        return float((score(y, labels) - mean) / (1 - mean))

    return ((_above_chance, classes_instead)[seed % 2],)


ABOVE_CHANCE: Final = Exercise(
    key="scores-4",
    title="Any score above chance",
    level="build",
    fading="own",
    objectives=("judge",),
    hints=(
        "rng.permutation(labels) gives the same labels in another order, and leaves yours alone.",
        "Score 200 such orders and take the mean: that is what luck gives with these clusters.",
        "The ARI does it like this: (found - chance) / (best - chance). Here the best is 1.",
    ),
    answers=(
        FunctionAnswer(
            "above_chance",
            _judge_above_chance,
            slips=(
                Slip(lambda score, y, labels, rng: score(y, labels), "the score as it was"),
                Slip(
                    lambda score, y, labels, rng: _above_chance(
                        score, y, labels, rng, bottom=lambda chance: 1
                    ),
                    "and stopped there",
                ),
                Slip(
                    lambda score, y, labels, rng: _above_chance(
                        score,
                        y,
                        labels,
                        rng,
                        top=lambda value, chance: chance,
                        bottom=lambda chance: 1,
                    ),
                    "the mean of chance itself",
                ),
                Slip(
                    lambda score, y, labels, rng: _above_chance(
                        score,
                        y,
                        labels,
                        rng,
                        top=lambda value, chance: value,
                        bottom=lambda chance: chance,
                    ),
                    "You divided by chance",
                ),
                Slip(
                    _in_place,
                    "rng.shuffle changes them",
                ),
                Slip(
                    lambda score, y, labels, rng: _above_chance(
                        score,
                        y,
                        labels,
                        rng,
                        top=lambda value, chance: 1 - chance,
                        bottom=lambda chance: 1,
                    ),
                    "what chance leaves up to 1",
                ),
            ),
        ),
    ),
    praise="Given the Rand index, it returns the ARI, and it does the same for any other score. "
    "Where no formula says what chance gives, shuffle.",
    right=_right_above_chance,
    wrong=(Wrong("one for all", (lambda score, y, labels, rng: 0.5,), "it should be about"),),
)

# -- 5: which trap is in a report ---------------------------------------------------------------

TRAPS: Final = ("slivers", "chance", "rare", "noise", "lone", "chosen", "none")
_REPORTS: Final = ("noise", "slivers", "none", "chosen", "rare", "chance", "lone")
_REPORT_SAYS: Final = (
    "Report 1 is about what was kept, 35 of 100 points. Where are the others?",
    "Report 2 has 80 clusters for 100 points. What is the homogeneity of 100?",
    "Report 3 takes off chance, and its points were checked after the choice. Is anything wrong "
    "with it?",
    "Report 4 is the best of 60 tries, measured on the points that picked it.",
    "Report 5 is right for nearly all payments, because nearly all are ordinary. What happened to "
    "the 40 frauds?",
    "Report 6 uses a score that is high for random labels as well: most pairs are apart in both.",
    "Report 7 has clusters of 998, 1 and 1 points. What does the silhouette reward here?",
)


def _read_traps(given: Any, name: str) -> tuple[str, ...]:
    words = (
        re.findall(r"\w+", given)
        if isinstance(given, str)
        else list(np.ravel(np.asarray(given, dtype=object)))
    )
    if any(word is ... or word is None for word in words):
        raise Blank
    if len(words) != len(_REPORTS):
        raise Mistake(f"There are 7 reports, and {name} has {len(words)} words.")
    read = tuple(str(word).strip().lower() for word in words)
    if set(read) - set(TRAPS):
        raise Mistake(f"Each word is one of these: {', '.join(TRAPS)}.")
    return read


def _judge_traps(words: tuple[str, ...]) -> None:
    if all(word == "none" for word in words):
        raise Mistake("One report is sound. The others have a trap each.")
    for word, right, says in zip(words, _REPORTS, _REPORT_SAYS, strict=True):
        if word != right:
            raise Mistake(says)


def _with(place: int, word: str) -> tuple[list[str]]:
    """Return the right words with one of them replaced."""
    words = list(_REPORTS)
    words[place] = word
    return (words,)


REPORTS: Final = Exercise(
    key="scores-5",
    title="Seven reports",
    level="respond",
    fading="own",
    objectives=("detect",),
    hints=(
        "Ask of each report: which points were scored, with how many clusters, and who chose?",
        "Two reports are about few points among many. In one they are a class, in the other they "
        "are clusters.",
        "One report is sound. It takes off chance, and its points did not choose the clustering.",
    ),
    answers=(OtherAnswer("traps", _judge_traps, read_by=_read_traps),),
    praise="Six numbers that look good, and one that is. What to ask is always the same: which "
    "points, how many clusters, against which chance, and who chose.",
    right=(
        (list(_REPORTS),),
        (" ".join(_REPORTS),),
        (np.array(_REPORTS),),
        ([word.title() for word in _REPORTS],),
        (", ".join(_REPORTS),),
    ),
    wrong=(
        *(
            Wrong(f"report {place + 1}", _with(place, word), says)
            for place, (word, says) in enumerate(
                zip(
                    ("none", "chance", "chosen", "none", "none", "slivers", "none"),
                    _REPORT_SAYS,
                    strict=True,
                )
            )
        ),
        Wrong("all sound", (["none"] * 7,), "One report is sound"),
        Wrong("too few", (["noise", "none"],), "has 2 words"),
        Wrong("another word", (["cheating"] * 7,), "one of these"),
    ),
)

# -- 6: a grouping and the number to report with it ---------------------------------------------

_GROUPINGS: Final = ("k-means", "mixture", "average", "twenty")
_NUMBERS: Final = ("silhouette", "purity", "ari")


def _judge_report(grouping: str, score: str, because: str) -> None:
    if grouping not in _GROUPINGS:
        raise Mistake(f"grouping is one of four: {', '.join(_GROUPINGS)}.")
    if score not in _NUMBERS:
        raise Mistake(f"score is one of three: {', '.join(_NUMBERS)}.")
    if grouping == "average":
        raise Mistake(
            "Look at the sizes of 'average': 566 samples and 3. Its silhouette comes from a few "
            "far points, and all the others are one cluster."
        )
    if grouping == "twenty":
        raise Mistake(
            "Twenty clusters are pure because they are small. The pathologist would still have to "
            "find out which of them belong together, and their ARI is 0.1."
        )
    if score == "purity":
        raise Mistake(
            "A reader sees a purity and not how many clusters it took: by this number 'twenty' "
            "wins. Take one that more clusters can't raise."
        )
    if grouping == "mixture" and score == "silhouette":
        raise Mistake(
            "The mixture's silhouette is 0.31, and k-means has 0.34. Your reader will ask why you "
            "did not take k-means. Which number made you prefer the mixture?"
        )


def _praise_report(grouping: str, score: str, because: str) -> str:
    paired = (
        "Ranges that overlap do not settle it. On the same draws from the 60 the mixture has the "
        "higher ARI in about 9 of 10: a hint, no proof."
    )
    others = (
        "Now the labels of the other 509 samples are known. On these the ARI is 0.7 for k-means "
        "and 0.8 for the mixture."
    )
    if grouping == "mixture":
        return (
            f"That can be defended, if you say that the 60 chose it. {paired} {others} They did "
            "not choose, so theirs is the number to print now."
        )
    if score == "ari":
        return (
            "That can be defended, if the silhouette chose k-means: then the 60 did not choose, "
            f"and 0.5 is a fair number. {paired} {others}"
        )
    return (
        "That can be defended: no label was needed, and both groups have many samples. "
        f"{paired} {others} A silhouette could not have told you."
    )


_WITHOUT: Final = (
    "k-means has the highest silhouette, 0.34, of the groupings whose smaller group is more than a "
    "few samples. The 0.63 of average is three far samples. I did not use the 60 labels, so their "
    "ARI of 0.5, range 0.3 to 0.7, is fair. I measure again on samples that are checked later."
)
_WITH: Final = (
    "On the 60 checked samples the mixture has the higher ARI, 0.6, but its range is wide, 0.4 to "
    "0.9. I chose by these samples, so I ask for more checked ones, and print the ARI of those. "
    "Twenty clusters win by purity, 0.97, because they are small."
)

DECIDE: Final = Exercise(
    key="scores-6",
    title="A grouping and its number",
    level="respond",
    fading="own",
    objectives=("defend",),
    hints=(
        "Look at the sizes first. Which of the four groupings would help somebody with a pile of "
        "samples at all?",
        "Each number prefers another grouping. Two of those preferences are traps of exercise 5.",
        "Two groupings are left. Which number made you choose one of them? Do more clusters raise "
        "it? Could it be high although nothing was found?",
    ),
    answers=(
        OtherAnswer("grouping", read_by=read_word),
        OtherAnswer("score", read_by=read_word),
        Reason(
            _WITHOUT,
            values={
                "silhouette": (0.34, 0.31, 0.63, 0.11),
                "purity on the 60": (0.85, 0.9, 0.62, 0.97),
                "ARI on the 60": (0.5, 0.6, 0.0, 0.1),
                "range of the ARI": (0.3, 0.7, 0.4, 0.9),
                "sizes": (375, 194, 355, 214, 566, 3),
            },
            models={"no labels needed": _WITHOUT, "the labels that there are": _WITH},
            names=(
                "which grouping another score would have preferred, and why that is no merit",
                "on which samples the number will be measured again",
            ),
        ),
    ),
    together=_judge_report,
    praise=_praise_report,
    right=(
        ("k-means", "silhouette", _WITHOUT),
        ("mixture", "ARI", _WITH),
        ("K-means", " Silhouette", _WITHOUT),
        ("Mixture", "ari", _WITH),
        ("k-means", "ARI", _WITHOUT),
    ),
    wrong=(
        Wrong("the highest silhouette", ("average", "silhouette", _WITHOUT), "566 samples and 3"),
        Wrong("the highest purity", ("twenty", "purity", _WITH), "Twenty clusters are pure"),
        Wrong("purity", ("mixture", "purity", _WITH), "by this number 'twenty' wins"),
        Wrong("mixture by silhouette", ("mixture", "silhouette", _WITH), "why you did not take"),
        Wrong("k-means by purity", ("k-means", "purity", _WITHOUT), "by this number 'twenty' wins"),
        Wrong("another grouping", ("ward", "ari", _WITH), "one of four"),
        Wrong("another number", ("mixture", "inertia", _WITH), "one of three"),
    ),
)

EXERCISES: Final = (PAIRS, HOMOGENEITY, FOOL, ABOVE_CHANCE, REPORTS, DECIDE)
