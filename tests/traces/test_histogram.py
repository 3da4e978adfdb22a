"""The histogram of one feature: round bins that hold every value, and bells on its scale."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from teachclust.traces.histogram import (
    GAP,
    HEIGHT,
    MOST_OVER,
    STRIP,
    Histogram,
    histogram_of,
    points_below,
    strip_places,
)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("size", [1e-6, 1.0, 3e5])
def test_bins_are_round_and_hold_every_value(seed: int, size: float) -> None:
    rng = np.random.default_rng(seed)
    values = size * rng.normal(rng.normal(), 1, rng.integers(2, 500))
    found = histogram_of(values)
    assert found.counts.sum() == len(values)
    assert found.edges[0] <= values.min()
    assert values.max() <= found.edges[-1]
    assert 4 <= len(found.counts) <= 90
    digits = f"{found.width:.6e}"
    assert digits[0] in "125"
    assert float(digits[1:8]) == 0
    np.testing.assert_allclose(found.edges / found.width, np.rint(found.edges / found.width))


def test_equal_values_have_one_bin() -> None:
    for value in (0.0, 7.0, -1e9):
        found = histogram_of(np.full(5, value))
        assert found.counts.tolist() == [5]
        assert found.edges[0] < value < found.edges[1]
    near = histogram_of(1e16 + np.array([0.0, 2.0, 4.0]))
    assert near.counts.sum() == 3


@pytest.mark.parametrize("kind", ["full", "tied", "diag", "spherical"])
def test_bells_add_up_to_the_mixtures_density(kind: str) -> None:
    rng = np.random.default_rng(0)
    values = np.concatenate([rng.normal(0, 1, 80), rng.normal(6, 2, 40)]) * 3  # bins 5 wide
    model = GaussianMixture(2, covariance_type=kind, random_state=0).fit(values[:, np.newaxis])
    variances = np.broadcast_to(np.ravel(model.covariances_), 2)
    found = histogram_of(values)
    x = np.linspace(-12, 36, 101)
    bells = found.bells(x, model.weights_, model.means_[:, 0], variances)
    density = np.exp(model.score_samples(x[:, np.newaxis]))
    np.testing.assert_allclose(bells.sum(axis=0), 120 * found.width * density, rtol=1e-10)


def test_a_component_without_spread_is_no_error() -> None:
    found = histogram_of(np.array([1.0, 2.0, 2.0, 5.0]))
    bells = found.bells(np.array([2.0, 3.0]), np.ones(1), np.array([2.0]), np.zeros(1))
    assert bells[0, 0] > 1e100
    assert bells[0, 1] == 0


def test_points_lie_below_at_their_values_spread_evenly() -> None:
    values = np.linspace(3, 8, 200)
    places = points_below(values, histogram_of(values))
    np.testing.assert_array_equal(places[:, 0], values)
    assert (places[:, 1] < 0).all()
    heights = strip_places(200)
    assert ((heights > 0) & (heights < 1)).all()
    counts, _ = np.histogram(heights, bins=10, range=(0, 1))
    assert np.ptp(counts) <= 3
    # neighbors are far from each other: no rows appear
    turns = np.abs(np.diff(heights))
    assert np.minimum(turns, 1 - turns).min() > 0.35
    assert len(np.unique(heights.round(4))) == 200


def test_the_strip_lies_below_the_bars_and_is_lower_than_they_are() -> None:
    """Widths of the data: the bars, a gap, the strip; together they are wider than high."""
    bins = Histogram(np.array([10.0, 12.0, 14.0]), np.array([1, 3]))
    assert (bins.width, bins.span) == (2.0, 4.0)
    y = points_below(np.array([10.5, 13.0, 13.0, 14.0]), bins)[:, 1]
    assert (y < -4 * GAP).all()
    assert (y > -4 * (GAP + STRIP)).all()
    assert GAP < STRIP < HEIGHT
    assert HEIGHT * MOST_OVER + GAP + STRIP < 1


def test_an_interval_ends_after_the_bin_of_the_highest_value() -> None:
    assert histogram_of(np.array([0.5, 1.5, 7.9])).edges.tolist() == list(range(9))
    assert histogram_of(np.array([0.0, 4.0, 8.0])).edges.tolist() == list(range(10))


def test_values_too_near_to_each_other_have_one_bin() -> None:
    low = 1e6
    for apart, several in ((1e-7, False), (1e-3, True)):
        found = histogram_of(np.array([low, low + apart / 2, low + apart]))
        assert (len(found.counts) > 1) == several
        assert found.counts.sum() == 3
    with np.errstate(all="ignore"):
        for values in ([0.0, 5e-324], [-1e308, 1e308]):
            assert histogram_of(np.array(values)).counts.tolist() == [2]


def test_the_bin_of_equal_values_is_as_wide_as_they_are_large() -> None:
    for value, edges in ((0.0, [-0.5, 0.5]), (0.25, [-0.25, 0.75]), (-8.0, [-12.0, -4.0])):
        assert histogram_of(np.full(3, value)).edges.tolist() == edges


def test_few_values_have_about_eight_bins() -> None:
    assert histogram_of(np.array([0.0, 11.9])).width == 2.0, "11.9 / 8 is nearer to 2 than to 1"
    assert histogram_of(np.array([0.0, 11.0])).width == 1.0
