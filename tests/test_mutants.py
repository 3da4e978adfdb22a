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
    assert seen.tests_for(tool.Mutant(path, 8, 7, "", "", "", ast.parse(""))) == [
        own[1],
        own[0],
        others[0],
    ]
    # as many of the others are run as of its own, however long these take
    slow = tool.Seen(seconds | {own[0]: 13.0, others[0]: 19.0, "tests/y::d": 2.0}, seen.calls)
    slow.calls[str(path), 7].append("tests/y::d")
    assert slow.tests_for(tool.Mutant(path, 8, 7, "", "", "", ast.parse(""))) == [
        own[1],
        "tests/y::d",
    ]


def test_a_package_is_found_among_the_modules() -> None:
    """Else no mutant in an __init__.py is ever put in place, and all of them survive."""
    for place in ("traces/hdbscan/__init__.py", "traces/birch.py", "__init__.py"):
        path = ROOT / "teachclust" / place
        module = importlib.import_module(tool.module_of(path))
        assert module.__file__ is not None
        assert Path(module.__file__).samefile(path)


KNOWN = """
# a comment
sums.py two
def two(most=4):
4  ->  5
inside() and MOST are less
anyway
"""


def test_equivalent_mutants_have_a_reason_and_are_known_by_file_function_and_change() -> None:
    known = tool.read_equivalent(KNOWN)
    assert known == {
        ("sums.py", "two", "def two(most=4):", "4  ->  5"): "inside() and MOST are less\nanyway"
    }
    for bad in ("sums.py two\ndef two(most=4):\n4  ->  5", KNOWN + "\n\n" + KNOWN):
        with pytest.raises(ValueError, match=r"sums\.py two"):
            tool.read_equivalent(bad)


def test_each_mutant_that_is_listed_as_equivalent_is_still_there() -> None:
    known = tool.read_equivalent(tool.EQUIVALENT.read_text(encoding="utf-8"))
    assert tool.unknown(known) == []
    name, within, line, told = next(iter(known))
    for gone in (
        ("no.py", within, line, told),
        (name, "other", line, told),
        (name, within, "x", told),
        (name, within, line, "no  ->  yes"),
    ):
        assert tool.unknown([*known, gone]) == [gone]


def test_sizes_are_doubled_and_the_numbers_of_an_example_are_left_alone() -> None:
    source = 'MOST = 300\nFEW = 99\nSURE = True\nx = Samples({"eps": 7})\n'
    source += "y = x.astype(float, copy=False)\n"  # a copy has the same numbers
    told = [tool.make_mutant(ROOT / "x.py", source, i).told for i in range(3)]
    assert told == ["300  ->  600", "99  ->  100", "True  ->  False"]
    assert tool.count_mutants(source) == 3


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
class Whole:
    def __init__(self):
        self.size = 1
class Part(Whole):
    def __init__(self):
        super().__init__()
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
def test_part():
    # without super() the code has another closure, which no function can be given
    assert sums.Part().size == 1
def test_alone():
    # fails by itself, so it can't tell of a mutant
    assert ran
    sums.lonely()
@pytest.fixture(autouse=True)
def noted():
    yield
    ran.append(1)
"""


def run_tool(folder: Path, tests: str, known: str) -> subprocess.CompletedProcess[str]:
    """Run the tool in a small project of its own."""
    for name in ("teachclust", "tests", "tools"):
        (folder / name).mkdir()
    (folder / "teachclust" / "__init__.py").touch()
    (folder / "teachclust" / "sums.py").write_text(SUMS, encoding="utf-8")
    (folder / "tests" / "test_sums.py").write_text(tests, encoding="utf-8")
    (folder / "pytest.ini").touch()
    mutants = folder / "tools" / "mutants.py"
    source = Path(tool.__file__).read_text(encoding="utf-8")
    mutants.write_text(source.replace("_LEAST: Final = 10.0", "_LEAST: Final = 0.5"))
    mutants.with_name(tool.EQUIVALENT.name).write_text(known, encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(mutants), "sums.py"], capture_output=True, text=True, check=False,
        cwd=folder, env=os.environ | {"PYTHONPATH": str(folder)},
    )  # fmt: skip


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@forks
def test_mutants_are_killed_by_tests_that_fail_alone_or_never_end(tmp_path: Path) -> None:
    ran = run_tool(tmp_path, TESTS, "sums.py\ndef two(most=4):\n4  ->  5\nMOST is less.\n")
    lines = ran.stdout.splitlines()
    assert "5 tests are known" in lines
    survived = sorted(line for line in lines if line.startswith("survived"))
    assert survived == [
        "survived  teachclust/sums.py:10 lonely  5  ->  6  (no test calls it)",
        "survived  teachclust/sums.py:2  3  ->  4",
        "survived  teachclust/sums.py:7 inside  1  ->  2",
    ]
    assert "1 more compute the same as the code, by equivalent_mutants.txt" in lines
    # of inside() + 1, n > 0 and n -= 1 nothing survives, though without n -= 1 there is no end
    killed = tool.count_mutants(SUMS) - len(survived) - 1
    assert f"{killed} of {killed + 3} mutants were killed" in ran.stdout
    assert ran.returncode == int(killed / (killed + 3) < tool.WANTED)


@forks
def test_tests_that_fail_without_a_mutant_are_told_before_any_is_tried(tmp_path: Path) -> None:
    ran = run_tool(tmp_path, TESTS + "\ndef test_wrong():\n    assert sums.one() == 2\n", "")
    assert ran.returncode == 2
    assert ran.stdout.endswith(
        "1 tests fail without a mutant, so they can't tell of one. Mend first:\n"
        "tests/test_sums.py::test_wrong\n"
    )


@forks
def test_a_listed_mutant_that_the_code_does_not_have_is_told(tmp_path: Path) -> None:
    ran = run_tool(tmp_path, TESTS, "sums.py two\ndef two(most=5):\n5  ->  6\nIt was there once.\n")
    assert ran.returncode == 2
    assert "('sums.py', 'two', 'def two(most=5):', '5  ->  6')" in ran.stdout
