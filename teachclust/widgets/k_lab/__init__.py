"""The KLab: every k at once, criteria beside clusters, to choose the number of clusters."""

from teachclust.widgets.k_lab.widget import KLab

__all__ = ["KLab"]
