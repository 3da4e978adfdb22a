"""English for quality against time and work."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "plot.work.title": "Quality against time and work",
    "plot.work.panel.seconds": "Time, measured here and now",
    "plot.work.panel.distances": "Work, the same on every machine",
    "plot.work.seconds": "seconds, axis by factors",
    "plot.work.distances": "point-center distances, axis by factors",
    "plot.work.inertia": "inertia, %\nabove the lowest",
    "plot.work.alt": "{n} fits, low and left is good: {each}.",
    "plot.work.alt.one": (
        "{name}: inertia {above} % above the lowest, in {seconds} s, {distances} distances"
    ),
}
