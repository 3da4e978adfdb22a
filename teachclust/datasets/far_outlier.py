"""Three groups and one point far away."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, check_n_samples, hand_over, split_evenly

CARD: Final = Card(
    title="Three blobs and a far point",
    shows="One far point takes a center for itself, and two groups have to share one.",
    design=(
        "A squared distance makes one far point dearer than two groups that share a center. "
        "With k=3 the best k-means has a cluster of one point; without that point it finds the "
        "three groups."
    ),
    groups=("group 1", "group 2", "group 3", "far point"),
)
_CENTERS: Final = ((0.0, 0.0), (5.0, 0.0), (2.5, 4.3))
_SPREAD: Final = 0.6
_FAR: Final = (24.0, 14.0)


def make_far_outlier(
    n_samples: int = 91,
    *,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make three blobs and one point far away from them.

    Parameters
    ----------
    n_samples : int, default=91
        Number of points, the far one included.
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
        (n_samples,), the group each point was drawn from; the far point is the last row,
        group 3; feature_names, units, target_names, frame, DESCR.
    """
    n_samples = check_n_samples(n_samples, CARD)
    target = split_evenly(n_samples - 1, len(_CENTERS))
    near = generator_from(random_state).normal(scale=_SPREAD, size=(n_samples - 1, 2))
    data = np.vstack([near + np.array(_CENTERS)[target], _FAR])
    target = np.append(target, len(_CENTERS))
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
