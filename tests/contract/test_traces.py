"""Every registered algorithm: frames from the closed set, frozen, and ending where the fit ends."""

from __future__ import annotations

import dataclasses
import re
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
        "units",
        "unit_labels",
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
_UNCOUNTED = ("DBSCAN", "OPTICS", "HDBSCAN", "Cobweb")


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


#: By algorithm and the first word of captions, the beginning of the lines of the pseudocode that
#: are marked.
MARKED: dict[str, dict[str, tuple[str, ...]]] = {
    "KMeans": {
        "Show": ("draw k ",),
        "Start": ("draw k ",),
        "Assign": ("  assign points to nearest",),
        "Update": ("  move centers to their mean",),
        "Stop": ("until nothing changes",),
    },
    "MiniBatchKMeans": {
        "Show": ("draw k centers",),
        "Start": ("draw k centers",),
        "Visit": ("  draw 20 points, find nearest",),
        "Update": ("  pull each center",),
        "Assign": ("assign all points",),
        "Stop": ("until smoothed inertia",),
    },
    "DBSCAN": {
        "Show": ("for each point p",),
        "Visit": ("  else p starts a new cluster", "  if p is not core"),
        "Expand": ("    if q is core", "    take the one reached last"),
        "Stop": ("for each point p",),
    },
    "GaussianMixture": {
        "Show": ("start ",),
        "Start": ("start ",),
        "E": ("  E: share each point out",),
        "M": ("  M: refit",),
        "Stop": ("until the likelihood",),
    },
    "BayesianGaussianMixture": {
        "Show": ("start ",),
        "Start": ("start ",),
        "E": ("  E: share each point out",),
        "M": ("  M: refit, pulled",),
        "Empty": ("  M: refit, pulled",),
        "Stop": ("until the lower bound",),
    },
    "AgglomerativeClustering": {
        "Show": ("every point starts",),
        "Merge": ("  merge them",),
        "Cut": ("cut the tree",),
    },
    "FeatureAgglomeration": {
        "Show": ("every feature starts",),
        "Merge": ("  merge them",),
        "Cut": ("cut the tree",),
    },
    "BisectingKMeans": {
        "Show": ("put all points into one",),
        "Assign": ("put all points into one", "  cut it in two"),
        "Split": ("  choose the cluster",),
        "Stop": ("until there are k",),
    },
    "SpectralClustering": {
        "Show": ("tie pairs",),
        "Visit": ("tie pairs",),
        "Update": ("place points by", "  move centers to their mean"),
        "Start": ("draw ",),
        "Assign": ("  assign points to nearest", "give the labels"),
        "Stop": ("give the labels",),
    },
    "MeanShift": {
        "Show": ("put down seeds",),
        "Climb": ("  move it to the mean", "until it moves no more"),
        "Merge": ("of resting places",),
        "Assign": ("assign points to nearest",),
        "Stop": ("assign points to nearest",),
    },
    "OPTICS": {
        "Show": ("repeat until all points",),
        "Visit": ("  take the point p",),
        "Assign": ("clusters are valleys",),
        "Stop": ("draw reachability",),
    },
    "HDBSCAN": {
        "Show": ("measure the",),
        "Visit": ("measure the",),
        "Merge": ("join all points",),
        "Drop": ("  small parts fall out",),
        "Split": ("  large parts are clusters",),
        "Assign": ("choose the most stable",),
        "Stop": ("choose the most stable",),
    },
    "AffinityPropagation": {
        "Show": ("similarity =",),
        "Iteration": ("  responsibility", "  availability"),
        "Iterations": ("  availability",),
        "Assign": ("assign each point",),
        "Improve": ("in each cluster",),
        "Converged": ("until the exemplars",),
    },
    "Birch": {
        "Show": ("for each point",),
        "Insert": ("  otherwise start", "  join it"),
        "Split": ("  split a node",),
        "Merge": ("merge subclusters",),
        "Assign": ("label each point",),
        "Stop": ("label each point",),
    },
    "KMedoids": {
        "Show": ("draw k points",),
        "Build": ("draw k points",),
        "Assign": ("assign points to nearest medoid",),
        "Compare": ("  value each possible swap",),
        "Swap": ("  make the best swap",),
        "Stop": ("until no swap",),
    },
    "KMedians": {
        "Show": ("draw k ",),
        "Seed": ("draw k ",),
        "Assign": ("  assign points to nearest center",),
        "Update": ("  move centers to their median",),
        "Stop": ("until nothing changes",),
    },
    "CascadeKMeans": {
        "Show": ("    run k-means",),
        "Try": ("  mean of the scores",),
        "Take": ("take the number",),
        "Stop": ("take the number",),
    },
    "XMeans": {
        "Show": ("draw ",),
        "Seed": ("draw ",),
        "Assign": ("  run k-means",),
        "Split": ("  split each",),
        "Try": ("  split each",),
        "Stop": ("until the BIC",),
    },
    "Cobweb": {
        "Show": ("for each point",),
        "Start": ("  at a leaf",),
        "Join": ("  at a leaf", "join close leaves"),
        "Host": ("    the best child",),
        "New": ("  at a leaf", "    it becomes"),
        "Merge": ("    merge the two",),
        "Split": ("    split the best",),
        "Cut": ("  cut all",),
        "Stop": ("each leaf", "join close leaves"),
    },
    "LVQ": {
        "Show": ("put all k", "draw k points"),
        "Seed": ("put all k", "draw k points"),
        "Update": ("    move the nearest",),
        "Assign": ("assign points to nearest",),
        "Stop": ("until an epoch",),
    },
    "SelfOrganizingMap": {
        "Show": ("spread a grid",),
        "Seed": ("spread a grid",),
        "Update": ("    move nearest unit",),
        "Epoch": ("    shrink rate",),
        "Merge": ("join units",),
        "Stop": ("assign points to nearest unit", "join units"),
    },
    "SimpleKMeans": {
        "Show": ("draw k ", "take always"),
        "Seed": ("draw k ", "take always"),
        "Assign": ("  assign points to nearest center",),
        "Update": ("  move centers to their mean",),
        "Stop": ("until nothing changes",),
    },
}


def test_each_frame_marks_its_line_of_the_pseudocode(algorithm: AlgorithmSpec) -> None:
    marked: dict[str, set[str]] = {}
    for estimator, X in (algorithm.small_sample(), algorithm.hard_sample(0, 120)):
        traced = trace(estimator, X)
        for frame in traced:
            line = traced.code[frame.line]
            word = re.split(r"[ :]", frame.caption)[0]
            marked.setdefault(word, set()).add("  " * line.indent + line.text)
    assert set(marked) == set(MARKED[algorithm.name])
    for word, wanted in MARKED[algorithm.name].items():
        assert all(line.startswith(wanted) for line in marked[word]), word
        assert all(any(line.startswith(one) for line in marked[word]) for one in wanted), word
