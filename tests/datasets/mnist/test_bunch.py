"""Images come by scikit-learn's conventions, and wrong numbers of them are refused."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from mnist_samples import (
    Images,
    whole,
    write_idx,
)
from sklearn.utils import Bunch

from teachclust.datasets import load_mnist
from teachclust.errors import LearnerError


def test_forms(images: Images, tmp_path: Path) -> None:
    folder = write_idx(tmp_path / "mine", images)
    pixels, labels = whole(images)
    bunch = load_mnist(folder)
    assert isinstance(bunch, Bunch)
    assert bunch.data.dtype == np.uint8
    assert bunch.target.dtype == np.int64
    assert bunch.data.flags.c_contiguous
    assert bunch.images.shape == (10, 28, 28)
    assert np.shares_memory(bunch.images, bunch.data)
    assert bunch.frame is None
    assert len(bunch.feature_names) == len(bunch.units) == 784
    assert bunch.target_names == list("0123456789")
    assert len(repr(bunch)) < 120
    assert "\n" not in repr(bunch)
    assert repr(pickle.loads(pickle.dumps(bunch))) == repr(bunch)  # noqa: S301
    scaled = load_mnist(folder, scaled=True)
    assert scaled.data.dtype == np.float32
    np.testing.assert_array_equal(scaled.data, (pixels / 255).astype(np.float32))
    assert (scaled.data.min(), scaled.data.max()) == (0, 1)
    assert "0 to 1" in scaled.DESCR
    X, y = load_mnist(folder, return_X_y=True)
    np.testing.assert_array_equal(X, pixels)
    np.testing.assert_array_equal(y, labels)
    X, y = load_mnist(folder, return_X_y=True, as_frame=True)
    assert isinstance(X, pd.DataFrame)
    assert isinstance(y, pd.Series)
    np.testing.assert_array_equal(X.to_numpy(), pixels)
    frame = load_mnist(folder, as_frame=True).frame
    assert list(frame.columns) == [*bunch.feature_names, "target"]


@pytest.mark.parametrize("wrong", [0, -1, 11, 2.0, True, "all"])
def test_wrong_n_samples(wrong: Any, images: Images, tmp_path: Path) -> None:
    with pytest.raises(LearnerError, match="n_samples must be a whole number") as caught:
        load_mnist(write_idx(tmp_path, images), n_samples=wrong)
    scope: dict[str, Any] = {}
    exec(caught.value.fix, scope)
    load_mnist(tmp_path, n_samples=scope["n_samples"])


def test_wrong_subset(home: Path) -> None:
    with pytest.raises(LearnerError, match="'all', 'train', 'test'"):
        load_mnist(subset="validation")  # type: ignore[arg-type]
