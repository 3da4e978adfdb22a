"""The file that is handed in: written, read again, cut, changed, hostile."""

from __future__ import annotations

import json
from typing import Any

import hand_ins
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teachclust.classroom.hand_in_file import (
    LONGEST_FILE,
    NotAHandIn,
    checked_name,
    decode,
    encode,
    learner_code,
)
from teachclust.errors import LearnerError


@pytest.mark.parametrize("made", [hand_ins.right(), hand_ins.half(), hand_ins.blank()])
def test_what_is_written_is_read(made: Any) -> None:
    again, sound = decode(encode(made))
    assert sound
    assert again == made.__class__(**{**_fields(again), "entries": tuple(made.entries)})
    assert again.called == (made.name or made.learner)


def _fields(made: Any) -> dict[str, Any]:
    return {name: getattr(made, name) for name in made.__slots__}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (encode(hand_ins.right())[:700], "cut"),
        (b"{}", "other"),
        (b"[1, 2]", "other"),
        (b"\x89PNG\r\n", "other"),
        (b"[" * 100_000, "other"),
        (b" " * (LONGEST_FILE + 1), "long"),
    ],
)
def test_files_that_are_none(content: bytes, reason: str) -> None:
    with pytest.raises(NotAHandIn) as told:
        decode(content)
    assert told.value.reason == reason


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"version": 2}, "newer"),
        ({"version": True}, "damaged"),
        ({"version": 0}, "damaged"),
        ({"lesson": "99_no"}, "damaged"),
        ({"lesson": ["01_blobs"]}, "damaged"),
        ({"learner": "x"}, "damaged"),
        ({"learner": None}, "damaged"),
        ({"name": "x" * 81}, "damaged"),
        ({"answers": {"blobs-1": 1}}, "damaged"),
        ({"class_code": "<b>"}, "damaged"),
        ({"answers": []}, "damaged"),
        ({"answers": {"blobs-1": "x" * 20_001}}, "damaged"),
        ({"entries": [{"kind": "try"}]}, "damaged"),
        ({"entries": [None]}, "damaged"),
        ({"entries": {}}, "damaged"),
    ],
)
def test_parts_of_another_form(changed: dict[str, Any], reason: str) -> None:
    held = json.loads(encode(hand_ins.right())) | changed
    with pytest.raises(NotAHandIn) as told:
        decode(json.dumps(held).encode())
    assert told.value.reason == reason


def test_a_change_is_seen_and_what_a_program_does_to_the_file_is_not() -> None:
    held = json.loads(encode(hand_ins.half()))
    assert decode(json.dumps(held, indent=4, sort_keys=True).encode("utf-8-sig"))[1]
    held["entries"][0]["result"] = "right"
    assert not decode(json.dumps(held).encode())[1]
    del held["checksum"]
    assert not decode(json.dumps(held).encode())[1]


@given(st.binary(max_size=300))
def test_any_bytes_are_told(content: bytes) -> None:
    with pytest.raises(NotAHandIn):
        decode(content)


def test_the_code_of_a_learner_stays_while_the_record_grows() -> None:
    entries = list(hand_ins.right().entries)
    assert learner_code(entries) == learner_code(entries[:1])
    assert learner_code(entries) != learner_code(entries[1:])
    assert learner_code([]) != learner_code([])
    kept = hand_ins.entry("code", "hand-in", code="3F7A-9C21")
    assert learner_code([*entries, kept]) == "3F7A-9C21"
    assert learner_code([kept]) == "3F7A-9C21"
    strange = hand_ins.entry("code", "hand-in", code="<b>")
    assert learner_code([*entries, strange]) == learner_code(entries)


def test_names_are_one_line_and_not_long() -> None:
    assert checked_name("  Ada \n Lovelace ", "name") == "Ada Lovelace"
    with pytest.raises(LearnerError, match="too long"):
        checked_name("x" * 81, "name")
    for wrong in (None, 3, b"Ada"):
        with pytest.raises(LearnerError, match="must be a text"):
            checked_name(wrong, "name")  # type: ignore[arg-type]
