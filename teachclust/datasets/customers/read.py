"""Reads the well-known table of customers, in any of the forms in which people have it."""

from __future__ import annotations

import warnings
from collections import Counter
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.checks.given_file import FileKind, GivenFile, read_given
from teachclust.checks.names import columns_text, some
from teachclust.datasets.customers.columns import (
    AGE,
    CUSTOMER_ID,
    FEATURES,
    GENDER,
    INCOME,
    SCORE,
    UNITS,
    find_columns,
    meaning,
)
from teachclust.datasets.customers.known import (
    MEANS,
    N_CUSTOMERS,
    N_WOMEN,
    Known,
    is_known,
    with_known_genders,
)
from teachclust.datasets.customers.text_table import TextTable, read_text_table
from teachclust.datasets.customers.values import (
    Blank,
    Values,
    count_women,
    gender_codes,
    read_values,
    whole_ids,
)
from teachclust.errors import LearnerError, LearnerWarning

_KIND: Final = FileKind(
    call="read_customers",
    gives="customers",
    noun="a table",
    suffixes=(".csv", ".tsv", ".txt"),
    most_bytes=10_000_000,
    text=True,
    smaller='pd.read_csv({path}, nrows=10_000).to_csv("customers.csv", index=False)',
)
_RANGES: Final = {AGE: (0, 120), INCOME: (0, 1000), SCORE: (1, 100)}


def read_customers(path: Any, *, as_frame: bool = False) -> Any:
    """Read a table of customers: age, yearly income, a score of spending, and gender.

    Parameters
    ----------
    path : str, os.PathLike, bytes, file object or FileUpload
        A CSV file, its bytes, a file open for reading, or an ipywidgets FileUpload (or its
        ``value``). Headings are known by
        their meaning ("Genre" or "Gender", "Annual_Income", "annual income (k$) "); the values may
        be split by ",", ";", tabs or "|" and have decimal commas. Other columns are left out.
    as_frame : bool, default=False
        Give data as a DataFrame, `gender` and `customer_id` as Series.

    Returns
    -------
    bunch : sklearn.utils.Bunch
        data : ndarray of shape (n_customers, 3), age in years, income in thousand dollars a year
        and spending score, without rows of totals and those in which one of them is blank; gender :
        ndarray of shape (n_customers,), "Female", "Male" or as the file has it, None without such a
        column; customer_id : ndarray of shape (n_customers,), whole numbers where all ids are;
        blanks : tuple of Blank, every missing value with its line; known : {"yes", "but for
        blanks", "numbers only", "no"}, whether the values are those of the well-known table;
        notices : tuple of str, what was found: odd values with their lines, codes of gender,
        columns that were left out; feature_names, units, frame, DESCR. There is no target: the
        groups are unknown.

    Raises
    ------
    LearnerError
        With the line that mends it: for a file that is missing, empty, above 10 MB or no CSV file,
        missing columns, and values that are no numbers or can't be meant (an age of -5).

    Warns
    -----
    LearnerWarning
        When rows are left out because a value is blank, or because they hold totals.

    See Also
    --------
    load_customers : Made-up customers, for when the real table isn't at hand.

    Notes
    -----
    The table is recognized by a checksum of its values and not by its name: many files with the
    well-known name hold other data. Costs about 15 ms for 200 customers.
    """
    given = read_given(path, _KIND)
    table = read_text_table(given)
    places = find_columns(table.headings, given.name, table.pandas)
    as_written = read_values(table, places, given)
    values = with_known_genders(as_written)
    known = is_known(values)
    whole = np.isfinite(values.numbers).all(axis=1)
    _check_rows(whole, given)
    left_out = _left_out_notices(values)
    notices = (
        _known_notice(known, values),
        *left_out,
        *_gender_notices(as_written, values),
        *_range_notices(values),
        *_id_notices(values),
        *_column_notices(table, places),
    )
    for notice in left_out:
        warnings.warn(notice, LearnerWarning, stacklevel=2)
    return _to_bunch(values, whole, known, notices, given, as_frame=as_frame)


def _check_rows(whole: Any, given: GivenFile) -> None:
    if whole.sum() > 1:
        return
    raise LearnerError(
        "The file has fewer than 2 whole rows",
        where=f"{given.name}, {len(whole)} rows, {int(whole.sum())} without blanks",
        why="Clustering compares rows, so at least two are needed.",
        fix="customers = load_customers()",
    )


def _known_notice(known: Known, values: Values) -> str:
    """Say whether this is the table whose figures articles print."""
    the_table = "the well-known table of 200 mall customers"
    if known == "yes":
        return f"The values are those of {the_table}."
    if known == "but for blanks":
        return f"The values are those of {the_table}, but for {len(values.blanks)} blanks."
    if known == "numbers only":
        how = "coded in a way that isn't known" if gender_codes(values.gender or ()) else "not"
        return f"Age, income and score are those of {the_table}; gender is {how}."
    has = np.nanmean(values.numbers, axis=0)
    means = ", ".join(
        f"{name} {mean:.2f} (there {MEANS[name]:.2f})"
        for name, mean in zip(FEATURES, has, strict=True)
    )
    counted = None if values.gender is None else count_women(values.gender)
    women = "" if counted is None else f", {counted} women (there {N_WOMEN})"
    return (
        f"This is not {the_table}, so figures printed for that one won't come out: "
        f"{len(values.numbers)} rows (there {N_CUSTOMERS}); means of {means}{women}."
    )


def _left_out_notices(values: Values) -> list[str]:
    """Say which rows are left out: totals, and those with blanks."""
    notices = []
    if values.summaries:
        one = len(values.summaries) == 1
        lines = some(values.summaries)
        notices.append(
            f"Line {lines} is left out: it sums up other rows and is no customer."
            if one
            else f"Lines {lines} are left out: they sum up other rows and are no customers."
        )
    features = [blank for blank in values.blanks if blank.column in FEATURES]
    if features:
        rows = list(dict.fromkeys(str(Blank(b.line, b.customer_id, "")) for b in features))
        columns = [name for name in FEATURES if any(b.column == name for b in features)]
        notices.append(
            f"{len(rows)} {'row is' if len(rows) == 1 else 'rows are'} left out because "
            f"{columns_text(columns)} {'is' if len(columns) == 1 else 'are'} blank: {some(rows)}."
        )
    return notices


def _gender_notices(as_written: Values, values: Values) -> list[str]:
    """Say where gender is blank, and what its codes mean."""
    notices = []
    genders = [str(blank) for blank in values.blanks if blank.column == GENDER]
    if genders:
        notices.append(f"Gender is blank in {some(genders)}; these rows are kept.")
    codes = [f'"{code}"' for code in gender_codes(as_written.gender or ())]
    if codes and as_written.gender != values.gender:
        pairs = sorted(set(zip(as_written.gender or (), values.gender or (), strict=True)))
        meant = " and ".join(f'"{code}" as {word}' for code, word in pairs)
        notices.append(f"Gender is coded; by the well-known table it reads {meant}.")
    elif codes:
        notices.append(
            f"Gender has {some(codes)}: which of them stands for women, the file doesn't say; "
            "these rows are kept."
        )
    return notices


def _range_notices(values: Values) -> list[str]:
    """Say which numbers are odd, row by row."""
    notices = []
    ids = values.customer_id or ("",) * len(values.lines)
    for place, (name, (low, high)) in enumerate(_RANGES.items()):
        column = values.numbers[:, place]
        outside = np.flatnonzero((column < low) | (column > high))
        if len(outside):
            rows = [
                f"{Blank(values.lines[row], ids[row], name)} has {column[row]:g}" for row in outside
            ]
            notices.append(
                f'{len(outside)} of {len(column)} values of "{name}" lie outside {low} to {high}: '
                f"{some(rows)}."
            )
    return notices


def _id_notices(values: Values) -> list[str]:
    """Say which ids more than one row has."""
    twice = [
        display_name(one)
        for one, count in Counter(values.customer_id or ()).items()
        if count > 1 and one
    ]
    if not twice:
        return []
    return [f"More than one row has the {CUSTOMER_ID} {some(twice)}; all are kept."]


def _column_notices(table: TextTable, places: dict[str, int]) -> list[str]:
    """Say which columns were left out, and which are not there."""
    spare = [name for name in table.headings if name and meaning(name) is None]
    notices = [f"Left out: {columns_text(spare)}."] if spare else []
    for column, place in places.items():
        others = [
            heading
            for other, heading in enumerate(table.headings)
            if other != place and meaning(heading) == column
        ]
        if others:
            notices.append(
                f'"{column}" is read from {columns_text([table.headings[place]])}, and '
                f"{columns_text(others)} left out; none of them is clustered."
            )
    lacking = [name for name in (CUSTOMER_ID, GENDER) if name not in places]
    return notices + ([f"The file has no {columns_text(lacking)}."] if lacking else [])


def _to_bunch(
    values: Values,
    whole: Any,
    known: Known,
    notices: tuple[str, ...],
    given: GivenFile,
    *,
    as_frame: bool,
) -> Any:
    """Return the rows without blanks by scikit-learn's conventions."""
    from sklearn.utils import Bunch

    data: Any = np.ascontiguousarray(values.numbers[whole])
    gender: Any = None if values.gender is None else np.array(values.gender)[whole]
    ids = whole_ids(values.customer_id or ())
    customer_id: Any = None
    if values.customer_id is not None:
        customer_id = np.array(values.customer_id if ids is None else ids)[whole]
    frame = None
    if as_frame:
        import pandas as pd

        data = frame = pd.DataFrame(data, columns=list(FEATURES))
        gender = None if gender is None else pd.Series(gender, name=GENDER)
        customer_id = None if customer_id is None else pd.Series(customer_id, name=CUSTOMER_ID)
    title = f"Customers of {given.name}"
    return Bunch(
        data=data,
        frame=frame,
        feature_names=list(FEATURES),
        units=dict(zip(FEATURES, UNITS, strict=True)),
        gender=gender,
        customer_id=customer_id,
        blanks=values.blanks,
        known=known,
        notices=notices,
        DESCR="\n".join((title, "=" * len(title), "", *notices)),
    )
