"""Scans of few points, for the tests of the KLab.."""

from __future__ import annotations

import pytest
from k_lab_samples import lab

from teachclust import KLab


@pytest.fixture(scope="module")
def w() -> KLab:
    return lab()
