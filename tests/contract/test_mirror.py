"""Each source file with logic has the test file of its name: a/b.py has tests/a/test_b.py."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "teachclust"


def _has_logic(path: Path) -> bool:
    """Tell whether a file has a function that does more than return or say something."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and len([one for one in node.body if not isinstance(one, ast.Expr)]) > 1
        for node in ast.walk(tree)
    )


def test_each_file_with_logic_has_its_test_file() -> None:
    with_logic = [path for path in PACKAGE.rglob("*.py") if _has_logic(path)]
    assert len(with_logic) > 100, "the package is looked through"
    missing = []
    for path in with_logic:
        inside = path.relative_to(PACKAGE)
        test = ROOT / "tests" / inside.parent / f"test_{inside.name}"
        if path.name != "__init__.py" and not test.exists():
            missing.append(str(inside))
    assert not missing
