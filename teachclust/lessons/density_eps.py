"""Exercise density-2: read eps, and what it does, off a k-distance curve."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import number

_MIN_SAMPLES: Final = 5
_STRAYS: Final = 60
_CIRCLE: Final = 150
# the height at which the curve is read, and how far off an eye may be
_HEIGHT: Final = 0.5
_BY_EYE: Final = 8


@cache
def _rings() -> Any:
    """Return two circles among strays, as the lesson makes them."""
    from teachclust.datasets import make_circles

    strays = np.random.default_rng(0).uniform(-2.5, 2.5, size=(_STRAYS, 2))
    return np.vstack([make_circles().data, strays])


def _fifth() -> Any:
    """Return the distance from each point to its fifth nearest, itself counted."""
    X = _rings()
    distance = np.sqrt(((X[:, None] - X) ** 2).sum(axis=2))
    return np.sort(distance, axis=1)[:, _MIN_SAMPLES - 1]


def _sizes(eps: float) -> list[int]:
    """Return the sizes of the clusters that DBSCAN finds, the largest first."""
    from sklearn.cluster import DBSCAN

    labels = DBSCAN(eps=eps, min_samples=_MIN_SAMPLES).fit_predict(_rings())
    return sorted(np.bincount(labels[labels >= 0]).tolist(), reverse=True)


def _above(eps: float) -> int:
    """Return how many points have their fifth farther than eps: they are not core."""
    return int(np.sum(_fifth() > eps))


def _verify(eps: Any, not_core: Any) -> str:
    given = number(eps, "eps")
    _judge_eps(given)
    _judge_count(number(not_core, "not_core"))
    points, sizes = len(_rings()), _sizes(_HEIGHT)
    return (
        f"With {given:g} both circles are found, and {points - sum(_sizes(given))} points are "
        f"noise. With {_HEIGHT} only {points - sum(sizes)} are, but the circles are one: less "
        "noise is no proof of a better eps."
    )


def _judge_count(count: float) -> None:
    """Raise `Mistake` for a count that was not read at the height that was asked for."""
    above, points = _above(_HEIGHT), len(_rings())
    if abs(count - above) <= _BY_EYE:
        return
    if abs(count - (points - above)) <= _BY_EYE:
        raise Mistake(
            "You counted the core points, to the right of the crossing. Those to the left have "
            f"their fifth farther than {_HEIGHT}."
        )
    if abs(count - 52) <= _BY_EYE:
        raise Mistake(
            f"So many lie farther than the bend. Asked is the height {_HEIGHT}, and fewer points "
            "are above that."
        )
    if count <= 0:
        raise Mistake(
            f"Part of the curve is higher than {_HEIGHT}: none of those points has five within it."
        )
    raise Mistake(
        f"The eps is good. Go from {_HEIGHT} straight across to the curve, and then down: how many "
        f"points are to the left? Not {count:g}."
    )


def _judge_eps(given: float) -> None:
    """Raise `Mistake` for an eps that does not find the two circles."""
    if given <= 0:
        raise Mistake("eps is a distance, so it is larger than 0.")
    if given > len(_rings()) / 10:
        raise Mistake(
            f"{given:g} is a place on the horizontal axis, where points are counted. eps is a "
            "distance: read it off the vertical one."
        )
    if given >= _fifth().max() * 0.9:
        raise Mistake(
            f"{given:g} is the top of the curve: with it the loneliest stray would be core. Come "
            "down to the bend."
        )
    sizes = _sizes(given)
    if not sizes:
        raise Mistake(
            f"No point has {_MIN_SAMPLES} within {given:g}: all would be noise. The whole curve "
            "lies above this eps."
        )
    if sizes[0] > 1.5 * _CIRCLE:
        raise Mistake(
            f"With {given:g} both circles are in one cluster: steps are longer than the gap "
            "between them. Come down to where the curve bends."
        )
    if len(sizes) > 2:
        raise Mistake(
            f"With {given:g} the circles crumble into {len(sizes)} clusters. You are on the flat "
            "part; go up to where the curve bends."
        )


_FITTING: Final = (0.18, 0.2, 0.22, 0.25, 0.28, 0.3)


def _right(seed: int) -> tuple[Any, ...]:
    return _FITTING[seed % len(_FITTING)], _above(_HEIGHT) + seed % 11 - 5


EPS: Final = Exercise(
    key="density-2",
    title="eps from the curve",
    level="change",
    fading="faded",
    objectives=("choose",),
    hints=(
        "Follow the curve from its flat side, right to left: where does it begin to climb steeply?",
        "The height of that bend is near a good eps. For not_core, go from 0.5 on the vertical "
        "axis across to the curve, then down to the horizontal one.",
        "The bend is near 0.19, a little more is on the safe side: try 0.2. At the height 0.5 "
        "between 30 and 40 points are to the left of the curve.",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        Wrong("on the flat part", lambda: (0.1, 35), "the circles crumble"),
        Wrong("below the curve", lambda: (0.01, 35), "all would be noise"),
        Wrong("past the gap", lambda: (0.5, 35), "in one cluster"),
        Wrong("the top of the curve", lambda: (1.7, 35), "loneliest stray"),
        Wrong("a count of points", lambda: (50, 35), "horizontal axis"),
        Wrong("no distance", lambda: (-0.2, 35), "larger than 0"),
        Wrong("core for not core", lambda: (0.2, 325), "counted the core points"),
        Wrong("at the bend", lambda: (0.2, 52), "farther than the bend"),
        Wrong("none", lambda: (0.2, 0), "none of those points has five"),
        Wrong("another count", lambda: (0.2, 150), "The eps is good"),
    ),
    count=2,
)
