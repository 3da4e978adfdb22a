"""The published table is what was printed, its slip included."""

from __future__ import annotations

from teachclust.datasets import load_published_mnist


def test_the_table_has_the_printed_numbers() -> None:
    table = load_published_mnist()
    assert list(table.index) == [10, 16, 36, 64, 144, 256]
    assert table.published_inertia.is_monotonic_decreasing
    assert table.published_homogeneity.is_monotonic_increasing
    # the share of zeros among the training images, printed in each row by a slip
    assert set(table.published_accuracy) == {0.0987}
    assert round(5923 / 60_000, 4) == 0.0987
