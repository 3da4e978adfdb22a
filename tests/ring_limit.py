"""Whether just so many points are ringed as a module allows."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from unittest.mock import patch

from teachclust.traces import Trace


def assert_rings_just_up_to_the_limit(module: ModuleType, traced: Callable[[], Trace]) -> None:
    """Assert that a frame rings its points where they are no more than ``_RINGS``."""
    found = [len(frame.values.get("points", ())) for frame in traced()]
    sizes = sorted({size for size in found if size > 1})
    assert len(sizes) > 1, "frames with more and with fewer points"
    for limit in {sizes[0], sizes[len(sizes) // 2]}:
        with patch.object(module, "_RINGS", limit):
            ringed = [len(frame.values.get("points", ())) for frame in traced()]
        assert ringed == [size if size <= limit else 0 for size in found]
