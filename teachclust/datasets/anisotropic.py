"""Three long, slanted groups side by side."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, check_n_samples, hand_over, split_evenly

CARD: Final = Card(
    title="Stretched blobs",
    shows="Groups longer than they are apart: k-means cuts across their length.",
    design=(
        "Each group is more than four times as long as wide and lies slanted, beside the next. "
        "With k=3 k-means agrees little with them (adjusted Rand index below 0.6); a Gaussian "
        "mixture, which learns the slant, finds them (above 0.95)."
    ),
    groups=("group 1", "group 2", "group 3"),
)
_SPREADS: Final = (0.35, 1.6)
_CENTERS: Final = ((-2.0, -2.0), (0.0, 0.0), (2.0, 2.0))
# a turn by about 37 degrees (the triangle with sides 3, 4 and 5)
_TURN: Final = ((0.8, -0.6), (0.6, 0.8))


def make_anisotropic(
    n_samples: int = 300,
    *,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make three stretched, slanted groups side by side.

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
    data = generator_from(random_state).normal(size=(n_samples, 2)) * _SPREADS
    data = (data + np.array(_CENTERS)[target]) @ np.array(_TURN)
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
