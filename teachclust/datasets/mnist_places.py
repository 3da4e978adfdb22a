"""Where people have MNIST: a folder of their own, Keras's cache, scikit-learn's cache."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from teachclust.datasets import mnist_facts as facts
from teachclust.datasets.mnist_layouts import (
    Pair,
    idx_file,
    is_file,
    read_arff,
    read_idx,
    read_npz,
    refused,
)
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


@dataclass(frozen=True, slots=True)
class Place:
    """A place where MNIST, or what is named like it, was found.

    Parameters
    ----------
    source : str
        Its layout in words: "raw idx files".
    path : Path
        The folder of idx files, or the one file.
    reader : callable
        Reads and checks it.
    """

    source: str
    path: Path
    reader: Callable[[Path, Sequence[facts.Part]], Pair]

    def read(self, parts: Sequence[facts.Part]) -> Pair:
        """Return checked pixels and labels of the parts."""
        return self.reader(self.path, parts)


def home_folder() -> Path:
    """Return the folder that `fetch_mnist` writes to when it isn't told another."""
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

    Parameters
    ----------
    path : Path
        A folder, an ``.npz``, an ``.arff`` (gzipped or not) or one of the idx files.

    Yields
    ------
    place : Place
        Not read yet.
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
    """Go through the places where MNIST tends to be, teachclust's own first."""
    keras = os.environ.get("KERAS_HOME") or "~/.keras"
    sklearn = os.environ.get("SCIKIT_LEARN_DATA") or "~/scikit_learn_data"
    for folder in ("~/teachclust_data/mnist", "data", ".", keras, sklearn):
        yield from _in_folder(expand(folder))  # a file by such a name is somebody else's
