"""Five points with whole coordinates, to cluster with pencil and paper."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.datasets.card import Card, hand_over

CARD: Final = Card(
    title="Five points for pencil and paper",
    shows="Every number of k-means, worked out by hand in two iterations.",
    design=(
        "Start from the first two rows. The first update moves the second center to (5, 4), the "
        "second row changes cluster, and the next update ends at (1, 4) and (6, 4), inertia 18. "
        "Every center on the way is whole, and no point is ever equally far from both."
    ),
    groups=("left", "right"),
    source="worked out for this course",
)
_POINTS: Final = ((0, 4), (2, 4), (6, 5), (7, 1), (5, 6))


def make_five_points(*, return_X_y: bool = False, as_frame: bool = False) -> Any:
    """Make five points with whole coordinates, for k-means by hand with two clusters.

    Parameters
    ----------
    return_X_y : bool, default=False
        Return ``(data, target)`` in place of a Bunch.
    as_frame : bool, default=False
        Give data as a DataFrame and the target as a Series.

    Returns
    -------
    bunch : sklearn.utils.Bunch
        data : ndarray of shape (5, 2), float64, in arbitrary units; target : ndarray of shape (5,),
        where k-means from the first two rows ends; feature_names, units, target_names,
        frame, DESCR.
    """
    return hand_over(
        CARD,
        np.array(_POINTS, dtype=np.float64),
        (0, 0, 1, 1, 1),
        return_X_y=return_X_y,
        as_frame=as_frame,
    )
