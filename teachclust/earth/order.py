"""An order of pixels and of rows that doesn't depend on the order in which they come.

Each gets a key: a hash of its place, or of its numbers. Taking the smallest keys draws a sample
that is the same for every size of the blocks that a scene is read in; sorting by the key brings
rows in one order, in which nothing of the scene's own order is left.

References
----------
G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014:
the mixing of 64 bits.
E. Cohen and H. Kaplan, "Summarizing data using bottom-k sketches", PODC 2007.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

Keys: TypeAlias = npt.NDArray[np.uint64]
Floats: TypeAlias = npt.NDArray[np.floating[Any]]
Ints: TypeAlias = npt.NDArray[np.intp]

_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)


def _mixed(bits: Keys) -> Keys:
    bits = bits + _STEP
    bits = (bits ^ (bits >> np.uint64(30))) * _FIRST
    bits = (bits ^ (bits >> np.uint64(27))) * _SECOND
    return bits ^ (bits >> np.uint64(31))


def _first_keys(seed: int, n: int) -> Keys:
    return _mixed(np.full(n, seed % 2**64, dtype=np.uint64))


def pixel_keys(rows: Any, columns: Any, seed: int) -> Keys:
    """Return a key for each pixel, of the seed and the pixel's row and column.

    Parameters
    ----------
    rows, columns : array-like of int of shape (n,)
        The pixels, counted from the top left corner.
    seed : int
        Another one gives other keys.

    Returns
    -------
    keys : ndarray of shape (n,), uint64
        No two pixels of a scene with fewer than 2**32 rows and columns have the same.
    """
    place = np.asarray(rows).astype(np.uint64) << np.uint64(32)
    place |= np.asarray(columns).astype(np.uint64)
    return _mixed(_first_keys(seed, 1) ^ place)


def row_keys(X: Floats, seed: int = 0) -> Keys:
    """Return a key for each row of a table, of the seed and the row's numbers.

    Parameters
    ----------
    X : ndarray of shape (n, n_features), float64
        The table.
    seed : int, default=0
        Another one gives other keys.

    Returns
    -------
    keys : ndarray of shape (n,), uint64
        Rows of the same numbers have the same key.
    """
    keys = _first_keys(seed, len(X))
    for column in np.asarray(X, dtype=np.float64).T:
        # adding 0.0 turns -0.0 into 0.0: the same number with other bits
        keys = _mixed(keys ^ (column + 0.0).view(np.uint64))
    return keys


def canonical_order(X: Floats) -> Ints:
    """Return the order of rows by their keys, which is the same table for every order of X.

    Parameters
    ----------
    X : ndarray of shape (n, n_features), float64
        The table.

    Returns
    -------
    order : ndarray of shape (n,), int
        ``X[order]`` is the same for every order of the rows of X. It isn't sorted by any feature,
        so clusterers that take one row after the other see bright and dark ones mixed.
    """
    X = np.asarray(X, dtype=np.float64) + 0.0
    order: Ints = np.lexsort((*X.T[::-1], row_keys(X)))
    return order


class BottomK:
    """The rows with the smallest keys of all that were shown, whatever blocks they came in.

    Parameters
    ----------
    k : int
        How many to keep.
    distinct : bool, default=False
        Whether rows with the same key are kept once.
    """

    def __init__(self, k: int, *, distinct: bool = False) -> None:
        self.k, self.distinct = k, distinct
        self._keys: Keys = np.empty(0, dtype=np.uint64)
        self._rows: npt.NDArray[Any] | None = None

    def show(self, keys: Keys, rows: npt.NDArray[Any]) -> None:
        """Look at more rows: keys of shape (n,) and rows of shape (n, ...)."""
        if self._rows is None:
            self._rows = rows[:0].copy()
        if len(self._keys) == self.k and self.k:
            near = keys <= self._keys[-1]
            keys, rows = keys[near], rows[near]
        keys, rows = np.concatenate((self._keys, keys)), np.concatenate((self._rows, rows))
        order = np.argsort(keys, kind="stable")
        if self.distinct:
            order = order[np.diff(keys[order], prepend=keys[order][:1] + np.uint64(1)) != 0]
        order = order[: self.k]
        self._keys, self._rows = keys[order], rows[order]

    @property
    def keys(self) -> Keys:
        """The keys that were kept, ascending."""
        return self._keys

    @property
    def rows(self) -> npt.NDArray[Any]:
        """The rows that were kept, by ascending keys."""
        assert self._rows is not None, "no rows were shown"
        return self._rows
