"""English for plots: titles, axes and alternative texts."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {}
