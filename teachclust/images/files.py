"""A picture file, or a picture that Pillow has opened: what it is, how large, and its pixels.

Only formats of photographs and drawings are decoded: decoders of others start programs of their own
(EPS starts Ghostscript). Kind and size are known from the head of a file, before it is decoded.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from teachclust.checks import display_name
from teachclust.checks.given_file import GivenFile
from teachclust.errors import LearnerError
from teachclust.images.arrays import MOST_PIXELS
from teachclust.images.modes import frame_notices, pixels_of
from teachclust.images.picture import Bytes, Floats

if TYPE_CHECKING:
    from PIL import Image

SHRINK: Final = (
    "from PIL import Image; small = Image.open({path}); small.thumbnail((1600, 1600)); "
    'small.convert("RGB").save("small.jpg")'
)
_SHRINK_OPENED: Final = "image.thumbnail((1600, 1600)); picture = read_image(image)"
_BUNDLED: Final = 'picture = load_photo("china")'
# Above this even the line that makes it smaller would fill the memory.
_MOST_TO_SHRINK: Final = 80_000_000
_FORMATS: Final[tuple[str, ...]] = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "PPM")
# What Pillow calls files of these formats in their variants: several JPEGs in one, BMP without head
_VARIANTS: Final = frozenset({"MPO", "DIB"})
# Decoders that start another program: not even proposed.
_PROGRAMS: Final = frozenset({"EPS", "WMF", "PDF"})
_SOME_TEXT: Final = 2_000

# First bytes of other kinds of files, with the words for error messages.
_KINDS: Final[tuple[tuple[bytes, str], ...]] = (
    (rb".{4}ftyp(hei|hev|mif|msf)", "It is a HEIC photo, as phones make them: save or share it as "
     "JPEG."),
    (rb".{4}ftypavi", "It is an AVIF picture: save it as PNG."),
    (rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI ", "It is a film: save one picture of it as PNG."),
    (rb"%PDF", "It is a PDF document: save its page as PNG."),
    (rb"(\x04?%!)|\xc5\xd0\xd3\xc6", "It is a PostScript drawing (EPS), which is a program: save "
     "it as PNG."),
    (rb"\xd7\xcd\xc6\x9a|\x01\x00\x00\x00.{36} EMF", "It is a drawing made of lines (WMF or EMF): "
     "save it as PNG."),
    (rb"8BPS", "It is a Photoshop document: save it as PNG."),
    (rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51|\xff\x0a|\x00\x00\x00\x0cJXL ", "It is a JPEG 2000 "
     "or JPEG XL picture: save it as PNG."),
    (rb"\x00\x00\x01\x00", "It is an icon: save it as PNG."),
    (rb"PK\x03\x04|\xd0\xcf\x11\xe0", "It is an archive, or an Office document: take the picture "
     "out of it."),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!", "It is an archive: unpack it first."),
    (rb"\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg", "It is a drawing made of "
     "lines (SVG): save it as PNG."),
    (rb"\s*<(\?xml|!doctype|html|head|body)", "It is a web page, or text like one: save the "
     "picture itself, not the page around it."),
)  # fmt: skip
_READ: Final = "JPEG, PNG, GIF, WebP, BMP, TIFF and PPM files are read"


def decode_file(given: GivenFile) -> tuple[Bytes | Floats, tuple[str, ...]]:
    """Return the pixels of a picture file, upright and opaque, and notices of what was done to it.

    They are uint8, or float64 from 0 to 1 where 8 bits would lose something.
    """
    with _quiet(), _open(given) as opened:
        _check_size(opened, given.name, SHRINK.format(path=given.argument))
        with _broken(given.name, f"{len(given.content):,} bytes"):
            notices = frame_notices(opened)
            # a frame may have made it larger
            _check_size(opened, given.name, SHRINK.format(path=given.argument))
            opened.load()
            pixels, more = pixels_of(opened, given.content[:32])
    return pixels, (*notices, *more)


def is_opened(source: object) -> bool:
    """Tell whether something is a picture that Pillow has opened or made."""
    module: Any = sys.modules.get("PIL.Image")  # without it nothing can be one
    return module is not None and isinstance(source, module.Image)


def opened_name(opened: Image.Image) -> str:
    """Return the name of the file that a picture was opened from; "picture" where it has none."""
    path = getattr(opened, "filename", "")
    with contextlib.suppress(TypeError, ValueError):
        name = Path(os.fsdecode(path)).name
        return display_name(name) if name else "picture"
    return "picture"


def decode_opened(opened: Image.Image) -> tuple[Bytes | Floats, tuple[str, ...]]:
    """Return pixels and notices of a picture that Pillow has opened or made, as `decode_file` does.

    It may be in any mode; of several frames the one it is at is taken. It stays as it is.
    """
    name = opened_name(opened)
    kind = getattr(type(opened), "format", None)  # of the decoder: the picture's own can be changed
    if kind is not None and kind not in _FORMATS and kind not in _VARIANTS:
        raise LearnerError(
            f"Pictures of the format {display_name(kind, 12)} are not read",
            where=name,
            why=f"{_READ}; decoders of other formats may start programs of their own.",
            fix=_BUNDLED if kind in _PROGRAMS else 'picture = read_image(image.convert("RGB"))',
        )
    _check_open(opened, name)
    with _quiet():
        _check_size(opened, name, _SHRINK_OPENED)
        with _broken(name, f"{opened.width:,} x {opened.height:,} pixels"):
            notices = frame_notices(opened, first=False)
            opened.load()
            pixels, more = pixels_of(opened, b"")
    return pixels, (*notices, *more)


def _check_open(opened: Any, name: str) -> None:
    """Refuse a picture whose file was closed while its pixels were still in it."""
    file = getattr(opened, "fp", None)
    if not getattr(opened, "tile", None) or (
        file is not None and not getattr(file, "closed", False)
    ):
        return
    path = getattr(opened, "filename", "")
    raise LearnerError(
        "The picture was closed before its pixels were read",
        where=name,
        why="Pillow opens a file and reads its pixels later: hand it over within the with block.",
        fix=f"picture = read_image({path!r})"
        if isinstance(path, str) and path and Path(path).is_file()
        else _BUNDLED,
    )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Silence Pillow's warnings about large pictures and odd metadata: the size is checked here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _open(given: GivenFile) -> Image.Image:
    """Read the head of the file; nothing is decoded yet."""
    from PIL import Image, UnidentifiedImageError

    Image.init()  # so that it is known which of them this Pillow was built with
    formats = [kind for kind in _FORMATS if kind in Image.OPEN]
    with _broken(given.name, f"{len(given.content):,} bytes"):
        try:
            return Image.open(io.BytesIO(given.content), formats=formats)
        except Image.DecompressionBombError as reason:
            raise _too_many_pixels("", _BUNDLED, given.name) from reason
        except UnidentifiedImageError as reason:
            raise LearnerError(
                "The file is no picture that can be read",
                where=given.name,
                why=_kind(given.content),
                fix=_BUNDLED,
            ) from reason


def _kind(content: bytes) -> str:
    """Return what kind of file its first bytes suggest, in words."""
    head = content[:_SOME_TEXT].removeprefix(b"\xef\xbb\xbf")
    for pattern, said in _KINDS:
        if re.match(pattern, head, re.DOTALL | re.IGNORECASE):
            return said
    if _is_text(head):
        return f"It is text, perhaps a table; {_READ}."
    return f"{_READ}; this is another kind, or broken."


def _is_text(head: bytes) -> bool:
    """Tell whether bytes are printable text; a letter may be cut off at their end."""
    with contextlib.suppress(UnicodeDecodeError):
        text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
        return all(letter.isprintable() or letter.isspace() for letter in text)
    with contextlib.suppress(UnicodeDecodeError):
        return len(head) == _SOME_TEXT and _is_text(head[: _SOME_TEXT - 3])
    return False


def _check_size(opened: Image.Image, name: str, smaller: str) -> None:
    width, height = opened.size
    if width * height > MOST_PIXELS:
        found = f"{width:,} x {height:,} pixels, {width * height / 1e6:.1f} million, "
        fix = smaller if width * height <= _MOST_TO_SHRINK else _BUNDLED
        raise _too_many_pixels(found, fix, name)


def _too_many_pixels(found: str, fix: str, name: str) -> LearnerError:
    return LearnerError(
        f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels",
        where=f"{found}{name}",
        why="Its colours alone would fill the memory of a small machine; "
        "a smaller copy has the same ones.",
        fix=fix,
    )


@contextlib.contextmanager
def _broken(name: str, size: str) -> Iterator[None]:
    """Return the error for a decoder that failed: broken files raise exceptions of any type."""
    try:
        yield
    except LearnerError:
        raise
    except Exception as reason:
        raise LearnerError(
            "The picture is broken or cut short",
            where=f"{name}, {size}",
            why="Get the file again. Pillow says: "
            f"{display_name(str(reason) or type(reason).__name__, 70)}.",
            fix=_BUNDLED,
        ) from reason
