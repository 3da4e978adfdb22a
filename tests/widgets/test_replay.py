"""A trace that was made before is replayed as it is."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from sklearn.cluster import DBSCAN, KMeans

from teachclust import trace, watch
from teachclust.datasets import load_blobs
from teachclust.errors import LearnerError
from teachclust.widgets.stepper import Replay

X = load_blobs().data


@pytest.mark.parametrize("estimator", [KMeans(4, random_state=0), DBSCAN(eps=0.5)])
def test_the_frames_are_those_of_the_trace(estimator: object) -> None:
    made = pickle.loads(pickle.dumps(trace(estimator, X)))  # noqa: S301 (our own)
    widget = watch(made)
    assert isinstance(widget, Replay)
    assert widget.current is made
    assert widget.last_step == len(made) - 1
    np.testing.assert_array_equal(widget.X, made.X)
    page = widget.page_traits()
    assert page["trace"]["head"]["n"] == len(X)


def test_nothing_can_be_changed() -> None:
    widget = watch(trace(KMeans(4, random_state=0), X))
    before = widget.current
    widget.request = {
        "n": 1,
        "base": 1,
        "frame": 0,
        "edit": {"kind": "param", "name": "n_clusters", "value": 3},
    }
    assert widget.current is before
    with pytest.raises(LearnerError):
        widget._check_scaled(before)
