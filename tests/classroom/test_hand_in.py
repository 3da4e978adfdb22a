"""A hand-in made of a learner's folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teachclust.classroom.hand_in import hand_in
from teachclust.classroom.hand_in_file import decode
from teachclust.errors import LearnerError
from teachclust.learner.record import Record
from teachclust.lessons.copy import copy_course


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TEACHCLUST_RECORD", raising=False)
    copy_course(tmp_path, ["01_blobs"])
    mine = Record(tmp_path)
    mine.add("try", "blobs-1", result="right")
    mine.add("guess", "blobs-move-again", text="To 2", right=True)
    mine.add("try", "digits-1", result="right")
    return tmp_path


def cell(source: str) -> dict[str, object]:
    return {
        "cell_type": "code",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": 1,
    }


def test_the_lesson_alone_is_in_it_and_no_time_of_day(course: Path) -> None:
    path, made = hand_in("blobs", course)
    assert path.parent == course
    assert path.name == f"01_blobs-hand-in-{made.learner}.json"
    again, sound = decode(path.read_bytes())
    assert sound
    assert [one.key for one in again.entries] == ["blobs-1", "blobs-move-again"]
    assert all(one.at.endswith("T00:00:00.000Z") for one in again.entries)
    assert set(again.answers) == {f"blobs-{number}" for number in range(1, 7)}
    assert "after_assign = ..." in again.answers["blobs-1"]
    assert not again.name


def test_copied_cells_without_tags_and_deleted_ones(course: Path) -> None:
    notebook = course / "01_blobs.ipynb"
    book = json.loads(notebook.read_text("utf-8"))
    kept = [one for one in book["cells"] if "check(" not in "".join(one["source"])]
    mine = [cell('check("blobs-1", 1, 2)'), cell('check("blobs-1", 15, 10)'), cell('check("x-1")')]
    book["cells"] = [*kept, *mine]
    copied = course / "01_blobs-Copy1.ipynb"
    copied.write_text(json.dumps(book), "utf-8")
    path, made = hand_in(str(copied), name=" Ada  B ", output=course / "mine.json")
    assert path == course / "mine.json"
    assert dict(made.answers) == {"blobs-1": 'check("blobs-1", 15, 10)'}
    assert made.name == "Ada B"
    assert decode(path.read_bytes())[0].name == "Ada B"


def test_what_stands_in_the_way_is_told(course: Path) -> None:
    with pytest.raises(LearnerError, match="not there"):
        hand_in("03_digits", course)
    with pytest.raises(LearnerError, match="no lesson called"):
        hand_in("99", course)
    with pytest.raises(LearnerError, match="no such folder"):
        hand_in("01", course, output=course / "nowhere")
    (course / "01_blobs.ipynb").write_text("{", "utf-8")
    with pytest.raises(LearnerError, match="can't be read"):
        hand_in("01", course)


def test_a_reset_cell_that_is_still_blank_hides_no_answer(course: Path) -> None:
    notebook = course / "01_blobs.ipynb"
    book = json.loads(notebook.read_text("utf-8"))
    place = next(n for n, c in enumerate(book["cells"]) if 'check("blobs-1"' in str(c["source"]))
    book["cells"].insert(place, cell('check("blobs-1", 15, 10)'))
    notebook.write_text(json.dumps(book), "utf-8")
    assert hand_in("01", course)[1].answers["blobs-1"] == 'check("blobs-1", 15, 10)'


def test_the_class_code_of_the_notebook_is_in_it(course: Path) -> None:
    folder = course / "own"
    copy_course(folder, ["01_blobs"], class_code="7b-12")
    assert hand_in("01", folder)[1].class_code == "7B-12"
    assert hand_in("01", course)[1].class_code == ""


def test_the_code_is_one_until_the_record_is_cleared(course: Path) -> None:
    mine = Record(course)
    mine.clear()
    path, first = hand_in("01", course)
    mine.add("try", "blobs-1", result="right")
    again, second = hand_in("01", course)
    mine.clear("try")
    assert (path, first.learner) == (again, second.learner)
    assert hand_in("01", course, name="Zoe")[1].learner == first.learner
    assert [entry.kind for entry in mine.entries()] == ["code"]
    mine.clear()
    assert hand_in("01", course)[1].learner != first.learner


def test_the_code_of_a_record_stays_when_its_first_entry_goes(course: Path) -> None:
    first = hand_in("01", course)[1].learner
    Record(course).clear("try")
    assert hand_in("01", course)[1].learner == first


def test_nothing_is_stored_where_the_learner_wants_it_so(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEACHCLUST_RECORD", "off")
    first = hand_in("01", course)[1].learner
    assert Record(course).entries("code") == []
    assert hand_in("01", course)[1].learner == first


def test_arguments_of_other_kinds_are_told(course: Path) -> None:
    for wrong in ({"name": None}, {"output": 3}):
        with pytest.raises(LearnerError):
            hand_in("01", course, **wrong)  # type: ignore[arg-type]
    for lesson, folder in ((None, course), ("01", None)):
        with pytest.raises(LearnerError):
            hand_in(lesson, folder)  # type: ignore[arg-type]


def test_a_long_name_fits_in_the_name_of_a_file(course: Path) -> None:
    path, made = hand_in("01", course, name="\u732b" * 80)
    assert len(path.name.encode()) < 255
    assert made.learner in path.name
    assert decode(path.read_bytes())[0].name == "\u732b" * 80
