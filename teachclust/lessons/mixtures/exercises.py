"""The exercises of lesson 09_mixtures, in the lesson's order."""

from __future__ import annotations

from collections.abc import Callable
from math import isclose
from typing import Any, Final

import numpy as np
from sklearn.datasets import load_iris
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

from teachclust.lessons.answers import (
    Function,
    FunctionOnCases,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    Slip,
    read_numbers,
    read_word,
    whole_number,
)
from teachclust.lessons.exercise import Exercise, Wrong
from teachclust.lessons.reasons import Reason
from teachclust.threads import threads_for

_NEAR: Final = 0.005

_PART: Final = {0.2: "one in five", 0.25: "one in four", 0.1: "one in ten", 0.05: "one in twenty"}


def shares_exercise(weight: float, density: float, other: float) -> Exercise:
    """Return the exercise about the responsibilities of one fish.

    The young have this weight and, at 12 cm, this density; the older ones have the rest of the
    weight and the `other` density.
    """
    rest = round(1 - weight, 2)
    product, second = weight * density, rest * other
    young = round(product / (product + second), 10)
    likely, rare = ("young", "older") if young > 0.5 else ("older", "young")
    few = round(min(young, 1 - young), 10)
    part = _PART.get(few, f"{100 * few:.0f} in 100")
    return Exercise(
        key="mixtures-1",
        title="The responsibilities of one fish",
        level="respond",
        fading="worked",
        objectives=("compute",),
        hints=(
            "Do what the worked one does: first a product for each component, then their sum.",
            f"The products are weight times density: {weight:g} x {density:g} and {rest:g} x "
            f"{other:g}.",
            f"Young: {weight:g} x {density:g} = {product:g}. Do the same for the older ones. Each "
            "share is a part of their sum.",
        ),
        answers=(
            NumericAnswer(
                "young",
                young,
                near=_NEAR,
                slips=_share_slips(weight, density, other, young),
                another=0.5 if abs(young - 0.5) > 0.05 else 0.55,
                fallback=f"young is not {{given:g}}. It is {weight:g} x {density:g}, divided by "
                f"the sum of {weight:g} x {density:g} and {rest:g} x {other:g}.",
            ),
            NumericAnswer(
                "older",
                round(1 - young, 10),
                near=_NEAR,
                another=second,
                fallback="young is right. The two add up to 1, so older is not {given:g}.",
            ),
        ),
        praise=f"{young:.2g} and {1 - young:.2g}: a fish of 12 cm is most likely {likely}, and yet "
        f"{part} like it is {rare}.",
    )


def _share_slips(weight: float, density: float, other: float, young: float) -> dict[float, str]:
    """Return the wrong shares that learners give; those near another one are left out."""
    slips = {
        weight * density: "This is weight times density, the first half of it. Divide by the sum "
        "of both products, so that the two shares add up to 1.",
        density: "This is the density alone. Multiply by the weight, then divide by the sum of "
        "both.",
        density / (density + other): "You left out the weights. They differ: multiply each density "
        "by its weight first.",
        weight: "This is the weight: what you would say of a fish that nobody measured. The "
        "length 12 tells more.",
        1 - young: "These two changed places. Compare the two products: which one is the young "
        "fish's?",
        0: "This is a hard answer. A responsibility says how much; nothing here is certain.",
        100 * young: "The size is right. Write shares between 0 and 1, so that they add up to 1.",
    }
    found: dict[float, str] = {}
    for slip, says in slips.items():
        if all(abs(slip - one) > _NEAR for one in (young, *found)):
            found[slip] = says
    return found


SHARES: Final = shares_exercise(0.6, 0.02, 0.12)

# lengths 6, 8, 10, 14 with shares 1, 1, 0.5, 0 in the young: size 2.5, sums 19 and 5.6
REFIT: Final = Exercise(
    key="mixtures-2",
    title="One M step by hand",
    level="respond",
    fading="worked",
    objectives=("compute",),
    hints=(
        "First the size: add up the shares. A fish with share 0.5 is half a fish, in every sum.",
        "The size is 2.5. The weight is the size by the number of fish, 4. For the mean, add up "
        "share times length, and divide by the size.",
        "The fish of 10 cm adds 0.5 x 10 to the sum for the mean. For the variance it adds half of "
        "its squared distance to the mean.",
    ),
    answers=(
        NumericAnswer(
            "weight",
            0.625,
            near=_NEAR,
            slips={
                2.5: "2.5 is the size, the sum of the shares. The weight is that part of all 4 "
                "fish.",
                0.5: "You left the shared fish out. It counts as half a fish: the size is 2.5.",
                0.75: "You counted the shared fish whole. It counts as half a fish: the size is "
                "2.5.",
            },
            another=0.4,
            fallback="The weight is not {given:g}. Add up the shares, and divide by 4 fish.",
        ),
        NumericAnswer(
            "mean",
            7.6,
            near=_NEAR,
            slips={
                8: "This is the mean of 6, 8 and 10, each counted whole. The fish of 10 cm counts "
                "half.",
                7: "This is the mean of 6 and 8 alone. The fish of 10 cm counts half; do not drop "
                "it.",
                4.75: "You divided by all 4 fish. Divide by the size of the component, 2.5.",
                19 / 3: "You divided by 3 fish. The shared one is half a fish here too: divide by "
                "2.5.",
                9.5: "This is the mean of all four fish. Multiply each length by its share first.",
                19: "19 is the sum of share times length. Divide it by the size.",
            },
            another=9,
            fallback="The weight is right; the mean is not {given:g}. It is (1 x 6 + 1 x 8 + 0.5 "
            "x 10) divided by the size.",
        ),
        NumericAnswer(
            "variance",
            2.24,
            near=_NEAR,
            slips={
                2.24**0.5: "This is the standard deviation. The variance is its square.",
                1.4: "You divided by all 4 fish. Divide by the size of the component here too.",
                3.392: "The squared distance of the shared fish, 5.76, counts half as well.",
                5.6: "This is the sum of share times squared distance. Divide it by the size.",
                5.6
                / 1.5: "You took 1 off the size. EM maximizes the likelihood, and divides by the "
                "size.",
            },
            another=9,
            fallback="Weight and mean are right; the variance is not {given:g}. Square the "
            "distances from 7.6, multiply each by its share, add, divide by the size.",
        ),
    ),
    praise="The fish in between pulls half as hard on the mean, and counts half for the spread.",
)

SHAPES: Final = ("full", "tied", "diag", "spherical")


def _counted_by(
    matrix: Callable[[int], float] = lambda d: d * (d + 1) / 2,
    tied: Callable[[int], float] = lambda k: 1,
    diag: Callable[[int, int], float] = lambda k, d: k * d,
    spherical: Callable[[int, int], float] = lambda k, d: k,
    means: Callable[[int, int], float] = lambda k, d: k * d,
    weights: Callable[[int], float] = lambda k: k - 1,
) -> Function:
    """Return a function that counts; other parts make the known wrong answers."""

    def parameters(k: int, d: int, shape: str) -> float:
        covariances = {
            "full": k * matrix(d),
            "tied": tied(k) * matrix(d),
            "diag": diag(k, d),
            "spherical": spherical(k, d),
        }
        return covariances[shape] + means(k, d) + weights(k)

    return parameters


_count: Final = _counted_by()

PARAMETERS: Final = Exercise(
    key="mixtures-3",
    title="Count the free numbers",
    level="change",
    fading="faded",
    objectives=("choose",),
    hints=(
        "Write a covariance of two features as a table of 2 x 2. Which two numbers in it are "
        "always equal?",
        "Count what may be chosen freely in one covariance: above the diagonal it repeats what "
        "stands below. How many components choose their own?",
        "Try it by hand. For k = 1 and d = 1 every shape has 2 numbers; for k = 3 and d = 2 'full' "
        "has 17, and 'tied' and 'spherical' have 11.",
    ),
    answers=(
        FunctionOnCases(
            "parameters",
            [(k, d, shape) for shape in SHAPES for k, d in ((3, 2), (1, 1), (2, 5), (4, 3))],
            _count,
            equal=lambda value, other: isclose(value, other, rel_tol=1e-6),
            slips=(
                Slip(
                    _counted_by(weights=lambda k: k),
                    "The weights add up to 1, so that the last one follows from the others: k - 1 "
                    "are free.",
                ),
                Slip(
                    _counted_by(weights=lambda k: 0),
                    "The weights are missing: k - 1 of them are free.",
                ),
                Slip(
                    _counted_by(matrix=lambda d: d * d),
                    "You counted all d x d numbers of a covariance. It is symmetric: what is "
                    "above the diagonal stands below it too, so d (d + 1) / 2 are free.",
                ),
                Slip(
                    _counted_by(matrix=lambda d: d * (d - 1) / 2),
                    "d (d - 1) / 2 is what stands above the diagonal. The d variances on it are "
                    "free as well.",
                ),
                Slip(
                    _counted_by(diag=lambda k, d: d),
                    "'diag' has d variances in each component. You counted those of one.",
                ),
                Slip(
                    _counted_by(spherical=lambda k, d: 1),
                    "'spherical' has one variance in each component, so k of them; they need not "
                    "be equal.",
                ),
                Slip(
                    _counted_by(spherical=lambda k, d: k * d),
                    "'spherical' is a circle: one variance serves all features of a component.",
                ),
                Slip(
                    _counted_by(tied=lambda k: k),
                    "'tied' means that all components share one covariance. Count it once.",
                ),
                Slip(
                    _counted_by(means=lambda k, d: k),
                    "A mean is a point: it has a number for each feature, so k x d in all.",
                ),
                Slip(
                    _counted_by(means=lambda k, d: 0),
                    "The means are missing: d numbers in each component.",
                ),
            ),
            fallback=lambda case, given, wanted: (
                f"For {case[0]} components, {case[1]} features and '{case[2]}' it gives {given:g}, "
                f"and should give {wanted:g}: covariances, then means, then weights."
            ),
        ),
    ),
    praise=(
        "With 10 features, 5 components with 'full' covariances have 329 free numbers, and "
        "with 'spherical' ones 59. Count before you fit: your n rows must settle them all."
    ),
    right=((_count,), (lambda k, d, shape: int(_count(k, d, shape)),)),
    wrong=(Wrong("always 17", (lambda k, d, shape: 17,), "covariances, then means"),),
)


def _decided_by(
    label: Callable[[Any, float], Any] = lambda share, threshold: share.argmax(axis=1),
    sure: Callable[[Any, float], Any] = lambda share, threshold: share.max(axis=1) >= threshold,
    fallback: float = -1,
) -> Callable[[Any, float], Any]:
    """Return a function that decides; other parts make the known wrong answers."""

    def decide(share: Any, threshold: float = 0.9) -> Any:
        return np.where(sure(share, threshold), label(share, threshold), fallback)

    return decide


#: a share that is equal to its threshold, and one on either side of it
_AT_THRESHOLD: Final = np.array([[0.75, 0.25], [0.125, 0.875], [0.375, 0.625], [0.25, 0.75]])


def _shares_and_thresholds() -> list[tuple[Any, float]]:
    """Return responsibilities of two to four components, and a threshold for each."""
    rng = np.random.default_rng(0)
    drawn = [(rng.dirichlet([0.4] * 3, size=60), at) for at in (0.9, 0.5, 0.99, 0.35)]
    return [*drawn, (rng.dirichlet([0.4] * 4, size=30), 0.6), (_AT_THRESHOLD, 0.75)]


def _read_labels(value: Any, case: tuple[Any, ...]) -> Any:
    """Return the learner's labels as numbers, one for each point."""
    labels, n = read_numbers(value, "What decide returns"), len(case[0])
    if labels.shape == (n,):
        if np.isnan(labels).any():
            raise Mistake(
                "Undecided points come out as None or NaN. Use -1: labels are whole numbers."
            )
        return labels
    if labels.shape == case[0].shape[1:]:
        raise Mistake("You get a number for each component. Each row is a point: go along axis=1.")
    raise Mistake(f"It should return {n} labels for {n} points, in their order: leave none out.")


def _first_wrong_label(case: tuple[Any, ...], given: Any, wanted: Any) -> str:
    share, at = case
    point = int(np.argmax(given != wanted))
    return (
        f"Shares {', '.join(f'{one:.2f}' for one in share[point])} with threshold {at:g} give "
        f"{given[point]:g}, and should give {wanted[point]:g}."
    )


def _loop(share: Any, threshold: float) -> list[int]:
    """Decide as a learner without numpy would."""
    rows = [list(row) for row in share]
    return [row.index(max(row)) if max(row) >= threshold else -1 for row in rows]


UNDECIDED: Final = Exercise(
    key="mixtures-4",
    title="Labels, and 'undecided'",
    level="build",
    fading="own",
    objectives=("defend",),
    hints=(
        "Two questions for each row: which share is the largest, and is it large enough?",
        "argmax and max along axis=1 go along each row. Below the threshold means smaller than it: "
        "what about a share that is equal to it?",
        "np.where(condition, a, b) takes a where the condition holds, and b elsewhere. Or write a "
        "loop over the rows.",
    ),
    answers=(
        FunctionOnCases(
            "decide",
            _shares_and_thresholds(),
            _decided_by(),
            read_by=_read_labels,
            equal=np.allclose,
            slips=(
                Slip(
                    _decided_by(sure=lambda share, threshold: np.full(len(share), True)),
                    "Every point gets a label: this is what predict does. Where the largest share "
                    "is below the threshold, return -1.",
                ),
                Slip(
                    _decided_by(label=lambda share, threshold: share.max(axis=1)),
                    "You return the largest share itself. Asked is the number of its column: "
                    "argmax.",
                ),
                Slip(
                    _decided_by(label=lambda share, threshold: (share >= threshold).argmax(axis=1)),
                    "You take the first component that reaches the threshold. With a low "
                    "threshold a later one may be larger: take the largest.",
                ),
                Slip(
                    _decided_by(sure=lambda share, threshold: share.max(axis=1) >= 0.9),
                    "The threshold is always 0.9 here. Use the one that is handed in.",
                ),
                Slip(
                    _decided_by(sure=lambda share, threshold: share.max(axis=1) > threshold),
                    "A share that is equal to the threshold is not below it, so that point gets a "
                    "label: >= in place of >.",
                ),
                Slip(
                    _decided_by(sure=lambda share, threshold: share.max(axis=1) < threshold),
                    "It is the wrong way round: the sure points became undecided.",
                ),
                Slip(
                    _decided_by(fallback=0),
                    "Undecided points come out as 0, and 0 is the name of a component. Use -1, as "
                    "scikit-learn does for points without a cluster.",
                ),
                Slip(
                    lambda share, threshold: _decided_by(fallback=share.shape[1])(share, threshold),
                    "Undecided points look like one more component. Use -1, as scikit-learn does "
                    "for points without a cluster.",
                ),
                Slip(
                    _decided_by(sure=lambda share, threshold: share.min(axis=1) <= 1 - threshold),
                    "A small share of one component is not enough: the rest may be shared by the "
                    "others. Look at the largest.",
                ),
                Slip(
                    _decided_by(label=lambda share, threshold: share.argmax(axis=1) + 1),
                    "Components are numbered from 0 in scikit-learn, and yours start at 1.",
                ),
            ),
            fallback=_first_wrong_label,
        ),
    ),
    praise=(
        "Whoever uses the labels now sees what is open, and can look at those points again. "
        "The threshold is a decision: what does a wrong label cost, what a second look?"
    ),
    right=((_loop,), (_decided_by(),)),
    wrong=(
        Wrong("None for undecided", (_decided_by(fallback=np.nan),), "None or NaN"),
        Wrong(
            "columns for rows",
            (lambda share, threshold: share.argmax(axis=0),),
            "for each component",
        ),
        Wrong(
            "undecided left out",
            (lambda s, t: s.argmax(axis=1)[s.max(axis=1) >= t],),
            "leave none out",
        ),
        Wrong("one for all", (lambda s, t: np.full(len(s), 2),), "with threshold"),
    ),
)

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


def _judge_model(n_components: str, shape: str, because: str) -> None:
    if shape not in SHAPES:
        raise Mistake(f"covariance_type is one of four words: {', '.join(SHAPES)}.")
    k = whole_number(n_components)
    if not k:
        raise Mistake("n_components is a whole number, 1 or more.")
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


def _praise_model(n_components: str, shape: str, because: str) -> str:
    """Say what the species are, and how well they agree with the model."""
    two, three = _agreements()
    if whole_number(n_components) == 2:
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
    data, species = load_iris(return_X_y=True)
    petals = data[:, 2:]
    with threads_for(petals.size * 3):
        found = [GaussianMixture(k, n_init=3, random_state=0).fit_predict(petals) for k in (2, 3)]
    return tuple(float(adjusted_rand_score(species, labels)) for labels in found)


_REASON: Final = (
    "BIC is 356, the lowest of the fits whose thinnest component is above the ruler's 0.03 cm. The "
    "14 flowers that no component holds by 0.9 stay undecided: a botanist looks at them again."
)
_CAREFUL: Final = (
    "BIC is 365, only 9 above the best fit that has not collapsed. With two groups 0 flowers stay "
    "undecided, and nobody will dispute so wide a gap. Whether the larger group is two, I leave "
    "open."
)

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
        "Stay in one row of the table: which shape has the lowest BIC of all fits that are left? "
        "Two fits of that row are close to each other; either can be defended.",
    ),
    answers=(
        OtherAnswer("n_components", read_by=read_word),
        OtherAnswer("covariance_type", read_by=read_word),
        Reason(
            _REASON,
            values={
                "BIC": (571, 365, 356, 370, 383, 207, 9),
                "thinnest component, in cm": (
                    0.189,
                    0.187,
                    0.161,
                    0.142,
                    0.124,
                    0.123,
                    0.121,
                    0.111,
                    0.104,
                    0.096,
                    0.068,
                    0.001,
                    0.03,
                ),
                "flowers with no share above 0.9": (14,),
            },
            models={
                "the best fit that has not collapsed": _REASON,
                "no more groups than nobody will dispute": _CAREFUL,
            },
            names=(
                "why lower values of BIC were crossed out",
                "what happens to flowers that no component holds by 0.9",
            ),
        ),
    ),
    together=_judge_model,
    praise=_praise_model,
    right=((3, "full", _REASON), ("3", "Full", _REASON), (2, "full", _CAREFUL)),
    wrong=(
        Wrong("the lowest BIC", (6, "full", _REASON), "rounding alone makes"),
        Wrong("one more to be safe", (4, "full", _REASON), "raises BIC by 14"),
        Wrong("no groups", (1, "full", _REASON), "One component costs"),
        Wrong("one ellipse for all", (3, "tied", _REASON), "one ellipse for all"),
        Wrong("along the axes", (3, "diag", _REASON), "along the axes"),
        Wrong("circles", (3, "spherical", _REASON), "neither round"),
        Wrong("no number", ("three", "full", _REASON), "a whole number, 1 or more"),
        Wrong("another word", (3, "round", _REASON), "one of four words"),
    ),
)

EXERCISES: Final = (SHARES, REFIT, PARAMETERS, UNDECIDED, DECIDE)
