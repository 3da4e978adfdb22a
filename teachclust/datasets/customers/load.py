"""Two hundred customers of a shopping centre, made up after a well-known table."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from teachclust.datasets.bunch import DatasetInfo, Floats, to_bunch
from teachclust.datasets.customers.columns import FEATURES, UNITS

INFO: Final = DatasetInfo(
    title="Customers, made up",
    shows="Three features, another number of groups for each pair of them: a decision to defend.",
    design=(
        "These 200 people were made up: six groups drawn from truncated normal and gamma "
        "distributions, after summary figures of the mall customer table that many courses use, "
        "and of 700 draws one was chosen that tells that table's story. By silhouette k-means "
        "finds 4 clusters in age and score (2 after StandardScaler), 5 in income and score, 6 in "
        "all three. No number found here is a fact about real people."
    ),
    target_names=(
        "low income, low score",
        "low income, high score",
        "middle income, younger",
        "middle income, older",
        "high income, high score",
        "high income, low score",
    ),
    source=(
        "drawn by teachclust with numpy's RandomState from summary figures only; "
        "read_customers reads the real table, if you have it"
    ),
    feature_names=FEATURES,
    units=UNITS,
)
# One draw of many, chosen because it has the table's story; another seed may not have it.
_SEED: Final = 63
_TOP_INCOME: Final = 137


class _Normal(NamedTuple):
    """A normal distribution cut off at both ends."""

    mean: float
    spread: float
    low: float
    high: float


class _Group(NamedTuple):
    """How many people, how many of them women, and how each feature is drawn."""

    people: int
    women: int
    age: _Normal
    income: _Normal | None  # None: 69 and more, with a long tail
    score: _Normal


_GROUPS: Final = (
    _Group(23, 14, _Normal(45, 21, 19, 67), _Normal(26, 8, 15, 39), _Normal(20, 26, 3, 40)),
    _Group(22, 13, _Normal(25, 8.5, 18, 35), _Normal(25.5, 8, 15, 39), _Normal(79, 23, 61, 99)),
    _Group(
        38, 25, _Normal(26.5, 11, 18, 40), _Normal(56.5, 9.5, 39, 76), _Normal(49.5, 16, 30, 61)
    ),
    _Group(43, 24, _Normal(56, 13.5, 43, 70), _Normal(54, 8.5, 39, 72), _Normal(49.5, 13, 35, 60)),
    _Group(39, 21, _Normal(32.7, 6, 27, 40), None, _Normal(82, 20, 63, 97)),
    _Group(35, 15, _Normal(41, 17.5, 19, 59), None, _Normal(17, 22, 1, 39)),
)


def load_customers(*, return_X_y: bool = False, as_frame: bool = False) -> Any:
    """Load 200 made-up customers: age, yearly income and a score of their spending.

    Parameters
    ----------
    return_X_y : bool, default=False
        Return ``(data, target)`` in place of a Bunch.
    as_frame : bool, default=False
        Give data as a DataFrame, the target, `gender` and `customer_id` as Series.

    Returns
    -------
    bunch : sklearn.utils.Bunch
        data : ndarray of shape (200, 3), age in years, income in thousand dollars a year and
        spending score from 1 to 100, whole numbers, sorted by income; target : ndarray of shape
        (200,), the group each person was drawn from; gender : ndarray of shape (200,), "Female" or
        "Male"; customer_id : ndarray of shape (200,), 1 to 200; feature_names, units, target_names,
        frame, DESCR. The same at every call.

    See Also
    --------
    read_customers : Reads the real table, for which these people stand in.

    Examples
    --------
    >>> from teachclust.datasets import load_customers
    >>> customers = load_customers()
    >>> customers.data.shape
    (200, 3)
    >>> customers.DESCR.splitlines()[0]
    'Customers, made up'
    """
    data, target, gender = _draw(_SEED)
    bunch = to_bunch(INFO, data, target, return_X_y=return_X_y, as_frame=as_frame)
    if return_X_y:
        return bunch
    customer_id = np.arange(1, len(data) + 1)
    if as_frame:
        import pandas as pd

        bunch.gender = pd.Series(gender, name="Gender")
        bunch.customer_id = pd.Series(customer_id, name="CustomerID")
    else:
        bunch.gender, bunch.customer_id = gender, customer_id
    return bunch


def _draw(seed: int) -> tuple[Floats, Any, Any]:
    """Return ages, incomes and scores, the groups, and the genders, sorted by income."""
    # numpy promises that RandomState draws the same numbers for ever
    rng = np.random.RandomState(seed)
    data = np.concatenate([_people(rng, group) for group in _GROUPS])
    target = np.repeat(np.arange(len(_GROUPS)), [group.people for group in _GROUPS])
    gender = np.concatenate(
        [
            rng.permutation(["Female"] * group.women + ["Male"] * (group.people - group.women))
            for group in _GROUPS
        ]
    )
    order = np.lexsort((data[:, 2], data[:, 1]))
    return np.ascontiguousarray(data[order]), target[order], gender[order]


def _people(rng: np.random.RandomState, group: _Group) -> Floats:
    """Return the rows of one group, in whole numbers."""
    age = _cut_normal(rng, group.age, group.people)
    income = (
        _cut_normal(rng, group.income, group.people)
        if group.income
        else _long_tail(rng, group.people)
    )
    score = _cut_normal(rng, group.score, group.people)
    people: Floats = np.rint(np.column_stack([age, income, score]))
    return people


def _cut_normal(rng: np.random.RandomState, normal: _Normal, count: int) -> Floats:
    """Draw until enough lie between the ends."""
    kept = np.empty(0)
    while len(kept) < count:
        drawn = rng.normal(normal.mean, normal.spread, size=count)
        kept = np.append(kept, drawn[(drawn >= normal.low) & (drawn <= normal.high)])
    return kept[:count]


def _long_tail(rng: np.random.RandomState, count: int) -> Floats:
    """Draw high incomes: many near 69, few near the top."""
    kept = np.empty(0)
    while len(kept) < count:
        drawn = 69 + rng.gamma(1.25, 14, size=count)
        kept = np.append(kept, drawn[drawn <= _TOP_INCOME])
    return kept[:count]
