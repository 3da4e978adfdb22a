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
        "A station and a market 80 m apart, a bent river path, a campus, a sparse suburb, and "
        "strays 200 m from all of them. DBSCAN with eps=50 and min_samples=10 finds the four dense "
        "places; with eps=100 station and market are one; HDBSCAN with min_cluster_size=15 finds "
        "the suburb too. Clusters part at gaps, not at strays that lie as near to one as to the "
        "other: how tied steps are sorted, which differs by processor, changes no label of "
        "HDBSCAN with random_state=0 and the min_cluster_size of 5, 10, 15 or 40."
    ),
    groups=("station", "market", "river path", "campus", "suburb", "stray"),
    features=("east (m)", "north (m)"),
    units=("meters", "meters"),
)
_BIKES: Final = (100, 90, 200, 80, 80, 50)
#: Meters: the frame, and how far a stray is from all places and from the next stray at least.
_TOWN: Final = (1800, 1500)
_FAR: Final = 200
_APART: Final = 130
_DRAWN: Final = 2_000


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
    places = np.concatenate(
        [
            _disc(rng, station, (600, 620), 60),
            _disc(rng, market, (800, 620), 60),
            _river(rng, path),
            _disc(rng, campus, (1090, 780), 100),
            _disc(rng, suburb, (350, 1060), 270),
        ]
    )
    data = np.concatenate([places, _strays(rng, stray, places)])
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


def _strays(rng: Any, count: int, places: Floats) -> Floats:
    """Return points far from the places and apart from each other.

    A stray on the way from one place to another would be as near to both as its own neighborhood is
    wide: to HDBSCAN the two steps tie.
    """
    strays: list[Floats] = []
    apart = float(_APART)
    while len(strays) < count:
        drawn = rng.uniform((0, 0), _TOWN, size=(_DRAWN, 2))
        gaps = np.linalg.norm(drawn[:, None] - places, axis=2).min(axis=1)
        for one in drawn[gaps >= _FAR]:
            if len(strays) < count and all(np.hypot(*(one - other)) >= apart for other in strays):
                strays.append(one)
        apart *= 0.9  # where there is no room left, they stand closer
    return np.array(strays)
