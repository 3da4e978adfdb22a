"""Curves of bytes against quality have the points of their files."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_sample_image

from teachclust.datasets import make_flat_drawing
from teachclust.images.distortion import psnr
from teachclust.images.file_sizes import indexed_bytes, jpeg_copy, jpeg_within, png_bytes
from teachclust.images.palettes import color_table, fit_palette
from teachclust.images.pixels import as_pixels
from teachclust.images.rate_distortion import rate_curves

CHINA = load_sample_image("china.jpg")[::4, ::4]
SIZE = CHINA.shape[1], CHINA.shape[0]


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
