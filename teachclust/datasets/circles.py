"""A circle within a circle."""

from __future__ import annotations

from typing import Any, Final

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, check_n_samples, hand_over
from teachclust.errors import translate_sklearn_errors

CARD: Final = Card(
    title="Two circles",
    shows="Two groups with the same center: k-means can only cut across both.",
    design=(
        "The means of the groups coincide, so a nearest center can't tell them apart: with k=2 "
        "the adjusted Rand index is near 0. Single linkage and DBSCAN find both."
    ),
    groups=("outer circle", "inner circle"),
    source="scikit-learn's make_circles",
    licence="CC0-1.0, for the numbers; scikit-learn's generator is BSD-3-Clause",
)


def make_circles(
    n_samples: int = 300,
    *,
    noise: float = 0.05,
    factor: float = 0.45,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make a small circle inside a large one.

    Parameters
    ----------
    n_samples : int, default=300
        Number of points.
    noise : float, default=0.05
        Standard deviation of the noise around the circles.
    factor : float, default=0.45
        Radius of the inner circle; the outer one has radius 1.
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
    from sklearn.datasets import make_circles as draw

    n_samples = check_n_samples(n_samples, CARD)
    numbers = generator_from(random_state)
    with translate_sklearn_errors(
        "noise, factor = 0.05, 0.45", where=f"noise={noise!r}, factor={factor!r}"
    ):
        data, target = draw(n_samples, noise=noise, factor=factor, random_state=numbers)
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
