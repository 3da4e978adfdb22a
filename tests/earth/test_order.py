"""Keys, the smallest of them, and an order that doesn't depend on the order given."""

from __future__ import annotations

import numpy as np
import pytest

from teachclust.earth.order import BottomK, canonical_order, pixel_keys, row_keys


def test_keys_of_pixels_differ_and_follow_the_seed() -> None:
    rows, columns = np.mgrid[0:300, 0:300]
    keys = pixel_keys(rows.ravel(), columns.ravel(), 0)
    assert len(np.unique(keys)) == 90_000
    assert np.array_equal(keys[:5], pixel_keys(rows.ravel()[:5], columns.ravel()[:5], 0))
    assert not np.array_equal(keys, pixel_keys(rows.ravel(), columns.ravel(), 1))


def test_keys_are_spread_evenly() -> None:
    rows, columns = np.mgrid[0:400, 0:400]
    share = pixel_keys(rows, columns, 3).astype(float) / 2**64
    counts = np.histogram(share, bins=20, range=(0, 1))[0]
    assert (np.abs(counts - 8000) < 5 * np.sqrt(8000)).all()
    halves = share[:, :200].mean(), share[:, 200:].mean(), share[::2].mean()
    assert np.allclose(halves, 0.5, atol=0.01)


def test_rows_of_the_same_numbers_have_the_same_key() -> None:
    keys = row_keys(np.array([[0.0, 1.0], [-0.0, 1.0], [1.0, 0.0]]))
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize("seed", range(5))
def test_every_order_of_rows_becomes_the_same(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X = rng.integers(0, 6, (400, 3)).astype(float)
    shuffled = rng.permutation(X)
    assert np.array_equal(X[canonical_order(X)], shuffled[canonical_order(shuffled)])


def test_the_canonical_order_is_not_sorted_by_brightness() -> None:
    X = np.arange(1000.0)[:, None]
    places = X[canonical_order(X)][:, 0]
    assert abs(np.corrcoef(places, np.arange(1000))[0, 1]) < 0.15


@pytest.mark.parametrize("block", [1, 7, 100, 1000])
def test_the_smallest_keys_are_those_of_the_whole(block: int) -> None:
    keys = pixel_keys(np.arange(1000), np.zeros(1000, dtype=int), 0)
    kept = BottomK(25)
    for start in range(0, 1000, block):
        part = slice(start, start + block)
        kept.show(keys[part], np.arange(1000)[part])
    assert np.array_equal(kept.rows, np.argsort(keys)[:25])


def test_equal_rows_are_kept_once_on_request() -> None:
    X = np.repeat(np.arange(10.0), 5)[:, None]
    kept = BottomK(20, distinct=True)
    for start in range(0, 50, 7):
        kept.show(row_keys(X[start : start + 7]), X[start : start + 7])
    assert sorted(kept.rows[:, 0]) == list(range(10))
