"""The check before work whose memory grows with the square of the data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from teachclust.checks import check_memory
from teachclust.checks.memory import MOST_BYTES
from teachclust.errors import LearnerError


def test_what_fits_passes() -> None:
    check_memory(0, "The tree", 10, 5)
    check_memory(MOST_BYTES, "The tree", 6_000, 5_000)


def test_what_does_not_fit_is_refused_with_a_line_that_takes_a_sample() -> None:
    with pytest.raises(LearnerError) as refused:
        check_memory(1.6e9, "The tree of all merges", 20_000, 5_000)
    error = refused.value
    assert error.what == "The tree of all merges would need about 1,600 MB of memory."
    assert error.where == "20,000 points"
    assert "300 MB" in error.why
    names: dict[str, Any] = {"X": np.arange(40_000.0).reshape(20_000, 2)}
    exec(error.fix, names)
    assert names["X"].shape == (5_000, 2)
    assert len(np.unique(names["X"], axis=0)) == 5_000


def test_the_limit_is_where_it_says() -> None:
    with pytest.raises(LearnerError):
        check_memory(MOST_BYTES + 1, "The tree", 6_124, 5_000)


def test_the_line_takes_each_row_once() -> None:
    with pytest.raises(LearnerError, match="300 MB is the limit") as refused:
        check_memory(4e8, "The table", 9, 9)
    names: dict[str, Any] = {"X": np.arange(9)}
    exec(refused.value.fix, names)
    assert sorted(names["X"]) == list(range(9))


@pytest.mark.parametrize("kind", [np.asarray, pd.DataFrame, np.ndarray.tolist, sparse.csr_array])
def test_the_line_runs_for_every_kind_of_table_and_keeps_it(kind: Any) -> None:
    with pytest.raises(LearnerError) as refused:
        check_memory(4e8, "The table", 9, 4)
    X = kind(np.arange(18.0).reshape(9, 2))
    names: dict[str, Any] = {"X": X}
    exec(refused.value.fix, names)
    assert type(names["X"]) is type(X)
    sample = names["X"].toarray() if sparse.issparse(X) else np.asarray(names["X"])
    assert sample.shape == (4, 2)
    assert len(np.unique(sample, axis=0)) == 4


@pytest.mark.parametrize("kind", [sparse.csr_array, sparse.coo_matrix])
def test_a_sample_of_all_pairs_stays_square(kind: Any) -> None:
    with pytest.raises(LearnerError) as refused:
        check_memory(4e8, "The table", 9, 4, all_pairs=True)
    names: dict[str, Any] = {"np": np, "X": kind(np.diag(np.arange(1.0, 10)))}
    exec(refused.value.fix, names)
    assert names["X"].shape == (4, 4)
    assert names["X"].nnz == 4  # a point's affinity to itself is kept
