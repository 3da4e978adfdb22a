"""Words of pictures of trees, distances and mixtures, in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {}
