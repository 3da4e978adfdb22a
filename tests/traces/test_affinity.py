"""Affinity propagation: messages to the last bit as in the fit, and captions that count right."""

from __future__ import annotations

import itertools
import re
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_limit import assert_needs
from sklearn.base import clone
from sklearn.cluster import AffinityPropagation
from sklearn.datasets import make_blobs
from strategies import continuous, tied

from teachclust.errors import LearnerError
from teachclust.traces import Trace, trace
from teachclust.words import say

pytestmark = pytest.mark.filterwarnings("ignore:Affinity propagation did not converge")
FEW = settings(max_examples=settings().max_examples // 2)
BLOBS = make_blobs(60, centers=3, random_state=1)[0]


@st.composite
def affinity(draw: st.DrawFn, n: int) -> AffinityPropagation:
    """An AffinityPropagation with any of its parameters."""
    each = st.lists(st.floats(-50, 0), min_size=n, max_size=n)
    return AffinityPropagation(
        preference=draw(st.one_of(st.none(), st.floats(-200, 5), each)),
        damping=draw(st.sampled_from([0.5, 0.6, 0.9])),
        max_iter=draw(st.sampled_from([1, 7, 40, 200])),
        convergence_iter=draw(st.sampled_from([1, 3, 15])),
        random_state=draw(st.integers(0, 3)),
    )


def assert_same_as_the_fit(estimator: AffinityPropagation, X: np.ndarray) -> Trace:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # all points are equally similar
        fitted = clone(estimator).fit(X)
    traced = trace(estimator, X)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_array_equal(traced.centers, fitted.cluster_centers_)
    assert traced.n_iter == fitted.n_iter_
    if traced.n_iter and len(fitted.cluster_centers_indices_):
        exemplars = np.asarray(fitted.cluster_centers_indices_)[fitted.labels_]
        whole = fitted.affinity_matrix_[np.arange(len(X)), exemplars].sum(dtype=float)
        assert traced.objective == pytest.approx(whole, rel=1e-10, abs=1e-12)
    return traced


@FEW
@given(st.data())
def test_continuous_data(data: st.DataObject) -> None:
    X = data.draw(continuous())[:40]
    assert_same_as_the_fit(data.draw(affinity(len(X))), X)


@FEW
@given(st.data())
def test_tied_data(data: st.DataObject) -> None:
    X = data.draw(tied())[:40]
    assert_same_as_the_fit(data.draw(affinity(len(X))), X)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.int64])
def test_other_types_of_numbers(dtype: type) -> None:
    assert_same_as_the_fit(AffinityPropagation(random_state=0), (10 * BLOBS).astype(dtype))


@pytest.mark.parametrize(("preference", "n_clusters"), [(-3.0, 1), (-1.0, 3)])
def test_points_that_are_all_equally_similar(preference: float, n_clusters: int) -> None:
    X = np.eye(3)
    traced = assert_same_as_the_fit(AffinityPropagation(preference=preference, random_state=0), X)
    assert traced.n_clusters == n_clusters
    assert [frame.kind for frame in traced] == ["show", "stop"]
    # by hand: a point is 2 away from each other one, and an exemplar counts its preference
    assert traced.objective == (-3.0 - 2 * 2 if n_clusters == 1 else 3 * -1.0)


def test_without_exemplars_no_point_has_a_cluster() -> None:
    traced = assert_same_as_the_fit(AffinityPropagation(max_iter=1, random_state=0), BLOBS)
    assert set(traced.labels) == {-1}
    assert traced.centers is not None
    assert traced.centers.shape == (0, 2)
    assert "max_iter=1" in traced.notices[-1]


def test_the_preference_that_was_used_is_kept() -> None:
    traced = trace(AffinityPropagation(random_state=0), BLOBS)
    gaps = ((BLOBS[:, None] - BLOBS[None]) ** 2).sum(axis=2)
    assert traced.params["preference"] == pytest.approx(np.median(-gaps))
    again = trace(
        AffinityPropagation(preference=traced.params["preference"], random_state=0), BLOBS
    )
    np.testing.assert_array_equal(traced.labels, again.labels)


def test_captions_count_the_exemplars() -> None:
    traced = trace(AffinityPropagation(preference=-40.0, random_state=0), BLOBS)
    before: set[tuple[float, ...]] = set()
    shown = [frame for frame in traced if frame.kind == "update"][:-1]
    for frame in shown:
        centers = frame.values["centers"]
        now = {tuple(center) for center in centers[np.isfinite(centers[:, 0])].tolist()}
        found = re.search(r": (\d+) exemplars?, (\d+) new and (\d+) gone", frame.caption)
        told = tuple(map(int, found.groups())) if found else (0, 0, 0)
        assert told == (len(now), len(now - before), len(before - now))
        before = now
    last = re.match(r"Iterations (\d+) to (\d+):", shown[-1].caption)
    assert last is not None
    assert int(last[2]) == traced.n_iter
    # the exemplars came in its first iteration, and stayed for fifteen in all
    assert int(last[2]) - int(last[1]) == 14


@pytest.mark.parametrize("preference", [-400.0, -40.0, -5.0])
def test_responsibilities_favor_the_point_of_most_support(preference: float) -> None:
    traced = trace(AffinityPropagation(preference=preference, random_state=0), BLOBS)
    signs = set()
    for frame in (frame for frame in traced if frame.kind == "visit"):
        found = re.search(r"point (\d+) .* (-?[\d.,]+)\.$", frame.caption)
        assert found is not None
        support = float(found[2].replace(",", ""))
        signs.add(support > 0)
        assert ("responsibilities favor" in frame.caption) == (support > 0)
        weights, top = frame.values["weights"], int(found[1])
        assert frame.values["points"] == (top,)
        assert weights[top] == weights.max() == pytest.approx(max(support, 0), rel=1e-3)
    assert True in signs
    shown = [frame for frame in traced if frame.kind == "update"]
    assert any(": no point is an exemplar yet" in frame.caption for frame in shown)
    for frame in shown:
        centers = frame.values["centers"]
        # the last center is one, and each label has one
        assert len(centers) == frame.labels.max(initial=-1) + 1
        assert np.isfinite(centers[frame.labels[frame.labels >= 0]]).all()


def test_an_exemplar_keeps_its_name_while_it_is_one() -> None:
    traced = trace(AffinityPropagation(preference=-40.0, random_state=0), BLOBS)
    shown = [frame.values["centers"] for frame in traced if frame.kind == "update"][:-1]
    for before, now in itertools.pairwise(shown):
        names = {tuple(place): name for name, place in enumerate(before.tolist())}
        for name, place in enumerate(now.tolist()):
            assert names.get(tuple(place), name) == name or np.isnan(place[0])


def test_long_runs_are_shown_ever_more_sparsely() -> None:
    X = np.random.default_rng(0).integers(0, 4, size=(40, 2)).astype(float)
    traced = trace(AffinityPropagation(max_iter=3000, convergence_iter=2999, random_state=0), X)
    assert traced.n_iter == 3000
    assert len(traced) < 300


def test_a_table_of_similarities_is_refused() -> None:
    with pytest.raises(LearnerError, match="precomputed") as caught:
        trace(AffinityPropagation(affinity="precomputed", random_state=0), np.eye(3))
    assert "AffinityPropagation(" in str(caught.value)


def test_too_many_points_are_refused_before_anything_is_computed() -> None:
    with pytest.raises(LearnerError, match="messages of all pairs"):
        trace(
            AffinityPropagation(random_state=0), np.random.default_rng(0).normal(size=(20_000, 2))
        )


@pytest.mark.parametrize("seed", [30, 39, 40, 41])
def test_columns_that_lie_one_after_the_other_in_memory(seed: int) -> None:
    """A fit keeps that order, and sums round by it."""
    X = np.random.RandomState(seed).randint(0, 6, (60, 3)) / 10
    for table in (pd.DataFrame(X), np.asfortranarray(X)):
        estimator = AffinityPropagation(random_state=0)
        fitted = clone(estimator).fit(table)
        traced = trace(estimator, table)
        np.testing.assert_array_equal(traced.labels, fitted.labels_)
        assert traced.n_iter == fitted.n_iter_


def test_too_few_iterations_to_settle_are_told_as_the_cause() -> None:
    traced = trace(AffinityPropagation(max_iter=3, random_state=0), BLOBS)
    assert "only if max_iter=3 is more than convergence_iter=15" in traced.notices[-1]


def test_no_more_iterations_are_remembered_than_there_are() -> None:
    """The fit would take 480 GB for them."""
    traced = trace(AffinityPropagation(convergence_iter=10**9, max_iter=3, random_state=0), BLOBS)
    assert traced.n_iter == 3


@pytest.mark.parametrize(("max_iter", "remembered"), [(200, 15), (3, 3)])
def test_the_memory_of_the_messages_is_known_beforehand(max_iter: int, remembered: int) -> None:
    """Four tables of all pairs, and for each point the iterations that are remembered."""
    estimator = AffinityPropagation(max_iter=max_iter, random_state=0)
    needed = 8 * (4 * 60 * 60 + 60 * remembered)
    assert_needs(needed, "The messages of all pairs", lambda: trace(estimator, BLOBS))


def test_only_what_did_not_settle_gives_a_notice() -> None:
    settled = trace(AffinityPropagation(random_state=0), BLOBS)
    assert (settled.n_iter < 200, settled.notices) == (True, ())
    alike = trace(AffinityPropagation(preference=-3.0, random_state=0), np.eye(3))
    assert alike.notices == ()
    short = trace(AffinityPropagation(max_iter=16, random_state=0), BLOBS)
    assert len(short.notices) == 1
    assert "max_iter=16 is more" not in short.notices[0]
    shorter = trace(AffinityPropagation(max_iter=15, random_state=0), BLOBS)
    assert "max_iter=15 is more than convergence_iter=15" in shorter.notices[0]


def test_points_that_are_all_alike_are_told_as_one_cluster_or_as_one_each() -> None:
    one, each = (
        trace(AffinityPropagation(preference=preference, random_state=0), np.eye(3)).last.caption
        for preference in (-3.0, -1.0)
    )
    assert one == say("caption.affinity.equal.one")
    assert each == say("caption.affinity.equal.each")
