"""English for scores: notes on what was scored, criteria, verdicts."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "silhouette.sample": "On a sample of {n} of {of} points.",
    "silhouette.noise": "{n} noise points are left out.",
    "silhouette.undefined": (
        "Not defined for {k} clusters of {n} points: it needs from 2 clusters to one fewer than "
        "points."
    ),
}
