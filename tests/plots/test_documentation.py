from __future__ import annotations

import inspect
import subprocess
import sys
from typing import Any

import pytest

from teachclust import plots
from teachclust.plots.documentation import (
    document_class,
    document_function,
    document_method,
    parameters_of,
    read_entries,
    read_sections,
)

TEXT = """
one, two : int
    Both.

    In two paragraphs.
**rest
    Others.
"""


def test_entries_are_found_by_each_of_their_names() -> None:
    entries = read_entries(TEXT)
    assert list(entries) == ["one", "two", "rest"]
    assert entries["one"] is entries["two"]
    assert entries["one"].endswith("In two paragraphs.")
    assert entries["rest"] == "**rest\n    Others."


def test_sections_are_found_and_no_docstring_has_none() -> None:
    sections = read_sections("First.\n\n    Raises\n    ------\n    ValueError\n        If.\n    ")
    assert sections == {"": "First.\n\n", "Raises": "ValueError\n    If."}
    assert read_sections(None) == {"": ""}


def test_a_function_gets_what_it_lacks_and_keeps_the_rest() -> None:
    def make(a: int, b: int) -> None:
        """Do it.

        Parameters
        ----------
        a : int
            Own.

        Returns
        -------
        nothing : None
        """

    document_function(make, [{"b": "b : int\n    Shared."}])
    assert parameters_of(make) == {"a": "a : int\n    Own.", "b": "b : int\n    Shared."}
    assert read_sections(make.__doc__)["Returns"].startswith("nothing : None")
    make.__doc__ = "Do it."
    with pytest.raises(TypeError, match="doesn't describe a"):
        document_function(make, [])


def test_a_method_gets_what_it_lacks_in_the_order_of_its_signature() -> None:
    def from_data(cls: Any, a: int, b: int, c: int, **rest: int) -> None:
        """Do it.

        Parameters
        ----------
        b : int
            Own.

        Raises
        ------
        ValueError
            Never.
        """

    first, last = (
        read_entries("a, c : int\n    Shared."),
        read_entries("a : str\n    Hidden.\n" + TEXT),
    )
    document_method(from_data, [first, last])
    assert parameters_of(from_data) == {
        "a": "a, c : int\n    Shared.",
        "c": "a, c : int\n    Shared.",
        "b": "b : int\n    Own.",
        "rest": "**rest\n    Others.",
    }
    assert list(read_sections(from_data.__doc__)) == ["", "Parameters", "Returns", "Raises"]


def test_a_parameter_that_nobody_describes_is_an_error() -> None:
    def from_nothing(cls: Any, unknown: int) -> None:
        """Do it."""

    with pytest.raises(TypeError, match=r"from_nothing doesn't describe unknown"):
        document_method(from_nothing, [])


def test_a_class_gets_the_attributes_that_all_have() -> None:
    class Curve:
        """A curve.

        Parameters
        ----------
        title : str
            Own.

        Attributes
        ----------
        line_ : Line2D
            It.
        """

        def __init__(self, *, title: str, ax: Any = None) -> None: ...

    shared = read_entries(
        "ax : Axes\n    Where.\nax_, figure_ : Axes\n    There.\nalt : str\n    Text."
    )
    document_class(Curve, shared)
    sections = read_sections(Curve.__doc__)
    assert list(read_entries(sections["Parameters"])) == ["title", "ax"]
    assert list(read_entries(sections["Attributes"])) == ["line_", "ax_", "figure_", "alt"]


def test_help_shows_what_stands_in_the_source_once() -> None:
    made = plots.KScanDisplay.from_estimator
    assert "n_references" in inspect.signature(made).parameters
    assert "display : KScanDisplay" in (made.__doc__ or "")
    assert parameters_of(made)["ax"].startswith("ax : matplotlib Axes")
    assert "area to divide" in parameters_of(made)["ax"]
    assert "area to divide" not in parameters_of(plots.ElbowDisplay.plot)["ax"]


def test_without_docstrings_displays_work_too() -> None:
    code = "from teachclust.plots import ElbowDisplay; print(ElbowDisplay(k=[1], inertia=[2]).alt)"
    ran = subprocess.run(
        [sys.executable, "-OO", "-c", code], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "inertia" in ran.stdout
