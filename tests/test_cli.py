"""The command line: what it prints, and how it fails."""

from __future__ import annotations

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


def test_doctor_names_every_requirement(capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor"])
    out = capsys.readouterr().out
    for what in ("Python", "browser bundle", "lessons", "Chromium"):
        assert what in out


def test_doctor_tells_the_line_that_mends(monkeypatch: pytest.MonkeyPatch) -> None:
    from teachclust import doctor

    monkeypatch.setattr(doctor, "requires", lambda name: ["numpy>=99.0", "no-such-thing>=1.0"])
    text, healthy = doctor.report()
    assert not healthy
    assert 'pip install "numpy>=99.0"' in text
    assert 'pip install "no-such-thing>=1.0"' in text


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
