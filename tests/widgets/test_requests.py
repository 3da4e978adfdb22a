"""What a browser writes is checked where it arrives: garbage is answered, nothing escapes."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.cluster import DBSCAN, KMeans
from widget_samples import SAMPLES, X

from teachclust import KLab, PaletteLab, watch
from teachclust.errors import LearnerError
from teachclust.widgets.base import Widget
from teachclust.widgets.edits import FIELDS
from teachclust.widgets.requests import (
    FileBytes,
    ListOf,
    ParameterValue,
    PlanePoint,
    ShortText,
    WholeNumber,
    read_request,
    shown,
)

#: a request that each widget must still answer after any garbage, and how its answer is seen
GOOD: dict[str, tuple[dict[str, Any], Callable[[Any], Any]]] = {
    "stepper": ({"kind": "new_start"}, lambda w: w.trace["head"]["ack"]),
    "race": (
        {"kind": "param", "name": "random_state", "value": 5},
        lambda w: w.shown["head"]["ack"],
    ),
    "palette_lab": ({"kind": "param", "name": "k", "value": 6}, lambda w: w.shown["ack"]),
}
KINDS = [*FIELDS, "restore", "starts", "photo", "", "__class__", "explode"]
NAMES = [
    "kind",
    "cluster",
    "to",
    "index",
    "name",
    "value",
    "count",
    "init",
    "random_state",
    "features",
    "factors",
    "bytes",
]
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-3, 70),
    st.just(10**4000),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["n_clusters", "k", "color_space", "k-means++", "lab", "x" * 10_000, "\ud800"]),
    st.binary(max_size=20),
    st.binary(max_size=8).map(memoryview),
)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
edits = st.one_of(
    anything,
    st.fixed_dictionaries(
        {"kind": st.one_of(st.sampled_from(KINDS), anything)},
        optional={name: anything for name in NAMES if name != "kind"},
    ),
)
requests = st.one_of(
    anything,
    st.fixed_dictionaries(
        {}, optional={"id": anything, "base": anything, "frame": anything, "edit": edits}
    ),
)
states = st.dictionaries(
    st.sampled_from(
        (
            *("step", "request", "choice", "shown", "features", "k", "trace", "problem", "_texts"),
            *("_esm", "_code", "comm", "layout", "question", "color_space", "teacher", "opened"),
        )
    ),
    st.one_of(anything, requests),
    max_size=4,
)


def message(data: Any, buffers: Any = ()) -> dict[str, Any]:
    return {"content": {"data": data}, "buffers": list(buffers)}


def nested(depth: int) -> Any:
    value: Any = 0
    for level in range(depth):
        value = [value] if level % 2 else {"edit": value}
    return value


@pytest.fixture(scope="module")
def widgets() -> dict[str, Widget]:
    return {name: make() for name, make in SAMPLES.items()}


@pytest.mark.parametrize("name", sorted(SAMPLES))
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(request=requests, state=states)
def test_garbage_is_answered(
    widgets: dict[str, Widget], name: str, request: Any, state: dict[str, Any]
) -> None:
    w = widgets[name]
    w.request = request
    w._handle_msg(message({"method": "update", "state": dict(state), "buffer_paths": []}))


@pytest.mark.parametrize("name", sorted(SAMPLES))
@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"content": {}},
        message(None),
        message({}),
        message({"method": "update"}),
        message({"method": "update", "state": []}),
        message({"method": "update", "state": {"request": nested(100_000)}}),
        message({"method": "update", "state": {"step": nested(5_000), "choice": nested(5_000)}}),
        message({"method": "update", "state": {}, "buffer_paths": [["request", "a", 3]]}, [b"x"]),
        message({"method": "update", "state": {"request": {}}, "buffer_paths": [[]]}, [b"x"]),
        message({"method": "update", "state": {"request": {"edit": {"kind": "photo"}}}}),
    ],
)
def test_a_broken_message_is_survived(
    widgets: dict[str, Widget], name: str, broken: dict[str, Any]
) -> None:
    widgets[name]._handle_msg(broken)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_after_it_all_each_widget_is_whole_and_answers(
    widgets: dict[str, Widget], name: str
) -> None:
    w = widgets[name]
    w.request = nested(100_000)
    data, _ = w._repr_mimebundle_()
    assert w.summary() in data["text/plain"]
    assert (w.thumbnail() is None) == ("image/png" not in data)
    assert w._code == SAMPLES[name]()._code
    assert "export" in w._esm
    w.page_state()
    if name in GOOD:
        edit, answer = GOOD[name]
        state = {"request": {"id": 777, "base": 1, "frame": 0, "edit": edit}}
        w._handle_msg(message({"method": "update", "state": state}))
        assert answer(w) == 777
        assert w.problem == {}


@pytest.mark.parametrize("ident", [None, [], {}, "7", -1, 2**80, 1.5, math.nan, True, b"1"])
def test_a_request_without_a_good_number_is_answered_as_none(ident: Any) -> None:
    w = SAMPLES["race"]()
    w.request = {"id": ident, "edit": {"kind": "explode"}}
    assert w.problem["ack"] == 0
    assert w.get_state("request") == {"request": {"id": 0}}


CAPPED = [
    ({"kind": "starts", "count": 2000}, "1 to 200"),
    ({"kind": "starts", "count": 0}, "1 to 200"),
    ({"kind": "points_add", "to": [[0.0, 0.0]] * 200_000}, "1 to 1,000"),
    ({"kind": "points_add", "to": []}, "1 to 1,000"),
    ({"kind": "points_add", "to": [[0.0, math.nan]]}, "finite"),
    ({"kind": "center_add", "to": [0, 1e308]}, "too far"),
    ({"kind": "center_add", "to": [0, 10**400]}, "finite"),
    ({"kind": "center_move", "cluster": 3, "to": [0, 0]}, "0 to 2"),
    ({"kind": "center_delete", "cluster": -1}, "whole number"),
    ({"kind": "point_move", "index": 60, "to": [0, 0]}, "0 to 59"),
    ({"kind": "points_delete", "index": [99]}, "0 to 59"),
    ({"kind": "param", "name": "n_clusters", "value": 10**6}, "1 to 30"),
    ({"kind": "param", "name": "n_clusters", "value": 2.5}, "1 to 30"),
    ({"kind": "param", "name": "init", "value": "placed"}, "k-means++, random"),
    ({"kind": "param", "name": "max_iter", "value": 10**9}, 'no change called "max_iter"'),
    ({"kind": "param", "name": "x" * 300, "value": 1}, "at most 200 letters"),
    ({"kind": "replay", "init": "random", "random_state": 2**32}, "0 to 4294967295"),
    ({"kind": "replay", "init": "ward", "random_state": 0}, "k-means++, random"),
]


@pytest.mark.parametrize(("edit", "told"), CAPPED)
def test_work_is_capped_and_the_cap_is_told(edit: dict[str, Any], told: str) -> None:
    w = watch(KMeans(3, random_state=0), X)
    before = w.trace
    w.request = {"id": 1, "base": 1, "frame": 3, "edit": edit}
    assert told in f"{w.problem['what']} {w.problem['where']} {w.problem['why']}"
    assert w.problem["ack"] == 1
    assert w.trace is before


def test_points_can_be_drawn_up_to_a_number() -> None:
    many = np.random.default_rng(0).random((19_500, 2))
    w = watch(KMeans(2, n_init=1, max_iter=2, random_state=0), many)
    edit = {"kind": "points_add", "to": [[0.5, 0.5]] * 501}
    w.request = {"id": 1, "base": 1, "frame": 3, "edit": edit}
    assert "20,000" in w.problem["what"]


def test_number_controls_keep_to_their_least() -> None:
    w = watch(DBSCAN(eps=0.5), X)
    edit = {"kind": "param", "name": "eps", "value": -1}
    w.request = {"id": 1, "base": 1, "frame": 0, "edit": edit}
    assert "at least 0" in w.problem["what"]


def test_a_photo_has_a_largest_size() -> None:
    w = PaletteLab(np.zeros((20, 20, 3)), k=2)
    w.request = {"id": 1, "edit": {"kind": "photo", "name": "a", "bytes": bytes(50_000_001)}}
    assert "50 MB" in w.problem["what"]


@pytest.mark.parametrize("value", [-1, 99_999, 1.5, "3", None, True, [1], math.nan, 2**70])
@pytest.mark.parametrize("name", ["stepper", "race", "k_lab"])
def test_a_step_that_is_none_is_refused_from_python(
    widgets: dict[str, Widget], name: str, value: Any
) -> None:
    w: Any = widgets[name]
    before = w.step
    with pytest.raises(LearnerError, match="step") as caught:
        w.step = value
    assert w.step == before
    exec(caught.value.fix, {"w": w})
    assert w.step == w.last_step
    w.thumbnail()


def test_from_the_browser_a_step_is_the_nearest_that_there_is() -> None:
    w = SAMPLES["stepper"]()
    for sent, taken in ((99_999, w.last_step), (-5, 0), (3.0, 3)):
        w.set_state({"step": sent})
        assert w.step == taken


def test_read_request() -> None:
    kinds = {
        "move": {
            "to": PlanePoint(),
            "at": ListOf(WholeNumber(0, 3), 2),
            "say": ShortText(3),
            "as": ParameterValue(),
        }
    }
    edit = {"kind": "move", "to": [1, 2.5], "at": [0, 3.0], "say": "abc", "as": 2.0, "more": 1}
    request = read_request({"id": 4, "base": 1, "frame": 2, "edit": edit}, kinds)
    assert request is not None
    assert (request.number, request.base, request.frame, request.kind) == (4, 1, 2, "move")
    assert request.edit == {"kind": "move", "to": (1, 2.5), "at": [0, 3], "say": "abc", "as": 2}
    assert read_request({}, kinds) is None
    for bad in ({"to": [1]}, {"at": [4]}, {"at": [1, 2, 3]}, {"say": "abcd"}, {"as": math.inf}):
        with pytest.raises(LearnerError) as caught:
            read_request({"edit": {**edit, **bad}}, kinds)
        assert all(caught.value.parts.values()), bad
    for bare in ([], {"edit": 3}, {"edit": {"kind": "fly"}}, {"edit": {"kind": 3}}):
        with pytest.raises(LearnerError) as caught:
            read_request(bare, kinds)
        assert all(caught.value.parts.values()), bare
    for value in ("a", bytes(2_000_001)):
        with pytest.raises(LearnerError, match="at most 2 MB") as caught:
            FileBytes(2_000_000).read(value, "bytes")
        assert all(caught.value.parts.values())
    assert FileBytes(3).read(memoryview(b"abc"), "bytes") == b"abc"


def test_any_value_is_shown_in_one_short_line() -> None:
    for value in (nested(100_000), "x\n" * 10**6, 10**5000, b"x" * 10**6, None, X, math.nan):
        assert len(shown(value)) <= 60
        assert "\n" not in shown(value)


def test_a_klab_and_a_palette_lab_refuse_what_they_do_not_have(widgets: dict[str, Widget]) -> None:
    lab: Any = widgets["k_lab"]
    for name, value in (("k", 99), ("k", "3"), ("features", "other"), ("features", 3)):
        with pytest.raises(LearnerError) as caught:
            setattr(lab, name, value)
        exec(caught.value.fix, {"w": lab})
    raw: Any = KLab(KMeans(n_init=1), X, [2, 3], scaled=False, n_references=2, n_resamples=2)
    with pytest.raises(LearnerError):
        raw.features = "scaled"
    palette: Any = widgets["palette_lab"]
    for name, value in (("k", 1), ("k", 257), ("k", "8"), ("color_space", "hsv")):
        with pytest.raises(LearnerError):
            setattr(palette, name, value)
