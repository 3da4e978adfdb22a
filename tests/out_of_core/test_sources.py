"""Chunks of any source hold the same rows, and what can't be read is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from teachclust.errors import LearnerError
from teachclust.out_of_core import open_rows

X = np.random.default_rng(0).normal(size=(1000, 3))
FRAME = pd.DataFrame(X, columns=["a", "b", "c"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    np.save(tmp_path / "rows.npy", X)
    np.save(tmp_path / "columns.npy", np.asfortranarray(X))
    np.save(tmp_path / "one.npy", X[:333])
    np.save(tmp_path / "two.npy", X[333:])
    FRAME.to_csv(tmp_path / "table.csv", index=False)
    FRAME.to_csv(tmp_path / "table.csv.gz", index=False)
    FRAME.to_parquet(tmp_path / "table.parquet", row_group_size=77)
    return tmp_path


SOURCES = {
    "array": lambda folder: X,
    "list": lambda folder: X.tolist(),
    "frame": lambda folder: FRAME,
    "mapped": lambda folder: np.load(folder / "rows.npy", mmap_mode="r"),
    "mapped slice": lambda folder: np.load(folder / "rows.npy", mmap_mode="r")[:],
    "npy": lambda folder: folder / "rows.npy",
    "npy by columns": lambda folder: str(folder / "columns.npy"),
    "files": lambda folder: [folder / "one.npy", folder / "two.npy"],
    "csv": lambda folder: folder / "table.csv",
    "csv.gz": lambda folder: folder / "table.csv.gz",
    "parquet": lambda folder: folder / "table.parquet",
}


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("chunk_rows", [None, 128, 1000])
def test_all_sources_give_the_same_chunks(folder: Path, kind: str, chunk_rows: int | None) -> None:
    rows = open_rows(SOURCES[kind](folder), chunk_rows=chunk_rows)
    for _ in range(2):  # as often as they're asked for
        chunks = [np.asarray(chunk) for _, chunk in rows.chunks()]
        assert [len(one) for one in chunks[:-1]] == [rows.rows_of_chunk] * (len(chunks) - 1)
        np.testing.assert_array_equal(np.concatenate(chunks), X)
    assert rows.n_rows in (None, 1000)
    if chunk_rows == 128:
        ((number, later),) = list(rows.chunks(7))
        assert number == 7
        np.testing.assert_array_equal(np.asarray(later), X[896:])


@pytest.mark.parametrize("kind", ["frame", "csv", "parquet"])
def test_columns_are_taken_by_name(folder: Path, kind: str) -> None:
    rows = open_rows(SOURCES[kind](folder), columns=["c", "a"], chunk_rows=400)
    assert rows.names == ("c", "a")
    first = next(iter(rows.chunks()))[1]
    assert list(first.columns) == ["c", "a"]
    np.testing.assert_array_equal(first.to_numpy(), X[:400, [2, 0]])
    with pytest.raises(LearnerError, match="no such columns") as caught:
        open_rows(SOURCES[kind](folder), columns=["d"])
    assert "a, b, c" in str(caught.value)


def test_a_part_of_a_mapped_file_is_that_part(folder: Path) -> None:
    mapped = np.load(folder / "rows.npy", mmap_mode="r")
    for part in (mapped[100:300], mapped[::2], mapped[:, 1:]):
        chunks = [chunk for _, chunk in open_rows(part, chunk_rows=64).chunks()]
        np.testing.assert_array_equal(np.concatenate(chunks), np.asarray(part))


def test_float32_stays_and_whole_numbers_become_float64(tmp_path: Path) -> None:
    for given, wanted in ((np.float32, np.float32), (np.int16, np.float64)):
        (chunk,) = [rows for _, rows in open_rows((X * 10).astype(given)).chunks()]
        assert chunk.dtype == wanted


def test_missing_values_are_told_by_row_and_column(folder: Path) -> None:
    broken = FRAME.copy()
    broken.loc[700, "b"] = np.nan
    broken.to_csv(folder / "broken.csv", index=False)
    rows = open_rows(folder / "broken.csv", chunk_rows=300)
    with pytest.raises(LearnerError, match="missing or infinite") as caught:
        list(rows.chunks())
    assert "row 700, b" in str(caught.value)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (np.arange(5.0), "table of numbers"),
        (np.array([["a", "b"]]), "table of numbers"),
        (np.empty((0, 2)), "empty"),
        (np.empty((3, 0)), "empty"),
        ("nowhere.npy", "no such file"),
        (lambda: iter(()), "gives no rows"),
    ],
)
def test_what_is_no_source_is_told(source: object, said: str) -> None:
    with pytest.raises(LearnerError, match=said):
        open_rows(source)


def test_text_columns_and_other_files_are_told(folder: Path) -> None:
    FRAME.assign(name="x").to_csv(folder / "text.csv", index=False)
    with pytest.raises(LearnerError, match="aren't numbers") as caught:
        list(open_rows(folder / "text.csv").chunks())
    assert "name" in str(caught.value)
    (folder / "points.txt").write_text("1 2")
    with pytest.raises(LearnerError, match="files of one kind"):
        open_rows(folder / "points.txt")
    with pytest.raises(LearnerError, match="files of one kind"):
        open_rows([folder / "rows.npy", folder / "table.csv"])
    (folder / "bad.npy").write_bytes(b"nothing")
    with pytest.raises(LearnerError, match="can't be read"):
        open_rows(folder / "bad.npy")
    with pytest.raises(LearnerError, match="chunk_rows"):
        open_rows(X, chunk_rows=0)


def test_files_of_other_orders_are_joined_by_name(folder: Path) -> None:
    FRAME[["c", "b", "a"]].to_csv(folder / "turned.csv", index=False)
    FRAME.rename(columns={"b": "z"}).to_csv(folder / "renamed.csv", index=False)
    both = open_rows([folder / "table.csv", folder / "turned.csv"], chunk_rows=300)
    chunks = [np.asarray(chunk) for _, chunk in both.chunks()]
    assert [len(one) for one in chunks] == [300] * 6 + [200]
    np.testing.assert_array_equal(np.concatenate(chunks), np.vstack([X, X]))
    for source in (
        [folder / "table.csv", folder / "renamed.csv"],
        lambda: iter([FRAME, FRAME.rename(columns={"b": "z"})]),
    ):
        with pytest.raises(LearnerError, match="no such columns"):
            list(open_rows(source).chunks())


def test_masked_and_changed_values_are_seen(folder: Path) -> None:
    with pytest.raises(LearnerError, match="missing or infinite"):
        list(open_rows(np.ma.masked_greater(X, 1)).chunks())
    changed = np.load(folder / "rows.npy", mmap_mode="c")
    changed[:] *= 100
    (chunk,) = [rows for _, rows in open_rows(changed).chunks()]
    np.testing.assert_array_equal(chunk, 100 * X)


def test_a_function_must_give_all_rows_each_time() -> None:
    used = iter([X, X])
    for source in (lambda: used, lambda: None, lambda one: [X]):
        with pytest.raises(LearnerError) as caught:
            open_rows(source)
        assert "new iterator" in str(caught.value)
    rows = open_rows(lambda: iter([X[:10], np.where(X > 99, X, np.nan)]))
    with pytest.raises(LearnerError, match="missing") as caught:
        list(rows.chunks())
    assert "row 10," in str(caught.value)
    with pytest.raises(LearnerError, match="isn't a table of numbers"):
        list(open_rows(lambda: iter([X, X.astype(str)])).chunks())


def test_names_of_any_kind(folder: Path) -> None:
    numbered = pd.DataFrame(X)
    (chunk,) = [rows for _, rows in open_rows(numbered, columns=[2, 0]).chunks()]
    np.testing.assert_array_equal(chunk, X[:, [2, 0]])
    twice = FRAME.set_axis(["a", "a", "b"], axis=1)
    for source, columns in ((twice, None), (FRAME, ["a", "a"])):
        with pytest.raises(LearnerError, match="same name"):
            open_rows(source, columns=columns)
    with pytest.raises(LearnerError, match="columns must be names"):
        open_rows(FRAME, columns=5)
    with pytest.raises(LearnerError, match="different lengths"):
        open_rows([[1, 2], [3]])
    FRAME.to_csv(folder / "LOUD.CSV", index=False)
    assert open_rows(folder / "LOUD.CSV").names == ("a", "b", "c")


def test_files_that_go_bad_are_told(folder: Path) -> None:
    text = (folder / "table.csv").read_text()
    (folder / "ragged.csv").write_text(text + "1,2,3,4\n")
    (folder / "bytes.csv").write_bytes(text.encode() + b"\xff\xfe,1,2\n")
    packed = (folder / "table.csv.gz").read_bytes()
    (folder / "cut.csv.gz").write_bytes(packed[: len(packed) // 2])
    (folder / "empty.npy").write_bytes(b"")
    np.savez(folder / "several.npz", a=X)
    (folder / "several.npz").rename(folder / "several.npy")
    for name in ("ragged.csv", "bytes.csv", "cut.csv.gz", "empty.npy", "several.npy"):
        with pytest.raises(LearnerError, match="can't be read"):
            list(open_rows(folder / name, chunk_rows=200).chunks())
    (folder / "head.csv").write_text("a,b,c\n")
    with pytest.raises(LearnerError, match="empty"):
        open_rows(folder / "head.csv")
    np.save(folder / "wide.npy", np.ones((5, 4)))
    with pytest.raises(LearnerError, match="must have 3 features"):
        list(open_rows([folder / "rows.npy", folder / "wide.npy"], chunk_rows=300).chunks())
    np.save(folder / "single.npy", X.astype(np.float32))
    mixed = open_rows([folder / "rows.npy", folder / "single.npy"], chunk_rows=300)
    assert {chunk.dtype for _, chunk in mixed.chunks()} == {np.dtype(np.float64)}
