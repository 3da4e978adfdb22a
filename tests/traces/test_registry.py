"""The registry loads an algorithm when it is asked for, and no sooner."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from typing import Any

import pytest
from sklearn.cluster import KMeans

from teachclust.errors import LearnerError
from teachclust.traces import register
from teachclust.traces.registry import ALGORITHMS

#: Without texts that would stay in the catalogue under another name.
SILENT = dataclasses.replace(ALGORITHMS["KMeans"], parameters=(), step_names={})

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


@pytest.mark.parametrize(
    ("spec", "what"),
    [
        (None, "Only an AlgorithmSpec can be registered."),
        (KMeans, "Only an AlgorithmSpec can be registered."),
        (
            dataclasses.replace(ALGORITHMS["KMeans"], painter="tree"),
            "KMeans is traced by teachclust itself.",
        ),
        (
            dataclasses.replace(SILENT, estimator="nomod:Foo"),
            "There is no module nomod to import Foo from.",
        ),
        (
            dataclasses.replace(SILENT, estimator="sklearn.nomod:Foo"),
            "There is no module sklearn.nomod to import Foo from.",
        ),
    ],
)
def test_what_can_not_be_registered_is_told_in_four_parts(spec: Any, what: str) -> None:
    before = dict(ALGORITHMS)
    with pytest.raises(LearnerError) as caught:
        register(spec)
    assert caught.value.what == what
    assert all(caught.value.parts.values())
    assert dict(ALGORITHMS) == before


def test_a_spec_of_this_package_may_be_registered_again() -> None:
    register(ALGORITHMS["KMeans"])
    assert len(ALGORITHMS) == len(set(ALGORITHMS))
