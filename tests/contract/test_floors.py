"""The house: who may import whom, how long things are, and what must not be in them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "teachclust"
PYTHON = sorted(p for p in PACKAGE.rglob("*.py"))
SCRIPTS = sorted((ROOT / "js" / "src").rglob("*.ts"))

# a file imports from its own floor's own part and from floors below
FLOORS = [
    {"palette", "errors", "words", "checks", "files", "threads", "starts", "float_errors"},
    {"images"},
    {"datasets", "cluster"},
    {"traces", "scores"},
    {"plots"},
    {"widgets"},
    {"lessons", "testing"},  # an exported lesson is a page of widgets
    {"doctor"},
    {"cli", "__init__"},
]
JS_FLOORS = [
    {"core"},
    {"marks"},
    {"painters", "panels"},
    {"widgets"},
    {"index", "palette", "race", "scatter3d", "page", "loader"},
]
LONGEST_FUNCTION = 40


def _floor(part: str, floors: list[set[str]]) -> int:
    return next(i for i, floor in enumerate(floors) if part in floor)


def _part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("teachclust.")}


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    part = _part(path)
    for name in _imports(ast.parse(path.read_text(encoding="utf-8"))):
        other = name.split(".")[1]
        if other != part and (PACKAGE / other).exists() | (PACKAGE / f"{other}.py").exists():
            here, there = _floor(part, FLOORS), _floor(other, FLOORS)
            assert there < here or FLOORS[here] == FLOORS[0], f"{part} imports {name}"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_typescript_imports_go_down(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    part = path.relative_to(ROOT / "js" / "src").parts[0].removesuffix(".ts")
    if part in ("css.d",):
        return
    for other in re.findall(r'from "\.\.?/(\w+)', text):
        if any(other in floor for floor in JS_FLOORS) and other != part:
            type_only = re.search(rf'import type [^;]*from "\.\.?/{other}', text)
            assert _floor(other, JS_FLOORS) < _floor(part, JS_FLOORS) or type_only, other


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_functions_are_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body:
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1
                assert lines <= LONGEST_FUNCTION, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_text_is_never_markup(path: Path) -> None:
    banned = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    assert not re.search(banned, path.read_text(encoding="utf-8"))


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
