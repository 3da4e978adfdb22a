"""Compare: estimators side by side on the same data, stepping together."""

from teachclust.widgets.compare.figure import comparison_figure
from teachclust.widgets.compare.widget import Compare, compare

__all__ = ["Compare", "compare", "comparison_figure"]
