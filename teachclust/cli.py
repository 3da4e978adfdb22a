"""The command line: ``teachclust lab | copy | export | doctor``."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from teachclust import __version__
from teachclust.errors import LearnerError

FIRST_LESSON = "00_start_here.ipynb"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, default=None
        The words after ``teachclust``; by default those of the process.

    Returns
    -------
    code : int
        0 when all went well, 1 when `doctor` found something missing, 2 for an error.
    """
    parsed = _parser().parse_args(arguments)
    try:
        code: int = parsed.run(parsed)
    except LearnerError as error:
        print(f"teachclust: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"teachclust: {error.strerror}: {error.filename}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="teachclust", description="Teach and learn clustering.")
    parser.add_argument("--version", action="version", version=f"teachclust {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")

    lab = commands.add_parser("lab", help="copy the course and open JupyterLab on lesson 00")
    lab.add_argument("folder", nargs="?", default="teachclust-course", type=Path)
    lab.add_argument("--no-browser", action="store_true", help="print the address instead")
    lab.add_argument("--port", type=int, help="port of the server (default: the first free one)")
    lab.set_defaults(run=_lab)

    copy = commands.add_parser("copy", help="copy lessons; what you changed is never overwritten")
    copy.add_argument("lessons", nargs="*", metavar="LESSON")
    copy.add_argument("-o", "--output", default="teachclust-course", type=Path, metavar="DIR")
    copy.set_defaults(run=_copy)

    export = commands.add_parser("export", help="run a lesson and write it as one HTML file")
    export.add_argument("lesson", metavar="LESSON", help="a lesson's name, or all")
    export.add_argument("-o", "--output", default=Path(), type=Path, metavar="DIR")
    export.add_argument("--solutions", action="store_true", help="with the solutions")
    export.set_defaults(run=_export)

    doctor = commands.add_parser(
        "doctor", help="say what is installed, what is missing, what mends it"
    )
    doctor.set_defaults(run=_doctor)
    return parser


def _copy(parsed: argparse.Namespace) -> int:
    from teachclust.lessons.copy import copy_course

    says = {
        "new": "new",
        "updated": "newer version",
        "same": "as it was",
        "beside": "newer version, beside yours",
    }
    for done in copy_course(parsed.output, parsed.lessons):
        print(f"{done.path}  ({says[done.fate]})")
    return 0


def _lab(parsed: argparse.Namespace) -> int:
    if find_spec("jupyterlab") is None:
        raise LearnerError("JupyterLab is not installed.", fix='pip install "teachclust[lab]"')
    from teachclust.lessons.copy import copy_course

    copy_course(parsed.folder)
    with tempfile.TemporaryDirectory(prefix="teachclust-") as settings:
        # no pop-up about JupyterLab's news: the first thing a learner sees is the lesson
        config = Path(settings) / "labconfig"
        config.mkdir()
        news = {"@jupyterlab/apputils-extension:announcements": True}
        (config / "page_config.json").write_text(json.dumps({"disabledExtensions": news}))
        first = f"/lab/tree/{FIRST_LESSON}"
        command = [sys.executable, "-m", "jupyter", "lab", f"--LabApp.default_url={first}"]
        if parsed.no_browser:
            command.append("--no-browser")
        if parsed.port:
            command.append(f"--port={parsed.port}")
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--allow-root")
        paths = os.pathsep.join(filter(None, [settings, os.environ.get("JUPYTER_CONFIG_PATH")]))
        environment = os.environ | {"JUPYTER_CONFIG_PATH": paths}
        return subprocess.run(command, cwd=parsed.folder, env=environment, check=False).returncode


def _export(parsed: argparse.Namespace) -> int:
    from teachclust.lessons.export import export

    for path in export(parsed.lesson, parsed.output, solutions=parsed.solutions):
        print(path)
    return 0


def _doctor(parsed: argparse.Namespace) -> int:
    from teachclust.doctor import report

    text, healthy = report()
    print(text)
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main())
