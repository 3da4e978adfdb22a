"""The Sandbox: paint points, pick an estimator, and watch it."""

from teachclust.widgets.sandbox.widget import Sandbox

__all__ = ["Sandbox"]
