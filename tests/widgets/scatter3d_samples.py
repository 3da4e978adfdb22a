"""Points with three features, for the tests of the Scatter3D."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachclust import Scatter3D
from teachclust.datasets import load_customers

CUSTOMERS = load_customers()


def points(n: int = 60, seed: int = 0) -> Any:
    return np.random.default_rng(seed).normal(size=(n, 3))


def decoded(w: Scatter3D) -> tuple[Any, Any, Any]:
    sent = np.frombuffer(w.cloud["points"], "<f8").reshape(-1, 3)
    return sent, np.frombuffer(w.cloud["member"], "u1"), np.frombuffer(w.cloud["rows"], "<i4")
