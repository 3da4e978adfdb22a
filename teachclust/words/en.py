"""English, grouped by where the words appear: caption., code., next., control., ask., ..."""

from __future__ import annotations

from typing import Final

from teachclust.words import (
    en_compression_plots,
    en_controls,
    en_customer_plots,
    en_data,
    en_density,
    en_k_lab,
    en_minibatch,
    en_mixtures,
    en_palette_lab,
    en_plots,
    en_predict,
    en_race,
    en_requests,
    en_scatter3d,
    en_scores,
    en_side_plots,
    en_stepper,
    en_traces,
    en_trees,
    en_work,
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
    **en_customer_plots.WORDS,
    **en_work.WORDS,
    **en_k_lab.WORDS,
    **en_palette_lab.WORDS,
    **en_compression_plots.WORDS,
    **en_race.WORDS,
    **en_scatter3d.WORDS,
    **en_data.WORDS,
    **en_requests.WORDS,
}
