"""Exercise hierarchical-5: linkage and cut for measured cells, and a reason for both."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reasons import judge_reason

_FEATURES: Final = ("raw", "scaled")
_LINKAGES: Final = ("single", "complete", "average", "ward")
_NONE: Final = ("none", "no tree", "0")


def _verify(features: Any, linkage: Any, k: Any, because: Any) -> str:
    seen, name, said = (str(one).strip().lower() for one in (features, linkage, k))
    if seen not in _FEATURES:
        raise Mistake('features is one of two words: "raw" or "scaled".')
    if seen == "raw":
        raise Mistake(
            "On raw features the area alone decides: its spread is hundreds of times that of "
            "most others. A unit is no reason to count one more than another, however high the "
            "silhouette."
        )
    if name not in (*_LINKAGES, *_NONE):
        raise Mistake(f'linkage is one of {", ".join(_LINKAGES)}, or "none".')
    if name in _NONE or said in _NONE:
        judge_reason(str(because))
        return (
            "That can be defended: the linkages disagree, and no silhouette of a usable cut is "
            f"above 0.4. Still, Ward's two piles agree with the diagnosis by {_piles()[0]:.1f} "
            "(adjusted Rand index; equal groups give 1): soft is not the same as nothing there."
        )
    _judge_linkage(name)
    _judge_k(said)
    judge_reason(str(because))
    agrees, missed, ill = _piles()
    return (
        f"That can be defended: the piles are large enough to use, and the two last merges of the "
        f"tree stand far above the rest. The drawer opens: two piles agree with the diagnosis by "
        f"{agrees:.1f} (adjusted Rand index), yet {missed} of {ill} malignant samples lie in the "
        f"pile of the others. An order of reading, never a diagnosis."
    )


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
    if not said.removesuffix(".0").isdigit():
        raise Mistake('k is a whole number such as 5, or "none".')
    k = int(float(said))
    if k == 1:
        raise Mistake("One pile is no order of reading. If you trust no cut, say none.")
    if k > 3:
        raise Mistake(
            f"Why {k}? Below the two last merges, at 54 and 102, heights creep up evenly to 33: "
            "nothing marks a cut there."
        )


def _piles() -> tuple[float, int, int]:
    """Return how well two piles agree with the diagnosis, and the malignant ones misplaced."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.datasets import load_breast_cancer
    from sklearn.metrics import adjusted_rand_score
    from sklearn.preprocessing import StandardScaler

    data, benign = load_breast_cancer(return_X_y=True)
    pile = AgglomerativeClustering(n_clusters=2).fit_predict(StandardScaler().fit_transform(data))
    ill = benign == 0
    counts = np.bincount(pile[ill], minlength=2)
    return float(adjusted_rand_score(benign, pile)), int(counts.min()), int(ill.sum())


_REASON: Final = (
    "Scaled, as the units differ; Ward gives piles of 184 and 385, and the last merge at 102 is "
    "nearly twice the one before."
)
_SOFT: Final = "Three of four linkages peel off 3 samples or fewer, and Ward's silhouette is 0.34."


def _right(seed: int) -> tuple[Any, ...]:
    ways = (
        ("scaled", "ward", 2, _REASON),
        ("Scaled", " Ward", "2", _REASON),
        ("scaled", "ward", 3.0, _REASON),
        ("scaled", "none", "none", _SOFT),
    )
    return ways[seed % len(ways)]


def _wrong(name: str, answers: tuple[Any, ...], says: str) -> Wrong:
    return Wrong(name, lambda: answers, says)


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
    verify=_verify,
    solution=_right,
    wrong=(
        _wrong("the higher silhouette", ("raw", "average", 2, _REASON), "area alone decides"),
        _wrong("the best of scaled", ("scaled", "average", 2, _REASON), "useless cut"),
        _wrong("complete", ("scaled", "complete", 2, _REASON), "splits off 2"),
        _wrong("single", ("scaled", "single", 2, _REASON), "one odd sample after the other"),
        _wrong("finer", ("scaled", "ward", 6, _REASON), "creep up evenly"),
        _wrong("one pile", ("scaled", "ward", 1, _REASON), "no order of reading"),
        _wrong("no number", ("scaled", "ward", "two", _REASON), "a whole number such as"),
        _wrong("other features", ("all", "ward", 2, _REASON), "one of two words"),
        _wrong("no linkage", ("scaled", "kmeans", 2, _REASON), "linkage is one of"),
        _wrong("no reason", ("scaled", "ward", 2, "it looks good"), "words or more"),
        _wrong(
            "a reason without a number",
            ("scaled", "ward", 2, "because the two piles are large enough for the lab to use"),
            "Put a number",
        ),
    ),
    count=4,
)
