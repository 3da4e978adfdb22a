"""Exercise mixtures-5: a number of components and a shape for petals, with a reason."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.mixtures_parameters import SHAPES
from teachclust.lessons.reasons import judge_reason

# with so many components the fits of the lesson fall into a petal width that many flowers share
_COLLAPSES: Final = 6
_SHAPE_COSTS: Final[dict[str, str]] = {
    "tied": (
        "'tied' wants one ellipse for all, and its best BIC is near 380, above 356. Look at the "
        "lower left: is that group as large as the others?"
    ),
    "diag": (
        "'diag' ellipses lie along the axes, and the best honest BIC of them is near 390, above "
        "356. Long petals are wide: these groups are slanted."
    ),
    "spherical": (
        "Circles need a BIC above 400. The groups are neither round nor of one size; circles have "
        "to sit side by side to cover them."
    ),
}


def _verify(n_components: Any, covariance_type: Any, because: Any) -> str:
    shape = str(covariance_type).strip().lower()
    if shape not in SHAPES:
        raise Mistake(f"covariance_type is one of four words: {', '.join(SHAPES)}.")
    count = str(n_components).strip().removesuffix(".0")
    if not count.isdigit() or int(count) < 1:
        raise Mistake("n_components is a whole number, 1 or more.")
    k = int(count)
    if k >= _COLLAPSES and shape in ("full", "diag"):
        raise Mistake(
            "Look at the thinnest component of that fit: 0.001 cm, and rounding alone makes 0.03. "
            "It has collapsed onto flowers with the very same petal width, and its BIC is worth "
            "nothing."
        )
    if shape != "full":
        raise Mistake(_SHAPE_COSTS[shape])
    if k == 1:
        raise Mistake("One component costs a BIC of 571. The gap that you see is really there.")
    if k > 3:
        raise Mistake(
            "A fourth component raises BIC by 14, a fifth by more: six more numbers each, for "
            "parts of one group. Lower is better."
        )
    judge_reason(str(because))
    return _drawer(k)


def _drawer(k: int) -> str:
    """Say what the species are, and how well they agree with the model."""
    two, three = _agreements()
    if k == 2:
        return (
            "That can be defended if the gap is all that you want to claim: BIC is 9 higher than "
            f"with 3. The drawer opens: three species, and your two groups agree by {two:.1f}, "
            f"three components by {three:.1f} (adjusted Rand index): two species touch."
        )
    return (
        "That can be defended: the lowest BIC of a fit without a collapse. The drawer opens: three "
        f"species, and your components agree with them by {three:.1f} (adjusted Rand index); "
        "k-means on the sepals, in lesson 01, reached 0.6."
    )


def _agreements() -> tuple[float, ...]:
    """Return how well two and three components agree with the species."""
    from sklearn.datasets import load_iris
    from sklearn.metrics import adjusted_rand_score
    from sklearn.mixture import GaussianMixture

    from teachclust.threads import threads_for

    data, species = load_iris(return_X_y=True)
    petals = data[:, 2:]
    with threads_for(petals.size * 3):
        found = [GaussianMixture(k, n_init=3, random_state=0).fit_predict(petals) for k in (2, 3)]
    return tuple(float(adjusted_rand_score(species, labels)) for labels in found)


_REASON: Final = (
    "BIC is 356, the lowest of the fits whose thinnest component is above 0.03 cm; "
    "long petals are wide, so ellipses must be slanted."
)
_CAREFUL: Final = (
    "Two groups with a wide gap nobody will dispute, and BIC is only 9 above the best."
)


def _right(seed: int) -> tuple[Any, ...]:
    choices = ((3, "full", _REASON), ("3", "Full", _REASON), (2, "full", _CAREFUL))
    return choices[seed % len(choices)]


DECIDE: Final = Exercise(
    key="mixtures-5",
    title="A model to defend",
    level="respond",
    fading="own",
    objectives=("choose", "detect", "defend"),
    hints=(
        "The lowest BIC of the table is not the end of it. Which of these fits can you trust?",
        "A component far thinner than the 0.03 cm of rounding has collapsed. Cross out those "
        "fits, then take the lowest BIC that is left.",
        "What is left at the bottom is 'full', with 356 at 3 and 365 at 2 components. Either can "
        "be defended.",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        Wrong("the lowest BIC", lambda: (6, "full", _REASON), "rounding alone makes"),
        Wrong("one more to be safe", lambda: (4, "full", _REASON), "raises BIC by 14"),
        Wrong("no groups", lambda: (1, "full", _REASON), "One component costs"),
        Wrong("one ellipse for all", lambda: (3, "tied", _REASON), "one ellipse for all"),
        Wrong("along the axes", lambda: (3, "diag", _REASON), "along the axes"),
        Wrong("circles", lambda: (3, "spherical", _REASON), "neither round"),
        Wrong("no number", lambda: ("three", "full", _REASON), "a whole number, 1 or more"),
        Wrong("another word", lambda: (3, "round", _REASON), "one of four words"),
        Wrong("no reason", lambda: (3, "full", "it looks good"), "words or more"),
        Wrong(
            "a reason without a number",
            lambda: (3, "full", "because the ellipses lie along the groups that I see there"),
            "Put a number",
        ),
    ),
    count=3,
)
