"""A picture as an array: its numbers are kept, or the line that is proposed makes a picture."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from teachclust.datasets import load_photo
from teachclust.errors import LearnerError
from teachclust.images import arrays
from teachclust.images.arrays import array_pixels

WHOLE = np.random.default_rng(0).integers(0, 256, (4, 5, 3), dtype=np.uint8)


def mended(image: Any) -> Any:
    """Run the line that the error of an array proposes, and return the picture that it makes."""
    with pytest.raises(LearnerError) as caught:
        array_pixels(image)
    scope: dict[str, Any] = {"image": image, "np": np, "load_photo": load_photo}
    exec(caught.value.fix, scope)
    return array_pixels(scope["image"])


@pytest.mark.parametrize("kind", ["u1", "i2", "u2", "i4", "i8", "u8", ">i4"])
def test_whole_numbers_of_every_size(kind: str) -> None:
    pixels = array_pixels(WHOLE.astype(kind))
    assert pixels.dtype == np.uint8
    np.testing.assert_array_equal(pixels, WHOLE)


@pytest.mark.parametrize("kind", ["f2", "f4", "f8", ">f8"])
def test_floats_of_every_size(kind: str) -> None:
    values = (WHOLE / 255).astype(kind)
    pixels = array_pixels(values)
    assert pixels.dtype == np.float64
    np.testing.assert_array_equal(pixels, values.astype("f8"))


def test_gray_opacity_truth_values_lists_and_tables() -> None:
    gray = WHOLE[:, :, 0]
    np.testing.assert_array_equal(array_pixels(gray), np.repeat(gray[:, :, None], 3, axis=2))
    np.testing.assert_array_equal(array_pixels(WHOLE.tolist()), WHOLE)
    np.testing.assert_array_equal(array_pixels(pd.DataFrame(gray))[:, :, 1], gray)
    assert array_pixels(np.array([[True, False]]))[0].tolist() == [[255] * 3, [0] * 3]
    clear = np.dstack([WHOLE, np.zeros((4, 5), np.uint8)])
    assert (array_pixels(clear) == 255).all()
    assert (array_pixels(clear / 255) == 1).all()


@pytest.mark.parametrize(
    ("image", "low", "high"),
    [
        (np.array([[0.5, np.nan], [0, 1]]), 0, 1),
        (np.array([[0.5, np.inf], [-np.inf, 1]]), 0, 1),
        (np.full((2, 2, 3), np.nan), 0, 0),
        (WHOLE / 255 * 2 - 1, 0, 1),
        (WHOLE.astype(float), 0, 1),
        (WHOLE * 1.0 - 5, 0, 1),
        (WHOLE.astype(int) * 1000, 0, 1),
        (WHOLE.astype(int) - 300, 0, 1),
        (np.array([[0, 65_535]], dtype=np.uint16), 0, 1),
        (np.array([[-128, 127]], dtype=np.int8), 0, 1),
        (np.array([[-1e308, 1e308]]), 0, 1),
        (np.array([[0, 2]], dtype=np.longdouble), 0, 1),
        ([[-1.0, 2.0]], 0, 1),
        (np.array([[1, 300]], dtype=object), 0, 1),
        (np.full((2, 2), -3), None, None),
        (np.full((2, 2), 1e300), None, None),
    ],
)
def test_numbers_out_of_range_are_mended_by_the_line(image: Any, low: Any, high: Any) -> None:
    with np.errstate(all="raise"):
        made = mended(image)
    assert made.shape[:2] == np.shape(image)[:2]
    if low is not None:
        assert made.min() == pytest.approx(low, abs=0.05)
        assert made.max() == pytest.approx(high, abs=0.05)


def test_a_usual_range_is_kept_so_that_colors_stay() -> None:
    levels = np.array([[[10.0, 100.0, 200.0]]])
    np.testing.assert_allclose(mended(levels), levels / 255)
    np.testing.assert_allclose(mended(levels - 12), np.clip(levels - 12, 0, 255) / 255)
    np.testing.assert_allclose(mended(levels / 127.5 - 1), levels / 255)
    np.testing.assert_allclose(mended(np.array([[-0.01, 0.5, 1.01]]))[0, :, 0], [0, 0.5, 1])
    missing = np.array([[[0.25, np.nan, 0.5]]])
    np.testing.assert_allclose(mended(missing), [[[0.25, 0, 0.5]]])


@pytest.mark.parametrize(
    ("shape", "made"),
    [
        ((4, 5, 1), (4, 5)),
        ((4, 5, 2), (4, 5)),
        ((4, 5, 7), (5, 7)),  # channels first, four of them
        ((6, 5, 7), (6, 5)),
        ((3, 8, 9), (8, 9)),
        ((1, 8, 9), (8, 9)),
        ((2, 4, 5, 3), (4, 5)),
        ((2, 1, 3, 8, 9), (8, 9)),
        ((7,), (427, 640)),
        ((0, 3, 3), (427, 640)),
        ((), (427, 640)),
    ],
)
@pytest.mark.parametrize("bad", [0.5, 200.0, -3.0])
def test_other_shapes_are_mended_by_the_line(
    shape: tuple[int, ...], made: tuple[int, ...], bad: float
) -> None:
    assert mended(np.full(shape, bad)).shape == (*made, 3)


@pytest.mark.parametrize(
    "image",
    [
        np.full((3, 4, 3), "a"),
        np.ones((3, 4, 3), complex),
        [[1, 2], [3]],
        np.zeros((2, 2), "M8[D]"),
    ],
)
def test_what_is_no_numbers_is_refused(image: Any) -> None:
    assert mended(image).shape == (427, 640, 3)


def test_masked_numbers_are_not_unmasked_silently() -> None:
    masked = np.ma.masked_array(WHOLE / 255, mask=WHOLE > 200)
    np.testing.assert_array_equal(mended(masked), masked.filled(0))
    nothing_masked = np.ma.masked_array(WHOLE)
    np.testing.assert_array_equal(array_pixels(nothing_masked), WHOLE)


@pytest.mark.parametrize("shape", [(50, 60), (1, 3000), (3000, 1, 3)])
def test_large_arrays_are_refused_as_large_files_are(
    shape: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrays, "MOST_PIXELS", 500)
    made = mended(np.zeros(shape, np.uint8))
    assert made.shape[0] * made.shape[1] <= 500


@settings(max_examples=60, deadline=None)
@given(
    hnp.arrays(
        st.sampled_from(["f8", "f4", "i8", "i2", "u2", "bool"]),
        hnp.array_shapes(min_dims=1, max_dims=4, max_side=4),
    )
)
def test_every_array_of_numbers_is_a_picture_at_once_or_by_the_line(image: Any) -> None:
    try:
        pixels = array_pixels(image)
    except LearnerError:
        pixels = mended(image)
    assert pixels.ndim == 3
    assert pixels.shape[2] == 3
    assert pixels.max() <= (1 if pixels.dtype.kind == "f" else 255)
