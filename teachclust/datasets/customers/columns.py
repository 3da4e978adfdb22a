"""The columns of a table of customers, by the many names that people's files give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from teachclust.checks.names import columns_text, display_name, some
from teachclust.errors import LearnerError

AGE: Final = "Age"
INCOME: Final = "Annual Income (k$)"
SCORE: Final = "Spending Score (1-100)"
GENDER: Final = "Gender"
CUSTOMER_ID: Final = "CustomerID"

FEATURES: Final = (AGE, INCOME, SCORE)
UNITS: Final = ("years", "thousand dollars a year", "points from 1 to 100")

# Matched against a heading in small letters and without anything but letters and digits.
_MEANINGS: Final = MappingProxyType(
    {
        CUSTOMER_ID: re.compile(r"(customer|cust|client)?(id|no|nr|number)|customer"),
        GENDER: re.compile(r"gender|genre|sex"),
        AGE: re.compile(r"(customer)?age(in)?(years|yrs)?"),
        INCOME: re.compile(
            r"(annual|yearly)?income(in)?(k|kusd|usdk|k?dollars|thousands?)?(year)?"
        ),
        SCORE: re.compile(r"(spending|spend)(score)?(1(to)?100|100)?|score(1(to)?100|100)?"),
    }
)


# A first line with two of these is a row of the table, not its header.
_NUMBER: Final = re.compile(r"\d+([.,]\d+)?", re.ASCII)


def meaning(heading: str) -> str | None:
    """Return the column that a heading of a file, such as "Annual_Income ", means, or None."""
    plain = _plain(heading)
    for column, pattern in _MEANINGS.items():
        if len(plain) < 40 and pattern.fullmatch(plain):
            return column
    return None


# Headings that say less than others of the same meaning, the least at the end.
_VAGUE: Final = ("genre", "sex", "id", "customer", "number", "nr", "no")
# These are carried along and not clustered: where two columns could be one, either will do.
_NOT_CLUSTERED: Final = (CUSTOMER_ID, GENDER)


def find_columns(headings: Sequence[str], name: str, pandas: str) -> dict[str, int]:
    """Return the position of each column in a file; `FEATURES` are always among them.

    `name` and `pandas` are the file's name, and the arguments with which pandas opens it, for error
    messages. A LearnerError when age, income or score is missing, or two headings mean the same
    one.
    """
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        column = meaning(heading)
        if column is None:
            continue
        if column in places and column in _NOT_CLUSTERED:
            if _vagueness(heading) < _vagueness(headings[places[column]]):
                places[column] = place
            continue
        if column in places:
            raise LearnerError(
                f'Two columns could be "{column}"',
                where=f"{columns_text([headings[places[column]], heading])} of {name}",
                why="Which one is meant changes the clusters: leave one of them out.",
                # by its place: both may be called the same
                fix=f"df = pd.read_csv({pandas}); df.drop(columns=df.columns[{place}])"
                '.to_csv("customers.csv", index=False)',
            )
        places[column] = place
    missing = [column for column in FEATURES if column not in places]
    if missing:
        raise _missing(missing, headings, name, pandas)
    return places


def _vagueness(heading: str) -> int:
    """Return how much less clearly a heading names its column than others of the same meaning."""
    plain = _plain(heading)
    return _VAGUE.index(plain) + 1 if plain in _VAGUE else 0


def _plain(heading: str) -> str:
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def _missing(
    missing: Sequence[str], headings: Sequence[str], name: str, pandas: str
) -> LearnerError:
    """Say which columns are missing, and how to name those that are there."""
    if sum(_NUMBER.fullmatch(heading) is not None for heading in headings) > 1:
        return _no_header(headings, name, pandas)
    spare = [heading for heading in headings if heading.strip() and meaning(heading) is None]
    rename = dict(zip(spare, missing, strict=False))
    return LearnerError(
        f"The file has no {columns_text(missing)}",
        where=f"{name}; its first line has {columns_text(headings)}",
        why="Customers are compared by age, income and spending score; "
        "the first line must name these columns.",
        fix=f"pd.read_csv({pandas}).rename(columns=str.strip).rename(columns={rename!r})"
        '.to_csv("customers.csv", index=False)'
        if len(spare) >= len(missing)
        else "customers = load_customers()",
    )


def _no_header(headings: Sequence[str], name: str, pandas: str) -> LearnerError:
    """Say that the first line holds values; name them by the usual order if they are as many."""
    usual = [CUSTOMER_ID, GENDER, *FEATURES][-len(headings) :]
    return LearnerError(
        "The file has no line with the names of its columns",
        where=f"{name}; its first line is {some([display_name(heading) for heading in headings])}",
        why="Without names, age could be taken for income: add them, in the order of the file.",
        fix=f"pd.read_csv({pandas}, header=None, names={usual!r})"
        '.to_csv("customers.csv", index=False)'
        if len(usual) == len(headings)
        else "customers = load_customers()",
    )
