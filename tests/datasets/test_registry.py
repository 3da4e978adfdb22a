"""What every registered data set keeps to; a new one joins by its line in the registry."""

from __future__ import annotations

import inspect
import socket
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

import teachclust.datasets as datasets
from teachclust.checks import check_data
from teachclust.datasets import DATASETS, DatasetEntry, list_datasets
from teachclust.errors import LearnerError

pytestmark = pytest.mark.usefixtures("no_network")


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


def _with(parameter: str) -> list[DatasetEntry]:
    """The data sets whose function takes a parameter."""
    return [e for e in DATASETS.values() if parameter in inspect.signature(e.load).parameters]


def _name(value: object) -> str:
    return value.load.__name__ if isinstance(value, DatasetEntry) else repr(value)


def test_it_is_public_under_its_name(name: str, entry: DatasetEntry) -> None:
    assert name.startswith(("make_", "load_", "fetch_"))
    assert getattr(datasets, name) is entry.load
    assert name in datasets.__all__


def test_every_call_gives_the_same_numbers_in_arrays_of_its_own(entry: DatasetEntry) -> None:
    first = entry.load()
    kept = first.data.copy()
    first.data[:] = 0
    first.target[:] = 0
    np.random.seed(1)  # the global state has no say
    second = entry.load()
    np.testing.assert_array_equal(second.data, kept)
    assert len(set(second.target.tolist())) == len(second.target_names)


@pytest.mark.parametrize("entry", _with("random_state"), ids=_name)
def test_random_state(entry: DatasetEntry) -> None:
    default, zero, other = entry.load(), entry.load(random_state=0), entry.load(random_state=1)
    np.testing.assert_array_equal(default.data, zero.data)
    assert not np.array_equal(default.data, other.data)
    state = np.random.RandomState(0)
    np.testing.assert_array_equal(entry.load(random_state=state).data, zero.data)
    assert not np.array_equal(entry.load(random_state=state).data, zero.data)


@pytest.mark.parametrize("wrong", [0, 1, -5, 3.0, "many", True, None])
@pytest.mark.parametrize("entry", _with("n_samples"), ids=_name)
def test_n_samples(entry: DatasetEntry, wrong: Any) -> None:
    assert entry.load(n_samples=37).data.shape[0] == 37
    least = max(2, len(entry.info.target_names))
    assert len(set(entry.load(n_samples=least).target.tolist())) == len(entry.info.target_names)
    with pytest.raises(LearnerError, match="n_samples must be a whole number") as caught:
        entry.load(n_samples=wrong)
    scope: dict[str, Any] = {}
    exec(caught.value.fix, scope)
    entry.load(n_samples=scope["n_samples"])


def test_it_passes_the_data_check_without_a_notice(entry: DatasetEntry) -> None:
    assert check_data(entry.load().data).notices == ()
    framed = check_data(entry.load(as_frame=True).data)
    assert framed.feature_names == entry.info.feature_names


def test_the_docstring_says_what_it_returns(entry: DatasetEntry) -> None:
    text = inspect.getdoc(entry.load) or ""
    assert "Parameters\n-" in text
    assert "Returns\n-" in text
    assert all(parameter in text for parameter in inspect.signature(entry.load).parameters)


def test_the_table_lists_them_all() -> None:
    table = list_datasets()
    assert list(table.index) == list(DATASETS)
    for name, entry in DATASETS.items():
        shape = entry.load().data.shape
        assert (table.loc[name, "rows"], table.loc[name, "columns"]) == shape
        assert table.loc[name, "groups"] == len(entry.info.target_names)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("make_moons", {"noise": -1}),
        ("make_moons", {"noise": "much"}),
        ("make_circles", {"noise": np.inf}),
        ("make_circles", {"factor": 1.5}),
    ],
)
def test_what_scikit_learn_refuses_is_told_plainly(name: str, given: dict[str, Any]) -> None:
    make = getattr(datasets, name)
    with pytest.raises(LearnerError) as caught:
        make(**given)
    assert all(caught.value.parts.values())
    scope: dict[str, Any] = {}
    exec(caught.value.fix, {}, scope)
    make(**scope)


def test_importing_the_package_imports_numpy_only() -> None:
    code = (
        "import sys, teachclust.datasets;"
        "print([m for m in ('pandas', 'sklearn', 'scipy', 'matplotlib') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
