"""The bytes of a file come from a path, an open file or an upload, or it is said why they don't."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from teachclust.checks.given_file import FileKind, GivenFile, is_file_source, read_given
from teachclust.datasets import load_customers, read_customers
from teachclust.errors import LearnerError

HEADER = "CustomerID,Gender,Age,Annual Income (k$),Spending Score (1-100)"


ROWS = "1,Male,19,15,39\n2,Female,21,15,81\n3,Female,20,16,6\n"


PLAIN = f"{HEADER}\n{ROWS}"


NUMBERS = [[19, 15, 39], [21, 15, 81], [20, 16, 6]]


def _error(content: bytes) -> LearnerError:
    with pytest.raises(LearnerError) as caught:
        read_customers(content)
    return caught.value


def _run(error: LearnerError) -> Any:
    """Run the line that an error proposes."""
    scope: dict[str, Any] = {"read_customers": read_customers, "load_customers": load_customers}
    exec(error.fix, scope)
    return scope["customers"]


def test_file_objects(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(PLAIN)
    for mode in ("r", "rb"):
        with path.open(mode) as file:
            assert read_customers(file).data.tolist() == NUMBERS
    assert read_customers(io.StringIO(PLAIN)).data.tolist() == NUMBERS
    assert read_customers(io.BytesIO(PLAIN.encode())).data.tolist() == NUMBERS


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "Mall_Customers.csv"
    file.write_text(PLAIN)
    with pytest.raises(LearnerError, match="There is no such file") as caught:
        read_customers(tmp_path / "mall_customers.CSV.csv")
    assert _run(caught.value).data.tolist() == NUMBERS
    with pytest.raises(LearnerError, match="This is a folder") as caught:
        read_customers(tmp_path)
    assert _run(caught.value).data.tolist() == NUMBERS
    with pytest.raises(LearnerError, match="its folder isn't there either"):
        read_customers(tmp_path / "no" / "x.csv")
    with pytest.raises(LearnerError, match=r"can't be read|no such file"):
        read_customers("a\x00b.csv")
    with pytest.raises(LearnerError, match="files of this computer only"):
        read_customers("https://example.org/Mall_Customers.csv")
    with pytest.raises(LearnerError, match="takes a path"):
        read_customers(load_customers().data)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(LearnerError, match="no ordinary file"):
        read_customers(tmp_path / "pipe.csv")


def test_empty_and_huge_files(tmp_path: Path) -> None:
    assert "empty" in _error(b"").what
    assert "fewer than 2 whole rows" in _error(HEADER.encode()).what
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.write(PLAIN.encode())
        file.truncate(50_000_000)  # a sparse file: it takes no room
    with pytest.raises(LearnerError, match="too large") as caught:
        read_customers(huge)
    assert "50 MB" in caught.value.where


WANTED = FileKind(
    "read_notes", "notes", "a note", (".txt", ".md"), 1_500_000, "notes = shorter({path})",
    also=", or a note",
)  # fmt: skip
TEXT = replace(WANTED, text=True)


def refused(source: Any, wanted: FileKind = WANTED) -> LearnerError:
    with pytest.raises(LearnerError) as caught:
        read_given(source, wanted)
    return caught.value


class Slow(io.RawIOBase):
    """Gives two bytes at a time, and can't go back."""

    def __init__(self, content: bytes) -> None:
        self.rest = content

    def read(self, size: int = -1) -> bytes:
        given, self.rest = self.rest[: min(2, size)], self.rest[min(2, size) :]
        return given


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_are_read_up_to_the_limit(kind: Any) -> None:
    given = read_given(kind(b"abc"), WANTED)
    assert given == GivenFile(b"abc", "bytes without a name", "io.BytesIO(source)")
    assert read_given(kind(b"abc"), WANTED, "my.txt").name == "my.txt"
    assert is_file_source(kind(b""))
    assert len(read_given(kind(bytes(1_500_000)), WANTED).content) == 1_500_000
    error = refused(kind(bytes(1_500_001)))
    assert error.what == "The file is too large for a note of this course"
    assert error.where == "bytes without a name, 2 MB"
    assert error.why == "read_notes reads up to 2 MB."
    assert error.fix == "notes = shorter(io.BytesIO(source))"


def test_a_path_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "my.txt"
    path.write_bytes(bytes(1_500_000))
    assert read_given(path, WANTED) == GivenFile(bytes(1_500_000), "my.txt", repr(str(path)))
    assert read_given(str(path), WANTED).name == "my.txt"
    assert read_given(os.fsencode(path), WANTED).content == os.fsencode(path)  # bytes are content
    path.write_bytes(bytes(1_500_001))
    assert refused(path).fix == f"notes = shorter({str(path)!r})"
    assert is_file_source(path)
    assert is_file_source("my.txt")
    assert not is_file_source(3)
    path.write_bytes(b"")
    error = refused(path)
    assert error.what == "The file is empty, where a note was expected"
    assert error.where == "my.txt"
    assert error.fix == 'notes = read_notes("my.txt")'


def test_a_file_object_is_read_from_its_start(tmp_path: Path) -> None:
    path = tmp_path / "my.txt"
    path.write_bytes(b"abc")
    with path.open("rb") as file:
        file.read(2)
        assert read_given(file, WANTED) == GivenFile(b"abc", "my.txt", repr(str(path)))
    assert read_given(io.BytesIO(b"abc"), WANTED) == GivenFile(b"abc", "a file object", "source")
    assert read_given(Slow(b"abcde"), WANTED).content == b"abcde"
    assert len(read_given(io.BytesIO(bytes(1_500_000)), WANTED).content) == 1_500_000
    error = refused(io.BytesIO(bytes(1_500_001)))
    assert error.where == "a file object, 2 MB"
    assert error.fix == "notes = shorter(source)"
    gone = io.BytesIO(b"abc")
    gone.name = "elsewhere/gone.txt"  # type: ignore[attr-defined]
    assert read_given(gone, WANTED) == GivenFile(b"abc", "gone.txt", "source")
    gone.name = 3  # type: ignore[attr-defined]
    assert read_given(gone, WANTED).name == "a file object"


def test_a_file_that_was_opened_as_text_is_read_where_text_will_do(tmp_path: Path) -> None:
    path = tmp_path / "my.txt"
    path.write_text("aé", encoding="utf-8")
    with path.open(encoding="utf-8") as file:
        error = refused(file)
        assert error.what == "The file was opened as text"
        assert error.fix == f"notes = read_notes({str(path)!r})"
        assert read_given(file, TEXT).content == "aé".encode()

    class Words:
        """Gives text, and is no file of Python's own."""

        def read(self, size: int) -> str:
            return ""

    assert refused(Words()).what == "The file was opened as text"
    assert refused(Words()).fix == 'notes = read_notes("my.txt")'
    assert "empty" in refused(Words(), TEXT).what


def test_a_file_object_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "my.txt"
    with path.open("wb") as file:
        error = refused(file)
    assert error.what == "The file object can't be read"
    assert error.where == "my.txt"
    assert error.fix == f"notes = read_notes({str(path)!r})"


def test_what_was_meant_is_proposed(tmp_path: Path) -> None:
    def fix(path: Path) -> str:
        return refused(path).fix

    example = 'notes = read_notes("my.txt")'
    assert fix(tmp_path) == example
    assert fix(tmp_path / "no" / "my.txt") == example
    assert "the folder is there" in refused(tmp_path / "other.txt").why
    (tmp_path / "a.csv").touch()
    (tmp_path / "folder.txt").mkdir()
    assert fix(tmp_path) == example  # nothing of the kind that is a file
    for name in ("c.TXT", "b.md"):
        (tmp_path / name).touch()
    assert fix(tmp_path) == f"notes = read_notes({str(tmp_path / 'b.md')!r})"
    assert fix(tmp_path / "C.txt.txt") == f"notes = read_notes({str(tmp_path / 'c.TXT')!r})"
    assert fix(tmp_path / "entirely_different") == example
    assert fix(tmp_path / "folder.tx") == example
    assert refused(tmp_path).why == "Name a file in it."
    assert refused("~nobody-of-this-name/x.txt").fix == example
    error = refused("a\x00b.txt")
    assert error.fix == example


CONTENT = {"name": "C/my.txt", "content": memoryview(b"abc")}


@pytest.mark.parametrize(
    "upload",
    [
        CONTENT,
        [CONTENT],
        (CONTENT,),
        {"my.txt": {"metadata": {}, "content": b"abc"}},  # ipywidgets 7
        SimpleNamespace(value=(CONTENT,)),
    ],
)
def test_an_upload_is_read(upload: Any) -> None:
    wanted = GivenFile(b"abc", "my.txt", 'io.BytesIO(upload.value[0]["content"])')
    assert read_given(upload, WANTED) == wanted


def test_an_upload_without_a_name_has_one() -> None:
    assert read_given([{"content": b"abc"}], WANTED).name == "upload"


def test_uploads_that_are_none_are_refused() -> None:
    assert refused([]).what == "Nothing was uploaded yet"
    assert refused([]).fix == "notes = read_notes(upload.value)"
    assert refused([CONTENT, CONTENT]).what == "2 files were uploaded, where one is read"
    assert refused([CONTENT, CONTENT]).fix == "notes = read_notes(upload.value[0])"
    for wrong in (3, None, [3], [CONTENT, 3], [{"content": "abc"}], {"a": 3}, {CONTENT["name"]}):
        error = refused(wrong)
        assert error.what == (
            "read_notes takes a path, the bytes of a file, or an upload, or a note"
        )
        assert error.where == f"it was given a {type(wrong).__name__}"
    large = [{"name": "x", "content": bytes(1_500_001)}]
    assert refused(large).fix == 'notes = shorter(io.BytesIO(upload.value[0]["content"]))'
