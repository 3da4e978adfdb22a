"""Each edit is a pure step from one setup to the next."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.cluster import DBSCAN, AffinityPropagation, AgglomerativeClustering, Birch, KMeans
from sklearn.datasets import make_blobs
from sklearn.neighbors import kneighbors_graph

from teachclust.errors import LearnerError
from teachclust.traces import Trace, trace
from teachclust.widgets.edits import EDITS, Setup, edited, initial_step_after

X, _ = make_blobs(60, centers=3, random_state=0, cluster_std=0.6)
MODEL = KMeans(n_clusters=3, init="random", n_init=1, random_state=1)
SETUP = Setup(MODEL, X)
TRACE = trace(MODEL, X)
LAST = len(TRACE) - 1

SAMPLES: dict[str, dict[str, Any]] = {
    "center_move": {"cluster": 1, "to": [0.5, 0.25]},
    "center_add": {"to": [1.0, 2.0]},
    "center_delete": {"cluster": 0},
    "points_add": {"to": [[0.0, 0.0], [1.0, 1.0]]},
    "point_move": {"index": 7, "to": [3.0, 3.0]},
    "points_delete": {"index": [0, 5]},
    "param": {"name": "n_clusters", "value": 5},
    "new_start": {},
    "replay": {"init": "random", "random_state": 9},
    "scaling": {"features": "standardized", "factors": (1.0, 2.0)},
}


def apply(kind: str, frame: int = LAST, setup: Setup = SETUP, shown: Trace = TRACE) -> Setup:
    return edited(setup, shown, frame, {"kind": kind, **SAMPLES[kind]})


def set_param(name: str, value: Any, setup: Setup = SETUP, shown: Trace = TRACE) -> Setup:
    return edited(setup, shown, LAST, {"kind": "param", "name": name, "value": value})


def test_every_edit_has_a_sample_here() -> None:
    assert SAMPLES.keys() == EDITS.keys()


@pytest.mark.parametrize("kind", sorted(EDITS))
@pytest.mark.parametrize("frame", [0, 1, LAST])
def test_an_edit_changes_nothing_that_it_was_given(kind: str, frame: int) -> None:
    data, params = X.copy(), MODEL.get_params()
    new = apply(kind, frame)
    np.testing.assert_array_equal(data, X)
    assert MODEL.get_params() == params
    assert new is not SETUP
    after = trace(new.estimator, new.scaled())
    initial_step = initial_step_after(TRACE, after, frame, {"kind": kind})
    if kind == "scaling" and frame in (0, LAST):
        assert initial_step == (0 if frame == 0 else len(after) - 1)
        return
    answers = kind.startswith(("center_", "point", "scaling"))
    assert (after[initial_step].kind == "assign") == answers
    assert all(frame.kind != "assign" for frame in after.frames[:initial_step])


@pytest.mark.parametrize("frame", range(len(TRACE)))
def test_a_moved_center_is_where_it_was_put_and_the_others_stay(frame: int) -> None:
    shown = TRACE[frame].values.get("centers")
    start = apply("center_move", frame).estimator.init
    np.testing.assert_array_equal(start[1], [0.5, 0.25])
    if shown is not None and np.isfinite(shown).all():
        np.testing.assert_array_equal(start[[0, 2]], shown[[0, 2]])


def test_centers_come_and_go() -> None:
    more, fewer = apply("center_add").estimator, apply("center_delete").estimator
    assert (more.n_clusters, fewer.n_clusters) == (4, 2)
    np.testing.assert_array_equal(more.init[3], [1.0, 2.0])
    np.testing.assert_array_equal(fewer.init, TRACE.centers[1:])
    assert more.n_init == fewer.n_init == 1


def test_the_last_center_stays() -> None:
    one = KMeans(n_clusters=1, random_state=0)
    with pytest.raises(LearnerError, match="last center"):
        edited(Setup(one, X), trace(one, X), 1, {"kind": "center_delete", "cluster": 0})


def test_points_come_go_and_move_and_the_fit_goes_on_from_the_centers_on_screen() -> None:
    for kind, count in (("points_add", 62), ("point_move", 60), ("points_delete", 58)):
        new = apply(kind)
        assert len(new.X) == count
        np.testing.assert_array_equal(new.estimator.init, TRACE.centers)
    np.testing.assert_allclose(apply("point_move").X[7], [3.0, 3.0], rtol=1e-12)
    np.testing.assert_array_equal(apply("points_add").X[:60], X)
    np.testing.assert_array_equal(apply("points_delete").X, np.delete(X, [0, 5], axis=0))


def test_as_many_points_stay_as_there_are_clusters() -> None:
    with pytest.raises(LearnerError, match="Only 2 points"):
        edited(SETUP, TRACE, LAST, {"kind": "points_delete", "index": list(range(58))})


def test_a_dataframe_keeps_its_names() -> None:
    frame = pd.DataFrame(X, columns=["tall", "wide"], index=[f"row {i}" for i in range(60)])
    setup, shown = Setup(MODEL, frame), trace(MODEL, frame)
    for kind in ("points_add", "point_move", "points_delete"):
        assert list(apply(kind, 3, setup, shown).X.columns) == ["tall", "wide"]
    moved = apply("point_move", 3, setup, shown).X
    assert list(moved.index) == list(frame.index)
    assert list(apply("points_delete", 3, setup, shown).X.index) == list(frame.index.delete([0, 5]))


def test_settings() -> None:
    assert set_param("n_clusters", 5).estimator.n_clusters == 5
    assert set_param("init", "k-means++").estimator.init == "k-means++"
    assert set_param("random_state", 42).estimator.random_state == 42
    assert apply("new_start").estimator.random_state == 2
    replayed = apply("replay").estimator
    assert (replayed.init, replayed.random_state, replayed.n_init) == ("random", 9, 1)


def test_placed_centers_are_drawn_again_when_k_or_the_seed_changes() -> None:
    placed = apply("center_move")
    shown = trace(placed.estimator, placed.X)
    for name in ("n_clusters", "random_state"):
        assert set_param(name, 3, placed, shown).estimator.init == "k-means++"
    assert apply("new_start", 0, placed, shown).estimator.init == "k-means++"


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_a_seed_is_in_range(seed: int) -> None:
    with pytest.raises(LearnerError, match="whole number from 0"):
        set_param("random_state", seed)


def test_the_seed_after_the_last_is_the_first() -> None:
    last = Setup(KMeans(3, random_state=2**32 - 1), X)
    assert edited(last, TRACE, 0, {"kind": "new_start"}).estimator.random_state == 0


@pytest.mark.parametrize("kind", ["", "explode", "__class__", None])
def test_an_unknown_edit_is_refused(kind: str | None) -> None:
    with pytest.raises(LearnerError):
        edited(SETUP, TRACE, 0, {"kind": kind})


@pytest.mark.parametrize("frame", [-1, 10_000])
def test_a_frame_out_of_range_means_the_last(frame: int) -> None:
    new = edited(SETUP, TRACE, frame, {"kind": "center_delete", "cluster": 0})
    np.testing.assert_array_equal(new.estimator.init, TRACE.centers[1:])


def test_many_features_are_lifted_from_the_plane() -> None:
    wide = make_blobs(40, centers=3, n_features=6, random_state=0)[0]
    shown = trace(MODEL, wide)
    edit = {"kind": "center_move", **SAMPLES["center_move"]}
    new = edited(Setup(MODEL, wide), shown, len(shown) - 1, edit)
    assert new.estimator.init.shape == (3, 6)
    np.testing.assert_allclose(shown.view.project(new.estimator.init)[1], [0.5, 0.25], atol=1e-9)


MADE_OTHERWISE = [
    (Birch(threshold=0.5), "new_start"),
    (DBSCAN(eps=1.0), "new_start"),
    *(
        (estimator, kind)
        for estimator in (Birch(threshold=0.5), AffinityPropagation(random_state=0), DBSCAN(eps=1))
        for kind in ("center_move", "center_add", "center_delete", "replay")
    ),
]


@pytest.mark.parametrize(("estimator", "kind"), MADE_OTHERWISE)
@pytest.mark.parametrize("frame", [0, -1])
def test_a_change_that_an_algorithm_does_not_have_is_refused(
    estimator: Any, kind: str, frame: int
) -> None:
    setup = Setup(estimator, X)
    with pytest.raises(LearnerError, match="has no such change") as caught:
        apply(kind, frame, setup, trace(estimator, X))
    assert all(caught.value.parts.values())


def test_any_algorithm_that_draws_can_start_anew() -> None:
    model = AffinityPropagation(random_state=4)
    setup = apply("new_start", setup=Setup(model, X), shown=trace(model, X))
    assert setup.estimator.random_state == 5


@pytest.mark.parametrize(
    ("estimator", "name", "value", "what", "where", "why", "fix"),
    [
        (
            AffinityPropagation(random_state=0),
            "damping",
            0.2,
            "A number of at least 0.5 is needed here.",
            "damping: 0.2",
            "Nothing was changed",
            "estimator.set_params(damping=0.5)",
        ),
        (
            MODEL,
            "threshold",
            1,
            'There is no change called "threshold".',
            'name: "threshold"',
            "n_clusters, init, random_state",
            "estimator.set_params(n_clusters=3)",
        ),
        (
            KMeans(3, init=X[:3], n_init=1),
            "init",
            "ward",
            "One of these is needed here: k-means++, random.",
            'init: "ward"',
            "How the first centers are chosen.",
            "estimator.set_params(init='k-means++')",
        ),
        (
            MODEL,
            "n_clusters",
            0,
            "A whole number from 1 to 30 is needed here.",
            "n_clusters: 0",
            "Number of clusters.",
            "estimator.set_params(n_clusters=3)",
        ),
    ],
)
def test_a_refused_value_is_told_in_four_parts(
    estimator: Any, name: str, value: Any, what: str, where: str, why: str, fix: str
) -> None:
    with pytest.raises(LearnerError) as caught:
        set_param(name, value, Setup(estimator, X), trace(estimator, X))
    error = caught.value
    assert (error.what, error.where, error.fix) == (what, where, fix)
    assert why in error.why
    exec(fix, {"estimator": clone(estimator)})


@pytest.mark.parametrize(
    ("estimator", "left", "what"),
    [
        (MODEL, 1, "Only 1 point would be left."),
        (MODEL, 2, "Only 2 points would be left."),
        (DBSCAN(eps=0.01), 1, "Only 1 point would be left."),
    ],
)
def test_too_few_points_left_are_told_in_four_parts(estimator: Any, left: int, what: str) -> None:
    edit = {"kind": "points_delete", "index": list(range(60 - left))}
    with pytest.raises(LearnerError) as caught:
        edited(Setup(estimator, X), trace(estimator, X), LAST, edit)
    assert caught.value.what == what
    assert caught.value.where == f"{60 - left} of 60 points deleted"
    assert "0 clusters" not in caught.value.why
    assert all(caught.value.parts.values())


def test_other_refusals_have_four_parts_too() -> None:
    one = Setup(KMeans(1, n_init=1, random_state=0), X)
    refused = [
        (one, {"kind": "center_delete", "cluster": 0}),
        (one, {"kind": "center_add", "to": [0, 1e308]}),
        (one, {"kind": "replay", "init": "ward", "random_state": 0}),
        (one, {"kind": "explode"}),
    ]
    for setup, edit in refused:
        with pytest.raises(LearnerError) as caught:
            edited(setup, trace(setup.estimator, X), 3, edit)
        assert all(caught.value.parts.values()), edit


def preferring() -> Setup:
    preference = -50 - np.arange(60.0)
    return Setup(AffinityPropagation(preference=preference, random_state=0), X)


def test_each_point_keeps_its_own_preference_when_others_are_deleted() -> None:
    setup = preferring()
    shown = trace(setup.estimator, X)
    new = edited(setup, shown, LAST, {"kind": "points_delete", "index": [2, 40]})
    expected = [-50.0 - i for i in range(60) if i not in (2, 40)]
    assert new.estimator.preference.tolist() == expected
    fitted = AffinityPropagation(preference=expected, random_state=0).fit(np.delete(X, [2, 40], 0))
    np.testing.assert_array_equal(trace(new.estimator, new.X).labels, fitted.labels_)
    assert len(setup.estimator.preference) == 60
    moved = edited(setup, shown, LAST, {"kind": "point_move", "index": 1, "to": [0.0, 0.0]})
    np.testing.assert_array_equal(moved.estimator.preference, setup.estimator.preference)


def test_no_preference_is_made_up_for_a_new_point() -> None:
    setup = preferring()
    with pytest.raises(LearnerError, match="preference has a value for each point") as caught:
        apply("points_add", setup=setup, shown=trace(setup.estimator, X))
    assert all(caught.value.parts.values())
    exec(caught.value.fix, {"estimator": setup.estimator})
    assert setup.estimator.preference == -79.5
    assert len(apply("points_add", setup=setup, shown=trace(setup.estimator, X)).X) == 62


@pytest.mark.parametrize("kind", ["points_add", "points_delete"])
def test_a_graph_of_other_points_is_refused(kind: str) -> None:
    graph = kneighbors_graph(X, 5)
    model = AgglomerativeClustering(3, connectivity=graph)
    new = apply(kind, setup=Setup(model, X), shown=trace(model, X))
    with pytest.raises(LearnerError, match="a row and a column for each point"):
        trace(new.estimator, new.X)
