"""Whether a reason given for a decision can be discussed: long enough, and with a number."""

from __future__ import annotations

import re
from typing import Final

from teachclust.lessons.exercise import Mistake

_WORDS: Final = 8


def judge_reason(because: str) -> None:
    """Raise `Mistake` for a reason without enough words or without a number.

    Parameters
    ----------
    because : str
        The learner's reason; the decision it defends was found sound.

    Raises
    ------
    Mistake
        Which of the two is missing.
    """
    if len(because.split()) < _WORDS:
        raise Mistake(f"What you decided is sound. Give the reason in {_WORDS} words or more.")
    if not re.search(r"\d", because):
        raise Mistake("What you decided is sound. Put a number from the cell above in your reason.")
