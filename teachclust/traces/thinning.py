"""Which of many steps are shown: never more than a learner can follow or a browser can hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

#: Steps that one trace shows at most, and the bytes that their labels may take together.
MOST_STEPS: Final = 300
MOST_BYTES: Final = 6_000_000
_LEAST_STEPS: Final = 40


def shown_steps(
    n_steps: int, n_samples: int, important: Iterable[int] = (), *, late: bool = False
) -> list[int]:
    """Choose the steps of a long run that become frames.

    Parameters
    ----------
    n_steps : int
        Number of steps of the run.
    n_samples : int
        Number of points: each frame holds a label for each.
    important : iterable of int
        Steps to be kept wherever there is room (a new cluster, say), the most important first.
    late : bool, default=False
        Whether the last steps matter most (the last merges of a tree); by default the others are
        spread evenly.

    Returns
    -------
    steps : list of int
        Ascending, without repeats; the last is ``n_steps - 1``. All steps where they are few. A
        frame stands for all steps since the one before: its caption has to say so.
    """
    most = max(_LEAST_STEPS, min(MOST_STEPS, MOST_BYTES // max(1, n_samples)))
    if n_steps <= most:
        return list(range(n_steps))
    kept = {n_steps - 1, *list(important)[: most // 2]}
    rest = most - len(kept)
    if late:
        kept.update(range(n_steps - 1 - rest // 2, n_steps))
        rest -= rest // 2
    kept.update(np.linspace(0, n_steps - 1, max(2, rest)).astype(int).tolist())
    return sorted(kept)
