"""The list of data sets: the contract test and `list_datasets` go through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from teachclust.datasets import (
    anisotropic,
    blobs,
    bridge,
    circles,
    customers,
    far_outlier,
    five_points,
    hard_start,
    moons,
    nested,
    parked_bikes,
    unequal_density,
    unequal_size,
    unequal_spread,
    uniform_noise,
)
from teachclust.datasets.card import Card

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Entry:
    """One registered data set.

    Parameters
    ----------
    load : callable
        The public function; it takes `return_X_y` and `as_frame`.
    card : Card
        Its description.
    n_samples : int
        Rows by default.
    """

    load: Callable[..., Any]
    card: Card
    n_samples: int


_ENTRIES: Final = (
    Entry(blobs.load_blobs, blobs.CARD, 300),
    Entry(five_points.make_five_points, five_points.CARD, 5),
    Entry(hard_start.make_hard_start, hard_start.CARD, 160),
    Entry(uniform_noise.make_uniform_noise, uniform_noise.CARD, 300),
    Entry(moons.make_moons, moons.CARD, 300),
    Entry(circles.make_circles, circles.CARD, 300),
    Entry(anisotropic.make_anisotropic, anisotropic.CARD, 300),
    Entry(unequal_spread.make_unequal_spread, unequal_spread.CARD, 300),
    Entry(unequal_density.make_unequal_density, unequal_density.CARD, 300),
    Entry(unequal_size.make_unequal_size, unequal_size.CARD, 450),
    Entry(far_outlier.make_far_outlier, far_outlier.CARD, 91),
    Entry(nested.make_nested, nested.CARD, 90),
    Entry(bridge.make_bridge, bridge.CARD, 210),
    Entry(parked_bikes.make_parked_bikes, parked_bikes.CARD, 600),
    Entry(customers.load_customers, customers.CARD, 200),
)
DATASETS: Final[Mapping[str, Entry]] = MappingProxyType(
    {entry.load.__name__: entry for entry in _ENTRIES}
)


def list_datasets() -> pd.DataFrame:
    """List the data sets of the course.

    Returns
    -------
    table : DataFrame
        Indexed by the function's name, with the columns ``rows``, ``columns``, ``groups`` (as they
        were drawn) and ``shows``. Nothing is drawn or read for it.

    Examples
    --------
    >>> from teachclust.datasets import list_datasets
    >>> int(list_datasets().loc["load_blobs", "rows"])
    300
    """
    import pandas as pd

    return pd.DataFrame(
        {
            "rows": [entry.n_samples for entry in _ENTRIES],
            "columns": [len(entry.card.features) for entry in _ENTRIES],
            "groups": [len(entry.card.groups) for entry in _ENTRIES],
            "shows": [entry.card.shows for entry in _ENTRIES],
        },
        index=pd.Index(list(DATASETS), name="name"),
    )
