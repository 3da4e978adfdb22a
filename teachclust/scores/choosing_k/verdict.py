"""The verdict on the scores of every k, in words: what each criterion prefers, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from teachclust.scores.choosing_k.gap import gap_prefers, gap_reaches
from teachclust.scores.choosing_k.k_fit import KFit
from teachclust.words import say
from teachclust.words.numbers import number

# Uniform points in a square reach 0.45 for some k (0.57 in a long strip), separate groups 0.6.
CLEAR_SILHOUETTE: Final = 0.5
# Above this adjusted Rand index two labelings differ in a few points near borders.
STABLE: Final = 0.9
# At an elbow inertia falls so many times as much as after it. Without clusters the best k of a
# square, 4, reaches 3.6: four smaller squares fit it so well.
SHARP: Final = 5.0
# The elbow is looked for among k that are nearly as far from the chord as the farthest.
_NEARLY: Final = 0.7

Floats = npt.NDArray[np.float64]
Fits = Sequence[KFit]
Points = list[tuple[int, float]]  # k and its value, ascending in k


def prefers(fits: Fits, criteria: Sequence[str]) -> dict[str, int | None]:
    """Return the k that each criterion of a scan prefers; None where it has no clear one."""
    return {name: _CHOICE[name](fits) for name in criteria}


def agreed(fits: Fits, criteria: Sequence[str]) -> int | None:
    """Return the k, from 2 on, that most kinds of evidence support; None when there is no such k.

    Criteria that measure the same are one kind: separation (most of silhouette, Calinski-Harabasz
    and Davies-Bouldin), the gap (by the rule, or the first within a spread of the highest), the
    elbow, likelihood (BIC) and stability (a median of 0.9 or more, at any number of k). A k needs
    two kinds, and more than half of those that were computed. Where they are known, its silhouette
    must be 0.5 or more, and its gap clearly larger than that of k = 1: a square splits in four, and
    a long strip in two, as sharply and stably as groups do.
    """
    kinds = _supported(fits, criteria)
    rivals = [fit.k for fit in fits if fit.k > 1 and _is_possible(fit, fits[0])]
    votes = {k: sum(k in ks for ks in kinds) for k in rivals}
    enough = max(2, len(kinds) // 2 + 1)
    best = max(votes.values(), default=0)
    if best < enough:
        return None
    tied = [k for k, count in votes.items() if count == best]
    apart = dict(_values(fits, "silhouette"))
    return max(tied, key=lambda k: apart.get(k) or 0.0)


def _supported(fits: Fits, criteria: Sequence[str]) -> list[set[int]]:
    """Return the k that each kind of evidence supports, one set for each kind computed."""
    choice = {name: k for name, k in prefers(fits, criteria).items() if _values(fits, name)}
    kinds = []
    separation = [choice[name] for name in _SEPARATION if name in choice]
    if separation:
        kinds.append({k for k in separation if k and 2 * separation.count(k) > len(separation)})
    kinds += [{choice[name] or 0} for name in ("inertia", "bic") if name in choice]
    if "gap" in choice:
        kinds.append({choice["gap"] or 0, _gap(fits, gap_reaches) or 0})
    if "stability" in choice:
        kinds.append({k for k, value in _values(fits, "stability") if value >= STABLE})
    return kinds


def _is_possible(fit: KFit, first: KFit) -> bool:
    """Whether these clusters lie apart, and are better than none by the gap, as far as known."""
    apart = fit.value("silhouette")
    if apart is not None and apart < CLEAR_SILHOUETTE:
        return False
    if first.k > 1 or first.gap is None or fit.gap is None:
        return True
    return fit.gap - (fit.gap_spread or 0.0) > first.gap


_SEPARATION: Final = ("silhouette", "calinski_harabasz", "davies_bouldin")


# --- what each criterion prefers ------------------------------------------------------------


def _values(fits: Fits, criterion: str) -> Points:
    return [(fit.k, value) for fit in fits if (value := fit.value(criterion)) is not None]


def _highest(criterion: str) -> Callable[[Fits], int | None]:
    def choose(fits: Fits) -> int | None:
        points = _values(fits, criterion)
        return max(points, key=lambda point: point[1])[0] if points else None

    return choose


def _lowest(criterion: str) -> Callable[[Fits], int | None]:
    def choose(fits: Fits) -> int | None:
        points = _values(fits, criterion)
        return min(points, key=lambda point: point[1])[0] if points else None

    return choose


def _gap(fits: Fits, rule: Callable[..., int | None] = gap_prefers) -> int | None:
    known = [fit for fit in fits if fit.gap is not None]
    spreads = [fit.gap_spread or 0.0 for fit in known]
    return rule([fit.k for fit in known], [fit.gap or 0.0 for fit in known], spreads)


def _stable(fits: Fits) -> int | None:
    stable = [k for k, value in _values(fits, "stability") if k > 1 and value >= STABLE]
    return stable[-1] if stable else None


@np.errstate(under="ignore")
def elbow(points: Points) -> int | None:
    """Return the k at which inertia stops falling fast; None when no bend is clear.

    k and inertia are scaled to 0 to 1 and compared with the chord from the first point to the last
    (V. Satopää and others, "Finding a 'kneedle' in a haystack", ICDCS workshops 2011). Of the k
    that lie nearly as far below it as the farthest, the sharpest bend is taken; it is clear when
    inertia falls five times as much before it as after it.
    """
    if len(points) < 3 or points[0][1] <= points[-1][1]:
        return None
    k, inertia = _hull(points)
    below = 1 - (k - k[0]) / (k[-1] - k[0]) - (inertia - inertia[-1]) / (inertia[0] - inertia[-1])
    slopes = -np.diff(inertia) / np.diff(k)
    # no fall at all counts as hardly a fall
    slopes = np.maximum(slopes, 1e-9 * slopes[0])
    bends = slopes[:-1] / slopes[1:]
    bends[below[1:-1] < _NEARLY * below.max()] = 0
    best = int(bends.argmax()) if len(bends) else 0
    return int(k[1 + best]) if len(bends) and bends[best] >= SHARP else None


def _hull(points: Points) -> tuple[Floats, Floats]:
    """Return the points that no line between two others passes below.

    A fit that ended in a poor local minimum lies above its neighbors, and is no bend of the curve.
    """
    kept: Points = []
    lowest = np.inf
    for k, inertia in points:
        # more clusters can always do as well as fewer
        lowest = min(lowest, inertia)
        while len(kept) > 1 and _rises_above(kept[-2], kept[-1], (k, lowest)):
            kept.pop()
        kept.append((k, lowest))
    return np.array([k for k, _ in kept], dtype=float), np.array([w for _, w in kept])


def _rises_above(
    left: tuple[int, float], middle: tuple[int, float], right: tuple[int, float]
) -> bool:
    share = (middle[0] - left[0]) / (right[0] - left[0])
    return middle[1] > left[1] + share * (right[1] - left[1])


_CHOICE: Final[dict[str, Callable[[Fits], int | None]]] = {
    "inertia": lambda fits: elbow(_values(fits, "inertia")),
    "silhouette": _highest("silhouette"),
    "calinski_harabasz": _highest("calinski_harabasz"),
    "davies_bouldin": _lowest("davies_bouldin"),
    "gap": _gap,
    "bic": _lowest("bic"),
    "stability": _stable,
}


# --- in words -------------------------------------------------------------------------------


def sentence(fits: Fits, criteria: Sequence[str]) -> str:
    """Return which k each criterion prefers, where they disagree, and what follows."""
    choice = prefers(fits, criteria)
    phrases = []
    for k in _by_support(choice):
        names = [say(f"verdict.name.{name}") for name in choice if choice[name] == k]
        phrases.append(say("verdict.none" if k == 1 else "verdict.k", k=k, names=_joined(names)))
        if k == 1 and choice.get("gap") == 1 and (better := agreed(fits, criteria)):
            phrases[-1] = say("verdict.none_yet", said=phrases[-1], k=better)
    # what was not computed (after an interrupt) is not called unclear
    open_ = [name for name in choice if choice[name] is None and _values(fits, name)]
    unclear = [say(f"verdict.unclear.{name}") for name in open_]
    if unclear:
        phrases.append(_joined(unclear))
    return say(
        "verdict.told", said="; ".join(phrases), conclusion=_conclusion(fits, criteria, choice)
    )


def _by_support(choice: dict[str, int | None]) -> list[int]:
    """Return every k that is preferred, the one with the most criteria first."""
    named = [k for k in choice.values() if k is not None]
    return sorted(set(named), key=lambda k: (-named.count(k), k))


def _conclusion(fits: Fits, criteria: Sequence[str], choice: dict[str, int | None]) -> str:
    """Return what follows; "no clear k" comes with its reasons."""
    if (k := agreed(fits, criteria)) is not None:
        return say("verdict.clear", k=k)
    reasons = []
    if len({k for k in choice.values() if k is not None}) > 1:
        reasons.append(say("verdict.disagree"))
    apart = [value for _, value in _values(fits, "silhouette")]
    if apart and max(apart) < CLEAR_SILHOUETTE:
        value, bar = number(round(max(apart), 2)), number(CLEAR_SILHOUETTE)
        reasons.append(say("verdict.low", value=value, bar=bar))
    if not reasons:
        reasons.append(say("verdict.few"))
    return " ".join([*reasons, say("verdict.unclear")])


def _joined(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return say("verdict.and", first=", ".join(names[:-1]), last=names[-1])
