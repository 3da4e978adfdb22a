"""Levels of traces looked up by the browser's own code, bundled for node."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from teachclust.widgets.wire import to_wire

HERE = Path(__file__).parent
JS = HERE.parent / "js"
Look = Callable[[list[tuple[Any, list[float]]]], list[list[dict[str, Any]]]]


@cache
def _script() -> Path:
    tool = JS / "node_modules/esbuild/bin/esbuild"
    if not tool.exists():
        pytest.skip("the browser's code can't be bundled here")
    script = Path(mkdtemp(prefix="teachclust-levels-")) / "levels.mjs"
    entry = HERE / "traces" / "levels_in_node.ts"
    options = ["--bundle", "--platform=node", "--format=esm", f"--outfile={script}"]
    subprocess.run([tool, entry, *options], check=True, capture_output=True)
    return script


def look_up(cases: list[tuple[Any, list[float]]]) -> list[list[dict[str, Any]]]:
    """Return what is found at each of some levels, of each of some traces."""
    sent = [{"wire": _text(to_wire(traced)), "levels": levels} for traced, levels in cases]
    done = subprocess.run(
        ["node", _script()], input=json.dumps(sent).encode(), check=True, capture_output=True
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def _text(wire: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if name == "head" else base64.b64encode(value).decode()
        for name, value in wire.items()
    }
