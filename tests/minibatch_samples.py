"""Recorded fits of MiniBatchKMeans, for the tests of what is recorded and of its replay."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from sklearn.cluster import MiniBatchKMeans
from sklearn.datasets import make_blobs

from teachclust.traces.minibatch.recording import (
    MiniBatchRecording,
    Recorder,
    recording_random_state,
)

BLOBS = make_blobs(300, centers=4, random_state=0)[0]


def starving() -> MiniBatchKMeans:
    """Two centers start where no point ever comes."""
    far = np.array([[0.0, 0.0], [500.0, 500.0], [2.0, 4.0], [-500.0, 500.0]])
    return MiniBatchKMeans(4, init=far, batch_size=60, random_state=0)


def recorded(model: Any, X: np.ndarray) -> Recorder:
    """Return a fitted Recorder with the parameters of a model."""
    recorder = Recorder(**model.get_params(deep=False))
    recorder.set_params(
        random_state=recording_random_state(np.random.RandomState(model.random_state))
    )
    recorder.recording = MiniBatchRecording()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # about n_init and init_size
        return recorder.fit(X)
