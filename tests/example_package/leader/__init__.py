"""A package of its own that adds an algorithm to teachclust without touching it."""

import teachclust
from leader.estimator import Leader
from leader.watched import SPEC

teachclust.register(SPEC)

__all__ = ["SPEC", "Leader"]
