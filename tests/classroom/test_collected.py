"""A folder of hand-ins: in order, changed, copied, replaced, unreadable."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import hand_ins
import pytest

from teachclust.classroom.collected import collect, common_slips, guesses, lessons_in, of_lesson
from teachclust.classroom.hand_in_file import HandIn, encode
from teachclust.errors import LearnerError


def states(folder: Path) -> dict[str, str]:
    return {one.file: one.state for one in collect(folder)}


def test_five_learners(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.json").write_bytes(encode(hand_ins.right()))
    (tmp_path / "b" / "b.json").write_bytes(encode(hand_ins.half()))
    (tmp_path / "c.json").write_bytes(encode(hand_ins.blank()))
    (tmp_path / "d.json").write_bytes(encode(hand_ins.right())[:900])
    (tmp_path / "e.json").write_bytes(encode(hand_ins.forged()))
    held = json.loads(encode(hand_ins.half("Eve")))
    held["entries"][0]["result"] = "right"
    (tmp_path / "f.json").write_text(json.dumps(held))
    (tmp_path / ".hidden.json").write_text("{}")
    (tmp_path / "teachclust-record.json").write_text("{}")
    (tmp_path / "link.json").symlink_to(tmp_path / "a.json")
    found = collect(tmp_path)
    assert {one.file: one.state for one in found} == {
        "a.json": "in order",
        "b/b.json": "in order",
        "c.json": "in order",
        "d.json": "unreadable",
        "e.json": "contradicts",
        "f.json": "edited",
    }
    assert all(bool(one.told) != one.counts for one in found)
    assert lessons_in(found) == ["01_blobs"]
    assert len(of_lesson(found, "01_blobs")) == 5
    slips = common_slips(found, "blobs-1")
    assert [(name, len(learners)) for name, _, learners in slips] == [
        ("These are plain distances added up.", 2)
    ]
    counted = guesses(found, "blobs-move")
    assert sum(counted.values()) == 2


def test_the_latest_of_a_learner_counts(tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    first.write_bytes(encode(hand_ins.right()))
    second.write_bytes(encode(hand_ins.right()))
    os.utime(second, (1, 1))
    assert states(tmp_path) == {"first.json": "in order", "second.json": "replaced"}
    assert len(of_lesson(collect(tmp_path), "01_blobs")) == 1


def test_one_record_under_two_names_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(encode(hand_ins.right("Ada")))
    (tmp_path / "b.json").write_bytes(encode(hand_ins.right("Bob")))
    assert states(tmp_path) == {"a.json": "contradicts", "b.json": "contradicts"}
    assert "b.json" in collect(tmp_path)[0].told[0]


@pytest.mark.parametrize("made", [hand_ins.right, hand_ins.blank])
@pytest.mark.parametrize("names", [("", "Zoe"), ("Zoe", ""), ("zoe", "Zoe")])
def test_a_name_that_is_added_or_left_out_makes_no_copy(
    tmp_path: Path, names: tuple[str, str], made: Callable[[str], HandIn]
) -> None:
    for file, name, time in zip(("first.json", "second.json"), names, (1, 2), strict=True):
        (tmp_path / file).write_bytes(encode(made(name)))
        os.utime(tmp_path / file, (time, time))
    assert states(tmp_path) == {"first.json": "replaced", "second.json": "in order"}
    (tmp_path / "third.json").write_bytes(encode(made("Bob")))
    assert set(states(tmp_path).values()) == {"contradicts"}


def test_learners_are_sorted_as_people_sort(tmp_path: Path) -> None:
    for name in ("p10", "P9", "p1"):
        made = replace(hand_ins.blank(name), learner=f"0000-{name[1:]:0>4}")
        (tmp_path / f"{name}.json").write_bytes(encode(made))
    ordered = [one.hand_in.name for one in of_lesson(collect(tmp_path), "01_blobs") if one.hand_in]
    assert ordered == ["p1", "P9", "p10"]


def test_folders_without_any(tmp_path: Path) -> None:
    with pytest.raises(LearnerError, match="no hand-in"):
        collect(tmp_path)
    with pytest.raises(LearnerError, match="no such folder"):
        collect(tmp_path / "nowhere")
