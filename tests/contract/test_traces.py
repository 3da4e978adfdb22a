"""Every registered algorithm: frames from the closed set, frozen, and ending where the fit ends."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_limits
from trace_agreement import COMPARE

from teachclust.testing import check_algorithm, differences
from teachclust.traces import AlgorithmSpec, Trace, trace
from teachclust.traces.registry import ALGORITHMS

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.filterwarnings("ignore:Graph is not fully connected:UserWarning")


@pytest.fixture(params=list(ALGORITHMS.values()), ids=list(ALGORITHMS))
def algorithm(request: pytest.FixtureRequest) -> AlgorithmSpec:
    return request.param


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Fits of tiny data by many threads mostly wait; a trace follows the fit under a limit."""
    with threadpool_limits(1):
        yield


def _found(traced: Trace, estimator: Any, X: Any) -> list[str]:
    return differences(traced, estimator, X, COMPARE[traced.algorithm])


def test_every_algorithm_has_a_comparison() -> None:
    assert set(ALGORITHMS) == set(COMPARE)


def test_every_algorithm_keeps_the_contract(algorithm: AlgorithmSpec) -> None:
    check_algorithm(algorithm, compare=COMPARE[algorithm.name])


def test_the_readme_lists_every_algorithm() -> None:
    table = (ROOT / "README.md").read_text("utf-8").partition("| estimator | what is seen |")[2]
    rows = [row.split("|")[1] for row in table.partition("\n\n")[0].splitlines()[2:]]
    assert {name.strip() for row in rows for name in row.split(",")} == set(ALGORITHMS)


@pytest.mark.parametrize("limit", [1, 2])
def test_a_trace_follows_the_fit_under_the_same_limit_of_threads(
    algorithm: AlgorithmSpec, limit: int
) -> None:
    """From 257 rows on scikit-learn adds up in parts, one for each thread."""
    n_samples = 600 if "KMeans" in algorithm.name else 120
    for seed in range(2):
        estimator, X = algorithm.hard_sample(seed, n_samples)
        with threadpool_limits(limit):
            assert not _found(trace(estimator, X), estimator, X)


def test_errors_of_arithmetic_that_raise_have_no_say(algorithm: AlgorithmSpec) -> None:
    estimator, X = algorithm.small_sample()
    far = np.vstack([X, X[:5] + 1e3])  # densities there round to zero
    with np.errstate(all="raise"):
        traced = trace(estimator, far)
        assert np.isfinite(traced.view.project(traced.X)).all()
    assert not _found(traced, estimator, far)


Mutant = tuple[str, Trace]


def mutants(traced: Trace) -> Iterator[Mutant]:
    """Yield wrong traces: each differs in one thing from a right one."""
    last, labels = traced.last, traced.labels
    other = labels.copy()
    other[0] = next(label for label in np.unique(labels) if label not in (labels[0], -1))
    names = np.where(labels == 0, 1, np.where(labels == 1, 0, labels)).astype(labels.dtype)
    objective = 1.0 if last.objective is None else last.objective * (1 + 1e-6) + 1e-6
    yield "last frame dropped", dataclasses.replace(traced, frames=traced.frames[:-1])
    for what, changed in (
        ("all noise", {"labels": np.full_like(labels, -1)}),
        ("one label swapped", {"labels": other}),
        ("names of clusters swapped", {"labels": names}),
        ("objective replaced", {"objective": objective}),
        ("an iteration more", {"iteration": last.iteration + 1}),
    ):
        yield what, _with_last(traced, **changed)
    for name in (
        "centers",
        "covariances",
        "mixture_weights",
        "responsibilities",
        "lower_bound",
        "merge",
    ):
        if name in last.values:
            values = {**last.values, name: _moved(last.values[name])}
            yield f"{name} moved", _with_last(traced, values=values)
    if traced.core is not None:
        core = traced.core.copy()
        core[0] = not core[0]
        yield "a core point forgotten", dataclasses.replace(traced, core=core)
    for part, fields in (
        ("tree", ("heights", "children")),
        ("curve", ("values", "order")),
        ("edges", ("weights",)),
        ("condensed", ("cluster",)),
    ):
        whole = getattr(traced, part)
        for name in fields if whole is not None else ():
            moved = dataclasses.replace(whole, **{name: _moved(getattr(whole, name))})
            yield f"{part}: {name} moved", dataclasses.replace(traced, **{part: moved})
    if traced.embedding is not None:
        yield "embedding moved", dataclasses.replace(traced, embedding=_moved(traced.embedding))
    if traced.runs and "Spectral" not in traced.algorithm:
        runs = [dataclasses.replace(run, objective=run.objective * 1.001) for run in traced.runs]
        yield "runs replaced", dataclasses.replace(traced, runs=tuple(runs))


def _with_last(traced: Trace, **changes: Any) -> Trace:
    last = dataclasses.replace(traced.last, **changes)
    return dataclasses.replace(traced, frames=(*traced.frames[:-1], last))


def _moved(values: Any) -> Any:
    """Move one number a little, as far as its type allows."""
    moved = np.array(values)
    finite = moved.reshape(-1)[np.isfinite(moved.reshape(-1))]
    at = int(np.flatnonzero(moved.reshape(-1) == finite.max())[0])
    step = 1e-3 * max(1.0, abs(float(finite.max()))) if moved.dtype.kind == "f" else 1
    moved.reshape(-1)[at] += step
    return moved


#: Not compared: these algorithms' own fits have no number of iterations that frames count.
_UNCOUNTED = ("DBSCAN", "OPTICS", "HDBSCAN")


def test_a_wrong_trace_is_found_out(algorithm: AlgorithmSpec) -> None:
    """The test of the tests above: none of these passes."""
    estimator, X = algorithm.small_sample()
    traced = trace(estimator, X)
    assert not _found(traced, estimator, X)
    survivors = [
        what
        for what, mutant in mutants(traced)
        if not _found(mutant, estimator, X)
        and not (what == "an iteration more" and algorithm.name in _UNCOUNTED)
    ]
    assert not survivors


def test_painter_is_there(algorithm: AlgorithmSpec) -> None:
    painters = ROOT / "js/src/painters"
    assert (painters / f"{algorithm.painter}.ts").is_file()
