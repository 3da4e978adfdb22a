"""What a question asked again opens: a widget of an estimator and of data."""

from __future__ import annotations

import numpy as np
import pytest

from teachclust.lessons.again import Again, Opening, read_again
from teachclust.widgets.k_lab import KLab
from teachclust.widgets.predict import Option
from teachclust.widgets.stepper import Stepper

OPTIONS = [{"text": "a", "why": "b", "right": True}, {"text": "c", "why": "d"}]


def test_a_question_without_it_is_not_asked_again():
    assert read_again(None) is None


def test_it_has_a_text_options_and_what_opens():
    held = {"text": "?", "options": OPTIONS, "after": "update"}
    found = read_again(held | {"opens": {"estimator": "KMeans", "data": "make_moons"}})
    assert found == Again(
        "?",
        (Option("a", "b", right=True), Option("c", "d")),
        "update",
        Opening("KMeans", data="make_moons"),
    )
    assert read_again(held).opens is None


@pytest.mark.parametrize("more", [{"aftr": 1}, {"opens": {"estimator": "KMeans", "date": "x"}}])
def test_a_misspelled_field_is_refused(more):
    with pytest.raises(TypeError):
        read_again({"text": "?", "options": OPTIONS} | more)


def test_it_opens_a_stepper_of_named_data():
    opening = Opening("KMeans", {"n_clusters": 3, "random_state": 0}, "make_moons")
    first, second = opening.make(), opening.make()
    assert isinstance(first, Stepper)
    assert first is not second
    drawn, _ = first.content
    assert drawn.X.shape == (300, 2)
    assert drawn.labels.max() == 2


def test_it_opens_a_k_lab_of_points():
    points = [[0.0, 0.0], [1.0, 0.0], [5.0, 5.0], [6.0, 5.0]]
    opening = Opening(
        "KMeans", points=points, widget="k_lab", options={"k": [1, 2], "scaled": False}
    )
    lab = opening.make()
    assert isinstance(lab, KLab)
    assert lab.ks == (1, 2)
    np.testing.assert_array_equal(opening.make_data(), points)


@pytest.mark.parametrize(
    "fields",
    [{}, {"data": "make_moons", "points": [[0, 0]]}, {"data": "make_moons", "widget": "race"}],
)
def test_what_can_not_be_opened_is_refused(fields):
    with pytest.raises(ValueError, match=r"data|race"):
        Opening("KMeans", **fields)
