"""The doctor names every requirement, and the line that mends a missing one."""

from __future__ import annotations

import pytest

from teachclust.cli import main


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
