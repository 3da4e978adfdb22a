"""Exercise density-3: find border points with numpy."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Blank, Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, result

Kinds = Callable[[Any, float, int], Any]
_WORDS: Final = ("core", "border", "noise")


def _near(X: Any, eps: float) -> Any:
    distance = np.sqrt(((X[:, None] - X) ** 2).sum(axis=2))
    return distance <= eps


def _named(core: Any, border: Any) -> Any:
    return np.where(core, "core", np.where(border, "border", "noise"))


def _by(
    border: Callable[[Any, Any], Any] = lambda near, core: near[:, core].any(axis=1),
    count: Callable[[Any], Any] = lambda near: near.sum(axis=1),
    near: Callable[[Any, float], Any] = _near,
) -> Kinds:
    """Return a function like the learner's; other parts make the known wrong answers."""

    def kinds(X: Any, eps: float, min_samples: int) -> Any:
        close = near(X, eps)
        core = count(close) >= min_samples
        return _named(core, ~core & border(close, core))

    return kinds


def _data() -> list[tuple[Any, float, int]]:
    """Return points on a line at exact distances, and points in a plane around two places."""
    rng = np.random.default_rng(0)
    line = np.array([[0.0], [1], [4], [6], [7], [8], [10]])
    plane = rng.normal(size=(60, 2)) + np.repeat([[0, 0], [5, 1]], 30, axis=0)
    return [(plane, 0.6, 6), (line, 2, 3), (plane, 0.4, 5), (plane, 0.01, 1)]


_SLIPS: Final[tuple[tuple[Kinds, str], ...]] = (
    (
        _by(border=lambda near, core: near.any(axis=1)),
        "Nothing is noise any more: each point is within eps of itself. Ask for a *core* point "
        "within eps.",
    ),
    (
        _by(border=lambda near, core: near.sum(axis=1) > 1),
        "You take any neighbor. A border point is within eps of a core point; a neighbor that "
        "is no core point lends no cluster.",
    ),
    (
        _by(border=lambda near, core: near[:, core].all(axis=1)),
        "This asks for all core points within eps. One is enough: any in place of all.",
    ),
    (
        _by(border=lambda near, core: np.zeros(len(core), dtype=bool)),
        "No border points come out. Those are not core themselves, but a core point is within eps "
        "of them.",
    ),
    (
        _by(border=lambda near, core: ~near[:, core].any(axis=1)),
        "Border and noise have changed places: without a core point within eps it is noise.",
    ),
    (
        _by(border=lambda near, core: near[:, core].sum(axis=1) > 1),
        "You ask for two core points or more. One core point within eps is enough.",
    ),
    (
        _by(count=lambda near: near.sum(axis=1) - 1),
        "Your count leaves the point itself out. In scikit-learn min_samples counts it.",
    ),
    (
        _by(near=lambda X, eps: np.sqrt(((X[:, None] - X) ** 2).sum(axis=2)) < eps),
        "A point at a distance of exactly eps still counts: <= in place of <.",
    ),
)


@cache
def _right(place: int) -> tuple[str, ...]:
    X, eps, min_samples = _data()[place]
    return tuple(_by()(X, eps, min_samples).tolist())


@cache
def _slipped(slip: int, place: int) -> tuple[str, ...]:
    X, eps, min_samples = _data()[place]
    return tuple(_SLIPS[slip][0](X, eps, min_samples).tolist())


def _read(value: Any, points: int) -> tuple[str, ...]:
    """Return the words that a learner's function gave."""
    given = np.asarray(result(value))
    if given.dtype == object and any(word is ... or word is None for word in given.ravel()):
        raise Blank
    if given.shape != (points,):
        raise Mistake(f"For {points} points it should give {points} words, in a row.")
    if given.dtype == bool:
        raise Mistake("It gives True and False. Return the words, as the last line does.")
    words = tuple(str(word) for word in given.tolist())
    if set(words) - set(_WORDS):
        raise Mistake('Each word is one of "core", "border" and "noise".')
    return words


def _verify(kinds: Any) -> str:
    measure = function(kinds, "kinds")
    given = [_read(measure(X.copy(), eps, min_samples), len(X)) for X, eps, min_samples in _data()]
    if all(words == _right(place) for place, words in enumerate(given)):
        return "The same core, border and noise points as scikit-learn's, on lines and in planes."
    for slip, (_, said) in enumerate(_SLIPS):
        if all(words == _slipped(slip, place) for place, words in enumerate(given)):
            raise Mistake(said)
    raise Mistake(_first_difference(given))


def _first_difference(given: list[tuple[str, ...]]) -> str:
    """Name a point that is called wrongly."""
    place = next(p for p, words in enumerate(given) if words != _right(p))
    X, eps, min_samples = _data()[place]
    right, words = _right(place), given[place]
    point = next(i for i in range(len(X)) if words[i] != right[i])
    near = int(_near(X, eps)[point].sum())
    return (
        f"With eps={eps:g} and min_samples={min_samples}, row {point} of {len(X)} has {near} "
        f"within eps, itself counted. You call it {words[point]}, and it is {right[point]}."
    )


def _slip(place: int, name: str, says: str) -> Wrong:
    return Wrong(name, lambda: (_SLIPS[place][0],), says)


def _solution(seed: int) -> tuple[Any, ...]:
    borders: tuple[Callable[[Any, Any], Any], ...] = (
        lambda near, core: near[:, core].any(axis=1),
        lambda near, core: near[core].any(axis=0),
        lambda near, core: (near & core).any(axis=1),
        lambda near, core: near @ core,
    )
    chosen = _by(border=borders[seed % len(borders)])
    if seed % 3:
        return (chosen,)
    return (lambda X, eps, min_samples: list(chosen(X, eps, min_samples)),)


KINDS: Final = Exercise(
    key="density-3",
    title="Border points in numpy",
    level="build",
    fading="faded",
    objectives=("classify",),
    hints=(
        "near is a square of True and False: row i says which points are within eps of point i. "
        "Which columns of it matter here?",
        "near[:, core] keeps the columns of core points. Is there one True or more in row i?",
        "border = ~core & near[:, core].any(axis=1)",
    ),
    verify=_verify,
    solution=_solution,
    wrong=(
        _slip(0, "each point is near itself", "within eps of itself"),
        _slip(1, "any neighbor", "You take any neighbor"),
        _slip(2, "all core points", "any in place of all"),
        _slip(3, "no border", "No border points come out"),
        _slip(4, "turned round", "changed places"),
        _slip(5, "two core points", "two core points or more"),
        _slip(6, "the point itself left out", "leaves the point itself out"),
        _slip(7, "less than eps", "<= in place of <"),
        Wrong("a mask", lambda: (lambda X, e, m: _near(X, e).sum(axis=1) >= m,), "True and False"),
        Wrong("one word", lambda: (lambda X, e, m: "core",), "words, in a row"),
        Wrong("other words", lambda: (lambda X, e, m: ["edge"] * len(X),), "Each word is one of"),
        Wrong("all noise", lambda: (lambda X, e, m: ["noise"] * len(X),), "You call it noise"),
        Wrong("the result, not the function", lambda: (3.0,), "function itself"),
    ),
)
