"""Answers as learners write them: code that ends in the names which a check takes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from teachclust.lessons.checking import check
from teachclust.lessons.result import Result


def told(key: str, names: Sequence[str], code: str, setup: str = "") -> Result:
    """Run a learner's code after the lesson's own imports, and check what it named."""
    space: dict[str, Any] = {}
    for part in ("import numpy as np\nimport pandas as pd", setup, textwrap.dedent(code)):
        exec(compile(part, "<learner>", "exec"), space)
    return check(key, *(space[name] for name in names))
