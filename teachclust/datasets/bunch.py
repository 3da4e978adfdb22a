"""The description of a data set, and the Bunch in which it is returned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

ARBITRARY: Final = "arbitrary units"
PLANE: Final = ("x1", "x2")
OWN: Final = "drawn by teachclust with numpy's RandomState; no person or place stands behind it"
FREE: Final = "CC0-1.0, for the numbers"

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """The description of a data set.

    Parameters
    ----------
    title : str
        Its name in words.
    shows : str
        One sentence: what can be seen with it.
    design : str
        Why it was made this way, with the facts that tests check.
    target_names : tuple of str
        The name of each value of the target.
    source : str, default=OWN
        Where the numbers come from.
    licence : str, default=FREE
        The terms on which they may be used.
    feature_names : tuple of str, default=("x1", "x2")
        The columns.
    units : tuple of str, optional
        The unit of each column; "arbitrary units" for all by default.
    """

    title: str
    shows: str
    design: str
    target_names: tuple[str, ...]
    source: str = OWN
    licence: str = FREE
    feature_names: tuple[str, ...] = PLANE
    units: tuple[str, ...] = ()

    @property
    def unit_of(self) -> dict[str, str]:
        """The unit of each feature."""
        units = self.units or (ARBITRARY,) * len(self.feature_names)
        return dict(zip(self.feature_names, units, strict=True))

    def descr(self, shape: tuple[int, int]) -> str:
        """Return the text of `DESCR`: title, purpose, size, source and licence."""
        features = ", ".join(f"{name} ({unit})" for name, unit in self.unit_of.items())
        return "\n".join(
            (
                self.title,
                "=" * len(self.title),
                "",
                f"Shows: {self.shows}",
                f"Design: {self.design}",
                f"Shape: {shape[0]} rows, {shape[1]} columns",
                f"Features: {features}",
                f"Groups: {', '.join(self.target_names)}",
                f"Source: {self.source}",
                f"Licence: {self.licence}",
            )
        )


@dataclass(frozen=True, slots=True)
class DatasetEntry:
    """One registered data set.

    Parameters
    ----------
    load : callable
        The public function; it takes `return_X_y` and `as_frame`.
    info : DatasetInfo
        Its description.
    n_samples : int
        Rows by default.
    """

    load: Callable[..., Any]
    info: DatasetInfo
    n_samples: int


def to_bunch(
    info: DatasetInfo,
    data: Floats,
    target: Ints,
    *,
    return_X_y: bool,
    as_frame: bool,
) -> Any:
    """Return a data set by scikit-learn's conventions for loaders.

    Parameters
    ----------
    info : DatasetInfo
        Its description.
    data : ndarray of shape (n_samples, n_features)
        The numbers, in the order of ``info.feature_names``.
    target : array-like of shape (n_samples,)
        The group of each row, an index into ``info.target_names``.
    return_X_y : bool
        Return ``(data, target)`` in place of a Bunch.
    as_frame : bool
        Give data as a DataFrame and the target as a Series.

    Returns
    -------
    bunch : sklearn.utils.Bunch or tuple
        With ``data``, ``target``, ``frame`` (None unless `as_frame`), ``feature_names``, ``units``,
        ``target_names`` and ``DESCR``.
    """
    X, y, frame = columns_of(data, target, list(info.feature_names), as_frame=as_frame)
    if return_X_y:
        return X, y
    from sklearn.utils import Bunch

    return Bunch(
        data=X,
        target=y,
        frame=frame,
        feature_names=list(info.feature_names),
        units=info.unit_of,
        target_names=list(info.target_names),
        DESCR=info.descr(data.shape),
    )


def columns_of(
    data: npt.NDArray[Any], target: Any, names: list[str], *, as_frame: bool
) -> tuple[Any, Any, Any]:
    """Return data and target, as pandas objects on request, and the frame that holds both then."""
    labels = np.asarray(target, dtype=np.int64)
    if not as_frame:
        return data, labels, None
    import pandas as pd

    frame = pd.DataFrame(data, columns=names)
    frame["target"] = labels
    return frame[names], frame["target"], frame
