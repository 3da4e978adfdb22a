"""What a PaletteLab sends is what was fitted; the sizes are true."""

from __future__ import annotations

import io
import json
import math

import numpy as np
import pytest
from palette_lab_samples import decoded, pixels, png
from PIL import Image

from teachclust.errors import LearnerError
from teachclust.images import palettes
from teachclust.images.distortion import psnr
from teachclust.images.file_sizes import indexed_image
from teachclust.widgets.palette_lab import PaletteLab
from teachclust.words import browser_catalogue


def test_what_is_sent_is_what_was_fitted(fixed: PaletteLab) -> None:
    table = palettes.color_table(pixels())
    fit = palettes.fit_palette(table, 8)
    palette, index, centers = decoded(fixed.shown)
    np.testing.assert_array_equal(palette, fit.palette)
    np.testing.assert_array_equal(palette, fixed.palette)
    np.testing.assert_array_equal(index, fit.index)
    np.testing.assert_allclose(centers, fit.centers / 255, atol=1e-6)
    assert fixed.shown["psnr"] == fit.psnr == fixed.psnr
    assert (fixed.k, fixed.color_space) == (8, "rgb")
    assert len(fixed.shown["names"]) == len(fixed.shown["shares"]) == len(palette)
    assert sum(fixed.shown["shares"]) == pytest.approx(1, abs=1e-4)


def test_the_picture_and_its_cloud_are_sent(fixed: PaletteLab) -> None:
    sent = fixed.picture
    assert (sent["width"], sent["height"], sent["id"]) == (36, 24, 1)
    shown = np.frombuffer(sent["rgb"], "u1").reshape(24, 36, 3)
    np.testing.assert_array_equal(shown, pixels())
    colors = np.frombuffer(sent["colors"], "u1").reshape(-1, 3)
    counts = np.frombuffer(sent["counts"], "<f4")
    assert len(colors) == len(counts) == sent["n_colors"]
    assert counts.sum() == 24 * 36
    for name in ("rgb_at", "lab_at"):
        at = np.frombuffer(sent[name], "<f4")
        assert len(at) == colors.size
        assert at.min() >= 0
        assert at.max() <= 1


def test_the_cloud_of_many_colors_is_a_sample() -> None:
    rng = np.random.default_rng(0)
    many = rng.integers(0, 256, (100, 100, 3), dtype=np.uint8)
    sent = PaletteLab(many, k=2).picture
    assert sent["n_colors"] > 9000
    assert len(np.frombuffer(sent["counts"], "<f4")) == 5000
    colors = np.frombuffer(sent["colors"], "u1").reshape(-1, 3)
    assert {tuple(c) for c in colors} <= {tuple(c) for c in many.reshape(-1, 3)}


@pytest.mark.parametrize("k", [2, 5, 25, 200])
def test_sizes_are_true(k: int) -> None:
    w = PaletteLab(pixels(), k=k)
    picture, fit = w.content
    sizes = {row["key"]: row["bytes"] for row in w.shown["sizes"]}
    bits = math.ceil(math.log2(k))
    assert sizes["raw"] == 24 * 36 * 3
    assert sizes["packed"] == math.ceil(24 * 36 * bits / 8) + 3 * k
    stored = next(b for b in (1, 2, 4, 8) if b >= bits)
    file = io.BytesIO()
    indexed_image(picture.size, fit).save(file, format="PNG", bits=stored)
    assert sizes["indexed"] == len(file.getvalue())
    assert sizes["png"] == len(png(pixels()))
    # the file is what it says: it has these pixels, and no more bits for each than needed
    again = Image.open(io.BytesIO(file.getvalue()))
    assert again.mode == "P"
    assert file.getvalue()[24] == stored
    np.testing.assert_array_equal(
        np.asarray(again.convert("RGB")).reshape(-1, 3), fit.palette[fit.index]
    )
    assert any(f"{bits} of 24" == row["value"] for row in w.shown["figures"])


def test_a_picture_of_few_colors_is_exact_and_says_so() -> None:
    flat = np.zeros((8, 9, 3), dtype=np.uint8)
    flat[:4] = 200
    w = PaletteLab(flat, k=16)
    assert w.shown["psnr"] is None
    assert math.isinf(w.psnr)
    assert ", 2 in the picture:" in w.shown["caption"]
    assert len(w.palette) == 2
    json.dumps(w.page_state(), allow_nan=False)


def test_captions_are_short_and_plain() -> None:
    for k in (2, 16, 256):
        for data in (pixels(), pixels(3, 8, 8)):
            caption = PaletteLab(data, k=k).shown["caption"]
            assert len(caption) < 120
            assert caption.endswith(".")


def test_names_of_colors_stay_in_python() -> None:
    assert not [key for key in browser_catalogue() if key.startswith("color_name")]


def test_the_caption_compares_files_as_they_would_be_kept() -> None:
    w = PaletteLab("china", k=4)
    sizes = {row["key"]: row["bytes"] for row in w.shown["sizes"]}
    caption = w.shown["caption"]
    assert f"indexed PNG {sizes['indexed'] / 1000:,.1f} kB" in caption
    assert f"JPEG {sizes['jpeg'] / 1000:,.1f} kB" in caption


@pytest.mark.parametrize("k", [2, 8, 64])
def test_the_jpeg_takes_no_more_bytes_and_says_so_honestly(k: int) -> None:
    picture = np.kron(pixels(height=60, width=80), np.ones((2, 2, 1), dtype=np.uint8))
    shown = PaletteLab(picture, k=k).shown
    file = bytes(shown["jpeg"])
    indexed = next(one["bytes"] for one in shown["sizes"] if one["key"] == "indexed")
    with Image.open(io.BytesIO(file)) as opened:
        error = psnr(picture, np.asarray(opened.convert("RGB")))
    assert f"{len(file):,} bytes, PSNR {error:.1f} dB" in shown["jpeg_note"]
    assert f"{indexed:,} bytes" in shown["jpeg_note"]
    assert len(file) <= indexed or shown["jpeg_note"].startswith("No JPEG is as small")


def test_of_flat_colors_no_jpeg_is_as_small_and_it_says_so() -> None:
    flat = np.zeros((64, 64, 3), dtype=np.uint8)
    flat[20:40, 20:40] = 255
    shown = PaletteLab(flat, k=2).shown
    assert shown["jpeg_note"].startswith("No JPEG is as small: at quality 1 ")


def test_no_figure_compares_with_a_png_of_24_bits(fixed: PaletteLab) -> None:
    assert not any("PNG ÷" in figure["name"] for figure in fixed.shown["figures"])
    assert "JPEG, quality 90" in fixed.shown["figures"][-1]["name"]


def test_a_copy_is_compared_with_the_original_or_a_jpeg() -> None:
    assert PaletteLab(pixels(), k=2, against="jpeg").page_traits()["against"] == "jpeg"
    with pytest.raises(LearnerError, match="original or with a JPEG"):
        PaletteLab(pixels(), k=2, against="png")  # type: ignore[arg-type]
