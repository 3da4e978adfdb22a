"""Thumbnails: small pictures that show the clusters' colors."""

from __future__ import annotations

import io

import matplotlib.image as image
import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from teachclust.palette import SHAPES, cluster_look
from teachclust.traces import trace
from teachclust.widgets.stepper import trace_png
from teachclust.widgets.thumbnails import HEIGHT, WIDTH, Canvas, indexed_png


def decode(png: bytes) -> np.ndarray:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return np.rint(image.imread(io.BytesIO(png), format="png")[..., :3] * 255).astype(int)


def has(pixels: np.ndarray, color: str) -> int:
    rgb = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return int((pixels == rgb).all(axis=2).sum())


@pytest.mark.parametrize("k", [1, 4, 9])
def test_every_cluster_shows_in_its_color(k: int) -> None:
    X = make_blobs(300, centers=k, random_state=0, cluster_std=0.4)[0]
    pixels = decode(trace_png(trace(KMeans(k, n_init=3, random_state=0), X)))
    assert pixels.shape == (HEIGHT, WIDTH, 3)
    for j in range(k):
        assert has(pixels, cluster_look(j)["color"]) > 50
    assert has(pixels, "#ffffff") > WIDTH * HEIGHT / 3


def test_before_an_assignment_no_color_shows() -> None:
    X = make_blobs(100, centers=3, random_state=0)[0]
    traced = trace(KMeans(3, random_state=0), X)
    pixels = decode(trace_png(traced, 0))
    assert all(has(pixels, cluster_look(j)["color"]) == 0 for j in range(3))


def test_the_same_trace_gives_the_same_bytes() -> None:
    X = make_blobs(100, centers=3, random_state=0)[0]
    first, second = (trace_png(trace(KMeans(3, random_state=0), X)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "X",
    [
        [[0.0, 0.0]] * 5 + [[1.0, 1.0]],
        [[1.0], [2.0], [7.0], [9.0]],
        [[1e150, 0.0], [-1e150, 1.0], [0.0, 3.0]],
        [[1e-150, 0.0], [2e-150, 0.0], [0.0, 0.0]],
        [[5.0, float(i)] for i in range(9)],
    ],
    ids=["duplicates", "one feature", "huge", "tiny", "a line"],
)
def test_odd_data_is_drawn(X: list[list[float]]) -> None:
    decode(trace_png(trace(KMeans(2, random_state=0), X)))


def test_many_points_make_a_small_picture() -> None:
    X = make_blobs(10_000, centers=5, random_state=0)[0]
    assert len(trace_png(trace(KMeans(5, random_state=0), X))) < 60_000


def test_a_line_has_a_gap_where_a_place_is_missing() -> None:
    canvas = Canvas(40, 10)
    canvas.line(
        np.array([[2.0, 5.0], [12.0, 5.0], [np.nan, 5.0], [24.0, 5.0], [36.0, 5.0]]), 2.0, "#000000"
    )
    canvas.rectangle((0, 9, 40, 10), "#000000")
    pixels = decode(canvas.png())[..., 0]
    assert (pixels[5, [3, 10, 26, 34]] < 128).all()
    assert (pixels[5, 15:22] == 255).all()
    assert (pixels[9] == 0).all()


def test_each_marker_has_about_the_area_of_a_circle() -> None:
    for shape in SHAPES:
        canvas = Canvas(60, 60)
        canvas.markers([[30.0, 30.0]], shape, 20.0, "#000000")
        dark = decode(canvas.png())[..., 0] < 128
        assert 0.4 < dark.sum() / (np.pi * 20**2) < 1.1, shape
        columns = np.flatnonzero(dark.any(axis=0))
        assert abs((columns.min() + columns.max()) / 2 - 30) <= 1, shape


def test_up_to_256_colors_are_kept_and_more_become_the_nearest() -> None:
    few = np.arange(256, dtype=np.uint8).repeat(3).reshape(16, 16, 3)
    np.testing.assert_array_equal(decode(indexed_png(few)), few)
    many = np.zeros((30, 30, 3), dtype=np.uint8)
    many[..., 0], many[..., 1] = np.mgrid[0:30, 0:30]
    assert np.abs(decode(indexed_png(many)) - many).max() <= 30
    assert np.abs(decode(indexed_png(many)) - many).mean() < 6
