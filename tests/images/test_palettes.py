"""Palettes: exact where they can be checked, and as good as k-means over all pixels."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sklearn.cluster import KMeans
from sklearn.datasets import load_sample_image

from teachclust.errors import LearnerError
from teachclust.images.color_space import rgb_to_lab
from teachclust.images.distortion import psnr
from teachclust.images.palettes import (
    bits_per_pixel,
    color_table,
    fit_palette,
    median_cut,
)

CHINA = load_sample_image("china.jpg")[::4, ::4]


def picture(seed: int, side: int = 48, levels: int = 256) -> Any:
    """Smooth colors with noise, so that there are many of them."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0 : 1 : side * 1j, 0 : 1 : side * 1j]
    waves = [np.sin(7 * x + a) * np.cos(5 * y - a) for a in rng.uniform(0, 6, 3)]
    noisy = 0.5 + 0.4 * np.stack(waves, axis=-1) + rng.normal(0, 0.03, (side, side, 3))
    return np.rint(np.clip(noisy, 0, 1) * (levels - 1) * (255 // (levels - 1))).astype(np.uint8)


# --- the table of distinct colors -------------------------------------------------------------


@pytest.mark.parametrize("levels", [2, 6, 256])
def test_the_table_is_the_picture(levels: int) -> None:
    pixels = picture(0, 96, levels)
    table = color_table(pixels)
    np.testing.assert_array_equal(table.colors[table.index], pixels.reshape(-1, 3))
    oracle, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)
    np.testing.assert_array_equal(table.colors, oracle)
    np.testing.assert_array_equal(table.counts, counts)
    assert table.box_counts.sum() == len(pixels) ** 2
    mean = (table.boxes * table.box_counts[:, None]).sum(axis=0) / table.box_counts.sum()
    np.testing.assert_allclose(mean, pixels.reshape(-1, 3).mean(axis=0), rtol=1e-5)


# --- palettes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("space", ["rgb", "lab"])
@pytest.mark.parametrize("k", [2, 5, 16, 256])
def test_figures_are_those_of_the_picture_that_is_made(k: int, space: Any) -> None:
    pixels = picture(1)
    fit = fit_palette(color_table(pixels), k, space)
    np.testing.assert_array_equal(fit.image(pixels.shape).reshape(-1, 3), fit.palette[fit.index])
    copy = fit.palette[fit.index].astype(float)
    mse = ((copy - pixels.reshape(-1, 3)) ** 2).mean()
    assert fit.mse == pytest.approx(mse)
    assert fit.psnr == pytest.approx(10 * math.log10(255**2 / mse))
    shares = np.bincount(fit.index, minlength=len(fit.palette)) / len(fit.index)
    np.testing.assert_allclose(fit.shares, shares)
    assert (np.diff(fit.shares) <= 0).all(), "the most frequent first"
    assert len(fit.palette) <= k
    np.testing.assert_array_equal(fit.palette, np.rint(fit.centers))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("k", [4, 16, 64])
def test_as_good_as_k_means_over_all_pixels(seed: int, k: int) -> None:
    pixels = picture(seed, 128)
    assert len(color_table(pixels).boxes) < len(color_table(pixels).colors)
    fit = fit_palette(color_table(pixels), k, random_state=seed)
    flat = pixels.reshape(-1, 3).astype(np.float32)
    oracle = KMeans(k, n_init=1, random_state=seed).fit(flat)
    copy = np.rint(oracle.cluster_centers_)[oracle.labels_]
    psnr = 10 * math.log10(255**2 / ((copy - flat) ** 2).mean())
    assert fit.psnr > psnr - 0.25


def test_each_pixel_takes_the_nearest_center() -> None:
    pixels = picture(2, 96)
    for space, place in (("rgb", np.asarray), ("lab", rgb_to_lab)):
        fit = fit_palette(color_table(pixels), 8, space)  # type: ignore[arg-type]
        at = np.asarray(place(pixels.reshape(-1, 3)), dtype=float)
        far = ((at[:, None] - np.asarray(place(fit.centers))) ** 2).sum(axis=2)
        lost = far[np.arange(len(at)), fit.index] - far.min(axis=1)
        # one step of Lloyd's may be left: few pixels, and they lie at a border
        assert (lost > 1.0).mean() < 0.02


def test_the_same_seed_gives_the_same_palette() -> None:
    table = color_table(picture(3))
    first, second = (fit_palette(table, 12, random_state=5) for _ in range(2))
    np.testing.assert_array_equal(first.palette, second.palette)
    np.testing.assert_array_equal(first.index, second.index)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 8), st.integers(2, 12), st.sampled_from(["rgb", "lab"]))
def test_few_colors_are_kept_as_they_are(colors: int, k: int, space: Any) -> None:
    rng = np.random.default_rng(colors)
    few = rng.choice(256**3, colors, replace=False)
    few = np.column_stack([few >> 16, few >> 8 & 255, few & 255]).astype(np.uint8)
    pixels = few[np.arange(60) % colors].reshape(6, 10, 3)
    fit = fit_palette(color_table(pixels), k, space)
    assert len(fit.palette) == min(k, colors)
    if colors <= k:
        assert math.isinf(fit.psnr)
        np.testing.assert_array_equal(fit.palette[fit.index], pixels.reshape(-1, 3))


@pytest.mark.parametrize(
    ("k", "bits"), [(2, 1), (3, 2), (4, 2), (16, 4), (17, 5), (25, 5), (64, 6), (256, 8)]
)
def test_bits_are_whole(k: int, bits: int) -> None:
    assert bits_per_pixel(k) == bits == math.ceil(math.log2(k))


@pytest.mark.parametrize("k", [1, 257, 0, 2.5, True, "8"])
def test_a_k_that_is_none_is_refused(k: Any) -> None:
    with pytest.raises(LearnerError, match="2 to 256"):
        fit_palette(color_table(picture(0)), k)


def test_a_space_that_is_none_is_refused() -> None:
    with pytest.raises(LearnerError, match="hsv"):
        fit_palette(color_table(picture(0)), 4, "hsv")  # type: ignore[arg-type]


# --- median cut -------------------------------------------------------------------------------


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
