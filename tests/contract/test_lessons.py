"""Every lesson in notebooks/ keeps the rules of LESSONS.md. A later lesson joins by existing."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from teachclust.lessons.registry import exercises, lesson_words, questions

FOLDER = Path(__file__).parents[2] / "notebooks"
LESSONS = sorted(FOLDER.glob("*.ipynb"))
COURSE = [path for path in LESSONS if not path.stem.startswith("00_")]
TAGS = {"setup", "predict", "exercise", "solution", "teacher", "hint"}
MARK = "# NBVAL_CHECK_OUTPUT"
CUT = "# solution"
BANNED = re.compile(r"\b(just|simply|obviously|easy)\b", re.IGNORECASE)
LEVELS = ["respond", "change", "build"]
LAST_PARTS = ["Key points", "Words", "Further reading", "For the teacher"]


class Lesson:
    """A notebook, read once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.nb = nbformat.read(path, as_version=4)
        self.about: dict[str, Any] = self.nb.metadata.get("teachclust", {})
        self.text = [cell for cell in self.nb.cells if cell.cell_type == "markdown"]
        self.code = [cell for cell in self.nb.cells if cell.cell_type == "code"]

    def keys(self, call: str) -> list[str]:
        """Return the keys with which `call` is called, in order, without repeats."""
        found = re.findall(rf'\b{call}\(\s*"([^"]+)"', "\n".join(c.source for c in self.code))
        return list(dict.fromkeys(found))

    def predictions_by_section(self) -> Counter[str]:
        """Return how many predictions each section has, of those that have any."""
        section, asked = "", Counter[str]()
        for cell in self.nb.cells:
            if cell.cell_type == "markdown":
                section = (re.findall(r"^## (.+)$", cell.source, re.MULTILINE) or [section])[-1]
            elif found := re.findall(r'\bpredict\(\s*"', cell.source):
                asked[section] += len(found)
        return asked

    def exercises(self) -> list[Any]:
        known = {e.key: e for word in lesson_words() for e in exercises(word)}
        return [known[key] for key in self.keys("check")]

    def questions(self) -> list[Any]:
        known = {q.key: q for word in lesson_words() for q in questions(word)}
        return [known[key] for key in self.keys("predict")]


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request):
    return Lesson(request.param)


@pytest.fixture(params=COURSE, ids=lambda path: path.stem)
def course_lesson(request):
    """A lesson that teaches; 00 shows how the course works."""
    return Lesson(request.param)


def tags(cell: Any) -> set[str]:
    return set(cell.metadata.get("tags", []))


def text_of(output: Any) -> str:
    data = output.get("data", {})
    return output.get("text", "") + data.get("text/plain", "")


def without_fences(source: str) -> str:
    return re.sub(r"```.*?```", "", source, flags=re.DOTALL)


def test_there_are_lessons():
    assert [path.stem for path in LESSONS][:2] == ["00_start_here", "01_blobs"]


def test_one_title_and_headings_in_order(lesson):
    depth = [
        len(marks)
        for cell in lesson.text
        for marks in re.findall(r"^(#+) ", without_fences(cell.source), flags=re.MULTILINE)
    ]
    assert lesson.nb.cells[0].source.startswith("# ")
    assert depth.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(depth))


def test_cells_are_short_and_not_too_many(lesson):
    assert len(lesson.nb.cells) <= 45
    for cell in lesson.text:
        assert len(re.sub(r"<[^>]+>", " ", cell.source).split()) <= 90, cell.source[:60]
    for cell in lesson.code:
        for part in re.split(rf"^{CUT}.*$", cell.source, flags=re.MULTILINE):
            assert len(part.strip().splitlines()) <= 12, cell.source


def test_tags_are_known(lesson):
    for cell in lesson.nb.cells:
        assert tags(cell) <= TAGS


def test_plain_words(lesson):
    for cell in lesson.nb.cells:
        assert not BANNED.search(cell.source), cell.source
    for cell in lesson.text:
        assert "$" not in cell.source
        assert "<script" not in cell.source.lower()


def test_code_has_no_path_download_or_plotting(lesson):
    unwanted = re.compile(
        r"https?:|urlopen|urlretrieve|requests|read_csv|\bopen\(|fetch_|Path\(|\.\./|/tmp|"
        r"matplotlib|pyplot|\bplt\.|seaborn|subplots|interact\(|!pip|%pip"
    )
    for cell in lesson.code:
        assert not unwanted.search(cell.source), cell.source
        assert not re.search(r";\s*$", cell.source, flags=re.MULTILINE), cell.source


def test_every_seed_is_explicit(lesson):
    homes: dict[str, Any] = {}
    for cell in lesson.code:
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sklearn"):
                home = importlib.import_module(str(node.module))
                homes |= {a.asname or a.name: getattr(home, a.name) for a in node.names}
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                called = homes.get(node.func.id)
                if called and "random_state" in inspect.signature(called).parameters:
                    given = {keyword.arg for keyword in node.keywords}
                    assert "random_state" in given, ast.unparse(node)


def test_saved_as_executed_small_and_without_widget_state(lesson):
    assert "widgets" not in lesson.nb.metadata
    assert lesson.path.stat().st_size <= 1_000_000
    counts = [cell.execution_count for cell in lesson.code]
    assert counts == list(range(1, len(counts) + 1))
    outputs = [output for cell in lesson.code for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    for output in outputs:
        text = text_of(output)
        assert not re.search(r"0x[0-9a-f]{6,}|/home/|/tmp/|/root/|(?<![\w.:/<-])/\w+/\w+", text)
        assert str(FOLDER.parent) not in text
        if "image/png" in output.get("data", {}):
            assert output.metadata["image/png"]["alt"]


def test_widgets_leave_a_picture_or_a_text(lesson):
    for cell in lesson.code:
        kinds = [set(output.get("data", {})) for output in cell.outputs]
        for picture, shown in zip([set(), *kinds], kinds, strict=False):
            if "application/vnd.jupyter.widget-view+json" in shown:
                # a container has none of its own: its cell's last output has them
                left = picture | shown | kinds[-1]
                assert {"image/png", "text/html", "application/javascript"} & left
                assert "text/plain" in shown


def test_the_head_says_for_whom_how_long_and_what_for(lesson):
    head = lesson.nb.cells[0].source + lesson.nb.cells[1].source
    for needed in ("**For**", "**Needs**", "**Time**"):
        assert needed in head
    minutes = lesson.about["minutes"]
    assert str(minutes["read"]) in head
    assert str(minutes["do"]) in head
    listed = re.findall(r"^\d+\. \*\*(\w+)", head, flags=re.MULTILINE)
    assert 3 <= len(listed) <= 5
    assert len(listed) == len(lesson.about["objectives"])
    assert not {"Understand", "Know", "Learn", "Appreciate"} & set(listed)


def test_every_objective_is_checked(lesson):
    checked = {o for item in (*lesson.exercises(), *lesson.questions()) for o in item.objectives}
    assert set(lesson.about["objectives"]) == checked


@pytest.mark.parametrize(("call", "held"), [("check", exercises), ("predict", questions)])
def test_every_registered_exercise_and_question_is_used_in_its_order(call, held):
    used = [key for path in LESSONS for key in Lesson(path).keys(call)]
    for word in lesson_words():
        mine = [one.key for one in held(word)]
        assert [key for key in used if key in mine] == mine, word


def test_predictions_and_checks_come_often_enough(course_lesson):
    minutes = sum(course_lesson.about["minutes"].values())
    checks, asked = len(course_lesson.keys("check")), course_lesson.predictions_by_section()
    assert 3 <= len(asked) <= 5  # the rounds of a lesson; one of them may ask twice
    assert max(asked.values()) <= 2
    assert checks >= 5
    assert minutes / (checks + sum(asked.values())) <= 12


def test_exercises_respond_then_change_then_build(course_lesson):
    levels = [e.level for e in course_lesson.exercises()]
    assert sorted(set(levels), key=levels.index) == LEVELS
    fading = [e.fading for e in course_lesson.exercises()]
    assert sorted(set(fading), key=fading.index) == ["worked", "faded", "own"]


def test_each_exercise_starts_blank_and_has_a_solution_that_passes(lesson):
    for key in lesson.keys("check"):
        cells = [c for c in lesson.code if f'check("{key}"' in c.source]
        asked = [c for c in cells if "exercise" in tags(c)]
        assert len(asked) == 1, key
        assert "..." in asked[0].source.split(CUT)[0]
        solved = [c for c in cells if "solution" in tags(c) or CUT in c.source]
        assert len(solved) == 1, key
        assert any("Correct" in text_of(output) for output in solved[0].outputs), key


def test_exercises_are_leaves(lesson):
    """No later cell needs a name that is made in an exercise."""
    made: set[str] = set()
    for cell in lesson.code:
        nodes = list(ast.walk(ast.parse(cell.source)))
        stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        stored |= {n.name for n in nodes if isinstance(n, ast.FunctionDef)}
        used = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        arguments = {n.arg for n in nodes if isinstance(n, ast.arg)}
        assert not made & (used - stored - arguments), cell.source
        if {"exercise", "solution"} & tags(cell):
            made |= stored
        else:
            made -= stored


def test_numbers_in_prose_are_computed_and_compared(lesson):
    """A decimal or a percentage in a text is in the output of a cell that nbval compares."""
    compared = " ".join(
        text_of(output) for cell in lesson.code if MARK in cell.source for output in cell.outputs
    )
    for cell in lesson.text:
        prose = re.sub(r"`[^`]*`", "", without_fences(cell.source))
        for number in re.findall(r"\d+\.\d+|\d+(?= ?%)", prose):
            assert number in compared, f"{number} in: {cell.source[:60]}"


def test_it_ends_with_key_points_words_reading_and_the_teachers_part(course_lesson):
    whole = "\n".join(cell.source for cell in course_lesson.text)
    parts = re.findall(r"^## (.+)$", whole, flags=re.MULTILINE)
    assert parts[-4:] == LAST_PARTS
    points = whole.split("## Key points")[1].split("## Words")[0]
    listed = re.findall(r"^\d+\. ", points, flags=re.MULTILINE)
    assert len(listed) == len(course_lesson.about["objectives"])


def test_the_teachers_part_is_folded_and_whole(course_lesson):
    cells = [c for c in course_lesson.text if "teacher" in tags(c)]
    for cell in cells:
        assert "<details>" in cell.source
        assert "</details>" in cell.source
    whole = "\n".join(cell.source for cell in cells)
    for needed in ("**Timing**", "**Likely wrong answers**", "**Ask**", "**Drop**", "**Plan B**"):
        assert needed in whole


def test_a_lesson_explains_names_that_are_missing(lesson):
    """In the cell that imports `check`, since importing it changes nothing of the notebook."""
    called = [cell for cell in lesson.code if "explain_missing_names()" in cell.source]
    assert called == [cell for cell in lesson.code if "import check" in cell.source]


def test_lesson_00_lists_every_other_lesson(course_lesson):
    guide = Lesson(LESSONS[0])
    assert f"`{course_lesson.path.stem}`" in "\n".join(cell.source for cell in guide.text)


def test_it_runs_whole_with_every_prediction_open(lesson, monkeypatch):
    """The teacher's switch: what follows each prediction is made, and nothing goes wrong in it."""
    monkeypatch.setenv("TEACHCLUST_OPEN", "1")
    look = (
        "from teachclust.widgets.predict import _alive\n"
        "print(sorted((q._key, q.follow is not None, dict(q.problem)) for q in _alive))"
    )
    lesson.nb.cells.append(nbformat.v4.new_code_cell(look))
    NotebookClient(lesson.nb, timeout=60, store_widget_state=False).execute()
    found = ast.literal_eval(lesson.nb.cells[-1].outputs[0].text)
    assert found == [(key, True, {}) for key in sorted(lesson.keys("predict"))]
