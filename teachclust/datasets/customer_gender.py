"""Genders as files write them: by words that are known, or by codes that only their maker knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

WOMEN: Final = "Female"
MEN: Final = "Male"
_WORDS: Final = {
    WOMEN: frozenset(
        {"f", "female", "females", "w", "woman", "women", "girl"}
        | {"weiblich", "frau", "femme", "féminin", "mujer", "femenino", "donna", "femmina"}
    ),
    MEN: frozenset(
        {"m", "male", "males", "man", "men", "boy"}
        | {"männlich", "mann", "homme", "masculin", "hombre", "masculino", "uomo", "maschio"}
    ),
}
# Neither of the two, and no code: women can be counted beside them.
_OTHERS: Final = frozenset(
    {"diverse", "divers", "other", "others", "non-binary", "nonbinary", "unknown"}
    | {"prefer not to say", "not specified", "undisclosed"}
)


def known_gender(text: str) -> str | None:
    """Return "Female" or "Male" for a word that means it, None for any other."""
    plain = text.strip().casefold()
    return next((gender for gender, words in _WORDS.items() if plain in words), None)


def gender_codes(genders: Sequence[str]) -> list[str]:
    """Return the words, in order, of which it isn't known whom they stand for: "0", "1", "2".

    Parameters
    ----------
    genders : sequence of str
        "Female", "Male", "" for a blank, and whatever else a file has.
    """
    return sorted(
        {word for word in genders if word and word not in _WORDS and word.casefold() not in _OTHERS}
    )


def count_women(genders: Sequence[str]) -> int | None:
    """Return how many are women; None where codes leave it open."""
    return None if gender_codes(genders) else sum(word == WOMEN for word in genders)
