"""What a scan computes, in which order, and what an interrupt leaves."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score
from sklearn.mixture import GaussianMixture

from teachclust.errors import LearnerWarning
from teachclust.scores.choosing_k import stages
from teachclust.scores.choosing_k.k_fit import CRITERIA
from teachclust.scores.choosing_k.scan import scan_k
from teachclust.words import say

X = make_blobs(150, centers=3, cluster_std=1.5, random_state=0)[0]


FEW: dict[str, Any] = {"n_references": 3, "n_resamples": 3, "progress": False}


def test_what_is_not_asked_for_is_not_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("computed though nobody asked")

    for name in ("silhouettes_in", "make_references", "draw_parts"):
        monkeypatch.setattr(f"teachclust.scores.choosing_k.stages.{name}", never)
    scan = scan_k(KMeans(random_state=0), X, range(1, 4), criteria="inertia")
    assert scan.criteria == ("inertia",)
    for fit in scan.fits:
        assert [name for name in CRITERIA if fit.value(name) is not None] == ["inertia"]


def test_no_criterion_changes_another() -> None:
    whole = scan_k(KMeans(random_state=0), X, range(1, 4), **FEW)
    for name in whole.criteria:
        alone = scan_k(KMeans(random_state=0), X, range(1, 4), criteria=[name], **FEW)
        assert [fit.value(name) for fit in alone.fits] == [fit.value(name) for fit in whole.fits]


def test_the_seed_decides_references_and_resamples() -> None:
    criteria = ("gap", "stability")
    one, same, other = (
        scan_k(KMeans(random_state=0), X, [1, 5, 6], criteria=criteria, random_state=seed, **FEW)
        for seed in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(one.table(), same.table())
    assert (one.table() != other.table()).loc[6].all()


def test_large_data_are_repeated_on_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teachclust.scores.choosing_k.stages.MOST_ROWS", 100)
    scan = scan_k(KMeans(n_init=2, random_state=0), X, range(1, 4), **FEW)
    assert "Gap and stability are computed on 100 of the 150 rows, drawn at random." in scan.notices
    expected = KMeans(3, n_init=2, random_state=0).fit(X).inertia_
    assert scan[3].inertia == pytest.approx(expected, rel=1e-12)
    whole = scan_k(KMeans(n_init=2, random_state=0), X, range(1, 4), criteria="inertia")
    assert whole.notices == ()


def test_rising_inertia_is_noticed() -> None:
    groups = make_blobs(160, centers=8, cluster_std=0.3, random_state=2)[0]
    said = 0
    for seed in range(5):
        single = KMeans(init="random", n_init=1, random_state=seed)
        scan = scan_k(single, groups, range(1, 13), criteria="inertia")
        inertia = [fit.inertia for fit in scan.fits]
        rises = [str(k) for k in range(2, 13) if inertia[k - 1] > inertia[k - 2]]
        notice = f"Inertia rises at k = {', '.join(rises)}: that fit ended in a poor place."
        assert any(one.startswith(notice) for one in scan.notices) == bool(rises)
        said += bool(rises)
    assert said


class Stop:
    """A progress function that presses the stop button after some steps."""

    def __init__(self, after: int) -> None:
        self.after, self.calls = after, 0

    def __call__(self, done: int, total: int, text: str) -> None:
        if done >= self.after:
            raise KeyboardInterrupt


def test_an_interrupt_keeps_the_fits() -> None:
    with pytest.warns(LearnerWarning, match="interrupted: 3 fits are kept"):
        scan = scan_k(KMeans(random_state=0), X, range(1, 7), progress=Stop(3))
    assert not scan.complete
    assert scan.k == (1, 2, 3)
    expected = KMeans(3, random_state=0).fit(X).inertia_
    assert scan[3].inertia == pytest.approx(expected, rel=1e-12)
    assert scan[3].silhouette is None
    assert scan.table()["gap"].isna().all()
    assert scan.verdict
    assert "interrupted" in repr(scan)


def test_an_interrupt_during_the_gap_keeps_small_k_whole() -> None:
    params = FEW | {"progress": Stop(6 + 1 + 2 * (3 + 4) + 1)}
    with pytest.warns(LearnerWarning):
        scan = scan_k(KMeans(random_state=0), X, range(1, 7), **params)
    table = scan.table()
    assert len(table) == 6
    assert table["silhouette"].notna().sum() == 5
    assert list(table["gap"].notna()) == [True, True, False, False, False, False]
    assert list(table["stability"].notna()) == [False, True, False, False, False, False]
    whole = scan_k(KMeans(random_state=0), X, range(1, 7), **FEW)
    assert whole[2].gap == scan[2].gap


def test_an_interrupt_before_the_first_fit_is_passed_on() -> None:
    with pytest.raises(KeyboardInterrupt):
        scan_k(KMeans(), X, progress=Stop(0))


@pytest.mark.parametrize(
    ("criteria", "steps"),
    [
        (["inertia"], 3),
        (["silhouette"], 3 + 1),
        (["gap"], 3 + 3 * 5),
        (["stability"], 3 + 3 * 5),
        (["silhouette", "gap", "stability"], 3 + 1 + 3 * 5 + 3 * 5),
    ],
)
def test_progress_counts_each_fit_and_ends_at_its_total(criteria: list[str], steps: int) -> None:
    """Of three k: a fit, five references, and four resamples more than one."""
    told: list[tuple[int, int, str]] = []
    scan_k(
        KMeans(n_init=1, random_state=0), X, range(1, 4), criteria=criteria,
        n_references=5, n_resamples=4, progress=lambda *step: told.append(step),
    )  # fmt: skip
    assert {total for _, total, _ in told} == {steps}
    done = [one for one, _, _ in told]
    assert done == sorted(done)
    assert done[-1] == steps
    assert any("ilhouette" in text for *_, text in told) == ("silhouette" in criteria)


def test_indices_are_those_of_scikit_learn_also_far_from_the_origin() -> None:
    near = scan_k(
        KMeans(random_state=0), X, [1, 2, 3], progress=False,
        criteria=["calinski_harabasz", "davies_bouldin"],
    )  # fmt: skip
    assert near[1].value("calinski_harabasz") is None
    for k in (2, 3):
        labels = near[k].labels
        assert near[k].value("calinski_harabasz") == pytest.approx(
            calinski_harabasz_score(X, labels), rel=1e-9
        )
        assert near[k].value("davies_bouldin") == pytest.approx(
            davies_bouldin_score(X, labels), rel=1e-9
        )
    away = X + 1e7
    far = scan_k(KMeans(random_state=0), away, [3], criteria="davies_bouldin", progress=False)
    exact = davies_bouldin_score(away - away.mean(axis=0), far[3].labels)
    assert far[3].value("davies_bouldin") == pytest.approx(exact, rel=1e-9)
    assert far[3].value("calinski_harabasz") is None
    alone = scan_k(KMeans(random_state=0), X[:5], [4, 5], criteria="davies_bouldin", progress=False)
    assert alone[4].value("davies_bouldin") is not None
    assert alone[5].value("davies_bouldin") is None, "each point is a cluster"


def test_as_many_rows_as_are_repeated_on_need_no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teachclust.scores.choosing_k.stages.MOST_ROWS", len(X))
    scan = scan_k(KMeans(n_init=1, random_state=0), X, [1, 2], criteria="gap", **FEW)
    assert scan.notices == ()


def test_centers_are_in_the_order_of_the_numbers_where_there_are_any() -> None:
    scan = scan_k(KMeans(random_state=0), X, [1, 2, 3], criteria="inertia", progress=False)
    for fit in scan.fits:
        for number in range(fit.k):
            mean = X[fit.labels == number].mean(axis=0)
            assert fit.centers[number].tolist() == pytest.approx(mean.tolist())
    tree = scan_k(AgglomerativeClustering(), X, [2], criteria="silhouette", progress=False)
    assert tree[2].centers is None


def test_what_is_not_to_be_trusted_is_said() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        short = scan_k(
            GaussianMixture(max_iter=1, random_state=1), X, [3], criteria="bic", progress=False
        )
    assert say("scan.not_converged", k="3") in short.notices
    sampled = scan_k(
        KMeans(random_state=0), X, [2, 3], criteria="silhouette", sample_size=60, progress=False
    )
    assert any("60" in notice and "150" in notice for notice in sampled.notices)


def test_an_empty_cluster_takes_a_number_that_is_free() -> None:
    own, renamed = np.array([0, 2, 2, 0]), np.array([1, 0, 0, 1])
    assert stages._numbers(own, renamed, 3) == [1, 2, 0]
    assert stages._numbers(np.zeros(2, int), np.zeros(2, int), 3) == [0, 1, 2]
    assert stages._numbers(own, renamed + 1, 3) == [2, 0, 1]
