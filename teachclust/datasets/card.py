"""What every data set says about itself, and the Bunch in which it is handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.errors import LearnerError

ARBITRARY: Final = "arbitrary units"
PLANE: Final = ("x1", "x2")
OWN: Final = "drawn by teachclust with numpy's RandomState; no person or place stands behind it"
FREE: Final = "CC0-1.0, for the numbers"

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Card:
    """The description of a data set.

    Parameters
    ----------
    title : str
        Its name in words.
    shows : str
        One sentence: what can be seen with it.
    design : str
        Why it was made this way, with the facts that tests hold it to.
    groups : tuple of str
        The name of each value of the target.
    source : str, default=OWN
        Where the numbers come from.
    licence : str, default=FREE
        The terms on which they may be used.
    features : tuple of str, default=("x1", "x2")
        The columns.
    units : tuple of str, optional
        The unit of each column; "arbitrary units" for all by default.
    """

    title: str
    shows: str
    design: str
    groups: tuple[str, ...]
    source: str = OWN
    licence: str = FREE
    features: tuple[str, ...] = PLANE
    units: tuple[str, ...] = ()

    @property
    def unit_of(self) -> dict[str, str]:
        """The unit of each feature."""
        units = self.units or (ARBITRARY,) * len(self.features)
        return dict(zip(self.features, units, strict=True))

    def descr(self, shape: tuple[int, int]) -> str:
        """Return the text of `DESCR`, in the order a reader asks: what, why, how big, whose."""
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
                f"Groups: {', '.join(self.groups)}",
                f"Source: {self.source}",
                f"Licence: {self.licence}",
            )
        )


def hand_over(
    card: Card, data: Floats, target: Sequence[int] | Ints, *, return_X_y: bool, as_frame: bool
) -> Any:
    """Return a data set by scikit-learn's conventions for loaders.

    Parameters
    ----------
    card : Card
        Its description.
    data : ndarray of shape (n_samples, n_features)
        The numbers, in the order of ``card.features``.
    target : array-like of shape (n_samples,)
        The group of each row, an index into ``card.groups``.
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
    labels = np.asarray(target, dtype=np.int64)
    X: Any = data
    y: Any = labels
    frame: Any = None
    if as_frame:
        import pandas as pd

        frame = pd.DataFrame(data, columns=list(card.features))
        frame["target"] = labels
        X, y = frame[list(card.features)], frame["target"]
    if return_X_y:
        return X, y
    from sklearn.utils import Bunch

    return Bunch(
        data=X,
        target=y,
        frame=frame,
        feature_names=list(card.features),
        units=card.unit_of,
        target_names=list(card.groups),
        DESCR=card.descr(data.shape),
    )


def check_n_samples(n_samples: object, card: Card) -> int:
    """Return the number of rows to draw; refuse one that leaves a group without a point."""
    least = max(2, len(card.groups))
    whole = isinstance(n_samples, int | np.integer) and not isinstance(n_samples, bool)
    if whole and int(n_samples) >= least:  # type: ignore[call-overload]
        return int(n_samples)  # type: ignore[call-overload,no-any-return]
    raise LearnerError(
        f"n_samples must be a whole number of at least {least}",
        where=f"it is {display_name(repr(n_samples))}",
        why="Every group needs a point.",
        fix="n_samples = 300",
    )


def split_evenly(n_samples: int, groups: int) -> Ints:
    """Return the group of each row, in order: sizes differ by one at most, the first are larger."""
    return np.sort(np.arange(n_samples) % groups).astype(np.int64)
