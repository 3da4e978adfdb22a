"""Exercise mixtures-3: how many numbers a mixture is free to choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, number, result

SHAPES: Final = ("full", "tied", "diag", "spherical")
_ASKED: Final = tuple(
    (k, d, shape) for shape in SHAPES for k, d in ((3, 2), (1, 1), (2, 5), (4, 3))
)

Counter = Callable[[int, int, str], float]


def _by(
    matrix: Callable[[int], float] = lambda d: d * (d + 1) / 2,
    tied: Callable[[int], float] = lambda k: 1,
    diag: Callable[[int, int], float] = lambda k, d: k * d,
    spherical: Callable[[int, int], float] = lambda k, d: k,
    means: Callable[[int, int], float] = lambda k, d: k * d,
    weights: Callable[[int], float] = lambda k: k - 1,
) -> Counter:
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


_RIGHT: Final = _by()
_SLIPS: Final[tuple[tuple[Counter, str], ...]] = (
    (
        _by(weights=lambda k: k),
        "The weights add up to 1, so that the last one follows from the others: k - 1 are free.",
    ),
    (_by(weights=lambda k: 0), "The weights are missing: k - 1 of them are free."),
    (
        _by(matrix=lambda d: d * d),
        "You counted all d x d numbers of a covariance. It is symmetric: what is above the "
        "diagonal stands below it too, so d (d + 1) / 2 are free.",
    ),
    (
        _by(matrix=lambda d: d * (d - 1) / 2),
        "d (d - 1) / 2 is what stands above the diagonal. The d variances on it are free as well.",
    ),
    (
        _by(diag=lambda k, d: d),
        "'diag' has d variances in each component. You counted those of one.",
    ),
    (
        _by(spherical=lambda k, d: 1),
        "'spherical' has one variance in each component, so k of them; they need not be equal.",
    ),
    (
        _by(spherical=lambda k, d: k * d),
        "'spherical' is a circle: one variance serves all features of a component.",
    ),
    (
        _by(tied=lambda k: k),
        "'tied' means that all components share one covariance. Count it once.",
    ),
    (
        _by(means=lambda k, d: k),
        "A mean is a point: it has a number for each feature, so k x d in all.",
    ),
    (_by(means=lambda k, d: 0), "The means are missing: d numbers in each component."),
)


def _verify(parameters: Any) -> str:
    count = function(parameters, "parameters")
    given = [
        number(result(count(k, d, shape)), "What parameters returns") for k, d, shape in _ASKED
    ]
    wanted = [_RIGHT(*asked) for asked in _ASKED]
    if given == wanted:
        return (
            "With 10 features, 5 components with 'full' covariances have 329 free numbers, and "
            "with 'spherical' ones 59. Count before you fit: your n rows must settle them all."
        )
    for slip, said in _SLIPS:
        if given == [slip(*asked) for asked in _ASKED]:
            raise Mistake(said)
    place = next(i for i, pair in enumerate(zip(given, wanted, strict=True)) if pair[0] != pair[1])
    k, d, shape = _ASKED[place]
    raise Mistake(
        f"For {k} components, {d} features and '{shape}' it gives {given[place]:g}, and should "
        f"give {wanted[place]:g}: covariances, then means, then weights."
    )


def _give(place: int, name: str, says: str) -> Wrong:
    return Wrong(name, lambda: (_SLIPS[place][0],), says)


PARAMETERS: Final = Exercise(
    key="mixtures-3",
    title="Count the free numbers",
    level="change",
    fading="faded",
    objectives=("choose",),
    hints=(
        "Write a covariance of two features as a table of 2 x 2. Which two numbers in it are "
        "always equal?",
        "A symmetric matrix has d (d + 1) / 2 free numbers. 'diag' keeps d of them, 'spherical' "
        "one; each component has its own, except in 'tied'.",
        "one = d * (d + 1) / 2; 'tied': one, 'diag': k * d, 'spherical': k; and the last blank "
        "is k - 1.",
    ),
    verify=_verify,
    solution=lambda seed: (_RIGHT if seed % 2 else lambda k, d, s: int(_RIGHT(k, d, s)),),
    wrong=(
        _give(0, "k weights", "add up to 1"),
        _give(1, "no weights", "weights are missing"),
        _give(2, "all of the matrix", "It is symmetric"),
        _give(3, "above the diagonal only", "on it are free"),
        _give(4, "one diagonal", "those of one"),
        _give(5, "one circle", "need not be equal"),
        _give(6, "a circle as an ellipse", "one variance serves"),
        _give(7, "tied counted k times", "Count it once"),
        _give(8, "a mean as one number", "A mean is a point"),
        _give(9, "no means", "means are missing"),
        Wrong("always 17", lambda: (lambda k, d, shape: 17,), "covariances, then means"),
        Wrong("the result, not the function", lambda: (17,), "function itself"),
    ),
)
