"""Worksheets: their answers are scikit-learn's, and nothing on them rests on a tie."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans

from teachclust.classroom.sheets import _SHEETS, sheet_of
from teachclust.errors import LearnerError

K_MEANS = [name for name in _SHEETS if name[:2] not in ("07", "08", "09")]


@pytest.mark.parametrize("name", K_MEANS)
def test_k_means_by_hand_is_scikit_learns(name: str) -> None:
    sheet = sheet_of(name)
    points, k = sheet.points, len(sheet.starts)
    fitted = KMeans(k, init=sheet.starts, n_init=1, tol=0).fit(points)
    last = sheet.rounds[-1]
    assert [ord(row[-1]) - 65 for row in last.rows] == fitted.labels_.tolist()
    centers = sheet.starts
    for one in sheet.rounds:  # by hand, from the printed points
        gaps = cdist(points, centers)
        nearest = np.sort(gaps, axis=1)
        assert (nearest[:, 1] - nearest[:, 0]).min() > 0.01 * np.ptp(points)
        labels = gaps.argmin(axis=1)
        assert [row[-1] for row in one.rows] == [chr(65 + label) for label in labels]
        printed = [float(cell) for cell in one.rows[3][1 + points.shape[1] : -1]]
        np.testing.assert_allclose(printed, gaps[3] ** 2, atol=0.06)
        centers = np.array([points[labels == j].mean(axis=0) for j in range(k)])
        assert f"{centers[0, 0]:.2f}" in one.answer
    assert 3 <= len(sheet.rounds) <= 4
    assert all(row[: one.n_given] for one in sheet.rounds for row in one.rows)


def test_merges_by_hand_are_scikit_learns() -> None:
    sheet = sheet_of("07_hierarchical")
    table, merges = sheet.rounds
    assert table.rows[3][1] == f"{np.linalg.norm(sheet.points[3] - sheet.points[0]):.2f}"
    model = AgglomerativeClustering(2, linkage="single", compute_distances=True)
    model.fit(sheet.points)
    heights = [float(row[3]) for row in merges.rows]
    np.testing.assert_allclose(heights, model.distances_, atol=0.006)
    assert (np.diff(model.distances_) > 0).all()
    first = sorted(model.children_[0].tolist())
    assert merges.rows[0][1:3] == (str(first[0]), str(first[1]))


def test_dbscan_by_hand_is_scikit_learns() -> None:
    sheet = sheet_of("08_density")
    (table,) = sheet.rounds
    eps = sheet.trace.params["eps"]
    fitted = DBSCAN(eps=eps, min_samples=3).fit(sheet.points)
    kinds = [row[2] for row in table.rows]
    assert [i for i, kind in enumerate(kinds) if kind == "core"] == (
        fitted.core_sample_indices_.tolist()
    )
    assert [i for i, kind in enumerate(kinds) if kind == "noise"] == (
        np.flatnonzero(fitted.labels_ < 0).tolist()
    )
    assert {"core", "border", "noise"} == set(kinds)
    assert np.abs(cdist(sheet.points, sheet.points) - eps).min() > 0.01


def test_a_mixture_by_hand_is_scikit_learns() -> None:
    sheet = sheet_of("09_mixtures")
    (table,) = sheet.rounds
    first = next(frame for frame in sheet.trace if "responsibilities" in frame.values)
    shares = np.array([[float(cell) for cell in row[4:]] for row in table.rows])
    np.testing.assert_allclose(shares, first.values["responsibilities"], atol=0.006)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=0.011)


def test_a_sheet_is_the_same_each_time() -> None:
    np.testing.assert_array_equal(sheet_of("01_blobs").points, sheet_of("01_blobs").points)


def test_a_lesson_without_one_is_told() -> None:
    with pytest.raises(LearnerError, match="no worksheet") as caught:
        sheet_of("13_spot_the_bug")
    assert "01_blobs" in str(caught.value)
