"""One feature in a Display: bars that count every point, points below them."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from teachclust.plots.scatter.histogram import draw_bars, line_points, write_counts

POINTS = np.column_stack([np.random.default_rng(0).normal(size=90), np.zeros(90)])


def test_bars_count_every_point_and_numbers_begin_at_0() -> None:
    ax = plt.figure().subplots()
    histogram, bars = draw_bars(ax, POINTS)
    where = line_points(POINTS)
    ax.scatter(*where.T)
    write_counts(ax, histogram)
    assert [bar.get_height() for bar in bars] == histogram.counts.tolist()
    assert sum(histogram.counts) == 90
    assert min(ax.get_yticks()) == 0
    assert all(float(tick).is_integer() for tick in ax.get_yticks())
    np.testing.assert_array_equal(where[:, 0], POINTS[:, 0])
    assert where[:, 1].max() < 0
    plt.close(ax.figure)
