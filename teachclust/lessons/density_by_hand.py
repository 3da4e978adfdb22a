"""Exercise density-1: core, border and noise, by hand."""

from __future__ import annotations

import re
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Blank, Exercise, Mistake, Wrong

# points on a line, eps = 2 and min_samples = 3: each slip below gives another answer
_LINE: Final = (0, 1, 4, 6, 7, 8, 10)
_RIGHT: Final = "nnbcccb"
_NAMES: Final = {"c": "core", "b": "border", "n": "noise"}
_WITHIN: Final = (2, 2, 2, 4, 3, 4, 2)

_SLIPS: Final[dict[str, str]] = {
    "nnbcbcb": (
        "You left the point itself out of the count. min_samples counts it, so 7 with its two "
        "neighbors has 3."
    ),
    "nnnbcbn": (
        "A point at a distance of exactly eps still counts: from 8 to 10 it is 2, and that is "
        "within eps = 2."
    ),
    "bbbcccb": (
        "0 and 1 are neighbors, but neither of them is core. A border point is within eps of a "
        "core point; any other company does not count."
    ),
    "nnncccn": (
        "4 and 10 are not core, but each is within eps of a core point. Such points belong to its "
        "cluster: border."
    ),
    "nnccccc": (
        "4 and 10 are near a core point, and that does not make them core. Each has only 2 points "
        "within eps, itself counted."
    ),
    "ccccccc": "Count for each point alone. Not all of them have 3 within eps.",
}


def _letters(kinds: Any) -> str:
    """Return the first letters of the words, whether they come as a list or as one text."""
    words = re.findall(r"\w+", kinds) if isinstance(kinds, str) else list(np.ravel(kinds))
    if any(word is ... or word is None for word in words):
        raise Blank
    if len(words) == 1 and len(str(words[0])) == len(_LINE):
        words = list(str(words[0]))
    if len(words) != len(_LINE):
        raise Mistake(f"There are {len(_LINE)} points, and your answer has {len(words)} words.")
    letters = "".join(str(word).strip().lower()[:1] for word in words)
    if set(letters) - set(_NAMES):
        raise Mistake('Each word is one of three: "core", "border" or "noise".')
    return letters


def _verify(kinds: Any) -> str:
    letters = _letters(kinds)
    if letters == _RIGHT:
        return (
            "6, 7 and 8 are core and carry the cluster; 4 and 10 hang on to it; 0 and 1 have each "
            "other, but two are too few."
        )
    if letters in _SLIPS:
        raise Mistake(_SLIPS[letters])
    off = next(i for i, letter in enumerate(letters) if letter != _RIGHT[i])
    raise Mistake(
        f"The point {_LINE[off]} is not {_NAMES[letters[off]]}: it has {_WITHIN[off]} points "
        "within eps, itself counted. With fewer than 3, ask whether one of them is core."
    )


def _spelled(seed: int) -> tuple[Any, ...]:
    words = [_NAMES[letter] for letter in _RIGHT]
    spellings: tuple[Any, ...] = (
        words,
        " ".join(words),
        [word.title() for word in words],
        np.array(words),
        _RIGHT.upper(),
        tuple(_RIGHT),
    )
    return (spellings[seed % len(spellings)],)


def _wrong(name: str, letters: str, says: str) -> Wrong:
    return Wrong(name, lambda: ([_NAMES[letter] for letter in letters],), says)


BY_HAND: Final = Exercise(
    key="density-1",
    title="Core, border, noise by hand",
    level="respond",
    fading="worked",
    objectives=("classify",),
    hints=(
        "First write under each point how many points are within 2 of it, itself counted.",
        "The counts are 2, 2, 2, 4, 3, 4, 2. Three or more makes a core point. Then look at the "
        "others: is a core point within 2 of them?",
        "Core are 6, 7 and 8. From 4 to 6 it is 2, from 10 to 8 it is 2; 0 and 1 reach nobody "
        "but each other.",
    ),
    verify=_verify,
    solution=_spelled,
    wrong=(
        _wrong("the point itself left out", "nnbcbcb", "left the point itself out"),
        _wrong("less than eps", "nnnbcbn", "exactly eps"),
        _wrong("any neighbor makes a border", "bbbcccb", "neither of them is core"),
        _wrong("no border", "nnncccn", "Such points belong"),
        _wrong("a neighbor of core is core", "nnccccc", "does not make them core"),
        _wrong("all core", "ccccccc", "Count for each point alone"),
        _wrong("another slip", "nnbbccb", "The point 6 is not border"),
        Wrong("too few words", lambda: (["core", "noise"],), "your answer has 2 words"),
        Wrong("another word", lambda: (["member"] * 7,), "one of three"),
    ),
)
