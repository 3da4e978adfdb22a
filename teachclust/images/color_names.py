"""A plain name for a color: the nearest, in CIELAB, of a small table that we chose."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np

from teachclust.images.color_space import rgb_to_lab
from teachclust.images.picture import Floats
from teachclust.words import say

#: key in the catalogue, and the color that it stands for
_TABLE: Final[dict[str, str]] = {
    "black": "#0c0c0c",
    "dark_gray": "#4a4a4a",
    "gray": "#808080",
    "light_gray": "#bdbdbd",
    "white": "#f8f8f8",
    "dark_red": "#7a1414",
    "red": "#d22020",
    "light_red": "#ef7d78",
    "dark_brown": "#3b2616",
    "brown": "#7b4b26",
    "light_brown": "#b08457",
    "beige": "#dcc9a5",
    "orange": "#ee8a22",
    "light_orange": "#f6b878",
    "dark_yellow": "#a58a18",
    "yellow": "#efd92c",
    "light_yellow": "#f6efa6",
    "olive": "#666629",
    "dark_green": "#1d4a22",
    "green": "#329a3a",
    "light_green": "#98cf8e",
    "gray_green": "#77866c",
    "gray_brown": "#75694f",
    "dark_turquoise": "#14585a",
    "turquoise": "#2bb0a9",
    "light_turquoise": "#a2dcd8",
    "dark_blue": "#17275f",
    "blue": "#2a5fcd",
    "sky_blue": "#6fb0e6",
    "light_blue": "#bcd7ee",
    "gray_blue": "#6d8296",
    "dark_purple": "#42205a",
    "purple": "#7f3fa0",
    "light_purple": "#bda3d9",
    "dark_pink": "#b32468",
    "pink": "#ec7fb0",
    "light_pink": "#f5cbd6",
}


def color_names(rgb: Any) -> list[str]:
    """Return a plain name for each color.

    Parameters
    ----------
    rgb : array-like of shape (n_colors, 3)
        Red, green, blue from 0 to 255.

    Returns
    -------
    names : list of str
        Like "dark green". Colors that are alike get the same name.
    """
    wanted = rgb_to_lab(np.atleast_2d(rgb))
    far = ((wanted[:, np.newaxis] - _places()) ** 2).sum(axis=2)
    keys = list(_TABLE)
    return [say(f"color_name.{keys[i]}") for i in far.argmin(axis=1)]


def hex_of(color: Any) -> str:
    """Return ``"#rrggbb"`` of red, green, blue from 0 to 255."""
    red, green, blue = (int(value) for value in color)
    return f"#{red:02x}{green:02x}{blue:02x}"


@cache
def _places() -> Floats:
    return rgb_to_lab([list(bytes.fromhex(color[1:])) for color in _TABLE.values()])
