"""A kernel whose cells make small widgets."""

from __future__ import annotations

from collections.abc import Iterator

import ipywidgets
import pytest
from cell_samples import Part, question
from notebook_kernel import Kernel


@pytest.fixture
def kernel() -> Iterator[Kernel]:
    with Kernel() as kernel:
        kernel.shell.user_ns |= {"Part": Part, "w": ipywidgets, "question": question, "runs": 0}
        kernel.run("from IPython.display import display")
        yield kernel
