"""Tables of polars and Arrow, and every dtype of pandas: read, or refused with a fix."""

from __future__ import annotations

import datetime as dt
import decimal
import warnings
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.utils import check_array

from teachclust.checks import check_data
from teachclust.errors import LearnerError
from teachclust.traces import trace
from teachclust.widgets.stepper import watch

pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")

N = [0.1, 2.5, 4.0, 9.0]
DAYS = [dt.date(2020, 1, day) for day in (1, 2, 5, 9)]
MOMENTS = [dt.datetime(2020, 1, day, 5) for day in (1, 2, 5, 9)]
HOURS = [dt.time(hour, 5) for hour in (1, 2, 5, 9)]
SPANS = [dt.timedelta(days=days) for days in (1, 2, 5, 9)]
PERIODS = list(pd.period_range("2020", "2023", freq="Y"))
PRICES = [decimal.Decimal(text) for text in ("1.5", "2.5", "3.25", "7")]
TEMPORAL = {"date": DAYS, "datetime": MOMENTS, "time": HOURS, "timedelta": SPANS}
SCALARS = {
    "date": DAYS,
    "datetime": MOMENTS,
    "time": HOURS,
    "timedelta": SPANS,
    "Timestamp": [pd.Timestamp(day) for day in DAYS],
    "Timestamp with zone": [pd.Timestamp(day, tz="Asia/Tokyo") for day in DAYS],
    "Timedelta": [pd.Timedelta(span) for span in SPANS],
    "Period": PERIODS,
    "datetime64": [np.datetime64(day) for day in DAYS],
    "timedelta64": [np.timedelta64(span) for span in SPANS],
}


def arrow_frame(values: list[Any], dtype: Any) -> pd.DataFrame:
    return pd.DataFrame({"a": N, "b": pd.array(values, dtype=pd.ArrowDtype(dtype))})


def polars_typed(values: list[Any], dtype: Any) -> Any:
    return pl.DataFrame({"a": N, "b": values}, schema={"a": pl.Float64, "b": dtype})


def made(table: Any) -> Any:
    """Tables of polars are made in the test: they start threads, which no fork survives."""
    return table() if callable(table) else table


#: tables with columns a and b, and the numbers in b
READ = {
    "polars ints": (partial(polars_typed, [1, 2, 3, 5], pl.Int16), [1, 2, 3, 5]),
    "polars uint64": (partial(polars_typed, [2**63, 2, 3, 5], pl.UInt64), [2.0**63, 2, 3, 5]),
    "polars int128": (partial(polars_typed, [1, 2, 3, 5], pl.Int128), [1, 2, 3, 5]),
    "polars booleans": (partial(polars_typed, [True, False, True, True], pl.Boolean), [1, 0, 1, 1]),
    "polars decimals": (partial(polars_typed, PRICES, pl.Decimal(10, 2)), [1.5, 2.5, 3.25, 7]),
    "polars float32": (partial(polars_typed, N, pl.Float32), np.float32(N)),
    "polars numbers as categories": (
        partial(polars_typed, list("1235"), pl.Categorical),
        [1, 2, 3, 5],
    ),
    "polars numbers as text": (partial(polars_typed, list("1235"), pl.String), [1, 2, 3, 5]),
    "Arrow ints": (pa.table({"a": N, "b": [1, 2, 3, 5]}), [1, 2, 3, 5]),
    "Arrow batch": (pa.RecordBatch.from_pydict({"a": N, "b": [1, 2, 3, 5]}), [1, 2, 3, 5]),
    "Arrow chunks": (
        pa.concat_tables(
            [pa.table({"a": N[:2], "b": [1, 2]}), pa.table({"a": N[2:], "b": [3, 5]})]
        ),
        [1, 2, 3, 5],
    ),
    "Arrow booleans": (pa.table({"a": N, "b": [True, False, True, True]}), [1, 0, 1, 1]),
    "Arrow decimals": (pa.table({"a": N, "b": PRICES}), [1.5, 2.5, 3.25, 7]),
    "Arrow float16": (pa.table({"a": N, "b": pa.array(np.float16(N))}), np.float16(N)),
    "Int64": (pd.DataFrame({"a": N, "b": pd.array([1, 2, 3, 5], dtype="Int64")}), [1, 2, 3, 5]),
    "Float32": (pd.DataFrame({"a": N, "b": pd.array(N, dtype="Float32")}), np.float32(N)),
    "boolean": (
        pd.DataFrame({"a": N, "b": pd.array([True, False, True, True], dtype="boolean")}),
        [1, 0, 1, 1],
    ),
    "category": (pd.DataFrame({"a": N, "b": pd.Categorical([7, 2, 7, 5])}), [7, 2, 7, 5]),
    "string": (
        pd.DataFrame({"a": N, "b": pd.array(list("1235"), dtype="string")}),
        [1, 2, 3, 5],
    ),
    "sparse": (
        pd.DataFrame({"a": N, "b": pd.arrays.SparseArray([0, 0, 1.5, 0])}),
        [0, 0, 1.5, 0],
    ),
    "Arrow floats in pandas": (arrow_frame(N, pa.float64()), N),
    "Arrow float32 in pandas": (arrow_frame(N, pa.float32()), np.float32(N)),
    "Arrow decimals in pandas": (arrow_frame(PRICES, pa.decimal128(5, 2)), [1.5, 2.5, 3.25, 7]),
    "Arrow booleans in pandas": (arrow_frame([True, False, True, True], pa.bool_()), [1, 0, 1, 1]),
}


@pytest.mark.parametrize("name", READ)
def test_numbers_are_read_as_they_are(name: str) -> None:
    table, wanted = READ[name]
    checked = check_data(made(table))
    assert checked.feature_names == ("a", "b")
    assert checked.X.dtype == np.float64
    np.testing.assert_array_equal(checked.X, np.column_stack([N, np.asarray(wanted, float)]))


REFUSED = {
    **{
        f"polars {name}": partial(pl.DataFrame, {"a": N, "b": values})
        for name, values in TEMPORAL.items()
    },
    **{
        f"polars {name} only": partial(pl.DataFrame, {"b": values})
        for name, values in TEMPORAL.items()
    },
    "polars zone": lambda: pl.DataFrame({"b": MOMENTS}).select(
        pl.col("b").dt.replace_time_zone("UTC")
    ),
    **{f"Arrow {name}": pa.table({"a": N, "b": values}) for name, values in TEMPORAL.items()},
    **{f"Arrow {name} only": pa.table({"b": values}) for name, values in TEMPORAL.items()},
    **{
        f"objects {name}": pd.DataFrame({"a": N, "b": pd.Series(values, dtype=object)})
        for name, values in SCALARS.items()
    },
    **{
        f"objects {name} only": pd.DataFrame({"b": pd.Series(values, dtype=object)})
        for name, values in SCALARS.items()
    },
    **{
        f"rows {name}": [list(row) for row in zip(N, v, strict=True)] for name, v in SCALARS.items()
    },
    **{f"rows {name} only": [[value] for value in values] for name, values in SCALARS.items()},
    "Arrow dates in pandas": arrow_frame(DAYS, pa.date32()),
    "Arrow spans in pandas": arrow_frame(SPANS, pa.duration("us")),
    "period": pd.DataFrame({"b": pd.PeriodIndex(PERIODS)}),
    "dates and times": pd.DataFrame({"b": pd.to_datetime(DAYS), "c": HOURS}),
}


def mended(table: Any, fix: str) -> Any:
    scope = {"X": table, "pd": pd, "np": np, "pl": pl}
    exec(fix, scope)
    return scope["X"]


@pytest.mark.filterwarnings("ignore:Could not infer format")
@pytest.mark.parametrize("name", REFUSED)
def test_dates_and_times_are_no_numbers(name: str) -> None:
    table = made(REFUSED[name])
    with pytest.raises(LearnerError, match="X holds dates or times") as caught:
        check_data(table)
    assert all(caught.value.parts.values())
    assert len(check_data(mended(table, caught.value.fix)).X) == 4


OTHERS = {
    "polars words": (partial(polars_typed, list("uvwu"), pl.String), "holds text"),
    "polars categories": (partial(polars_typed, list("uvwu"), pl.Categorical), "holds text"),
    "polars enum": (partial(polars_typed, list("uvwu"), pl.Enum(["u", "v", "w"])), "holds text"),
    "polars lists": (partial(pl.DataFrame, {"b": [[1, 2], [3, 4], [1, 1]]}), "holds text"),
    "polars structs": (partial(pl.DataFrame, {"b": [{"x": 1}, {"x": 2}, {"x": 5}]}), "holds text"),
    "polars null": (partial(pl.DataFrame, {"a": [1, None, 3, 4]}), "missing"),
    "polars NaN": (partial(pl.DataFrame, {"a": [1.0, float("nan"), 3.0, 4.0]}), "missing"),
    "polars boolean null": (
        partial(polars_typed, [True, None, False, True], pl.Boolean),
        "missing",
    ),
    "polars only nulls": (partial(polars_typed, [None] * 4, pl.Null), "missing"),
    "polars infinite": (partial(pl.DataFrame, {"a": [1.0, float("inf"), 3.0, 4.0]}), "infinite"),
    "polars series": (partial(pl.Series, "a", N), "two dimensions"),
    "polars query": (partial(pl.LazyFrame, {"a": N}), "not a table"),
    "polars empty": (partial(pl.DataFrame, {"a": []}), "two dimensions"),
    "polars no columns": (pl.DataFrame, "two dimensions"),
    "polars comma": (partial(pl.DataFrame, {"a": ["1,5", "2,5", "3,75"]}), "decimal comma"),
    "Arrow words": (pa.table({"a": N, "b": list("uvwu")}), "holds text"),
    "Arrow dictionary": (
        pa.table({"a": N, "b": pa.array(list("uvwu")).dictionary_encode()}),
        "holds text",
    ),
    "Arrow null": (pa.table({"a": [1, None, 3, 4]}), "missing"),
    "Arrow array": (pa.array(N), "two dimensions"),
    "Arrow lists": (arrow_frame([[1], [2], [3], [4]], pa.list_(pa.int64())), "holds text"),
    "intervals": (pd.DataFrame({"b": pd.interval_range(0, 4)}), "holds text"),
    "dictionaries": ([{"a": 1, "b": 2}, {"a": 3, "b": 5}], "list of dictionaries"),
    "uneven dictionaries": ([{"a": 1, "b": 2}, {"a": 3}], "list of dictionaries"),
    "a dictionary of columns": ({"a": [1, 2, 3], "b": [4.0, 5.0, 6.0]}, "X is a dictionary"),
    "a dictionary of uneven columns": ({"a": [1, 2, 3], "b": [4, 5]}, "X is a dictionary"),
    "a dictionary of numbers": ({"a": 1, "b": 2}, "X is a dictionary"),
    "dictionaries in an array": (np.array([{"a": 1}, {"a": 2}]), "list of dictionaries"),
    "dictionaries in a Series": (pd.Series([{"a": 1}, {"a": 2}]), "list of dictionaries"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_table_of_numbers_is_refused_with_a_fix(name: str) -> None:
    table, words = OTHERS[name]
    table = made(table)
    with pytest.raises(LearnerError, match=words) as caught:
        check_data(table)
    for _ in range(2):  # the mended table may have another fault, that is told then
        assert all(caught.value.parts.values())
        table = mended(table, caught.value.fix)
        try:
            check_data(table)
        except LearnerError as again:
            assert again.what.startswith(("X holds missing", "X has only 1"))  # noqa: PT017
            caught.value.fix = again.fix
        else:
            return
    raise AssertionError(name)


FLOATS = np.array([[0.1, 1.0], [0.7, 3.0], [5.3, 4.0], [6.1, 9.0]])
SINGLE = {
    "array": np.float32(FLOATS),
    "big-endian": FLOATS.astype(">f4"),
    "half": FLOATS.astype(np.float16),
    "rows": list(np.float32(FLOATS)),
    "DataFrame": pd.DataFrame(np.float32(FLOATS)),
    "with small ints": pd.DataFrame({"a": np.float32(N), "b": np.int16([1, 2, 3, 9])}),
    "with ints": pd.DataFrame({"a": np.float32(N), "b": [1, 2, 3, 9]}),
    "with booleans": pd.DataFrame({"a": np.float32(N), "b": [True, False, True, True]}),
    "with float64": pd.DataFrame({"a": np.float32(N), "b": N}),
    "Float32": pd.DataFrame(FLOATS).astype("Float32"),
    "Arrow in pandas": pd.DataFrame(FLOATS).astype("float[pyarrow]"),
    "polars": partial(pl.DataFrame, np.float32(FLOATS)),
    "Arrow": pa.table({"a": pa.array(np.float32(N)), "b": pa.array(np.float32(N))}),
}


@pytest.mark.parametrize("name", SINGLE)
def test_float32_is_kept_where_scikit_learn_keeps_it(name: str) -> None:
    table = made(SINGLE[name])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wanted = check_array(table, dtype=[np.float64, np.float32])
        fitted = KMeans(2, random_state=0).fit(table)
    checked = check_data(table).X
    assert checked.dtype == wanted.dtype
    np.testing.assert_array_equal(checked, wanted)
    traced = trace(KMeans(2, random_state=0), table)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_allclose(traced.centers, fitted.cluster_centers_, rtol=1e-12)


def test_edits_keep_the_names_of_polars() -> None:
    widget = watch(KMeans(2, random_state=0), pl.DataFrame({"a": N, "b": N[::-1]}))
    edit = {"kind": "points_add", "to": [[1.0, 1.0]]}
    widget.request = {"id": 1, "base": 1, "frame": 0, "edit": edit}
    assert widget.problem == {}
    assert widget.current.feature_names == ("a", "b")
