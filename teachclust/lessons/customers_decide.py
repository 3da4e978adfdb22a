"""Exercise customers-5: features, scaling and k for six letters, a reason, and a use refused."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reasons import judge_reason

_COLUMNS: Final = {"age and score": (0, 2), "income and score": (1, 2), "all three": (0, 1, 2)}
#: features -> scaling -> k that can be defended
_SOUND: Final[dict[str, dict[str, tuple[int, ...]]]] = {
    "age and score": {"raw": (4,), "scaled": (2, 4)},
    "income and score": {"raw": (5,), "scaled": (5,)},
    "all three": {"raw": (5, 6), "scaled": (5, 6)},
}
_NONE: Final = ("none", "0")
_MOST: Final = 6
_WORDS: Final = 4


def _verify(features: Any, scaling: Any, k: Any, refuse: Any, because: Any) -> str:
    seen, scale, said = (str(one).strip().lower() for one in (features, scaling, k))
    _judge_features(seen)
    if scale not in ("raw", "scaled"):
        raise Mistake('scaling is one of two words: "raw" or "scaled".')
    if said not in _NONE:
        _judge_k(seen, scale, said)
    if len(str(refuse).split()) < _WORDS:
        raise Mistake(
            f"refuse names one use of the segments that you won't allow, in {_WORDS} or more words."
        )
    judge_reason(str(because))
    if said in _NONE:
        return (
            "That can be defended: no silhouette is above 0.6, and one letter for all is a fair "
            "choice as well. Say what the mall loses by it."
        )
    agrees = _agreement(seen, scale, int(float(said)))
    return (
        "That can be defended. The drawer opens: these people were drawn from six groups, and your "
        f"segments agree with them by {agrees:.1f} (adjusted Rand index; equal groups give 1). "
        "Real customers have no drawer, and a letter can still be wrong for the one who opens it."
    )


def _judge_features(seen: str) -> None:
    if "gender" in seen:
        raise Mistake(
            "With gender among the features the segments part women from men before they part "
            "anything else. What would one of the letters say that it should not say to all?"
        )
    if seen == "age and income":
        raise Mistake(
            "Age and income don't say whether someone buys here. The letters are about that."
        )
    if seen not in _COLUMNS:
        raise Mistake(f'features is one of {", ".join(_COLUMNS)}, "age and income".')


def _judge_k(seen: str, scale: str, said: str) -> None:
    if not said.removesuffix(".0").isdigit():
        raise Mistake('k is a whole number such as 5, or "none".')
    k = int(float(said))
    if k > _MOST:
        raise Mistake(f"The mall writes six letters at most; {k} segments are more.")
    if k == 1:
        raise Mistake('One letter for all is k = "none": say so, and why.')
    sound = _SOUND[seen][scale]
    if k not in sound:
        raise Mistake(
            f"For {seen}, {scale}, the silhouette of k = {k} is below that of another k within six "
            "letters. Look at the table again, or choose other features."
        )


def _agreement(seen: str, scale: str, k: int) -> float:
    """Return how well these segments agree with the groups that were drawn."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import adjusted_rand_score

    from teachclust.datasets import load_customers

    data, groups = load_customers(return_X_y=True)
    points = data[:, list(_COLUMNS[seen])]
    if scale == "scaled":
        points = (points - points.mean(axis=0)) / np.std(points, axis=0)
    labels = KMeans(n_clusters=k, n_init=10, random_state=0).fit_predict(points)
    return float(adjusted_rand_score(groups, labels))


_REFUSE: Final = "No prices that depend on the segment."
_REASON: Final = (
    "All three have their best silhouette at 6, raw and scaled, and trees and mixtures agree."
)
_SOFT: Final = "The best silhouette is 0.57 only, so borders are soft and letters may miss."


def _right(seed: int) -> tuple[Any, ...]:
    ways = (
        ("all three", "scaled", 6, _REFUSE, _REASON),
        ("All three ", "Raw", "6", _REFUSE, _REASON),
        ("income and score", "scaled", 5.0, _REFUSE, _SOFT),
        ("age and score", "raw", 4, _REFUSE, _SOFT),
        ("age and score", "scaled", 2, _REFUSE, _SOFT),
        ("income and score", "raw", "none", _REFUSE, _SOFT),
    )
    return ways[seed % len(ways)]


def _wrong(name: str, answers: tuple[Any, ...], says: str) -> Wrong:
    return Wrong(name, lambda: answers, says)


DECIDE: Final = Exercise(
    key="customers-5",
    title="Segments to defend",
    level="respond",
    fading="own",
    objectives=("defend",),
    hints=(
        "First the purpose: which features say something about a letter that someone would open?",
        "Then the table of section 2: which k has the highest silhouette for your features, within "
        "six letters?",
        "Income and score have their best k at 5, all three at 6, age and score at 4 raw. Then "
        "name a use that would harm someone: a price, a credit, a job.",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        _wrong("gender", ("all and gender", "scaled", 6, _REFUSE, _REASON), "women from men"),
        _wrong("no spending", ("age and income", "raw", 3, _REFUSE, _REASON), "buys here"),
        _wrong("other features", ("score", "raw", 3, _REFUSE, _REASON), "features is one of"),
        _wrong("no scaling", ("all three", "maybe", 6, _REFUSE, _REASON), "scaling is one of"),
        _wrong("leftover", ("age and score", "raw", 11, _REFUSE, _REASON), "six letters at most"),
        _wrong("one", ("all three", "raw", 1, _REFUSE, _REASON), 'is k = "none"'),
        _wrong("a word", ("all three", "raw", "six", _REFUSE, _REASON), "whole number such as"),
        _wrong("too few", ("all three", "scaled", 2, _REFUSE, _REASON), "is below that of another"),
        _wrong("nothing refused", ("all three", "raw", 6, "none", _REASON), "you won't allow"),
        _wrong("no reason", ("all three", "raw", 6, _REFUSE, "it is best"), "words or more."),
        _wrong(
            "no number",
            ("all three", "raw", 6, _REFUSE, "because these segments look clearly apart to me"),
            "Put a number",
        ),
    ),
    count=5,
)
