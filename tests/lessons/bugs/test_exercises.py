"""What lesson 13_spot_the_bug declares right, computed another way; its cases tell fixes apart."""

from __future__ import annotations

from itertools import permutations, product

import nbformat
import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score

from teachclust.datasets import load_customers
from teachclust.lessons.bugs import exercises as module
from teachclust.lessons.course import lesson_path
from teachclust.lessons.registry import questions


def test_the_colors_are_counted() -> None:
    for highest in (1, 2, 3, 4):
        assert len(set(product(range(highest + 1), repeat=3))) == (highest + 1) ** 3
    full, small, bits = (answer.right for answer in module.COLORS.answers)
    assert (full, small) == (256**3, 32**3)
    assert 2 ** (bits - 1) < 25 <= 2**bits


def test_the_pictures_go_past_both_ends_and_have_no_half_level() -> None:
    levels = [picture.astype(float) + by for picture, by in module._pictures()]
    assert max(one.max() for one in levels) > 255
    assert min(one.min() for one in levels) < 0
    assert any((one != np.rint(one)).any() for one in levels)
    assert not any((np.abs(one % 1 - 0.5) < 0.01).any() for one in levels)
    for (picture, by), whole in zip(module._pictures(), levels, strict=True):
        right = module._brighter(picture, by)
        every = np.arange(256)
        nearest = np.abs(whole[..., None] - every).argmin(axis=-1)
        assert np.array_equal(right, nearest)


def test_the_cuts_are_those_of_scipys_tree_and_near_no_merge() -> None:
    for X, cuts in module._cut_cases():
        tree = linkage(X, "ward")
        assert module._numbers(X, cuts) == [fcluster(tree, cut, "distance").max() for cut in cuts]
        gaps = np.abs(tree[:, 2][:, None] - np.array(cuts))
        assert gaps.min() > 0.05
    assert any(list(cuts) != sorted(cuts) for _, cuts in module._cut_cases())


@pytest.mark.parametrize("case", range(4))
def test_no_other_pairing_is_right_for_more_plants(case: int) -> None:
    kinds, labels = module._matchings()[case]
    most = max(
        np.mean(np.array(names)[labels] == kinds)
        for names in permutations(range(max(kinds.max(), labels.max()) + 1))
    )
    assert module._accuracy(kinds, labels) == pytest.approx(most)


def test_the_columns_that_stay_tell_no_genre() -> None:
    for table, genre in module._song_cases():
        for name in table.columns:
            pairs = len(set(zip(genre, table[name], strict=True)))
            assert (name in module._features(table, genre)) == (pairs > genre.nunique())


def test_the_flowers_are_grouped_by_hour_unless_the_hour_is_left_out() -> None:
    for table, shown in module._flower_cases():
        hours = np.rint((table["hour"] - 8) / 6)
        assert adjusted_rand_score(hours, module._mixture_labels(table)) > 0.9
        by_shown = module._mixture_labels(table[shown])
        assert abs(adjusted_rand_score(hours, by_shown)) < 0.1


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 5, 7, 42, 123])
def test_a_single_start_of_a_common_seed_fails_somewhere(seed: int) -> None:
    found = [
        KMeans(k, n_init=1, random_state=seed).fit(X).inertia_ / best
        for (X, k), best in zip(module._plots(), module._best(), strict=True)
    ]
    assert max(found) > 1.2


@pytest.mark.parametrize("seed", range(5))
def test_ten_starts_reach_the_best_everywhere(seed: int) -> None:
    for (X, k), best in zip(module._plots(), module._best(), strict=True):
        assert KMeans(k, n_init=10, random_state=seed).fit(X).inertia_ < 1.01 * best


def test_each_flaw_is_in_a_report_and_some_reports_have_none() -> None:
    found = [module._audit(*case) for case in module._reports()]
    assert set().union(*found) == set(module._FLAWS)
    assert sum(not one for one in found) >= 3
    assert max(map(len, found)) >= 3


def test_the_numbers_of_the_verdict_are_those_of_the_customers() -> None:
    people = load_customers(as_frame=True).data.iloc[:, [0, 2]]
    assert people.std().round(1).tolist() == [13.4, 24.2]
    fits = {}
    for table in (people, (people - people.mean()) / people.std(ddof=0)):
        by_k = {k: KMeans(k, n_init=10, random_state=0).fit_predict(table) for k in range(2, 6)}
        scores = {k: round(float(silhouette_score(table, fit)), 2) for k, fit in by_k.items()}
        fits[max(scores, key=scores.__getitem__)] = (by_k[4], scores)
    assert set(fits) == {4, 2}
    assert fits[4][1][4] == 0.5
    assert (fits[2][1][2], fits[2][1][4]) == (0.48, 0.46)
    assert adjusted_rand_score(fits[4][0], fits[2][0]) == pytest.approx(0.81, abs=0.005)


def test_each_fault_has_a_question_and_a_fix() -> None:
    """Ten of each, in turns: what is wrong, then the check of the fixed code."""
    book = nbformat.read(lesson_path("13_spot_the_bug"), as_version=4)
    asked = [
        key
        for cell in book.cells
        if cell.cell_type == "code"
        for key in [
            *(f"ask {q.key}" for q in questions("bugs") if f'predict("{q.key}"' in cell.source),
            *(f"fix {e.key}" for e in module.EXERCISES if f'check("{e.key}"' in cell.source),
        ]
    ][:20]
    assert [one.split()[0] for one in asked] == ["ask", "fix"] * 10
