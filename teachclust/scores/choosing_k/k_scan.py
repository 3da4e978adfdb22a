"""What a scan over k found: the numbers of each k, the k that each criterion prefers, a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import EUCLIDEAN, Space
from teachclust.scores.choosing_k import verdict
from teachclust.scores.choosing_k.k_fit import KFit
from teachclust.scores.fits_by_k import FitsByK

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class KScan(FitsByK[KFit]):
    """The fits of one estimator with many k. Made by `teachclust.scores.scan_k`.

    Parameters
    ----------
    estimator : str
        What was fitted, on one line, with the seed in use.
    X : ndarray of shape (n_samples, n_features) or (n_samples, n_samples)
        The data, or the distances or affinities of all points; not to be changed.
    feature_names : tuple of str
        Name of each column of X; none where X holds distances or affinities.
    fits : tuple of KFit
        Ascending in k.
    criteria : tuple of str
        What was computed, in the order of `CRITERIA`.
    complete : bool
        False when the scan was interrupted: then some numbers are None.
    notices : tuple of str
        What is worth knowing, in plain words.
    space : Space, default=EUCLIDEAN
        What X holds, and by which distance silhouettes are computed.
    """

    called: ClassVar[str] = "scan"
    estimator: str
    X: Floats
    feature_names: tuple[str, ...]
    fits: tuple[KFit, ...]
    criteria: tuple[str, ...]
    complete: bool = True
    notices: tuple[str, ...] = ()
    space: Space = EUCLIDEAN

    @property
    def k(self) -> tuple[int, ...]:
        """Every k that was fitted, ascending."""
        return tuple(fit.k for fit in self.fits)

    @property
    def prefers(self) -> dict[str, int | None]:
        """The k that each criterion prefers; None where it has no clear one.

        The highest silhouette and Calinski-Harabasz, the lowest Davies-Bouldin and BIC, the rule
        of Tibshirani and others for the gap (1 says that there are no clusters), the elbow of
        inertia, the largest k that is stable.
        """
        return verdict.prefers(self.fits, self.criteria)

    @property
    def agreed(self) -> int | None:
        """The k that independent kinds of evidence support; None when there is no clear one."""
        return verdict.agreed(self.fits, self.criteria)

    @property
    def verdict(self) -> str:
        """Which k each criterion prefers, where they disagree, and what follows, in words."""
        return verdict.sentence(self.fits, self.criteria)

    def table(self, *, fit_time: bool = False) -> pd.DataFrame:
        """Return one row for each k and one column for each number.

        Parameters
        ----------
        fit_time : bool, default=False
            Add the seconds of each fit. They differ from run to run, and so would a saved table.

        Returns
        -------
        table : DataFrame indexed by k
            The criteria that were computed; "gap" brings "gap_spread", and "stability" brings
            "stability_low" and "stability_high". What is not defined is NaN.
        """
        import pandas as pd  # loaded late: a scan needs no pandas

        columns = [column for name in self.criteria for column in _COLUMNS.get(name, (name,))]
        columns += ["fit_time"] * fit_time
        rows = {column: [fit.value(column) for fit in self.fits] for column in columns}
        return pd.DataFrame(rows, index=pd.Index(self.k, name="k"), dtype=float)

    def __repr__(self) -> str:
        """Say what was scanned and what follows; the same on every machine."""
        n, d = self.X.shape
        given = f"{d} features" if self.space.holds == "features" else self.space.holds
        found = "no clear k" if self.agreed is None else f"k = {self.agreed}"
        rest = "" if self.complete else ", interrupted"
        ks = f"k = {self.k[0]}" + (f" to {self.k[-1]}" if len(self.k) > 1 else "")
        named = ", ".join(f"{name} {'-' if k is None else k}" for name, k in self.prefers.items())
        return (
            f"KScan({self.estimator}, {n} points x {given}, {ks}{rest}; prefer: {named}; {found})"
        )


_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "gap": ("gap", "gap_spread"),
    "stability": ("stability", "stability_low", "stability_high"),
}
