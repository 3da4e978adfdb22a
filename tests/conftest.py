"""Settings for the whole test run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("ci", max_examples=200, deadline=None, suppress_health_check=_QUIET)
settings.register_profile("quick", max_examples=10, deadline=None, suppress_health_check=_QUIET)
settings.register_profile(
    "nightly", max_examples=5_000, deadline=None, suppress_health_check=_QUIET
)
# by tools/mutants.py: a failure is enough, its smallest example isn't looked for
settings.register_profile(
    "mutants", max_examples=10, deadline=None, suppress_health_check=_QUIET, database=None,
    phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

#: what takes most of the time: left out of `make quick`
_SLOW = ("contract/test_lessons.py", "contract/test_exercises.py", "lessons/", "test_packaging.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    folder = Path(__file__).parent.as_posix()
    for item in items:
        if item.path.as_posix().removeprefix(f"{folder}/").startswith(_SLOW):
            item.add_marker(pytest.mark.slow)
