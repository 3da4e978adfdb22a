"""The two photographs of scikit-learn, as pixels that can be clustered."""

from __future__ import annotations

from importlib.metadata import requires
from typing import Any

import numpy as np
import pytest
from packaging.requirements import Requirement
from sklearn.datasets import load_sample_image

import teachclust.datasets as datasets
from teachclust.datasets import Picture, load_photo
from teachclust.errors import LearnerError

names = pytest.mark.parametrize("name", ["china", "flower"])


@names
def test_pixels_are_scikit_learns(name: str) -> None:
    picture = load_photo(name)
    theirs = load_sample_image(f"{name}.jpg")
    assert picture.image.shape == (427, 640, 3)
    assert picture.image.dtype == np.float64
    np.testing.assert_array_equal(np.rint(picture.image * 255).astype(np.uint8), theirs)
    assert picture.image.min() >= 0
    assert picture.image.max() <= 1
    assert picture.size == (427, 640)


@names
def test_makers_are_named(name: str) -> None:
    picture = load_photo(name)
    assert "photograph by" in picture.source
    assert "flickr.com/photos/" in picture.source
    assert picture.licence.startswith("CC BY 2.0")
    assert picture.notices == ()
    assert 100_000 < picture.n_bytes < 300_000


def test_china_has_the_colours_that_the_docstring_says() -> None:
    image = load_photo().image
    distinct = np.unique(np.rint(image * 255).astype(int) @ [65_536, 256, 1])
    assert f"{len(distinct):,} colours" in (load_photo.__doc__ or "")


def test_every_call_gives_pixels_of_its_own() -> None:
    first = load_photo()
    first.image[:] = 0
    assert load_photo().image.max() == 1


def test_repr_is_short_and_has_no_path() -> None:
    assert repr(load_photo()) == "Picture('china.jpg', 640 x 427 pixels, 196,653 bytes)"


@pytest.mark.parametrize("wrong", ["China ", "flowers", "", None, 3, "../../etc/passwd"])
def test_other_names(wrong: object) -> None:
    with pytest.raises(LearnerError, match='must be "china" or "flower"') as caught:
        load_photo(wrong)  # type: ignore[arg-type]
    scope: dict[str, Any] = {"load_photo": load_photo}
    exec(caught.value.fix, scope)
    assert isinstance(scope["picture"], Picture)


def test_a_near_name_is_proposed() -> None:
    with pytest.raises(LearnerError) as caught:
        load_photo("flowers")
    assert caught.value.fix == 'picture = load_photo("flower")'


def test_they_are_public() -> None:
    assert {"load_photo", "read_image", "Picture"} <= set(datasets.__all__)


def test_pillow_comes_with_matplotlib() -> None:
    # what reads pictures is no dependency of its own: this says so should that change
    wanted = {Requirement(line).name.lower() for line in requires("matplotlib") or ()}
    assert "pillow" in wanted
