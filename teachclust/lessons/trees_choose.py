"""Exercise hierarchical-3: a linkage for each picture."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Blank, Exercise, Mistake, Wrong

_LINKAGES: Final = ("single", "complete", "average", "ward")
_CLUSTERS: Final[dict[str, int]] = {"circles": 2, "blobs": 4, "unequal_spread": 3}
_ENOUGH: Final = 0.85
_WHY_NOT: Final[dict[tuple[str, str], str]] = {
    ("circles", "complete"): "keeps the farthest pair close, and across a ring that is a diameter",
    ("circles", "average"): "joins what is near on average, and the far side of a ring is not",
    ("circles", "ward"): "wants round groups of equal size, like k-means, and cuts straight across",
    ("blobs", "single"): "gives a cluster to one stray point and lets two blobs chain together",
    ("unequal_spread", "single"): "gives clusters to strays of the wide group, and chains the rest",
    (
        "unequal_spread",
        "complete",
    ): "splits the wide group, as its farthest points are so far apart",
    (
        "unequal_spread",
        "average",
    ): "parts a few strays from the wide group, and joins the tight ones",
}


@cache
def _agreement(picture: str, linkage: str) -> float:
    """Return how well a linkage finds the groups that a picture was drawn with."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.metrics import adjusted_rand_score

    from teachclust import datasets

    load = datasets.load_blobs if picture == "blobs" else getattr(datasets, f"make_{picture}")
    X, target = load(return_X_y=True)
    model = AgglomerativeClustering(n_clusters=_CLUSTERS[picture], linkage=linkage)
    return float(adjusted_rand_score(target, model.fit_predict(X)))


def _verify(linkage: Any) -> str:
    if not isinstance(linkage, Mapping):
        raise Mistake('choice is a dictionary, such as {"moons": "single", "circles": ...}.')
    given = {picture: linkage.get(picture) for picture in _CLUSTERS}
    if any(choice is None or choice is ... for choice in given.values()):
        raise Blank
    for picture, choice in given.items():
        name = str(choice).strip().lower()
        if name not in _LINKAGES:
            raise Mistake(f"A linkage is one of four words: {', '.join(_LINKAGES)}.")
        agrees = _agreement(picture, name)
        if agrees < _ENOUGH:
            raise Mistake(
                f"{picture}: {name} linkage {_WHY_NOT[picture, name]}. Its clusters agree with "
                f"the groups by {agrees:.1f} only (equal groups give 1)."
            )
    return (
        "Each finds its groups. No linkage is best: single for rings, any but single for blobs "
        "that nearly touch, Ward where strays should not get clusters of their own."
    )


def _choices(circles: Any, blobs: Any, spread: Any) -> tuple[Any]:
    found = {"moons": "single", "circles": circles, "blobs": blobs, "unequal_spread": spread}
    return (found,)


def _wrong(name: str, circles: Any, blobs: Any, spread: Any, says: str) -> Wrong:
    return Wrong(name, lambda: _choices(circles, blobs, spread), says)


def _right(seed: int) -> tuple[Any, ...]:
    blobs = np.array(["ward", "average", "complete", " Ward "])[seed % 4]
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
    verify=_verify,
    solution=_right,
    wrong=(
        _wrong("one for all: ward", "ward", "ward", "ward", "cuts straight across"),
        _wrong("one for all: single", "single", "single", "single", "two blobs chain together"),
        _wrong("one for all: average", "average", "average", "average", "far side of a ring"),
        _wrong("one for all: complete", "complete", "ward", "ward", "that is a diameter"),
        _wrong("chained strays", "single", "ward", "single", "and chains the rest"),
        _wrong("the wide one split", "single", "ward", "complete", "farthest points are so far"),
        _wrong("strays cut off", "single", "ward", "average", "joins the tight ones"),
        _wrong("no linkage", "single", "kmeans", "ward", "one of four words"),
        Wrong("one word for all", lambda: ("ward",), "is a dictionary"),
    ),
)
