"""The Race without a browser: what is sent is what was fitted, and requests are answered."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.cluster import DBSCAN, BisectingKMeans, KMeans, MiniBatchKMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import adjusted_rand_score

from teachclust import Race, race
from teachclust.errors import LearnerError
from teachclust.palette import cluster_look
from teachclust.traces.work import work_of
from teachclust.widgets.race import racers as racers_module
from teachclust.widgets.race.wire import moments_of

X = make_blobs(400, n_features=3, centers=5, random_state=4, cluster_std=1.7)[0]


def pair(**params: Any) -> list[Any]:
    return [
        MiniBatchKMeans(5, batch_size=40, random_state=0, **params),
        KMeans(5, random_state=0, **params),
    ]


@pytest.fixture(scope="module")
def fixed() -> Race:
    return race(pair(), X)


def ask(w: Race, number: int, **edit: Any) -> None:
    w.request = {"id": number, "base": 1, "frame": 0, "edit": edit}


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


def test_a_lane_has_one_frame_for_each_amount_of_work(fixed: Race) -> None:
    for racer in fixed.racers:
        work = work_of(racer.trace)
        assert racer.work.tolist() == sorted(set(work.tolist()))
        assert all(a < b for a, b in pairwise(racer.work.tolist()))
        for frame, at in zip(racer.lane.frames, racer.work, strict=True):
            last = [f for f, w in zip(racer.trace.frames, work, strict=True) if w == at][-1]
            assert (frame.kind, frame.labels) == (last.kind, last.labels)
            assert frame.values.get("centers") is last.values.get("centers")
    every = {int(w) for racer in fixed.racers for w in racer.work}
    assert moments_of(fixed.racers) == sorted(every)


def test_the_pull_rings_its_batch(fixed: Race) -> None:
    racer = fixed.racers[0]
    visits = {f.iteration: f.values["points"] for f in racer.trace.frames if f.kind == "visit"}
    pulls = [frame for frame in racer.lane.frames if frame.kind == "update"]
    assert pulls
    assert all(frame.values["points"] == visits[frame.iteration] for frame in pulls)


def test_inertia_is_over_all_points(fixed: Race) -> None:
    for racer in fixed.racers:
        for frame, inertia in zip(racer.lane.frames, racer.inertia, strict=True):
            centers = frame.values.get("centers")
            if centers is None or not np.isfinite(centers).all():
                assert inertia is None
                continue
            gaps = ((X[:, None] - centers[None]) ** 2).sum(axis=2)
            assert inertia == pytest.approx(gaps.min(axis=1).sum(), rel=1e-9)


def test_dear_inertias_are_thinned_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = race(pair(), X)
    monkeypatch.setattr(racers_module, "_MOST_COST", 1.0)
    few = race(pair(), X)
    assert len(few.racers[0].work) == 12 < len(whole.racers[0].work)
    assert set(few.racers[0].work.tolist()) <= set(whole.racers[0].work.tolist())
    assert few.ends == whole.ends
    said = " ".join(few.shown["head"]["notices"])
    told = re.search(r"MiniBatchKMeans: (\d+) of its (\d+) steps are shown", said)
    assert told
    assert int(told[1]) < int(told[2]) == few.traces[0].n_iter
    assert "steps are shown" not in " ".join(whole.shown["head"]["notices"])


# --- ends, colors, names ----------------------------------------------------------------------


def test_ends_are_those_of_the_fits(fixed: Race) -> None:
    fits = [clone(e).fit(X) for e in pair()]
    lowest = min(fits, key=lambda fit: fit.inertia_)
    for end, fit in zip(fixed.ends, fits, strict=True):
        assert end.inertia == pytest.approx(fit.inertia_, rel=1e-10)
        assert end.ratio == pytest.approx(fit.inertia_ / lowest.inertia_)
        assert end.ari == pytest.approx(adjusted_rand_score(lowest.labels_, fit.labels_))
    table = fixed.table()
    assert list(table.index) == ["MiniBatchKMeans", "KMeans"]
    assert table["distances"].tolist() == [int(work_of(t)[-1]) for t in fixed.traces]
    assert table["steps"].tolist() == [fits[0].n_steps_, fits[1].n_iter_]
    curves = fixed.curves()
    assert set(curves["estimator"]) == set(table.index)
    assert curves["inertia"].notna().all()


def test_the_same_clusters_have_the_same_colors() -> None:
    start = X[[0, 50, 100, 150, 200]]
    turned = start[[3, 0, 4, 1, 2]]
    w = race([KMeans(5, init=start), KMeans(5, init=turned), KMeans(5, init=start[::-1])], X)
    first, *others = w.racers
    assert first.looks == (0, 1, 2, 3, 4)
    for racer in others:
        assert sorted(racer.looks) == [0, 1, 2, 3, 4]
        # the same clusters under other numbers: drawn alike, every point has the same color
        agree = np.asarray(racer.looks)[racer.trace.labels] == first.trace.labels
        if racer.trace.objective == pytest.approx(first.trace.objective):
            assert agree.all()
    assert others[0].looks != (0, 1, 2, 3, 4)
    sent = w.shown["lanes"][1]["trace"]["head"]["clusters"]
    assert sent == [cluster_look(look) for look in others[0].looks]


def test_all_are_seen_in_the_same_plane(fixed: Race) -> None:
    first, second = (lane["trace"] for lane in fixed.shown["lanes"])
    assert bytes(first["points"]) == bytes(second["points"])
    assert first["head"]["domain"] == second["head"]["domain"]
    assert first["head"]["plane"] is False
    assert "3 features" in fixed.shown["head"]["notices"][0]


@pytest.mark.parametrize(
    ("estimators", "names"),
    [
        (pair(), ["MiniBatchKMeans", "KMeans"]),
        (
            [MiniBatchKMeans(3, batch_size=b, random_state=0) for b in (10, 20)],
            ["MiniBatchKMeans(batch_size=10)", "MiniBatchKMeans(batch_size=20)"],
        ),
        ([KMeans(3, random_state=0)] * 2, ["KMeans 1", "KMeans 2"]),
        (
            [KMeans(3, init="random", random_state=1), KMeans(3, random_state=1)],
            ["KMeans(init='random')", "KMeans(init='k-means++')"],
        ),
    ],
)
def test_racers_have_different_names(estimators: list[Any], names: list[str]) -> None:
    assert [racer.name for racer in race(estimators, X).racers] == names


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


# --- what is sent -----------------------------------------------------------------------------


def test_the_wire_is_json_beside_its_buffers(fixed: Race) -> None:
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return None if isinstance(value, memoryview) else value

    json.dumps(plain(fixed.shown), allow_nan=False)
    for lane, racer in zip(fixed.shown["lanes"], fixed.racers, strict=True):
        head = lane["trace"]["head"]
        assert len(head["frames"]["kind"]) == len(lane["about"]["work"]) == len(racer.work)
        assert lane["about"]["inertia"] == list(racer.inertia)
        assert all(racer.name in caption for caption in head["frames"]["caption"])


def test_scales_are_log_where_the_ends_are_far_apart(fixed: Race) -> None:
    assert fixed.shown["head"]["log_work"] is False
    many = race([MiniBatchKMeans(5, batch_size=5, random_state=0), KMeans(5, n_init=30)], X)
    assert many.shown["head"]["log_work"] is True
    said = " ".join(many.shown["head"]["notices"])
    assert "29 other runs" in said


def test_elkan_is_said_to_count_as_lloyd() -> None:
    w = race([KMeans(3, random_state=0), KMeans(3, algorithm="elkan", random_state=0)], X)
    assert w.ends[0].distances == w.ends[1].distances
    assert "Elkan" in " ".join(w.shown["head"]["notices"])


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


def test_a_control_is_there_where_all_agree() -> None:
    def names(estimators: list[Any]) -> list[str]:
        return [control["name"] for control in race(estimators, X).shown["head"]["controls"]]

    assert names(pair()) == ["n_clusters", "batch_size", "random_state"]
    assert names([KMeans(3, random_state=0)] * 2) == ["n_clusters", "random_state"]
    sizes = [MiniBatchKMeans(3, batch_size=b, random_state=0) for b in (10, 20)]
    assert names(sizes) == ["n_clusters", "random_state"]
    assert names([KMeans(3, random_state=0), KMeans(3, random_state=1)]) == ["n_clusters"]


# --- who can race -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("estimators", "what", "fix"),
    [
        ([], "two to four", "race([MiniBatchKMeans"),
        ([KMeans(3)], "two to four", "watch(estimator, X)"),
        ([KMeans(3)] * 5, "two to four", "race([MiniBatchKMeans"),
        ([KMeans(3), DBSCAN()], "DBSCAN can't race", "race([MiniBatchKMeans"),
        ([KMeans(3), BisectingKMeans(3)], "BisectingKMeans can't race", "race([MiniBatchKMeans"),
        ([KMeans(3), KMeans(4)], "same n_clusters", "race([MiniBatchKMeans"),
        ([KMeans(3), KMeans], "is a class", "KMeans("),
        (["KMeans", KMeans(3)], "can't be watched", "KMeans("),
    ],
)
def test_who_can_not_race(estimators: list[Any], what: str, fix: str) -> None:
    with pytest.raises(LearnerError, match=what) as error:
        race(estimators, X)
    assert error.value.fix.startswith(fix)
    assert error.value.where or "class" in error.value.what


def test_bad_data_is_told_as_for_one() -> None:
    with pytest.raises(LearnerError):
        race(pair(), [[1.0, np.nan], [2.0, 3.0]])


def test_the_summary_tells_who_and_where(fixed: Race) -> None:
    assert fixed.summary().startswith("Race(400 points, n_clusters=5): MiniBatchKMeans ends at ")
    assert fixed.summary() == race(pair(), X).summary()
