"""Files are written whole or not at all, and never through a link."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from teachclust import files
from teachclust.errors import LearnerError
from teachclust.files import (
    given_path,
    new_folder,
    replace_file,
    try_writing,
    write_file,
    write_new_file,
)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def refuse(*_: Any, **__: Any) -> Any:
    raise PermissionError(errno.EPERM, "no")


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_file(path, b"one")
    write_file(path, b"two" * 1_000_000)
    assert path.read_bytes() == b"two" * 1_000_000
    assert names(tmp_path) == {"page.html"}
    umask = os.umask(0)
    os.umask(umask)
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o666 & ~umask


def test_who_reads_meanwhile_finds_a_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, new = tmp_path / "page.html", tmp_path / "new"
    write_file(path, b"old")
    real_write, real_sync = os.write, os.fsync
    seen: list[tuple[str, bytes, bool]] = []

    def write(handle: int, content: Any) -> int:
        seen.append(("write", path.read_bytes(), new.exists()))
        return real_write(handle, content[:5])  # in pieces, as a disk may take it

    def sync(handle: int) -> None:
        seen.append(("sync", path.read_bytes(), new.exists()))
        real_sync(handle)

    monkeypatch.setattr(files.os, "write", write)
    monkeypatch.setattr(files.os, "fsync", sync)
    write_file(path, b"0123456789")
    write_new_file(new, b"0123456789")
    assert path.read_bytes() == new.read_bytes() == b"0123456789"
    assert [what for what, _, _ in seen] == ["write", "write", "sync"] * 2
    assert [old for _, old, _ in seen] == [b"old"] * 3 + [b"0123456789"] * 3
    assert not any(there for _, _, there in seen)


def test_links_are_replaced_and_not_followed(tmp_path: Path) -> None:
    work = tmp_path / "work.txt"
    work.write_text("my work")
    for name in ("page.html", "page.html.part"):
        (tmp_path / name).symlink_to(work)
    write_file(tmp_path / "page.html", b"page")
    assert work.read_text() == "my work"
    assert not (tmp_path / "page.html").is_symlink()
    assert (tmp_path / "page.html.part").is_symlink()
    nowhere = tmp_path / "nowhere"
    (tmp_path / "new").symlink_to(nowhere)
    with pytest.raises(FileExistsError):
        write_new_file(tmp_path / "new", b"x")
    assert not nowhere.exists()


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_replaces_another(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "a"
    write_new_file(path, b"one")
    with pytest.raises(FileExistsError):
        write_new_file(path, b"two")
    assert path.read_bytes() == b"one"
    assert names(tmp_path) == {"a"}


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_folders_devices_and_pipes_are_left_alone(tmp_path: Path, make: Any) -> None:
    path = tmp_path / "page.html"
    make(path)
    for write in (write_file, lambda p, c: try_writing(p), lambda p, c: replace_file(p, c, bool)):
        with pytest.raises(LearnerError, match="no file in this place"):
            write(path, b"page")
    with pytest.raises(LearnerError, match="no file in this place"):
        write_file(Path("/dev/null"), b"page")
    assert names(tmp_path) == {"page.html"}


def test_replace_only_what_may_go(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    assert not replace_file(path, b"new", lambda old: old != b"old")
    assert path.read_bytes() == b"old"
    assert replace_file(path, b"new", lambda old: old == b"old")
    assert path.read_bytes() == b"new"
    path.unlink()
    assert not replace_file(path, b"new", lambda old: True)
    assert names(tmp_path) == set()


@pytest.mark.parametrize("links", [True, False])
def test_a_changed_file_comes_back_beside_one_that_took_its_name(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "a.txt"
    path.write_bytes(b"my work")

    def may_go(old: bytes) -> bool:
        path.write_bytes(b"my other work")  # an editor saves while the file is set aside
        return old != b"my work"

    assert not replace_file(path, b"new", may_go)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "a.txt": b"my other work",
        "a (2).txt": b"my work",
    }


def test_what_breaks_off_removes_its_own_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    monkeypatch.setattr(os, "link", refuse)
    real = os.write

    def write(handle: int, content: Any) -> int:
        if path.exists():  # it is being written under its own name, and somebody saves another
            other = tmp_path / "other"
            other.write_bytes(b"my work")
            other.replace(path)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(handle, content)

    monkeypatch.setattr(files.os, "write", write)
    with pytest.raises(LearnerError, match="can't be written"):
        write_new_file(path, b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.txt": b"my work"}


def test_trouble_is_told_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path, why in (
        (tmp_path / "no" / "a", "The folder is not there."),
        (tmp_path / "file" / "a", "is a file, not a folder"),
        (tmp_path / ("a" * 300), "The name is too long."),
        (tmp_path / "a\x00b", "null"),
    ):
        with pytest.raises(LearnerError, match="can't be written") as caught:
            write_file(path, b"x")
        assert why in caught.value.why
    with pytest.raises(LearnerError, match="can't be written"), new_folder(tmp_path / "file"):
        pass


def test_a_folder_to_which_nothing_was_written_is_gone(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    with pytest.raises(KeyboardInterrupt), new_folder(deep):
        raise KeyboardInterrupt
    assert names(tmp_path) == set()
    with contextlib.suppress(KeyboardInterrupt), new_folder(deep):
        (deep / "kept").write_text("x")
        raise KeyboardInterrupt
    assert (deep / "kept").exists()


def test_trying_leaves_nothing(tmp_path: Path) -> None:
    try_writing(tmp_path / "a")
    assert names(tmp_path) == set()
    (tmp_path / "a").write_text("x")
    try_writing(tmp_path / "a")
    assert (tmp_path / "a").read_text() == "x"


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """Return a disk of 64 kilobytes; only the superuser can make one."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]
        try:
            subprocess.run(mount, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("no disk can be mounted here")
        yield Path(folder)
        subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("links", [True, False])
def test_a_full_disk(small_disk: Path, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not links:
        monkeypatch.setattr(os, "link", refuse)
        monkeypatch.setattr(Path, "replace", refuse)
    path = small_disk / "a"
    write_file(path, b"mine" * 4_000)
    for write in (write_file, lambda p, c: replace_file(p, c, lambda old: True)):
        with pytest.raises(LearnerError, match="can't be written") as caught:
            write(path, b"x" * 100_000)
        assert "no room left" in caught.value.why
    with pytest.raises(LearnerError, match="can't be written"):
        write_new_file(small_disk / "b", b"x" * 100_000)
    assert path.read_bytes() == b"mine" * 4_000
    assert names(small_disk) == {"a"}
    write_new_file(small_disk / "c", b"x" * 36_000)  # there is room for one of these, not for two
    assert names(small_disk) == {"a", "c"}
    assert files.cannot_write("a", OSError(errno.EDQUOT, "x")).why.startswith("Your share")


@pytest.mark.parametrize("path", [None, 3, b"a.svg", ["a.svg"]])
def test_what_is_no_path_is_told(path: object) -> None:
    assert given_path("a.svg", "b.svg") == given_path(Path("a.svg"), "b.svg") == Path("a.svg")
    with pytest.raises(LearnerError, match="is a text") as told:
        given_path(path, "b.svg")
    assert told.value.fix == 'path = "b.svg"'
