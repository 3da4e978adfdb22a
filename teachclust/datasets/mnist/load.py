"""Load MNIST from where it is on this machine: a folder, Keras's cache, scikit-learn's cache.

Where it isn't, images like it come in its place, under a name of their own.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from teachclust.datasets.mnist import facts
from teachclust.datasets.mnist.bunch import ImagesInfo, check_choice, check_count, to_images_bunch
from teachclust.datasets.mnist.formats import (
    Pair,
    idx_file,
    is_file,
    read_arff,
    read_idx,
    read_npz,
    refused,
    short,
)
from teachclust.datasets.mnist.like import make_mnist_like
from teachclust.errors import LearnerError, LearnerWarning
from teachclust.words import say

#: names a folder or a file to read, or "none": look nowhere
VARIABLE: Final = "TEACHCLUST_MNIST"
NOWHERE: Final = "none"

#: said in errors
LOOKED_FOR: Final = (
    "Looked for raw idx files (train-images-idx3-ubyte.gz ...), Keras's mnist.npz and "
    "scikit-learn's mnist_784.arff.gz"
)

_IDX_BELOW: Final = (".", "MNIST/raw", "raw", "mnist")
_NPZ_BELOW: Final = ("mnist.npz", "datasets/mnist.npz")
_OPENML: Final = "openml/openml.org/data/v1/download"
_ARFF_BELOW: Final = (
    f"{_OPENML}/52667/mnist_784.arff.gz",  # scikit-learn 1.7.2 on
    f"{_OPENML}/52667.gz",  # before
    "mnist_784.arff.gz",
    "mnist_784.arff",
)


def load_mnist(
    path: str | os.PathLike[str] | None = None,
    *,
    subset: facts.Subset = "all",
    n_samples: int | None = None,
    scaled: bool = False,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Load MNIST from where it is on this machine; nothing is downloaded.

    Parameters
    ----------
    path : str or path-like, default=None
        A folder with the raw idx files (gzipped or not; torchvision's root or ``raw`` folder will
        do), Keras's ``mnist.npz``, or the arff file that ``fetch_openml`` keeps. None looks at the
        environment variable ``TEACHCLUST_MNIST`` (a path, or "none": look nowhere), then at
        ``~/teachclust_data/mnist``, ``./data``, the working folder, Keras's and scikit-learn's
        caches (``KERAS_HOME`` and ``SCIKIT_LEARN_DATA`` are heeded).
    subset : {"all", "train", "test"}, default="all"
        Which images; with "all" the 60,000 training images come first.
    n_samples : int, default=None
        Give so many of them, drawn once and for all (seed 0), in their own order.
    scaled : bool, default=False
        False: uint8 from 0 (paper) to 255 (ink), 55 MB for all. True: float32 from 0 to 1, 220 MB.
    return_X_y : bool, default=False
        Return ``(data, target)`` in place of a Bunch.
    as_frame : bool, default=False
        Give data as a DataFrame and the target as a Series.

    Returns
    -------
    bunch : sklearn.utils.Bunch or tuple
        data : ndarray of shape (n_images, 784); target : ndarray of shape (n_images,), the digits;
        images, the same numbers as (n_images, 28, 28); title, the name to give them in a figure;
        is_mnist; source and where, what was read; n_train, how many of the first rows are training
        images; feature_names, units, target_names, frame, DESCR.

    Raises
    ------
    LearnerError
        When `path` or the environment variable names something that is not MNIST.

    Warns
    -----
    LearnerWarning
        When a file in a usual place is damaged or another data set (it is passed over), and with
        `return_X_y` when the images are not MNIST, as nothing else would say so.

    See Also
    --------
    make_mnist_like : What is returned when MNIST is nowhere to be found.
    fetch_mnist : Downloads it.

    Notes
    -----
    The sha256 of pixels and labels is compared with MNIST's, whatever the file is called.
    About half a second; several seconds from the arff file, which is text.
    """
    check_choice(subset, "subset", ("all", "train", "test"))
    parts = facts.parts_of(subset)
    total = sum(part.rows for part in parts)
    n_images = total if n_samples is None else check_count(n_samples, "n_samples", 1, total)
    form: dict[str, bool] = {"scaled": scaled, "return_X_y": return_X_y, "as_frame": as_frame}
    found = _find(path, parts)
    if found is None:
        return _stand_in(subset, n_images, form)
    place, (pixels, labels) = found
    n_train = sum(part.rows for part in parts if part.name == "train")
    if n_images < total:
        kept = np.sort(np.random.RandomState(0).choice(total, n_images, replace=False))
        pixels, labels = pixels[kept], labels[kept]
        n_train = int((kept < n_train).sum())
    about = ImagesInfo(True, place.source, n_train, short(place.path))
    return to_images_bunch(about, pixels, labels, **form)


def _find(
    path: str | os.PathLike[str] | None, parts: Sequence[facts.Part]
) -> tuple[Place, Pair] | None:
    """Return the first place that holds MNIST, and what was read there."""
    variable = os.environ.get(VARIABLE, "")
    if path is not None or variable not in ("", NOWHERE):
        named = expand(variable if path is None else path)
        return _read_named(named, parts, "" if path is not None else VARIABLE)
    if variable == NOWHERE:
        return None
    for place in usual_places():
        try:
            return place, place.read(parts)
        except LearnerError as error:
            notice = say("data.mnist.passed", where=error.where, what=error.what)
            warnings.warn(notice, LearnerWarning, stacklevel=3)
    return None


def _read_named(path: Path, parts: Sequence[facts.Part], variable: str) -> tuple[Place, Pair]:
    """Read MNIST from the path that was asked for: nothing else may take its place."""
    place = next(places_in(path), None)
    if place is None:
        named = f"The path in {variable}" if variable else "This path"
        raise refused(path, f"{named} holds no MNIST, or is not there.", f"{LOOKED_FOR}.")
    return place, place.read(parts)


def _stand_in(subset: str, n_images: int, form: dict[str, bool]) -> Any:
    """Return MNIST-like images; where only arrays are returned, warn that they are not MNIST."""
    sizes = {part.name: part.rows for part in facts.parts_of(subset)}
    total = sum(sizes.values())
    n_train = round(n_images * sizes.get("train", 0) / total)
    if form["return_X_y"]:
        notice = say("data.mnist.like", title=facts.LIKE_TITLE)
        warnings.warn(notice, LearnerWarning, stacklevel=3)
    return make_mnist_like(n_train, n_images - n_train, **form)


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of idx files, or the one file, where MNIST or what is named like it was found.

    `source` is its layout in words; `reader` reads and checks it.
    """

    source: str
    path: Path
    reader: Callable[[Path, Sequence[facts.Part]], Pair]

    def read(self, parts: Sequence[facts.Part]) -> Pair:
        """Return checked pixels and labels of the parts."""
        return self.reader(self.path, parts)


def home_folder() -> Path:
    """Return the folder that `fetch_mnist` writes to by default."""
    named = os.environ.get(VARIABLE, "")
    if named and named != NOWHERE:
        return expand(named)
    return expand("~/teachclust_data/mnist")


def expand(path: str | os.PathLike[str]) -> Path:
    """Return a path with ``~`` filled in, where there is a home folder."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def places_in(path: Path) -> Iterator[Place]:
    """Go through what is named like MNIST in a folder, or the one file that is named.

    Nothing is read yet. A file is an ``.npz``, an ``.arff`` (gzipped or not) or one of the idx
    files.
    """
    if is_file(path):
        yield _one_file(path)
    else:
        yield from _in_folder(path)


def _in_folder(path: Path) -> Iterator[Place]:
    for below in _IDX_BELOW:
        folder = path / below
        if any(
            idx_file(folder, part, kind)
            for part in facts.PARTS.values()
            for kind in ("images", "labels")
        ):
            yield Place(say("data.mnist.idx"), folder, read_idx)
    for below in _NPZ_BELOW:
        if is_file(path / below):
            yield Place(say("data.mnist.npz"), path / below, read_npz)
    for below in _ARFF_BELOW:
        if is_file(path / below):
            yield Place(say("data.mnist.arff"), path / below, read_arff)


def _one_file(path: Path) -> Place:
    name = path.name.lower()
    if name.endswith(".npz"):
        return Place(say("data.mnist.npz"), path, read_npz)
    if name.endswith((".arff", ".arff.gz", "52667.gz")):
        return Place(say("data.mnist.arff"), path, read_arff)
    if "ubyte" in name:
        return Place(say("data.mnist.idx"), path.parent, read_idx)
    raise refused(path, "This kind of file can't be read as MNIST.", f"{LOOKED_FOR}.")


def usual_places() -> Iterator[Place]:
    """Yield the places where MNIST is usually kept, teachclust's own first."""
    keras = os.environ.get("KERAS_HOME") or "~/.keras"
    sklearn = os.environ.get("SCIKIT_LEARN_DATA") or "~/scikit_learn_data"
    for folder in ("~/teachclust_data/mnist", "data", ".", keras, sklearn):
        yield from _in_folder(expand(folder))  # a file by such a name is somebody else's
