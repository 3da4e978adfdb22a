"""Names of test cases that are the same in every process: pytest's workers compare them."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]*")


def stable_id(value: object) -> str:
    """Return a value's repr without addresses in memory, cut to 60 characters."""
    return _ADDRESS.sub("", repr(value))[:60]
