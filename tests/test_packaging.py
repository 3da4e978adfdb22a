"""The wheel: browser code, lessons and types inside, installable where there is no Node."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_wheel_carries_what_a_learner_needs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "static/loader.js",
        "static/core.js",
        "static/stepper.js",
        "static/page.js",
        "py.typed",
        "course/01_blobs.ipynb",
    ):
        assert f"teachclust/{name}" in names
    assert not [name for name in names if "node_modules" in name or name.startswith("js/")]


def test_wheel_works_in_a_clean_environment_without_node(wheel: Path, tmp_path: Path) -> None:
    # the dependencies come from here: what is tested is the wheel, not the registry
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    environment = {"PATH": str(tmp_path / "env" / "bin"), "HOME": str(tmp_path)}
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True,
        env=environment,
        cwd=tmp_path,
    )
    installed = next((tmp_path / "env" / "lib").glob("python*")) / "site-packages"
    shared = os.pathsep.join(p for p in sys.path if p.endswith("site-packages"))
    (installed / "shared.pth").write_text("\n".join(shared.split(os.pathsep)))
    run = [tmp_path / "env" / "bin" / "teachclust"]
    made = subprocess.run(
        [*run, "copy", "-o", "course"], check=True, env=environment, cwd=tmp_path, text=True,
        capture_output=True,
    )  # fmt: skip
    assert "01_blobs.ipynb  (new)" in made.stdout
    where = subprocess.run(
        [python, "-c", "import teachclust; print(teachclust.__file__)"],
        check=True, env=environment, cwd=tmp_path, text=True, capture_output=True,
    )  # fmt: skip
    assert str(tmp_path) in where.stdout
