"""Where the lessons are, and by which names they are found."""

from __future__ import annotations

import pytest

from teachclust.errors import LearnerError
from teachclust.lessons import course
from teachclust.lessons.course import course_folder, lesson_names, lesson_path


def test_lessons_are_named_in_order():
    assert lesson_names()[:2] == ["00_start_here", "01_blobs"]
    assert lesson_names() == sorted(lesson_names())


@pytest.mark.parametrize("name", ["01_blobs", "01_blobs.ipynb", "01", "blobs"])
def test_a_lesson_is_found_by_its_name_number_or_word(name):
    assert lesson_path(name) == course_folder() / "01_blobs.ipynb"


@pytest.mark.parametrize(
    "name", ["", "blob", "99", "../01_blobs", "01_blobs/", "BLOBS", "*", None, 1, b"01"]
)
def test_any_other_name_is_refused_and_the_lessons_are_named(name):
    with pytest.raises(LearnerError, match="01_blobs"):
        lesson_path(name)


def test_a_package_without_lessons_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(course, "_PACKAGE", tmp_path / "teachclust")
    with pytest.raises(LearnerError, match="not installed") as caught:
        course_folder()
    assert caught.value.fix


def test_an_installed_course_comes_first(monkeypatch, tmp_path):
    for folder in ("notebooks", "teachclust/course"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "01_blobs.ipynb").write_text("{}")
    monkeypatch.setattr(course, "_PACKAGE", tmp_path / "teachclust")
    assert course_folder() == tmp_path / "teachclust" / "course"
