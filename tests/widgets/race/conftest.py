"""Two estimators that race, for the tests of the Race.."""

from __future__ import annotations

import pytest
from race_samples import X, pair

from teachclust import Race, race


@pytest.fixture(scope="module")
def fixed() -> Race:
    return race(pair(), X)
