"""CompareGrid: one estimator under all pairs of values of two parameters."""

from teachclust.widgets.compare_grid.widget import CompareGrid, compare_grid

__all__ = ["CompareGrid", "compare_grid"]
