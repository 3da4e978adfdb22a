"""From a decoded picture of any kind to red, green and blue in [0, 1]."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from teachclust.errors import LearnerError
from teachclust.images.picture import Bytes, Floats

if TYPE_CHECKING:
    from PIL import Image

_ORIENTATION: Final = 0x0112  # the EXIF tag: how the camera was held
_TURNS: Final = {
    2: "mirrored",
    3: "turned by 180 degrees",
    4: "mirrored top to bottom",
    5: "turned and mirrored",
    6: "turned by 90 degrees",
    7: "turned and mirrored",
    8: "turned by 90 degrees",
}
_SEE_THROUGH: Final = frozenset({"RGBA", "LA", "PA", "RGBa"})
# Modes in which Pillow tells one shade or color as see-through beside the pixels.
_ONE_IS_CLEAR: Final = frozenset({"1", "L", "RGB", "P"})
_ONE_NUMBER: Final = frozenset({"I", "F", "I;16", "I;16L", "I;16B", "I;16N"})
_SIXTEEN: Final = 65_535


def frame_notices(opened: Image.Image, *, first: bool = True) -> tuple[str, ...]:
    """Say that a picture has several frames, and that the first or the present one is taken."""
    frames = getattr(opened, "n_frames", 1)
    if frames < 2:
        return ()
    if first:
        opened.seek(0)
    present = opened.tell() + 1
    which = "the first" if present == 1 else f"number {present}"
    return (f"The file holds {frames} pictures; this is {which}.",)


def pixels_of(opened: Image.Image, head: bytes) -> tuple[Bytes | Floats, tuple[str, ...]]:
    """Return a picture's pixels, upright and opaque, and notices of what was done.

    They are uint8, or float64 from 0 to 1 where 8 bits would lose something. `opened` is decoded
    and stays as it is. `head` is the first 32 bytes of its file, which tell of 16 bits that Pillow
    has cut to 8.
    """
    picture, notices = _upright(opened)
    notices += _profile_notices(picture)
    if picture.mode in _ONE_NUMBER:
        grey, more = _one_number(picture, opened.format)
        return np.repeat(grey[:, :, None], 3, axis=2), (*notices, *more)
    if _is_deep_png(head):
        notices += ("The file has 16 bits a colour; the upper 8 of them are read.",)
    if picture.mode == "CMYK":
        notices += ("The file has four inks (CMYK); its colours are near those of a print.",)
    if picture.mode == "La":
        picture = picture.convert("LA")
    if _may_be_clear(picture):
        image, more = _on_white(picture)
        return image, (*notices, *more)
    rgb = picture if picture.mode == "RGB" else picture.convert("RGB")
    return np.array(rgb, dtype=np.uint8), notices


def _may_be_clear(picture: Image.Image) -> bool:
    """Tell whether a picture may have see-through pixels: by its mode, note or palette."""
    palette = getattr(picture, "palette", None)
    return (
        picture.mode in _SEE_THROUGH
        or (picture.mode in _ONE_IS_CLEAR and picture.info.get("transparency") is not None)
        or (picture.mode == "P" and palette is not None and palette.mode.endswith("A"))
    )


def _profile_notices(picture: Image.Image) -> tuple[str, ...]:
    """Say that a picture has a color profile other than sRGB, which is not applied."""
    profile = picture.info.get("icc_profile")
    if not isinstance(profile, bytes) or not profile:
        return ()
    # the profile's name stands in it as ASCII or as UTF-16
    if b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile:
        return ()
    return ("Its colour profile is not sRGB and is not applied: colours may look duller.",)


def _upright(opened: Image.Image) -> tuple[Image.Image, tuple[str, ...]]:
    """Rotate a picture by its EXIF orientation; unreadable metadata are ignored."""
    from PIL import ImageOps

    try:
        turn = _TURNS.get(opened.getexif().get(_ORIENTATION, 1))
        if turn is None:
            return opened, ()
        turned = ImageOps.exif_transpose(opened)
    except Exception:  # a broken EXIF block, raising whatever its parser meets
        return opened, ("The file's note of how the camera was held is broken: nothing is turned.",)
    return turned or opened, (f"The picture was {turn}, as the camera was held (EXIF).",)


def _is_deep_png(head: bytes) -> bool:
    """Tell whether a PNG file has 16 bits in each of several channels."""
    return head.startswith(b"\x89PNG") and head[12:16] == b"IHDR" and head[24:25] == b"\x10"


def _on_white(picture: Image.Image) -> tuple[Bytes | Floats, tuple[str, ...]]:
    """Lay a picture with see-through pixels on white paper."""
    rgba = np.asarray(picture.convert("RGBA"))
    clear = int(np.count_nonzero(rgba[:, :, 3] < 255))
    if not clear:
        return np.ascontiguousarray(rgba[:, :, :3]), ()
    alpha = rgba[:, :, 3:] / 255.0
    image: Floats = rgba[:, :, :3] / 255.0
    image *= alpha
    image += 1.0 - alpha
    share = 100 * clear / alpha.size
    shown = f"{share:.0f} %" if share >= 1 else "less than 1 %"
    # rounding may leave the sum a hair above 1
    return np.minimum(image, 1.0, out=image), (
        f"See-through pixels ({shown} of all) are laid on white.",
    )


def _one_number(picture: Image.Image, kind: str | None) -> tuple[Floats, tuple[str, ...]]:
    """Return shades of grey in [0, 1] from whole numbers of 16 or 32 bits, or from floats."""
    values = np.asarray(picture).astype(np.float64)
    if not np.isfinite(values).all():
        raise LearnerError(
            "The picture holds numbers that are infinite or missing",
            why="They have no colour, and no distance to one.",
            fix='picture = load_photo("china")',
        )
    low, high = float(values.min()), float(values.max())
    if picture.mode == "F" and low >= 0 and high <= 1:
        return values, ()
    # PNG and PPM keep 16 bits; old versions of Pillow read them as 32
    sixteen = picture.mode.startswith("I;16") or kind in ("PNG", "PPM")
    if sixteen and low >= 0 and high <= _SIXTEEN:
        shades = values / _SIXTEEN
        clear = _clear(picture, values)
        shades[clear] = 1.0
        paper = ("See-through pixels are laid on white.",) if clear.any() else ()
        return shades, ("The file has shades of grey in 16 bits; all are kept.", *paper)
    shades = (values - low) / (high - low) if high > low else np.zeros_like(values)
    return shades, (
        f"The numbers of the file, from {low:g} to {high:g}, are shown as black to white.",
    )


def _clear(picture: Image.Image, values: Floats) -> Any:
    """Return which pixels have the one shade that a PNG file calls see-through."""
    shade = picture.info.get("transparency")
    return values == shade if isinstance(shade, int) else np.zeros(values.shape, dtype=bool)
