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


def _square_sample_line(enough: int) -> str:
    """Return the line that takes the same sample of the rows and columns of a sparse table."""
    return (
        f"kept = np.random.default_rng(0).choice(X.shape[0], {enough}, replace=False); "
        "X = X.tocsr()[kept][:, kept]"
    )


def check_memory(
    needed: float, what: str, n_samples: int, enough: int, *, all_pairs: bool = False
) -> None:
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
    all_pairs : bool, default=False
        Whether X is a sparse table of all pairs, of which a sample has rows and columns alike.

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
        fix=_square_sample_line(enough) if all_pairs else sample_line(enough),
    )
