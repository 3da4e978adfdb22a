"""Verdicts: what each criterion prefers, and what is said of data with and without clusters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from teachclust.datasets import load_blobs, make_moons, make_uniform_noise
from teachclust.scores.choosing_k.k_fit import CRITERIA, KFit
from teachclust.scores.choosing_k.k_scan import KScan
from teachclust.scores.choosing_k.scan import scan_k
from teachclust.scores.choosing_k.verdict import elbow
from teachclust.scores.silhouettes import Silhouettes

# fewer repeats than a lesson has, so that many seeds fit into seconds
QUICK: dict[str, Any] = {"n_references": 6, "n_resamples": 6, "progress": False}


def silhouette_of(mean: float) -> Silhouettes:
    none = np.array([], dtype=np.intp)
    return Silhouettes(np.array([]), none, none, none, np.array([]), none, mean, 9, 0, "")


def scan_of(**columns: list[float | None]) -> KScan:
    """A scan of k = 1, 2, 3 ... with these numbers."""
    values = dict(columns)
    if "silhouette" in values:
        values["silhouette"] = [
            silhouette_of(np.nan if mean is None else mean) for mean in values["silhouette"]
        ]
    if "gap" in values:
        values["gap_spread"] = [0.01] * len(values["gap"])
    count = len(next(iter(values.values())))
    labels = np.zeros(9, dtype=np.intp)
    fits = tuple(
        KFit(i + 1, labels, None, (0,), **{name: column[i] for name, column in values.items()})
        for i in range(count)
    )
    criteria = tuple(name for name in CRITERIA if name in columns)
    return KScan("KMeans()", np.zeros((9, 2)), ("a", "b"), fits, criteria)


FOUR = {
    "inertia": [1000.0, 600.0, 300.0, 50.0, 45.0, 41.0],
    "silhouette": [None, 0.5, 0.6, 0.7, 0.6, 0.5],
    "gap": [0.1, 0.2, 0.5, 1.0, 0.9, 0.8],
    "stability": [None, 0.8, 0.95, 1.0, 0.7, 0.6],
}


# --- what each criterion prefers ------------------------------------------------------------


def test_each_criterion_prefers_by_its_own_rule() -> None:
    scan = scan_of(
        **FOUR,
        calinski_harabasz=[None, 5.0, 9.0, 7.0, 1.0, 2.0],
        davies_bouldin=[None, 0.9, 0.5, 0.4, 0.3, 0.7],
        bic=[100.0, 90.0, 95.0, 96.0, 97.0, 98.0],
    )
    assert scan.prefers == {
        "inertia": 4,
        "silhouette": 4,
        "calinski_harabasz": 3,
        "davies_bouldin": 5,
        "gap": 4,
        "bic": 2,
        "stability": 4,
    }
    assert list(scan.prefers) == list(CRITERIA)


def test_only_what_was_asked_for_is_in_prefers() -> None:
    assert scan_of(silhouette=FOUR["silhouette"]).prefers == {"silhouette": 4}


@pytest.mark.parametrize(
    ("inertia", "k"),
    [
        ([1000, 600, 300, 50, 45, 41], 4),
        ([1000, 100, 90, 80, 70, 60], 2),
        ([120 / k for k in range(1, 13)], None),  # what the plane without clusters gives
        ([6, 5, 4, 3, 2, 1], None),
        # a fit that ended in a poor place (at 3) makes no elbow of the k before it
        ([100, 60, 90, 40, 30, 22, 16], None),
        ([1000, 600, 640, 50, 45, 41], 4),
        ([5, 5, 5], None),
        ([1, 2, 3], None),
        ([9, 1], None),
        ([9, 3, 0], None),
        ([9, 0, 0, 0], 2),
    ],
)
def test_elbow(inertia: list[float], k: int | None) -> None:
    assert elbow([(i + 1, float(value)) for i, value in enumerate(inertia)]) == k


@pytest.mark.parametrize("factor", [1e-6, 1.0, 1e9])
def test_elbow_keeps_its_place_in_other_units(factor: float) -> None:
    points = [(i + 1, value * factor) for i, value in enumerate(FOUR["inertia"])]
    assert elbow(points) == 4


def test_elbow_counts_in_the_k_that_were_fitted() -> None:
    assert elbow([(2, 100.0), (6, 40.0), (7, 2.0), (12, 1.0)]) == 7
    # 60 in 4 steps are 15 for each, and 38 in 4 are 9.5: no bend
    assert elbow([(2, 100.0), (6, 40.0), (10, 2.0)]) is None


# --- whether they agree -----------------------------------------------------------------------


def test_all_agree() -> None:
    scan = scan_of(**FOUR)
    assert scan.agreed == 4
    assert scan.verdict == (
        "Preferred: k = 4 by elbow, silhouette, gap and stability. Verdict: k = 4."
    )


def test_one_kind_of_evidence_is_not_enough() -> None:
    for name, column in FOUR.items():
        scan = scan_of(**{name: column})
        assert scan.prefers[name] == 4
        assert scan.agreed is None
        assert "Too few kinds of evidence support one k. Verdict: no clear k." in scan.verdict
    # three measures of separation are one kind
    same = scan_of(
        silhouette=FOUR["silhouette"],
        calinski_harabasz=[None, 1, 2, 9, 2, 1],
        davies_bouldin=[None, 3, 2, 1, 2, 3],
    )
    assert same.agreed is None


def test_a_low_silhouette_is_no_evidence() -> None:
    low = [None, 0.3, 0.3, 0.45, 0.3, 0.3]
    scan = scan_of(inertia=FOUR["inertia"], silhouette=low)
    assert scan.agreed is None
    assert "The best silhouette is 0.45; a clear k has 0.5 or more." in scan.verdict
    assert scan_of(inertia=FOUR["inertia"], silhouette=FOUR["silhouette"]).agreed == 4


def test_no_k_is_agreed_on_that_is_no_better_than_no_clusters() -> None:
    falling = [0.5, 0.4, 0.4, 0.45, 0.3, 0.2]
    scan = scan_of(**(FOUR | {"gap": falling}))
    assert scan.prefers["gap"] == 1
    assert scan.agreed is None
    assert "no clusters (k = 1) by gap" in scan.verdict
    # the rule prefers 1 where a first step helps little, though 4 is far better: three others rule
    late = scan_of(**(FOUR | {"gap": [0.2, 0.1, 0.3, 1.0, 0.9, 0.8]}))
    assert late.prefers["gap"] == 1
    assert late.agreed == 4


def test_disagreement_is_said() -> None:
    scan = scan_of(
        silhouette=[None, 0.7, 0.6, 0.5], gap=[0.1, 0.2, 0.9, 0.8], stability=[None, 0.5, 0.6, 0.5]
    )
    assert scan.agreed is None
    assert scan.verdict == (
        "Preferred: k = 2 by silhouette; k = 3 by gap; no stable k. "
        "The criteria disagree. Verdict: no clear k."
    )


def test_what_was_not_computed_is_not_called_unclear() -> None:
    nothing: list[float | None] = [None] * 6
    scan = replace(scan_of(**(FOUR | {"stability": nothing})), complete=False)
    assert scan.prefers["stability"] is None
    assert "stable" not in scan.verdict
    assert scan.agreed == 4


def test_a_scan_of_one_k_has_a_verdict() -> None:
    assert scan_of(inertia=[5.0]).verdict == (
        "Preferred: no clear elbow. Too few kinds of evidence support one k. Verdict: no clear k."
    )


# --- data with known answers --------------------------------------------------------------------


def blobs(k: int, seed: int, n: int = 90) -> np.ndarray:
    """Groups whose centers lie 7 standard deviations apart or more."""
    rng = np.random.default_rng(seed)
    centers = np.zeros((1, 2))
    while len(centers) < k:
        one = rng.uniform(0, 9 * k**0.5, 2)
        if np.linalg.norm(centers - one, axis=1).min() > 7:
            centers = np.vstack([centers, one])
    return make_blobs(n, centers=centers, cluster_std=1.0, random_state=seed)[0]


def test_blobs_over_seeds_get_their_number() -> None:
    right = 0
    for seed in range(20):
        k = 2 + seed % 5
        estimator = KMeans(n_init=2, random_state=0)
        found = scan_k(estimator, blobs(k, seed), range(1, 8), **QUICK).agreed
        assert found in (k, None)
        right += found == k
    assert right >= 18


@pytest.mark.parametrize(("n", "seed"), [(100, 0), (100, 1), (200, 2), (300, 0), (1000, 0)])
def test_uniform_noise_has_no_clear_k(n: int, seed: int) -> None:
    X = make_uniform_noise(n, random_state=seed).data
    scan = scan_k(KMeans(n_init=10, random_state=0), X, range(1, 9), **QUICK)
    assert scan.agreed is None
    assert "Verdict: no clear k." in scan.verdict
    # nor when a learner asks for less
    for fewer in (("inertia", "silhouette"), ("silhouette", "stability"), ("silhouette", "gap")):
        assert replace(scan, criteria=fewer).agreed is None


def test_noise_over_many_seeds_never_convinces_a_tree() -> None:
    for seed in range(12):
        X = make_uniform_noise(100, random_state=seed).data
        assert scan_k(AgglomerativeClustering(), X, range(1, 6), **QUICK).agreed is None


def test_a_long_strip_has_no_clear_k() -> None:
    X = np.random.default_rng(1).uniform(size=(300, 2)) * [5, 1]
    scan = scan_k(KMeans(n_init=5, random_state=0), X, range(1, 9), **QUICK)
    assert scan.prefers["silhouette"] == 2
    assert scan.prefers["gap"] == 1
    assert scan.agreed is None


def test_the_gap_of_the_four_blobs_stops_too_early_and_it_is_said() -> None:
    estimator = KMeans(n_init=2, random_state=0)
    scan = scan_k(estimator, load_blobs().data, range(1, 7), progress=False)
    assert scan.prefers["gap"] == 1  # two clusters are hardly better than one; four are
    assert "no clusters (k = 1) by gap, though the gap is higher at k = 4" in scan.verdict
    assert scan.agreed == 4


@pytest.mark.parametrize(
    "estimator",
    [
        KMeans(n_init=10, random_state=0),
        AgglomerativeClustering(),
        GaussianMixture(random_state=0),
    ],
    ids=lambda estimator: type(estimator).__name__,
)
def test_the_four_blobs_are_four(estimator: Any) -> None:
    scan = scan_k(estimator, load_blobs().data, range(1, 7), **QUICK)
    assert scan.agreed == 4
    assert scan.verdict.endswith("Verdict: k = 4.")


def test_moons_are_told_with_their_disagreement() -> None:
    scan = scan_k(KMeans(n_init=3, random_state=0), make_moons().data, **QUICK)
    assert scan.agreed is None
    assert len({k for k in scan.prefers.values() if k is not None}) > 2
    assert "The criteria disagree." in scan.verdict
    assert len(scan.verdict) < 300


def test_a_criterion_that_was_not_computed_prefers_nothing() -> None:
    none = [None] * 4
    scan = scan_of(inertia=[9.0, 5.0, 3.0, 2.0], silhouette=none, davies_bouldin=none, bic=none,
                   stability=none)  # fmt: skip
    assert scan.prefers["silhouette"] is None
    assert scan.prefers["davies_bouldin"] is None
    assert scan.prefers["stability"] is None


def test_stability_counts_from_nine_tenths_on_and_prefers_the_largest_k() -> None:
    assert scan_of(stability=[1.0, 0.9, 0.9, 0.89]).prefers == {"stability": 3}
    assert scan_of(stability=[1.0, 0.89, 0.8, 0.7]).prefers == {"stability": None}


def test_a_silhouette_of_one_half_is_clear() -> None:
    inertia = [100.0, 10.0, 9.0, 8.0]
    assert scan_of(inertia=inertia, silhouette=[None, 0.5, 0.4, 0.3]).agreed == 2
    assert scan_of(inertia=inertia, silhouette=[None, 0.49, 0.4, 0.3]).agreed is None


def test_the_gap_must_be_clearly_larger_than_that_of_one_cluster() -> None:
    inertia, apart = [100.0, 10.0, 9.0, 8.0], [None, 0.7, 0.4, 0.3]
    # the spread of each gap is 0.01
    for gap, k in ((0.52, 2), (0.505, None), (0.4, None)):
        scan = scan_of(inertia=inertia, silhouette=apart, gap=[0.5, gap, 0.2, 0.1])
        assert scan.agreed == k


def test_where_two_are_supported_alike_the_better_apart_is_taken() -> None:
    scan = scan_of(
        inertia=[100.0, 50.0, 5.0, 4.0, 3.0],
        silhouette=[None, 0.6, 0.7, 0.5, 0.5],
        bic=[9.0, 1.0, 5.0, 6.0, 7.0],
        stability=[None, 0.95, 0.95, 0.1, 0.1],
        gap=[0.1, 0.9, 0.2, 0.1, 0.1],
    )
    # k = 2 by BIC, stability and gap; k = 3 by elbow, silhouette and stability
    assert scan.prefers == {"inertia": 3, "silhouette": 3, "gap": 2, "bic": 2, "stability": 3}
    assert scan.agreed == 3


@pytest.mark.parametrize(
    ("points", "k"),
    [
        # three points are enough, and five times as steep is clear
        ([(1, 100.0), (2, 10.0), (3, 8.0)], 2),
        ([(1, 60.0), (2, 10.0), (3, 0.0)], 2),
        ([(1, 60.0), (2, 10.1), (3, 0.0)], None),
        # what ends where it began has not fallen
        ([(1, 9.0), (2, 3.0), (3, 9.0)], None),
        # 60 in one step, then 30 in ten
        ([(1, 100.0), (2, 40.0), (12, 10.0)], 2),
        # the bend at 5 is sharper than that at 3, but lies near the chord
        ([(1, 1000.0), (2, 300.0), (3, 100.0), (4, 60.0), (5, 20.0), (6, 19.0)], 3),
    ],
)
@pytest.mark.parametrize("later", [0, 10])
@pytest.mark.parametrize("higher", [0.0, 500.0])
@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e6])
def test_an_elbow_is_a_bend_wherever_the_curve_lies(
    points: list[tuple[int, float]], k: int | None, later: int, higher: float, unit: float
) -> None:
    if points[1][1] in (10.0, 10.1):  # just at five times: sums would round
        higher = 0.0
    moved = [(at + later, (inertia + higher) * unit) for at, inertia in points]
    assert elbow(moved) == (None if k is None else k + later)


def test_a_fit_that_ended_in_a_poor_place_is_no_bend_wherever_the_curve_begins() -> None:
    inertia = [1000.0, 600.0, 640.0, 50.0, 45.0, 41.0]
    assert elbow([(i + 11, value) for i, value in enumerate(inertia)]) == 14


def test_what_falls_to_nothing_bends_there_in_any_unit() -> None:
    for unit in (1e-6, 1.0, 1e9):
        assert elbow([(1, 9 * unit), (2, 0.0), (3, 0.0), (4, 0.0)]) == 2


SIX = {"gap": [0.1, 0.2, 0.5, 1.0, 0.9, 0.8], "silhouette": [None, 0.5, 0.6, 0.7, 0.6, 0.5]}


def test_no_clusters_are_no_number_that_criteria_agree_on() -> None:
    scan = scan_of(gap=[1.0, 0.5, 0.4], bic=[1.0, 2.0, 3.0])
    assert scan.prefers == {"gap": 1, "bic": 1}
    assert scan.agreed is None


def test_two_kinds_agree_if_they_are_more_than_half() -> None:
    assert scan_of(**SIX).agreed == 4
    against = {"bic": [9.0, 1.0, 2.0, 3.0, 4.0, 5.0], "stability": [None, 1.0, *[0.2] * 4]}
    assert scan_of(**SIX, bic=against["bic"]).agreed == 4, "two of three"
    assert scan_of(**SIX, **against).agreed is None, "two of four"


def test_measures_of_separation_that_disagree_support_nothing() -> None:
    split = {"davies_bouldin": [None, 0.9, 0.3, 0.4, 0.5, 0.6]}
    assert scan_of(**SIX, **split).agreed is None
    # two of three are most
    both = split | {"calinski_harabasz": [None, 1.0, 2.0, 9.0, 3.0, 2.0]}
    assert scan_of(**SIX, **both).agreed == 4


def test_stable_is_what_reaches_nine_tenths() -> None:
    for value, k in ((0.9, 4), (0.899, None)):
        stability = [None, 0.2, 0.2, value, 0.2, 0.2]
        assert scan_of(silhouette=SIX["silhouette"], stability=stability).agreed == k


def test_a_verdict_names_two_criteria_and_the_highest_silhouette() -> None:
    assert scan_of(**SIX).verdict.startswith("Preferred: k = 4 by silhouette and gap.")
    low = scan_of(silhouette=[None, 0.4321, 0.3, 0.2])
    assert "silhouette is 0.43;" in low.verdict
    assert "0.432" not in low.verdict
    just = scan_of(silhouette=[None, 0.5, 0.3, 0.2])
    assert "0.5" not in just.verdict
