"""Traces of KMedoids: what the captions say, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import make_blobs

from teachclust.cluster import KMedoids
from teachclust.errors import LearnerError
from teachclust.traces import trace

X = np.array([[1.0, 0.0], [2.0, 0.0], [3.0, 0.0], [10.0, 0.0], [11.0, 0.0], [99.0, 0.0]])


def test_captions_say_what_was_added_and_swapped() -> None:
    traced = trace(KMedoids(n_clusters=2), X)
    assert [frame.caption for frame in traced] == [
        "Show: 6 points, no clusters yet.",
        "Build: point 2 has the least total distance to all points, 114.0; it is medoid A.",
        "Build: point 5 lowers the total distance most, to 18; it is medoid B.",
        "Assign: every point joins its nearest medoid; total distance 18.",
        "Stop: no swap lowers the total distance, 18.",
    ]


def test_a_swap_is_compared_then_made() -> None:
    traced = trace(KMedoids(n_clusters=2, init=[0, 1]), X)
    pairs = [frame for frame in traced if frame.kind in ("visit", "relocate")]
    compare, swap = pairs[:2]
    assert compare.caption == (
        "Compare: of all swaps, point 5 for medoid B lowers the total most, by 96."
    )
    assert swap.caption == (
        "Swap: medoid B moves there and 2 points change cluster; "
        "total distance 19, down from 115.0."
    )
    assert compare.objective == traced.frames[3].objective
    assert swap.objective < compare.objective
    gains = compare.values["weights"]
    assert gains.argmax() == compare.values["points"][0]
    assert gains.max() == pytest.approx(compare.objective - swap.objective)


@pytest.mark.parametrize(("limit", "words"), [(1, "the limit of 1 swap"), (300, "no other lowers")])
def test_the_last_caption_says_why_it_stopped(limit: int, words: str) -> None:
    many = make_blobs(60, centers=4, random_state=1)[0]
    model = KMedoids(n_clusters=4, init="random", random_state=3, max_iter=limit)
    assert words in trace(model, many).last.caption


def test_distances_alone_can_not_be_watched() -> None:
    with pytest.raises(LearnerError, match="beforehand") as error:
        trace(KMedoids(n_clusters=2, metric="precomputed"), np.abs(X[:, :1] - X[:, 0]))
    assert 'metric="euclidean"' in error.value.fix.replace("'", '"')


def test_what_the_fit_refuses_is_refused() -> None:
    with pytest.raises(LearnerError, match="refuses"):
        trace(KMedoids(n_clusters=2, init=[0, 77]), X)


def test_the_first_swaps_that_help_are_watched_without_the_gains_of_all() -> None:
    X = make_blobs(120, centers=5, cluster_std=2, random_state=0)[0]
    model = KMedoids(5, init="random", swaps="first", random_state=1)
    traced, fitted = trace(model, X), model.fit(X)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    assert traced.objective == fitted.inertia_
    visits = [frame for frame in traced if frame.kind == "visit"]
    assert len(visits) == fitted.n_iter_ > 1
    assert all("weights" not in frame.values for frame in visits)
    assert visits[0].caption.startswith("Compare: the next swap that helps is point")
    assert traced.code[3].text == "try the next points until a swap helps"
