"""Whether work is refused from the very byte on that memory has no room for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

from teachclust.checks.memory import MOST_BYTES
from teachclust.errors import LearnerError

LIMIT = "teachclust.checks.memory.MOST_BYTES"


def assert_needs(needed: int, what: str, work: Callable[[], Any]) -> None:
    """Assert that work runs where it may take so many bytes, and is refused where one less."""
    with patch(LIMIT, needed):
        work()
    with patch(LIMIT, needed - 1), pytest.raises(LearnerError, match=re.escape(what)) as caught:
        work()
    assert f"about {needed / 1e6:,.0f} MB" in caught.value.parts["what"]


def assert_sample_fits(needed: Callable[[int], float], enough: int) -> None:
    """Assert that the sample that an error proposes fits, and that twice as many points don't.

    Parameters
    ----------
    needed : callable
        Takes a number of points and returns the bytes that they need.
    enough : int
        Number of points of the sample.
    """
    assert needed(enough) <= MOST_BYTES < needed(2 * enough)
