"""Exercise how-5: choose k for wines measured in many units, and defend the choice."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reasons import judge_reason

_K: Final = 3
_NONE: Final = ("none", "no clear k", "0")


def _verify(features: Any, k: Any, because: Any) -> str:
    chosen = str(features).strip().lower()
    if chosen not in {"raw", "scaled"}:
        raise Mistake('features is one of two words: "raw" or "scaled".')
    if chosen == "raw":
        raise Mistake(
            "On raw features proline decides alone: its spread is 315, the next largest is 14. "
            "Milligrams against percent is no reason. A higher silhouette there only says that "
            "one number splits well."
        )
    said = str(k).strip().lower()
    if said in _NONE:
        judge_reason(str(because))
        return (
            "That can be defended: no elbow, and no silhouette above 0.3, so the groups touch. "
            f"Still, three clusters agree with three grape varieties by {_agreement():.1f} "
            "(adjusted Rand index): soft borders are not the same as nothing there."
        )
    if said not in {str(_K), f"{_K}.0"}:
        raise Mistake(_why_not(said))
    judge_reason(str(because))
    return (
        "That can be defended: silhouette, gap and stability name 3, though the low silhouette "
        f"says that borders are soft. The drawer opens: three grape varieties, and your "
        f"clusters agree with them by {_agreement():.1f} (adjusted Rand index)."
    )


def _why_not(said: str) -> str:
    if not said.lstrip("-").isdigit() or int(said) < 1:
        return 'k is a whole number such as 5, or "none" if you find no clear k.'
    if said == "1":
        return "The gap at k = 1 lies far below its later values: there is something. How much?"
    if said == "2":
        return (
            "With 2 everything scores a little less than with one more: silhouette, "
            "Calinski-Harabasz and gap. Was that the elbow of the raw features?"
        )
    if int(said) > _K + 1:
        return (
            "That many clusters do not come back: resamples agree less and less after k = 3, and "
            "the silhouette falls. Lower inertia alone is no reason."
        )
    return "Look at stability and silhouette once more: both drop after k = 3."


def _agreement() -> float:
    """Return how well three clusters of the scaled wines agree with the varieties."""
    from sklearn.cluster import KMeans
    from sklearn.datasets import load_wine
    from sklearn.metrics import adjusted_rand_score
    from sklearn.preprocessing import StandardScaler

    from teachclust.threads import threads_for

    data, variety = load_wine(return_X_y=True)
    scaled = StandardScaler().fit_transform(data)
    with threads_for(scaled.size * _K):
        groups = KMeans(n_clusters=_K, n_init=10, random_state=0).fit_predict(scaled)
    return float(adjusted_rand_score(variety, groups))


_REASON: Final = (
    "Scaled, as units are arbitrary; resamples agree by 0.97 at k = 3 and less after it, and the "
    "silhouette is highest there, though only 0.28."
)
_SOFT: Final = "The best silhouette is only 0.28 and there is no elbow, so no k stands out clearly."


def _right(seed: int) -> tuple[Any, ...]:
    choices = (("scaled", 3, _REASON), ("Scaled", "3", _REASON), ("scaled", "none", _SOFT))
    return choices[seed % len(choices)]


DECIDE: Final = Exercise(
    key="how-5",
    title="A k to defend",
    level="respond",
    fading="own",
    objectives=("read", "defend"),
    hints=(
        "First the features: would your k change if proline were given in grams?",
        "Then go through the kinds of evidence, one at a time: elbow, silhouette, gap, stability. "
        "Which name the same k? Which have no answer?",
        "On scaled features four criteria or more name one k. The silhouette says how clear it is; "
        "you may also answer 'none', if you say why.",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        Wrong("the higher silhouette", lambda: ("raw", 2, _REASON), "proline decides alone"),
        Wrong("the elbow of the raw ones", lambda: ("scaled", 2, _REASON), "With 2 everything"),
        Wrong("lower inertia", lambda: ("scaled", 10, _REASON), "do not come back"),
        Wrong("one more to be safe", lambda: ("scaled", 4, _REASON), "both drop after"),
        Wrong("one cluster", lambda: ("scaled", 1, _REASON), "there is something"),
        Wrong("no number", lambda: ("scaled", "three", _REASON), "a whole number such as"),
        Wrong("other words", lambda: ("all", 3, _REASON), "one of two words"),
        Wrong("no reason", lambda: ("scaled", 3, "it looks good"), "words or more"),
        Wrong(
            "a reason without a number",
            lambda: ("scaled", 3, "because all of the criteria that I looked at say so"),
            "Put a number",
        ),
    ),
    count=3,
)
