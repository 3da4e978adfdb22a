"""English, a file for each part of the package that says something."""

from __future__ import annotations

from typing import Final

from teachclust.words.en import classroom, data, lessons, plots, scores, traces, widgets

WORDS: Final[dict[str, str]] = {
    **data.WORDS,
    **scores.WORDS,
    **traces.WORDS,
    **plots.WORDS,
    **widgets.WORDS,
    **lessons.WORDS,
    **classroom.WORDS,
}
