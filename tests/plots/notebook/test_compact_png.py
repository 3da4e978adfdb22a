"""Pictures of figures in few bytes: plots with a table of colors, photographs as they are."""

from __future__ import annotations

import base64
import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from teachclust.datasets import load_photo
from teachclust.plots.notebook.compact_png import (
    compact_png,
    dark_data_url,
    preview_png,
    small_data_url,
)


def figure_png(**options: object) -> bytes:
    figure, ax = plt.subplots(figsize=(5, 4))
    ax.scatter(*np.random.default_rng(0).normal(size=(2, 300)), c=np.arange(300) % 7, cmap="tab10")
    buffer = io.BytesIO()
    figure.savefig(buffer, dpi=144, **options)
    plt.close(figure)
    return buffer.getvalue()


def photo_png() -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(np.uint8(255 * load_photo("china").image[:200, :300])).save(buffer, "PNG")
    return buffer.getvalue()


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=int)


def test_a_plot_takes_half_the_bytes_and_looks_the_same() -> None:
    png = figure_png()
    small = compact_png(png)
    assert len(small) < 0.6 * len(png)
    gap = np.abs(pixels(small) - pixels(png))
    assert gap.mean() <= 1
    assert gap.max() <= 20
    assert small[16:24] == png[16:24], "its size stands where it stood"


@pytest.mark.parametrize("n_colors", [1, 2, 17, 256])
def test_a_picture_of_few_colors_keeps_each_of_them(n_colors: int) -> None:
    rng = np.random.default_rng(n_colors)
    colors = rng.integers(0, 256, (n_colors, 3)).astype(np.uint8)
    index = np.concatenate([np.arange(n_colors), rng.integers(0, n_colors, 4_000 - n_colors)])
    buffer = io.BytesIO()
    Image.fromarray(colors[index].reshape(50, 80, 3)).save(buffer, "PNG")
    small = compact_png(buffer.getvalue())
    assert len(small) <= len(buffer.getvalue())
    assert np.array_equal(pixels(small), pixels(buffer.getvalue()))


def test_a_photograph_and_a_transparent_figure_stay_as_they_are() -> None:
    for png in (photo_png(), figure_png(transparent=True)):
        assert compact_png(png) == png


def test_an_address_holds_the_picture_without_loss() -> None:
    for png in (photo_png(), compact_png(figure_png()), figure_png(transparent=True)):
        address = small_data_url(png)
        head, data = address.split(",", 1)
        assert head in ("data:image/png;base64", "data:image/webp;base64")
        held = base64.b64decode(data)
        assert len(held) <= len(png)
        assert np.array_equal(pixels(held), pixels(png))


def test_a_photograph_has_256_colors_where_no_html_is_shown() -> None:
    plot = compact_png(figure_png())
    assert preview_png(plot) == plot
    small = preview_png(photo_png())
    assert len(small) < 0.5 * len(photo_png())
    assert len(np.unique(pixels(small).reshape(-1, 3), axis=0)) <= 256
    assert np.abs(pixels(small) - pixels(photo_png())).mean() < 5


def test_a_dark_photograph_takes_few_bytes_and_a_dark_plot_loses_nothing() -> None:
    plot = compact_png(figure_png())
    assert dark_data_url(plot) == small_data_url(plot)
    address = dark_data_url(photo_png())
    assert len(address) < 0.3 * len(small_data_url(photo_png()))
    lossy = pixels(base64.b64decode(address.split(",", 1)[1]))
    assert np.abs(lossy - pixels(photo_png())).mean() < 10
