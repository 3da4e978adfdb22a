"""All text of widgets, traces, plots and scores, in one catalogue to which a language can be added.

It holds captions, pseudocode, labels, controls, titles and alternative texts. It does not hold the
text of lessons and exercises, nor that of a `LearnerError`, which stands where the error is raised.

Texts of a single algorithm stand in that algorithm's file under ``teachclust.traces``, and are
added when the file is loaded.

A language is one module with a dictionary `WORDS` of the same keys as `en`; a test holds every
language to the same keys and the same ``{placeholders}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Final

LANGUAGES: Final[tuple[str, ...]] = ("en",)


#: keys that algorithms added, of which the browser asks for none
_ADDED: Final[set[str]] = set()


@cache  # asked for each word of each caption
def catalogue(language: str = "en") -> dict[str, str]:
    """Return the whole catalogue of a language: template by key."""
    words: dict[str, str] = import_module(f"teachclust.words.{language}").WORDS
    return words


def add_words(words: Mapping[str, str], language: str = "en") -> None:
    """Add the texts of an algorithm to the catalogue of a language.

    A ValueError is raised if a key has another text already.
    """
    known = catalogue(language)
    for key, text in words.items():
        if known.get(key, text) != text:
            raise ValueError(f"two texts have the key {key!r}")
    known.update(words)
    _ADDED.update(words)


#: first parts of the keys that only Python asks for: a widget need not carry them
PYTHON_ONLY: Final[frozenset[str]] = frozenset(
    (
        *("build", "caption", "check", "code", "color_name", "criterion", "data", "hint", "preset"),
        *("missing", "parameter", "plot", "request", "scan", "silhouette", "step", "summary"),
        *("assignment", "class", "progress", "record", "reset", "solution", "verdict", "view"),
    )
)


def browser_catalogue(language: str = "en") -> dict[str, str]:
    """Return the part of the catalogue that the browser asks for."""
    words = catalogue(language)
    python_only = {key for key in words if key.split(".")[0] in PYTHON_ONLY} | _ADDED
    return {key: text for key, text in words.items() if key not in python_only}


def say(key: str, /, language: str = "en", **values: object) -> str:
    """Return one text of the catalogue, with the values of its placeholders filled in."""
    return catalogue(language)[key].format(**values)
