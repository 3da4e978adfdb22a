"""Every registered algorithm: frames from the closed set, frozen, and ending where the fit ends."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.datasets import make_blobs

from teachclust.traces import KINDS, trace
from teachclust.traces.registry import ALGORITHMS, Algorithm

X = make_blobs(120, n_features=3, centers=3, random_state=5)[0]


@pytest.fixture(params=ALGORITHMS.values(), ids=list(ALGORITHMS))
def algorithm(request: pytest.FixtureRequest) -> Algorithm:
    return request.param


def _estimator(algorithm: Algorithm, seed: int) -> object:
    estimator = algorithm.load_estimator()()
    wanted = {"n_clusters": 3, "n_components": 3, "random_state": seed}
    known = estimator.get_params()
    return estimator.set_params(**{k: v for k, v in wanted.items() if k in known})


@pytest.mark.parametrize("seed", range(10))
def test_last_frame_equals_the_fit(algorithm: Algorithm, seed: int) -> None:
    estimator = _estimator(algorithm, seed)
    np.testing.assert_array_equal(trace(estimator, X).labels, clone(estimator).fit_predict(X))


def test_frames_keep_the_rules(algorithm: Algorithm) -> None:
    traced = trace(_estimator(algorithm, 0), X)
    assert traced.painter == algorithm.painter
    assert traced.frames[0].kind == "show"
    assert traced.frames[-1].kind == "stop"
    for frame in traced:
        assert frame.kind in KINDS
        assert 0 <= frame.line < len(traced.code)
        assert frame.caption.endswith(".")
        assert len(frame.caption) < 120
        assert frame.labels is None or frame.labels.shape == (len(X),)
        with pytest.raises(dataclasses.FrozenInstanceError):
            frame.kind = "show"
        with pytest.raises(TypeError):
            frame.values["centers"] = None


def test_traces_are_the_same_twice(algorithm: Algorithm) -> None:
    first, second = (trace(_estimator(algorithm, 1), X) for _ in range(2))
    assert repr(first) == repr(second)
    assert [f.caption for f in first] == [f.caption for f in second]


def test_painter_is_there(algorithm: Algorithm) -> None:
    from pathlib import Path

    painters = Path(__file__).parents[2] / "js/src/painters"
    assert (painters / f"{algorithm.painter}.ts").is_file()
