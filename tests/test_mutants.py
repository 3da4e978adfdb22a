"""The tool for mutation testing: what it changes, and that a real test kills."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
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
    mutant = tool.Mutant(package, 2, 1, change, tree)
    assert tool.survives(mutant, [str(test)], 60) == survives


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_only_tests_that_call_the_function_are_run(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "teachclust").mkdir()
    (tmp_path / "teachclust" / "__init__.py").touch()
    package = tmp_path / "teachclust" / "sums.py"
    source = "def one():\n    return 1\n\n\ndef two():\n    return one() + 1\n\n\nTHREE = 3\n"
    package.write_text(source, encoding="utf-8")
    test = tmp_path / "test_sums.py"
    test.write_text(
        "from teachclust import sums\n"
        "def test_one():\n    assert sums.one() == 1\n"
        "def test_two():\n    assert sums.two() == 2\n",
        encoding="utf-8",
    )
    code = (
        "import importlib.util, sys\nfrom pathlib import Path\n"
        f"spec = importlib.util.spec_from_file_location('mutants', {str(tool.__file__)!r})\n"
        "tool = importlib.util.module_from_spec(spec)\nsys.modules['mutants'] = tool\n"
        "spec.loader.exec_module(tool)\n"
        f"tool.ROOT = Path({str(tmp_path)!r})\n"
        f"seen = tool.watch_tests([{str(test)!r}])\n"
        f"path, source = Path({str(package)!r}), {source!r}\n"
        "for number in range(tool.count_mutants(source)):\n"
        "    mutant = tool.make_mutant(path, source, number)\n"
        "    names = tool.tests_for(mutant, seen)\n"
        "    print(mutant.line, sorted(name.rpartition('::')[2] for name in names))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert sorted(set(ran.stdout.splitlines())) == [
        "2 ['test_one', 'test_two']",
        "6 ['test_two']",
        "9 ['test_one', 'test_two']",
    ]
