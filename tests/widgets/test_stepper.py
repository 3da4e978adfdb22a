"""The Stepper without a browser: requests are written as the browser writes them."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.cluster import AffinityPropagation, Birch, KMeans, MiniBatchKMeans
from sklearn.datasets import make_blobs
from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from test_edits import SAMPLES

from teachclust import compare, race
from teachclust.errors import LearnerError
from teachclust.traces import trace
from teachclust.widgets import stepper as module
from teachclust.widgets.stepper import Stepper, watch

X, _ = make_blobs(90, centers=3, random_state=0, cluster_std=0.6)


@pytest.fixture
def w() -> Stepper:
    return watch(KMeans(n_clusters=3, init="random", n_init=1, random_state=1), X)


def ask(w: Stepper, kind: str, frame: int = 2, base: int | None = None, **edit: Any) -> int:
    """Ask as the browser does; return the request's number."""
    number = int(w.request.get("id", 0)) + 1
    base = w.trace["head"]["id"] if base is None else base
    w.request = {"id": number, "base": base, "frame": frame, "edit": {"kind": kind, **edit}}
    return number


def state(w: Stepper) -> tuple[Any, ...]:
    return w.trace["head"]["id"], w.current, w.estimator, w.X


def controls(w: Stepper) -> dict[str, Any]:
    return {control["name"]: control["value"] for control in w.trace["head"]["controls"]}


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_each_edit_is_answered_with_a_new_trace(w: Stepper, kind: str) -> None:
    before = w.current
    number = ask(w, kind, **SAMPLES[kind])
    head = w.trace["head"]
    assert w.problem == {}
    assert (head["id"], head["ack"]) == (2, number)
    assert 0 <= head["initial_step"] < len(w.current)
    assert w.current is not before
    fitted = clone(w.estimator).fit(np.asarray(w.X))
    np.testing.assert_array_equal(w.current.labels, fitted.labels_)
    np.testing.assert_allclose(w.current.objective, fitted.inertia_, rtol=1e-10)
    assert controls(w)["n_clusters"] == w.estimator.n_clusters
    json.dumps(head, allow_nan=False)


def test_the_histogram_of_starts(w: Stepper) -> None:
    number = ask(w, "starts", count=12)
    assert w.starts["ack"] == number
    assert w.starts["seeds"] == list(range(12))
    seed = int(np.argmax(w.starts["objective"]))
    ask(w, "replay", init=w.starts["init"], random_state=w.starts["seeds"][seed])
    assert w.current.objective == pytest.approx(w.starts["objective"][seed], rel=1e-10)


def test_a_number_answers_one_request(w: Stepper) -> None:
    numbers = [ask(w, "param", name="n_clusters", value=k) for k in (4, 5, 2)]
    assert numbers == [1, 2, 3]
    assert (w.trace["head"]["ack"], w.trace["head"]["id"]) == (3, 4)


def test_undo_and_redo_lead_python_back_and_forth(w: Stepper) -> None:
    first = w.current
    ask(w, "center_move", cluster=0, to=[9.0, 9.0])
    moved = w.current
    ask(w, "restore", base=1, frame=3)
    assert w.trace["head"]["id"] == 1
    assert w.trace["head"]["initial_step"] == 3
    np.testing.assert_array_equal(w.current.centers, first.centers)
    assert [f.caption for f in w.current] == [f.caption for f in first]
    ask(w, "restore", base=2)
    np.testing.assert_array_equal(w.current.centers, moved.centers)
    ask(w, "param", name="n_clusters", value=2)
    assert w.trace["head"]["id"] == 3


def test_an_edit_starts_from_the_trace_that_was_on_screen(w: Stepper) -> None:
    ask(w, "param", name="n_clusters", value=5)
    ask(w, "center_delete", base=1, cluster=0)
    assert w.estimator.n_clusters == 2


def test_a_forgotten_base_is_told(w: Stepper) -> None:
    before = state(w)
    number = ask(w, "param", base=77, name="n_clusters", value=5)
    assert w.problem["ack"] == number
    assert w.problem["what"]
    assert state(w) == before


@pytest.mark.parametrize(
    ("kind", "edit"),
    [
        ("param", {"name": "n_clusters", "value": 0}),
        ("param", {"name": "n_clusters", "value": 10_000}),
        ("param", {"name": "random_state", "value": -1}),
        ("center_move", {"cluster": 99, "to": [0, 0]}),
        ("center_move", {"cluster": 0}),
        ("center_move", {"cluster": 0, "to": ["a", "b"]}),
        ("center_move", {"cluster": 0, "to": [float("nan"), 0]}),
        ("point_move", {"index": 10_000, "to": [0, 0]}),
        ("points_delete", {"index": list(range(89))}),
        ("param", {"name": "init", "value": "nonsense"}),
        ("replay", {"init": "random", "random_state": -2}),
        ("explode", {}),
    ],
)
def test_an_error_is_shown_and_changes_nothing(w: Stepper, kind: str, edit: dict[str, Any]) -> None:
    before, wire = state(w), w.trace
    number = ask(w, kind, **edit)
    assert w.problem["ack"] == number
    assert w.problem["what"]
    assert set(w.problem) == {"ack", "what", "where", "why", "fix"}
    assert state(w) == before
    assert w.trace is wire
    ask(w, "param", name="n_clusters", value=2)
    assert w.problem == {}
    assert w.estimator.n_clusters == 2


@pytest.mark.parametrize("kind", [*sorted(SAMPLES), "restore", "starts"])
def test_an_injected_error_is_shown_whatever_was_asked(
    w: Stepper, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("injected")

    before = state(w)
    with monkeypatch.context() as patch:
        for name in ("trace", "to_wire", "final_inertias"):
            patch.setattr(module, name, broken)
        ask(w, kind, **SAMPLES.get(kind, {}))
    assert "RuntimeError: injected" in w.problem["where"]
    assert state(w) == before
    ask(w, kind, **SAMPLES.get(kind, {}))
    assert w.problem == {}


def test_an_interrupt_leaves_the_state_whole(w: Stepper, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    before = state(w)
    with monkeypatch.context() as patch:
        patch.setattr(module, "trace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            ask(w, "param", name="n_clusters", value=5)
    assert state(w) == before
    ask(w, "param", name="n_clusters", value=5)
    assert w.estimator.n_clusters == 5


def test_what_undo_keeps_is_bounded(w: Stepper, monkeypatch: pytest.MonkeyPatch) -> None:
    for turn in range(module._MOST_KEPT + 10):
        ask(w, "param", name="random_state", value=turn)
    assert len(w._earlier) == module._MOST_KEPT
    monkeypatch.setattr(module, "_MOST_KEPT_BYTES", 10 * X.nbytes)
    for _ in range(30):
        ask(w, "points_add", to=[[0.0, 0.0]])
    assert sum(s.bytes for s in w._earlier.values()) <= module._MOST_KEPT_BYTES
    assert w.trace["head"]["id"] in w._earlier


def test_the_estimator_is_never_touched() -> None:
    model, data = KMeans(3, random_state=0), X.copy()
    w = watch(model, data)
    ask(w, "param", name="n_clusters", value=5)
    ask(w, "point_move", index=0, to=[0.0, 0.0])
    assert model.get_params() == KMeans(3, random_state=0).get_params()
    assert not hasattr(model, "labels_")
    np.testing.assert_array_equal(data, X)


def test_a_drawn_seed_is_kept() -> None:
    w = watch(KMeans(3), X)
    seed = w.estimator.random_state
    assert isinstance(seed, int)
    assert controls(w)["random_state"] == seed
    np.testing.assert_array_equal(w.current.centers, trace(w.estimator, X).centers)


@pytest.mark.parametrize(
    "inner", [None, 3, np.random.RandomState(3)], ids=["none", "3", "RandomState"]
)
def test_the_seed_of_an_estimator_inside_is_kept(inner: Any) -> None:
    points = np.random.RandomState(0).normal(size=(40, 2))
    nested = KMeans(6, init="random", n_init=1, random_state=inner)
    w = watch(Birch(threshold=0.3, n_clusters=nested), points)
    labels, first = w.current.labels, w.trace["head"]["id"]
    assert nested.random_state is inner
    assert w.current.params["n_clusters"].random_state is not None
    ask(w, "param", name="threshold", value=0.31)
    for _ in range(3):
        ask(w, "restore", base=first)
        np.testing.assert_array_equal(w.current.labels, labels)
        np.testing.assert_array_equal(clone(w.estimator).fit_predict(points), labels)
    again = trace(Birch(threshold=0.3, n_clusters=w.current.params["n_clusters"]), points)
    np.testing.assert_array_equal(again.labels, labels)


def test_summary_and_page_state_are_the_same_each_time(w: Stepper) -> None:
    again = watch(KMeans(n_clusters=3, init="random", n_init=1, random_state=1), X)
    assert w.summary() == again.summary() == repr(w)
    assert "90 points" in w.summary()
    assert json.dumps(w.page_state()) == json.dumps(again.page_state())


def test_a_dataframe_keeps_names_on_the_axes() -> None:
    w = watch(KMeans(3, random_state=0), pd.DataFrame(X, columns=["tall", "wide"]))
    assert (w.trace["head"]["x"]["name"], w.trace["head"]["y"]["name"]) == ("tall", "wide")
    ask(w, "points_add", to=[[0.0, 0.0]])
    assert list(w.X.columns) == ["tall", "wide"]
    assert len(w.X) == 91


def test_bad_data_is_refused_before_a_widget_exists() -> None:
    with pytest.raises(LearnerError):
        watch(KMeans(3), [[1.0, np.nan], [2.0, 3.0], [0.0, 1.0]])


# --- pipelines --------------------------------------------------------------------------------


def test_a_pipeline_shows_what_its_last_step_sees() -> None:
    data = pd.DataFrame(X * [1, 100], columns=["tall", "wide"])
    pipe = make_pipeline(StandardScaler(), KMeans(3, random_state=0))
    w = watch(pipe, data)
    fitted = clone(pipe).fit(data)
    np.testing.assert_array_equal(w.current.labels, fitted[-1].labels_)
    np.testing.assert_allclose(w.current.centers, fitted[-1].cluster_centers_, rtol=1e-10)
    head = w.trace["head"]
    assert head["subtitle"].startswith("after StandardScaler · n_clusters=3")
    assert (head["x"]["name"], head["y"]["name"]) == ("tall", "wide")
    assert w.summary().startswith("Stepper(StandardScaler → KMeans(n_clusters=3")
    assert not hasattr(pipe[0], "mean_")


def test_a_pipeline_is_edited_undone_and_restored_where_its_last_step_is() -> None:
    w = watch(make_pipeline(StandardScaler(), KMeans(3, random_state=0)), X * [1, 100])
    first = w.current
    ask(w, "param", name="n_clusters", value=4)
    assert w.problem == {}
    assert w.estimator.n_clusters == 4
    ask(w, "points_add", to=[[0.0, 0.0]])
    assert len(w.X) == len(X) + 1
    assert "after StandardScaler" in w.trace["head"]["subtitle"]
    ask(w, "restore", base=1)
    np.testing.assert_array_equal(w.current.centers, first.centers)
    assert "after StandardScaler" in w.trace["head"]["subtitle"]


@pytest.mark.parametrize(
    ("estimator", "says", "fix"),
    [
        (make_pipeline(StandardScaler(), PCA()), "does not end", "KMeans("),
        ([KMeans(2), MiniBatchKMeans(2)], "can be compared", "compare(estimator, X)"),
        ([KMeans(2), KMeans(3)], "can be compared", "compare(estimator, X)"),
        ([KMeans(2), PCA()], "one of them can", "watch(estimator[0], X)"),
        ([KMeans(2)], "one of them can", "watch(estimator[0], X)"),
        ((None, Birch()), "one of them can", "watch(estimator[1], X)"),
        ([Birch(), AffinityPropagation()], "can be compared", "compare(estimator, X)"),
        ([make_pipeline(KMeans(2))] * 2, "can be compared", "compare(estimator, X)"),
        ([KMeans(2)] * 10, "one of them can", "watch(estimator[0], X)"),
    ],
)
def test_what_can_not_be_watched_is_told(estimator: Any, says: str, fix: str) -> None:
    with pytest.raises(LearnerError, match=says) as caught:
        watch(estimator, X)
    assert fix in caught.value.fix
    if fix.startswith(("race", "watch", "compare")):
        names = {"race": race, "watch": watch, "compare": compare, "estimator": estimator, "X": X}
        assert eval(fix, names)  # noqa: S307


def test_compare_and_race_are_told_with_their_calls() -> None:
    with pytest.raises(LearnerError) as caught:
        watch([KMeans(2), MiniBatchKMeans(2)], X)
    for call in ("compare(estimator, X)", "race(estimator, X)"):
        assert call in str(caught.value)


def test_controls_are_all_or_one_by_name(w: Stepper) -> None:
    for given in ("all", "n_clusters", None):
        w.controls = given
        assert w.page_traits()["controls"] == given
    with pytest.raises(LearnerError, match="no such control"):
        w.controls = "eps"
    assert w.controls is None
    assert w.page_traits()["future"] is False


def test_a_row_of_a_large_table_is_sent_when_it_is_asked_for() -> None:
    wide = np.random.default_rng(0).normal(size=(6000, 50))
    w = watch(KMeans(2, n_init=1, random_state=0, max_iter=2), wide)
    assert w.rows["sent"] is False
    ask(w, "row", index=4321)
    assert w.problem == {}
    assert w.row["index"] == 4321
    assert w.row["rows"] == w.trace["head"]["rows"]
    assert w.row["ack"] == w.request["id"]
    assert w.row["features"] == wide[4321, :5].tolist()
    assert len(w.row["names"]) == 5
    for index in (6000, -1, "x", None, 1.5):
        ask(w, "row", index=index)
        assert w.problem["what"]
    assert w.row["index"] == 4321


@pytest.mark.parametrize("given", [{"X": [[0, 1]]}, {"columns": (0, 1)}, {"controls": "all"}])
def test_what_a_replay_cannot_take_is_told(given: dict[str, Any]) -> None:
    made = trace(KMeans(2, random_state=0), [[0, 0], [0, 1], [9, 9], [9, 8]])
    assert watch(made).current is made
    with pytest.raises(LearnerError, match=f"without {next(iter(given))}"):
        watch(made, **given)
