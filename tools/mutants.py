"""Mutation testing: change one thing in the code, and see whether the tests notice.

    python tools/mutants.py --minutes 10 scores checks traces lessons/copy.py

draws mutants from these parts of the package at random, by a seed, and runs for each the tests that
call the changed function, those of its file and the quickest first, until one fails. It lists the
mutants that no test killed, and exits with 1 when fewer than 85 % were killed. A run ends at most
one mutant after the minutes given.

mutmut and cosmic-ray start Python, import scikit-learn and collect the tests for each mutant, which
costs more than the tests. Here the tests are collected once. They run once to see which functions
each of them calls; then a process is forked for each mutant, in which the code of the changed
function is replaced.

Mutants that compute the same as the code are listed in `equivalent_mutants.txt`, each with its
reason; they are not tried and are counted apart.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib.abc
import importlib.util
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
WANTED: Final = 0.85
EQUIVALENT: Final = Path(__file__).with_name("equivalent_mutants.txt")
#: Seconds of the processor that the tests of one mutant take at most, by what they took without
#: it: those of its file, and as many again of the others.
_MOST: Final = 20.0
#: A test that computes for so many times as long as it did, and for so many seconds, never ends.
_SLOWER: Final = 5.0
_LEAST: Final = 10.0
#: Seconds after which a process that neither computes nor ends is given up.
_STUCK: Final = 900.0
#: What runs over all of the package, besides the tests in the folder of a part.
_CONTRACTS: Final = (
    "test_by_hand.py",
    "test_display_arguments.py",
    "test_doors.py",
    "test_frames.py",
    "test_traces.py",
)

#: A number from here on is a size or a limit: one more is no fault, twice as much may be.
_LARGE: Final = 100
#: What is given to these is no code. An error's texts may be any; so may the numbers of an example,
#: as an estimator of three clusters shows as much as one of four.
_NO_CODE: Final = ("LearnerError", "Samples")

_SWAPS: Final[dict[type[ast.AST], type[ast.AST]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change of one file.

    Parameters
    ----------
    path : Path
        The file.
    line : int
        Where it is.
    function : int
        The first line of the function around it; 0 outside of functions.
    within : str
        The name of that function; empty outside of functions.
    text : str
        The line.
    told : str
        What was there, and what is there now.
    tree : ast.Module
        The changed file.
    """

    path: Path
    line: int
    function: int
    within: str
    text: str
    told: str
    tree: ast.Module


def count_mutants(source: str) -> int:
    """Return how many mutants a file has: operators, numbers, conditions, statements left out."""
    return sum(1 for _ in _places(ast.parse(source)))


def make_mutant(path: Path, source: str, number: int) -> Mutant:
    """Return one mutant of a file.

    Parameters
    ----------
    path : Path
        The file.
    source : str
        Its text.
    number : int
        From 0 to `count_mutants` - 1.

    Returns
    -------
    mutant : Mutant
        Texts and annotations are left alone.
    """
    tree = ast.parse(source)
    node, change = next(place for i, place in enumerate(_places(tree)) if i == number)
    before, line = ast.unparse(node).split("\n")[0], getattr(node, "lineno", 0)
    function, within = _function_around(tree, line)
    now = change().split("\n")[0]
    ast.fix_missing_locations(tree)
    text = source.splitlines()[line - 1].strip()
    return Mutant(path, line, function, within, text, f"{before[:90]}  ->  {now[:90]}", tree)


def _function_around(tree: ast.Module, line: int) -> tuple[int, str]:
    """Return first line, as its code has it, and name of the innermost function around a line."""
    first, name = 0, ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            start = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            # a default is computed where the function is made
            if node.body[0].lineno <= line <= node.end_lineno and start > first:
                first, name = start, node.name
    return first, name


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, Any]]:
    """Yield each node that can be changed, and the change, which returns the new text."""
    for node in _code(tree):
        if isinstance(node, ast.Compare):
            for i, op in enumerate(node.ops):
                yield node, _set(node, node.ops, i, _SWAPS[type(op)]())
        elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in _SWAPS:
            yield node, _put(node, "op", _SWAPS[type(node.op)]())
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
            yield node, _put(node, "value", _other(node.value))
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            yield node.test, _put(node, "test", ast.UnaryOp(ast.Not(), node.test))
        for name in ("body", "orelse"):
            body = getattr(node, name, None)
            for i, one in enumerate(body if isinstance(body, list) else []):
                if isinstance(body, list) and _can_go(one):
                    yield one, _set(one, body, i, ast.copy_location(ast.Pass(), one))


def _other(value: bool | float) -> bool | float:
    if isinstance(value, bool):
        return not value
    return value * 2 if abs(value) >= _LARGE else value + 1


def _can_go(statement: ast.stmt) -> bool:
    """Whether a statement can be left out without a name missing."""
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, ast.Constant)
    if isinstance(statement, ast.Assign):
        return isinstance(statement.targets[0], ast.Subscript)
    return isinstance(statement, ast.AugAssign | ast.Raise | ast.Continue | ast.Break)


def _put(node: ast.AST, name: str, value: Any) -> Any:
    def change() -> str:
        setattr(node, name, value)
        return ast.unparse(value if name == "test" else node)

    return change


def _set(node: ast.AST, where: list[Any], place: int, value: Any) -> Any:
    def change() -> str:
        where[place] = value
        return ast.unparse(value if isinstance(value, ast.stmt) else node)

    return change


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """Walk the code, but not annotations, what is raised, and what only a type checker reads."""
    yield node
    for name, child in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for one in child if isinstance(child, list) else [child]:
            if not isinstance(one, ast.AST) or isinstance(one, ast.Import | ast.ImportFrom):
                continue
            if isinstance(one, ast.If) and ast.unparse(one.test) == "TYPE_CHECKING":
                continue
            if isinstance(one, ast.keyword) and one.arg == "strict":
                continue  # of zip, whose lengths differ by a mistake of ours alone
            if isinstance(one, ast.keyword) and one.arg == "copy" and _is_astype(node):
                continue  # a copy has the same numbers
            if isinstance(one, ast.Call) and ast.unparse(one.func) in _NO_CODE:
                continue
            yield from _code(one)


def _is_astype(node: ast.AST) -> bool:
    """Tell whether a node calls a method astype."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "astype"
    )


def tests_of(parts: list[str]) -> list[Path]:
    """Return the files and folders of tests that are run for some parts of the package.

    Parameters
    ----------
    parts : list of str
        Folders or files within the package.

    Returns
    -------
    tests : list of Path
        Those of the same place in tests/, and what runs over all of the package.
    """
    tests = ROOT / "tests"
    found = [tests / part for part in parts if (tests / part).is_dir()]
    files = [Path(part) for part in parts if part.endswith(".py")]
    found += [tests / part.parent / f"test_{part.name}" for part in files]
    found += [tests / "contract" / name for name in _CONTRACTS]
    return [path for path in found if path.exists()]


def own_tests(path: Path) -> Path:
    """Return the test file of a file of the package, whether there is one or not.

    Parameters
    ----------
    path : Path
        A file within teachclust/.

    Returns
    -------
    tests : Path
        ``tests/a/test_b.py`` for ``teachclust/a/b.py`` and ``teachclust/a/b/__init__.py``.
    """
    place = path.relative_to(ROOT / "teachclust")
    place = place.parent if place.name == "__init__.py" else place.with_suffix("")
    return ROOT / "tests" / place.parent / f"test_{place.name}.py"


def module_of(path: Path) -> str:
    """Return the name by which a file within `ROOT` is imported: a package for its __init__.py."""
    place = path.relative_to(ROOT).with_suffix("")
    return ".".join(place.parent.parts if place.name == "__init__" else place.parts)


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from a changed tree."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self.name, self.path, self.tree = name, path, tree

    def find_spec(self, name: str, *_: Any) -> Any:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.path, loader=self)

    def create_module(self, spec: Any) -> None:
        return None

    def exec_module(self, module: Any) -> None:
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)


@dataclass
class Seen:
    """What the tests did without a mutant.

    Parameters
    ----------
    seconds : dict
        By the id of each test that passed, the time of the processor that it took.
    calls : dict
        By file and first line of each function, the ids of the tests that call it.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    calls: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def tests_for(self, mutant: Mutant) -> list[str]:
        """Return the tests that call the function of a mutant, up to a time of each kind.

        Those in the test file of the mutant's file come first, as they look at it most closely;
        the quickest come first among them, and among the others.

        Parameters
        ----------
        mutant : Mutant
            Outside of functions, the tests that call anything in its file are meant.

        Returns
        -------
        tests : list of str
            Their ids.
        """
        path = str(mutant.path)
        if mutant.function:
            found = set(self.calls.get((path, mutant.function), ()))
        else:
            found = {
                name for (file, _), names in self.calls.items() if file == path for name in names
            }
        own = own_tests(mutant.path).relative_to(ROOT).as_posix()
        by_time = sorted(found, key=lambda name: self.seconds[name])
        chosen: list[str] = []
        for of_the_file in (True, False):
            some = [name for name in by_time if (name.partition("::")[0] == own) is of_the_file]
            ends = accumulate(self.seconds[name] for name in some)
            chosen += [
                name
                for name, end in zip(some, ends, strict=True)
                if end <= _MOST or name == some[0]
            ]
        return chosen

    def forget(self, test: str) -> None:
        """Leave a test out from now on."""
        for names in self.calls.values():
            if test in names:
                names.remove(test)


class CanNotTellError(Exception):
    """The tests can't tell of mutants, as they fail without one."""


class Trial:
    """A plugin of pytest that tries mutants with the tests that were collected.

    Parameters
    ----------
    work : callable
        Called with this object in place of running the tests.
    """

    def __init__(self, work: Callable[[Trial], None]) -> None:
        self.work = work
        self.items: dict[str, Any] = {}
        self.functions: dict[str, list[FunctionType]] = {}

    def pytest_runtestloop(self, session: Any) -> bool:
        """Take the place of pytest's own loop over the tests."""
        self.items = {item.nodeid: item for item in session.items}
        package = str(ROOT / "teachclust")
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(package):
                self.functions.setdefault(one.__code__.co_filename, []).append(one)
        gc.freeze()  # what is there already is not copied by each fork's garbage collection
        self.work(self)
        return True

    def watch(self) -> Seen:
        """Run all tests once in a fork, and note which functions each calls."""
        package, seen = str(ROOT / "teachclust"), Seen()
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / "seen"

            def run(_: Callable[[int], None]) -> int:
                kept.write_text(json.dumps(list(self._watched(package))), encoding="utf-8")
                return 0

            _in_fork(run, _STUCK)
            if not kept.exists():
                raise CanNotTellError(
                    "The tests crash or don't end, as some threads don't after a fork."
                )
            for name, seconds, calls in json.loads(kept.read_text(encoding="utf-8")):
                seen.seconds[name] = seconds
                for path, line in calls:
                    seen.calls.setdefault((path, line), []).append(name)
        return seen

    def _watched(self, package: str) -> Iterator[tuple[str, float, list[tuple[str, int]]]]:
        """Yield the id of each test that passes, its time, and the functions that it calls."""
        shared: dict[str, set[tuple[str, int]]] = {}  # a fixture may serve all tests of a file
        items = list(self.items.values())
        for item, following in zip(items, [*items[1:], None], strict=True):
            calls: set[tuple[str, int]] = set()

            def called(frame: Any, event: str, _: Any, calls: Any = calls) -> None:
                code = frame.f_code
                if event == "call" and code.co_filename.startswith(package):
                    calls.add((code.co_filename, code.co_firstlineno))

            sys.settrace(called)
            start = time.process_time()  # whatever else the machine does
            passed = _passes(item, following)
            seconds = time.process_time() - start
            sys.settrace(None)
            module = item.nodeid.partition("::")[0]
            if module not in shared:
                shared[module] = calls
            if passed:
                yield item.nodeid, seconds, sorted(calls | shared[module])

    def killer(self, mutant: Mutant | None, tests: list[str], seen: Seen) -> str | None:
        """Run tests in a fork with a mutant in place.

        Parameters
        ----------
        mutant : Mutant or None
            None leaves the code as it is.
        tests : list of str
            The tests' ids.
        seen : Seen
            How long they took.

        Returns
        -------
        test : str or None
            The test that failed, crashed or didn't end; None where all pass.
        """

        def run(begin: Callable[[int], None]) -> int:
            if mutant is not None and not self._replace(mutant):
                return _run_anew(mutant, tests)
            items = [self.items[name] for name in tests]
            for i, (item, following) in enumerate(zip(items, [*items[1:], None], strict=True)):
                begin(i)
                # the signal ends the process
                signal.setitimer(signal.ITIMER_PROF, _LEAST + _SLOWER * seen.seconds[item.nodeid])
                if not _passes(item, following):
                    return 1
            return 0

        passed, reached = _in_fork(run, _STUCK)
        return None if passed else tests[reached]

    def _replace(self, mutant: Mutant) -> bool:
        """Put the changed code in the place of its function; tell whether that could be done."""
        if not mutant.function:
            return False
        path = str(mutant.path)
        name = module_of(mutant.path)
        if name not in sys.modules:
            sys.meta_path.insert(0, _Changed(name, mutant.path, mutant.tree))
            return True
        codes = list(_all_code(compile(mutant.tree, path, "exec")))
        count = Counter(map(_place_of, codes))
        changed = {_place_of(code): code for code in codes if count[_place_of(code)] == 1}
        done = False
        for function in self.functions.get(path, ()):
            code = changed.get(_place_of(function.__code__))
            if code is None:
                continue
            if code.co_freevars != function.__code__.co_freevars:
                return False  # Python refuses it: a call of super() that is left out, say
            function.__code__ = code
            done = True
        return done


def _all_code(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _all_code(one)


def _place_of(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _passes(item: Any, following: Any) -> bool:
    """Run one test with its fixtures; tell whether it passed, or was skipped."""
    from _pytest.runner import runtestprotocol

    return not any(one.failed for one in runtestprotocol(item, nextitem=following, log=False))


def _run_anew(mutant: Mutant, tests: list[str]) -> int:
    """Import all anew, with a mutant that is outside of functions, and run the tests."""
    import pytest

    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if file.startswith((str(ROOT / "teachclust"), str(ROOT / "tests"))):
            del sys.modules[name]
    name = module_of(mutant.path)
    sys.meta_path.insert(0, _Changed(name, mutant.path, mutant.tree))
    return int(pytest.main(["-x", *_QUIET, *tests]))


_QUIET: Final = ("-q", "-s", "-p", "no:cacheprovider")


def _in_fork(run: Callable[[Callable[[int], None]], int], seconds: float) -> tuple[bool, int]:
    """Call a function in a silent fork.

    Parameters
    ----------
    run : callable
        Called with a function that notes the number of what begins. Returns 0 where all is well.
    seconds : float
        After so many it's ended.

    Returns
    -------
    passed : bool
        Whether it returned 0 in time.
    reached : int
        What was noted last.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setpgid(0, 0)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            code = run(lambda number: _note(writing, number))
        finally:
            os._exit(code)
    os.close(writing)
    end, status = time.monotonic() + seconds, 1
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        time.sleep(0.005)
    else:
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        status = 1
    with os.fdopen(reading, "rb") as noted:
        numbers = noted.read()
    return status == 0, int.from_bytes(numbers[-4:], "little")


def _note(writing: int, number: int) -> None:
    os.write(writing, number.to_bytes(4, "little"))


@cache
def _source_of(path: Path) -> str:
    """Return the text of a file as it was at the start, as it is imported too."""
    return path.read_text(encoding="utf-8")


def draw(parts: list[str], seed: int) -> list[tuple[Path, int]]:
    """Return the mutants of all files, as file and number, in a random order."""
    files = []
    for part in parts:
        where = ROOT / "teachclust" / part
        files += [where] if where.is_file() else sorted(where.rglob("*.py"))
    every = [(path, number) for path in files for number in range(count_mutants(_source_of(path)))]
    random.Random(seed).shuffle(every)
    return every


Known = tuple[str, str, str, str]


def key_of(mutant: Mutant) -> Known:
    """Return file, function, line and change, which stay when lines above come or go."""
    name = mutant.path.relative_to(ROOT / "teachclust").as_posix()
    return name, mutant.within, mutant.text, mutant.told


def read_equivalent(text: str) -> dict[Known, str]:
    """Read the mutants that compute the same as the code.

    Parameters
    ----------
    text : str
        A paragraph for each: file and function (only the file outside of functions), the text of
        the line, the change as this tool prints it, and the reason in the lines after. Lines with #
        are comments.

    Returns
    -------
    reasons : dict
        By `key_of` each mutant.

    Raises
    ------
    ValueError
        Where a reason is missing, or a mutant is listed twice.
    """
    lines = "\n".join(line.strip() for line in text.splitlines() if not line.startswith("#"))
    reasons: dict[Known, str] = {}
    for paragraph in filter(None, (one.strip() for one in lines.split("\n\n"))):
        where, line, told, reason = [*paragraph.split("\n", 3), "", "", ""][:4]
        name, _, within = where.partition(" ")
        if not reason or (name, within, line, told) in reasons:
            raise ValueError(f"no reason, or listed twice: {where} {told}")
        reasons[name, within, line, told] = reason
    return reasons


def unknown(reasons: Iterable[Known]) -> list[Known]:
    """Return those of the listed mutants that the code doesn't have any more."""
    left = set(reasons)
    for name in {name for name, *_ in left}:
        path = ROOT / "teachclust" / name
        source = path.read_text(encoding="utf-8") if path.exists() else ""
        befores = {told.partition("  ->  ")[0] for file, _, _, told in left if file == name}
        for number, (node, _) in enumerate(_places(ast.parse(source))):
            if ast.unparse(node).split("\n")[0][:90] in befores:
                left.discard(key_of(make_mutant(path, source, number)))
    return sorted(left)


@dataclass
class Tally:
    """Mutants tried and killed, by part of the package, and those met that are listed as equal."""

    tried: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    equivalent: int = 0

    @property
    def share(self) -> float:
        """Killed of all that were tried; 1.0 where none was."""
        tried = self.tried.total()
        return self.killed.total() / tried if tried else 1.0

    def lines(self) -> Iterator[str]:
        """Yield a line for each part, then one for all."""
        for part, tried in sorted(self.tried.items()):
            yield f"{part}: {self.killed[part]} of {tried} ({self.killed[part] / tried:.0%})"
        yield f"{self.equivalent} more compute the same as the code, by {EQUIVALENT.name}"
        yield (f"{self.killed.total()} of {self.tried.total()} mutants were killed "
               f"({self.share:.0%})")  # fmt: skip


def try_mutants(
    trial: Trial, every: list[tuple[Path, int]], equivalent: Container[Known], end: float
) -> Tally:
    """Try mutants until the time is up; print those that survive."""
    seen = trial.watch()
    if failed := sorted(trial.items.keys() - seen.seconds.keys()):
        raise CanNotTellError(
            f"{len(failed)} tests fail without a mutant, so they can't tell of one. Mend first:\n"
            + "\n".join(failed)
        )
    print(f"{len(seen.seconds):,} tests are known", flush=True)
    tally, trusted = Tally(), set[str]()
    for path, number in every:
        if time.monotonic() > end:
            break
        mutant = make_mutant(path, _source_of(path), number)
        if key_of(mutant) in equivalent:
            tally.equivalent += 1
            continue
        name = path.relative_to(ROOT / "teachclust").as_posix()
        part = name.partition("/")[0]
        tests = seen.tests_for(mutant)
        killer = trial.killer(mutant, tests, seen) if tests else None
        while killer is not None and killer not in trusted:
            # a test that fails by itself, without the others, can't tell of a mutant
            if trial.killer(None, [killer], seen) is None:
                trusted.add(killer)
            else:
                seen.forget(killer)
                tests = seen.tests_for(mutant)
                killer = trial.killer(mutant, tests, seen) if tests else None
        tally.tried[part] += 1
        tally.killed[part] += killer is not None
        if killer is None:
            no_test = "" if tests else "  (no test calls it)"
            where = f"teachclust/{name}:{mutant.line} {mutant.within}".rstrip()
            print(f"survived  {where}  {mutant.told}{no_test}", flush=True)
    return tally


def main() -> int:
    """Draw, run, report."""
    import pytest

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("parts", nargs="+", help="folders or files within teachclust/")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most", type=int, default=10**9, help="mutants at most")
    parser.add_argument("--tests", nargs="+", help="files of tests, in place of those of the parts")
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    os.environ["MPLBACKEND"] = "Agg"
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    os.environ.setdefault("PYTHONHASHSEED", "0")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    start = time.monotonic()
    every = draw(options.parts, options.seed)
    reasons = read_equivalent(EQUIVALENT.read_text(encoding="utf-8") if EQUIVALENT.exists() else "")
    if gone := unknown(reasons):
        print(f"{EQUIVALENT.name} lists mutants that the code doesn't have:", *gone, sep="\n")
        return 2
    tests = options.tests or map(str, tests_of(options.parts))
    tallies: list[Tally] = []
    troubles: list[str] = []

    def work(trial: Trial) -> None:
        end = start + 60 * options.minutes
        try:
            tallies.append(try_mutants(trial, every[: options.most], reasons, end))
        except CanNotTellError as trouble:  # pytest would swallow it
            troubles.append(str(trouble))

    with tempfile.TemporaryDirectory() as folder:
        arguments = [*_QUIET, "--basetemp", f"{folder}/tests", *tests]
        code = pytest.main(arguments, plugins=[Trial(work)])
    if not tallies:
        print(*troubles or [f"pytest could not collect the tests, and ended with {code}"])
        return 2
    print("\n".join(tallies[0].lines()) + f", of {len(every):,} there are, by seed {options.seed}")
    return 0 if tallies[0].share >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
