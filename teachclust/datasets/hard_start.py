"""Pairs of groups far apart, on which most random starts fail."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, check_n_samples, hand_over, split_evenly

CARD: Final = Card(
    title="Hard start",
    shows="Where k-means ends depends on where it starts: most random starts get stuck.",
    design=(
        "Two pairs of groups lie far apart. A start that puts three centers into one pair, or "
        "all four, can't cross the gap. Of 100 random single starts (k=4, seeds 0 to 99) about "
        "60 end with more than twice the best inertia; of 100 k-means++ starts about 4 do."
    ),
    groups=("left 1", "left 2", "right 1", "right 2"),
)
_CENTERS: Final = ((-6.0, 1.5), (-6.0, -1.5), (5.0, 1.6), (8.0, -0.4))
_SPREAD: Final = 0.6


def make_hard_start(
    n_samples: int = 160,
    *,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make two far pairs of groups, on which random starts often fail.

    Parameters
    ----------
    n_samples : int, default=160
        Number of points.
    random_state : int, RandomState instance or None, default=0
        Seed of the draw; the default gives a whole class the same points.
    return_X_y : bool, default=False
        Return ``(data, target)`` in place of a Bunch.
    as_frame : bool, default=False
        Give data as a DataFrame and the target as a Series.

    Returns
    -------
    bunch : sklearn.utils.Bunch
        data : ndarray of shape (n_samples, 2), in arbitrary units; target : ndarray of shape
        (n_samples,), the group each point was drawn from; feature_names, units,
        target_names, frame, DESCR.
    """
    n_samples = check_n_samples(n_samples, CARD)
    target = split_evenly(n_samples, len(_CENTERS))
    data = generator_from(random_state).normal(scale=_SPREAD, size=(n_samples, 2))
    data = data + np.array(_CENTERS)[target]
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
