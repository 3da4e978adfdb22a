"""Recognizes, by its values, the table of mall customers that many courses use."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from teachclust.datasets.bunch import Floats
from teachclust.datasets.customers.columns import AGE, FEATURES, GENDER, INCOME, SCORE
from teachclust.datasets.customers.values import MEN, WOMEN, Values, gender_codes, whole_ids

Known = Literal["yes", "but for blanks", "numbers only", "no"]

N_CUSTOMERS: Final = 200
#: Means of the known table and its number of women, for the sentence about another one.
MEANS: Final = MappingProxyType({AGE: 38.85, INCOME: 60.56, SCORE: 50.20})
N_WOMEN: Final = 112
# sha256 of each column in the order of the ids, and of all rows in an order of their own
_DIGESTS: Final = MappingProxyType(
    {
        AGE: "a503feb9f08ffdcc7ce54ae30117fb0e88235fe1f1d80555d581fedb8dd56d28",
        INCOME: "9b9b3c99f3c6c1e6e8dd019a8edfddbb8529374451226a40dfc9e238ac46704e",
        SCORE: "d162771b17a2ee8eb315d31d9015342e535b655851757b76e3607aeba68d45a9",
        GENDER: "647aef88b07699b1cef03b3588bc612d9ddeecbf49e276c94e96f17a7974eecc",
    }
)
_ROWS: Final = "568c1d9e63c3ad0c6c6209cb06e4f44a488ad50d9efdd2aa2097f8962ce9462a"


def is_known(values: Values) -> Known:
    """Tell whether the values are those of the well-known table of 200 mall customers.

    "yes" when all values are equal, in whatever order; "but for blanks" when every column without
    blanks is equal (two at least), in the order of the ids or of the file; "numbers only" when age,
    income and score are equal and gender is not.
    """
    if len(values.numbers) != N_CUSTOMERS:
        return "no"
    has_gender = values.gender is not None
    women = np.array([word == "Female" for word in values.gender or ()], dtype=np.float64)
    if not values.blanks:
        rows = np.column_stack([values.numbers, women]) if has_gender else values.numbers
        if has_gender and rows_digest(rows) == _ROWS:
            return "yes"
    order = _order(values.customer_id)
    equal = {
        name: column_digest(values.numbers[order, place]) == _DIGESTS[name]
        for place, name in enumerate(FEATURES)
    }
    blank = {missing.column for missing in values.blanks}
    whole = [name for name in FEATURES if name not in blank]
    if len(whole) < 2 or not all(equal[name] for name in whole):
        return "no"
    if has_gender and GENDER not in blank and column_digest(women[order]) != _DIGESTS[GENDER]:
        return "numbers only"
    return "but for blanks" if blank else "yes"


def with_known_genders(values: Values) -> Values:
    """Return the values with genders as words, where the known table tells what their codes mean.

    They may be coded as "0" and "1". Where neither way to read them gives the known table, they
    stay as they are.
    """
    codes = gender_codes(values.gender or ())
    two = len(codes) == 2 and set(values.gender or ()) == set(codes)
    for women, men in (codes, codes[::-1]) if two else ():
        words = {women: WOMEN, men: MEN}
        read = values._replace(gender=tuple(words[code] for code in values.gender or ()))
        if is_known(read) in ("yes", "but for blanks"):
            return read
    return values


def column_digest(column: Floats) -> str:
    """Return the sha256 of a column's numbers, the same on every computer."""
    return hashlib.sha256((column + 0.0).astype("<f8").tobytes()).hexdigest()


def rows_digest(rows: Floats) -> str:
    """Return the sha256 of a table's rows, in whatever order they stand."""
    ordered = rows[np.lexsort(rows.T)]
    return column_digest(ordered.ravel())


def _order(ids: Sequence[str] | None) -> Sequence[int]:
    """Return the rows sorted by id, or in the file's order where ids are missing or repeat."""
    numbers = whole_ids(ids) if ids else None
    if numbers is None or len(set(numbers)) < len(numbers):
        return range(N_CUSTOMERS)
    return [int(row) for row in np.argsort(numbers)]
