"""The file of the record: several writers, and whatever else may lie in its place."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from teachclust.errors import LearnerError
from teachclust.learner import record_file as module
from teachclust.learner.entries import LONGEST_FILE, Entry, encode, new_entry
from teachclust.learner.record_file import NAME, BusyError, RecordFile


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def file(tmp_path: Path, told: list[str]) -> RecordFile:
    return RecordFile(tmp_path, lambda error: told.append(str(error)))


def add(file: RecordFile, key: str) -> Entry:
    entry = new_entry("try", key, {"result": "right"})
    file.change(lambda old: [*old, entry])
    return entry


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def test_it_is_made_when_something_is_stored(file: RecordFile, tmp_path: Path) -> None:
    assert file.read() == []
    assert names(tmp_path) == []
    entry = add(file, "a")
    assert file.read() == [entry]
    assert names(tmp_path) == [NAME]


def test_threads_lose_nothing(file: RecordFile, told: list[str]) -> None:
    work = [threading.Thread(target=add, args=(file, f"k{n}")) for n in range(20)]
    for one in work:
        one.start()
    for one in work:
        one.join()
    assert len(file.read()) == 20
    assert told == []


def test_processes_lose_nothing(file: RecordFile, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from teachclust.learner.record import Record\n"
        "mine = Record(Path(sys.argv[1]))\n"
        "for n in range(15): mine.add('try', f'{sys.argv[2]}-{n}', result='right')\n"
        "assert not mine._unwritten\n"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path)]
    work = [subprocess.Popen([*command, name]) for name in "abcd"]
    assert [one.wait() for one in work] == [0] * 4
    assert len(file.read()) == 60


@pytest.mark.skipif(sys.platform == "win32", reason="locks another way")
def test_it_waits_for_its_turn_and_not_forever(
    file: RecordFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    first = add(file, "a")
    with (tmp_path / module._LOCK).open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BusyError):
            add(file, "b")
        assert file.read() == [first]
    add(file, "c")


@pytest.mark.parametrize(
    "content",
    [b"not json", b"", b"\x00" * 50, b"[" * 90_000, b"x" * (2 * LONGEST_FILE + 5)],
    ids=["text", "empty", "zeros", "deep", "huge"],
)
def test_a_damaged_file_is_kept_aside_and_told(
    file: RecordFile, tmp_path: Path, told: list[str], content: bytes
) -> None:
    file.path.write_bytes(content)
    assert file.read() == []
    assert file.read() == []
    aside = tmp_path / "teachclust-record.aside-1.json"
    assert aside.read_bytes() == content
    assert len(told) == 1
    assert aside.name in told[0]
    add(file, "a")
    assert names(tmp_path) == [aside.name, NAME]


def test_what_is_in_order_of_a_damaged_file_goes_on(file: RecordFile, tmp_path: Path) -> None:
    entry = add(file, "a")
    forged = file.path.read_bytes().replace(b'"entries": [', b'"entries": [{"kind": "x"},')
    file.path.write_bytes(forged)
    assert file.read() == [entry]
    assert (tmp_path / "teachclust-record.aside-1.json").read_bytes() == forged
    assert file.read() == [entry]
    assert len(names(tmp_path)) == 2


def test_a_file_of_a_newer_release_is_left_alone(file: RecordFile) -> None:
    newer = encode([]).replace(b'"version": 1', b'"version": 2')
    file.path.write_bytes(newer)
    for call in (file.read, lambda: add(file, "a")):
        with pytest.raises(LearnerError, match="newer release"):
            call()
    assert file.path.read_bytes() == newer


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("kind", ["link", "hanging link", "folder", "pipe"])
def test_something_other_than_a_file_is_left_alone(
    file: RecordFile, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "other"
    if kind == "link":
        target.write_bytes(encode([]))
    if "link" in kind:
        file.path.symlink_to(target)
    elif kind == "folder":
        file.path.mkdir()
    else:
        os.mkfifo(file.path)
    before = names(tmp_path)
    for call in (file.read, lambda: add(file, "a")):
        with pytest.raises(LearnerError):
            call()
    assert names(tmp_path) == before
    if kind == "link":
        assert target.read_bytes() == encode([])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_whatever_is_in_the_locks_place_does_not_matter(
    file: RecordFile, tmp_path: Path, kind: str
) -> None:
    lock = tmp_path / module._LOCK
    if kind == "link":
        lock.symlink_to(tmp_path / "made")
    elif kind == "folder":
        lock.mkdir()
    else:
        os.mkfifo(lock)
    entry = add(file, "a")
    assert file.read() == [entry]
    assert not (tmp_path / "made").exists()


def test_removing_leaves_nothing_that_was_stored(file: RecordFile, tmp_path: Path) -> None:
    file.path.write_bytes(b"broken")
    (tmp_path / "mine.json").write_text("x")
    file.read()
    add(file, "a")
    file.remove()
    file.remove()
    assert names(tmp_path) == ["mine.json"]
