"""Small pictures, for the tests of the PaletteLab.."""

from __future__ import annotations

import pytest
from palette_lab_samples import pixels

from teachclust.widgets.palette_lab import PaletteLab


@pytest.fixture(scope="module")
def fixed() -> PaletteLab:
    return PaletteLab(pixels(), k=8)
