"""English for scores: notes on what was scored, criteria, verdicts."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {}
