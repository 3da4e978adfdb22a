"""Every registered data set comes in the same form."""

from __future__ import annotations

import socket

import numpy as np
import pandas as pd
import pytest
from sklearn.utils import Bunch

from teachclust.datasets import DATASETS, DatasetEntry

pytestmark = pytest.mark.usefixtures("no_network")


BANNED = ("just", "simply", "obviously", "easy")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a data set asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(params=DATASETS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def entry(name: str) -> DatasetEntry:
    return DATASETS[name]


def test_the_bunch_has_all_parts(entry: DatasetEntry) -> None:
    bunch = entry.load()
    assert isinstance(bunch, Bunch)
    rows, columns = bunch.data.shape
    assert rows == entry.n_samples
    assert columns == len(bunch.feature_names) == len(bunch.units)
    assert list(bunch.units) == bunch.feature_names
    assert all(isinstance(unit, str) and unit for unit in bunch.units.values())
    assert bunch.data.dtype == np.float64
    assert bunch.data.flags.c_contiguous
    assert bunch.target.shape == (rows,)
    assert np.issubdtype(bunch.target.dtype, np.integer)
    assert bunch.frame is None
    # every value of the target has a name, and every name is met
    assert sorted(set(bunch.target.tolist())) == list(range(len(bunch.target_names)))


def test_return_x_y(entry: DatasetEntry) -> None:
    bunch = entry.load()
    X, y = entry.load(return_X_y=True)
    np.testing.assert_array_equal(X, bunch.data)
    np.testing.assert_array_equal(y, bunch.target)


def test_as_frame(entry: DatasetEntry) -> None:
    plain, framed = entry.load(), entry.load(as_frame=True)
    assert isinstance(framed.data, pd.DataFrame)
    assert isinstance(framed.target, pd.Series)
    assert list(framed.data.columns) == framed.feature_names
    assert list(framed.frame.columns) == [*framed.feature_names, "target"]
    np.testing.assert_array_equal(framed.data.to_numpy(), plain.data)
    np.testing.assert_array_equal(framed.target.to_numpy(), plain.target)
    X, y = entry.load(return_X_y=True, as_frame=True)
    pd.testing.assert_frame_equal(X, framed.data)
    pd.testing.assert_series_equal(y, framed.target)


def test_the_description_says_what_why_and_whose(entry: DatasetEntry) -> None:
    text = entry.load().DESCR
    for line in ("Shows: ", "Design: ", "Source: ", "Licence: ", "Shape: ", "Features: "):
        found = [part for part in text.splitlines() if part.startswith(line)]
        assert len(found) == 1, line
        assert len(found[0]) > len(line) + 5
    assert not [word for word in BANNED if f" {word} " in f" {text.lower()} "]
