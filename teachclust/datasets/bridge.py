"""Two blobs and a thin line of points between them."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, check_n_samples, hand_over

CARD: Final = Card(
    title="A bridge between two blobs",
    shows="Chaining: single linkage walks over the bridge and sees one cluster.",
    design=(
        "One point in 15 stands on the bridge, in steps shorter than some gaps inside the blobs. "
        "Single linkage with 2 clusters splits off one point (adjusted Rand index below 0.1); "
        "complete, average and Ward linkage part the blobs (above 0.8)."
    ),
    groups=("left", "right"),
)
_HALF: Final = 3.0  # the blobs are at -3 and 3
_SPREAD: Final = 0.7
_WOBBLE: Final = 0.08
_ONE_IN: Final = 15


def make_bridge(
    n_samples: int = 210,
    *,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make two round groups with a thin line of points from one to the other.

    Parameters
    ----------
    n_samples : int, default=210
        Number of points; 1 in 15 stands on the bridge.
    random_state : int, RandomState instance or None, default=0
        Seed of the draw; the default gives a whole class the same points.
    return_X_y : bool, default=False
        Return ``(data, target)`` in place of a Bunch.
    as_frame : bool, default=False
        Give data as a DataFrame and the target as a Series.

    Returns
    -------
    bunch : sklearn.utils.Bunch
        data : ndarray of shape (n_samples, 2), in arbitrary units, the bridge last; target :
        ndarray of shape (n_samples,), the group each point was drawn from, and on the bridge the
        nearer one; feature_names, units, target_names, frame, DESCR.
    """
    n_samples = check_n_samples(n_samples, CARD)
    steps = n_samples // _ONE_IN
    left = (n_samples - steps + 1) // 2
    sides = np.repeat([0, 1], [left, n_samples - steps - left])
    draw = generator_from(random_state).normal(size=(n_samples, 2))
    data = np.empty((n_samples, 2))
    data[: len(sides)] = _SPREAD * draw[: len(sides)]
    data[: len(sides), 0] += np.where(sides == 0, -_HALF, _HALF)
    along = np.linspace(0.5 - _HALF, _HALF - 0.5, steps)
    data[len(sides) :] = np.column_stack([along, _WOBBLE * draw[len(sides) :, 1]])
    target = np.append(sides, (along > 0).astype(sides.dtype))
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
