"""Reads a learner's own picture, whatever kind of file it is."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any, Final

from teachclust.checks import display_name
from teachclust.datasets.given_file import GivenFile, Wanted, read_given
from teachclust.datasets.picture import Picture
from teachclust.datasets.pixels import frame_notices, pixels_of
from teachclust.errors import LearnerError

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS: Final = 16_000_000
_SHRINK: Final = (
    "from PIL import Image; small = Image.open({path}); small.thumbnail((1600, 1600)); "
    'small.convert("RGB").save("small.jpg")'
)
_BUNDLED: Final = 'picture = load_photo("china")'
# Above this even the line that makes it smaller would fill the memory.
_MOST_TO_SHRINK: Final = 80_000_000
_WANTED: Final = Wanted(
    call="read_image",
    gives="picture",
    noun="a picture",
    suffixes=(".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff"),
    most_bytes=100_000_000,
    smaller=_SHRINK,
)
# Only these are tried: others start programs of their own (EPS) or are rarely photographs.
_FORMATS: Final[tuple[str, ...]] = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "PPM")
_LICENCE: Final = "as its maker allows; a picture of your own is yours"


def read_image(source: Any) -> Picture:
    """Read a picture: a file's path, its bytes, or what was uploaded.

    Parameters
    ----------
    source : str, os.PathLike, bytes or FileUpload
        A JPEG, PNG, GIF, WebP, BMP, TIFF or PPM file, its bytes, or an ipywidgets FileUpload (or
        its ``value``).

    Returns
    -------
    picture : Picture
        image : ndarray of shape (height, width, 3), float64 in [0, 1]; title, source and licence;
        n_bytes of the file; notices, sentences about what was done: turned as the camera was held,
        see-through pixels put on white, the first frame of several taken, 16 bits or inks read.

    Raises
    ------
    LearnerError
        With the line that mends it: when there is no such file, it is no picture, it is broken or
        cut short, or has more than 16 million pixels (which is found out before it is decoded).

    Notes
    -----
    Colours are taken for sRGB; a colour profile in the file is not applied. Costs 24 bytes a pixel
    for the result, and 8 more on the way (32 where pixels are see-through): 12 million pixels take
    288 MB and about a second.

    Examples
    --------
    >>> import io
    >>> from PIL import Image
    >>> from teachclust.datasets import read_image
    >>> file = io.BytesIO()
    >>> Image.new("RGB", (4, 2), "red").save(file, "PNG")
    >>> picture = read_image(file.getvalue())
    >>> picture.image.shape, picture.image[0, 0].tolist()
    ((2, 4, 3), [1.0, 0.0, 0.0])
    """
    given = read_given(source, _WANTED)
    with warnings.catch_warnings():
        # Pillow's warnings about large pictures and odd metadata: the size is checked here
        warnings.simplefilter("ignore")
        with _open(given) as opened:
            _check_size(opened, given)
            image, notices = _decode(opened, given)
    return Picture(
        image=image,
        title=given.name,
        notices=notices,
        source=f"your file {given.name}",
        licence=_LICENCE,
        n_bytes=len(given.content),
    )


def _open(given: GivenFile) -> Image.Image:
    """Read the head of the file; nothing is decoded yet."""
    from PIL import Image, UnidentifiedImageError

    Image.init()  # so that it is known which of them this Pillow was built with
    formats = [kind for kind in _FORMATS if kind in Image.OPEN]
    try:
        return Image.open(io.BytesIO(given.content), formats=formats)
    except Image.DecompressionBombError as reason:
        raise _too_many_pixels("", _BUNDLED, given) from reason
    except UnidentifiedImageError as reason:
        raise LearnerError(
            "The file is no picture that can be read",
            where=given.name,
            why=_kind(given.content),
            fix=_BUNDLED,
        ) from reason
    except Exception as reason:  # decoders of hostile files raise whatever they like
        raise _broken(given, reason) from reason


def _kind(content: bytes) -> str:
    """Say what the file may be."""
    if content[4:8] == b"ftyp" and content[8:11] in (b"hei", b"hev", b"mif", b"msf"):
        return "It is a HEIC photo, as phones make them: save or share it as JPEG."
    if content.lstrip()[:5].lower() in (b"<svg ", b"<?xml"):
        return "It is a drawing made of lines (SVG): save it as PNG."
    if content.lstrip()[:5].lower() in (b"<html", b"<!doc"):
        return "It is a web page: save the picture itself, not the page around it."
    if content.startswith(b"%PDF"):
        return "It is a PDF document: save its page as PNG."
    return "JPEG, PNG, GIF, WebP, BMP and TIFF files are read; this is another kind, or broken."


def _check_size(opened: Image.Image, given: GivenFile) -> None:
    width, height = opened.size
    if width * height > MOST_PIXELS:
        found = f"{width:,} x {height:,} pixels, {width * height / 1e6:.1f} million, "
        small = width * height <= _MOST_TO_SHRINK
        fix = _SHRINK.format(path=given.argument) if small else _BUNDLED
        raise _too_many_pixels(found, fix, given)


def _too_many_pixels(found: str, fix: str, given: GivenFile) -> LearnerError:
    return LearnerError(
        f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels",
        where=f"{found}{given.name}",
        why="Its colours alone would fill the memory of a small machine; "
        "a smaller copy has the same ones.",
        fix=fix,
    )


def _decode(opened: Image.Image, given: GivenFile) -> tuple[Any, tuple[str, ...]]:
    """Decode the first frame, turn it upright and take its pixels."""
    try:
        notices = frame_notices(opened)
        _check_size(opened, given)  # a frame may have made it larger
        opened.load()
        image, more = pixels_of(opened, given.content[:32])
    except LearnerError:
        raise
    except Exception as reason:  # decoders of hostile files raise whatever they like
        raise _broken(given, reason) from reason
    return image, (*notices, *more)


def _broken(given: GivenFile, reason: BaseException) -> LearnerError:
    return LearnerError(
        "The picture is broken or cut short",
        where=f"{given.name}, {len(given.content):,} bytes",
        why=f"Get the file again. Pillow says: {display_name(reason, 70)}.",
        fix=_BUNDLED,
    )
