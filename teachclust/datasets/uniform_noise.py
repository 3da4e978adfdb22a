"""Points without any groups."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, check_n_samples, hand_over

CARD: Final = Card(
    title="Uniform noise",
    shows="k-means answers even when there is nothing to find: it splits evenly spread points too.",
    design=(
        "Every place of a 10 by 10 square is equally likely. No k from 2 to 8 reaches a "
        "silhouette of 0.45, where the four blobs reach 0.68."
    ),
    groups=("everything",),
)
_SIDE: Final = 10.0


def make_uniform_noise(
    n_samples: int = 300,
    *,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make points that fill a square evenly: no clusters at all.

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
        (n_samples,), all 0: there is one group only; feature_names, units, target_names,
        frame, DESCR.
    """
    n_samples = check_n_samples(n_samples, CARD)
    data = generator_from(random_state).uniform(0, _SIDE, size=(n_samples, 2))
    target = np.zeros(n_samples, dtype=np.int64)
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
