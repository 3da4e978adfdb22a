"""What lesson 06_image_compression declares right, computed another way."""

from __future__ import annotations

import math

import pytest

from teachclust.images.distortion import psnr
from teachclust.lessons.checking import check
from teachclust.lessons.compression import exercises as module
from teachclust.lessons.compression.exercises import BITS


def test_bits_bytes_and_ratio():
    bits, n_bytes, ratio = (answer.right for answer in BITS.answers)
    assert bits == math.ceil(math.log2(25))
    assert n_bytes == math.ceil(1365 * 2048 * bits / 8) + 75
    assert ratio == pytest.approx(1365 * 2048 * 3 / n_bytes)


def test_psnr_is_that_of_the_package():
    for original, copy in module._pairs():
        assert module._psnr(original, copy) == pytest.approx(psnr(original, copy))


def test_pictures_that_are_equal_may_end_in_an_error_of_ones_own():
    def raises(a, b):
        if (a == b).all():
            raise ValueError("equal")
        return module._psnr(a, b)

    assert check("compression-3", raises).kind == "stopped"
    assert check("compression-3", module._psnr).kind == "wrong"


def test_weights_matter_in_the_picture_of_the_palette():
    for seed in (0, 1):
        pixels = module._picture(seed)
        colors, counts = module._table(pixels)
        best = module._best(seed)
        weighted = module._error(pixels, module._fit(colors, counts))
        unweighted = module._error(pixels, module._fit(colors))
        assert abs(10 * math.log10(weighted / best)) < module._LESS / 2
        assert 10 * math.log10(unweighted / best) > 1.5 * module._LESS
