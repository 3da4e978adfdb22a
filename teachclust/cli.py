"""The command line: ``teachclust lab | copy | export | site | record | doctor``."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from teachclust import __version__
from teachclust.errors import LearnerError
from teachclust.files import cannot_write

FIRST_LESSON = "00_start_here.ipynb"
COURSE = "teachclust-course"
_INTERRUPTED = 130
_BROKEN_PIPE = 141
_LAST_PORT = 65_535


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command: `arguments` are the words after ``teachclust``, by default the process's own.

    Returns 0 when all went well, 1 when `doctor` found something missing, 2 for an error, 130 when
    it was interrupted, 141 when the reader closed the pipe (`teachclust doctor | head -1`).
    """
    for stream in (sys.stdout, sys.stderr):
        # a console of few letters (cp1252) shows the others by number
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        return _run(arguments)
    except BrokenPipeError:
        _forget_output()
        return _BROKEN_PIPE
    except LearnerError as error:
        return _complain(str(error))
    except OSError as error:
        if error.filename is None:  # what is printed goes to a file, on a disk that is full
            _forget_output()
        return _complain(str(cannot_write(error.filename or "the output", error)))
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    """Run a command, and make sure that what it printed arrives."""
    try:
        parsed = _parser().parse_args(arguments)
        code: int = parsed.run(parsed)
    except SystemExit:  # --help and --version print as well
        _flush()
        raise
    _flush()
    return code


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _complain(text: str) -> int:
    """Print an error; where even that fails, the exit code shows it."""
    with contextlib.suppress(OSError, ValueError):
        print(f"teachclust: {text}", file=sys.stderr, flush=True)
    return 2


def _forget_output() -> None:
    """Let Python end quietly: it would try once more to flush an output that is closed."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


class _Parser(argparse.ArgumentParser):
    """A parser that reports an error when its help can't be written."""

    def _print_message(self, message: str, file: Any = None) -> None:
        print(message or "", end="", file=file or sys.stderr)


def _port(text: str) -> int:
    """Return the number of a port, 0 for the first free one."""
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= _LAST_PORT):
        raise argparse.ArgumentTypeError(f"a port is a whole number up to {_LAST_PORT}")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="teachclust", description="Teach and learn clustering.")
    parser.add_argument("--version", action="version", version=f"teachclust {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")

    _add_learners_commands(commands)
    _add_class_commands(commands)
    _add_teachers_commands(commands)
    _add_lesson_material(commands)
    return parser


def _add_learners_commands(commands: Any) -> None:
    """Add what learners use, alone or in a class."""
    lab = commands.add_parser("lab", help="copy the course and open JupyterLab on lesson 00")
    lab.add_argument("folder", nargs="?", default=COURSE, type=Path)
    lab.add_argument("--no-browser", action="store_true", help="print the address instead")
    lab.add_argument("--port", type=_port, help="port of the server (default: the first free one)")
    lab.set_defaults(run=_lab)

    copy = commands.add_parser("copy", help="copy lessons; what you changed is never overwritten")
    copy.add_argument("lessons", nargs="*", metavar="LESSON")
    copy.add_argument("-o", "--output", default=COURSE, type=Path, metavar="DIR")
    copy.add_argument(
        "--fresh", action="store_true", help="a clean copy of LESSON beside yours, as NAME_fresh"
    )
    copy.add_argument(
        "--class-code", default="", metavar="CODE", help="such as 7B-12: numbers of your own"
    )
    copy.set_defaults(run=_copy)

    record = commands.add_parser("record", help="show, or clear, what is stored of a learner")
    record.add_argument(
        "folder",
        nargs="?",
        type=Path,
        help="where the lessons are (default: here, else the course)",
    )
    record.add_argument("--clear", action="store_true", help="delete all of it")
    record.set_defaults(run=_record)

    doctor = commands.add_parser(
        "doctor", help="say what is installed, what is missing, what mends it"
    )
    doctor.set_defaults(run=_doctor)


def _add_class_commands(commands: Any) -> None:
    """Add what learners of a class use."""
    reset = commands.add_parser("reset", help="put a clean cell of one exercise below yours")
    reset.add_argument("key", metavar="EXERCISE", help="such as blobs-1")
    reset.add_argument(
        "--folder", type=Path, help="where your lessons are (default: here, else the course)"
    )
    reset.set_defaults(run=_reset)

    hand_in = commands.add_parser("hand-in", help="write what you hand in of a lesson to one file")
    hand_in.add_argument("lesson", metavar="LESSON", help="a lesson's name, or your notebook of it")
    hand_in.add_argument(
        "--folder", type=Path, help="where your lessons are (default: here, else the course)"
    )
    hand_in.add_argument("--name", default="", help="your name; without it a code stands for you")
    hand_in.add_argument("-o", "--output", type=Path, metavar="FILE", help="a file or a folder")
    hand_in.set_defaults(run=_hand_in)


def _add_teachers_commands(commands: Any) -> None:
    """Add what teachers use."""
    export = commands.add_parser("export", help="run a lesson and write it as one HTML file")
    export.add_argument("lesson", metavar="LESSON", help="a lesson's name")
    export.add_argument(
        "-o", "--output", default=Path(), type=Path, metavar="DIR", help="a folder, or a file.html"
    )
    export.add_argument("--solutions", action="store_true", help="with the solutions")
    export.set_defaults(run=_export)

    site = commands.add_parser("site", help="run lessons and write them as a site for a disk")
    site.add_argument("lessons", nargs="*", metavar="LESSON", help="names (default: all)")
    site.add_argument("-o", "--output", required=True, type=Path, metavar="DIR")
    site.set_defaults(run=_site)

    assignment = commands.add_parser("assignment", help="write a lesson for a grader")
    assignment.add_argument("lesson", metavar="LESSON", help="a lesson's name")
    assignment.add_argument("--to", required=True, choices=("nbgrader", "otter"), help="the grader")
    assignment.add_argument("-o", "--output", required=True, type=Path, metavar="DIR")
    assignment.add_argument(
        "--seconds", type=float, default=60.0, help="stop a cell after so many (default: 60)"
    )
    assignment.set_defaults(run=_assignment)

    class_ = commands.add_parser("class", help="read hand-ins, and write one page and one CSV")
    class_.add_argument("folder", type=Path, metavar="FOLDER", help="where the hand-ins are")
    class_.add_argument("-o", "--output", type=Path, metavar="DIR", help="a folder, or a file.html")
    class_.set_defaults(run=_class)


def _add_lesson_material(commands: Any) -> None:
    """Add what a teacher shows and prints of a lesson."""
    slides = commands.add_parser("slides", help="run a lesson and write it as slides, one file")
    slides.add_argument("lesson", metavar="LESSON", help="a lesson's name")
    slides.add_argument("-o", "--output", type=Path, metavar="FILE.html", help="where to")
    slides.add_argument("--code", action="store_true", help="with the code and what it prints")
    slides.set_defaults(run=_slides)

    worksheet = commands.add_parser("worksheet", help="write a lesson's worksheet as a PDF")
    worksheet.add_argument("lesson", metavar="LESSON", help="a lesson's name")
    worksheet.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", help="where to")
    worksheet.add_argument("--paper", choices=("A4", "Letter"), default="A4", help="default: A4")
    worksheet.set_defaults(run=_worksheet)

    answers = commands.add_parser("answers", help="print a lesson's key: answers, slips, rubric")
    answers.add_argument("lesson", metavar="LESSON", help="a lesson's name")
    answers.add_argument("-o", "--output", type=Path, metavar="FILE.md", help="write it instead")
    answers.set_defaults(run=_answers)


def _copy(parsed: argparse.Namespace) -> int:
    from teachclust.lessons.copy import copy_course, copy_fresh
    from teachclust.lessons.own_numbers import CODE_VARIABLE

    says = {
        "new": "new",
        "updated": "newer version",
        "same": "as it was",
        "beside": "newer version, beside yours",
        "fresh": "clean, beside yours",
    }
    bring = copy_fresh if parsed.fresh else copy_course
    code = parsed.class_code or os.environ.get(CODE_VARIABLE, "")
    for done in bring(parsed.output, parsed.lessons, class_code=code):
        print(f"{done.path}  ({says[done.fate]})")
    return 0


def _lab(parsed: argparse.Namespace) -> int:
    if find_spec("jupyterlab") is None:
        raise LearnerError("JupyterLab is not installed.", fix='pip install "teachclust[lab]"')
    from teachclust.lessons.copy import copy_course

    print(f"Copying the lessons to {parsed.folder}; yours are not overwritten.", flush=True)
    copy_course(parsed.folder)
    print("Starting JupyterLab; press Ctrl+C twice here to stop it.", flush=True)
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

    print(export(parsed.lesson, parsed.output, solutions=parsed.solutions))
    return 0


def _slides(parsed: argparse.Namespace) -> int:
    from teachclust.lessons.course import lesson_path
    from teachclust.lessons.slides import write_slides

    target = parsed.output or Path(f"{lesson_path(parsed.lesson).stem}_slides.html")
    print(write_slides(parsed.lesson, target, code=parsed.code))
    return 0


def _worksheet(parsed: argparse.Namespace) -> int:
    from teachclust.classroom.worksheet import write_worksheet
    from teachclust.lessons.course import lesson_path

    target = parsed.output or Path(f"{lesson_path(parsed.lesson).stem}_worksheet.pdf")
    print(write_worksheet(parsed.lesson, target, paper=parsed.paper))
    return 0


def _answers(parsed: argparse.Namespace) -> int:
    from teachclust.classroom.answer_key import answer_key
    from teachclust.files import write_file

    text = answer_key(parsed.lesson)
    if parsed.output is None:
        print(text, end="")
    else:
        write_file(parsed.output, text.encode("utf-8"))
        print(parsed.output)
    return 0


def _site(parsed: argparse.Namespace) -> int:
    from teachclust.site import build_site

    written = build_site(parsed.output, parsed.lessons)
    size = sum(path.stat().st_size for path in written)
    print(f"{written[0]}  ({len(written)} files, {size / 1e6:.1f} MB)")
    return 0


def _record(parsed: argparse.Namespace) -> int:
    from teachclust.learner.record import Record

    folder = _course_of(parsed.folder)
    if not folder.is_dir():
        raise LearnerError(
            "There is no such folder.", where=str(folder), fix="teachclust record my-folder"
        )
    mine = Record(folder.absolute())
    if parsed.clear:
        mine.clear()
        print(f"Cleared: {mine.path}")
        return 0
    print(mine)
    for entry in mine.entries():
        said = "  ".join(f"{name}={value!r}" for name, value in entry.fields.items())
        print(f"{entry.at}  {entry.kind:8}  {entry.key!r}  {said}".rstrip())
    return 0


def _course_of(given: Path | None) -> Path:
    """Return the folder of a learner's lessons: the one that was named, else here or the course."""
    from teachclust.learner.record import is_course

    return given or (Path() if is_course(Path()) else Path(COURSE))


def _reset(parsed: argparse.Namespace) -> int:
    from teachclust.lessons.resetting import reset_in

    path = reset_in(_course_of(parsed.folder), parsed.key)
    print(f"{path}  (a clean cell of {parsed.key} was put in; yours stays)")
    return 0


def _hand_in(parsed: argparse.Namespace) -> int:
    from teachclust.classroom.hand_in import hand_in

    folder = _course_of(parsed.folder)
    path, made = hand_in(parsed.lesson, folder, name=parsed.name, output=parsed.output)
    print(path)
    counts = f"{len(made.answers)} cells of exercises, {len(made.entries)} entries of your record"
    print(f"In it: {counts}.")
    if made.name:
        print(f"Your name is in it: {made.name}. Your code is {made.learner}.")
    else:
        print(f"No name is in it. Your code is {made.learner}: tell it to your teacher.")
    return 0


def _class(parsed: argparse.Namespace) -> int:
    from teachclust.classroom.class_report import write_class

    page, table, received = write_class(parsed.folder, parsed.output)
    print(page)
    print(table)
    for one in received:
        if not one.counts:
            print(f"Not counted: {one.file!r} ({one.state}). {' '.join(one.told)}")
    print(f"{sum(one.counts for one in received)} of {len(received)} files are in order.")
    return 0


def _assignment(parsed: argparse.Namespace) -> int:
    from teachclust.classroom.assignment.assignment import write_assignment

    path, command = write_assignment(
        parsed.lesson, parsed.to, parsed.output, seconds=parsed.seconds
    )
    print(path)
    print(f"Next: {command}")
    return 0


def _doctor(parsed: argparse.Namespace) -> int:
    from teachclust.doctor import report

    text, healthy = report()
    print(text)
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main())
