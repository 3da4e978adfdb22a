"""What a scan over k found: the numbers of each k, the k that each criterion prefers, a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import EUCLIDEAN, Space
from teachclust.errors import LearnerError
from teachclust.scores import verdict
from teachclust.scores.silhouettes import Silhouettes

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.floating[Any]]

CRITERIA: Final[tuple[str, ...]] = (
    "inertia",
    "silhouette",
    "calinski_harabasz",
    "davies_bouldin",
    "gap",
    "bic",
    "stability",
)


@dataclass(frozen=True, slots=True, eq=False)
class KFit:
    """One k of a scan. What was not asked for, or is not defined at this k, is None.

    Parameters
    ----------
    k : int
        The number of clusters asked for.
    labels : ndarray of shape (n_samples,)
        Clusters, numbered so that a cluster keeps its number from one k to the next.
    centers : ndarray of shape (k, n_features) or None
        Centers, or means of components; ``centers[i]`` belongs to cluster ``numbers[i]``. None for
        an estimator without any.
    numbers : tuple of int
        The numbers of the clusters, ascending. They may have gaps.
    inertia : float or None
        Squared distances to the center of the own cluster, summed; in squared units of X.
    silhouette : Silhouettes or None
        Its ``mean`` is nan for one cluster, and for a cluster for each point.
    calinski_harabasz, davies_bouldin : float or None
        As in `sklearn.metrics`: high is good, low is good.
    gap, gap_spread : float or None
        The gap statistic and its s_k.
    bic : float or None
        Low is good.
    stability, stability_low, stability_high : float or None
        Adjusted Rand index between fits on two parts of the data: median, and the 10 and 90 %
        points over the resamples.
    fit_time : float
        Seconds.
    """

    k: int
    labels: npt.NDArray[np.integer[Any]]
    centers: Floats | None
    numbers: tuple[int, ...]
    inertia: float | None = None
    silhouette: Silhouettes | None = None
    calinski_harabasz: float | None = None
    davies_bouldin: float | None = None
    gap: float | None = None
    gap_spread: float | None = None
    bic: float | None = None
    stability: float | None = None
    stability_low: float | None = None
    stability_high: float | None = None
    fit_time: float = 0.0

    def value(self, criterion: str) -> float | None:
        """Return the one number of a criterion (of silhouettes, the mean); None if undefined."""
        if criterion == "silhouette":
            scored = self.silhouette
            return scored.mean if scored is not None and np.isfinite(scored.mean) else None
        value: float | None = getattr(self, criterion)
        return value


@dataclass(frozen=True, slots=True, eq=False)
class KScan:
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
        return verdict.prefers(self)

    @property
    def agreed(self) -> int | None:
        """The k that independent kinds of evidence support; None when there is no clear one."""
        return verdict.agreed(self)

    @property
    def verdict(self) -> str:
        """Which k each criterion prefers, where they disagree, and what follows, in words."""
        return verdict.sentence(self)

    def __len__(self) -> int:
        """Return how many k were fitted."""
        return len(self.fits)

    def __getitem__(self, k: int) -> KFit:
        """Return the fit with k clusters.

        Raises
        ------
        LearnerError
            If that k was not fitted.
        """
        for fit in self.fits:
            if fit.k == k:
                return fit
        raise LearnerError(
            f"k={k!r} is not in this scan",
            where=f"fitted were k = {', '.join(map(str, self.k))}",
            fix=f"scan[{self.k[-1]}]",
        )

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
