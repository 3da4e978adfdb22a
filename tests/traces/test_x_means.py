"""Traces of XMeans: what each trial of a split says, and why it stopped."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import make_blobs

from teachclust.cluster import XMeans
from teachclust.traces import trace
from teachclust.words.numbers import number

X = make_blobs(300, centers=[[0, 0], [9, 0], [0, 9], [9, 9]], random_state=0)[0]
SIX = make_blobs(300, centers=6, random_state=1)[0]


def test_splits_are_told_with_both_values() -> None:
    traced = trace(XMeans(random_state=0), X)
    splits = [f for f in traced if f.kind == "split"]
    assert splits
    assert all(f.caption.endswith("it is split.") for f in splits)
    assert all("cluster" in f.values for f in splits)
    assert (
        traced.frames[1].caption == "Seed: k-means starts from 2 centers, points drawn at random."
    )
    assert traced.frames[2].caption == (
        f"Assign: k-means with 2 centers settled; criterion {number(traced.frames[2].objective)}."
    )


@pytest.mark.parametrize(
    ("model", "rows", "words"),
    [
        (XMeans(random_state=0), X, "no cluster is worth a split; 4 clusters"),
        (XMeans(2, 3, random_state=0), X, "Stop: 3 clusters, as many as there may be"),
        (XMeans(2, 8, max_splits=1, random_state=0), SIX, "the limit of rounds is reached with 4"),
        (
            XMeans(1, 4, cutoff=1.0, random_state=0),
            np.random.default_rng(0).normal(size=(80, 2)),
            "Stop: 1 cluster; more don't pay",
        ),
    ],
)
def test_the_last_caption_says_why_it_stopped(model: XMeans, rows: np.ndarray, words: str) -> None:
    assert words in trace(model, rows).last.caption


def test_splits_that_do_not_pay_together_are_undone() -> None:
    rows = np.random.default_rng(0).normal(size=(80, 2))
    traced = trace(XMeans(1, 4, cutoff=1.0, random_state=0), rows)
    (undone,) = (f for f in traced if f.kind == "update")
    assert undone.caption.endswith("the splits are undone.")
    assert len(undone.values["centers"]) == 2
    assert len(traced.centers) == 1
