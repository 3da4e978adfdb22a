"""Rows of Dask's blocks: taken by number, looked at once."""

from __future__ import annotations

import numpy as np
import pytest

from teachclust.out_of_core.dask_rows import as_rows

dask = pytest.importorskip("dask")
da = pytest.importorskip("dask.array")

X = np.random.default_rng(0).normal(size=(103, 4)) + 1e6


def _compute(tasks: list[object]) -> list[object]:
    return list(dask.compute(*tasks, scheduler="sync"))


@pytest.mark.parametrize("chunks", [7, 50, (103, 2), ((3, 0, 100), 4)])
def test_rows_are_taken_and_looked_at_whatever_the_chunks(chunks: object) -> None:
    rows = as_rows(da.from_array(X, chunks=chunks), _compute)
    assert rows.n == 103
    picked = np.array([0, 2, 3, 50, 102])
    np.testing.assert_array_equal(rows.take(picked), X[picked])
    np.testing.assert_array_equal(rows.low, X.min(axis=0))
    np.testing.assert_array_equal(rows.high, X.max(axis=0))
    np.testing.assert_allclose(rows.variances, X.var(axis=0), rtol=1e-9)
    np.testing.assert_array_equal(rows.map(_first).compute(scheduler="sync"), X[:, 0].astype(int))
    assert sum(rows.each(len)) == 103


def _first(block: np.ndarray) -> np.ndarray:
    return block[:, 0].astype(np.int32)


def test_what_is_not_dasks_is_one_block() -> None:
    rows = as_rows(X, _compute)
    assert (rows.sizes, rows.lazy, rows.names) == ((103,), False, None)
