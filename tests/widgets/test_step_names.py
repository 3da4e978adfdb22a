"""What the steps of an algorithm are called."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

from teachclust.traces import trace
from teachclust.widgets.step_names import step_names_of

X = np.random.default_rng(0).normal(size=(30, 2))


def test_each_kind_of_step_has_a_name_and_a_button() -> None:
    traced = trace(KMeans(3, random_state=0), X)
    step_names = step_names_of(traced)
    assert set(step_names) == {frame.kind for frame in traced}
    assert step_names["assign"] == {"now": "assign", "next": "assign points"}


def test_an_algorithm_may_have_words_of_its_own() -> None:
    step_names = step_names_of(trace(GaussianMixture(2, random_state=0), X))
    assert step_names["assign"]["now"] == step_names["assign"]["next"] == "E step"
    assert step_names["update"]["now"] == "M step"
