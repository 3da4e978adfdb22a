"""What the steps of an algorithm are called."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

from teachclust.traces import trace
from teachclust.widgets.verbs import verbs_of

X = np.random.default_rng(0).normal(size=(30, 2))


def test_each_kind_of_step_has_a_name_and_a_button() -> None:
    traced = trace(KMeans(3, random_state=0), X)
    verbs = verbs_of(traced)
    assert set(verbs) == {frame.kind for frame in traced}
    assert verbs["assign"] == {"now": "assign", "next": "assign points"}


def test_an_algorithm_may_have_words_of_its_own() -> None:
    verbs = verbs_of(trace(GaussianMixture(2, random_state=0), X))
    assert verbs["assign"]["now"] == verbs["assign"]["next"] == "E step"
    assert verbs["update"]["now"] == "M step"
