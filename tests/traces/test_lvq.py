"""Traces of LVQ: pulls one by one, then epochs."""

from __future__ import annotations

import numpy as np
from sklearn.datasets import make_blobs

from teachclust.cluster import LVQ
from teachclust.traces import trace

LINE = np.array([[0.0], [1.0], [9.0], [10.0]])


def test_captions_say_who_pulls_whom() -> None:
    traced = trace(LVQ(2, normalize=False), LINE)
    assert [frame.caption for frame in traced] == [
        "Show: 4 points, no clusters yet.",
        "Seed: all 2 prototypes start in the middle of the ranges.",
        "Update: point 0 pulls A, the nearest, all the way.",
        "Update: point 1 pulls A, the nearest, all the way.",
        "Update: point 2 pulls B, the nearest, all the way.",
        "Update: point 3 pulls B, the nearest, all the way.",
        "Assign: after epoch 1 all prototypes win points; inertia 2.",
        "Assign: after epoch 2 all prototypes win points; inertia 2.",
        "Stop: an epoch changes nothing any more, after 2 epochs; inertia 2.",
    ]
    assert traced.frames[3].values["centers"].tolist() == [[1.0], [5.0]]


def test_a_share_of_the_gap_is_told() -> None:
    traced = trace(LVQ(2, learning_rate=0.25, epochs=1, normalize=False), LINE)
    assert traced.frames[2].caption == "Update: point 0 pulls A, the nearest, by 25 % of the gap."
    assert traced.frames[2].values["centers"][0, 0] == 5 - 0.25 * 5
    assert traced.last.caption.startswith("Stop: the limit of 1 epoch is reached")


def test_prototypes_without_points_are_counted() -> None:
    X = make_blobs(300, centers=10, random_state=1)[0]
    traced = trace(LVQ(7, learning_rate=0.003, epochs=3), X)
    unused = 7 - len(np.unique(traced.labels))
    words = "one prototype wins" if unused == 1 else f"{unused} prototypes win"
    assert words in traced.frames[-2].caption
    pulls = [f for f in traced if f.kind == "update"]
    assert len(pulls) == 60
