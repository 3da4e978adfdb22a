"""`teachclust copy` never loses a byte of a learner's work, whatever happens between."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teachclust.errors import LearnerError
from teachclust.lessons import copy as copying
from teachclust.lessons.copy import copy_course

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
        st.tuples(st.just("crash"), st.integers(0, 12)),
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
    with tempfile.TemporaryDirectory() as folder:
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
    """Interrupt the copy at its call number `at` of the calls that touch files."""
    calls = 0

    def dying(real):  # type: ignore[no-untyped-def]
        def call(*args, **kwargs):  # type: ignore[no-untyped-def]
            nonlocal calls
            calls += 1
            if calls == at:
                raise KeyboardInterrupt
            return real(*args, **kwargs)

        return call

    with (
        mock.patch.object(copying.os, "link", dying(os.link)),
        mock.patch.object(copying.os, "fsync", dying(os.fsync)),
        mock.patch.object(copying.Path, "replace", dying(Path.replace)),
        mock.patch.object(copying.Path, "chmod", dying(Path.chmod)),
        contextlib.suppress(KeyboardInterrupt),
    ):
        shop.copy()
