"""A learner's copy has no solutions, no outputs and no saved widget state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teachclust.lessons.course import lesson_names, lesson_path
from teachclust.lessons.learner_copy import learner_bytes, learner_notebook


def _cell(source: str, *tags: str, kind: str = "code") -> dict[str, object]:
    cell: dict[str, object] = {
        "cell_type": kind,
        "metadata": {"tags": list(tags)},
        "source": source,
    }
    if kind == "code":
        cell |= {"outputs": [{"output_type": "stream", "text": "42"}], "execution_count": 3}
    return cell


def test_solutions_and_outputs_are_cut() -> None:
    book = {
        "cells": [
            _cell("x = 1", "setup"),
            _cell("mine = ...\n# solution\nmine = 42", "exercise"),
            _cell("mine = 42", "solution"),
            _cell("# solution of nothing\ny = 2"),
        ],
        "metadata": {"widgets": {"state": 1}, "kernelspec": {"name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    made = learner_notebook(book)
    sources = ["".join(cell["source"]) for cell in made["cells"]]
    assert sources == ["x = 1", "mine = ...", "# solution of nothing\ny = 2"]
    assert all(cell["outputs"] == [] for cell in made["cells"])
    assert made["metadata"] == {"kernelspec": {"name": "python3"}}
    assert book["cells"][0]["outputs"] != []


@pytest.mark.parametrize("name", lesson_names())
def test_every_lesson_has_a_copy_without_its_solutions(name: str) -> None:
    path = lesson_path(name)
    content = learner_bytes(path)
    assert content == learner_bytes(path)
    made = json.loads(content)
    text = json.dumps(made)
    for cell in json.loads(Path(path).read_text(encoding="utf-8"))["cells"]:
        if "solution" in cell["metadata"].get("tags", []):
            assert json.dumps("".join(cell["source"]))[1:-1] not in text
