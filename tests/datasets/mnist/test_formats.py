"""Files that are damaged, or are not MNIST, are refused by name; nothing takes their place."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mnist_samples import (
    OPENML,
    WRITERS,
    Images,
    assert_is,
    idx_bytes,
    write_arff,
    write_idx,
    write_npz,
)

from teachclust.datasets import load_mnist
from teachclust.errors import LearnerError, LearnerWarning


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def _extend(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(bytes(content))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _page(path: Path) -> None:
    path.write_bytes(b"<html>Please log in</html>")


@pytest.mark.parametrize("damage", [_cut, _extend, _flip, _empty, _page])
@pytest.mark.parametrize("layout", ["idx", "idx gzipped", "Keras", "OpenML", "arff"])
def test_damage_is_told(
    layout: str, damage: Callable[[Path], None], images: Images, tmp_path: Path
) -> None:
    path = WRITERS[layout][0](tmp_path / "mine", images)
    if path.is_dir():
        path = next(path.glob("t10k-images*"))
    damage(path)
    if (layout, damage) == ("Keras", _extend):  # what follows a zip archive is not part of it
        assert_is(load_mnist(path), images, "Keras")
        return
    with pytest.raises(LearnerError) as caught:
        load_mnist(path)
    parts = caught.value.parts
    assert all(parts.values())
    assert path.parent.name in parts["where"]
    assert "fetch_mnist()" in parts["fix"]
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.parametrize("layout", ["idx gzipped", "Keras", "arff"])
def test_other_data_under_the_same_names(layout: str, images: Images, tmp_path: Path) -> None:
    """Fashion-MNIST comes in the very same files; swapped labels are noticed as well."""
    other = {name: (255 - pixels, labels) for name, (pixels, labels) in images.items()}
    path = WRITERS[layout][0](tmp_path / "other", other)
    with pytest.raises(LearnerError, match="pixels of the train part are not MNIST's"):
        load_mnist(path)
    swapped = {name: (pixels, 9 - labels) for name, (pixels, labels) in images.items()}
    path = WRITERS[layout][0](tmp_path / "swapped", swapped)
    with pytest.raises(LearnerError, match="labels of the train part are not MNIST's"):
        load_mnist(path)


def test_a_missing_file_is_named(images: Images, tmp_path: Path) -> None:
    folder = write_idx(tmp_path / "mine", images)
    (folder / "t10k-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(LearnerError, match="labels of the test part are missing") as caught:
        load_mnist(folder)
    assert "t10k-labels-idx1-ubyte.gz" in caught.value.why
    assert load_mnist(folder, subset="train").data.shape == (7, 784)


def test_an_idx_header_of_other_size_is_refused_before_memory_is_taken(
    images: Images, tmp_path: Path
) -> None:
    folder = write_idx(tmp_path / "mine", images)
    header = np.array([2051, 2**31 - 1, 28, 28], ">i4").tobytes()
    (folder / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(header))
    with pytest.raises(LearnerError, match="not an idx file of MNIST"):
        load_mnist(folder)
    content = idx_bytes(images["train"][0][:5])
    (folder / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(content))
    with pytest.raises(LearnerError, match=r"\[2051, 5, 28, 28\]"):
        load_mnist(folder)


def test_nothing_in_an_archive_is_unpickled(images: Images, tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    odd = np.array([{"a": 1}], dtype=object)
    np.savez(path, x_train=odd, y_train=odd, x_test=odd, y_test=odd)
    with pytest.raises(LearnerError, match=r"not Keras's mnist\.npz"):
        load_mnist(path)
    np.savez(path, x=odd)
    with pytest.raises(LearnerError, match="can't be read as MNIST"):
        load_mnist(path)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    layout=st.sampled_from(["idx", "idx gzipped", "Keras", "arff"]),
    which=st.integers(0, 3),
    share=st.floats(0, 1, exclude_max=True),
    change=st.integers(1, 255),
)
@example(layout="Keras", which=0, share=0.013671875, change=1)  # a brace of a header is lost
def test_no_changed_byte_gives_other_images(
    layout: str, which: int, share: float, change: int, images: Images, tmp_path: Path
) -> None:
    """Refused, or the very same images: a byte may stand in a comment or a time of day."""
    path = WRITERS[layout][0](tmp_path / "mine", images)
    file = sorted(path.iterdir())[which] if path.is_dir() else path
    content = bytearray(file.read_bytes())
    content[int(share * len(content))] ^= change
    file.write_bytes(bytes(content))
    try:
        bunch = load_mnist(path)
    except LearnerError:
        return
    finally:
        shutil.rmtree(tmp_path / "mine")
        (tmp_path / "mine").mkdir()
    assert_is(bunch, images, "")


def test_a_browser_unpacks_and_keeps_the_name(images: Images, tmp_path: Path) -> None:
    folder = write_idx(tmp_path / "mine", images, gz=False)
    for path in folder.iterdir():
        path.rename(path.with_name(f"{path.name}.gz"))
    assert_is(load_mnist(folder), images, "raw idx")


def test_another_kind_of_file(images: Images, tmp_path: Path) -> None:
    (tmp_path / "mnist.csv").write_text("1,2,3")
    with pytest.raises(LearnerError, match="kind of file"):
        load_mnist(tmp_path / "mnist.csv")


def test_what_is_asked_for_is_never_replaced(
    images: Images, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_idx(home / "teachclust_data" / "mnist", images)
    with pytest.raises(LearnerError, match="This path holds no MNIST"):
        load_mnist(tmp_path / "nowhere")
    with pytest.raises(LearnerError, match="holds no MNIST"):
        load_mnist(tmp_path)
    monkeypatch.setenv("TEACHCLUST_MNIST", str(tmp_path / "nowhere"))
    with pytest.raises(LearnerError, match="The path in TEACHCLUST_MNIST holds no MNIST"):
        load_mnist()


def test_a_bad_cache_is_passed_over_aloud(images: Images, home: Path) -> None:
    write_arff(home / "scikit_learn_data" / OPENML / "52667.gz", images)
    _cut(write_npz(home / ".keras" / "datasets" / "mnist.npz", images))
    with pytest.warns(LearnerWarning, match=r"Passed over ~.*mnist\.npz"):
        bunch = load_mnist()
    assert_is(bunch, images, "OpenML")
