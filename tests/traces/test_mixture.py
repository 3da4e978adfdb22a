"""GaussianMixture: every frame is what scikit-learn, or scipy's normal density, says it is."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, multivariate_normal
from sklearn.base import clone
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits, make_blobs
from sklearn.decomposition import PCA
from sklearn.mixture import GaussianMixture
from strategies import continuous
from threadpoolctl import threadpool_limits

from teachclust.checks import check_data
from teachclust.errors import LearnerError
from teachclust.traces import Frame, Trace, mixture, trace
from teachclust.words import say

pytestmark = [
    pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning"),
    pytest.mark.filterwarnings("ignore::teachclust.errors.LearnerWarning"),
]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Fits of tiny mixtures by many threads mostly wait; a trace follows the fit under a limit."""
    with threadpool_limits(1):
        yield


TYPES = ("full", "tied", "diag", "spherical")
INITS = ("kmeans", "k-means++", "random", "random_from_data")
X3 = make_blobs(200, centers=3, cluster_std=1.8, random_state=5)[0]


def full(covariances: np.ndarray, kind: str, k: int, d: int) -> np.ndarray:
    """Covariances of scikit-learn as k matrices, put together entry by entry."""
    found = np.zeros((k, d, d))
    for c in range(k):
        if kind == "full":
            found[c] = covariances[c]
        elif kind == "tied":
            found[c] = covariances
        else:
            found[c] = np.diag(covariances[c] * np.ones(d))
    return found


def assert_last_frame_is_the_fit(estimator: GaussianMixture, X: np.ndarray, t: Trace) -> None:
    model = clone(estimator)
    np.testing.assert_array_equal(t.labels, model.fit_predict(X))
    k, d = model.means_.shape
    values = t.last.values
    covariances = full(model.covariances_, model.covariance_type, k, d)
    assert values["covariances"].shape == (k, d, d)
    size = np.abs(X).max()
    for name, truth, scale in (
        ("centers", model.means_, size),
        ("covariances", covariances, size**2),
        ("mixture_weights", model.weights_, 1),
    ):
        np.testing.assert_allclose(values[name], truth, rtol=1e-8, atol=1e-14 * scale)
    np.testing.assert_allclose(values["responsibilities"], model.predict_proba(X), atol=1e-6)
    assert t.objective == pytest.approx(model.score(X) * len(X), rel=1e-10, abs=1e-10)
    best = next(run for run in t.runs if run.best)
    assert best.objective == t.objective
    assert values["lower_bound"] == best.lower_bound == pytest.approx(model.lower_bound_, rel=1e-10)
    assert t.n_iter == model.n_iter_


@st.composite
def mixtures(draw: st.DrawFn, X: np.ndarray) -> GaussianMixture:
    k = draw(st.integers(1, min(len(X) // 2, 5) or 1))
    means = X[:k].copy() if draw(st.integers(0, 3)) == 0 else None
    return GaussianMixture(
        k,
        covariance_type=draw(st.sampled_from(TYPES)),
        init_params=draw(st.sampled_from(INITS)),
        means_init=means,
        n_init=draw(st.sampled_from([1, 1, 3])),
        max_iter=draw(st.sampled_from([1, 2, 40])),
        tol=draw(st.sampled_from([0.0, 1e-3, 1e-1])),
        reg_covar=float(X.var()) * draw(st.sampled_from([1e-6, 1e-3])),
        random_state=draw(st.integers(0, 1000)),
    )


@settings(max_examples=settings().max_examples // 5)
@given(st.data())
def test_last_frame_equals_the_fit(data: st.DataObject) -> None:
    X = data.draw(continuous())
    estimator = data.draw(mixtures(X))
    try:
        clone(estimator).fit(X)
    except ValueError:
        with pytest.raises(LearnerError):
            trace(estimator, X)
        return
    assert_last_frame_is_the_fit(estimator, X, trace(estimator, X))


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("init", INITS)
def test_every_frame_equals_a_fit_that_stops_there(kind: str, init: str) -> None:
    estimator = GaussianMixture(
        3, covariance_type=kind, init_params=init, tol=0, max_iter=6, random_state=2
    )
    frames = trace(estimator, X3).frames
    assert [f.kind for f in frames if f.kind != "collapse"] == (
        ["show", "seed", *["assign", "update"] * 6, "stop"]
    )
    updates = [frames[1], *(f for f in frames if f.kind == "update")]
    assigns = [f for f in frames if f.kind == "assign"]
    for iteration, frame in enumerate(updates):
        oracle = clone(estimator).set_params(max_iter=iteration)
        labels = oracle.fit_predict(X3)
        np.testing.assert_allclose(frame.values["centers"], oracle.means_, rtol=1e-8)
        np.testing.assert_allclose(frame.values["mixture_weights"], oracle.weights_, rtol=1e-8)
        wanted = full(oracle.covariances_, kind, 3, 2)
        np.testing.assert_allclose(frame.values["covariances"], wanted, rtol=1e-8, atol=1e-14)
        assert frame.iteration == iteration
        if iteration < len(assigns):
            np.testing.assert_array_equal(assigns[iteration].labels, labels)
            assert assigns[iteration].iteration == iteration + 1
        value = oracle.score(X3) * len(X3)
        if iteration:
            assert frame.objective == pytest.approx(value, rel=1e-12)
        if iteration < len(assigns):  # an E step changes no parameter
            assert assigns[iteration].objective == pytest.approx(value, rel=1e-12)


def density(frame: Frame, X: np.ndarray) -> np.ndarray:
    v = frame.values
    return np.stack(
        [
            weight * multivariate_normal(mean, covariance).pdf(X)
            for weight, mean, covariance in zip(
                v["mixture_weights"], v["centers"], v["covariances"], strict=True
            )
        ],
        axis=1,
    )


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", TYPES)
def test_shares_and_log_likelihood_are_those_of_the_densities(kind: str, seed: int) -> None:
    X = np.random.default_rng(seed).normal(size=(80, 3)) * [1, 3, 0.5]
    X[:40] += 2
    t = trace(GaussianMixture(3, covariance_type=kind, random_state=seed), X)
    sharing = [f for f in t if "responsibilities" in f.values]
    assert {f.kind for f in sharing} == {"assign", "stop"}
    for frame in sharing:
        parts = density(frame, X)
        responsibilities = parts / parts.sum(axis=1, keepdims=True)
        assert frame.values["responsibilities"].dtype == np.float32
        np.testing.assert_allclose(frame.values["responsibilities"], responsibilities, atol=1e-6)
        np.testing.assert_array_equal(frame.labels, responsibilities.argmax(axis=1))
        assert frame.objective == pytest.approx(np.log(parts.sum(axis=1)).sum(), rel=1e-8)


@settings(max_examples=settings().max_examples // 10)
@given(st.data())
def test_the_log_likelihood_never_falls(data: st.DataObject) -> None:
    X = data.draw(continuous())
    assume(len(X) > 20)
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    kind = data.draw(st.sampled_from(TYPES))
    init = data.draw(st.sampled_from(INITS))
    estimator = GaussianMixture(
        3, covariance_type=kind, init_params=init, random_state=0, tol=0, max_iter=30
    )
    t = trace(estimator, X)
    assert t.rises
    known = [f.objective for f in t if f.objective is not None]
    # reg_covar moves covariances a little past where the likelihood is highest: by about
    # reg_covar / variance for each point and feature, which is much where a component collapses
    slack = 1e-5 * X.size
    if any(f.kind == "collapse" for f in t):
        return
    assert all(new >= old - slack for old, new in pairwise(known))


def test_the_best_of_several_runs_is_the_one_shown() -> None:
    X = np.random.default_rng(3).normal(size=(150, 2))
    winners = set()
    for seed in range(5):
        estimator = GaussianMixture(4, n_init=3, init_params="random_from_data", random_state=seed)
        t = trace(estimator, X)
        assert_last_frame_is_the_fit(estimator, X, t)
        assert len(t.runs) == 3
        assert sum(run.best for run in t.runs) == 1
        best = next(i for i, run in enumerate(t.runs) if run.best)
        winners.add(best)
        assert t.runs[best].lower_bound == max(run.lower_bound for run in t.runs)
        assert t.runs[best].objective == t.objective
        assert t.runs[best].n_iter == t.n_iter
    assert len(winners) > 1, "the first run always won: the data does not tell"


@pytest.mark.parametrize("kind", TYPES)
def test_given_parameters_are_the_start(kind: str) -> None:
    fitted = GaussianMixture(3, covariance_type=kind, random_state=0, max_iter=2).fit(X3)
    given_all = {
        "weights_init": [0.2, 0.3, 0.5],
        "means_init": X3[:3].tolist(),
        "precisions_init": fitted.precisions_,
    }
    for keys in (("means_init",), ("precisions_init",), tuple(given_all)):
        chosen = {key: given_all[key] for key in keys}
        estimator = GaussianMixture(3, covariance_type=kind, random_state=1, **chosen)
        t = trace(estimator, X3)
        assert_last_frame_is_the_fit(estimator, X3, t)
        seed = t[1].values
        if "means_init" in keys:
            np.testing.assert_array_equal(seed["centers"], X3[:3])
        if "weights_init" in keys:
            np.testing.assert_array_equal(seed["mixture_weights"], [0.2, 0.3, 0.5])
            assert "where they were placed" in t[1].caption
        else:
            assert f"from {keys[0]}; kmeans gives the rest" in t[1].caption
        if "precisions_init" in keys:
            wanted = full(fitted.covariances_, kind, 3, 2)
            np.testing.assert_allclose(seed["covariances"], wanted, rtol=1e-8, atol=1e-12)


def test_captions_tell_what_changed() -> None:
    t = trace(GaussianMixture(3, random_state=0), X3)
    e, m = t[4], t[5]
    shared = int((e.values["responsibilities"].max(axis=1) <= 0.9).sum())
    assert shared > 3
    assert e.caption.startswith(f"E step: {shared} points are shared (no component above 0.9); ")
    assert e.caption.endswith(f"log-likelihood stays {t[3].objective:,.1f}.")
    assert t[2].caption.endswith(f"log-likelihood of the start {t[2].objective:,.1f}.")
    assert m.caption.endswith(f"log-likelihood {m.objective:,.1f}, up from {e.objective:,.1f}.")
    shifts = np.linalg.norm(m.values["centers"] - e.values["centers"], axis=1)
    mover = int(shifts.argmax())
    assert m.values["cluster"] == mover
    assert f"{'ABC'[mover]} moves farthest, by {shifts[mover]:.4g}" in m.caption
    grower = int((m.values["mixture_weights"] - e.values["mixture_weights"]).argmax())
    assert f"{'ABC'[grower]} grows most, to {m.values['mixture_weights'][grower]:.2f}" in m.caption
    assert "changed less than 0.001 after" in t.last.caption
    assert "is reached" in trace(GaussianMixture(3, max_iter=1, random_state=0), X3).last.caption
    one = trace(GaussianMixture(1), X3)
    assert "the mean of the component moves by" in one[3].caption
    assert "0 points are shared" in one[2].caption


def test_no_iterations_leave_the_start() -> None:
    t = trace(GaussianMixture(3, max_iter=0, n_init=2, random_state=0), X3)
    assert [f.kind for f in t] == ["show", "seed", "stop"]
    model = GaussianMixture(3, max_iter=0, n_init=2, random_state=0)
    np.testing.assert_array_equal(t.labels, model.fit_predict(X3))
    assert t.objective == pytest.approx(model.score(X3) * len(X3))
    assert len(t.runs) == 1


def test_a_small_shared_variance_gives_the_assignment_of_k_means() -> None:
    """In the hard limit each point belongs to its nearest mean."""
    k_means = KMeans(3, n_init=5, random_state=0).fit(X3)
    estimator = GaussianMixture(
        3,
        covariance_type="spherical",
        means_init=k_means.cluster_centers_,
        weights_init=[1 / 3] * 3,
        precisions_init=[1e6] * 3,
        max_iter=1,
    )
    first = next(f for f in trace(estimator, X3) if f.kind == "assign")
    np.testing.assert_array_equal(first.labels, k_means.labels_)
    assert (first.values["responsibilities"].max(axis=1) > 0.999).all()


def test_a_collapse_is_shown_once_and_explained() -> None:
    X = np.vstack([X3, [[40.0, 40.0], [41.0, 41.0]]])
    t = trace(GaussianMixture(4, random_state=0), X)
    drops = [f for f in t if f.kind == "collapse"]
    assert len(drops) == 1
    cluster = drops[0].values["cluster"]
    assert drops[0].values["points"] == (200, 201)
    assert drops[0].caption == (
        f"Collapse: component {'ABCD'[cluster]} has shrunk onto 2 points; "
        "only reg_covar keeps it open."
    )
    assert np.linalg.eigvalsh(drops[0].values["covariances"][cluster])[0] < 1e-5
    assert not any(f.kind == "collapse" for f in trace(GaussianMixture(3, random_state=0), X3))
    tiny = trace(GaussianMixture(3, random_state=0), X3 * 1e-4)
    assert not any(f.kind == "collapse" for f in tiny), (
        "the whole data set is as small as reg_covar"
    )
    assert any("reg_covar=1e-06 is not small" in notice for notice in tiny.notices)


def test_a_component_without_points_is_told() -> None:
    X = np.repeat([[0.0, 0.0], [5.0, 1.0], [9.0, 9.0]], 10, axis=0)
    estimator = GaussianMixture(4, random_state=0)
    t = trace(estimator, X)
    np.testing.assert_array_equal(t.labels, clone(estimator).fit_predict(X))
    assert any("3 distinct points" in notice for notice in t.notices)
    assert sum("holds no point" in f.caption for f in t) == 1
    assert sum("onto 10 points" in f.caption for f in t) == 3


@pytest.mark.parametrize("kind", TYPES)
def test_a_singular_covariance_is_explained_and_the_fix_works(kind: str) -> None:
    X = X3 * [1.0, 0.0]  # a feature that says nothing
    if kind == "spherical":  # an empty component
        X = np.repeat([[0.0, 0.0], [5.0, 1.0]], 10, axis=0)
    estimator = GaussianMixture(3, covariance_type=kind, reg_covar=0, random_state=0)
    with pytest.raises(LearnerError, match="covariance can't be inverted") as told:
        trace(estimator, X)
    fix = told.value.fix
    assert fix.startswith("GaussianMixture(n_components=3, reg_covar=")
    reg_covar = float(fix.split("reg_covar=")[1].split(",")[0])
    trace(estimator.set_params(reg_covar=reg_covar), X)


def test_without_reg_covar_a_collapse_is_told_too() -> None:
    X = np.vstack([X3, [[90.0, 90.0]]])
    estimator = GaussianMixture(4, covariance_type="diag", reg_covar=0, random_state=0)
    drops = [f.caption for f in trace(estimator, X) if f.kind == "collapse"]
    assert len(drops) == 1
    assert "onto 1 point; reg_covar=0 lets its density grow" in drops[0]


@pytest.mark.parametrize(
    ("params", "match"),
    [
        ({"n_components": 0}, "n_components must be a whole number from 1"),
        ({"n_components": 201}, "n_components must be"),
        ({"covariance_type": "round"}, "no covariance_type called 'round'"),
        ({"init_params": "best"}, "no init_params called 'best'"),
        ({"n_init": 0}, "n_init must be a whole number from 1"),
        ({"max_iter": -1}, "max_iter must be"),
        ({"max_iter": 2.5}, "max_iter must be"),
        ({"tol": -1.0}, "tol must be"),
        ({"reg_covar": "no"}, "reg_covar must be a number from 0"),
        ({"means_init": [[0.0]]}, "starting centers"),
        ({"weights_init": [0.5, 0.9, 0.1]}, "can't start"),
        ({"precisions_init": [[1.0]]}, "can't start"),
        ({"precisions_init": -np.ones((3, 2, 2))}, "can't start"),
    ],
)
def test_bad_parameters_are_refused_with_a_fix(params: dict[str, Any], match: str) -> None:
    with pytest.raises(LearnerError, match=match) as told:
        trace(GaussianMixture(**{"n_components": 3, "random_state": 0, **params}), X3)
    assert all(told.value.parts[part] for part in ("what", "where", "fix"))


def test_many_features_are_refused_before_memory_fills() -> None:
    X = np.random.default_rng(0).normal(size=(30, 600))
    with pytest.raises(LearnerError, match="Covariances of 600 features take 29 MB"):
        trace(GaussianMixture(10), X)


def test_digits() -> None:
    X = PCA(10, random_state=0).fit_transform(load_digits().data)
    estimator = GaussianMixture(10, random_state=0)
    t = trace(estimator, X)
    assert_last_frame_is_the_fit(estimator, X, t)
    assert t.view.axes.shape == (10, 2)


def test_float32_data() -> None:
    X = X3.astype(np.float32)
    estimator = GaussianMixture(3, random_state=0)
    t = trace(estimator, X)
    model = clone(estimator)
    np.testing.assert_array_equal(t.labels, model.fit_predict(X))
    np.testing.assert_array_equal(t.centers, model.means_)
    assert t.objective == model.score(X) * len(X)
    assert t.last.values["lower_bound"] == model.lower_bound_


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_given_parameters_keep_their_type(kind: str, dtype: type) -> None:
    """A fit rounds given means to no other type: neither does a trace."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 2)).astype(dtype)
    for other in (np.float32, np.float64):
        precisions = GaussianMixture(3, covariance_type=kind, random_state=0).fit(X).precisions_
        estimator = GaussianMixture(
            3,
            covariance_type=kind,
            means_init=(X[:3] + np.pi).astype(other),
            weights_init=np.array([0.2, 0.3, 0.5], dtype=other),
            precisions_init=precisions.astype(other),
            max_iter=2,
        )
        t, model = trace(estimator, X), clone(estimator)
        np.testing.assert_array_equal(t.labels, model.fit_predict(X))
        np.testing.assert_array_equal(t.centers, model.means_)
        assert t.last.values["lower_bound"] == model.lower_bound_


def test_three_points_between_two_types_of_numbers() -> None:
    """Means that are rounded to float32 share other points than those that are not."""
    X = np.array([[0.0], [0.1], [0.2]], dtype=np.float32)
    for seed in range(50):
        means = np.random.default_rng(seed).normal(0.1, 1e-7, size=(2, 1))
        estimator = GaussianMixture(
            2, covariance_type="tied", means_init=means, max_iter=1, random_state=0
        )
        t = trace(estimator, X)
        np.testing.assert_array_equal(t.labels, clone(estimator).fit_predict(X))


@pytest.mark.parametrize("most", [1_000_000, 60_000])
def test_a_long_run_shows_some_steps_and_says_so(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixture, "_MOST_SHOWN_BYTES", most)
    X = np.random.default_rng(0).normal(size=(100, 2))
    estimator = GaussianMixture(3, tol=0, max_iter=330, random_state=0)
    t = trace(estimator, X)
    assert_last_frame_is_the_fit(estimator, X, t)
    sharing = [f for f in t if "responsibilities" in f.values]
    n_bytes = sum(f.values["responsibilities"].nbytes + f.labels.nbytes for f in sharing)
    assert n_bytes <= most + sharing[0].values["responsibilities"].nbytes
    assert any("more iterations" in f.caption for f in t)
    for e, m in pairwise(t.frames):
        assert m.iteration >= e.iteration
        if (e.kind, m.kind) == ("assign", "update") and "more iterations" in m.caption:
            assert f"M step: {m.iteration - e.iteration + 1} more iterations" in m.caption
    for frame in sharing[:: len(sharing) // 10 or 1]:  # each agrees with its own parameters
        parts = density(frame, X)
        responsibilities = parts / parts.sum(axis=1, keepdims=True)
        np.testing.assert_allclose(frame.values["responsibilities"], responsibilities, atol=1e-6)


def test_parameters_of_a_long_run_are_thinned_while_it_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mixture, "MOST_STATE_BYTES", 8_000)
    X = np.random.default_rng(0).normal(size=(100, 2))
    estimator = GaussianMixture(3, tol=0, max_iter=120, n_init=2, random_state=0)
    t = trace(estimator, X)
    assert_last_frame_is_the_fit(estimator, X, t)
    assert [f.iteration for f in t if f.kind == "update"][:3] == [1, 2, 3]
    assert 10 < len(t) < 80


def test_the_estimator_and_its_random_numbers_are_left_alone() -> None:
    numbers = np.random.RandomState(0)
    before = numbers.get_state()[1].copy()
    estimator = GaussianMixture(3, means_init=X3[:3], random_state=numbers, warm_start=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trace(estimator, X3)
    assert not hasattr(estimator, "means_")
    assert estimator.means_init is not None
    assert (numbers.get_state()[1] == before).all()


def test_frames_share_labels_that_do_not_change() -> None:
    t = trace(GaussianMixture(3, tol=1e-9, max_iter=60, random_state=0), X3)
    assigns = [f for f in t if f.kind == "assign"]
    for old, new in pairwise(assigns):
        assert (old.labels is new.labels) == np.array_equal(old.labels, new.labels)


@pytest.mark.parametrize("spread", [0.5, 1.0, 2.0, 3.0])
def test_the_percentage_inside_an_ellipse_is_that_of_chi_squared(spread: float) -> None:
    assert mixture.percent_inside(spread) == f"{100 * chi2(2).cdf(spread**2):.0f}"


def test_what_ellipses_hold_is_said_of_the_plane_or_of_a_projection() -> None:
    for exact, key in ((True, "view.ellipses"), (False, "view.ellipses.projected")):
        assert mixture.ellipses_note(exact=exact) == say(key, first="39", second="86")


def test_reg_covar_is_told_from_a_hundredth_of_the_least_variance_on() -> None:
    data = check_data(np.array([[-1.0, -3.0], [1.0, 3.0]] * 9))  # variances 1 and 9
    assert mixture._reg_notice(GaussianMixture(reg_covar=0.01), data) == ()
    (notice,) = mixture._reg_notice(GaussianMixture(reg_covar=0.0101), data)
    assert "variance of" in notice
    assert "(1)" in notice


def test_a_run_keeps_its_first_its_last_and_evenly_spread_steps() -> None:
    states = [mixture.State(*np.zeros((4, 1))) for _ in range(1_000)]
    run = mixture.EmRun(20, states[0], {0: states[0]})
    for step, state in enumerate(states[1:], 1):
        run.bounds.append(0.0)
        run.add(state)
        kept = sorted(run.states)
        assert len(kept) <= 20
        assert len(kept) >= min(step + 1, 10), "no more are dropped than must be"
        assert kept[:4] == list(range(min(step + 1, 4)))
        assert kept[-1] == step
        assert run.end is state
        assert all(run.states[one] is states[one] for one in kept)
        gaps = set(np.diff([one for one in kept[:-1] if one >= 4]).tolist())
        assert len(gaps) <= 1


def test_states_of_a_run_fill_no_more_memory_than_they_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mixture, "MOST_STATE_BYTES", 40_000)
    estimator = GaussianMixture(3, tol=0, max_iter=300, n_init=3, random_state=0)
    recorded = mixture._recorded(estimator, X3)
    recorded.fit(X3)
    sizes = [
        sum(part.nbytes for one in run.states.values() for part in (
            one.parameters))
        for run in recorded.em_runs
    ]  # fmt: skip
    assert 10_000 < max(sizes) <= 40_000
    assert sum(size > 0 for size in sizes) <= 2, "those of the best run so far, and of the last"


@pytest.mark.parametrize(
    ("n", "k", "d"), [(50, 3, 2), (20_000, 10, 2), (300, 5, 60), (60_000, 9, 2)]
)
def test_the_frames_fill_no_more_memory_than_they_may(n: int, k: int, d: int) -> None:
    """Labels and responsibilities take 4 bytes a number, covariances 8; 60 MB together."""
    X = np.zeros((n, d))
    state = mixture.State(np.zeros(k), np.zeros((k, d)), np.zeros((k, d, d)), ())
    shown = mixture.shown_steps_of(list(range(0, 1_000, 2)), X, state)
    of_a_step = 4 * n + 4 * n * k + 8 * k * d * d
    room = min(300, 60_000_000 // of_a_step)
    assert 0.9 * room - 1 <= len(shown) <= room
    assert (shown[0], shown[-1]) == (0, 998)
    assert shown == sorted(set(shown))


def test_what_a_learner_can_not_see_is_switched_off(capsys: pytest.CaptureFixture[str]) -> None:
    estimator = GaussianMixture(3, warm_start=True, verbose=2, random_state=0, max_iter=2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        t = trace(estimator, X3)
    assert t.params["warm_start"] is False
    assert t.params["verbose"] == 0
    assert not capsys.readouterr().out


def test_of_equally_good_runs_the_first_is_kept() -> None:
    """All start from the same parameters."""
    given = {"weights_init": [0.5, 0.5], "means_init": X3[:2], "precisions_init": [np.eye(2)] * 2}
    t = trace(GaussianMixture(2, n_init=3, random_state=0, **given), X3)
    assert [run.best for run in t.runs] == [True, False, False]


def test_another_error_of_the_fit_is_not_hidden() -> None:
    model = mixture._recorded(GaussianMixture(2), X3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GaussianMixture, "fit", lambda *_: (_ for _ in ()).throw(ValueError("other")))
        with pytest.raises(ValueError, match="other") as raised:
            mixture.fit_or_explain(model, X3, "GaussianMixture")
    assert not isinstance(raised.value, LearnerError)


@pytest.mark.parametrize(
    ("reg_covar", "spreads", "wider"),
    [
        (0, (1.0, 0.1), 1e-6),
        (1e-3, (1.0, 1.0), 1e-2),
        (0, (1e-3, 1e3), 1.0),
        (3.0, (1.0, 1.0), 30.0),
    ],
)
def test_a_reg_covar_that_is_enough_goes_with_the_data(
    reg_covar: float, spreads: tuple[float, float], wider: float
) -> None:
    """Ten times what was too little, and a millionth of the largest variance."""
    X = np.array([[-1.0, -1.0], [1.0, 1.0]]) * spreads
    assert mixture._wider(reg_covar, X) == pytest.approx(wider)


def test_covariances_may_take_so_many_bytes_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    for allowed in (8 * 3 * 2 * 2, 8 * 3 * 2 * 2 - 1):
        monkeypatch.setattr(mixture, "_MOST_COVARIANCE_BYTES", allowed)
        if allowed == 96:
            trace(GaussianMixture(3, random_state=0), X3)
            continue
        with pytest.raises(LearnerError, match="Covariances of 2 features"):
            trace(GaussianMixture(3, random_state=0), X3)


def test_without_a_step_precisions_alone_are_no_start() -> None:
    estimator = GaussianMixture(2, max_iter=0, precisions_init=[np.eye(2)] * 2)
    with pytest.raises(LearnerError, match="Without a step there are no covariances"):
        trace(estimator, X3)


def test_a_constant_feature_has_no_variance_that_reg_covar_could_be_beside() -> None:
    assert not mixture._reg_notice(GaussianMixture(), check_data(X3 * [1.0, 0.0]))


def test_the_component_that_grows_most_is_named() -> None:
    seen = 0
    for old, new in pairwise(
        f for f in trace(GaussianMixture(4, random_state=1), X3) if f.kind in ("seed", "update")
    ):
        grown = new.values["mixture_weights"] - old.values["mixture_weights"]
        name = "ABCD"[int(grown.argmax())]
        assert (
            f"; {name} grows most, to {new.values['mixture_weights'][grown.argmax()]:.2f};"
            in new.caption
        )
        seen += np.count_nonzero(new.values["mixture_weights"].argmax() != grown.argmax())
    assert seen, "the one that grows most is not always the largest"


@pytest.mark.parametrize(
    ("share", "variances", "collapsed"),
    [
        (0.02, (1e-6, 1e-6), True),  # two of 100 points, in one place
        (0.02, (1e-6, 4.0), True),  # two points always lie on a line
        (0.034, (1e-6, 4.0), True),  # so do three and a part of a fourth
        (0.036, (1e-6, 4.0), False),  # more points on a line have a density there
        (0.5, (1e-6, 4.0), False),
        (0.5, (1e-6, 1e-6), True),  # half of the points in one place
        (0.5, (9e-6, 9e-6), True),
        (0.5, (1.1e-5, 1.1e-5), False),
        (0.02, (1.0, 4.0), False),
    ],
)
def test_a_component_has_collapsed_on_few_points_or_on_one_place(
    share: float, variances: tuple[float, float], collapsed: bool
) -> None:
    # both features are nearly equal: the width of the data is that along a column
    X = np.repeat(np.linspace(-3, 3, 100)[:, np.newaxis], 2, axis=1)
    state = mixture.State(
        np.array([1 - share, share]), np.zeros((2, 2)), np.stack([np.eye(2), np.diag(variances)]), X
    )
    maker = mixture.MixtureFrameMaker(GaussianMixture(2, reg_covar=1e-6), X, [])
    assert mixture._collapsed(maker, state) == (frozenset({1}) if collapsed else frozenset())
