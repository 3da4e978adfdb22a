"""`teachclust copy` never loses a byte of a learner's work, whatever happens between."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teachclust import files
from teachclust.errors import LearnerError
from teachclust.lessons import copy as copying
from teachclust.lessons.copy import copy_course, copy_fresh

NAMES = ["00_start_here", "01_blobs"]


class Shop:
    """Lessons in several versions, handed out into one folder."""

    def __init__(self, root: Path) -> None:
        self.source, self.target = root / "source", root / "course"
        self.source.mkdir()
        for name in NAMES:
            self.publish(name, 0)

    def publish(self, name: str, version: int) -> None:
        cell = {"cell_type": "markdown", "metadata": {}, "source": [f"version {version}"]}
        book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (self.source / f"{name}.ipynb").write_text(json.dumps(book))

    def copy(self, lessons: list[str] | None = None) -> list[copying.Copied]:
        with mock.patch("teachclust.lessons.course.course_folder", return_value=self.source):
            return copy_course(self.target, lessons)

    def contents(self) -> set[bytes]:
        return {p.read_bytes() for p in self.target.glob("*") if p.is_file()}

    def halves(self) -> list[Path]:
        return [p for p in self.target.glob(".*") if p.name != copying.MANIFEST]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_a_first_copy_brings_every_lesson(shop: Shop) -> None:
    assert [done.fate for done in shop.copy()] == ["new", "new"]
    assert [done.fate for done in shop.copy()] == ["same", "same"]
    known = json.loads((shop.target / copying.MANIFEST).read_text())
    assert {name: len(hashes) for name, hashes in known.items()} == {f"{n}.ipynb": 1 for n in NAMES}


def test_a_file_in_the_folders_place_stays(tmp_path: Path) -> None:
    (tmp_path / "course").write_text("my work")
    with pytest.raises(LearnerError, match="There is a file of that name"):
        copy_course(tmp_path / "course")
    assert (tmp_path / "course").read_text() == "my work"


def test_an_untouched_lesson_is_replaced_by_a_newer_one(shop: Shop) -> None:
    shop.copy()
    shop.publish("01_blobs", 1)
    assert [done.fate for done in shop.copy()] == ["same", "updated"]
    assert "version 1" in (shop.target / "01_blobs.ipynb").read_text()


def test_a_changed_lesson_stays_and_the_newer_one_comes_beside_it(shop: Shop) -> None:
    shop.copy()
    mine = shop.target / "01_blobs.ipynb"
    mine.write_text("my work")
    assert shop.copy()[1].fate == "same"
    shop.publish("01_blobs", 1)
    beside = shop.copy()[1]
    assert beside.fate == "beside"
    assert beside.path.name.startswith("01_blobs_20")
    assert mine.read_text() == "my work"
    beside.path.write_text("my work there too")
    shop.publish("01_blobs", 2)
    second = shop.copy()[1]
    assert second.path.name.endswith("-2.ipynb")
    assert beside.path.read_text() == "my work there too"


def test_links_and_dots_are_refused(shop: Shop, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    shop.target.mkdir()
    (shop.target / "01_blobs.ipynb").symlink_to(secret)
    with pytest.raises(LearnerError, match="other than a file"):
        shop.copy(["01_blobs"])
    assert secret.read_text() == "secret"
    for name in ("../01_blobs", "/etc/passwd", "01_blobs/../x", ".."):
        with pytest.raises(LearnerError, match="no lesson"):
            shop.copy([name])
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    with pytest.raises(LearnerError, match="symbolic link"):
        copy_course(link)
    with pytest.raises(LearnerError, match="'\\.\\.'"):
        copy_course(shop.target / ".." / "elsewhere")


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("copy"), st.integers(0, 0)),
        st.tuples(st.just("crash"), st.integers(-12, 12)),
        st.tuples(st.just("publish"), st.integers(0, 5)),
        st.tuples(st.just("edit"), st.integers(0, 99)),
        st.tuples(st.just("delete"), st.integers(0, 1)),
        st.tuples(st.just("forget"), st.integers(0, 0)),
    ),
    max_size=14,
)


@settings(max_examples=settings().max_examples * 2)
@given(ACTIONS)
def test_no_byte_of_a_learner_is_ever_lost(actions: list[tuple[str, int]]) -> None:
    # to wait for a disk is what takes the time, and no disk fails here
    with mock.patch.object(os, "fsync"), tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        shop.copy()
        work: set[bytes] = set()
        for action, number in actions:
            files = sorted(shop.target.glob("*.ipynb"))
            if action == "copy":
                shop.copy()
            elif action == "crash":
                _copy_with_a_crash(shop, number)
            elif action == "publish":
                shop.publish(NAMES[number % 2], number)
            elif action == "edit" and files:
                file = files[number % len(files)]
                work.discard(file.read_bytes())  # the learner's own replacement is no loss
                file.write_bytes(f"my work {number}".encode())
                work.add(file.read_bytes())
            elif action == "delete" and files:
                file = files[number % len(files)]
                work.discard(file.read_bytes())
                file.unlink()
            elif action == "forget":
                (shop.target / copying.MANIFEST).unlink(missing_ok=True)
            assert work <= shop.contents()
            assert shop.halves() == []


def _copy_with_a_crash(shop: Shop, at: int) -> None:
    """Interrupt the copy before or after its call number `at` of the calls that touch files."""
    calls = 0

    def dying(real):  # type: ignore[no-untyped-def]
        def call(*args, **kwargs):  # type: ignore[no-untyped-def]
            nonlocal calls
            calls += 1
            if calls == at:
                raise KeyboardInterrupt
            done = real(*args, **kwargs)
            if calls == -at:
                raise KeyboardInterrupt
            return done

        return call

    with (
        mock.patch.object(files.os, "link", dying(os.link)),
        mock.patch.object(files.os, "fsync", dying(os.fsync)),
        mock.patch.object(files.Path, "replace", dying(Path.replace)),
        mock.patch.object(files.Path, "rename", dying(Path.rename)),
        contextlib.suppress(KeyboardInterrupt),
    ):
        shop.copy()


# -- disks without links, and files that appear meanwhile


def no_links(kind: int) -> Any:
    def link(source: Any, target: Any) -> None:
        raise OSError(kind, os.strerror(kind), str(source), None, str(target))

    return link


@pytest.mark.parametrize("kind", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK])
def test_disks_without_links(shop: Shop, kind: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links(kind))
    assert [done.fate for done in shop.copy()] == ["new", "new"]
    whole = {p.name: p.read_bytes() for p in shop.target.glob("*.ipynb")}
    assert all(json.loads(content)["cells"] for content in whole.values())
    assert [done.fate for done in shop.copy()] == ["same", "same"]
    shop.publish("01_blobs", 1)
    assert [done.fate for done in shop.copy()] == ["same", "updated"]
    (shop.target / "01_blobs.ipynb").write_text("my work")
    shop.publish("01_blobs", 2)
    assert shop.copy()[1].fate == "beside"
    assert (shop.target / "01_blobs.ipynb").read_text() == "my work"
    assert shop.halves() == []


def test_disks_on_which_no_file_is_renamed_over_another(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def replace(self: Path, target: Any) -> Any:
        if os.path.lexists(target):
            raise PermissionError(errno.EPERM, "no")
        return real(self, target)

    monkeypatch.setattr(os, "link", no_links(errno.EPERM))
    monkeypatch.setattr(Path, "replace", replace)
    test_a_changed_lesson_stays_and_the_newer_one_comes_beside_it(shop)
    assert shop.halves() == []


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_while_copying_stays(
    shop: Shop, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, create = os.link, os.open
    mine = shop.target / "01_blobs.ipynb"

    def appears() -> None:
        if not mine.exists():
            mine.write_text("my work")

    def link(source: Any, target: Any) -> None:
        if Path(target) == mine:
            appears()
        if not links:
            no_links(errno.EPERM)(source, target)
        real(source, target)

    def opened(path: Any, *how: Any) -> int:
        if Path(path) == mine:
            appears()
        return create(path, *how)

    monkeypatch.setattr(os, "link", link)
    monkeypatch.setattr(files.os, "open", opened)
    first, second = shop.copy()
    assert (first.fate, second.fate) == ("new", "beside")
    assert mine.read_text() == "my work"
    assert second.path.read_text() != "my work"
    assert shop.halves() == []


def test_the_lesson_itself_that_appears_while_copying_is_the_same(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.link

    def link(source: Any, target: Any) -> None:
        real(source, target)  # another copy was quicker
        real(source, target)

    monkeypatch.setattr(os, "link", link)
    shop.target.mkdir()
    assert [done.fate for done in shop.copy()] == ["same", "same"]


@pytest.mark.parametrize("links", [True, False])
def test_work_saved_just_before_a_lesson_is_replaced_stays(
    shop: Shop, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.copy()
    shop.publish("01_blobs", 1)
    mine, real = shop.target / "01_blobs.ipynb", Path.rename

    def rename(self: Path, target: Any) -> Any:
        if self == mine and "work" not in mine.read_text():
            mine.write_text("my work")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    if not links:
        monkeypatch.setattr(os, "link", no_links(errno.EPERM))
    assert shop.copy()[1].fate == "beside"
    assert mine.read_text() == "my work"
    assert shop.halves() == []


def test_work_saved_while_a_lesson_is_replaced_stays(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.copy()
    shop.publish("01_blobs", 1)
    mine, real = shop.target / "01_blobs.ipynb", os.link

    def link(source: Any, target: Any) -> None:
        if Path(target) == mine:
            mine.write_text("my work")
        real(source, target)

    monkeypatch.setattr(os, "link", link)
    done = shop.copy()[1]
    assert mine.read_text() == "my work"
    assert done.fate == "beside"
    assert {p.name for p in shop.target.glob("*.ipynb")} == {
        "00_start_here.ipynb", "01_blobs.ipynb", done.path.name
    }  # fmt: skip
    assert shop.halves() == []


def test_a_case_of_letters_of_ones_own(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that takes A for a, a file of the learner's has a lesson's name."""
    shop.target.mkdir()
    mine = shop.target / "01_BLOBS.ipynb"
    mine.write_text("my work")
    real_open, real_read = os.open, Path.read_bytes

    def folded(path: Any) -> Any:
        return mine if Path(path).name.casefold() == mine.name.casefold() else path

    monkeypatch.setattr(os, "link", no_links(errno.EPERM))
    monkeypatch.setattr(files.os, "open", lambda path, *how: real_open(folded(path), *how))
    monkeypatch.setattr(Path, "read_bytes", lambda self: real_read(folded(self)))
    assert shop.copy()[1].fate == "beside"
    assert real_read(mine) == b"my work"


# -- what stands in the way


def test_a_manifest_of_any_kind_is_survived(shop: Shop) -> None:
    shop.copy()
    for text in ("[" * 200_000, '{"a":' * 100_000, "[]", "3", '{"a": 3}', "{", "\xff", "9" * 5000):
        (shop.target / copying.MANIFEST).write_text(text, encoding="latin-1")
        assert [done.fate for done in shop.copy()] == ["same", "same"]


def test_a_lesson_that_cannot_be_read_stays(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.copy()
    shop.publish("00_start_here", 1)
    real = Path.read_bytes

    def read_bytes(self: Path) -> bytes:
        if self.parent == shop.target:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    with pytest.raises(LearnerError, match="can't be read"):
        shop.copy()
    assert "version 0" in (shop.target / "00_start_here.ipynb").read_text()


def test_a_folder_with_the_name_of_a_file_is_refused(shop: Shop, tmp_path: Path) -> None:
    for name in ("course.ipynb", "page.html"):
        with pytest.raises(LearnerError, match="name of a file") as caught:
            copy_course(tmp_path / name)
        assert not (tmp_path / name).exists()
        assert caught.value.fix.startswith("teachclust copy -o ")


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_full_disk_leaves_nothing_half_written(
    shop: Shop, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = os.write, 0

    def write(handle: int, content: Any) -> int:
        nonlocal calls
        calls += 1
        if calls >= at:
            real(handle, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(handle, content)

    monkeypatch.setattr(files.os, "write", write)
    with pytest.raises(LearnerError, match="can't be written") as caught:
        shop.copy()
    assert "no room left" in caught.value.why
    monkeypatch.undo()
    assert shop.target.exists() == (at > 1)
    for lesson in shop.target.glob("*.ipynb"):
        json.loads(lesson.read_text())
    assert shop.halves() == []
    assert {done.fate for done in shop.copy()} <= {"new", "same"}


def test_copies_beside_are_numbered_from_two_on(shop: Shop) -> None:
    shop.copy()
    lesson = shop.target / "01_blobs.ipynb"
    names = []
    for version in (1, 2, 3):
        lesson.write_text(f"work {version}")
        shop.publish("01_blobs", version)
        done = shop.copy(["01_blobs"])
        assert [one.fate for one in done] == ["beside"]
        names.append(done[0].path.name)
        assert [one.fate for one in shop.copy(["01_blobs"])] == ["same"]
    today = names[0].removeprefix("01_blobs_").removesuffix(".ipynb")
    assert names[1:] == [f"01_blobs_{today}-{turn}.ipynb" for turn in (2, 3)]


def test_names_that_are_no_folders_are_refused_with_one(tmp_path: Path) -> None:
    with pytest.raises(LearnerError, match="name of a file") as caught:
        copy_course(tmp_path / "my course.ipynb")
    assert caught.value.fix == f"teachclust copy -o '{tmp_path / 'my course'}'"
    (tmp_path / "a").touch()
    with pytest.raises(LearnerError, match="There is a file of that name"):
        copy_course(tmp_path / "a")
    with pytest.raises(LearnerError, match=r"with '\.\.' in it"):
        copy_course(tmp_path / ".." / "b")


def test_a_fresh_copy_lies_beside_and_replaces_nothing(tmp_path: Path) -> None:
    copy_course(tmp_path, ["01_blobs"])
    mine = tmp_path / "01_blobs.ipynb"
    mine.write_text("mine", "utf-8")
    (first,) = copy_fresh(tmp_path, ["01_blobs"])
    assert (first.path.name, first.fate) == ("01_blobs_fresh.ipynb", "fresh")
    assert copy_fresh(tmp_path, ["blobs"])[0].fate == "same"  # nobody worked in it yet
    first.path.write_text("mine as well", "utf-8")
    (second,) = copy_fresh(tmp_path, ["01"])
    assert second.path.name == "01_blobs_fresh-2.ipynb"
    assert mine.read_text("utf-8") == "mine"
    assert first.path.read_text("utf-8") == "mine as well"
    with pytest.raises(LearnerError, match="Name the lesson"):
        copy_fresh(tmp_path, [])
