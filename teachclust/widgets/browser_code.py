"""The texts that the browser runs, each known by its hash and sent to a page once.

A widget needs the core that all widgets share, the parts that only some algorithms need, the module
of its kind, and the words. Its
state names them by their hashes. The first widget of a kernel that needs a text carries it; for a
page that did not see that widget, `js/src/loader.ts` asks for the text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from teachclust.errors import LearnerError
from teachclust.words import browser_catalogue

#: every text that a page may ask for, by its hash
_texts: Final[dict[str, str]] = {}
#: the hashes of those that a widget of this process has carried
_carried: Final[set[str]] = set()


@cache
def static_text(name: str) -> str:
    """Return a built text of the browser's code: ``"loader.js"``, ``"core.js"``, a widget's word.

    It is read once: anywidget would watch a file path, and a watched file keeps closed widgets
    alive. In a checkout without ``make`` it was not built, which a LearnerError says.
    """
    file = files("teachclust") / "static" / name
    if not file.is_file():
        raise LearnerError(
            "The browser part of teachclust is not built.",
            where=f"teachclust/static/{name}",
            why="A checkout builds it once; an installed release carries it.",
            fix="make build",
        )
    return file.read_text(encoding="utf-8").strip()


def code_of(widget: str, parts: Sequence[str] = ()) -> dict[str, str]:
    """Return the hashes of a widget's ``"core"``, ``"module"``, ``"words"`` (JSON) and parts."""
    return {
        **{part: _hash_of(static_text(f"{part}.js")) for part in parts},
        "core": _hash_of(static_text("core.js")),
        "module": _hash_of(static_text(f"{widget}.js")),
        "words": _hash_of(_words()),
    }


def first_texts(code: dict[str, str]) -> dict[str, str]:
    """Return, by hash, the texts that no widget of this process has carried yet; now one has."""
    fresh = set(code.values()) - _carried
    _carried.update(fresh)
    return {digest: _texts[digest] for digest in sorted(fresh)}


def text_of(digest: object) -> str | None:
    """Return the text with a hash; None where no widget of this process has named it."""
    return _texts.get(digest) if isinstance(digest, str) else None


@cache
def _hash_of(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
    _texts[digest] = text
    return digest


@cache
def _words() -> str:
    return json.dumps(browser_catalogue(), ensure_ascii=False, separators=(",", ":"))
