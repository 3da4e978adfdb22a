"""Words of traces by density, in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {}
