"""From the text in a table of customers to numbers, with what is blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

import numpy as np

from teachclust.checks import display_name
from teachclust.checks.given_file import GivenFile
from teachclust.checks.names import quote, some
from teachclust.datasets.bunch import Floats
from teachclust.datasets.customers.columns import AGE, CUSTOMER_ID, FEATURES, GENDER, INCOME, SCORE
from teachclust.datasets.customers.summary_rows import (
    is_mean_of_others,
    is_sum_of_others,
    summary_rows,
)
from teachclust.datasets.customers.text_table import TextTable
from teachclust.errors import LearnerError

_BLANKS: Final = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "none", "-", "--", "?", "."})
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3},\d{3}", re.ASCII)
_WHOLE: Final = re.compile(r"(\d{1,15})(\.0*)?", re.ASCII)
# Beyond these no age, income or score can be meant; below, `read_customers` says what is odd.
_POSSIBLE: Final = {AGE: (0, 200), INCOME: (-(10**9), 10**9), SCORE: (-(10**6), 10**6)}

# Genders are words that are known, or codes of which only their maker knows the meaning.
WOMEN: Final = "Female"
MEN: Final = "Male"
_WORDS: Final = {
    WOMEN: frozenset(
        {"f", "female", "females", "w", "woman", "women", "girl"}
        | {"weiblich", "frau", "femme", "féminin", "mujer", "femenino", "donna", "femmina"}
    ),
    MEN: frozenset(
        {"m", "male", "males", "man", "men", "boy"}
        | {"männlich", "mann", "homme", "masculin", "hombre", "masculino", "uomo", "maschio"}
    ),
}
# Neither of the two, and no code: women can be counted beside them.
_OTHERS: Final = frozenset(
    {"diverse", "divers", "other", "others", "non-binary", "nonbinary", "unknown"}
    | {"prefer not to say", "not specified", "undisclosed"}
)


class Blank(NamedTuple):
    """A missing value: its line from 1, the customer's id ("" without one) and the column."""

    line: int
    customer_id: str
    column: str

    def __str__(self) -> str:
        """Return "line 3 (customer 2)"."""
        who = f" (customer {display_name(self.customer_id, 12)})" if self.customer_id else ""
        return f"line {self.line}{who}"


class Values(NamedTuple):
    """All values of a table of customers, in the order of the file.

    `numbers` has shape (n_rows, 3): age, income and score, nan where blank. `gender` holds
    "Female", "Male", another word as the file has it, or "" where blank. `lines` are those of the
    rows, and `summaries` those that were left out because they sum up others.
    """

    numbers: Floats
    gender: tuple[str, ...] | None
    customer_id: tuple[str, ...] | None
    blanks: tuple[Blank, ...]
    lines: tuple[int, ...] = ()
    summaries: tuple[int, ...] = ()


def read_values(table: TextTable, places: dict[str, int], given: GivenFile) -> Values:
    """Read the numbers of a table, or raise an error for values that are not numbers.

    A LearnerError when a value of age, income or score is neither blank nor a number, has a comma
    that may be one of decimals or of thousands, or can't be meant (an age of -5).
    """
    table, summaries = _without_summaries(table, places)
    ids = _column(table, places.get(CUSTOMER_ID))
    genders = _column(table, places.get(GENDER))
    columns = {name: _column(table, places[name]) or () for name in FEATURES}
    numbers = np.empty((len(table.rows), len(FEATURES)))
    for position, (name, texts) in enumerate(columns.items()):
        numbers[:, position] = _numbers(name, texts, places[name], table, given)
    who = [texts[-1] for texts in (ids, genders) if texts] if table.rows else []
    unnamed = not all(who) or not who  # a total without a label
    blank = bool(who) and not any(who)
    if (unnamed and is_sum_of_others(numbers)) or (blank and is_mean_of_others(numbers)):
        rest = _rows_of(table, range(len(table.rows) - 1))
        values = read_values(rest, places, given)
        return values._replace(summaries=(*summaries, table.lines[-1]))
    for position, (name, texts) in enumerate(columns.items()):
        _check_possible(name, numbers[:, position], texts, places[name], table, given)
    if genders is not None:
        columns = {GENDER: genders, **columns}
    blanks = tuple(
        Blank(line, ids[row] if ids else "", name)
        for row, line in enumerate(table.lines)
        for name, texts in columns.items()
        if is_blank(texts[row])
    )
    gender = None if genders is None else tuple(_gender(text) for text in genders)
    return Values(numbers, gender, ids, blanks, table.lines, summaries)


def known_gender(text: str) -> str | None:
    """Return "Female" or "Male" for a word that means it, None for any other."""
    plain = text.strip().casefold()
    return next((gender for gender, words in _WORDS.items() if plain in words), None)


def gender_codes(genders: Sequence[str]) -> list[str]:
    """Return the words, in order, of which it isn't known whom they stand for: "0", "1", "2"."""
    return sorted(
        {word for word in genders if word and word not in _WORDS and word.casefold() not in _OTHERS}
    )


def count_women(genders: Sequence[str]) -> int | None:
    """Return how many are women; None where codes leave it open."""
    return None if gender_codes(genders) else sum(word == WOMEN for word in genders)


def is_blank(text: str) -> bool:
    """Return whether a value means missing: empty, "NA", "?" ..."""
    return text.casefold() in _BLANKS


def whole_ids(ids: Sequence[str]) -> list[int] | None:
    """Return ids as whole numbers ("0001" is 1); None unless all of them are."""
    found = [_WHOLE.fullmatch(text) for text in ids]
    return [int(match[1]) for match in found if match] if all(found) else None


def _column(table: TextTable, place: int | None) -> tuple[str, ...] | None:
    """Return the values of a column; a line that ends early has blanks."""
    if place is None:
        return None
    return tuple(row[place] if place < len(row) else "" for row in table.rows)


def _gender(text: str) -> str:
    return known_gender(text) or ("" if is_blank(text) else display_name(text))


def _without_summaries(
    table: TextTable, places: dict[str, int]
) -> tuple[TextTable, tuple[int, ...]]:
    """Leave out rows of totals and means; return the rest, and the lines of those."""
    known = sorted({0, *places.values()})
    labels = [tuple(row[place] for place in known if place < len(row)) for row in table.rows]
    ids = _column(table, places.get(CUSTOMER_ID)) or ()
    rows = set(summary_rows(table.rows, labels, ids, indexed=not table.headings[0]))
    kept = _rows_of(table, [i for i in range(len(table.rows)) if i not in rows])
    return kept, tuple(table.lines[i] for i in sorted(rows))


def _rows_of(table: TextTable, rows: Sequence[int]) -> TextTable:
    return replace(
        table,
        rows=tuple(table.rows[i] for i in rows),
        lines=tuple(table.lines[i] for i in rows),
    )


def _check_possible(
    name: str,
    numbers: Any,
    texts: Sequence[str],
    place: int,
    table: TextTable,
    given: GivenFile,
) -> None:
    """Refuse impossible numbers (an age of -5): one of them would outweigh all others."""
    low, high = _POSSIBLE[name]
    wrong = np.flatnonzero((numbers < low) | (numbers > high))
    if not len(wrong):
        return
    heading = table.headings[place]
    n_known = np.isfinite(numbers).sum()
    raise _refuse(
        texts, [int(row) for row in wrong], table, given,
        what=f"{quote(heading)} has values that can't be meant",
        why=f"They lie outside {low:,} to {high:,}: a slip, a code for a missing value, or a "
        "table that was scaled before.",
        fix=_without_lines(name, texts, place, table)
        if len(wrong) <= n_known - 2
        else "customers = load_customers()",
    )  # fmt: skip


def _without_lines(name: str, texts: Sequence[str], place: int, table: TextTable) -> str:
    """Return the line that leaves out the rows whose value is blank, no number, or can't be meant.

    The column is selected by its position: its heading may occur twice, or have spaces.
    """
    low, high = _POSSIBLE[name]
    column = f"df.iloc[:, {place}]"
    if any("," in text for text in texts):
        column += '.astype(str).str.replace(",", ".")'
    return (
        f"df = pd.read_csv({table.pandas}); "
        f'df[pd.to_numeric({column}, errors="coerce").between({low}, {high})]'
        '.to_csv("customers.csv", index=False)'
    )


def _without_units(place: int, table: TextTable) -> str:
    """Return the line that keeps of "$118", "84 %" or "'62'" the number."""
    return (
        f"df = pd.read_csv({table.pandas}); df.isetitem({place}, df.iloc[:, {place}].astype(str)"
        '.str.replace(r"[^0-9.+-]", "", regex=True)); df.to_csv("customers.csv", index=False)'
    )


def _numbers(
    name: str, texts: Sequence[str], place: int, table: TextTable, given: GivenFile
) -> list[float]:
    """Read a column; a comma is a decimal comma unless it may be one of thousands."""
    heading = table.headings[place]
    opened = f"pd.read_csv({table.pandas}"
    if thousands := [row for row, text in enumerate(texts) if _THOUSANDS.fullmatch(text)]:
        raise _refuse(
            texts, thousands, table, given,
            what=f"The commas in {quote(heading)} can be read in two ways",
            why="1,234 is one and a bit with a decimal comma, more than a thousand without.",
            fix=f'{opened}, thousands=",").to_csv("customers.csv", index=False)',
        )  # fmt: skip
    read = [_number(text) for text in texts]
    if wrong := [row for row, number in enumerate(read) if number is None]:
        raise _refuse(
            texts, wrong, table, given,
            what=f"{quote(heading)} has values that are no numbers",
            why="A distance needs numbers: mend them in the file, or leave these lines out.",
            fix=_mended(name, texts, place, table, read),
        )  # fmt: skip
    return [number for number in read if number is not None]


def _mended(
    name: str, texts: Sequence[str], place: int, table: TextTable, read: Sequence[float | None]
) -> str:
    """Return the line that leaves out what is not a number, or takes units off the numbers."""
    if sum(number is not None and np.isfinite(number) for number in read) >= 2:
        return _without_lines(name, texts, place, table)
    commas = any("," in text for text in texts)
    plain = [_number(re.sub(r"[^0-9.+-]", "", text)) for text in texts]
    if not commas and None not in plain and sum(map(np.isfinite, filter(None, plain))) > 1:
        return _without_units(place, table)
    return "customers = load_customers()"


def _number(text: str) -> float | None:
    """Return a number, nan for a blank, None for anything else."""
    if is_blank(text):
        return float("nan")
    plain = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    if not _NUMBER.fullmatch(plain):
        return None
    number = float(plain)
    return number if np.isfinite(number) else None


def _refuse(
    texts: Sequence[str],
    rows: Sequence[int],
    table: TextTable,
    given: GivenFile,
    *,
    what: str,
    why: str,
    fix: str,
) -> LearnerError:
    examples = [f'line {table.lines[row]} has "{display_name(texts[row], 20)}"' for row in rows]
    return LearnerError(what, where=f"{given.name}: {some(examples)}", why=why, fix=fix)
