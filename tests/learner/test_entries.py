"""Entries of the record: what is taken from a file that anybody may have written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from teachclust.learner import entries as module
from teachclust.learner.entries import Entry, NewerVersion, decode, encode, new_entry, with_new

GOOD = {"kind": "try", "key": "blobs-1", "at": "2026-11-28T08:30:00.000Z", "result": "wrong"}


def file_of(*held: Any, version: Any = 1) -> bytes:
    return json.dumps({"version": version, "entries": list(held)}).encode()


def test_what_is_written_is_read_back() -> None:
    made = [
        new_entry("guess", "k", {"text": "ü \ud800 \u2028 </script>", "right": True}),
        new_entry("reason", "k", {"named": ("a", "b"), "text": "x"}),
        new_entry("solution", "k", {}),
    ]
    assert decode(encode(made)) == (made, True)
    assert decode(encode([])) == ([], True)


def test_an_empty_field_is_left_out_and_long_texts_are_cut() -> None:
    entry = new_entry("guess", "k" * 9999, {"text": "x" * 9999, "right": True, "confidence": None})
    assert set(entry.fields) == {"text", "right"}
    assert len(entry.fields["text"]) == module.LONGEST_TEXT
    assert decode(encode([entry])) == ([entry], True)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("dance", {}), ("try", {"other": "x"}), ("guess", {"right": 1}), ("hint", {"number": True})],
)
def test_an_unknown_entry_is_the_programs_fault(kind: str, fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="entry of the record"):
        new_entry(kind, "k", fields)


@pytest.mark.parametrize(
    "bad",
    [
        None, 3, "x", [], {}, [GOOD],
        {**GOOD, "kind": "dance"}, {**GOOD, "kind": ["try"]}, {**GOOD, "key": 3},
        {**GOOD, "key": ""}, {**GOOD, "key": "x" * 501}, {**GOOD, "at": "today"},
        {**GOOD, "at": None}, {**GOOD, "more": 1},
        {**GOOD, "result": {"a": 1}}, {**GOOD, "result": "x" * 4001}, {**GOOD, "result": None},
        {"kind": "hint", "key": "k", "at": GOOD["at"], "number": 10**12},
        {"kind": "hint", "key": "k", "at": GOOD["at"], "number": 1.5},
        {"kind": "reason", "key": "k", "at": GOOD["at"], "named": ["x"] * 51},
        {"kind": "reason", "key": "k", "at": GOOD["at"], "named": [["x"]]},
    ],
    ids=lambda bad: repr(bad)[-40:],
)  # fmt: skip
def test_an_entry_that_is_not_in_order_is_left_out(bad: Any) -> None:
    found, sound = decode(file_of(GOOD, bad))
    assert [entry.key for entry in found] == ["blobs-1"]
    assert not sound


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"\xff\xfe\x00", b"[]", b"3", b'{"version": 1}',
        b'{"version": 1, "entries": {}}',
        b'{"version": true, "entries": []}', b'{"version": "1", "entries": []}',
        b'{"version": 0, "entries": []}', b'{"version": NaN, "entries": []}',
        b"[" * 100_000, b'{"version": 1, "entries": ' + b"[" * 100_000,
        b'{"version": 1' + b"0" * 10_000 + b', "entries": []}', b'{"entries": [Infinity]}',
    ],
    ids=lambda content: repr(content)[:30],
)  # fmt: skip
def test_a_file_that_is_not_in_order_gives_nothing(content: bytes) -> None:
    assert decode(content) == ([], False)


def test_a_newer_version_is_told() -> None:
    with pytest.raises(NewerVersion):
        decode(file_of(version=2))


def test_an_editor_may_add_a_mark_and_another_layout() -> None:
    text = json.dumps(json.loads(file_of(GOOD)), indent=8)
    assert decode(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())[1]


def test_of_one_kind_and_key_the_first_and_the_latest_are_kept() -> None:
    made = [Entry("try", "k", f"2026-11-28T08:30:00.{n:03}Z") for n in range(120)]
    kept = with_new([], made)
    assert kept == [made[0], *made[120 - module.MOST_OF_ONE + 1 :]]


def test_an_entry_that_is_there_already_is_not_added_again() -> None:
    entry = new_entry("solution", "k", {})
    assert with_new([entry], [entry]) == [entry]


def test_a_long_file_loses_its_oldest_entries() -> None:
    made = [
        Entry("reason", f"k{n}", GOOD["at"], {"text": "ü" * module.LONGEST_TEXT})
        for n in range(200)
    ]
    content = encode(made)
    assert module.LONGEST_FILE - 10_000 < len(content) <= module.LONGEST_FILE
    found, sound = decode(content)
    assert sound
    assert found == made[-len(found) :]


def test_the_code_of_the_learner_stays_in_a_file_that_is_too_long() -> None:
    code = new_entry("code", "hand-in", {"code": "3F7A-9C21"})
    text = "x" * module.LONGEST_TEXT
    made = [code, *(new_entry("reason", f"k{n}", {"text": text}) for n in range(260))]
    found, sound = decode(encode(made))
    assert sound
    assert len(found) < len(made)
    assert code in found
