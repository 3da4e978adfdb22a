"""The check before work whose memory grows with the square of the data."""

from __future__ import annotations

from typing import Final

from teachclust.errors import LearnerError

#: Bytes that one piece of work may take: a small machine in a classroom has not much more.
MOST_BYTES: Final = 300_000_000


def sample_line(enough: int) -> str:
    """Return the line that takes a sample of X, whatever table X is: it keeps its kind."""
    return (
        "from sklearn.utils import resample; "
        f"X = resample(X, replace=False, n_samples={enough}, random_state=0)"
    )


def check_memory(needed: float, what: str, n_samples: int, enough: int) -> None:
    """Refuse work that needs more memory than a small machine has, before it starts.

    Parameters
    ----------
    needed : float
        Bytes that the work would take.
    what : str
        The work, as the subject of a sentence: "The tree of all merges".
    n_samples : int
        Number of points.
    enough : int
        Number of points that fit into memory, for the line that takes a sample.

    Raises
    ------
    LearnerError
        Above 300 MB, with the line that takes a sample.
    """
    if needed <= MOST_BYTES:
        return
    raise LearnerError(
        f"{what} would need about {needed / 1e6:,.0f} MB of memory.",
        where=f"{n_samples:,} points",
        why=f"It grows with the square of the points; {MOST_BYTES // 1_000_000} MB is the limit.",
        fix=sample_line(enough),
    )
