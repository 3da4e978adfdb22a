"""The tool for mutation testing: what it changes, and that a real test kills."""

from __future__ import annotations

import ast
import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
spec = importlib.util.spec_from_file_location("mutants", ROOT / "tools" / "mutants.py")
assert spec is not None
assert spec.loader is not None
tool: Any = importlib.util.module_from_spec(spec)
sys.modules["mutants"] = tool
spec.loader.exec_module(tool)

SOURCE = '''"""A docstring."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import numpy
def f(x: int, n: int = 3) -> float:
    """Return something."""
    table = [0] * n
    table[1] = 2
    if x < 2 and x:
        raise LearnerError("x is 5", why="3 < 4")
    return table[1] / 2
'''


def test_each_mutant_changes_one_thing_and_compiles() -> None:
    plain = ast.unparse(ast.parse(SOURCE)).split("\n")
    count = tool.count_mutants(SOURCE)
    told = []
    for number in range(count):
        mutant = tool.make_mutant(ROOT / "x.py", SOURCE, number)
        compile(mutant.tree, "x.py", "exec")
        lines = ast.unparse(mutant.tree).split("\n")
        assert len(lines) == len(plain)
        changed = [i for i, line in enumerate(lines) if line != plain[i]]
        assert len(changed) == 1
        told.append(mutant.told)
    for one in ("x < 2  ->  x <= 2", "x < 2 and x  ->  x < 2 or x", "table[1] = 2  ->  pass",
                "3  ->  4", "table[1] / 2  ->  table[1] * 2"):  # fmt: skip
        assert one in told
    assert not any(
        "x is 5" in one.split("->")[0] and "why" in one for one in told if "pass" not in one
    )
    # neither texts nor annotations nor what is told in an error
    assert not any(
        one.startswith(("'", '"', "n: int")) or "5" in one.split("->")[1] for one in told
    )


def test_every_file_of_scores_and_checks_has_tests_of_its_own() -> None:
    for part in ("scores", "checks"):
        for path in (ROOT / "teachclust" / part).glob("*.py"):
            if path.name != "__init__.py":
                tests = tool.tests_of(path)
                assert tests, path
                assert all(Path(one).exists() for one in tests), path


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize(("change", "survives"), [("left + right", True), ("left - right", False)])
def test_a_test_kills_a_mutant(change: str, survives: bool, tmp_path: Path, monkeypatch) -> None:
    package = tmp_path / "addition.py"
    package.write_text("def add(left, right):\n    return left + right\n", encoding="utf-8")
    test = tmp_path / "test_addition.py"
    test.write_text(
        "from addition import add\ndef test_add():\n    assert add(2, 3) == 5\n", encoding="utf-8"
    )
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    tree = ast.parse(package.read_text().replace("left + right", change))
    mutant = tool.Mutant(package, 2, change, tree)
    assert tool.survives(mutant, [str(test)], 60) == survives
