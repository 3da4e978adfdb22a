"""`look_back` shows the guesses of a lesson; what it asks again is true."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans
from sklearn.metrics import (
    adjusted_rand_score,
    fowlkes_mallows_score,
    silhouette_score,
    v_measure_score,
)
from sklearn.mixture import GaussianMixture

import teachclust
from teachclust import datasets, lessons
from teachclust.cluster import XMeans
from teachclust.errors import LearnerError
from teachclust.lessons.looking_back import look_back
from teachclust.lessons.registry import find_question, lesson_words, questions
from teachclust.scores import matched_accuracy_score, purity_score
from teachclust.widgets.predict import forget, open_all

AGAIN = [pytest.param(q, id=q.key) for word in lesson_words() for q in questions(word) if q.again]


@pytest.fixture(autouse=True)
def clean():
    forget()
    open_all(False)
    yield
    forget()


def opening(key):
    return find_question(key).again.opens


def right(key):
    return next(option for option in find_question(key).again.options if option.right).text


@pytest.mark.parametrize("word", lesson_words())
def test_at_least_two_questions_of_a_lesson_can_be_asked_again(word):
    held = questions(word)
    assert sum(one.again is not None for one in held) >= min(2, len(held))


@pytest.mark.parametrize("question", AGAIN)
def test_a_variant_is_a_question_of_its_own(question):
    again = question.again
    assert again.text != question.text
    assert sum(option.right for option in again.options) == 1
    texts = [option.text for option in again.options]
    feedback = [option.why for option in again.options]
    assert len(set(texts)) == len(set(feedback)) == len(again.options) >= 3
    assert all(len(why.split()) >= 5 for why in feedback)


@pytest.mark.parametrize("question", AGAIN)
def test_what_opens_can_be_opened(question):
    if question.again.opens is not None:
        assert question.again.opens.make().last_step >= 1


@pytest.mark.parametrize("word", lesson_words())
def test_it_shows_the_lessons_questions(word):
    made = look_back(word)
    assert [one["key"] for one in made.questions] == [one.key for one in questions(word)]
    assert made.guesses == {}


@pytest.mark.parametrize("lesson", ["nothing", "01_blobs", "", None, 3, ["blobs"]])
def test_an_unknown_lesson_names_those_there_are(lesson):
    with pytest.raises(LearnerError, match="blobs") as caught:
        look_back(lesson)
    assert caught.value.fix == f'look_back("{lesson_words()[0]}")'


def test_it_is_asked_for_as_the_others_are():
    assert teachclust.look_back is lessons.look_back is look_back


# -- what the answers claim, computed


def fitted(key):
    opens = opening(key)
    return clone(opens.make_estimator()).fit(opens.make_data())


def test_k_means_again():
    moved = fitted("start-drag").cluster_centers_
    assert [1.0, 1.0] in moved.tolist()
    assert right("start-drag") == "To (1, 1)"
    rings, halves = datasets.make_circles(), fitted("blobs-moons").labels_
    assert abs(adjusted_rand_score(rings.target, halves)) < 0.05
    drawn, _ = opening("blobs-inertia").make().content
    inertia = [frame.objective for frame in drawn if frame.objective is not None]
    assert len(inertia) > 4
    assert not np.any(np.diff(inertia) > 1e-9)
    size = datasets.make_unequal_size()
    assert max(np.sum(size.target == one) for one in set(size.target)) == 400
    parts = {(a, b) for a, b in zip(size.target, fitted("digits-own").labels_, strict=True)}
    assert len(parts) >= 4
    blobs = datasets.load_blobs()
    four = KMeans(n_clusters=4, n_init=10, random_state=0).fit_predict(blobs.data)
    forty = fitted("digits-more").labels_
    assert adjusted_rand_score(blobs.target, four) == 1.0
    assert 0.1 < adjusted_rand_score(blobs.target, forty) < 0.3
    assert all(len(set(blobs.target[forty == one])) == 1 for one in set(forty))
    customers = opening("customers-scaled")
    income = customers.make_data()[:, 1]
    low, high = (income[fitted("customers-scaled").labels_ == one] for one in (0, 1))
    assert max(low) < min(high) or max(high) < min(low)


def test_choosing_k_again():
    for key in ("how-lowest", "how-highest"):
        X = opening(key).make_data()
        fits = [KMeans(k, n_init=10, random_state=0).fit(X) for k in range(1, 9)]
        if key == "how-lowest":
            assert np.argmin([fit.inertia_ for fit in fits]) + 1 == 8
        else:
            silhouettes = [silhouette_score(X, fit.labels_) for fit in fits[1:]]
            assert np.argmax(silhouettes) + 2 == 2
            assert np.diff(sorted(silhouettes))[-1] > 0.05
    rings = datasets.make_circles()
    cut = KMeans(2, n_init=10, random_state=0).fit_predict(rings.data)
    assert round(silhouette_score(rings.data, rings.target), 1) == 0.1
    assert round(silhouette_score(rings.data, cut), 1) == 0.3


def test_trees_and_density_again():
    moons, rings = datasets.make_moons(), datasets.make_circles()
    uneven, found = datasets.make_unequal_density(), fitted("hierarchical-bridge").labels_
    pieces = [np.bincount(uneven.target[found == one], minlength=3).tolist() for one in range(3)]
    assert sorted(pieces) == [[0, 0, 1], [0, 0, 99], [100, 100, 0]]
    assert len(fitted("hierarchical-zero").children_) == 4
    rows = fitted("density-bridge")
    assert rows.labels_.tolist() == [0] * 11 + [1] * 11 + [0, 1]
    assert not {22, 23} & set(rows.core_sample_indices_)  # the lone points are border points
    both = DBSCAN(eps=0.2).fit_predict(rings.data)
    assert adjusted_rand_score(rings.target, both) == 1.0
    crumbled = fitted("density-eps").labels_
    assert crumbled.max() + 1 > 5
    assert -1 in crumbled
    assert set(fitted("density-noise").labels_) == {-1, 0, 1, 2, 3}
    counts = {eps: DBSCAN(eps=eps).fit_predict(moons.data).max() for eps in (0.2, 0.15, 0.1)}
    assert counts[0.1] > counts[0.2]
    assert isinstance(opening("hierarchical-zero").make_estimator(), AgglomerativeClustering)


def test_mixtures_again():
    moons, spread = datasets.make_moons(), datasets.make_unequal_spread().data
    found = opening("mixtures-stretched").make_estimator().fit_predict(moons.data)
    assert round(adjusted_rand_score(moons.target, found), 2) == 0.46
    cut = KMeans(2, n_init=10, random_state=0).fit_predict(moons.data)
    assert round(adjusted_rand_score(moons.target, cut), 2) == 0.23
    shapes = ("full", "tied", "diag", "spherical")
    bic = {
        shape: GaussianMixture(3, covariance_type=shape, n_init=3, random_state=0)
        .fit(spread)
        .bic(spread)
        for shape in shapes
    }
    assert min(bic, key=lambda shape: bic[shape]) == "spherical"


def test_pictures_again():
    original, copy = np.array([200], np.uint8), np.array([216], np.uint8)
    assert ((original - copy) ** 2)[0] == 0
    assert 2**6 < 100 <= 2**7


def test_scores_again():
    moons, outlier = datasets.make_moons(), datasets.make_far_outlier()
    pieces = fitted("scores-report").labels_
    assert purity_score(moons.target, pieces) == 1.0
    two = KMeans(2, n_init=10, random_state=0).fit_predict(moons.data)
    assert round(purity_score(moons.target, two), 2) == 0.74
    lots = np.random.default_rng(0).integers(0, 40, (50, 300))
    assert round(np.mean([purity_score(moons.target, lot) for lot in lots]), 2) == 0.64
    alone = [v_measure_score(np.repeat(range(k), 100 // k), range(100)) for k in (10, 2)]
    assert [round(value, 1) for value in alone] == [0.7, 0.3]
    fraud, one = np.repeat([0, 1], [990, 10]), np.zeros(1000, dtype=int)
    assert matched_accuracy_score(fraud, one) == 0.99
    assert round(fowlkes_mallows_score(fraud, one), 2) == 0.99
    assert adjusted_rand_score(fraud, one) == 0.0
    for k, mean in ((2, 0.84), (3, 0.51), (4, 0.76)):
        labels = AgglomerativeClustering(k, linkage="single").fit_predict(outlier.data)
        assert round(silhouette_score(outlier.data, labels), 2) == mean


def test_land_cover_again():
    assert sorted(np.bincount(fitted("land-infrared").labels_)) == [6, 6, 6]
    for seed in range(5):
        rng = np.random.default_rng(seed)
        wide, small = rng.normal(0, 3, (94, 2)), rng.normal((14, 0), 0.3, (6, 2))
        small[3:, 1] += 3
        labels = KMeans(3, n_init=10, random_state=0).fit_predict(np.vstack([wide, small]))
        assert len(set(labels[94:])) == 1
        assert len(set(labels[:94])) >= 2
        even = rng.uniform(size=(600, 2))
        assert XMeans(2, 8, random_state=seed).fit(even).n_clusters_ > 2
    filled = np.vstack([np.zeros((10, 2)), np.ones((10, 2)), np.full((2, 2), -9999.0)])
    found = KMeans(2, n_init=10, random_state=0).fit_predict(filled)
    assert len(set(found[:20])) == 1
    assert found[20] == found[21] != found[0]
