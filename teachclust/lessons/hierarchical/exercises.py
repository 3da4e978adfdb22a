"""The exercises of lesson 07_hierarchical, in the lesson's order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

import numpy as np
from scipy.cluster import hierarchy
from sklearn.cluster import AgglomerativeClustering
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import StandardScaler

from teachclust import datasets
from teachclust.datasets import make_nested, make_uniform_noise
from teachclust.lessons.answers import (
    Blank,
    Function,
    FunctionAnswer,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    read_number,
    read_one_number,
    read_word,
    whole_number,
)
from teachclust.lessons.exercise import Answers, Exercise, Wrong
from teachclust.lessons.reasons import Reason

_PAIRS: Final = ("AB", "AC", "BC")


def _read_pair(answer: Any, name: str) -> str:
    """Return a pair of letters in order, however it was written."""
    if answer is ...:
        raise Blank
    written = str(answer).upper().replace("AND", "")
    found = "".join(sorted(c for c in written if c in "ABC"))
    if found not in _PAIRS:
        raise Mistake(f'{name} names two clusters by their letters, such as "AC".')
    return found


def _judge_pairs(single: str, low: float, complete: str, high: float) -> None:
    if (single, complete) == ("AB", "BC"):
        raise Mistake(
            "The two changed places: single looks at the nearest two points of a pair, complete "
            "at the farthest two."
        )
    if single != "BC":
        raise Mistake(
            f"Under single linkage {single} is not the nearest. Take the gap between the nearest "
            "two points of each pair: 28, 40 and ... ?"
        )
    if complete == "BC":
        raise Mistake(
            "Under complete linkage B and C are as far apart as 40 and 69, their farthest two. Is "
            "there a pair with less?"
        )
    if complete != "AB":
        raise Mistake(
            "Under complete linkage A and C are 57 apart, from 12 to 69: the most of all."
        )


# clusters A = {12}, B = {40}, C = {52, 60, 69} on a line
MERGE: Final = Exercise(
    key="hierarchical-1",
    title="The next merge by hand",
    level="respond",
    fading="worked",
    objectives=("merge",),
    hints=(
        "There are three pairs of clusters, AB, AC and BC. Write two numbers for each: the gap of "
        "the nearest two points, and of the farthest two.",
        "For AC the points are 12 against 52, 60 and 69: nearest gap 40, farthest 57. Do the same "
        "for AB and BC.",
        "You have three nearest gaps and three farthest. Single merges the pair with the smallest "
        "of its three numbers; complete does so with its own three.",
    ),
    answers=(
        OtherAnswer("single", read_by=_read_pair),
        NumericAnswer(
            "single_height",
            12,
            near=0.01,
            slips={
                29: "29 lies between 40 and 69, the farthest pair of B and C. Single asks for the "
                "nearest.",
                20: "20 lies between 40 and 60. There is a point of C nearer to 40.",
                20.333: "This is the mean over B and C: average linkage. Single takes the nearest "
                "pair.",
            },
            another=11,
            fallback="The pairs are right, but one height is not {given:g}. What counts for "
            "single is the distance from 40 to 52.",
        ),
        OtherAnswer("complete", read_by=_read_pair),
        NumericAnswer(
            "complete_height",
            28,
            near=0.01,
            slips={
                29: "29 is the complete distance of B and C. The pair you named is nearer, by 1.",
                52: "That is a place on the line. A height is a distance between two points.",
            },
            another=30,
            fallback="The pairs are right, but one height is not {given:g}. What counts for "
            "complete is the distance from 12 to 40.",
        ),
    ),
    together=_judge_pairs,
    praise="Single follows the small gap. Complete joins 40 to the far point 12, since 28 is a "
    "little less than 29: one far member of C (69) keeps 40 away from its near neighbor 52.",
    right=(("BC", 12, "AB", 28), ("cb", 12.0, "B-A", 28.0), ("B and C", 12, ("A", "B"), 28)),
    wrong=(
        Wrong("changed places", ("AB", 28, "BC", 12), "changed places"),
        Wrong("both the nearest", ("BC", 12, "BC", 29), "as far apart as 40 and 69"),
        Wrong("both the farther", ("AB", 28, "AB", 28), "Under single linkage AB"),
        Wrong("the largest", ("BC", 12, "AC", 57), "the most of all."),
        Wrong("no letters", ("40", 12, "AB", 28), "by their letters"),
    ),
)


def _judge_cut(cut: float) -> None:
    if cut in (5, 9):
        raise Mistake(f"At {cut:g} itself there is a merge. Cut between two merges.")
    if cut == 3:
        raise Mistake("3 is a number of clusters. A cut is a height: where are three stems?")
    if cut < 5:
        raise Mistake(f"A cut at {cut:g} lies too low: it crosses more than three stems.")
    if cut > 9:
        raise Mistake(f"A cut at {cut:g} lies too high: the two large branches have met at 9.")


# the tree of the lesson: 0+3 at 1, 2+5 at 2, 1 joins {0, 3} at 3, 6 joins {2, 5} at 5, both at 9,
# 4 joins all at 10; drawn from left to right as 0 3 1 2 5 6 4
READ: Final = Exercise(
    key="hierarchical-2",
    title="A tree, read",
    level="respond",
    fading="worked",
    objectives=("read", "cut"),
    hints=(
        "Lay a ruler across the picture. Only heights are measured; left and right are free.",
        "From leaf 1 go up, and from leaf 2 go up. The first link above both tells how far apart "
        "they are.",
        "At a cut count the vertical lines that it crosses, those of single leaves too. For three "
        "clusters find a height at which it crosses three.",
    ),
    answers=(
        NumericAnswer(
            "apart",
            9,
            slips={
                1: "1 and 2 stand side by side, and that says nothing. How high must you climb to "
                "get from one to the other?",
                3: "At 3 leaf 1 joins 0 and 3. Where does leaf 2 come into the same branch?",
                2: "At 2 leaf 2 joins leaf 5. Climb on until leaf 1 is below the same link.",
                18: "A way up and down is not added up. The height of the link that joins them "
                "counts.",
                10: "At 10 the last leaf joins. 1 and 2 have met before that.",
            },
            another=8,
            fallback="1 and 2 do not meet at {given:g}. Follow both lines up to one link.",
        ),
        NumericAnswer(
            "clusters",
            4,
            slips={
                3: "Three merges lie above 4, at 5, 9 and 10; a tree cut through m of them falls "
                "into m + 1 clusters. Or count the lines that cross the cut.",
                2: "A leaf that is still alone at height 4 is a cluster too: count 6 and 4 as "
                "well.",
                5: "That is a cut a little lower, between 2 and 3. At 4 leaf 1 has joined 0 and 3.",
                7: "7 leaves is the cut at 0. By height 4 three merges are done.",
            },
            another=6,
            fallback="A line at 4 crosses some stems of the tree, but not {given:g} of them.",
        ),
        OtherAnswer("cut", _judge_cut, read_by=read_number),
    ),
    praise="Height is what counts: 1 and 2 stand side by side, yet only leaf 4 is farther from 1.",
    right=lambda seed: (9, 4, 5.2 + 0.19 * (seed % 20)),
    wrong=(
        Wrong("on a merge", (9, 4, 5), "there is a merge"),
        Wrong("a number of clusters", (9, 4, 3), "3 is a number"),
        Wrong("too low", (9, 4, 4), "too low"),
        Wrong("too high", (9, 4, 9.5), "too high"),
    ),
)

_LINKAGES: Final = ("single", "complete", "average", "ward")
_CLUSTERS: Final[dict[str, int]] = {"circles": 2, "blobs": 4, "unequal_spread": 3}
_ENOUGH: Final = 0.85
_WHY_NOT: Final[dict[str, dict[str, str]]] = {
    "circles": {
        "complete": "keeps the farthest pair close, and across a ring that is a diameter",
        "average": "joins what is near on average, and the far side of a ring is not",
        "ward": "wants round groups of equal size, like k-means, and cuts straight across",
    },
    "blobs": {
        "single": "gives a cluster to one stray point and lets two blobs chain together",
    },
    "unequal_spread": {
        "single": "gives clusters to strays of the wide group, and chains the rest",
        "complete": "splits the wide group, as its farthest points are so far apart",
        "average": "parts a few strays from the wide group, and joins the tight ones",
    },
}


@cache
def _agreement(picture: str, linkage: str) -> float:
    """Return how well a linkage finds the groups that a picture was drawn with."""
    load = datasets.load_blobs if picture == "blobs" else getattr(datasets, f"make_{picture}")
    X, target = load(return_X_y=True)
    model = AgglomerativeClustering(n_clusters=_CLUSTERS[picture], linkage=linkage)
    return float(adjusted_rand_score(target, model.fit_predict(X)))


def _judge_linkages(choices: Any) -> None:
    if not isinstance(choices, Mapping):
        raise Mistake('choice is a dictionary, such as {"moons": "single", "circles": ...}.')
    given = {picture: choices.get(picture) for picture in _CLUSTERS}
    if any(linkage is None or linkage is ... for linkage in given.values()):
        raise Blank
    for picture, linkage in given.items():
        name = str(linkage).strip().lower()
        if name not in _LINKAGES:
            raise Mistake(f"A linkage is one of four words: {', '.join(_LINKAGES)}.")
        agrees = _agreement(picture, name)
        if agrees < _ENOUGH:
            raise Mistake(
                f"{picture}: {name} linkage {_WHY_NOT[picture][name]}. Its clusters agree with "
                f"the groups by {agrees:.1f} only (equal groups give 1)."
            )


def _choices(circles: Any, blobs: Any, spread: Any) -> tuple[Any]:
    found = {"moons": "single", "circles": circles, "blobs": blobs, "unequal_spread": spread}
    return (found,)


def _right_choices(seed: int) -> Answers:
    blobs = ("ward", "average", "complete", " Ward ")[seed % 4]
    return _choices("single" if seed % 2 else "Single", blobs, "ward")


CHOOSE: Final = Exercise(
    key="hierarchical-3",
    title="A linkage for each picture",
    level="change",
    fading="faded",
    objectives=("choose",),
    hints=(
        "Three questions to each picture: are the groups long or ringed? Do they nearly touch? "
        "Are there strays, or is one group wider?",
        "Long or ringed with clear gaps: follow the nearest points. Nearly touching: not the "
        "nearest points. Strays: the linkage for which one more point costs little.",
        "A ring like a moon; then any of the three that resist a bridge; then the one that adds "
        "up squares.",
    ),
    answers=(OtherAnswer("choice", _judge_linkages),),
    praise="Each finds its groups. No linkage is best: single for rings, any but single for blobs "
    "that nearly touch, Ward where strays should not get clusters of their own.",
    right=_right_choices,
    wrong=(
        Wrong("one for all: ward", _choices("ward", "ward", "ward"), "cuts straight across"),
        Wrong(
            "one for all: single",
            _choices("single", "single", "single"),
            "two blobs chain together",
        ),
        Wrong(
            "one for all: average", _choices("average", "average", "average"), "far side of a ring"
        ),
        Wrong("one for all: complete", _choices("complete", "ward", "ward"), "that is a diameter"),
        Wrong("chained strays", _choices("single", "ward", "single"), "and chains the rest"),
        Wrong(
            "the wide one split",
            _choices("single", "ward", "complete"),
            "farthest points are so far",
        ),
        Wrong("strays cut off", _choices("single", "ward", "average"), "joins the tight ones"),
        Wrong("no linkage", _choices("single", "kmeans", "ward"), "one of four words"),
        Wrong("one word for all", ("ward",), "is a dictionary"),
    ),
)

_TRIES: Final = ((0, 3), (0, 9), (1, 2), (2, 5), (2, 1))  # data set and k


@cache
def _tree_data(place: int) -> Any:
    """Return data whose merges have heights of their own: three sizes, three scales."""
    if place == 2:
        return 1000 * make_uniform_noise(40, random_state=3).data
    return (1.0, 0.01)[place] * make_nested(90 - 30 * place, random_state=7).data


def _heights(X: Any) -> Any:
    """Return the heights of all merges under Ward linkage, lowest first."""
    return AgglomerativeClustering(compute_distances=True).fit(X).distances_


def _found(X: Any, height: float) -> Any:
    return AgglomerativeClustering(n_clusters=None, distance_threshold=height).fit_predict(X)


def _judge_threshold(measure: Function) -> None:
    for place, k in _TRIES:
        X = _tree_data(place)
        given = measure(X.copy(), k)
        height = read_one_number(
            given, "What threshold returns", "height is asked for, at which to cut."
        )
        labels = _found(X, height) if height >= 0 else np.arange(len(X))
        if labels.max() + 1 != k:
            raise Mistake(_why_not_height(X, k, height, int(labels.max()) + 1))
        wanted = AgglomerativeClustering(n_clusters=k).fit_predict(X)
        assert adjusted_rand_score(wanted, labels) == 1  # one tree has one cut into k


def _why_not_height(X: Any, k: int, height: float, got: int) -> str:
    tops = _heights(X)
    told = f"On {len(X)} points with k = {k} it gives {height:.4g}, and so {got} clusters."
    if height == k:
        why = "k counts clusters; a threshold is a height in the units of the data."
    elif k == 1:
        why = "With k = 2 and more you are right. For one cluster the line lies above all merges."
    elif np.isclose(height, tops[k - 1]) and not np.isclose(height, tops[-k]):
        why = (
            "You counted the merges from the bottom. The last ones, at the end, make few clusters."
        )
    elif height == len(X) - k:
        why = "That many merges are done by then. Asked is the height between two of them."
    elif got == k + 1:
        why = "One too many: a cut through m merges leaves m + 1 clusters. Go one merge up."
    elif got == k - 1:
        why = "One too few: a cut through m merges leaves m + 1 clusters. Go one merge down."
    elif any(np.isclose(height, share * tops[-1]) for share in (0.5, 0.7)):
        why = "A fixed share of the tree's height knows nothing of k."
    else:
        why = "Look at the sorted heights: between which two must the line lie for k clusters?"
    return f"{told} {why}"


def _below(X: Any, k: int) -> Any:
    """Return the height above which k - 1 merges lie; for k = 1 more than the last."""
    tops = np.append(_heights(X), np.inf)
    top = tops[-k] if k > 1 else 2 * tops[-2]
    return (tops[-k - 1] + top) / 2


def _careless(X: Any, k: int) -> Any:
    """Return the mean of two merges; -k + 1 is the first of all when k is 1."""
    tops = _heights(X)
    return (tops[-k] + tops[-k + 1]) / 2


def _share(share: float) -> Callable[[Any, int], Any]:
    return lambda X, k: share * _heights(X)[-1]


def _on_the_upper(X: Any, k: int) -> Any:
    return np.append(_heights(X), 1e9)[-k]


def _above_the_lower(X: Any, k: int) -> Any:
    return np.sort(hierarchy.linkage(X, "ward")[:, 2])[-k] * (1 + 1e-9)


CUT: Final = Exercise(
    key="hierarchical-4",
    title="The height of a cut",
    level="build",
    fading="own",
    objectives=("cut",),
    hints=(
        "Fit once with compute_distances=True: distances_ holds the heights of all merges, lowest "
        "first. How many of the last ones must the line stay below?",
        "k clusters need the last k - 1 merges undone. So the line lies above the merge before "
        "those, and not above the first of them.",
        "Write the last five heights on paper. Count from the end for k = 2, then for k = 3. For "
        "k = 1 there is no merge above: any larger number will do.",
    ),
    answers=(FunctionAnswer("threshold", _judge_threshold),),
    praise="Three trees in three units, cut five times: each of your heights gives the very "
    "clusters that n_clusters gives.",
    right=((_below,), (_on_the_upper,), (_above_the_lower,)),
    wrong=(
        Wrong("k itself", (lambda X, k: k,), "k counts clusters"),
        Wrong("counted from the bottom", (lambda X, k: _heights(X)[k - 1],), "from the bottom"),
        Wrong("the number of merges", (lambda X, k: len(X) - k,), "many merges are done"),
        Wrong("one too many", (lambda X, k: _heights(X)[-k],), "One too many"),
        Wrong("one too few", (lambda X, k: _below(X, k - 1),), "One too few"),
        Wrong("no thought of k = 1", (_careless,), "above all merges"),
        Wrong("half the tree", (_share(0.5),), "fixed share"),
        Wrong("nothing undone", (lambda X, k: 10 * _heights(X)[-1],), "between which two"),
        Wrong("all heights", (lambda X, k: _heights(X),), "One height is asked for"),
        Wrong("no number", (lambda X, k: "high",), "should be one number"),
    ),
)

_NONE: Final = ("none", "no tree", "0")


def _judge_tree(features: str, linkage: str, k: str, because: str) -> None:
    if features not in ("raw", "scaled"):
        raise Mistake('features is one of two words: "raw" or "scaled".')
    if features == "raw":
        raise Mistake(
            "On raw features the area alone decides: its spread is hundreds of times that of "
            "most others. A unit is no reason to count one more than another, however high the "
            "silhouette."
        )
    if linkage not in (*_LINKAGES, *_NONE):
        raise Mistake(f'linkage is one of {", ".join(_LINKAGES)}, or "none".')
    if (linkage in _NONE) != (k in _NONE):
        raise Mistake('If you trust no cut, say "none" for both, linkage and k.')
    if linkage not in _NONE:
        _judge_linkage(linkage)
        _judge_k(k)


def _judge_linkage(name: str) -> None:
    if name == "ward":
        return
    if name == "complete":
        raise Mistake(
            "Complete linkage splits off 2 of 569. It looks at the farthest pair only, and so one "
            "odd sample decides for all."
        )
    if name == "single":
        raise Mistake(
            "Single linkage peels off one odd sample after the other: 567 and 2 are no two piles."
        )
    raise Mistake(
        "Average linkage has a high silhouette and a useless cut: it sets 3 odd samples against "
        "all others. A high score for such piles is no help to the lab."
    )


def _judge_k(said: str) -> None:
    k = whole_number(said)
    if k is None:
        raise Mistake('k is a whole number such as 5, or "none".')
    if k == 1:
        raise Mistake("One pile is no order of reading. If you trust no cut, say none.")
    if k > 3:
        raise Mistake(
            f"Why {k}? Below the two last merges, at 54 and 102, heights creep up evenly to 33: "
            "nothing marks a cut there."
        )


def _piles() -> tuple[float, int, int]:
    """Return how well two piles agree with the diagnosis, and the malignant ones misplaced."""
    data, benign = load_breast_cancer(return_X_y=True)
    pile = AgglomerativeClustering(n_clusters=2).fit_predict(StandardScaler().fit_transform(data))
    ill = benign == 0
    counts = np.bincount(pile[ill], minlength=2)
    return float(adjusted_rand_score(benign, pile)), int(counts.min()), int(ill.sum())


def _praise_tree(features: str, linkage: str, k: str, because: str) -> str:
    agrees, missed, ill = _piles()
    if linkage in _NONE or k in _NONE:
        return (
            "That can be defended: the linkages disagree, and no silhouette of a usable cut is "
            f"above 0.4. Still, Ward's two piles agree with the diagnosis by {agrees:.1f} "
            "(adjusted Rand index; equal groups give 1): soft is not the same as nothing there."
        )
    return (
        f"That can be defended: the piles are large enough to use, and the two last merges of the "
        f"tree stand far above the rest. The drawer opens: two piles agree with the diagnosis by "
        f"{agrees:.1f} (adjusted Rand index), yet {missed} of {ill} malignant samples lie in the "
        f"pile of the others. An order of reading, never a diagnosis."
    )


_REASON: Final = (
    "Scaled, as the units differ. Ward gives piles of 184 and 385, and the last merge at 102 is "
    "nearly twice the one before. Malignant samples in the larger pile are read later, so all of "
    "it has to be read."
)
_SOFT: Final = (
    "Scaled, as the units differ. Three of four linkages split off 3 samples or fewer, and Ward's "
    "silhouette is 0.34: no clear piles. A patient whose sample lies in the wrong pile would wait."
)

DECIDE: Final = Exercise(
    key="hierarchical-5",
    title="A tree to defend",
    level="respond",
    fading="own",
    objectives=("defend",),
    hints=(
        "First the features: would your tree change if areas were given in square millimeters?",
        "Then the sizes: which linkage gives two piles that are of use? Two samples are no pile.",
        "One linkage on scaled features gives two large piles. Its heights tell where to cut: "
        "between which two merges is the widest step?",
    ),
    answers=(
        OtherAnswer("features", read_by=read_word),
        OtherAnswer("linkage", read_by=read_word),
        OtherAnswer("k", read_by=read_word),
        Reason(
            _REASON,
            values={
                "sizes of the piles": (
                    184,
                    385,
                    2,
                    3,
                    567,
                    566,
                    1,
                    20,
                    549,
                    568,
                    86,
                    483,
                ),
                "heights of the last merges": (
                    102.0,
                    54.4,
                    32.7,
                    26.9,
                    23.7,
                    20.3,
                    19.5,
                    17.3,
                    14.2,
                    12.3,
                    10.5,
                    8.8,
                ),
                "silhouette": (0.34, 0.63, 0.66, 0.69, 0.8),
                "samples that are peeled off": (3, 2),
            },
            models={"use the piles": _REASON, "trust no cut": _SOFT},
            names=("why raw or scaled", "who is harmed if a pile is wrong"),
        ),
    ),
    together=_judge_tree,
    praise=_praise_tree,
    right=(
        ("scaled", "ward", 2, _REASON),
        ("Scaled", " Ward", "2", _REASON),
        ("scaled", "ward", 3.0, _REASON),
        ("scaled", "none", "none", _SOFT),
    ),
    wrong=(
        Wrong("the higher silhouette", ("raw", "average", 2, _REASON), "area alone decides"),
        Wrong("the best of scaled", ("scaled", "average", 2, _REASON), "useless cut"),
        Wrong("complete", ("scaled", "complete", 2, _REASON), "splits off 2"),
        Wrong("single", ("scaled", "single", 2, _REASON), "one odd sample after the other"),
        Wrong("finer", ("scaled", "ward", 6, _REASON), "creep up evenly"),
        Wrong("one pile", ("scaled", "ward", 1, _REASON), "no order of reading"),
        Wrong("no number", ("scaled", "ward", "two", _REASON), "a whole number such as"),
        Wrong("other features", ("all", "ward", 2, _REASON), "one of two words"),
        Wrong("no linkage", ("scaled", "kmeans", 2, _REASON), "linkage is one of"),
    ),
)

EXERCISES: Final = (MERGE, READ, CHOOSE, CUT, DECIDE)
