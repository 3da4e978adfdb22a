"""Fits of one estimator with several k, looked up by k."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from teachclust.errors import LearnerError

F = TypeVar("F")


class FitsByK(Generic[F]):
    """What holds `fits`, each with its `k`: it has a length, and ``fits[k]`` is the fit with k."""

    __slots__ = ()
    #: what it is called in the line that mends a wrong k
    called: ClassVar[str] = "fits"
    fits: tuple[Any, ...]

    def __len__(self) -> int:
        """Return how many k were fitted."""
        return len(self.fits)

    def __getitem__(self, k: int) -> F:
        """Return the fit with k clusters.

        Raises
        ------
        LearnerError
            If that k was not fitted.
        """
        for fit in self.fits:
            if fit.k == k:
                found: F = fit
                return found
        raise LearnerError(
            f"k={k!r} was not fitted.",
            where=f"fitted were k = {', '.join(str(fit.k) for fit in self.fits)}",
            fix=f"{self.called}[{self.fits[-1].k}]",
        )
