"""One large group and two small ones."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, check_n_samples, hand_over

CARD: Final = Card(
    title="Unequal size",
    shows="Small groups beside a large one: splitting the large one lowers inertia more.",
    design=(
        "16 of 18 points are in one group. Halving it saves more inertia than telling the two "
        "small groups apart, so the best k-means with k=3 is the wrong one (adjusted Rand index "
        "below 0.4), and more starts don't help."
    ),
    groups=("large", "small 1", "small 2"),
)
_CENTERS: Final = ((0.0, 0.0), (4.5, 1.7), (4.5, -1.7))
_SPREADS: Final = (0.9, 0.5, 0.5)
_SMALL: Final = 18


def make_unequal_size(
    n_samples: int = 450,
    *,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make a large group with two small ones beside it.

    Parameters
    ----------
    n_samples : int, default=450
        Number of points; 1 in 18 goes to each of the small groups.
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
    small = max(1, n_samples // _SMALL)
    target = np.repeat([0, 1, 2], [n_samples - 2 * small, small, small])
    data = generator_from(random_state).normal(size=(n_samples, 2))
    data = data * np.array(_SPREADS)[target, None] + np.array(_CENTERS)[target]
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
