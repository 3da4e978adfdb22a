"""Two dense groups side by side, and a sparse one: no single eps serves all three."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, check_n_samples, hand_over, split_evenly

CARD: Final = Card(
    title="Unequal density",
    shows="Groups of unequal density: an eps that holds the sparse one together joins the others.",
    design=(
        "Two discs of radius 0.5, 0.3 apart, and one of radius 2.4, as many points in each. At no "
        "eps does DBSCAN (min_samples=5) keep the dense ones apart and hold more than half of the "
        "sparse one together; HDBSCAN with min_cluster_size=10 agrees by 0.95 or more."
    ),
    groups=("dense 1", "dense 2", "sparse"),
)
_CENTERS: Final = ((-2.5, 0.65), (-2.5, -0.65), (1.5, 0.0))
_RADII: Final = (0.5, 0.5, 2.4)


def make_unequal_density(
    n_samples: int = 300,
    *,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make two dense groups next to each other and a sparse one.

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
    rng = generator_from(random_state)
    # the root spreads points evenly over a disc: rings grow with their radius
    radius = np.sqrt(rng.uniform(size=n_samples)) * np.array(_RADII)[target]
    angle = rng.uniform(0, 2 * np.pi, size=n_samples)
    data = np.column_stack([np.cos(angle), np.sin(angle)]) * radius[:, None]
    data = data + np.array(_CENTERS)[target]
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
