"""What lesson 09_mixtures declares right, computed another way."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from teachclust.lessons.mixtures import exercises as module
from teachclust.lessons.mixtures.exercises import REFIT, SHARES


def test_the_responsibilities_are_weight_times_density_over_their_sum():
    products = np.array([0.6, 0.4]) * [0.02, 0.12]
    assert [a.right for a in SHARES.answers] == pytest.approx((products / products.sum()).tolist())


def test_the_m_step_is_that_of_weighted_means():
    lengths, share = np.array([6, 8, 10, 14]), np.array([1, 1, 0.5, 0])
    mean = np.average(lengths, weights=share)
    variance = np.average((lengths - mean) ** 2, weights=share)
    assert [a.right for a in REFIT.answers] == pytest.approx([share.mean(), mean, variance])


@pytest.mark.parametrize("shape", module.SHAPES)
@pytest.mark.parametrize(("k", "d"), [(1, 1), (3, 2), (5, 10)])
def test_free_numbers_are_those_that_scikit_learn_counts_for_bic(k, d, shape):
    X = np.random.default_rng(0).normal(size=(80, d))
    model = GaussianMixture(k, covariance_type=shape, max_iter=5, random_state=0, tol=1e9).fit(X)
    penalty = model.bic(X) + 2 * model.score(X) * len(X)
    assert module._count(k, d, shape) == pytest.approx(penalty / np.log(len(X)))


def test_decisions_are_those_of_predict_where_the_threshold_is_low():
    share, _ = module._shares_and_thresholds()[0]
    decide = module._decided_by()
    assert (decide(share, 0.3) == share.argmax(axis=1)).all()
    assert (decide(share, 1.1) == -1).all()


def test_the_agreements_that_are_told():
    two, three = module._agreements()
    assert (round(two, 1), round(three, 1)) == (0.6, 0.9)
