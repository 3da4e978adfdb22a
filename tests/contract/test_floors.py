"""The house: who may import whom, how long things are, and what must not be in them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "teachclust"
PYTHON = sorted(p for p in PACKAGE.rglob("*.py"))
SCRIPT_ROOT = ROOT / "js" / "src"
SCRIPTS = sorted(SCRIPT_ROOT.rglob("*.ts"))

# a file imports from its own part and from floors below
FLOORS = [
    {"palette", "words", "float_errors"},
    {"errors"},
    {"checks", "files"},
    {"threads", "learner"},
    {"starts"},
    {"images"},
    {"datasets", "cluster"},
    {"traces", "scores"},
    {"plots"},
    {"widgets", "out_of_core"},
    {"lessons", "earth", "testing"},  # an exported lesson is a page of widgets
    {"doctor", "classroom", "site"},
    {"cli", "__init__"},
]
#: folders of js/src from the ground up; the files beside them are what a page loads
JS_FLOORS = [
    {"core"},
    {"marks"},
    {"painters", "panels"},
    {"shell"},
    {"widgets"},
    {"parts"},
    {"modules", ""},
]
LONGEST_FUNCTION = 40


def _floor(part: str, floors: list[set[str]]) -> int:
    return next(i for i, floor in enumerate(floors) if part in floor)


def _part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("teachclust.")}


def _name(path: Path) -> str:
    """Return the module without the name of the package: "checks.data", "checks"."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def _graph() -> dict[str, set[str]]:
    """Return which module imports which, imports for types and within functions included."""
    modules = {_name(path): path for path in PYTHON}
    graph: dict[str, set[str]] = {}
    for name, path in modules.items():
        graph[name] = set()
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("teachclust."):
                source = str(node.module).removeprefix("teachclust.")
                for alias in node.names:
                    inner = f"{source}.{alias.name}"  # a module of a part, or a name in one
                    graph[name].add(inner if inner in modules else source)
        graph[name] -= {name}
    return graph


def _script_imports(path: Path) -> list[Path]:
    """Return the scripts that a script imports, types too."""
    text = path.read_text(encoding="utf-8")
    found = []
    for spec in re.findall(r'(?:from|import\(?) ?"(\.[^"]*)"', text):
        target = (path.parent / spec).resolve()
        tries = (target.with_name(f"{target.name}.ts"), target / "index.ts")
        found += [file for file in tries if file.is_file()]
    return found


def _script_room(path: Path) -> tuple[str, str]:
    """Return the folder of js/src that a script stands in, and the widget that it belongs to."""
    *folders, _ = path.relative_to(SCRIPT_ROOT).parts
    return (folders or [""])[0], (folders[1:] or [""])[0]


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    """Return all that a module imports, by way of others too."""
    found: set[str] = set()
    open_ = [start]
    while open_:
        new = graph[open_.pop()] - found
        found |= new
        open_ += new
    return found


def test_imports_go_down() -> None:
    wrong = []
    for path in PYTHON:
        part = _part(path)
        for name in _imports(_tree(path)):
            other = name.split(".")[1]
            there = (PACKAGE / other).exists() or (PACKAGE / f"{other}.py").exists()
            if other != part and there and _floor(other, FLOORS) >= _floor(part, FLOORS):
                wrong.append(f"{_name(path)} imports {name}")
    assert not wrong


def test_no_files_import_each_other() -> None:
    graph = _graph()
    reached = {name: _reached(graph, name) for name in graph}
    circles = []
    for name in graph:
        circle = {other for other in reached[name] if name in reached[other]}
        if circle and circle not in circles:
            circles.append(circle)
    assert not circles


def test_typescript_imports_go_down() -> None:
    wrong = []
    for path in SCRIPTS:
        part, widget = _script_room(path)
        for target in _script_imports(path):
            other, others = _script_room(target)
            same = not widget or others in ("", widget)
            below = _floor(other, JS_FLOORS) < _floor(part, JS_FLOORS)
            if not (same if other == part else below):
                wrong.append(f"{path.relative_to(SCRIPT_ROOT)} imports {target.name}")
    assert not wrong


def test_typescript_has_no_circles() -> None:
    """Take away who imports nothing that is left, until nobody is."""
    left = {path: set(_script_imports(path)) for path in SCRIPTS}
    while ready := {path for path, imported in left.items() if not imported & left.keys()}:
        left = {path: imported for path, imported in left.items() if path not in ready}
    assert not left, sorted(str(path.relative_to(SCRIPT_ROOT)) for path in left)


def test_functions_are_short() -> None:
    long = []
    for path in PYTHON:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                if lines > LONGEST_FUNCTION:
                    long.append(f"{_name(path)}.{node.name} has {lines} lines")
    assert not long


def test_text_is_never_markup() -> None:
    banned = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    assert not [p.name for p in SCRIPTS if re.search(banned, p.read_text(encoding="utf-8"))]


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = (
        "import sys, teachclust; "
        "heavy = ('sklearn', 'scipy', 'pandas', 'matplotlib', 'seaborn'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert ran.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    import teachclust

    for name in teachclust.__all__:
        assert getattr(teachclust, name) is not None
    assert set(dir(teachclust)) == set(teachclust.__all__)
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = teachclust.nothing_such


def test_nothing_of_a_machine_is_tracked() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False
    ).stdout.split()
    hosts = re.compile(r"pythonhosted|registry\.npmjs|npmjs\.org/|deb\.debian\.org")
    for name in listed:
        path = ROOT / name
        if path.suffix in (".py", ".ts", ".json", ".md", ".yml", ".toml", ".txt", ".ipynb", ".sh"):
            if path == Path(__file__) or not path.is_file():
                continue
            assert not hosts.search(path.read_text(encoding="utf-8")), name
