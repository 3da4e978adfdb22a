"""Real data that the project does not carry; tests that need them skip where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[2] / "shared" / "data"
#: where `Customers.csv`, `mnist/` and others lie: TEACHCLUST_REAL_DATA, or beside the checkout
REAL_DATA = Path(os.environ.get("TEACHCLUST_REAL_DATA", _BESIDE))


def needs(name: str) -> pytest.MarkDecorator:
    """Skip a test where this file or folder of `REAL_DATA` is absent."""
    absent = not (REAL_DATA / name).exists()
    return pytest.mark.skipif(absent, reason=f"real data are absent: TEACHCLUST_REAL_DATA/{name}")
