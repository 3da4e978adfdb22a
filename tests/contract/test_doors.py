"""Every refusal through every entry: told with what, where, why and a fix, and the fix works.

The entries are trace, watch, race, scan_k, KLab and each Display that takes an estimator and a
table. A new Display joins by its line in plots/registry.py and an estimator here.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import sklearn.cluster
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, clone
from sklearn.cluster import (
    DBSCAN,
    HDBSCAN,
    OPTICS,
    AgglomerativeClustering,
    BisectingKMeans,
    KMeans,
    MeanShift,
    MiniBatchKMeans,
    SpectralClustering,
)
from sklearn.datasets import load_iris, make_blobs
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import teachclust
from teachclust import KLab, plots, race, scan_k, watch
from teachclust.cluster import SelfOrganizingMap
from teachclust.errors import LearnerError
from teachclust.plots.registry import DISPLAYS
from teachclust.traces import trace

X = make_blobs(20, centers=2, random_state=0)[0].round(3)
FEW: dict[str, Any] = {"k": (1, 2), "criteria": "inertia"}
OTHER = MiniBatchKMeans(2, random_state=0)

Entry = Callable[..., Any]

#: name -> called with an estimator, X, and perhaps columns
ENTRIES: dict[str, Entry] = {
    "trace": trace,
    "watch": watch,
    "Race": lambda estimator, X, **kw: race([OTHER, estimator], X, **kw),
    "scan_k": lambda estimator, X: scan_k(estimator, X, progress=False, **FEW),
    "KLab": lambda estimator, X, **kw: KLab(estimator, X, progress=False, **FEW, **kw),
}
#: Displays from an estimator and a table, and the estimators that they are for
DISPLAYED: dict[str, Any] = {
    "CenterImagesDisplay": KMeans(2, random_state=0),
    "ClusterDisplay": KMeans(2, random_state=0),
    "CondensedTreeDisplay": HDBSCAN(copy=True),
    "ContingencyDisplay": KMeans(2, random_state=0),
    "DendrogramDisplay": AgglomerativeClustering(2),
    "DistributionDisplay": KMeans(2, random_state=0),
    "ElbowDisplay": KMeans(random_state=0),
    "KDistanceDisplay": DBSCAN(min_samples=3),
    "KScanDisplay": KMeans(random_state=0),
    "MixtureDisplay": GaussianMixture(2, random_state=0),
    "ProfileDisplay": KMeans(2, random_state=0),
    "ReachabilityDisplay": OPTICS(min_samples=3),
    "SilhouetteDisplay": KMeans(2, random_state=0),
    "UMatrixDisplay": SelfOrganizingMap(2, 2, random_state=0),
    "ClusterMapDisplay": AgglomerativeClustering(2),
}
#: those that take pictures, or no estimator
OTHERS = {
    "CostDisplay", "PaletteDisplay", "PictureDisplay", "RateDistortionDisplay", "SceneDisplay",
    "WorkDisplay",
}  # fmt: skip


def _class(name: str) -> Any:
    module, made = DISPLAYS[name].split(":")
    return getattr(import_module(module), made)


def _display(name: str) -> Entry:
    show = _class(name).from_estimator
    more: dict[str, Any] = {}
    if name == "ElbowDisplay":
        more = {"k": (1, 2, 3)}
    elif name == "KScanDisplay":
        more = {**FEW, "progress": False}

    def call(estimator: Any, X: Any, **columns: Any) -> Any:
        if name == "ContingencyDisplay":
            shape = getattr(X, "shape", None)
            n = len(X) if shape is None else (*shape, 0)[0]
            return show(estimator, X, np.arange(n) % 2, **columns)
        if name == "CenterImagesDisplay":
            shape = getattr(X, "shape", ())
            width = shape[1] if len(shape) == 2 else 2
            return show(estimator, X, image_shape=(1, width), **columns)
        return show(estimator, X, **more, **columns)

    return call


ENTRIES |= {name: _display(name) for name in DISPLAYED}


def estimator_of(entry: str) -> Any:
    return clone(DISPLAYED.get(entry, KMeans(2, random_state=0)))


def scope_of(estimator: Any, table: Any) -> dict[str, Any]:
    names: dict[str, Any] = {**vars(sklearn.cluster), **vars(teachclust)}
    names |= {name: getattr(plots, name) for name in DISPLAYS}
    names |= {"GaussianMixture": GaussianMixture, "np": np, "pd": pd, "scan_k": scan_k}
    names |= {"race": race, "watch": watch, "KLab": KLab, "rng": np.random.default_rng(0)}
    names |= {"make_pipeline": make_pipeline, "SelfOrganizingMap": SelfOrganizingMap}
    return {**names, "estimator": estimator, "X": table}


def run_fix(error: LearnerError, scope: dict[str, Any]) -> bool:
    """Run the line; return whether it went all the way (drew, scanned) by itself."""
    try:
        code = compile(error.fix, "fix", "eval")
    except SyntaxError:
        exec(error.fix, scope)
        return False
    made = eval(code, scope)  # noqa: S307 (our own line)
    if isinstance(made, BaseEstimator):
        scope["estimator"] = made
        return False
    return True


def refused(entry: str, estimator: Any, table: Any, **more: Any) -> LearnerError:
    with pytest.raises(LearnerError) as caught:
        ENTRIES[entry](estimator, table, **more)
    return caught.value


def assert_mended(entry: str, error: LearnerError, scope: dict[str, Any], **more: Any) -> None:
    """Run fixes until the entry works: a mended table may have one more fault, told then."""
    for _ in range(3):
        assert all(error.parts.values()), error.parts
        assert len(str(error).splitlines()) <= 3
        if run_fix(error, scope):
            return
        more = {name: scope.get(name, value) for name, value in more.items()}
        try:
            ENTRIES[entry](scope["estimator"], scope["X"], **more)
        except LearnerError as next_one:
            error = next_one
        else:
            return
    raise AssertionError(f"not mended: {error}")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Display computes and doesn't draw: the doors are before that."""
    for name in DISPLAYED:
        monkeypatch.setattr(_class(name), "plot", lambda self, *args, **style: self)


def test_every_display_is_an_entry_or_takes_something_else() -> None:
    assert set(DISPLAYED) | OTHERS == set(DISPLAYS)


@pytest.mark.parametrize("entry", ENTRIES)
def test_entries_work(entry: str) -> None:
    ENTRIES[entry](estimator_of(entry), X)
    plt.close("all")


def _with(value: Any) -> pd.DataFrame:
    table = pd.DataFrame(X, columns=["a", "b"]).astype(object)
    table.loc[3, "b"] = value
    return table


DAYS = [dt.date(2020, 1, 1) + dt.timedelta(days=day) for day in range(20)]
TABLES: dict[str, Any] = {
    "missing": np.where(X[3, 1] == X, np.nan, X),
    "infinite": np.where(X[3, 1] == X, np.inf, X),
    "missing in a nullable column": pd.DataFrame(X).mask(lambda t: t == X[3, 1]).astype("Float64"),
    "None": _with(None),
    "a word": _with("many"),
    "words": pd.DataFrame({"a": X[:, 0], "b": X[:, 1], "c": list("uvwxy") * 4}),
    "categories": pd.DataFrame({"a": X[:, 0], "b": X[:, 1], "c": pd.Categorical(["u", "v"] * 10)}),
    "a date": _with(dt.date(2020, 1, 1)),
    "a time": _with(dt.time(5)),
    "a span": _with(dt.timedelta(days=1)),
    "a period": _with(pd.Period("2020")),
    "dates": pd.DataFrame({"a": X[:, 0], "b": X[:, 1], "c": pd.to_datetime(DAYS)}),
    "numpy dates": np.array(DAYS * 2, dtype="M8[D]").reshape(20, 2),
    "dictionaries": [{"a": float(a), "b": float(b)} for a, b in X],
    "dictionary": {"a": X[:, 0], "b": X[:, 1]},
    "Bunch": load_iris(),
    "pair": (X, np.arange(20) % 2),
    "sparse": csr_matrix(X),
    "flat": X[:, 0],
    "Series": pd.Series(X[:, 0]),
    "stack": X.reshape(5, 4, 2),
    "complex": X + 1j,
    "large": np.where(X[3, 1] == X, 1e200, X),
    "one point": np.ones((20, 2)),
    "empty": X[:0],
    "a number in an array": np.array(3.0),
}


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("entry", "table"),
    [
        (entry, table)
        for entry in ENTRIES
        for table in TABLES
        # distances of repeated points are 0, and can be drawn
        if (entry, table) != ("KDistanceDisplay", "one point")
    ],
)
def test_tables(entry: str, table: str) -> None:
    estimator = estimator_of(entry)
    error = refused(entry, estimator, TABLES[table])
    assert_mended(entry, error, scope_of(estimator, TABLES[table]))


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("kind", ["polars", "pyarrow"])
@pytest.mark.parametrize("entry", ENTRIES)
def test_dates_of_column_frames(entry: str, kind: str) -> None:
    package = pytest.importorskip(kind)
    make = package.DataFrame if kind == "polars" else package.table
    table = make({"a": X[:, 0], "b": X[:, 1], "c": DAYS})
    estimator = estimator_of(entry)
    error = refused(entry, estimator, table)
    assert "dates" in error.what
    assert_mended(entry, error, scope_of(estimator, table))


#: parameters that scikit-learn refuses, where an estimator has them
PARAMETERS: list[tuple[str, Any]] = [
    ("random_state", np.random.default_rng(0)),
    ("random_state", -1),
    ("random_state", "0"),
    ("random_state", 1.5),
    ("random_state", 2**32),
    ("random_state", np.random),
    ("tol", np.inf),
    ("n_init", 0),
    ("copy_x", 0),
    ("algorithm", "full"),
    ("eps", np.inf),
    ("max_eps", -1),
    ("min_samples", 0),
    ("min_cluster_size", 1),
    ("compute_full_tree", "no"),
    ("covariance_type", "round"),
    ("linkage", "centroid"),
]


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("entry", "name", "value"),
    [
        (entry, name, value)
        for entry in ENTRIES
        for name, value in PARAMETERS
        if name in estimator_of(entry).get_params()
        and (name, entry) != ("eps", "ReachabilityDisplay")  # OPTICS may cut anywhere
    ],
    ids=lambda v: str(v)[:20],
)
def test_parameters(entry: str, name: str, value: Any) -> None:
    estimator = estimator_of(entry).set_params(**{name: value})
    error = refused(entry, estimator, X)
    assert name in str(error)
    assert_mended(entry, error, scope_of(estimator, X))


WATCHED = [MeanShift(cluster_all=1), SpectralClustering(2, gamma=-1), BisectingKMeans(2, tol=-1)]


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("estimator", WATCHED, ids=lambda e: type(e).__name__)
@pytest.mark.parametrize("entry", ["trace", "watch", "ClusterDisplay", "SilhouetteDisplay"])
def test_parameters_of_other_estimators(entry: str, estimator: Any) -> None:
    error = refused(entry, estimator, X)
    assert_mended(entry, error, scope_of(estimator, X))


def _wrapped(kind: str, estimator: Any) -> Any:
    size = "n_components" if isinstance(estimator, GaussianMixture) else "n_clusters"
    grid = {size: [2, 3]} if size in estimator.get_params() else {}
    if kind == "pipeline":
        return make_pipeline(StandardScaler(), estimator)
    search = GridSearchCV(estimator, grid, cv=2, scoring=lambda model, X, y=None: float(len(X)))
    if kind == "fitted search":
        return search.fit(X)
    return {"search": search, "class": type(estimator), "name": "KMeans", "data": X}[kind]


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (entry, kind)
        for entry in ENTRIES
        for kind in ("pipeline", "search", "fitted search", "class", "name", "data")
        if kind != "pipeline" or entry not in {*DISPLAYED, "trace", "watch"}  # these take pipelines
    ],
)
def test_what_is_no_estimator(entry: str, kind: str) -> None:
    given = _wrapped(kind, estimator_of(entry))
    error = refused(entry, given, X)
    assert_mended(entry, error, {**scope_of(given, X), "estimators": [OTHER, given]})


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("columns", [3, "x1", (0, 9), (0, 0), ("x1", "z"), (0, True), np.eye(2)],
                         ids=repr)  # fmt: skip
@pytest.mark.parametrize(
    "entry", ["trace", "watch", "Race", "KLab", "ClusterDisplay", "MixtureDisplay"]
)
def test_columns(entry: str, columns: Any) -> None:
    estimator = estimator_of(entry)
    error = refused(entry, estimator, X, columns=columns)
    assert_mended(entry, error, scope_of(estimator, X), columns=columns)


FRAME = pd.DataFrame(X, columns=["a", "b"])
#: tables that hold the numbers of X in another way
ALIKE: dict[str, Callable[[], Any]] = {
    "polars": lambda: pytest.importorskip("polars").DataFrame(X, schema=["a", "b"]),
    "Arrow": lambda: pytest.importorskip("pyarrow").table({"a": X[:, 0], "b": X[:, 1]}),
    "nullable": lambda: FRAME.astype("Float64"),
    "string": lambda: FRAME.astype(str).astype("string"),
    "category": lambda: FRAME.astype("category"),
    "sparse": lambda: FRAME.astype(pd.SparseDtype(float, 0)),
    "objects": lambda: FRAME.astype(object),
    "lists": X.tolist,
}


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("table", ALIKE)
@pytest.mark.parametrize("entry", ENTRIES)
def test_tables_of_other_kinds_are_taken(entry: str, table: str) -> None:
    ENTRIES[entry](estimator_of(entry), ALIKE[table]())
