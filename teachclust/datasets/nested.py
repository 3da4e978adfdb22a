"""Groups within groups: three regions of three towns each."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, check_n_samples, hand_over, split_evenly

CARD: Final = Card(
    title="Nested groups",
    shows="Clusters inside clusters: three regions of three towns, so that k = 3 and k = 9 fit.",
    design=(
        "A town is 1.9 from the middle of its region, and regions are 10 apart. Every linkage of "
        "agglomerative clustering finds the towns at 9 clusters and the regions at 3 (adjusted "
        "Rand index 1), and each town lies whole inside a region."
    ),
    groups=tuple(f"region {region}, town {town}" for region in (1, 2, 3) for town in (1, 2, 3)),
)
_ANGLES: Final = np.pi / 2 + np.arange(3) * 2 * np.pi / 3
_TRIANGLE: Final = np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)])
_REGION: Final = 10 / np.sqrt(3)  # from the middle of all; so regions are 10 apart
_TOWN: Final = 1.9
_SPREAD: Final = 0.3


def make_nested(
    n_samples: int = 90,
    *,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make nine small groups that form three large ones.

    Parameters
    ----------
    n_samples : int, default=90
        Number of points, as evenly over the nine towns as it goes.
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
        (n_samples,), the town each point was drawn from; ``target // 3`` is its region;
        feature_names, units, target_names, frame, DESCR.
    """
    n_samples = check_n_samples(n_samples, CARD)
    target = split_evenly(n_samples, 9)
    towns = (_REGION * _TRIANGLE[:, None] + _TOWN * _TRIANGLE).reshape(9, 2)
    data = _SPREAD * generator_from(random_state).normal(size=(n_samples, 2)) + towns[target]
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
