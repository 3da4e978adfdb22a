"""A NameError in a lesson gets a note, and only where a lesson asks for it."""

from __future__ import annotations

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from teachclust.lessons.missing_names import explain_missing_names
from teachclust.words import say


@pytest.fixture
def shell(monkeypatch):
    one = InteractiveShell()
    monkeypatch.setattr("IPython.get_ipython", lambda: one)
    yield one
    one.history_manager.end_session()


def run(shell, code):
    with capture_output() as shown:
        done = shell.run_cell(code)
    return done, shown.stdout


def test_importing_the_lessons_changes_nothing_of_a_notebook(shell):
    run(shell, "from teachclust import check, hint, predict; import teachclust.lessons.checking")
    assert shell.custom_exceptions == ()
    _, shown = run(shell, "elbow")
    assert "NameError" in shown
    assert say("missing.name") not in " ".join(shown.split())


def test_a_name_that_is_not_there_gets_a_note_once_a_lesson_has_begun(shell):
    run(shell, "from teachclust.lessons import explain_missing_names; explain_missing_names()")
    done, shown = run(shell, 'check("how-1", elbow, saved)')
    assert isinstance(done.error_in_exec, NameError)
    assert not done.success
    assert "name 'check' is not defined" in shown
    assert say("missing.name") in shown


def test_other_errors_stay_as_they_are(shell):
    run(shell, "from teachclust.lessons import explain_missing_names; explain_missing_names()")
    _, shown = run(shell, "1 / 0")
    assert "ZeroDivisionError" in shown
    assert say("missing.name") not in shown


def test_outside_a_notebook_it_does_nothing(monkeypatch):
    monkeypatch.setattr("IPython.get_ipython", lambda: None)
    explain_missing_names()
