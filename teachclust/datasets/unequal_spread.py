"""Two tight groups and a wide one."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, check_n_samples, hand_over, split_evenly

CARD: Final = Card(
    title="Unequal spread",
    shows="A wide group beside tight ones: k-means gives part of the wide group away.",
    design=(
        "The border between two centers lies halfway, however wide the groups are: with k=3 the "
        "adjusted Rand index stays below 0.85. A Gaussian mixture, which learns each spread, is "
        "above 0.9."
    ),
    groups=("tight 1", "tight 2", "wide"),
)
_CENTERS: Final = ((-2.5, 1.5), (-2.5, -1.5), (2.5, 0.0))
_SPREADS: Final = (0.4, 0.4, 2.5)


def make_unequal_spread(
    n_samples: int = 300,
    *,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make two tight groups next to a wide one.

    Parameters
    ----------
    n_samples : int, default=300
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
    data = generator_from(random_state).normal(size=(n_samples, 2))
    data = data * np.array(_SPREADS)[target, None] + np.array(_CENTERS)[target]
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
