"""The list of data sets: the contract test and `list_datasets` go through it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from teachclust.datasets.bunch import DatasetEntry
from teachclust.datasets.customers.load import INFO as CUSTOMERS
from teachclust.datasets.customers.load import load_customers
from teachclust.datasets.shapes import SHAPES

if TYPE_CHECKING:
    import pandas as pd

DATASETS: Final[Mapping[str, DatasetEntry]] = MappingProxyType(
    {
        entry.load.__name__: entry
        for entry in (*SHAPES, DatasetEntry(load_customers, CUSTOMERS, 200))
    }
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
            "rows": [entry.n_samples for entry in DATASETS.values()],
            "columns": [len(entry.info.feature_names) for entry in DATASETS.values()],
            "groups": [len(entry.info.target_names) for entry in DATASETS.values()],
            "shows": [entry.info.shows for entry in DATASETS.values()],
        },
        index=pd.Index(list(DATASETS), name="name"),
    )
