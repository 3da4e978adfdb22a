"""Racers: frames by the work that was done, inertia over all points, ends and names."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from race_samples import X, pair
from sklearn.base import clone
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.metrics import adjusted_rand_score

from teachclust import Race, race
from teachclust.palette import cluster_look
from teachclust.traces.work import work_of
from teachclust.widgets.race import racers as racers_module
from teachclust.widgets.race.wire import moments_of


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
