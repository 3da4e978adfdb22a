"""Checks of what a learner hands over: data and parameters, refused with the line that mends them.

These checks import numpy only. pandas is used when a DataFrame comes in, and scikit-learn never.
"""

from __future__ import annotations

from teachclust.checks.data import CheckedData, check_data, distinct_notice
from teachclust.checks.memory import check_memory
from teachclust.checks.names import display_name
from teachclust.checks.parameters import check_centers, check_n_clusters

__all__ = [
    "CheckedData",
    "check_centers",
    "check_data",
    "check_memory",
    "check_n_clusters",
    "display_name",
    "distinct_notice",
]
