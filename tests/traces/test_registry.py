"""The registry loads an algorithm when it is asked for, and no sooner."""

from __future__ import annotations

import subprocess
import sys

from teachclust.traces.registry import ALGORITHMS

SCRIPT = """
import sys
from sklearn.cluster import KMeans
from teachclust import trace
trace(KMeans(2, n_init=1, random_state=0), [[0.0], [1.0], [9.0]])
print([name for name in sys.modules if name.startswith(("teachclust.tr", "sklearn.mixture"))])
"""


def test_a_trace_loads_its_own_algorithm_only() -> None:
    ran = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert "teachclust.traces.kmeans" in ran.stdout
    for other in ("hdbscan", "spectral", "mixture", "minibatch", "mean_shift", "agglomerative"):
        assert f"teachclust.traces.{other}" not in ran.stdout
    assert "sklearn.mixture" not in ran.stdout


def test_a_spec_is_found_by_the_name_of_its_class() -> None:
    for name, spec in ALGORITHMS.items():
        assert spec.name == name == spec.estimator_class.__name__
        assert name in ALGORITHMS
    assert len(ALGORITHMS) == len(list(ALGORITHMS))
    assert ALGORITHMS.get("Nothing") is None
