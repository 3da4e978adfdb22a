"""Parts of the data, their agreement, and the k-means that is fitted to hundreds of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from teachclust.scores.choosing_k.stability import agreement, draw_parts, median_and_band, part_size


@settings(max_examples=settings().max_examples // 2)
@given(st.integers(2, 300), st.integers(0, 999))
def test_parts_are_80_percent_without_repeats(n: int, seed: int) -> None:
    one, two = draw_parts(n, seed, 2)
    for part in (one, two):
        assert len(part.rows) == part_size(n) == -(-4 * n // 5)
        assert (np.diff(part.rows) > 0).all()
        assert 0 <= part.rows[0] <= part.rows[-1] < n
    assert len(np.intersect1d(one.rows, two.rows)) >= 0.6 * n
    assert one.seed != two.seed


def test_parts_hang_on_seed_and_number_alone() -> None:
    few, many = draw_parts(50, 3, 2), draw_parts(50, 3, 5)
    np.testing.assert_array_equal(few[1].rows, many[1].rows)
    assert few[1].seed == many[1].seed
    assert not np.array_equal(draw_parts(50, 4, 1)[0].rows, few[0].rows)


def test_agreement_is_the_rand_index_of_the_points_in_both() -> None:
    rng = np.random.default_rng(0)
    first, second = rng.integers(0, 3, 40), rng.integers(0, 3, 40)
    second[:25] = first[:25]
    parts = draw_parts(40, 0, 2)
    both = sorted(set(parts[0].rows) & set(parts[1].rows))
    expected = adjusted_rand_score(first[both], second[both])
    labels = (first[parts[0].rows], second[parts[1].rows])
    assert agreement((parts[0], parts[1]), labels) == pytest.approx(expected)
    assert 0.05 < expected < 0.9  # neither trivial end would do as a test


def test_median_and_band() -> None:
    values = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    assert median_and_band(values[::-1]) == pytest.approx((0.5, 0.1, 0.9))


# --- the quick k-means ------------------------------------------------------------------------
