"""Where shared bikes stand at night in a town that was made up."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import generator_from
from teachclust.datasets.card import Card, Floats, hand_over

CARD: Final = Card(
    title="Parked bikes",
    shows="Places of any shape and density among strays: a decision about eps, or about HDBSCAN.",
    design=(
        "A station and a market 80 m apart, a bent river path, a campus, a sparse suburb and "
        "strays. DBSCAN with eps=50 and min_samples=10 finds the four dense places; with eps=100 "
        "station and market are one; HDBSCAN with min_cluster_size=15 finds the suburb too."
    ),
    groups=("station", "market", "river path", "campus", "suburb", "stray"),
    features=("east (m)", "north (m)"),
    units=("meters", "meters"),
)
_BIKES: Final = (100, 90, 200, 80, 80, 50)


def make_parked_bikes(
    *, random_state: Any = 0, return_X_y: bool = False, as_frame: bool = False
) -> Any:
    """Make the places of 600 shared bikes at night, in a town that was made up.

    Parameters
    ----------
    random_state : int, RandomState instance or None, default=0
        Seed of the draw; the default gives a whole class the same points.
    return_X_y : bool, default=False
        Return ``(data, target)`` in place of a Bunch.
    as_frame : bool, default=False
        Give data as a DataFrame and the target as a Series.

    Returns
    -------
    bunch : sklearn.utils.Bunch
        data : ndarray of shape (600, 2), east and north in meters; target : ndarray of shape
        (600,), the kind of place each bike was drawn from; feature_names, units, target_names,
        frame, DESCR.
    """
    rng = generator_from(random_state)
    station, market, path, campus, suburb, stray = _BIKES
    data = np.concatenate(
        [
            _disc(rng, station, (600, 620), 60),
            _disc(rng, market, (800, 620), 60),
            _river(rng, path),
            _disc(rng, campus, (1350, 900), 100),
            _disc(rng, suburb, (340, 1150), 260),
            rng.uniform((0, 0), (1800, 1500), size=(stray, 2)),
        ]
    )
    target = np.repeat(np.arange(len(_BIKES)), _BIKES)
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)


def _disc(rng: Any, count: int, center: tuple[float, float], radius: float) -> Floats:
    """Return points spread evenly over a disc."""
    far = radius * np.sqrt(rng.uniform(size=count))
    angle = rng.uniform(0, 2 * np.pi, size=count)
    disc: Floats = np.column_stack([np.cos(angle), np.sin(angle)]) * far[:, None] + center
    return disc


def _river(rng: Any, count: int) -> Floats:
    """Return points along a bend, some steps from its middle."""
    along = (np.arange(count) + rng.uniform(size=count)) / count  # no gap by chance
    middle = np.column_stack([200 + 1400 * along, 230 + 120 * np.sin(2 * np.pi * along)])
    river: Floats = middle + rng.normal(scale=9, size=(count, 2))
    return river
