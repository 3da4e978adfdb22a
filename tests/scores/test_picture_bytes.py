"""Bytes are those of real files, and files hold what they say."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from sklearn.datasets import load_sample_image

from teachclust.datasets import Picture, make_flat_drawing
from teachclust.errors import LearnerError
from teachclust.scores.palette_fit import color_table, fit_palette
from teachclust.scores.picture_bytes import (
    indexed_bytes,
    indexed_image,
    jpeg_copy,
    jpeg_within,
    median_cut,
    png_bytes,
    stored_bits,
)
from teachclust.scores.picture_error import psnr
from teachclust.scores.picture_pixels import as_pixels
from teachclust.scores.rate_curves import rate_curves

CHINA = load_sample_image("china.jpg")[::4, ::4]
SIZE = CHINA.shape[1], CHINA.shape[0]


def written(image: Image.Image, **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, **how)
    return file.getvalue()


# --- pixels -----------------------------------------------------------------------------------


def test_pixels_are_the_same_from_every_kind_of_array() -> None:
    kinds = (CHINA, CHINA.tolist(), CHINA / 255, (CHINA / 255).astype(np.float32))
    picture = Picture(CHINA / 255, "a", (), "b", "c", 1)
    for kind in (*kinds, picture, CHINA.astype(np.int64)):
        pixels = as_pixels(kind)
        np.testing.assert_array_equal(pixels, CHINA)
        assert pixels.dtype == np.uint8


def test_transparent_pixels_are_put_on_white_and_gray_has_three_channels() -> None:
    clear = np.dstack([CHINA, np.zeros(CHINA.shape[:2], dtype=np.uint8)])
    assert (as_pixels(clear) == 255).all()
    np.testing.assert_array_equal(as_pixels(CHINA[..., 1])[..., 2], CHINA[..., 1])


@pytest.mark.parametrize(
    "bad",
    [
        np.zeros((2, 3, 5)),
        np.zeros((0, 3, 3)),
        np.full((2, 2, 3), 1.5),
        np.full((2, 2, 3), 256),
        np.full((2, 2, 3), -1),
        np.full((2, 2, 3), np.nan),
        np.full((2, 2, 3), "red"),
        np.zeros(4),
    ],
)
def test_what_is_no_picture_is_refused_with_a_way_out(bad: Any) -> None:
    with pytest.raises(LearnerError) as told:
        as_pixels(bad)
    assert all(told.value.parts[part] for part in ("what", "where", "why", "fix"))


# --- bytes ------------------------------------------------------------------------------------


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


# --- median cut and curves --------------------------------------------------------------------


@pytest.mark.parametrize("k", [2, 9, 64])
def test_median_cut_is_pillows_and_worse_than_k_means(k: int) -> None:
    fit = median_cut(CHINA, k)
    pillow = Image.fromarray(CHINA).quantize(
        k, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    theirs = np.asarray(pillow.convert("RGB"))
    np.testing.assert_array_equal(fit.palette[fit.index].reshape(CHINA.shape), theirs)
    assert fit.psnr == pytest.approx(psnr(CHINA, theirs))
    assert (np.diff(fit.shares) <= 0).all()
    assert fit.psnr < fit_palette(color_table(CHINA), k).psnr


def test_median_cut_refuses_a_k_that_is_none() -> None:
    with pytest.raises(LearnerError, match="2 to 256"):
        median_cut(CHINA, 1)


def test_curves_have_the_points_that_were_asked_for() -> None:
    curves = rate_curves(CHINA, (4, 32), (20, 80))
    assert list(curves) == ["k-means", "median cut", "JPEG"]
    for name, settings in (("k-means", (4, 32)), ("median cut", (4, 32)), ("JPEG", (20, 80))):
        curve = curves[name]
        assert curve.settings == settings
        assert curve.sizes[0] < curve.sizes[1]
        assert curve.psnr[0] < curve.psnr[1]
    fit = fit_palette(color_table(CHINA), 32)
    assert curves["k-means"].sizes[1] == indexed_bytes(SIZE, fit)
    assert curves["k-means"].psnr[1] == pytest.approx(fit.psnr)
    copy = jpeg_copy(CHINA, 80)
    assert curves["JPEG"].sizes[1] == copy.n_bytes
    assert curves["JPEG"].psnr[1] == pytest.approx(psnr(CHINA, copy.pixels))


def test_photographs_are_for_jpeg_and_flat_drawings_for_palettes() -> None:
    """What the lesson says, on the whole photograph and on the drawing."""
    china = load_sample_image("china.jpg")
    fit = fit_palette(color_table(china), 16)
    size = china.shape[1], china.shape[0]
    assert psnr(china, jpeg_within(china, indexed_bytes(size, fit)).pixels) > fit.psnr + 1
    drawing = as_pixels(make_flat_drawing())
    exact = fit_palette(color_table(drawing), 10)
    assert np.isinf(exact.psnr)
    assert indexed_bytes(size, exact) < min(png_bytes(drawing), jpeg_copy(drawing, 5).n_bytes)
