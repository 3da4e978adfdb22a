"""The MetricLab: labels that a learner edits, and every score that moves with them."""

from teachclust.widgets.metric_lab.widget import MetricLab

__all__ = ["MetricLab"]
