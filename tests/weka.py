"""Weka as an oracle, where it is installed (Debian's package ``weka``, version 3.6.14)."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import pytest

_JAR = Path("/usr/share/java/weka.jar")


def is_there() -> bool:
    return _JAR.is_file() and shutil.which("java") is not None


needs_weka = pytest.mark.skipif(not is_there(), reason="Weka is not installed")


def _arff(X: np.ndarray) -> str:
    names = "".join(f"@attribute a{j} numeric\n" for j in range(X.shape[1]))
    rows = "\n".join(",".join(repr(float(value)) for value in row) for row in X)
    return f"@relation rows\n{names}@data\n{rows}\n"


def run(clusterer: str, X: np.ndarray, folder: Path, *options: str) -> str:
    """Return what a clusterer of Weka prints of rows."""
    table = folder / "rows.arff"
    table.write_text(_arff(X), "utf-8")
    call = ["java", "-cp", str(_JAR), f"weka.clusterers.{clusterer}", "-t", str(table), *options]
    return subprocess.run(call, check=True, capture_output=True, text=True, timeout=120).stdout


def labels(clusterer: str, X: np.ndarray, folder: Path, *options: str) -> np.ndarray:
    """Return the cluster of each row that a clusterer of Weka finds."""
    text = run(clusterer, X, folder, *options, "-p", "0")
    return np.array([int(line.split()[1]) for line in text.splitlines() if line.strip()])


@cache
def number_after(text: str, words: str) -> float:
    """Return the number that stands after some words of what Weka printed."""
    found = re.search(re.escape(words) + r"\s*:?\s*(-?[\d.]+(?:E-?\d+)?)", text)
    assert found is not None, text
    return float(found[1])
