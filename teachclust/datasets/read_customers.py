"""Reads the well-known table of customers, in any of the forms in which people have it."""

from __future__ import annotations

import warnings
from collections import Counter
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.checks.names import columns_text, some
from teachclust.datasets.customer_columns import (
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
from teachclust.datasets.customer_text import TextTable, read_text_table
from teachclust.datasets.customer_values import Blank, Values, read_values, whole_ids
from teachclust.datasets.given_file import GivenFile, Wanted, read_given
from teachclust.datasets.known_customers import MEANS, N_CUSTOMERS, N_WOMEN, Known, is_known
from teachclust.errors import LearnerError, LearnerWarning

_WANTED: Final = Wanted(
    call="read_customers",
    gives="customers",
    noun="a table",
    suffixes=(".csv", ".tsv", ".txt"),
    most_bytes=10_000_000,
    smaller='pd.read_csv({path}, nrows=10_000).to_csv("customers.csv", index=False)',
)
_RANGES: Final = {AGE: (0, 120), INCOME: (0, 1000), SCORE: (1, 100)}


def read_customers(path: Any, *, as_frame: bool = False) -> Any:
    """Read a table of customers: age, yearly income, a score of spending, and gender.

    Parameters
    ----------
    path : str, os.PathLike, bytes or FileUpload
        A CSV file, its bytes, or an ipywidgets FileUpload (or its ``value``). Headings are known by
        their meaning ("Genre" or "Gender", "Annual_Income", "annual income (k$) "); the values may
        be split by ",", ";", tabs or "|" and have decimal commas. Other columns are left out.
    as_frame : bool, default=False
        Give data as a DataFrame, `gender` and `customer_id` as Series.

    Returns
    -------
    bunch : sklearn.utils.Bunch
        data : ndarray of shape (n_customers, 3), age in years, income in thousand dollars a year
        and spending score, without the rows in which one of them is blank; gender : ndarray of
        shape (n_customers,), "Female", "Male" or as the file has it, None without such a column;
        customer_id : ndarray of shape (n_customers,), whole numbers where all ids are; blanks :
        tuple of Blank, every missing value with its line; known : {"yes", "but for blanks",
        "numbers only", "no"}, whether the values are those of the well-known table; notices : tuple
        of str; feature_names, units, frame, DESCR. There is no target: nobody knows the groups.

    Raises
    ------
    LearnerError
        With the line that mends it: for a file that is missing, empty, above 10 MB or no CSV file,
        missing columns, and values that are no numbers.

    Warns
    -----
    LearnerWarning
        When rows are left out because a value is blank.

    See Also
    --------
    load_customers : Made-up customers, for when the real table isn't at hand.

    Notes
    -----
    Which table it is, is told by a checksum of its values and not by its name: many files with the
    well-known name hold other data. Costs about 15 ms for 200 customers.
    """
    given = read_given(path, _WANTED)
    table = read_text_table(given)
    places = find_columns(table.headings, given.name, table.pandas)
    values = read_values(table, places, given)
    known = is_known(values)
    whole = np.isfinite(values.numbers).all(axis=1)
    _check_rows(whole, given)
    notices = (
        _known_notice(known, values),
        *_blank_notices(values.blanks),
        *_value_notices(values),
        *_column_notices(table, places),
    )
    if not whole.all():
        warnings.warn(notices[1], LearnerWarning, stacklevel=2)
    return _hand_over(values, whole, known, notices, given, as_frame=as_frame)


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
        return f"Age, income and score are those of {the_table}; gender is not."
    has = np.nanmean(values.numbers, axis=0)
    means = ", ".join(
        f"{name} {mean:.2f} (there {MEANS[name]:.2f})"
        for name, mean in zip(FEATURES, has, strict=True)
    )
    women = (
        f", {sum(word == 'Female' for word in values.gender)} women (there {N_WOMEN})"
        if values.gender
        else ""
    )
    return (
        f"This is not {the_table}, so figures printed for that one won't come out: "
        f"{len(values.numbers)} rows (there {N_CUSTOMERS}); means of {means}{women}."
    )


def _blank_notices(blanks: tuple[Blank, ...]) -> list[str]:
    """Say which rows are left out, and where gender is blank."""
    notices = []
    features = [blank for blank in blanks if blank.column in FEATURES]
    if features:
        rows = list(dict.fromkeys(str(Blank(b.line, b.customer_id, "")) for b in features))
        columns = [name for name in FEATURES if any(b.column == name for b in features)]
        notices.append(
            f"{len(rows)} {'row is' if len(rows) == 1 else 'rows are'} left out because "
            f"{columns_text(columns)} {'is' if len(columns) == 1 else 'are'} blank: {some(rows)}."
        )
    genders = [str(blank) for blank in blanks if blank.column == GENDER]
    if genders:
        notices.append(f"Gender is blank in {some(genders)}; these rows are kept.")
    return notices


def _value_notices(values: Values) -> list[str]:
    """Say what is odd about the numbers and ids."""
    notices = []
    for place, (name, (low, high)) in enumerate(_RANGES.items()):
        column = values.numbers[:, place]
        outside = int(np.sum((column < low) | (column > high)))
        if outside:
            notices.append(
                f'{outside} of {len(column)} values of "{name}" lie outside {low} to {high}.'
            )
    twice = [
        display_name(one)
        for one, count in Counter(values.customer_id or ()).items()
        if count > 1 and one
    ]
    if twice:
        notices.append(f"More than one row has the {CUSTOMER_ID} {some(twice)}; all are kept.")
    return notices


def _column_notices(table: TextTable, places: dict[str, int]) -> list[str]:
    """Say which columns were left out, and which are not there."""
    spare = [name for name in table.headings if name and meaning(name) is None]
    notices = [f"Left out: {columns_text(spare)}."] if spare else []
    lacking = [name for name in (CUSTOMER_ID, GENDER) if name not in places]
    return notices + ([f"The file has no {columns_text(lacking)}."] if lacking else [])


def _hand_over(
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
