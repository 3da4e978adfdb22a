"""A little MNIST of 7 + 3 images, in every layout, with the facts that make it pass for MNIST."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from teachclust.datasets.mnist import facts

ROWS = {"train": 7, "test": 3}
NAMES = {"train": ("x_train", "y_train"), "test": ("x_test", "y_test")}
Images = dict[str, tuple[np.ndarray, np.ndarray]]


def little_mnist() -> Images:
    """Return pixels of shape (n, 784) and labels by part."""
    rng = np.random.RandomState(0)
    return {
        name: (
            rng.randint(0, 256, (n, 784)).astype(np.uint8),
            rng.randint(0, 10, n).astype(np.uint8),
        )
        for name, n in ROWS.items()
    }


def pass_for_mnist(monkeypatch: pytest.MonkeyPatch, images: Images) -> None:
    """Make the little MNIST's checksums and sizes the known ones."""
    for name, (pixels, labels) in images.items():
        sums = [hashlib.sha256(array.tobytes()).hexdigest() for array in (pixels, labels)]
        part = replace(facts.PARTS[name], rows=len(pixels), pixel_sum=sums[0], label_sum=sums[1])
        monkeypatch.setitem(facts.PARTS, name, part)


def elsewhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Give the test a home and a working folder with nothing in them; return the home."""
    for name in ("TEACHCLUST_MNIST", "KERAS_HOME", "SCIKIT_LEARN_DATA"):
        monkeypatch.delenv(name, raising=False)
    home = folder / "home"
    work = folder / "work"
    home.mkdir()
    work.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.chdir(work)
    return home


def idx_bytes(array: np.ndarray) -> bytes:
    """Return pixels or labels as an idx file."""
    images = array.ndim == 2
    shape = (len(array), 28, 28) if images else (len(array),)
    return np.array([2051 if images else 2049, *shape], ">i4").tobytes() + array.tobytes()


def idx_files(images: Images) -> dict[str, bytes]:
    """Return the four files by name, without gzip."""
    files = {}
    for name, (pixels, labels) in images.items():
        stem = "train" if name == "train" else "t10k"
        files[f"{stem}-images-idx3-ubyte"] = idx_bytes(pixels)
        files[f"{stem}-labels-idx1-ubyte"] = idx_bytes(labels)
    return files


def write_idx(folder: Path, images: Images, *, gz: bool = True, dot: bool = False) -> Path:
    """Write raw idx files; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in idx_files(images).items():
        name = name.replace("-idx", ".idx") if dot else name
        path = folder / (f"{name}.gz" if gz else name)
        path.write_bytes(gzip.compress(content) if gz else content)
    return folder


def write_npz(path: Path, images: Images) -> Path:
    """Write Keras's archive; return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = {}
    for part, names in NAMES.items():
        pixels, labels = images[part]
        arrays[names[0]], arrays[names[1]] = pixels.reshape(-1, 28, 28), labels
    np.savez(path, **arrays)
    return path


def write_arff(path: Path, images: Images, *, quoted: bool = False) -> Path:
    """Write OpenML's file, gzipped when its name says so; return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["% a comment", "@RELATION mnist_784", ""]
    lines += [f"@ATTRIBUTE pixel{i} real" for i in range(1, 785)]
    lines += ["@ATTRIBUTE class {0,1,2,3,4,5,6,7,8,9}", "", "@DATA"]
    for pixels, labels in images.values():
        for row, label in zip(pixels, labels, strict=True):
            told = f"'{label}'" if quoted else f"{label}"
            lines.append(",".join(map(str, row)) + f",{told}")
    text = ("\n".join(lines) + "\n").encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def whole(images: Images) -> tuple[np.ndarray, np.ndarray]:
    return tuple(np.concatenate([images[p][i] for p in ("train", "test")]) for i in (0, 1))  # type: ignore[return-value]


def assert_is(bunch: Any, images: Images, source: str) -> None:
    pixels, labels = whole(images)
    np.testing.assert_array_equal(bunch.data, pixels)
    np.testing.assert_array_equal(bunch.target, labels)
    assert (bunch.is_mnist, bunch.title, bunch.n_train) == (True, "MNIST", 7)
    assert source in bunch.source
    assert source in repr(bunch)
    assert source in bunch.DESCR
    assert bunch.where in bunch.DESCR


OPENML = "openml/openml.org/data/v1/download"
#: by name of a layout: what writes it into a folder, and what its source is called
WRITERS: dict[str, tuple[Callable[[Path, Images], Path], str]] = {
    "idx gzipped": (write_idx, "raw idx"),
    "idx": (lambda f, m: write_idx(f, m, gz=False), "raw idx"),
    "idx with dots": (lambda f, m: write_idx(f, m, gz=False, dot=True), "raw idx"),
    "torchvision": (lambda f, m: write_idx(f / "MNIST" / "raw", m, gz=False), "raw idx"),
    "raw": (lambda f, m: write_idx(f / "raw", m), "raw idx"),
    "Keras": (lambda f, m: write_npz(f / "mnist.npz", m), "Keras"),
    "Keras home": (lambda f, m: write_npz(f / "datasets" / "mnist.npz", m), "Keras"),
    "OpenML": (lambda f, m: write_arff(f / OPENML / "52667" / "mnist_784.arff.gz", m), "OpenML"),
    "OpenML before 1.7": (lambda f, m: write_arff(f / OPENML / "52667.gz", m), "OpenML"),
    "arff": (lambda f, m: write_arff(f / "mnist_784.arff", m, quoted=True), "OpenML"),
}
