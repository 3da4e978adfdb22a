"""The stand-in for MNIST: the same every time, without leakage, near MNIST to k-means."""

from __future__ import annotations

import tracemalloc
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import MiniBatchKMeans
from sklearn.datasets import load_digits
from sklearn.metrics import homogeneity_score
from threadpoolctl import threadpool_limits

from teachclust.datasets import make_mnist_like
from teachclust.datasets.mnist.facts import LIKE_TITLE
from teachclust.errors import LearnerError

seeds = pytest.mark.parametrize("seed", range(4))


@pytest.fixture(scope="module")
def thousand() -> Any:
    return make_mnist_like(1000, 200)


def test_the_parts_of_the_bunch(thousand: Any) -> None:
    assert thousand.data.shape == (1200, 784)
    assert thousand.data.dtype == np.uint8
    assert thousand.target.dtype == np.int64
    assert (thousand.n_train, thousand.is_mnist) == (1000, False)
    assert set(thousand.target[:1000]) == set(thousand.target[1000:]) == set(range(10))


def test_its_name_never_claims_more(thousand: Any) -> None:
    assert thousand.title == LIKE_TITLE == "MNIST-like, made from scikit-learn's digits"
    assert repr(thousand).startswith(f"{LIKE_TITLE}: 1,200 images")
    assert thousand.DESCR.splitlines()[0] == LIKE_TITLE
    assert "not MNIST" in thousand.DESCR
    assert "load_digits" in thousand.source


@seeds
def test_train_and_test_share_no_source_digit(seed: int) -> None:
    bunch = make_mnist_like(3000, 1000, random_state=seed)
    train, test = np.split(bunch.source_digit, [bunch.n_train])
    assert not set(train) & set(test)
    assert len(set(train)) > 1000
    assert 200 < len(set(test)) <= 1797 // 7 + 1
    np.testing.assert_array_equal(bunch.target, load_digits().target[bunch.source_digit])


def test_each_image_comes_from_its_digit() -> None:
    """Averaged back to 8 x 8, an image looks more like its own digit than like most others."""
    bunch = make_mnist_like(300, 0)
    small = bunch.images[:, 4:24, 4:24].astype(float)
    # 20 x 20 to 8 x 8: repeat by two, average by five
    small = small.repeat(2, axis=1).repeat(2, axis=2).reshape(-1, 8, 5, 8, 5).mean(axis=(2, 4))
    digits = load_digits().data

    def normed(X: np.ndarray) -> np.ndarray:
        X = X - X.mean(axis=1, keepdims=True)
        return X / np.linalg.norm(X, axis=1, keepdims=True)

    alike = normed(small.reshape(len(small), -1)) @ normed(digits).T
    own = alike[np.arange(len(small)), bunch.source_digit]
    better = (alike > own[:, None]).mean(axis=1)
    assert np.median(better) < 0.02
    assert np.mean(better > 0.2) < 0.1


@cache
def _more(seed: int) -> Any:
    return make_mnist_like(301, 141, random_state=seed)


@settings(max_examples=15)
@given(n_train=st.integers(1, 300), n_test=st.integers(0, 140), seed=st.integers(0, 3))
def test_fewer_images_are_the_first_of_more(n_train: int, n_test: int, seed: int) -> None:
    more = _more(seed)
    some = make_mnist_like(n_train, n_test, random_state=seed)
    np.testing.assert_array_equal(some.data[:n_train], more.data[:n_train])
    np.testing.assert_array_equal(some.data[n_train:], more.data[301 : 301 + n_test])
    np.testing.assert_array_equal(some.target[:n_train], more.target[:n_train])


def test_random_state(thousand: Any) -> None:
    X = thousand.data
    np.random.seed(1)
    np.testing.assert_array_equal(make_mnist_like(1000, 200, random_state=0).data, X)
    state = np.random.RandomState(0)
    np.testing.assert_array_equal(make_mnist_like(1000, 200, random_state=state).data, X)
    for other in (1, state, None):
        assert not np.array_equal(make_mnist_like(1000, 200, random_state=other).data, X)


def test_forms(thousand: Any) -> None:
    X, y = make_mnist_like(1000, 200, return_X_y=True)
    np.testing.assert_array_equal(X, thousand.data)
    np.testing.assert_array_equal(y, thousand.target)
    scaled = make_mnist_like(1000, 200, scaled=True)
    assert scaled.data.dtype == np.float32
    np.testing.assert_array_equal(scaled.data, (X / 255).astype(np.float32))
    frame = make_mnist_like(20, 0, as_frame=True)
    np.testing.assert_array_equal(frame.data.to_numpy(), X[:20])


@pytest.mark.parametrize("wrong", [-1, 2.0, True, None, "many", 10**9])
@pytest.mark.parametrize("name", ["n_train", "n_test"])
def test_wrong_counts(name: str, wrong: Any) -> None:
    with pytest.raises(LearnerError, match=f"{name} must be a whole number") as caught:
        make_mnist_like(**{"n_train": 5, "n_test": 5} | {name: wrong})
    scope: dict[str, Any] = {}
    exec(caught.value.fix, scope)
    make_mnist_like(**{"n_train": 5, "n_test": 5} | {name: scope[name]})


def test_no_images_at_all() -> None:
    with pytest.raises(LearnerError, match="no images"):
        make_mnist_like(0, 0)


@seeds
def test_paper_and_ink_are_spread_as_in_mnist(seed: int) -> None:
    pixels = make_mnist_like(2000, 0, random_state=seed).data / 255
    assert pixels.mean() == pytest.approx(0.131, abs=0.015)  # MNIST's own
    assert pixels.std() == pytest.approx(0.308, abs=0.02)
    images = pixels.reshape(-1, 28, 28)
    border = np.concatenate([images[:, [0, -1]].ravel(), images[:, :, [0, -1]].ravel()])
    assert border.mean() < 0.005
    assert (images.reshape(len(images), -1).max(axis=1) > 0.9).mean() > 0.99


@pytest.mark.parametrize(("k", "low", "high"), [(10, 0.39, 0.53), (64, 0.68, 0.80)])
def test_kmeans_finds_about_as_much_as_in_mnist(k: int, low: float, high: float) -> None:
    """Homogeneity of MNIST: 0.451 [0.423-0.479] at k = 10, 0.742 [0.729-0.755] at k = 64."""
    bunch = make_mnist_like(5000, 0, scaled=True)
    with threadpool_limits(1):
        found = [
            homogeneity_score(
                bunch.target,
                MiniBatchKMeans(k, batch_size=1024, n_init=1, random_state=seed).fit_predict(
                    bunch.data
                ),
            )
            for seed in range(2)
        ]
    assert low < np.median(found) < high


def test_seventy_thousand_take_little_memory() -> None:
    """At most 200 MB; how long they take is measured by ``benchmarks/mnist_like.py``."""
    make_mnist_like(1, 0)
    tracemalloc.start()
    bunch = make_mnist_like()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200e6
    assert bunch.data.shape == (70_000, 784)
    assert bunch.n_train == 60_000
