"""What lesson 01_blobs declares right, computed another way."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from teachclust.lessons.blobs import exercises as module
from teachclust.lessons.blobs.exercises import INERTIA
from teachclust.lessons.checking import check


def test_inertia_by_hand_is_that_of_both_half_steps():
    points, centers = np.array([1, 3, 5, 9, 11.0]), np.array([2, 9.0])
    gaps = (points[:, None] - centers) ** 2
    labels = gaps.argmin(axis=1)
    means = np.array([points[labels == j].mean() for j in (0, 1)])
    right = [answer.right for answer in INERTIA.answers]
    assert right == [gaps.min(axis=1).sum(), ((points - means[labels]) ** 2).sum()]


def test_k_means_that_answers_are_compared_with_is_scikit_learns():
    shapes = module._shapes()
    assert len(shapes) == 6
    for X, start in shapes:
        labels, centers = module._lloyd(X, start)
        model = KMeans(len(start), init=start, n_init=1, tol=0).fit(X)
        assert (labels == model.labels_).all()
        np.testing.assert_allclose(centers, model.cluster_centers_)
        assert len(set(labels.tolist())) == len(start)


def test_a_model_that_scikit_learn_refuses_is_the_learners_error():
    done = check("blobs-2", KMeans(n_clusters=4, n_init=-1))
    assert done.kind == "stopped"
    assert "n_init" in done.text


@pytest.mark.parametrize("blank", [{"n_init": ...}, {"init": ...}])
def test_a_model_with_a_blank_is_a_blank(blank):
    assert check("blobs-2", KMeans(n_clusters=4, **blank)).kind == "blank"


def test_one_unlucky_seed_of_twenty_does_no_harm():
    params = KMeans(n_clusters=4, init="k-means++", n_init=1).get_params()
    module._judge_restarts((params, 19))
    with pytest.raises(module.Mistake, match=r"one draw can still go wrong\. 18 of 20"):
        module._judge_restarts((params, 18))


def test_the_agreement_that_is_told_is_the_one_that_later_lessons_name():
    assert round(module._species_agreement(), 1) == 0.6


def test_chance_is_told_by_how_much_it_earns():
    done = check("blobs-4", lambda a, b: adjusted_rand_score(a, b) / 4 + 0.75)
    assert "by chance still earn 0.75" in done.text
