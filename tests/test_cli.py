"""The command line: what it prints, and how it fails."""

from __future__ import annotations

import errno
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from teachclust.cli import main
from teachclust.lessons.course import lesson_names


def test_copy_names_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["copy", "-o", str(tmp_path / "course")]) == 0
    out = capsys.readouterr().out
    for name in lesson_names():
        assert f"{name}.ipynb  (new)" in out
        assert (tmp_path / "course" / f"{name}.ipynb").is_file()


@pytest.mark.parametrize(
    "arguments", [["copy", "99_nothing"], ["copy", "../x"], ["export", "nothing"]]
)
def test_errors_are_short_and_have_no_traceback(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "-o", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert err.startswith("teachclust: There is no lesson called")
    assert "Traceback" not in err
    assert len(err.splitlines()) <= 4


def test_lab_without_jupyterlab_tells_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("teachclust.cli.find_spec", lambda name: None)
    assert main(["lab", str(tmp_path / "course")]) == 2
    assert 'pip install "teachclust[lab]"' in capsys.readouterr().err


def test_version() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "teachclust.cli", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith("teachclust 0.")


# -- consoles and disks as they are


def ran(
    command: str, tmp_path: Path, *, shell: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, in a shell."""
    line = f"{shlex.quote(sys.executable)} -m teachclust.cli {command} {shell}"
    return subprocess.run(
        ["bash", "-c", line],
        cwd=tmp_path,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("command", ["doctor", "copy -o course", "--version", "--help", "copy -h"])
def test_output_to_a_full_disk_is_told_of(command: str, tmp_path: Path) -> None:
    done = ran(command, tmp_path, shell="> /dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith("teachclust: The file can't be written. (the output)")
    assert "no room left" in done.stderr
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize("command", ["doctor", "copy -o course", "--help", "export 99", "copy 99"])
def test_readers_that_stop_reading(command: str, tmp_path: Path) -> None:
    slow = (
        f"{{ sleep 0.5; {shlex.quote(sys.executable)} -m teachclust.cli {command}; echo $? >&3; }}"
    )
    for redirect in ("", "2>&1"):
        done = subprocess.run(
            ["bash", "-c", f"exec 3>&2; {slow} {redirect} | true"],
            cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        *said, code = done.stderr.splitlines()
        assert code == ("2" if "99" in command else "141")
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr
        assert bool(said) == ("99" in command and not redirect)


def test_a_pipe_that_closes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = ran("doctor", tmp_path, shell="> pipe & exec 3< pipe; exec 3<&-; wait $!; echo $?")
    assert "Traceback" not in done.stderr
    assert done.stdout.strip() in ("0", "1", "141")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize("command", ["copy -o course", "copy 99"])
def test_closed_outputs(command: str, closed: str, tmp_path: Path) -> None:
    done = ran(command, tmp_path, shell=closed)
    assert done.returncode == (2 if "99" in command else 0)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "utf-8"])
def test_consoles_of_few_letters(encoding: str, tmp_path: Path) -> None:
    narrow = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = ran("copy 00 -o курс→", tmp_path, **narrow)
    assert (done.returncode, done.stderr) == (0, "")
    assert "00_start_here.ipynb  (new)" in done.stdout
    assert (tmp_path / "курс→" / "00_start_here.ipynb").exists()
    done = ran("copy 00 -o 日本.ipynb", tmp_path, **narrow)
    assert done.returncode == 2
    assert done.stderr.startswith("teachclust: Lessons are copied into a folder")
    assert "Traceback" not in done.stderr
    assert ran("doctor", tmp_path, **narrow).stderr == ""


def test_names_that_are_no_text(tmp_path: Path) -> None:
    done = ran("copy 00 -o $'caf\\xe9'", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def full(*_: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("command", [["copy", "-o"], ["lab"], ["export", "00", "-o"]])
def test_a_full_disk(
    command: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("teachclust.files.os.write", full)
    monkeypatch.setattr("teachclust.cli.find_spec", lambda name: True)
    assert main([*command, str(tmp_path / "new" / "er")]) == 2
    err = capsys.readouterr().err
    assert err.startswith("teachclust: The file can't be written. (")
    assert "There is no room left on the disk." in err
    assert list(tmp_path.iterdir()) == []


def test_lab_without_room_for_its_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def mkdtemp(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/x")

    monkeypatch.setattr("tempfile.mkdtemp", mkdtemp)
    assert main(["lab", str(tmp_path / "course")]) == 2
    out, err = capsys.readouterr()
    assert "no room left" in err
    assert out.startswith("Copying the lessons to ")


@pytest.mark.parametrize(
    ("command", "fix"),
    [
        (["copy", "-o", "a.ipynb"], "teachclust copy -o a"),
        (["lab", "a.html"], "teachclust copy -o a"),
        (["site", "-o", "a.html"], "teachclust site -o a"),
    ],
)
def test_a_file_where_a_folder_is_meant(
    command: list[str],
    fix: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(command) == 2
    assert f"Try: {fix}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["-5", "70000", "99999999", "x", ""])
def test_a_port_that_cannot_be_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["lab", f"--port={port}"])
    assert "up to 65535" in capsys.readouterr().err


def test_record_is_shown_and_cleared(tmp_path, capsys, monkeypatch):
    from teachclust.learner.record import Record

    monkeypatch.chdir(tmp_path)
    assert main(["record"]) == 2
    assert "no such folder" in capsys.readouterr().err
    assert main(["copy", "00"]) == 0
    course = tmp_path / "teachclust-course"
    mine = Record(course)
    mine.add("guess", "k\x1b[31m", text="\x1b[2J", right=True)
    assert main(["copy", "00"]) == 0
    assert mine.path.name not in (course / ".teachclust.json").read_text()
    capsys.readouterr()
    assert main(["record"]) == 0
    shown = capsys.readouterr().out
    assert "1 guess" in shown
    assert "\x1b" not in shown
    monkeypatch.chdir(course)
    assert main(["record", "--clear"]) == 0
    assert not mine.path.exists()
