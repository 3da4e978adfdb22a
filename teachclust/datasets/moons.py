"""Two half circles, one inside the other's bend."""

from __future__ import annotations

from typing import Any, Final

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, check_n_samples, hand_over
from teachclust.errors import translate_sklearn_errors

CARD: Final = Card(
    title="Two moons",
    shows="Groups that are not round: k-means cuts both moons with a straight line.",
    design=(
        "With k=2 k-means agrees little with the moons (adjusted Rand index below 0.4); "
        "following the points from neighbour to neighbour (single linkage, DBSCAN) finds both."
    ),
    groups=("upper moon", "lower moon"),
    source="scikit-learn's make_moons",
    licence="CC0-1.0, for the numbers; scikit-learn's generator is BSD-3-Clause",
)


def make_moons(
    n_samples: int = 300,
    *,
    noise: float = 0.06,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make two interleaved half circles.

    Parameters
    ----------
    n_samples : int, default=300
        Number of points.
    noise : float, default=0.06
        Standard deviation of the noise around the half circles.
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
    from sklearn.datasets import make_moons as draw

    n_samples = check_n_samples(n_samples, CARD)
    numbers = generator_from(random_state)
    with translate_sklearn_errors("noise = 0.06", where=f"noise={noise!r}"):
        data, target = draw(n_samples, noise=noise, random_state=numbers)
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
