"""The caller's X read as a table; wrong containers and shapes are refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks.column_frames import ColumnFrame, read_column_frame
from teachclust.checks.names import column_names, default_names, display_name
from teachclust.errors import LearnerError

if TYPE_CHECKING:
    import pandas as pd

KNOWN_GOOD: Final = "from teachclust.datasets import load_blobs; X = load_blobs().data"
_DENSE_CELLS: Final = 10_000_000
_COLOR_CHANNELS: Final = (3, 4)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of any dtypes, before its values are read as numbers.

    Exactly one of `frame` (a DataFrame of pandas), `array` (2-D, any dtype) and `column_frame` (a
    table of polars or Arrow, by its columns) is given. `is_float32` tells that scikit-learn would
    keep the numbers in float32, `is_float16` that they are in float16.
    """

    names: tuple[str, ...]
    notices: tuple[str, ...] = ()
    frame: pd.DataFrame | None = None
    array: npt.NDArray[Any] | None = None
    column_frame: ColumnFrame | None = None
    is_float32: bool = False
    is_float16: bool = False
    is_array: bool = False  # the caller's own X is a numpy array, so numpy can mend it

    @property
    def index(self) -> pd.Index | None:
        """The caller's row labels, for a DataFrame."""
        return None if self.frame is None else self.frame.index

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        if self.column_frame is not None:
            return len(self.column_frame.columns[0]), len(self.column_frame.columns)
        source: Any = self.array if self.frame is None else self.frame
        return int(source.shape[0]), int(source.shape[1])

    def column(self, number: int) -> Any:
        """Return one column: a Series or a 1-D array."""
        if self.frame is not None:
            return self.frame.iloc[:, number]
        if self.column_frame is not None:
            return self.column_frame.columns[number]
        assert self.array is not None
        return self.array[:, number]

    @property
    def source(self) -> str:
        """Python that makes a pandas DataFrame of X."""
        if self.column_frame is not None:
            return self.column_frame.source
        return "pd.DataFrame(X)" if self.frame is None else "X"

    def row_labels(self, rows: Sequence[int]) -> list[object]:
        """Return the caller's labels of some rows; positions when there are none."""
        return list(rows) if self.index is None else [self.index[row] for row in rows]


def is_pandas(X: object) -> bool:
    """Tell whether X is a pandas object, without importing pandas."""
    return any(base.__module__.partition(".")[0] == "pandas" for base in type(X).__mro__)


def is_sparse(X: object) -> bool:
    """Tell whether X is a sparse matrix or array, without importing scipy."""
    return type(X).__module__.startswith("scipy.sparse") or (
        hasattr(X, "toarray") and hasattr(X, "nnz")
    )


def read_table(X: object) -> Table:
    """Return X as a table, or refuse it when it is no table at all."""
    _refuse_wrong_container(X)
    if is_pandas(X):
        return _read_pandas(X)
    column_frame = read_column_frame(X)
    if column_frame is not None:
        rows = len(column_frame.columns[0]) if column_frame.columns else 0
        _refuse_wrong_shape(np.empty((rows, len(column_frame.columns)), dtype=bool))
        names, notices = column_names(column_frame.names)
        return Table(names, notices, column_frame=column_frame)
    array = _as_array(X)
    if array.dtype.names:
        raise LearnerError(
            "X is a structured array",
            where=f"its fields are {', '.join(map(display_name, array.dtype.names[:3]))}",
            why="Clustering needs a table with one number in each cell.",
            fix="X = pd.DataFrame(X)",
        )
    _refuse_wrong_shape(array, to_frame=hasattr(X, "to_frame"))
    names, notices = default_names(array.shape[1]), ()
    labels = getattr(X, "columns", None)
    if isinstance(labels, list | tuple) and len(labels) == array.shape[1]:
        names, notices = column_names(labels)
    # a list of float32 rows has no dtype of its own: scikit-learn makes float64 of it
    is_float32 = _is_single(getattr(X, "dtype", None))
    is_float16 = array.dtype == np.float16
    return Table(
        names,
        notices,
        array=array,
        is_float32=is_float32,
        is_float16=is_float16,
        is_array=_is_plain_array(X),
    )


def _is_plain_array(X: object) -> bool:
    return isinstance(X, np.ndarray) and not isinstance(X, np.ma.MaskedArray)


def _read_pandas(X: Any) -> Table:
    """Read a DataFrame; a Series or an Index has one dimension only and is refused."""
    if getattr(X, "ndim", 0) != 2:
        _refuse_dictionaries(X)
        _refuse_wrong_shape(np.empty(len(X)), to_frame=hasattr(X, "to_frame"))
    _refuse_wrong_shape(np.empty(X.shape, dtype=bool))
    names, notices = column_names(X.columns)
    common = _common_type(X)
    return Table(
        names, notices, frame=X, is_float32=common == np.float32, is_float16=common == np.float16
    )


def _is_single(dtype: Any) -> bool:
    return isinstance(dtype, np.dtype) and dtype == np.float32


def _common_type(X: Any) -> np.dtype[Any] | None:
    """Return the type of numbers that scikit-learn makes of a DataFrame of numpy's own types."""
    dtypes = list(X.dtypes)
    if not all(isinstance(dtype, np.dtype) and dtype.kind in "biuf" for dtype in dtypes):
        return None
    return np.result_type(*dtypes)


def _as_array(X: object) -> npt.NDArray[Any]:
    """Return X as an array of any dtype; masked values become NaN, ragged rows are refused."""
    if isinstance(X, np.ma.MaskedArray) and np.any(X.mask):
        filled: npt.NDArray[Any] = np.ma.filled(X.astype(float), np.nan)
        return filled
    try:
        array = np.asarray(X)
    except ValueError:
        raise _ragged(X) from None
    if array.dtype.kind in "USO" and not isinstance(X, np.ndarray):
        # a list that mixes numbers and text: numpy would turn its numbers into text
        array = np.asarray(X, dtype=object)
    if array.ndim == 0:
        raise _not_data(X)
    if array.ndim == 1 and array.dtype == object:
        if _holds_rows(array):
            raise _ragged(array)
        _refuse_dictionaries(array)
    return array


def _holds_rows(array: npt.NDArray[Any]) -> bool:
    """Tell whether a 1-D array of objects holds sequences: rows of different lengths."""
    return len(array) > 0 and all(isinstance(row, list | tuple | np.ndarray) for row in array)


def _refuse_dictionaries(rows: Any) -> None:
    """Refuse a list of rows whose values have names, as they come from JSON."""
    first = next(iter(rows), None)
    if isinstance(first, Mapping):
        raise LearnerError(
            "X is a list of dictionaries",
            where=f"the first holds {', '.join(display_name(key) for key in list(first)[:3])}",
            why="Clustering needs a table: one row for each dictionary, one column for each key.",
            fix="X = pd.DataFrame(list(X))",
        )


def _ragged(X: Any) -> LearnerError:
    lengths = [len(row) if hasattr(row, "__len__") else 1 for row in X]
    usual, count = Counter(lengths).most_common(1)[0]
    other = next((row for row, length in enumerate(lengths) if length != usual), None)
    if other is None:
        return LearnerError(
            "Some cells of X hold lists",
            where=f"each of its {len(lengths)} rows has {usual} cells, of different lengths",
            why="Clustering needs one number in each cell; this line gives a table that works.",
            fix=KNOWN_GOOD,
        )
    fix = f"X = [row for row in X if np.size(row) == {usual}]"
    if count == 1 or usual == 0:
        shortest = min(lengths)
        fix = f"X = [np.ravel(row)[:{shortest}] for row in X]" if shortest else KNOWN_GOOD
    return LearnerError(
        "The rows of X have different lengths",
        where=f"row {lengths.index(usual)} has {usual} values, row {other} has {lengths[other]}",
        why="Every row needs a value for every feature, or distances have no meaning.",
        fix=fix,
    )


def _not_data(X: object) -> LearnerError:
    shown = f"{display_name(repr(X))}, " if isinstance(X, str | float | int | None) else ""
    estimator = hasattr(X, "fit")
    fix = KNOWN_GOOD
    if isinstance(X, str) or hasattr(X, "__fspath__"):
        fix = f"X = pd.read_csv({str(X)!r})"
    elif hasattr(X, "collect") and not estimator:  # a query of polars that is not run yet
        fix = "X = X.collect()"
    # an array of one number has no rows, and says that it can be gone through
    elif isinstance(X, Iterable) and not estimator and getattr(X, "shape", None) != ():
        fix = "X = list(X)"
    return LearnerError(
        "X is not a table of numbers",
        where=f"it is {shown}of type {type(X).__name__}",
        why="The estimator comes first, then the data."
        if estimator
        else "Clustering needs a table: one row for each thing, one column for each number.",
        fix=fix,
    )


def _frame_line(X: Mapping[Any, Any]) -> str:
    """Return the line that makes a table of a dictionary."""
    import pandas as pd  # loaded late: a table that is right needs none

    try:
        pd.DataFrame(X)
    except (ValueError, TypeError):  # columns of different lengths, or one number each
        return "X = pd.Series(X).apply(pd.Series).T"
    return "X = pd.DataFrame(X)"


def _refuse_wrong_container(X: Any) -> None:
    """Refuse containers that are not a table: a Bunch, (X, y), a picture, a sparse matrix."""
    _refuse_picture(X)
    if isinstance(X, Mapping):
        bunch = "data" in X and hasattr(X, "data")
        raise LearnerError(
            "X is a whole data set (a Bunch), not its table" if bunch else "X is a dictionary",
            where=f"it holds {', '.join(display_name(key) for key in list(X)[:3])}, ...",
            why="Clustering needs the table alone: one row for each thing.",
            fix="X = X.data" if bunch else _frame_line(X),
        )
    if isinstance(X, tuple) and len(X) == 2 and _ndim(X[0]) == 2:
        first, second = X
        if _ndim(second) == 1 and len(first) == len(second):
            raise LearnerError(
                "X is a pair: the table and its labels",
                where=f"the first has {len(first)} rows, the second as many labels",
                why="Clustering looks for groups without being told the labels.",
                fix="X = X[0]",
            )
    if is_sparse(X):
        small = X.shape[0] * X.shape[-1] <= _DENSE_CELLS
        dense = "X = X.toarray()"
        reduced = (
            "from sklearn.decomposition import TruncatedSVD; "
            "X = TruncatedSVD(2, random_state=0).fit_transform(X)"
        )
        raise LearnerError(
            "X is a sparse matrix",
            where=f"{X.shape[0]} rows, {X.shape[-1]} columns, {X.nnz} stored values",
            why="The steps are drawn from a plain table"
            + ("." if small else "; as one, this would fill the memory. Keep few directions."),
            fix=dense if small else reduced,
        )


def _refuse_picture(X: Any) -> None:
    """Refuse an opened picture: as an array it may be numbers of a palette, row by row."""
    kinds = {(kind.__module__, kind.__name__) for kind in type(X).__mro__}
    if ("PIL.Image", "Image") in kinds:
        fix = "from teachclust.datasets import read_image; X = read_image(X).image.reshape(-1, 3)"
    elif ("teachclust.images.picture", "Picture") in kinds:
        fix = "X = X.image.reshape(-1, 3)"
    else:
        return
    raise LearnerError(
        "X is a picture, not a table",
        where=f"it is of type {display_name(type(X).__name__)}",
        why="Each pixel becomes a row, with one column for red, one for green and one for blue.",
        fix=fix,
    )


def _ndim(part: Any) -> int:
    """Return the number of dimensions; 0 for ragged lists."""
    try:
        return int(part.ndim) if hasattr(part, "ndim") else np.asarray(part).ndim
    except ValueError:
        return 0


def _refuse_wrong_shape(array: npt.NDArray[Any], *, to_frame: bool = False) -> None:
    """Raise the same error for every shape that is not rows by columns."""
    shape = array.shape
    if array.ndim == 2 and all(shape):
        return
    why = "Clustering needs rows (things) and columns (their numbers)."
    if not array.size:
        fix = KNOWN_GOOD
        why += " A filter may have kept nothing; this line gives a table that works."
    elif array.ndim == 1:
        fix = "X = X.to_frame()" if to_frame else "X = np.reshape(X, (-1, 1))"
    elif array.ndim == 3 and shape[-1] in _COLOR_CHANNELS and shape[1] > shape[-1]:
        why = "X looks like one image; each pixel becomes a row, with one column for each color."
        fix = f"X = np.reshape(X, (-1, {shape[-1]}))"
    else:
        why += " If these are images, each becomes one row."
        fix = "X = np.reshape(X, (len(X), -1))"
    raise LearnerError(
        "X must have two dimensions, with at least one row and one column",
        where=f"its shape is {shape}",
        why=why,
        fix=fix,
    )
