"""MNIST is found where people have it, checked, and never mistaken for something else."""

from __future__ import annotations

import tracemalloc
import warnings
from pathlib import Path

import numpy as np
import pytest
from mnist_samples import (
    OPENML,
    WRITERS,
    Images,
    assert_is,
    whole,
    write_arff,
    write_idx,
    write_npz,
)
from real_data import REAL_DATA, needs

from teachclust.datasets import load_mnist
from teachclust.datasets.mnist.facts import LIKE_TITLE
from teachclust.errors import LearnerWarning

# --- where it is looked for ---------------------------------------------------------------------


@pytest.mark.parametrize("layout", WRITERS)
def test_every_layout_from_a_folder_and_from_the_environment(
    layout: str, images: Images, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, source = WRITERS[layout]
    folder = tmp_path / "mine"
    write(folder, images)
    assert_is(load_mnist(folder), images, source)
    assert_is(load_mnist(str(folder)), images, source)
    monkeypatch.setenv("TEACHCLUST_MNIST", str(folder))
    assert_is(load_mnist(), images, source)
    for part, n_train in (("train", 7), ("test", 0)):
        some = load_mnist(subset=part)  # type: ignore[arg-type]
        np.testing.assert_array_equal(some.data, images[part][0])
        np.testing.assert_array_equal(some.target, images[part][1])
        assert some.n_train == n_train


@pytest.mark.parametrize("layout", ["idx", "Keras", "OpenML before 1.7", "arff"])
def test_a_file_may_be_named(layout: str, images: Images, tmp_path: Path) -> None:
    write, source = WRITERS[layout]
    path = write(tmp_path / "mine", images)
    path = path / "train-images-idx3-ubyte" if path.is_dir() else path
    assert_is(load_mnist(path), images, source)


def test_the_usual_places_in_their_order(
    images: Images, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each new place goes before the ones that were there."""
    write_arff(home / "scikit_learn_data" / OPENML / "52667.gz", images)
    assert_is(load_mnist(), images, "OpenML")
    write_npz(home / ".keras" / "datasets" / "mnist.npz", images)
    assert_is(load_mnist(), images, "Keras")
    write_idx(Path("data") / "MNIST" / "raw", images, gz=False)
    assert_is(load_mnist(), images, "raw idx")
    write_idx(home / "teachclust_data" / "mnist", images)
    assert load_mnist().where == str(Path("~/teachclust_data/mnist"))
    write_npz(tmp_path / "environment" / "mnist.npz", images)
    monkeypatch.setenv("TEACHCLUST_MNIST", str(tmp_path / "environment"))
    assert_is(load_mnist(), images, "Keras")
    write_arff(tmp_path / "argument.arff", images)
    assert_is(load_mnist(tmp_path / "argument.arff"), images, "OpenML")


def test_a_file_called_data_is_none_of_ours(images: Images) -> None:
    Path("data").write_text("something else")
    assert not load_mnist().is_mnist


def test_the_caches_move_with_their_variables(
    images: Images, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_arff(tmp_path / "sk" / OPENML / "52667" / "mnist_784.arff.gz", images)
    monkeypatch.setenv("SCIKIT_LEARN_DATA", str(tmp_path / "sk"))
    assert_is(load_mnist(), images, "OpenML")
    write_npz(tmp_path / "k" / "datasets" / "mnist.npz", images)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "k"))
    assert_is(load_mnist(), images, "Keras")


# --- how it is handed over ----------------------------------------------------------------------


def test_a_sample_is_the_same_each_time_and_in_order(images: Images, tmp_path: Path) -> None:
    folder = write_idx(tmp_path / "mine", images)
    pixels, labels = whole(images)
    some, again = load_mnist(folder, n_samples=6), load_mnist(folder, n_samples=6)
    np.testing.assert_array_equal(some.data, again.data)
    rows = [int(np.flatnonzero((pixels == row).all(axis=1))[0]) for row in some.data]
    assert rows == sorted(set(rows))
    assert len(rows) == 6
    np.testing.assert_array_equal(some.target, labels[rows])
    assert some.n_train == sum(row < 7 for row in rows)


# --- nothing found ------------------------------------------------------------------------------


@pytest.mark.parametrize("nowhere", [False, True])
def test_the_stand_in_says_what_it_is(
    nowhere: bool, images: Images, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if nowhere:
        write_idx(home / "teachclust_data" / "mnist", images)
        monkeypatch.setenv("TEACHCLUST_MNIST", "none")
    bunch = load_mnist()
    assert bunch.data.shape == (10, 784)
    assert bunch.n_train == 7
    assert not bunch.is_mnist
    assert bunch.title == LIKE_TITLE == "MNIST-like, made from scikit-learn's digits"
    assert repr(bunch).startswith(LIKE_TITLE)
    assert bunch.DESCR.startswith(LIKE_TITLE)
    assert load_mnist(subset="test", n_samples=2).data.shape == (2, 784)
    assert load_mnist(subset="test").n_train == 0
    with pytest.warns(LearnerWarning, match="MNIST was not found"):
        load_mnist(return_X_y=True)


def test_nothing_is_warned_of_where_mnist_is_found(images: Images, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load_mnist(write_idx(tmp_path / "mine", images), return_X_y=True)


# --- the genuine files, where there are some ----------------------------------------------------


@needs("mnist")
def test_the_genuine_files() -> None:
    tracemalloc.start()
    bunch = load_mnist(REAL_DATA / "mnist")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200e6
    assert bunch.is_mnist
    assert bunch.data.shape == (70_000, 784)
    assert np.bincount(bunch.target[:60_000])[0] == 5923
    assert load_mnist(REAL_DATA / "mnist", subset="test").data.mean() == pytest.approx(33.79, 0.01)
