"""Checks of the data and parameters that a learner passes: errors say how to mend them.

These checks import numpy only. pandas is used when a DataFrame comes in, and scikit-learn when one
of its estimators does.
"""

from __future__ import annotations

from teachclust.checks.data import CheckedData, check_data, distinct_notice
from teachclust.checks.drawn_columns import check_columns
from teachclust.checks.estimator_kind import check_single_estimator
from teachclust.checks.estimator_parameters import call_text, check_estimator, fit_refusals
from teachclust.checks.image_shape import check_image_shape, image_shape_of
from teachclust.checks.memory import check_memory
from teachclust.checks.names import display_name
from teachclust.checks.parameters import check_centers, check_n_clusters, is_whole
from teachclust.checks.pipeline import open_pipeline
from teachclust.checks.random_state import (
    check_random_state,
    drawn_seeds,
    generator_from,
    seed_from,
)
from teachclust.checks.space import (
    EUCLIDEAN,
    Space,
    check_distances,
    check_in_space,
    data_to_fit,
    space_of,
)

__all__ = [
    "EUCLIDEAN",
    "CheckedData",
    "Space",
    "call_text",
    "check_centers",
    "check_columns",
    "check_data",
    "check_distances",
    "check_estimator",
    "check_image_shape",
    "check_in_space",
    "check_memory",
    "check_n_clusters",
    "check_random_state",
    "check_single_estimator",
    "data_to_fit",
    "display_name",
    "distinct_notice",
    "drawn_seeds",
    "fit_refusals",
    "generator_from",
    "image_shape_of",
    "is_whole",
    "open_pipeline",
    "seed_from",
    "space_of",
]
