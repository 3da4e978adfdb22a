"""What is installed, what is missing, and the line that mends it."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from teachclust import __version__
from teachclust.errors import LearnerError


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the table; where `needed` it must be `well` for the lessons to run."""

    what: str
    found: str
    well: bool
    mend: str = ""
    needed: bool = True


def findings() -> list[Finding]:
    """Look at everything that the lessons and the tests need."""
    python = platform.python_version()
    return [
        Finding("Python", python, sys.version_info >= (3, 11), "install Python 3.11 or later"),
        Finding("teachclust", __version__, True),
        *_packages(),
        _bundle(),
        _lessons(),
        Finding("threads", os.environ.get("OMP_NUM_THREADS", "chosen by size of work"), True),
        *_tools(),
    ]


def report() -> tuple[str, bool]:
    """Return the table as text, and whether the lessons can run."""
    rows = findings()
    widths = [max(len(getattr(row, name)) for row in rows) for name in ("what", "found")]
    lines = []
    for row in rows:
        state = "ok" if row.well else "MISSING" if row.needed else "missing"
        line = f"{state:<8}{row.what:<{widths[0]}}  {row.found:<{widths[1]}}"
        lines.append((line + ("" if row.well else f"  -> {row.mend}")).rstrip())
    return "\n".join(lines), all(row.well for row in rows if row.needed)


def _packages() -> list[Finding]:
    try:
        wanted = requires("teachclust") or []
    except PackageNotFoundError:
        mend = 'pip install -e ".[lab]"'
        return [Finding("packages", "teachclust is not installed", False, mend)]
    rows = []
    for requirement in wanted:
        match = re.match(r"([A-Za-z0-9._-]+)\s*>=\s*([0-9.]+)", requirement)
        extra = re.search(r"extra == ['\"](\w+)['\"]", requirement)
        if match and (extra is None or extra[1] == "lab"):
            rows.append(_package(match[1], match[2]))
    return rows


def _package(name: str, lowest: str) -> Finding:
    mend = f'pip install "{name}>={lowest}"'
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(name, f"not installed (needs {lowest})", False, mend)
    return Finding(name, found, _numbers(found) >= _numbers(lowest), mend)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def _bundle() -> Finding:
    last = Path(__file__).parent / "static" / "loader.js"  # the build writes it last
    built = last.is_file()
    return Finding("browser bundle", "built" if built else "not built", built, "make build")


def _lessons() -> Finding:
    from teachclust.lessons.course import lesson_names

    try:
        return Finding("lessons", f"{len(lesson_names())} found", True)
    except LearnerError as error:
        return Finding("lessons", "none", False, error.fix)


def _tools() -> list[Finding]:
    node = shutil.which("node")
    browsers = ("chromium", "chromium-browser", "google-chrome")
    browser = next((found for found in map(shutil.which, browsers) if found), None)
    return [
        Finding("Node (for tests)", "found" if node else "none", bool(node), "make test", False),
        Finding(
            "Chromium (for tests)",
            "found" if browser else "none",
            bool(browser),
            "make test",
            False,
        ),
    ]
