"""The bytes of a file, given as a path, bytes, a file object or an upload."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError

_MEGABYTE: Final = 1_000_000
# A folder with more files than this is not searched for a name that was meant.
_MOST_NAMES: Final = 2_000
# People recognize a path by its end, so it is not cut as early as a name.
_WIDEST: Final = 160


@dataclass(frozen=True, slots=True)
class FileKind:
    """The kind of file that a function reads, with the words for its error messages."""

    call: str  # the public function that reads it, such as "read_image"
    gives: str  # the variable to which examples assign its result, such as "picture"
    noun: str  # what the file is, such as "a picture"
    suffixes: tuple[str, ...]  # the usual endings of its name, the most usual first
    most_bytes: int  # a larger file is refused before it is read
    smaller: str  # Python that makes a smaller file of one that is too large, ``{path}``
    text: bool = False  # whether a file object that was opened as text will do
    also: str = ""  # what else the function takes, as the end of a sentence

    def line(self, argument: str) -> str:
        """Return the line of Python with an argument, for an error to propose."""
        return f"{self.gives} = {self.call}({argument})"

    @property
    def example(self) -> str:
        """The line with a name that such a file might have."""
        return self.line(f'"my{self.suffixes[0]}"')


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that was read."""

    content: bytes
    name: str  # without folders, fit for a sentence
    # Python that hands it to pandas or Pillow: its path in quotation marks, or io.BytesIO(...)
    argument: str


def is_file_source(source: object) -> bool:
    """Tell whether something is a path, bytes or a file object."""
    paths = isinstance(source, str | os.PathLike | bytes | bytearray | memoryview)
    return paths or callable(getattr(source, "read", None))


def read_given(source: object, kind: FileKind, name: str | None = None) -> GivenFile:
    """Return the bytes of a file, never empty, or raise an error that says why it can't be read.

    `source` is a path ("~" is understood), the file's bytes, a file open for reading (read from its
    start, where it can go back), an ipywidgets FileUpload, its ``value``, or one of the files in
    that. `name` is that of a file that came as bytes. A file larger than ``kind.most_bytes`` is
    refused before it is read.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        given = _from_bytes(source, name or "bytes without a name", "io.BytesIO(source)", kind)
    elif isinstance(source, str | os.PathLike):
        given = _from_path(source, kind)
    elif is_file_source(source):
        given = _from_file_object(source, kind)
    else:
        given = _from_upload(source, kind)
    if given.content:
        return given
    raise LearnerError(
        f"The file is empty, where {kind.noun} was expected",
        where=given.name,
        why="A download or an upload that broke off leaves such a file: get it again.",
        fix=kind.example,
    )


def _from_bytes(content: Any, name: str, argument: str, kind: FileKind) -> GivenFile:
    size = memoryview(content).nbytes
    if size > kind.most_bytes:
        raise _too_large(size, name, argument, kind)
    return GivenFile(bytes(content), name, argument)


def _from_file_object(source: Any, kind: FileKind) -> GivenFile:
    """Read a file that is open, from its start where it can go back there."""
    path = getattr(source, "name", None)
    named = isinstance(path, str) and Path(path).is_file()
    name = display_name(Path(path).name) if isinstance(path, str) and path else "a file object"
    again = kind.line(repr(path)) if named else kind.example
    if isinstance(source, io.TextIOBase) and not kind.text:
        raise _opened_as_text(name, again, kind)
    try:
        if callable(getattr(source, "seekable", None)) and source.seekable():
            source.seek(0)
        content = _read_up_to(source, kind.most_bytes + 1)
    except Exception as reason:  # closed, open for writing only, or whatever its maker raises
        raise LearnerError(
            "The file object can't be read",
            where=name,
            why=f"It must be open for reading. Python says: {display_name(reason, 80)}.",
            fix=again,
        ) from reason
    if isinstance(content, str):
        if not kind.text:
            raise _opened_as_text(name, again, kind)
        content = content.encode("utf-8", errors="replace")
    argument = repr(path) if named else "source"
    if len(content) > kind.most_bytes:
        raise _too_large(len(content), name, argument, kind)
    return GivenFile(content, name, argument)


def _opened_as_text(name: str, fix: str, kind: FileKind) -> LearnerError:
    return LearnerError(
        "The file was opened as text",
        where=name,
        why=f'{kind.noun.capitalize()} is read as bytes: open it with mode "rb".',
        fix=fix,
    )


def _read_up_to(source: Any, most: int) -> bytes | str:
    """Read a file object to its end or to a limit; a raw one gives only what is there."""
    whole = first = source.read(most)
    while first and len(whole) < most:
        first = source.read(most - len(whole))
        whole = whole + (first or type(whole)())
    return whole if isinstance(whole, str) else bytes(whole or b"")


def _from_path(source: str | os.PathLike[str], kind: FileKind) -> GivenFile:
    text = os.fspath(source)
    text = os.fsdecode(text) if isinstance(text, bytes) else text
    if text.startswith(("http://", "https://", "ftp://")):
        raise LearnerError(
            f"{kind.call} reads files of this computer only",
            where=display_name(text, _WIDEST),
            why="Nothing is downloaded unasked: save the file beside the notebook first.",
            fix=kind.example,
        )
    try:
        path = Path(text).expanduser()
        if not path.is_file():
            raise _no_file(path, kind)
        size = path.stat().st_size
        if size > kind.most_bytes:
            raise _too_large(size, display_name(path.name), repr(text), kind)
        with path.open("rb") as file:
            content = file.read(kind.most_bytes)
    except LearnerError:
        raise
    except (OSError, ValueError, RuntimeError) as reason:
        # no permission, a name with a NUL in it, a "~" without a home
        raise LearnerError(
            "The file can't be read",
            where=display_name(text, _WIDEST),
            why=f"The computer answers: {display_name(reason, 80)}.",
            fix=kind.example,
        ) from reason
    return GivenFile(content, display_name(path.name), repr(text))


def _no_file(path: Path, kind: FileKind) -> LearnerError:
    """Say what stands at a path, and propose the file that was meant."""
    folder = path if path.is_dir() else path.parent
    meant = _meant(path, folder, kind)
    if path.is_dir():
        what, why = "This is a folder, not a file", "Name a file in it."
    elif path.exists():
        what, why = "This is no ordinary file", "It is a device or a pipe, which may never end."
    else:
        what = "There is no such file"
        here = "the folder is there" if folder.is_dir() else "its folder isn't there either"
        why = f"Paths start at the notebook's folder; {here}."
    return LearnerError(
        what,
        where=display_name(path, _WIDEST),
        why=why,
        fix=kind.line(repr(str(meant))) if meant else kind.example,
    )


def _meant(path: Path, folder: Path, kind: FileKind) -> Path | None:
    """Return the file of a folder whose name is nearest, or one of the kind asked for."""
    try:
        names = [entry.name for entry, _ in zip(folder.iterdir(), range(_MOST_NAMES), strict=False)]
    except OSError:
        return None
    fitting = sorted(name for name in names if name.casefold().endswith(kind.suffixes))
    if path == folder:
        near = fitting[:1]
    else:
        by_case = {name.casefold(): name for name in sorted(names)}
        near = [by_case[key] for key in get_close_matches(path.name.casefold(), by_case, n=1)]
    files = [folder / name for name in near if (folder / name).is_file()]
    return files[0] if files else None


def _from_upload(source: object, kind: FileKind) -> GivenFile:
    """Read a FileUpload of ipywidgets 8 or 7, its value, or one file of that."""
    value: Any = getattr(source, "value", source)
    if isinstance(value, Mapping) and "content" not in value:
        # ipywidgets 7: {name: {"metadata": ..., "content": ...}}
        value = [
            {"name": name, **file} if isinstance(file, Mapping) else file
            for name, file in value.items()
        ]
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, Sequence) or not all(
        isinstance(file, Mapping)
        and isinstance(file.get("content"), bytes | bytearray | memoryview)
        for file in value
    ):
        raise LearnerError(
            f"{kind.call} takes a path, the bytes of a file, or an upload{kind.also}",
            where=f"it was given a {display_name(type(source).__name__)}",
            fix=kind.example,
        )
    if not value:
        raise LearnerError(
            "Nothing was uploaded yet",
            why="Press the button of the upload and choose a file, then run this line again.",
            fix=kind.line("upload.value"),
        )
    if len(value) > 1:
        raise LearnerError(
            f"{len(value)} files were uploaded, where one is read",
            fix=kind.line("upload.value[0]"),
        )
    name = display_name(Path(str(value[0].get("name") or "upload")).name)
    argument = 'io.BytesIO(upload.value[0]["content"])'
    return _from_bytes(value[0]["content"], name, argument, kind)


def _too_large(size: int, name: str, argument: str, kind: FileKind) -> LearnerError:
    return LearnerError(
        f"The file is too large for {kind.noun} of this course",
        where=f"{name}, {size / _MEGABYTE:.0f} MB",
        why=f"{kind.call} reads up to {kind.most_bytes / _MEGABYTE:.0f} MB.",
        fix=kind.smaller.format(path=argument),
    )
