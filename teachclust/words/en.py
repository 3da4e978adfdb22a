"""English, grouped by where the words appear: caption., code., next., control., ask., ..."""

from __future__ import annotations

from typing import Final

from teachclust.words import (
    en_controls,
    en_data,
    en_density,
    en_k_lab,
    en_minibatch,
    en_mixtures,
    en_palette_lab,
    en_plots,
    en_predict,
    en_scores,
    en_side_plots,
    en_stepper,
    en_traces,
    en_trees,
)

WORDS: Final[dict[str, str]] = {
    **en_traces.WORDS,
    **en_trees.WORDS,
    **en_density.WORDS,
    **en_minibatch.WORDS,
    **en_mixtures.WORDS,
    **en_stepper.WORDS,
    **en_controls.WORDS,
    **en_predict.WORDS,
    **en_scores.WORDS,
    **en_plots.WORDS,
    **en_side_plots.WORDS,
    **en_k_lab.WORDS,
    **en_palette_lab.WORDS,
    **en_data.WORDS,
}
