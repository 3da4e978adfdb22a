"""Build the course for JupyterLite into dist/lite: a notebook server that is only files.

    python tools/make_lite.py

The learner's browser runs Python (Pyodide), and gets numpy, scipy, scikit-learn, matplotlib and
pandas from Pyodide's own address; teachclust's wheel and the lessons are in the folder.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "dist" / "lite-build"
SITE = ROOT / "dist" / "lite"
#: the cell that a lesson begins with where nothing is installed
INSTALL = "%pip install -q teachclust"


def main() -> None:
    """Build the wheel, the lessons' copies, and the site."""
    shutil.rmtree(BUILD, ignore_errors=True)
    wheels, course = BUILD / "wheels", BUILD / "course"
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels))
    run("-m", "teachclust.cli", "copy", "-o", str(course))
    for lesson in sorted(course.glob("*.ipynb")):
        begin_with_install(lesson)
    (wheel,) = wheels.glob("*.whl")
    run(
        *("-m", "jupyterlite_core", "build", "--contents", str(course)),
        *("--lite-dir", str(BUILD), "--output-dir", str(SITE), "--piplite-wheels", str(wheel)),
    )
    print(f"{SITE}: serve it, for example by python -m http.server -d {SITE.relative_to(ROOT)}")


def run(*arguments: str) -> None:
    """Run Python in the checkout."""
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True)


def begin_with_install(lesson: Path) -> None:
    """Put the cell that installs teachclust after the first heading."""
    book = json.loads(lesson.read_text("utf-8"))
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": "install",
        "metadata": {},
        "outputs": [],
        "source": [INSTALL],
    }
    book["cells"].insert(1, cell)
    lesson.write_text(json.dumps(book, indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
