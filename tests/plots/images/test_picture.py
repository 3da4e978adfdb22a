from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_sample_image

from teachclust.errors import LearnerError
from teachclust.images.distortion import color_distance
from teachclust.plots.images.picture import PictureDisplay

CHINA = load_sample_image("china.jpg")[::8, ::8]
DARKER = np.maximum(CHINA, 20) - 20
LIGHTER = np.minimum(CHINA, 245) + 10


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def test_pictures_are_drawn_as_they_are() -> None:
    display = PictureDisplay.from_predictions(CHINA, {"darker": DARKER, "lighter": LIGHTER})
    assert len(display.images_) == len(display.axes_) == 3
    for shown, picture in zip(display.images_, (CHINA, DARKER, LIGHTER), strict=True):
        np.testing.assert_array_equal(shown.get_array(), picture)
    titles = [ax.get_title().strip() for ax in display.axes_]
    assert titles == ["original", "darker", "lighter"]
    assert display.errors_ == []


@pytest.mark.parametrize("with_original", [False, True])
@pytest.mark.parametrize("n", [1, 2, 3])
def test_error_maps_are_distances_on_one_scale(n: int, with_original: bool) -> None:
    copies = dict(zip("abc"[:n], (DARKER, LIGHTER, CHINA), strict=False))
    display = PictureDisplay.from_predictions(
        CHINA, copies, errors=True, with_original=with_original
    )
    assert len(display.errors_) == n
    assert len({image.get_clim() for image in display.errors_}) == 1
    for shown, copy in zip(display.errors_, copies.values(), strict=True):
        np.testing.assert_allclose(shown.get_array(), color_distance(CHINA, copy))
    boxes = [ax.get_window_extent() for ax in display.axes_]
    display.figure_.canvas.draw()
    for i, one in enumerate(boxes):
        assert not any(one.overlaps(other) for other in boxes[:i])


def test_one_picture_and_its_map_stand_at_one_height() -> None:
    display = PictureDisplay.from_predictions(
        CHINA, {"a": DARKER}, errors=True, with_original=False
    )
    display.figure_.canvas.draw()
    left, right = (ax.get_window_extent() for ax in display.axes_)
    assert left.y0 == pytest.approx(right.y0, abs=1)
    assert left.height == pytest.approx(right.height, abs=1)


def test_the_key_goes_when_the_panels_go() -> None:
    display = PictureDisplay.from_predictions(CHINA, {"a": DARKER}, errors=True)
    before = len(display.figure_.axes)
    display.plot(display.ax_)
    assert len(display.figure_.axes) == before


def test_an_estimator_makes_a_copy_in_its_colors() -> None:
    display = PictureDisplay.from_estimator(KMeans(5, n_init=3, random_state=0), CHINA / 255)
    assert len(np.unique(display.copies[0].reshape(-1, 3), axis=0)) == 5
    assert "5 colors: PSNR" in display.alt


def test_an_exact_copy_is_said_to_be_one() -> None:
    display = PictureDisplay.from_predictions(CHINA, {"the same": CHINA}, errors=True)
    assert "the same: nothing lost" in display.alt
    assert "Infinity" not in display.alt


@pytest.mark.parametrize("copies", [{}, [DARKER], DARKER, {"a": DARKER[1:]}, {"a": "b"}])
def test_what_are_no_copies_is_refused(copies: Any) -> None:
    with pytest.raises(LearnerError):
        PictureDisplay.from_predictions(CHINA, copies)
