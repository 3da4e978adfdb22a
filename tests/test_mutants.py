"""The tool for mutation testing: what it changes, and that a real test kills."""

from __future__ import annotations

import ast
import importlib
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


def test_the_tests_of_a_part_stand_in_its_folder_and_over_all() -> None:
    names = [path.relative_to(ROOT / "tests").as_posix() for path in tool.tests_of(["scores"])]
    assert names[0] == "scores"
    assert "contract/test_traces.py" in names
    names = [path.relative_to(ROOT / "tests").as_posix() for path in tool.tests_of(["cli.py"])]
    assert names[0] == "test_cli.py"
    assert all((ROOT / "tests" / "contract" / name).exists() for name in tool._CONTRACTS)


def test_the_tests_of_the_changed_file_come_first() -> None:
    for place, wanted in (
        ("traces/birch.py", "traces/test_birch.py"),
        ("traces/hdbscan/__init__.py", "traces/test_hdbscan.py"),
        ("traces/hdbscan/spanning_tree.py", "traces/hdbscan/test_spanning_tree.py"),
    ):
        assert tool.own_tests(ROOT / "teachclust" / place) == ROOT / "tests" / wanted
        assert (ROOT / "tests" / wanted).exists()
    path = ROOT / "teachclust/traces/birch.py"
    own, others = ["tests/traces/test_birch.py::a", "tests/traces/test_birch.py::b"], ["tests/x::c"]
    seconds = {own[0]: 9.0, own[1]: 8.0, others[0]: 0.1}
    seen = tool.Seen(seconds, {(str(path), 7): [*others, *own]})
    assert seen.tests_for(tool.Mutant(path, 8, 7, "", ast.parse(""))) == [own[1], own[0], others[0]]


def test_a_package_is_found_among_the_modules() -> None:
    """Else no mutant in an __init__.py is ever put in place, and all of them survive."""
    for place in ("traces/hdbscan/__init__.py", "traces/birch.py", "__init__.py"):
        path = ROOT / "teachclust" / place
        module = importlib.import_module(tool.module_of(path))
        assert module.__file__ is not None
        assert Path(module.__file__).samefile(path)


SUMS = """
MOST = 3
def one():
    return 1
def two(most=4):
    def inside():
        return one() + 1
    return min(inside(), most, MOST)
def lonely():
    return 5
def forever(n):
    while n > 0:
        n -= 1
    return n
"""
TESTS = """
import pytest
from teachclust import sums
ran = []
@pytest.fixture(scope="module")
def first():
    return sums.one()
def test_one(first):
    assert first == 1
def test_two():
    assert sums.two() >= 2
def test_forever():
    assert sums.forever(3) == 0
def test_alone():
    # fails by itself, so it can't tell of a mutant
    assert ran
    sums.lonely()
@pytest.fixture(autouse=True)
def noted():
    yield
    ran.append(1)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_mutants_are_killed_by_tests_that_fail_alone_or_never_end(tmp_path: Path) -> None:
    for folder in ("teachclust", "tests", "tools"):
        (tmp_path / folder).mkdir()
    (tmp_path / "teachclust" / "__init__.py").touch()
    (tmp_path / "teachclust" / "sums.py").write_text(SUMS, encoding="utf-8")
    (tmp_path / "tests" / "test_sums.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").touch()
    mutants = tmp_path / "tools" / "mutants.py"
    source = Path(tool.__file__).read_text(encoding="utf-8")
    mutants.write_text(source.replace("_LEAST: Final = 10.0", "_LEAST: Final = 0.5"))
    ran = subprocess.run(
        [sys.executable, str(mutants), "sums.py"], capture_output=True, text=True, check=False,
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    lines = ran.stdout.splitlines()
    assert "4 tests are known" in lines
    survived = sorted(line for line in lines if line.startswith("survived"))
    assert survived == [
        "survived  teachclust/sums.py:10  5  ->  6  (no test calls it)",
        "survived  teachclust/sums.py:2  3  ->  4",
        "survived  teachclust/sums.py:5  4  ->  5",
        "survived  teachclust/sums.py:7  1  ->  2",
    ]
    # of inside() + 1, n > 0 and n -= 1 nothing survives, though without n -= 1 there is no end
    killed = tool.count_mutants(SUMS) - len(survived)
    assert f"{killed} of {killed + 4} mutants were killed" in ran.stdout
    assert ran.returncode == int(killed / (killed + 4) < tool.WANTED)
