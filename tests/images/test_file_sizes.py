"""Bytes are those of real files, and files hold what they say."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from sklearn.datasets import load_sample_image

from teachclust.errors import LearnerError
from teachclust.images.file_sizes import (
    indexed_bytes,
    indexed_image,
    jpeg_copy,
    jpeg_within,
    png_bytes,
    stored_bits,
)
from teachclust.images.palettes import color_table, fit_palette

CHINA = load_sample_image("china.jpg")[::4, ::4]
SIZE = CHINA.shape[1], CHINA.shape[0]


def written(image: Image.Image, **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, **how)
    return file.getvalue()


def test_a_png_has_the_bytes_that_pillow_writes() -> None:
    assert png_bytes(CHINA) == len(written(Image.fromarray(CHINA), format="PNG"))


@pytest.mark.parametrize(("k", "bits"), [(2, 1), (3, 2), (4, 2), (16, 4), (17, 8), (256, 8)])
def test_an_indexed_png_has_the_bits_it_says_and_the_colors_of_the_fit(k: int, bits: int) -> None:
    fit = fit_palette(color_table(CHINA), k)
    file = written(indexed_image(SIZE, fit), format="PNG", bits=stored_bits(k))
    assert stored_bits(k) == bits == file[24]
    assert len(file) == indexed_bytes(SIZE, fit)
    again = np.asarray(Image.open(io.BytesIO(file)).convert("RGB"))
    np.testing.assert_array_equal(again.reshape(-1, 3), fit.palette[fit.index])


def test_a_jpeg_is_what_comes_back_from_its_file() -> None:
    copy = jpeg_copy(CHINA, 60)
    file = written(Image.fromarray(CHINA), format="JPEG", quality=60)
    assert (copy.quality, copy.n_bytes) == (60, len(file))
    np.testing.assert_array_equal(copy.pixels, np.asarray(Image.open(io.BytesIO(file))))


@pytest.mark.parametrize("quality", [0, 96, 50.0, True, "50"])
def test_a_quality_that_is_none_is_refused(quality: Any) -> None:
    with pytest.raises(LearnerError, match="1 to 95"):
        jpeg_copy(CHINA, quality)


@pytest.mark.parametrize("most", [1500, 4000, 9000, 10**6])
def test_the_best_jpeg_within_bytes_is_the_best_of_all(most: int) -> None:
    found = jpeg_within(CHINA, most)
    fits = [q for q in range(1, 96) if jpeg_copy(CHINA, q).n_bytes <= most]
    assert found.quality == max(fits)
    assert found.n_bytes <= most


def test_no_jpeg_is_smaller_than_the_smallest() -> None:
    with pytest.raises(LearnerError, match="quality 1"):
        jpeg_within(CHINA, 10)
