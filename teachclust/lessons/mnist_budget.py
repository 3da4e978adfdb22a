"""Exercise mnist-5: how many clusters an archive can afford to have named, and a reason."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
from sklearn.cluster import KMeans, MiniBatchKMeans

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import number
from teachclust.lessons.reasons import judge_reason
from teachclust.scores.by_k import named_right
from teachclust.scores.clock import limited

_MOST: Final = 80
_ENOUGH: Final = 50
_METHODS: Final = ("mini-batch", "k-means")


def _verify(k: Any, method: Any, because: Any) -> str:
    wanted, way = number(k, "k"), str(method).strip().lower().replace("minibatch", "mini-batch")
    way = {"minibatchkmeans": "mini-batch", "mini-batchkmeans": "mini-batch"}.get(way, way)
    way = "k-means" if way == "kmeans" else way
    _judge_k(wanted)
    if way not in _METHODS:
        raise Mistake('method is one of two words: "mini-batch" or "k-means".')
    judge_reason(str(because))
    right = _drawer(int(wanted), way)
    return (
        f"That can be defended. The drawer opens: the expert names one scan for each of your "
        f"{int(wanted)} clusters, the one nearest to its center, and about {round(100 * right)} of "
        f"100 scans get their right digit by it. Who checks the others?"
    )


def _judge_k(k: float) -> None:
    if k != int(k) or k < 1:
        raise Mistake("k is a whole number from 1 up.")
    if k > _MOST:
        raise Mistake(
            f"{k:g} clusters need {k:g} names, and the expert gives {_MOST}. The highest accuracy "
            "of a table is of no use if nobody can pay for it."
        )
    if k == 10:
        raise Mistake(
            "Ten digits, but more than ten ways to write them: with ten clusters whole digits have "
            f"none of their own, and {_MOST - 10} names stay unused."
        )
    if k < _ENOUGH:
        raise Mistake(
            f"With {k:g} clusters {_MOST - k:g} names stay unused, and inertia still falls "
            "steeply. What would the others buy?"
        )


@cache
def _drawer(k: int, method: str) -> float:
    """Return the share of scans named rightly when the scan nearest to each center is named."""
    from teachclust.datasets import make_mnist_like

    archive = make_mnist_like(3_000, 0, scaled=True, random_state=1)
    mini, full = MiniBatchKMeans(k, batch_size=256, random_state=0), KMeans(k, random_state=0)
    model = mini if method == "mini-batch" else full
    with limited(1):
        model.set_params(n_init=1).fit(archive.data)
        nearest = model.transform(archive.data).argmin(axis=0)
    names = dict(enumerate(archive.target[nearest].tolist()))
    return named_right(model.labels_, names, np.asarray(archive.target))


_REASON: Final = "The budget is 80 names; from 36 to 64 clusters inertia still falls by 8 percent."


def _right(seed: int) -> tuple[Any, ...]:
    ways = (
        (64, "mini-batch", _REASON),
        (64.0, "K-Means", _REASON),
        ("64", "MiniBatchKMeans", _REASON),
        (80, "kmeans", _REASON),
    )
    return ways[seed % len(ways)]


def _wrong(name: str, answers: tuple[Any, ...], says: str) -> Wrong:
    return Wrong(name, lambda: answers, says)


BUDGET: Final = Exercise(
    key="mnist-5",
    title="An archive with a budget",
    level="respond",
    fading="own",
    objectives=("decide", "compare"),
    hints=(
        "Each cluster costs one name. How many clusters can be named at most?",
        "Inertia falls with every k, so it does not say where to stop here. The budget does.",
        "Take a k near the 80 names, not far below. For the method: what does k-means gain, and "
        "what does it cost in the table above?",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        _wrong("ten digits", (10, "mini-batch", _REASON), "Ten digits, but more"),
        _wrong("the most accurate", (256, "mini-batch", _REASON), "nobody can pay"),
        _wrong("unused", (36, "k-means", _REASON), "What would the others buy"),
        _wrong("a part", (64.5, "k-means", _REASON), "whole number from 1"),
        _wrong("no k", ("many", "k-means", _REASON), "should be one number"),
        _wrong("another method", (64, "dbscan", _REASON), "one of two words"),
        _wrong("no reason", (64, "k-means", "it is better"), "words or more"),
        _wrong(
            "no number",
            (64, "k-means", "because it spends the whole budget and is good enough for all"),
            "Put a number",
        ),
    ),
    count=3,
)
