"""What a scan computes, in which order, and what an interrupt leaves."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from sklearn.cluster import (
    KMeans,
)
from sklearn.datasets import make_blobs

from teachclust.errors import LearnerWarning
from teachclust.scores.choosing_k.k_fit import CRITERIA
from teachclust.scores.choosing_k.scan import scan_k

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
