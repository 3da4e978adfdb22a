"""English for the KLab: its labels, captions and controls."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {}
