"""Exercise mixtures-4: labels from responsibilities, with an answer for "undecided"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, numbers, result

_THRESHOLDS: Final = (0.9, 0.5, 0.99, 0.35)


def _data() -> list[tuple[Any, float]]:
    """Return responsibilities of three components, sure and unsure, and a threshold for each."""
    rng = np.random.default_rng(0)
    return [(rng.dirichlet([0.4] * 3, size=60), threshold) for threshold in _THRESHOLDS]


def _by(
    label: Callable[[Any, float], Any] = lambda share, threshold: share.argmax(axis=1),
    sure: Callable[[Any, float], Any] = lambda share, threshold: share.max(axis=1) >= threshold,
    otherwise: float = -1,
) -> Callable[[Any, float], Any]:
    """Return a function that decides; other parts make the known wrong answers."""

    def decide(share: Any, threshold: float = 0.9) -> Any:
        return np.where(sure(share, threshold), label(share, threshold), otherwise)

    return decide


_SLIPS: Final[tuple[tuple[Callable[[Any, float], Any], str], ...]] = (
    (
        _by(sure=lambda share, threshold: np.full(len(share), True)),
        "Every point gets a label: this is what predict does. Where the largest share is below "
        "the threshold, return -1.",
    ),
    (
        _by(label=lambda share, threshold: share.max(axis=1)),
        "You return the largest share itself. Asked is the number of its column: argmax.",
    ),
    (
        _by(label=lambda share, threshold: (share >= threshold).argmax(axis=1)),
        "You take the first component that reaches the threshold. With a low threshold a later "
        "one may be larger: take the largest.",
    ),
    (
        _by(sure=lambda share, threshold: share.max(axis=1) >= 0.9),
        "The threshold is always 0.9 here. Use the one that is handed in.",
    ),
    (
        _by(sure=lambda share, threshold: share.max(axis=1) < threshold),
        "It is the wrong way round: the sure points became undecided.",
    ),
    (
        _by(otherwise=0),
        "Undecided points come out as 0, and 0 is the name of a component. Use -1, as "
        "scikit-learn does for points without a cluster.",
    ),
    (
        _by(otherwise=3),
        "Undecided points look like one more component. Use -1, as scikit-learn does for points "
        "without a cluster.",
    ),
    (
        _by(sure=lambda share, threshold: share.min(axis=1) <= 1 - threshold),
        "A small share of one component is not enough: the rest may be shared by the others. "
        "Look at the largest.",
    ),
    (
        _by(label=lambda share, threshold: share.argmax(axis=1) + 1),
        "Components are numbered from 0 in scikit-learn, and yours start at 1.",
    ),
)


def _verify(decide: Any) -> str:
    answer = function(decide, "decide")
    data = _data()
    given = [_read(result(answer(share.copy(), at)), len(share)) for share, at in data]
    wanted = [_by()(*asked) for asked in data]
    if all(np.array_equal(*pair) for pair in zip(given, wanted, strict=True)):
        return (
            "Whoever uses the labels now sees what is open, and can look at those points again. "
            "The threshold is a decision: what does a wrong label cost, what a second look?"
        )
    for slip, said in _SLIPS:
        if all(np.allclose(g, slip(*asked)) for g, asked in zip(given, data, strict=True)):
            raise Mistake(said)
    place = next(
        i for i, pair in enumerate(zip(given, wanted, strict=True)) if any(pair[0] != pair[1])
    )
    point = int(np.argmax(given[place] != wanted[place]))
    share, at = data[place]
    raise Mistake(
        f"Shares {', '.join(f'{one:.2f}' for one in share[point])} with threshold {at:g} give "
        f"{given[place][point]:g}, and should give {wanted[place][point]:g}."
    )


def _read(value: Any, n: int) -> Any:
    """Return the learner's labels as numbers, one for each point."""
    labels = numbers(value, "What decide returns")
    if labels.shape == (n,):
        if np.isnan(labels).any():
            raise Mistake(
                "Undecided points come out as None or NaN. Use -1: labels are whole numbers."
            )
        return labels
    if labels.shape == (3,):
        raise Mistake("You get a number for each component. Each row is a point: go along axis=1.")
    raise Mistake(f"It should return {n} labels for {n} points, in their order: leave none out.")


def _loop(share: Any, threshold: float) -> list[int]:
    """Decide as a learner without numpy would."""
    rows = [list(row) for row in share]
    return [row.index(max(row)) if max(row) >= threshold else -1 for row in rows]


def _give(place: int, name: str, says: str) -> Wrong:
    return Wrong(name, lambda: (_SLIPS[place][0],), says)


UNDECIDED: Final = Exercise(
    key="mixtures-4",
    title="Labels, and 'undecided'",
    level="build",
    fading="own",
    objectives=("defend",),
    hints=(
        "Two questions for each row: which share is the largest, and is it large enough?",
        "share.argmax(axis=1) answers the first, share.max(axis=1) >= threshold the second. "
        "np.where puts them together.",
        "np.where(is_it_large_enough, which_is_largest, -1)",
    ),
    verify=_verify,
    solution=lambda seed: (_loop if seed % 2 else _by(),),
    wrong=(
        _give(0, "always a label", "what predict does"),
        _give(1, "the share", "largest share itself"),
        _give(2, "the first that reaches it", "the first component that"),
        _give(3, "a threshold of its own", "always 0.9 here"),
        _give(4, "turned round", "wrong way round"),
        _give(5, "0 for undecided", "the name of a component"),
        _give(6, "one more component", "one more component"),
        _give(7, "the smallest share", "shared by the others"),
        _give(8, "from 1", "yours start at 1"),
        Wrong("None for undecided", lambda: (_by(otherwise=np.nan),), "None or NaN"),
        Wrong(
            "columns for rows",
            lambda: (lambda share, threshold: share.argmax(axis=0),),
            "for each component",
        ),
        Wrong(
            "undecided left out",
            lambda: (lambda s, t: s.argmax(axis=1)[s.max(axis=1) >= t],),
            "leave none out",
        ),
        Wrong("one for all", lambda: (lambda s, t: np.full(len(s), 2),), "with threshold"),
        Wrong("the result, not the function", lambda: (np.zeros(60),), "function itself"),
    ),
)
