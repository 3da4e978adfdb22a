"""Every registered algorithm: frames from the closed set, frozen, and ending where the fit ends."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.datasets import make_blobs
from threadpoolctl import threadpool_limits
from trace_agreement import COMPARE, differences

from teachclust.traces import KINDS, AlgorithmSpec, Trace, trace
from teachclust.traces.registry import ALGORITHMS

X = make_blobs(120, n_features=3, centers=3, random_state=5)[0]

pytestmark = pytest.mark.filterwarnings("ignore:Graph is not fully connected:UserWarning")


@pytest.fixture(params=list(ALGORITHMS.values()), ids=list(ALGORITHMS))
def algorithm(request: pytest.FixtureRequest) -> AlgorithmSpec:
    return request.param


def _estimator(algorithm: AlgorithmSpec, seed: int) -> object:
    estimator = algorithm.estimator_class()
    wanted = {"n_clusters": 3, "n_components": 3, "random_state": seed}
    known = estimator.get_params()
    return estimator.set_params(**{k: v for k, v in wanted.items() if k in known})


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Fits of tiny data by many threads mostly wait; a trace follows the fit under a limit."""
    with threadpool_limits(1):
        yield


def test_every_algorithm_has_a_comparison() -> None:
    assert set(ALGORITHMS) == set(COMPARE)


def test_last_frame_equals_the_fit(algorithm: AlgorithmSpec) -> None:
    estimator, X = algorithm.small_sample()
    for seed in range(4):
        if "random_state" in estimator.get_params():
            estimator = clone(estimator).set_params(random_state=seed)
        traced = trace(estimator, X)
        assert not differences(traced, estimator, X)
        assert traced.n_clusters >= 2


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16, np.int64])
def test_last_frame_equals_the_fit_among_ties(algorithm: AlgorithmSpec, dtype: type) -> None:
    for seed in range(3):
        estimator, X = algorithm.hard_sample(seed)
        traced = trace(estimator, X.astype(dtype))
        assert not differences(traced, estimator, X.astype(dtype))
        assert traced.n_clusters >= 2


@pytest.mark.parametrize("limit", [1, 2])
def test_a_trace_follows_the_fit_under_the_same_limit_of_threads(
    algorithm: AlgorithmSpec, limit: int
) -> None:
    """From 257 rows on scikit-learn adds up in parts, one for each thread."""
    n_samples = 600 if "KMeans" in algorithm.name else 120
    for seed in range(2):
        estimator, X = algorithm.hard_sample(seed, n_samples)
        with threadpool_limits(limit):
            assert not differences(trace(estimator, X), estimator, X)


def test_errors_of_arithmetic_that_raise_have_no_say(algorithm: AlgorithmSpec) -> None:
    estimator, X = algorithm.small_sample()
    far = np.vstack([X, X[:5] + 1e3])  # densities there round to zero
    with np.errstate(all="raise"):
        traced = trace(estimator, far)
        assert np.isfinite(traced.view.project(traced.X)).all()
    assert not differences(traced, estimator, far)


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
    for name in ("centers", "covariances", "mixing", "shares", "lower_bound", "merge"):
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
    assert not differences(traced, estimator, X)
    survivors = [
        what
        for what, mutant in mutants(traced)
        if not differences(mutant, estimator, X)
        and not (what == "an iteration more" and algorithm.name in _UNCOUNTED)
    ]
    assert not survivors


def test_what_an_algorithm_has_not_is_none(algorithm: AlgorithmSpec) -> None:
    traced = trace(*algorithm.small_sample())
    assert (traced.objective is None) == (
        algorithm.name in ("DBSCAN", "OPTICS", "HDBSCAN", "MeanShift")
    )
    assert (traced.centers is None) == (
        algorithm.name
        in ("DBSCAN", "OPTICS", "HDBSCAN", "AgglomerativeClustering", "SpectralClustering")
    )
    assert repr(traced)
    assert len(traced.table()) == len(traced)


def test_frames_keep_the_rules(algorithm: AlgorithmSpec) -> None:
    traced = trace(_estimator(algorithm, 0), X)
    assert traced.painter == algorithm.painter
    assert traced.frames[0].kind == "show"
    assert traced.frames[-1].kind == "stop"
    for frame in traced:
        assert frame.kind in KINDS
        assert 0 <= frame.line < len(traced.code)
        assert frame.caption.endswith(".")
        assert len(frame.caption) < 120
        assert frame.labels is None or frame.labels.shape == (len(X),)
        with pytest.raises(dataclasses.FrozenInstanceError):
            frame.kind = "show"
        with pytest.raises(TypeError):
            frame.values["centers"] = None


def test_traces_are_the_same_twice(algorithm: AlgorithmSpec) -> None:
    first, second = (trace(_estimator(algorithm, 1), X) for _ in range(2))
    assert repr(first) == repr(second)
    assert [f.caption for f in first] == [f.caption for f in second]


def test_painter_is_there(algorithm: AlgorithmSpec) -> None:
    from pathlib import Path

    painters = Path(__file__).parents[2] / "js/src/painters"
    assert (painters / f"{algorithm.painter}.ts").is_file()
