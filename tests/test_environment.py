"""One truth about dependencies: pyproject.toml, and what must agree with it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def _conda() -> dict[str, str]:
    lines = re.findall(
        r"^  - ([a-z][a-z-]*)(>=\S+)?$", (ROOT / "environment.yml").read_text(), re.M
    )
    return {name: bound for name, bound in lines if name not in ("pip", "nodejs", "conda-forge")}


def test_environment_yml_equals_pyproject() -> None:
    wanted = [
        Requirement(text)
        for text in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["lab"]
    ]
    expected = {r.name: str(r.specifier) for r in wanted}
    expected["python"] = PROJECT["requires-python"]
    assert _conda() == expected


def test_constraints_are_within_the_bounds() -> None:
    text = (ROOT / "constraints.txt").read_text()
    pins = dict(re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)$", text, re.M))
    pins = {name.lower().replace("_", "-"): version for name, version in pins.items()}
    extras = PROJECT["optional-dependencies"]
    for line in PROJECT["dependencies"] + extras["lab"] + extras["test"]:
        requirement = Requirement(line)
        if requirement.name == "teachclust":
            continue
        assert requirement.name in pins, f"constraints.txt has no {requirement.name}"
        assert requirement.specifier.contains(pins[requirement.name])
    assert "://" not in text


def test_oldest_constraints_are_the_lower_bounds() -> None:
    text = (ROOT / "constraints-oldest.txt").read_text()
    pins = dict(re.findall(r"^([a-z-]+)==(\S+)$", text, re.M))
    for line in PROJECT["dependencies"]:
        requirement = Requirement(line)
        (bound,) = requirement.specifier
        assert requirement.specifier.contains(pins[requirement.name])
        assert pins[requirement.name].startswith(bound.version), requirement.name
