"""From the bytes of a file to the rows of a table, whatever program wrote it."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from itertools import islice
from typing import Final

from teachclust.checks import display_name
from teachclust.checks.given_file import GivenFile
from teachclust.datasets.customers.columns import FEATURES, meaning
from teachclust.errors import LearnerError

DELIMITERS: Final = (",", ";", "\t", "|")
# So many lines may stand above the names of the columns.
_MOST_NOTES: Final = 10
_EXPORT: Final = "Open it where it was made, and save it as CSV."
_NOT_TEXT: Final = (
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"%PDF", "a PDF document", "Ask for the table itself, as CSV."),
    (b"\x89PNG", "a picture", "Ask for the table itself, as CSV."),
    (b"\xff\xd8\xff", "a picture", "Ask for the table itself, as CSV."),
    (b"SQLite format 3", "a database", _EXPORT),
    (b"PAR1", "a Parquet file", _EXPORT),
)
# A web page saved under the table's name: what a download without signing in gives.
_PAGE: Final = ("<!doctype", "<html", "<?xml", "<head")


@dataclass(frozen=True, slots=True)
class TextTable:
    """The rows of a file as text, without empty ones, and the number of each row's line, from 1.

    `pandas` is the arguments with which ``pandas.read_csv`` opens the same file, for error
    messages.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    pandas: str


def read_text_table(given: GivenFile) -> TextTable:
    """Split a file into rows of text, without spaces around values.

    The file is UTF-8 or UTF-16 with or without a mark at its start, else Windows-1252; lines end as
    they like; values stand between ",", ";", tabs or "|". A LearnerError when it isn't text, or has
    a line with more values than headings.
    """
    text, encoding = _decode(given)
    delimiter, skip = _layout(text)
    _check_title(text, skip, given, encoding)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    pandas = _pandas(given.argument, delimiter, skip, encoding)
    headings: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    try:
        for row in reader:
            values = tuple(value.strip() for value in row)
            if reader.line_num <= skip or not any(values):
                continue
            if not headings:
                headings = values
                continue
            _check_width(values, headings, f"line {reader.line_num} of {given.name}", pandas)
            rows.append(values[: len(headings)])
            lines.append(reader.line_num)
    except csv.Error as reason:
        raise _not_a_table("text that is no table", display_name(reason), given) from reason
    return TextTable(headings, tuple(rows), tuple(lines), pandas)


def _pandas(argument: str, delimiter: str, skip: int, encoding: str) -> str:
    """Return the arguments for `pandas.read_csv` that differ from its defaults."""
    parts = [argument]
    if delimiter != ",":
        parts.append(f"sep={delimiter!r}")
    if skip:
        parts.append(f"skiprows={skip}")
    if encoding != "utf-8-sig":
        parts.append(f"encoding={encoding!r}")
    return ", ".join(parts)


def _decode(given: GivenFile) -> tuple[str, str]:
    """Return the file's text and its encoding; refuse what other kinds of files begin with."""
    content = given.content
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise LearnerError(
            "This is an Excel file (or another archive), not a CSV file",
            where=given.name,
            why="A CSV file is plain text. Save the sheet as CSV, in Excel or by this line.",
            fix=f'pd.read_excel({given.argument}).to_csv("customers.csv", index=False)',
        )
    for start, kind, advice in _NOT_TEXT:
        if content.startswith(start):
            raise _not_a_table(kind, advice, given)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig" if _is_utf8(content) else "cp1252"
    text = content.decode(encoding, errors="replace")
    if "\x00" in text:
        raise _not_a_table("no text", "It has bytes in it that no text has.", given)
    if text.lstrip().casefold().startswith(_PAGE):
        advice = "Downloads that need signing in give such a page: get the file again."
        raise _not_a_table("a web page", advice, given)
    return text, encoding


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _not_a_table(kind: str, advice: str, given: GivenFile) -> LearnerError:
    return LearnerError(
        f"The file is {kind}, not a CSV file",
        where=given.name,
        why=advice,
        fix='customers = read_customers("customers.csv")',
    )


def _layout(text: str) -> tuple[str, int]:
    """Return what separates the values, and how many lines stand before the headings."""
    skip = 0
    first = ""
    for first in io.StringIO(text, newline=""):
        if first.strip() and not first.casefold().startswith("sep="):  # Excel's own hint
            break
        skip += 1
    best = max(DELIMITERS, key=lambda mark: (_known(first, mark), first.count(mark)))
    return best, skip


def _known(line: str, delimiter: str) -> int:
    """Return how many columns a line names."""
    return sum(meaning(part.strip().strip('"')) is not None for part in line.split(delimiter))


def _check_title(text: str, skip: int, given: GivenFile, encoding: str) -> None:
    """Refuse lines above the names of the columns: a title, a note."""
    for number, line in enumerate(islice(io.StringIO(text, newline=""), skip + _MOST_NOTES)):
        delimiter = max(DELIMITERS, key=lambda mark: _known(line, mark))
        known = _known(line, delimiter)
        if number == skip and known:
            return
        if number > skip and known >= len(FEATURES):
            raise LearnerError(
                f"The names of the columns stand in line {number + 1}",
                where=given.name,
                why="They must be in the first line: leave out what stands above them.",
                fix=f"pd.read_csv({_pandas(given.argument, delimiter, number, encoding)})"
                '.to_csv("customers.csv", index=False)',
            )


def _check_width(
    values: tuple[str, ...], headings: tuple[str, ...], where: str, pandas: str
) -> None:
    """Refuse a line with more values than there are headings; empty ones at its end don't count."""
    extra = [value for value in values[len(headings) :] if value]
    if extra:
        raise LearnerError(
            f"A line has {len(values)} values, where the first line has {len(headings)} names",
            where=f"{where}: {display_name(', '.join(values))}",
            why="Perhaps a decimal comma stands in a file that is split at commas, "
            "or the first line lacks a name.",
            fix=f'pd.read_csv({pandas}, on_bad_lines="skip", index_col=False)'
            '.to_csv("customers.csv", index=False)',
        )
