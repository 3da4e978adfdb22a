"""The record: where it is, what is kept in memory, what is shown and cleared."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from teachclust.errors import LearnerError, LearnerWarning
from teachclust.learner import record as module
from teachclust.learner.record import MANIFEST, Record, record
from teachclust.learner.record_file import NAME


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_here", {})
    monkeypatch.delenv("TEACHCLUST_RECORD", raising=False)
    monkeypatch.delenv("TEACHCLUST_EXPORT", raising=False)
    monkeypatch.chdir(tmp_path)


def keys(mine: Record) -> list[str]:
    return [entry.key for entry in mine.entries()]


def test_in_any_folder_it_is_in_memory(tmp_path: Path) -> None:
    record().add("try", "a", result="right")
    assert keys(record()) == ["a"]
    assert record().path is None
    assert list(tmp_path.iterdir()) == []


def test_beside_a_course_it_survives_the_kernel_and_a_change_of_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / MANIFEST).write_text("{}")
    record().add("try", "a", result="right")
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    record().add("try", "b", result="right")
    assert record().path == tmp_path / NAME
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "_here", {})
    assert keys(record()) == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "value"), [("TEACHCLUST_RECORD", "off"), ("TEACHCLUST_EXPORT", "1")]
)
def test_it_can_be_turned_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (tmp_path / MANIFEST).write_text("{}")
    monkeypatch.setenv(name, value)
    record().add("try", "a", result="right")
    assert record().path is None
    assert not (tmp_path / NAME).exists()


def test_a_folder_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    monkeypatch.setenv("TEACHCLUST_RECORD", "mine")
    assert record().path == tmp_path / "mine" / NAME
    monkeypatch.setattr(module, "_here", {})
    monkeypatch.setenv("TEACHCLUST_RECORD", "nowhere")
    with pytest.warns(LearnerWarning, match="names nowhere"):
        assert record().path is None


def test_a_linked_manifest_makes_no_course(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("{}")
    (tmp_path / MANIFEST).symlink_to(tmp_path / "x")
    assert record().path is None


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_can_only_be_read(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        _stays_in_memory(Record(tmp_path))
    finally:
        tmp_path.chmod(0o700)


def test_a_place_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    mine = Record(tmp_path)
    _stays_in_memory(mine)
    (tmp_path / NAME).rmdir()
    mine.add("try", "c", result="right")  # it is written as soon as it can be
    assert keys(Record(tmp_path)) == ["a", "b", "c"]


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    _stays_in_memory(Record(tmp_path / "gone"))


def _stays_in_memory(mine: Record) -> None:
    """Told once by this record, and nothing is lost."""
    with pytest.warns(LearnerWarning):
        mine.add("try", "a", result="right")
    mine.add("try", "b", result="wrong")  # a warning would be an error
    assert keys(mine) == ["a", "b"]


def test_it_is_shown_as_text_and_as_a_table_in_which_nothing_is_trusted(tmp_path: Path) -> None:
    mine = Record(tmp_path)
    assert repr(mine).startswith("Record: nothing is stored\nStored in ")
    hostile = "<script>alert(1)</script>"
    mine.add("guess", hostile, text=hostile, right=True)
    mine.add("guess", "b", text="x", right=False)
    mine.add("solution", "b")
    assert repr(mine).startswith("Record: 2 guesses, 1 solution\n")
    assert "<script" not in mine._repr_html_()
    assert mine._repr_html_().count("<tr>") == 4


def test_a_long_table_says_what_is_left_out() -> None:
    mine = Record(None)
    for n in range(module._MOST_SHOWN + 3):
        mine.add("solution", f"k{n}")
    assert "3 earlier entries" in mine._repr_html_()


def test_clearing(tmp_path: Path) -> None:
    for mine in (Record(None), Record(tmp_path)):
        for key in "ab":
            mine.add("guess", key, text="x", right=True)
            mine.add("try", key, result="right")
        mine.clear("guess", "a")
        left = [("try", "a"), ("guess", "b"), ("try", "b")]
        assert [(entry.kind, entry.key) for entry in mine.entries()] == left
        mine.clear("guess")
        assert keys(mine) == ["a", "b"]
        mine.clear()
        assert keys(mine) == []
    assert not (tmp_path / NAME).exists()


def test_what_cannot_be_cleared_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(LearnerError, match="other than a file"):
        Record(tmp_path).clear("guess")
