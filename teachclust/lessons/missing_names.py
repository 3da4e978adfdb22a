"""A name that is not there yet: the error of Python says what, a note says what to do."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from teachclust.words import say


def explain_missing_names() -> None:
    """Add a note to each NameError of this notebook: run the cells above first.

    A lesson calls it in its first cell, since learners skip cells. The error itself, its traceback
    and the cell's failed state stay as they are. Outside IPython it does nothing. Nothing else
    installs it: importing the package leaves a notebook as it is.
    """
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((NameError,), _show_with_note)


def _show_with_note(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    error.add_note(say("missing.name"))
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
