"""Exercise blobs-6: decide for two people, on data not seen before, and give a reason."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reasons import judge_reason


def _verify(box_maker: Any, botanist: Any, because: Any) -> str:
    chosen = tuple(str(one).strip().lower() for one in (box_maker, botanist))
    if not set(chosen) <= {"use", "refuse"}:
        raise Mistake('Each decision is one of two words: "use" or "refuse".')
    if chosen == ("refuse", "use"):
        raise Mistake(
            "It is the other way round: who needs small squared distances, and who needs "
            "groups that exist in nature?"
        )
    if chosen == ("use", "use"):
        raise Mistake(
            "All starts agreeing shows that the best split was found, not that it is a species. "
            "K-means gives three groups to any data."
        )
    if chosen == ("refuse", "refuse"):
        raise Mistake(
            "The box maker asks for no natural groups: three sizes that fit closely are wanted, "
            "and small squared gaps are what k-means makes."
        )
    judge_reason(str(because))
    return (
        "That can be defended: useful as a division, unproven as a discovery. "
        f"The botanist's own labels bear you out: the groups agree with the species by "
        f"{_agreement():.1f} only (adjusted Rand index; equal groups give 1)."
    )


def _agreement() -> float:
    """Return how well k-means on the sepals agrees with the species."""
    from sklearn.cluster import KMeans
    from sklearn.datasets import load_iris
    from sklearn.metrics import adjusted_rand_score

    from teachclust.threads import threads_for

    data, species = load_iris(return_X_y=True)
    with threads_for(data.size):
        groups = KMeans(n_clusters=3, n_init=10, random_state=0).fit_predict(data[:, :2])
    return float(adjusted_rand_score(species, groups))


_REASON: Final = (
    "All 100 starts end alike, yet 3 in 10 flowers lie near a border, so the groups are a "
    "division, not three species."
)

DECIDE: Final = Exercise(
    key="blobs-6",
    title="A decision to defend",
    level="respond",
    fading="own",
    objectives=("decide",),
    hints=(
        "Ask of each of them: is a useful division enough, or must the groups exist in nature?",
        "K-means always gives three groups. What did the borderline share say about these?",
        "A box must fit closely: small gaps. A species must be there whether or not k-means ran.",
    ),
    verify=_verify,
    solution=lambda seed: ("use", "Refuse" if seed % 2 else "refuse", _REASON),
    wrong=(
        Wrong("stable means true", lambda: ("use", "use", _REASON), "not that it is a species"),
        Wrong("useless unless true", lambda: ("refuse", "refuse", _REASON), "no natural groups"),
        Wrong("the wrong way round", lambda: ("refuse", "use", _REASON), "other way round"),
        Wrong("other words", lambda: ("yes", "no", _REASON), "one of two words"),
        Wrong("no reason", lambda: ("use", "refuse", "I think so"), "words or more"),
        Wrong(
            "no number",
            lambda: ("use", "refuse", "because the groups look as if they run into each other"),
            "Put a number",
        ),
    ),
    count=3,
)
