"""The Race without a browser: what is sent is what was fitted, and requests are answered."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from race_samples import X, ask, pair
from sklearn.base import clone
from sklearn.cluster import DBSCAN, BisectingKMeans, KMeans, MiniBatchKMeans
from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust import Race, race, watch
from teachclust.errors import LearnerError

# --- exactness --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("init", ["k-means++", "random"])
def test_each_ends_at_scikit_learns_fit(seed: int, init: str) -> None:
    racers = [
        MiniBatchKMeans(5, init=init, batch_size=30, random_state=seed),
        KMeans(5, init=init, random_state=seed),
        KMeans(5, init=init, n_init=3, random_state=seed),
    ]
    w = race(racers, X)
    for racer, estimator in zip(w.racers, racers, strict=True):
        fitted = clone(estimator).fit(X)
        for last in (racer.trace.last, racer.lane.last):
            np.testing.assert_array_equal(last.labels, fitted.labels_)
            np.testing.assert_allclose(last.values["centers"], fitted.cluster_centers_, rtol=1e-10)
        assert racer.inertia[-1] == pytest.approx(fitted.inertia_, rel=1e-10)
        assert not hasattr(estimator, "labels_")


# --- ends, colors, names ----------------------------------------------------------------------


def test_all_are_seen_in_the_same_plane(fixed: Race) -> None:
    first, second = (lane["trace"] for lane in fixed.shown["lanes"])
    assert bytes(first["points"]) == bytes(second["points"])
    assert first["head"]["domain"] == second["head"]["domain"]
    assert first["head"]["plane"] is False
    assert "3 features" in fixed.shown["head"]["notices"][0]


def test_one_seed_is_drawn_for_all_that_have_none() -> None:
    w = race((MiniBatchKMeans(3, batch_size=20), KMeans(3), KMeans(3, random_state=7)), X)
    seeds = [e.random_state for e in w.estimators]
    assert seeds[0] == seeds[1]
    assert isinstance(seeds[0], int)
    assert seeds[2] == 7
    again = race(list(w.estimators), X)
    assert again.ends == w.ends


def test_data_frames_keep_their_names() -> None:
    frame = pd.DataFrame(X, columns=["a", "b", "c"])
    w = race(pair(), frame, columns=("a", "c"))
    head = w.shown["lanes"][0]["trace"]["head"]
    assert (head["x"]["name"], head["y"]["name"]) == ("a", "c")
    assert w.X is frame


def test_rows_can_be_pictures_and_axes_unequal() -> None:
    w = race(pair(), np.abs(X), image_shape=(1, 3), equal_axes=False)
    assert [t.view.image_shape for t in w.traces] == [(1, 3)] * 2
    assert not w.page_traits()["equal_axes"]
    ask(w, "param", name="n_clusters", value=2)
    assert [t.view.image_shape for t in w.traces] == [(1, 3)] * 2
    with pytest.raises(LearnerError, match="image_shape"):
        race(pair(), X, image_shape=(2, 3))
    assert race(pair(), X).page_traits()["equal_axes"]


# --- what is sent -----------------------------------------------------------------------------


def test_points_in_one_place_have_no_inertia_and_no_trouble() -> None:
    flat = np.repeat([[0.0, 0.0], [5.0, 5.0]], 20, axis=0)
    w = race([MiniBatchKMeans(2, batch_size=8, random_state=0), KMeans(2, random_state=0)], flat)
    assert [end.ratio for end in w.ends][1] == 1.0
    json.dumps(w.shown["head"], allow_nan=False)
    assert w.thumbnail().startswith(b"\x89PNG")


# --- requests ---------------------------------------------------------------------------------


def test_a_parameter_is_changed_for_all() -> None:
    w = race(pair(), X)
    ask(w, 1, kind="param", name="n_clusters", value=3)
    assert w.problem == {}
    assert [e.n_clusters for e in w.estimators] == [3, 3]
    assert (w.shown["head"]["ack"], w.shown["head"]["id"]) == (1, 2)
    ask(w, 2, kind="param", name="batch_size", value=100)
    assert w.estimators[0].batch_size == 100
    ask(w, 3, kind="param", name="random_state", value=9)
    assert [e.random_state for e in w.estimators] == [9, 9]
    fresh = race([MiniBatchKMeans(3, batch_size=100, random_state=9), KMeans(3, random_state=9)], X)
    assert w.ends == fresh.ends
    assert [c["value"] for c in w.shown["head"]["controls"]] == [3, 100, 9]


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "param", "name": "n_clusters", "value": 4000},
        {"kind": "param", "name": "batch_size", "value": 0},
        {"kind": "param", "name": "tol", "value": 1},
        {"kind": "new_start"},
    ],
)
def test_what_can_not_be_is_refused_and_changes_nothing(edit: dict[str, Any]) -> None:
    w = race(pair(), X)
    before = (w.shown, w.ends, w.estimators)
    ask(w, 4, **edit)
    assert w.problem["what"]
    assert w.problem["ack"] == 4
    assert (w.shown, w.ends, w.estimators) == before
    ask(w, 5, kind="param", name="n_clusters", value=2)
    assert w.problem == {}


# --- who can race -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("estimators", "what", "fix"),
    [
        ([], "two to four", "race([MiniBatchKMeans"),
        ([KMeans(3)], "two to four", "watch(estimators[0], X)"),
        (KMeans(3), "a list", "watch(estimators, X)"),
        (KMeans, "a list", "race([MiniBatchKMeans"),
        (None, "a list", "race([MiniBatchKMeans"),
        ("ab", "a list", "race([MiniBatchKMeans"),
        (X, "a list", "race([MiniBatchKMeans"),
        ({KMeans(3), MiniBatchKMeans(3)}, "a list", "race(list(estimators), X)"),
        (iter([KMeans(3), MiniBatchKMeans(3)]), "a list", "race(list(estimators), X)"),
        (np.array([KMeans(3)] * 2, dtype=object), "a list", "race(list(estimators), X)"),
        ({"a": KMeans(3), "b": KMeans(3)}, "a list", "race(list(estimators.values()), X)"),
        ([make_pipeline(StandardScaler(), KMeans(3))] * 2, "A pipeline can't race", "race([e[-1]"),
        ([KMeans(3), make_pipeline(PCA(2), KMeans(3))], "A pipeline can't race", "race([e[-1] if"),
        ([make_pipeline(KMeans(3))] * 2, "A pipeline can't race", "race([e[-1] for e"),
        ([KMeans(3)] * 5, "two to four", "race(estimators[:4], X)"),
        ([KMeans(3), DBSCAN()], "DBSCAN can't race", "race([MiniBatchKMeans"),
        ([KMeans(3), BisectingKMeans(3)], "BisectingKMeans can't race", "race([MiniBatchKMeans"),
        ([KMeans(3), KMeans(4)], "same n_clusters", "race([MiniBatchKMeans"),
        ([KMeans(3), KMeans], "is a class", "KMeans("),
        (["KMeans", KMeans(3)], "can't be watched", "KMeans("),
    ],
)
def test_who_can_not_race(estimators: Any, what: str, fix: str) -> None:
    with pytest.raises(LearnerError, match=what) as error:
        race(estimators, X)
    assert error.value.fix.startswith(fix)
    assert error.value.where or "class" in error.value.what
    if fix.startswith(("race", "watch")):
        names = {"KMeans": KMeans, "MiniBatchKMeans": MiniBatchKMeans, "watch": watch, "X": X}
        assert eval(error.value.fix, {**names, "race": race, "estimators": estimators})  # noqa: S307


def test_bad_data_is_told_as_for_one() -> None:
    with pytest.raises(LearnerError):
        race(pair(), [[1.0, np.nan], [2.0, 3.0]])


def test_the_summary_tells_who_and_where(fixed: Race) -> None:
    w = race(pair(), X)
    start = "Race(400 points, n_clusters=5): MiniBatchKMeans has not begun; KMeans has not begun"
    assert w.summary() == start
    w.step = w.last_step // 2
    assert "MiniBatchKMeans is at inertia " in w.summary()
    w.step = w.last_step
    assert w.summary().startswith("Race(400 points, n_clusters=5): MiniBatchKMeans ends at ")
    assert w.summary() == race(pair(), X, future=True).summary()


@pytest.mark.parametrize("wrong", [{"controls": "n_clusters"}, {"controls": 3}, {"future": "no"}])
def test_wrong_controls_are_refused_before_the_fits(
    wrong: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "teachclust.widgets.race.widget.racers_of", lambda *_: pytest.fail("fitted")
    )
    with pytest.raises(LearnerError, match="|".join(wrong)) as caught:
        race(pair(), X, **wrong)
    assert next(iter(wrong)) in str(caught.value.where)


@pytest.mark.parametrize(
    ("estimators", "fix"),
    [
        ([KMeans(2)], "watch(estimators[0], X)"),
        ([[KMeans(2, random_state=0), KMeans(2, random_state=1)]], "race(estimators[0], X)"),
        ([3], "race([MiniBatchKMeans("),
        ([KMeans], "race([MiniBatchKMeans("),
        ([[]], "race([MiniBatchKMeans("),
    ],
)
def test_the_line_for_a_list_of_one_runs(estimators: Any, fix: str) -> None:
    with pytest.raises(LearnerError, match="two to four") as caught:
        race(estimators, X)
    assert str(caught.value.fix).startswith(fix)
    exec(
        str(caught.value.fix),
        {"estimators": estimators, "X": X, "race": race, "watch": watch}
        | {"KMeans": KMeans, "MiniBatchKMeans": MiniBatchKMeans},
    )


def test_the_one_that_cannot_race_is_named() -> None:
    with pytest.raises(LearnerError, match="can't race") as caught:
        race([KMeans(2), DBSCAN()], X)
    assert caught.value.where == "estimators[1]"
