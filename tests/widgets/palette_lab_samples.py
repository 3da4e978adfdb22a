"""Small pictures, for the tests of the PaletteLab."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from PIL import Image

from teachclust.widgets.palette_lab import PaletteLab


def pixels(seed: int = 0, height: int = 24, width: int = 36) -> Any:
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    smooth = np.stack([x, y, (x + y) / 2], axis=-1) + rng.normal(0, 0.05, (height, width, 3))
    return np.rint(np.clip(smooth, 0, 1) * 255).astype(np.uint8)


def png(data: Any) -> bytes:
    file = io.BytesIO()
    Image.fromarray(data).save(file, format="PNG")
    return file.getvalue()


def ask(w: PaletteLab, number: int, **edit: Any) -> None:
    w.request = {"id": number, "base": 1, "frame": 0, "edit": edit}


def decoded(shown: dict[str, Any]) -> tuple[Any, Any, Any]:
    palette = np.frombuffer(shown["palette"], "u1").reshape(-1, 3)
    centers = np.frombuffer(shown["centers"], "<f4").reshape(-1, 3)
    return palette, np.frombuffer(shown["index"], "u1"), centers
