"""From sRGB to CIELAB and back, by the formulas (IEC 61966-2-1, CIE 15), white point D65.

In CIELAB a step of one is about as much to the eye wherever it is taken; in RGB it is not.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.images.picture import Floats

_TO_XYZ: Final = np.array(
    [
        [0.4123907992659595, 0.357584339383878, 0.1804807884018343],
        [0.21263900587151036, 0.715168678767756, 0.07219231536073371],
        [0.01933081871559185, 0.11919477979462599, 0.9505321522496606],
    ]
)
_FROM_XYZ: Final = np.linalg.inv(_TO_XYZ)
_WHITE: Final = _TO_XYZ.sum(axis=1)  # D65: what red = green = blue = 1 gives
_DELTA: Final = 6 / 29


def rgb_to_lab(rgb: Any) -> Floats:
    """Convert sRGB colors to CIELAB.

    Parameters
    ----------
    rgb : array-like of shape (..., 3)
        Red, green, blue from 0 to 255.

    Returns
    -------
    lab : ndarray of shape (..., 3)
        Lightness from 0 to 100, a (green to red) and b (blue to yellow), about -110 to 100.
    """
    s = np.asarray(rgb, dtype=np.float64) / 255
    linear = np.where(s <= 0.04045, s / 12.92, ((np.maximum(s, 0.0) + 0.055) / 1.055) ** 2.4)
    t = linear @ _TO_XYZ.T / _WHITE
    f = np.where(t > _DELTA**3, np.cbrt(t), t / (3 * _DELTA**2) + 4 / 29)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def lab_to_rgb(lab: Any) -> Floats:
    """Convert CIELAB colors to sRGB.

    Parameters
    ----------
    lab : array-like of shape (..., 3)
        Lightness, a and b.

    Returns
    -------
    rgb : ndarray of shape (..., 3)
        Red, green, blue, not rounded, held to 0 to 255: CIELAB has colors that no screen shows.
    """
    values = np.asarray(lab, dtype=np.float64)
    y = (values[..., 0] + 16) / 116
    f = np.stack([y + values[..., 1] / 500, y, y - values[..., 2] / 200], axis=-1)
    t = np.where(f > _DELTA, f**3, 3 * _DELTA**2 * (f - 4 / 29))
    linear = np.maximum((t * _WHITE) @ _FROM_XYZ.T, 0.0)
    s = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    clipped: Floats = np.clip(s, 0.0, 1.0) * 255
    return clipped
