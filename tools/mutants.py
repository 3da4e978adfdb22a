"""Mutation testing: change one thing in the code, and see whether its own tests notice.

    python tools/mutants.py --minutes 10 scores checks traces lessons/copy.py

draws mutants from these parts of the package at random, by a seed, runs those tests of the changed
file that call the changed function, the quickest first, until the time is up, and lists the mutants
that no test killed. Exits with 1 when fewer than 85 % were killed. A run ends at most one test run
after the minutes given.

mutmut and cosmic-ray start Python and import scikit-learn for each mutant, which costs more than
the tests. Here a process that has imported all that is foreign forks for each.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
WANTED: Final = 0.85
_SLOWER: Final = 4.0  # a mutant that takes so many times as long as the tests never ends
_LEAST: Final = 20.0  # seconds that each has, whatever the tests take

#: tests of files that have none of their own name
OWN: Final[dict[str, tuple[str, ...]]] = {
    "scores/distances.py": ("scores/test_silhouettes.py",),
    "scores/members.py": ("scores/test_silhouettes.py",),
    "scores/fitter.py": ("scores/test_scan.py",),
    "scores/k_scan.py": ("scores/test_scan.py", "scores/test_verdict.py"),
    "scores/quick_kmeans.py": ("scores/test_scan.py", "scores/test_gap.py"),
    "scores/stages.py": ("scores/test_scan.py",),
    "scores/labels.py": ("scores/test_silhouettes.py", "scores/test_matching.py"),
    "scores/progress.py": ("scores/test_scan.py",),
    "images/pixels.py": ("images/test_pixels.py", "images/test_distortion.py"),
    "images/rate_distortion.py": ("plots/images/test_rate_distortion.py",),
    "checks/parameters.py": ("test_check_parameters.py",),
    "checks/space.py": ("test_check_space.py",),
    "checks/memory.py": ("test_memory.py",),
    "traces/kmeans.py": ("traces/test_kmeans_exact.py", "traces/test_kmeans_frames.py"),
    "lessons/copy.py": ("lessons/test_copy.py",),
}
_DEFAULT: Final[dict[str, tuple[str, ...]]] = {
    "checks": ("test_checks.py", "test_check_accepts.py", "test_check_parameters.py"),
    "traces": ("contract/test_traces.py",),
}

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
    told : str
        What was there, and what is there now.
    tree : ast.Module
        The changed file.
    """

    path: Path
    line: int
    function: int
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
    function = _function_around(tree, line)
    now = change().split("\n")[0]
    ast.fix_missing_locations(tree)
    return Mutant(path, line, function, f"{before[:90]}  ->  {now[:90]}", tree)


def _function_around(tree: ast.Module, line: int) -> int:
    """Return the first line of the innermost function that holds a line, as its code has it."""
    first = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            start = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            # a default is computed where the function is made
            if node.body[0].lineno <= line <= node.end_lineno and start > first:
                first = start
    return first


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, Any]]:
    """Yield each node that can be changed, and the change, which returns the new text."""
    for node in _code(tree):
        if isinstance(node, ast.Compare):
            for i, op in enumerate(node.ops):
                yield node, _set(node, node.ops, i, _SWAPS[type(op)]())
        elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in _SWAPS:
            yield node, _put(node, "op", _SWAPS[type(node.op)]())
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
            value = (not node.value) if isinstance(node.value, bool) else node.value + 1
            yield node, _put(node, "value", value)
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            yield node.test, _put(node, "test", ast.UnaryOp(ast.Not(), node.test))
        for name in ("body", "orelse"):
            body = getattr(node, name, None)
            for i, one in enumerate(body if isinstance(body, list) else []):
                if isinstance(body, list) and _can_go(one):
                    yield one, _set(one, body, i, ast.copy_location(ast.Pass(), one))


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
            if isinstance(one, ast.Call) and ast.unparse(one.func) == "LearnerError":
                continue  # its texts are not code
            yield from _code(one)


def tests_of(path: Path) -> list[str]:
    """Return the tests that a file's mutants must not survive."""
    name = path.relative_to(ROOT / "teachclust").as_posix()
    part, _, stem = name.rpartition("/")
    mirror = f"{part}/test_{stem.removesuffix('.py')}.py".lstrip("/")
    listed = OWN.get(name, ())
    if not listed:
        listed = (mirror,) if (ROOT / "tests" / mirror).exists() else _DEFAULT.get(part, ())
    return [str(ROOT / "tests" / one) for one in listed]


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


class Watched:
    """A plugin of pytest that notes which functions of the package each test calls, and its time.

    Parameters
    ----------
    folder : Path
        The package.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.calls: dict[str, set[tuple[str, int]]] = {}
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    def pytest_runtest_setup(self, item: Any) -> None:
        """Watch fixtures, which may serve all tests of their file."""
        self._begin(item.nodeid.partition("::")[0])

    def pytest_runtest_call(self, item: Any) -> None:
        """Watch the test itself."""
        self._begin(item.nodeid)

    def pytest_runtest_teardown(self) -> None:
        """Watch no more."""
        sys.settrace(None)

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Add up the time; a test that fails when it's watched can't tell of a mutant."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if report.failed:
            self.failed.add(report.nodeid)

    def _begin(self, name: str) -> None:
        seen = self.calls.setdefault(name, set())

        def called(frame: Any, event: str, _: Any) -> None:
            if event == "call" and frame.f_code.co_filename.startswith(self.folder):
                seen.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

        sys.settrace(called)


def watch_tests(tests: list[str]) -> Watched | None:
    """Run tests in a fork without a mutant; return what they call, None where none passes.

    Notes
    -----
    Tests that measure memory or time may fail because they're watched. They are left out, and told.
    """
    watched = Watched(ROOT / "teachclust")
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "watched"
        _passes(lambda: _write(kept, watched, _pytest(tests, [watched], "--maxfail=99")), 900)
        if not kept.exists():
            return None
        found = json.loads(kept.read_text(encoding="utf-8"))
    failed = found["failed"]
    if failed:
        print(f"left out   {', '.join(failed)}", flush=True)
    watched.seconds = {name: took for name, took in found["seconds"].items() if name not in failed}
    watched.calls = {name: {(path, line) for path, line in one} for name, one in found["calls"]}
    return watched if watched.seconds else None


def _write(path: Path, watched: Watched, code: int) -> int:
    calls = [(name, sorted(one)) for name, one in watched.calls.items()]
    kept = {"seconds": watched.seconds, "calls": calls, "failed": sorted(watched.failed)}
    path.write_text(json.dumps(kept), encoding="utf-8")
    return code


def tests_for(mutant: Mutant, watched: Watched) -> list[str]:
    """Return the tests that call a mutant's function, the quickest first."""
    own, nothing = (str(mutant.path), mutant.function), set[tuple[str, int]]()
    names = [
        name
        for name in watched.seconds
        if mutant.function == 0
        or own in watched.calls.get(name, nothing) | watched.calls[name.partition("::")[0]]
    ]
    return sorted(names, key=watched.seconds.__getitem__)


def survives(mutant: Mutant | None, tests: list[str], seconds: float) -> bool:
    """Run tests in a fork with a mutant in place; tell whether all passed in time."""

    def run() -> int:
        if mutant is not None:
            parts = mutant.path.relative_to(ROOT).with_suffix("").parts
            sys.meta_path.insert(0, _Changed(".".join(parts), mutant.path, mutant.tree))
        return _pytest(tests)

    return _passes(run, seconds)


def _pytest(tests: list[str], plugins: Any = None, stop: str = "-x") -> int:
    import pytest

    return int(pytest.main([stop, "-q", "-p", "no:cacheprovider", *tests], plugins=plugins))


def _passes(run: Callable[[], int], seconds: float) -> bool:
    """Call a function in a silent fork; tell whether it returned 0 in time."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            code = run()
        finally:
            os._exit(code)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def draw(parts: list[str], seed: int) -> list[tuple[Path, int]]:
    """Return the mutants of all files, as file and number, in a random order."""
    files = []
    for part in parts:
        where = ROOT / "teachclust" / part
        files += [where] if where.is_file() else sorted(where.rglob("*.py"))
    every = [
        (path, number)
        for path in files
        if tests_of(path)
        for number in range(count_mutants(path.read_text(encoding="utf-8")))
    ]
    random.Random(seed).shuffle(every)
    return every


def main() -> int:
    """Draw, run, report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("parts", nargs="+", help="folders or files within teachclust/")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most", type=int, default=10**9, help="mutants at most")
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    os.environ["MPLBACKEND"] = "Agg"
    os.environ.setdefault("PYTHONHASHSEED", "0")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    end = time.monotonic() + 60 * options.minutes
    every = draw(options.parts, options.seed)
    _import_what_is_foreign()
    known: dict[tuple[str, ...], Watched] = {}
    killed, survivors = 0, []
    for path, number in every[: options.most]:
        if time.monotonic() > end:
            break
        mutant, tests = make_mutant(path, path.read_text(encoding="utf-8"), number), tests_of(path)
        if tuple(tests) not in known:
            found = watch_tests(tests)
            if found is None:
                print(f"Tests fail without a mutant: {' '.join(tests)}")
                return 2
            known[tuple(tests)] = found
        chosen = tests_for(mutant, known[tuple(tests)])
        took = sum(known[tuple(tests)].seconds.get(name, 0.0) for name in chosen)
        if not chosen or survives(mutant, chosen, _LEAST + _SLOWER * took):
            survivors.append(mutant)
            no_test = "" if chosen else "  (no test calls it)"
            name = mutant.path.relative_to(ROOT)
            print(f"survived  {name}:{mutant.line}  {mutant.told}{no_test}", flush=True)
        else:
            killed += 1
    tried = killed + len(survivors)
    share = killed / tried if tried else 1.0
    print(f"{killed} of {tried} mutants were killed ({share:.0%}), of {len(every):,} there are.")
    return 0 if share >= WANTED else 1


def _import_what_is_foreign() -> None:
    """Import once what every fork needs; nothing of teachclust, which is imported changed."""
    import hypothesis  # noqa: F401
    import matplotlib.pyplot  # noqa: F401
    import pandas  # noqa: F401
    import scipy.spatial.distance  # noqa: F401
    import sklearn.cluster
    import sklearn.metrics
    import sklearn.mixture  # noqa: F401


if __name__ == "__main__":
    sys.exit(main())
