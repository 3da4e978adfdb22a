"""Packages of the extra, or the line that installs them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from teachclust.checks.extra import need
from teachclust.errors import LearnerError


def test_a_package_that_is_there() -> None:
    assert need("json", "Reading", "earth") is sys.modules["json"]


def test_a_package_that_is_missing() -> None:
    with pytest.raises(LearnerError, match="Reading needs the package no_such_package") as caught:
        need("no_such_package", "Reading", "earth")
    assert caught.value.fix == "%pip install 'teachclust[earth]'"


def test_the_workflow_loads_none_of_them() -> None:
    script = (
        "import sys, teachclust.earth as ee; ee.load_scene(64); "
        "print([m for m in ('rasterio', 'rioxarray', 'xarray', 'pyproj') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
