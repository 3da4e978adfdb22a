"""Rows of figures, as JSON and as a Markdown table."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("scikit-learn", "numpy", "anywidget", "jupyterlab", "matplotlib")


@dataclass(frozen=True)
class Row:
    """One measured thing: what, the figure in words, the target, and whether it was met."""

    what: str
    figure: str
    target: str
    met: bool


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def machine() -> dict[str, str]:
    """Return what the figures depend on."""
    facts = {"python": platform.python_version(), "system": platform.system()}
    facts["cores"] = str(os.cpu_count())
    return facts | {name: version(name) for name in NAMES}


def update(rows: list[Row]) -> None:
    """Put rows measured anew in the place of the old ones of the same name, and write all."""
    old = [Row(**row) for row in json.loads((HERE / "results.json").read_text())["rows"]]
    new = {row.what: row for row in rows}
    write([new.pop(row.what, row) for row in old] + list(new.values()))


def write(rows: list[Row]) -> None:
    """Write ``results.json`` and ``results.md`` beside this file."""
    facts = machine()
    content = {"machine": facts, "rows": [asdict(row) for row in rows]}
    (HERE / "results.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    lines = ["| what | measured | target | met |", "|---|---|---|---|"]
    lines += [f"| {r.what} | {r.figure} | {r.target} | {'yes' if r.met else 'no'} |" for r in rows]
    told = ", ".join(f"{name} {value}" for name, value in facts.items())
    text = "# Measured\n\n" + "\n".join(lines) + f"\n\nBy `make bench` on: {told}.\n"
    (HERE / "results.md").write_text(text)
