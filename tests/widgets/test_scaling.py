"""What is fitted to scaled features is what scikit-learn fits to them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import load_digits
from sklearn.mixture import GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from teachclust import watch
from teachclust.errors import LearnerError
from teachclust.traces.registry import ALGORITHMS
from teachclust.widgets.build_task import BuildTask, Condition
from teachclust.widgets.scaling import Scaling, to_raw, to_scaled
from teachclust.widgets.stepper import Stepper

MODEL = KMeans(n_clusters=3, init="random", n_init=1, random_state=1)


def table(seed: int, n: int = 60, d: int = 2) -> Any:
    """Features of very different spread, far from zero."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)) * 10.0 ** np.arange(d) * 5 + 40.0 * np.arange(1, d + 1)


def scale(
    w: Stepper, features: str = "given", factors: Any = (1, 1), frame: int | None = None
) -> None:
    ask(w, "scaling", frame=frame, features=features, factors=list(factors))


def ask(w: Stepper, kind: str, frame: int | None = None, **edit: Any) -> None:
    w.request = {
        "id": int(w.request.get("id", 0)) + 1,
        "base": w.trace["head"]["id"],
        "frame": w.last_step if frame is None else frame,
        "edit": {"kind": kind, **edit},
    }


def head(w: Stepper) -> Any:
    return w.trace["head"]["scaling"]


@pytest.mark.parametrize(
    "name", sorted(name for name, spec in ALGORITHMS.items() if not spec.clusters_features)
)
def test_each_algorithm_is_fitted_to_the_scaled_features(name: str) -> None:
    estimator, X = ALGORITHMS[name].small_sample()
    before = X.copy()
    w = watch(estimator, X)
    for features, factors, scaled in (
        ("standardized", (1, 1), StandardScaler().fit_transform(X)),
        ("given", (1, 0.5), X * [1, 0.5]),
        ("standardized", (0.7, 1.1), StandardScaler().fit_transform(X) * [0.7, 1.1]),
    ):
        scale(w, features, factors)
        assert w.problem == {}
        np.testing.assert_array_equal(w.X, scaled)
        labels = clone(w.estimator).fit_predict(scaled)
        np.testing.assert_array_equal(w.current.labels, labels)
        made = eval(w.scaling, {"X": X, "StandardScaler": StandardScaler})  # noqa: S307
        np.testing.assert_array_equal(made, scaled)
    np.testing.assert_array_equal(X, before)


@pytest.mark.parametrize("seed", range(12))
def test_the_objective_is_that_of_scikit_learn(seed: int) -> None:
    X = table(seed, d=2 + seed % 3)
    w = watch(MODEL, X, columns=(0, 1))
    scale(w, "standardized")
    fitted = clone(MODEL).fit(StandardScaler().fit_transform(X))
    np.testing.assert_array_equal(w.current.labels, fitted.labels_)
    assert w.current.objective == pytest.approx(fitted.inertia_, rel=1e-10)
    scale(w, "given", (3, 0.2))
    fitted = clone(MODEL).fit(X * [3, 0.2, 1, 1][: X.shape[1]])
    np.testing.assert_array_equal(w.current.labels, fitted.labels_)
    assert w.current.objective == pytest.approx(fitted.inertia_, rel=1e-10)


def test_ticks_and_names_say_what_is_on_the_axes() -> None:
    frame = pd.DataFrame(table(0, d=3), columns=["age", "income", "score"])
    w = watch(MODEL, frame, columns=("income", "score"), controls="scaling")
    assert [w.trace["head"][axis]["name"] for axis in "xy"] == ["income", "score"]
    assert head(w) == {
        "features": "given",
        "factors": [1.0, 1.0],
        "handles": [True, True],
        "names": ["income", "score"],
        "why": "",
        "code": "X",
    }
    scale(w, "standardized", (2, 1))
    names = [w.trace["head"][axis]["name"] for axis in "xy"]
    assert names == ["income, standardized × 2", "score, standardized"]
    assert w.rows["names"] == ["age, standardized", *names]
    assert head(w)["code"] == "StandardScaler().fit_transform(X) * [1, 2, 1]"
    assert head(w)["factors"] == [2.0, 1.0]
    assert list(w.X.columns) == list(frame.columns)
    assert w.summary().startswith("Stepper(StandardScaler → × [1, 2, 1] → KMeans(")
    scale(w)
    assert w.scaling == "X"
    assert w.X is frame


def test_centers_of_the_learner_are_scaled_with_the_features() -> None:
    X = table(3)
    start = X[[0, 20, 40]]
    w = watch(KMeans(3, init=start, n_init=1), X)
    scale(w, "given", (2, 0.1))
    np.testing.assert_allclose(w.estimator.init, start * [2, 0.1], rtol=1e-12)
    fitted = KMeans(3, init=start * [2, 0.1], n_init=1).fit(X * [2, 0.1])
    np.testing.assert_array_equal(w.current.labels, fitted.labels_)
    ask(w, "center_move", cluster=1, to=[90.0, 5.0])
    scale(w, "standardized")
    scaler = StandardScaler().fit(X)
    np.testing.assert_allclose(w.estimator.init[1], scaler.transform([[45.0, 50.0]])[0], rtol=1e-9)
    scale(w)
    np.testing.assert_allclose(w.estimator.init[1], [45.0, 50.0], rtol=1e-12)


def test_centers_in_a_table_are_scaled_with_the_features() -> None:
    X = table(5)
    frame = pd.DataFrame(X, columns=["income", "score"])
    w = watch(clone(MODEL).set_params(init=frame.iloc[:4], n_clusters=4, n_init=1), frame)
    scale(w, "standardized")
    scaled = StandardScaler().fit_transform(X)
    np.testing.assert_allclose(w.estimator.init, scaled[:4], rtol=1e-9)


@pytest.mark.parametrize("form", ["full", "tied", "diag", "spherical"])
def test_precisions_to_start_from_are_scaled_too(form: str) -> None:
    X = table(6)
    fitted = GaussianMixture(2, covariance_type=form, random_state=0).fit(X)
    start = {"means_init": fitted.means_, "precisions_init": fitted.precisions_}
    w = watch(GaussianMixture(2, covariance_type=form, **start, random_state=0), X)
    scale(w, "given", (2, 2))
    np.testing.assert_allclose(w.estimator.precisions_init, fitted.precisions_ / 4, rtol=1e-9)
    scale(w, "given", (2, 0.1))
    if form != "spherical":  # a stretched sphere is none
        weights = {"weights_init": [0.4, 0.6], "max_iter": 1, "tol": 0.0}
        moved = clone(w.estimator).set_params(**weights).fit(X * [2, 0.1]).means_ / [2, 0.1]
        plain = GaussianMixture(2, covariance_type=form, **start, **weights).fit(X)
        np.testing.assert_allclose(moved, plain.means_, rtol=1e-6)
    scale(w)
    np.testing.assert_allclose(w.estimator.precisions_init, fitted.precisions_, rtol=1e-9)


def test_means_to_start_from_are_scaled_too() -> None:
    X = table(4)
    w = watch(GaussianMixture(2, means_init=X[:2], random_state=0), X)
    scale(w, "standardized")
    scaled = StandardScaler().fit_transform(X)
    np.testing.assert_allclose(w.estimator.means_init, scaled[:2], rtol=1e-9)


def test_points_that_are_drawn_come_back_to_the_units_of_the_data() -> None:
    X = table(5)
    w = watch(MODEL, X)
    scale(w, "given", (2, 0.1))
    ask(w, "points_add", to=[[100.0, 7.0]])
    np.testing.assert_allclose(w.X[-1], [100.0, 7.0], rtol=1e-12)
    ask(w, "point_move", index=0, to=[90.0, 8.0])
    ask(w, "points_delete", index=[1])
    scale(w)
    np.testing.assert_array_equal(w.X[1:-1], X[2:])
    np.testing.assert_allclose(w.X[[0, -1]], [[45.0, 80.0], [50.0, 70.0]], rtol=1e-12)


@pytest.mark.parametrize("kind", ["points_add", "points_delete"])
def test_other_points_have_another_mean_and_the_centers_stay_in_the_data(kind: str) -> None:
    X = table(6)
    w = watch(MODEL, X)
    scale(w, "standardized")
    scaler, shown = StandardScaler().fit(X), w.current.centers
    ask(w, kind, **({"to": [[3.0, 3.0]]} if kind == "points_add" else {"index": [0, 1]}))
    raw = w._setup.X
    np.testing.assert_allclose(w.X, StandardScaler().fit_transform(raw), rtol=1e-12)
    there = StandardScaler().fit(raw).inverse_transform(w.estimator.init)
    np.testing.assert_allclose(there, scaler.inverse_transform(shown), rtol=1e-9)


def test_it_is_undone_and_restored() -> None:
    w = watch(MODEL, table(7))
    before = w.current.labels
    scale(w, "standardized")
    after, number = w.current.labels, w.trace["head"]["id"]
    w.request = {"id": 2, "base": 1, "frame": 0, "edit": {"kind": "restore"}}
    assert w.scaling == "X"
    np.testing.assert_array_equal(w.current.labels, before)
    w.request = {"id": 3, "base": number, "frame": 0, "edit": {"kind": "restore"}}
    assert w.scaling == "StandardScaler().fit_transform(X)"
    np.testing.assert_array_equal(w.current.labels, after)


def test_rows_are_sent_again_when_they_are_scaled() -> None:
    w = watch(MODEL, table(8, d=3), columns=(0, 1))
    first = w.rows["id"]
    scale(w, "standardized")
    assert w.rows["id"] != first == 1
    assert w.trace["head"]["rows"] == w.rows["id"]


def test_the_learner_stays_at_the_beginning_or_at_the_end() -> None:
    w = watch(MODEL, table(9))
    scale(w, "standardized", frame=0)
    assert w.step == 0
    scale(w, "given")
    assert w.step == w.last_step
    scale(w, "standardized", frame=3)
    assert w.current[w.step].kind == "assign"


@pytest.mark.parametrize("d", [3, 5])
def test_directions_can_be_standardized_and_not_stretched(d: int) -> None:
    X = table(10, d=d)
    w = watch(MODEL, X, controls="scaling")
    assert head(w)["handles"] == [False, False]
    assert f"mix {d} features" in head(w)["why"]
    scale(w, "standardized")
    np.testing.assert_array_equal(w.X, StandardScaler().fit_transform(X))
    assert w.trace["head"]["x"]["name"] == "PC 1"
    scale(w, "given", (2, 1))
    assert f"mix {d} features" in w.problem["why"]


def test_a_constant_feature_has_no_handle() -> None:
    X = np.column_stack([table(11)[:, 0], np.full(60, 7.0)])
    w = watch(MODEL, X)
    assert head(w)["handles"] == [True, False]
    assert head(w)["why"].startswith("x2 has the same value in every row")
    scale(w, "standardized")
    assert w.problem == {}


@pytest.mark.parametrize(
    ("X", "why"),
    [(table(12, d=1), "one feature"), (load_digits().data[:200], "Pixels share one unit")],
)
def test_what_cant_be_scaled_is_told(X: Any, why: str) -> None:
    w = watch(MODEL, X)
    assert "scaling" not in w.trace["head"]
    scale(w, "standardized")
    assert why in w.problem["why"]
    with pytest.raises(LearnerError, match=why):
        watch(MODEL, X, controls="scaling")


def test_a_build_task_keeps_its_units() -> None:
    w = BuildTask("Draw.", MODEL, table(0), [Condition("Any.", lambda _: (True, ""))])
    assert "scaling" not in w.trace["head"]
    scale(w, "standardized")
    assert "no change called" in w.problem["what"]
    with pytest.raises(LearnerError, match="units of its plane"):
        w._check_scaled(w.current)


def test_a_pipelines_own_steps_come_first() -> None:
    X = table(13)
    w = watch(make_pipeline(MinMaxScaler(), MODEL), X)
    scale(w, "given", (1, 3))
    np.testing.assert_array_equal(w.X, MinMaxScaler().fit_transform(X) * [1, 3])
    assert w.scaling == "estimator[:-1].fit_transform(X) * [1, 3]"


@pytest.mark.parametrize(
    "edit",
    [
        {"features": "given", "factors": [0, 1]},
        {"features": "given", "factors": [1]},
        {"features": "given", "factors": [1, -2]},
        {"features": "given", "factors": [1, 1e9]},
        {"features": "given", "factors": ["1", 1]},
        {"features": "given"},
        {"features": "whitened", "factors": [1, 1]},
        {"factors": [1, 1]},
    ],
)
def test_other_scalings_are_refused(edit: dict[str, Any]) -> None:
    w = watch(MODEL, table(14))
    ask(w, "scaling", **edit)
    assert w.problem["what"]
    assert w.scaling == "X"


@pytest.mark.filterwarnings("ignore:overflow encountered in cast")
def test_numbers_that_become_too_large_are_refused_and_nothing_changes() -> None:
    X = table(15) * [1, 1e148]
    w = watch(MODEL, X)
    before = w.current
    scale(w, "given", (1, 1e6))
    assert "too large to square" in w.problem["what"]
    assert w.current is before


def test_eps_stays_in_the_units_of_the_scaled_features() -> None:
    X = table(16)
    w = watch(DBSCAN(eps=0.4), X)
    scale(w, "standardized")
    assert w.estimator.eps == 0.4
    assert w.trace["head"]["radius"] == 0.4


def test_a_scaling_is_undone_by_its_line() -> None:
    X = table(17, d=4)
    scaling = Scaling(standardized=True, factors=(1.0, 0.2, 3.0, 1.0))
    line = scaling.line(X)
    np.testing.assert_allclose(to_scaled(X, line), scaling.apply(X), rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(to_raw(scaling.apply(X), line), X, rtol=1e-10)
    assert not Scaling().changes
    assert Scaling().apply(X) is X


def test_a_page_has_the_fits_that_a_lesson_asks_for() -> None:
    X = table(19, d=3)
    assert "scalings" not in watch(MODEL, X).page_traits()
    w = watch(MODEL, X, columns=(0, 1), controls="scaling")
    rows = w.rows["id"]
    (features, other), *more = w.page_traits()["scalings"].items()
    assert (features, more) == ("standardized", [])
    sent = other["trace"]["head"]
    assert sent["scaling"]["features"] == "standardized"
    assert sent["rows"] == other["rows"]["id"] != rows
    fitted = clone(MODEL).fit(StandardScaler().fit_transform(X))
    assert sent["frames"]["objective"][-1] == pytest.approx(fitted.inertia_, rel=1e-10)
    scale(w, "given", (1, 2))
    assert w.page_traits()["scalings"].keys() == {"given", "standardized"}
    assert w.page_state() == w.page_state()
    assert w.scaling == "X * [1, 2, 1]"


def test_a_page_stays_light() -> None:
    w = watch(KMeans(2, n_init=1, random_state=0), table(20, n=50_001), controls="scaling")
    assert "scalings" not in w.page_traits()


def test_equal_axes_are_a_switch() -> None:
    w = watch(MODEL, table(18), equal_axes=False)
    assert not w.equal_axes
    assert not w.page_traits()["equal_axes"]
    with pytest.raises(LearnerError, match="True or False"):
        watch(MODEL, table(18), equal_axes="no")
