"""The U-matrix of a map: its cells, its counts, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.cluster import SelfOrganizingMap
from teachclust.errors import LearnerError
from teachclust.plots.u_matrix import UMatrixDisplay

X, _ = make_blobs(120, centers=3, random_state=0)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.mark.parametrize("grid", ["rectangular", "hexagonal"])
def test_it_shows_the_numbers_of_the_fit(grid: str) -> None:
    model = SelfOrganizingMap(4, 3, grid=grid, random_state=0).fit(X)
    display = UMatrixDisplay.from_estimator(model, X)
    np.testing.assert_array_equal(display.cells_.get_array(), model.u_matrix_.ravel())
    written = [int(one.get_text()) for one in display.text_]
    assert written == model.counts_.ravel().tolist()
    corners = 4 if grid == "rectangular" else 6
    assert all(len(path.vertices) == corners + 1 for path in display.cells_.get_paths())


def test_cells_of_a_grid_leave_no_gap_and_do_not_overlap() -> None:
    for grid, area in (("rectangular", 1.0), ("hexagonal", np.sqrt(0.75))):
        display = UMatrixDisplay.from_predictions(np.ones((3, 4)), grid=grid)
        x, y = display.cells_.get_paths()[5].vertices[:-1].T
        shoelace = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
        assert shoelace == pytest.approx(area)
        assert display.text_ == []


def test_points_that_were_not_fitted_are_counted_too() -> None:
    pipe = make_pipeline(StandardScaler(), SelfOrganizingMap(2, 2, random_state=0)).fit(X)
    display = UMatrixDisplay.from_estimator(pipe, X[:7])
    assert display.counts.sum() == 7


def test_its_text_has_the_key_numbers() -> None:
    display = UMatrixDisplay.from_predictions([[0.5, 2.0, 0.25]], counts=[[4, 0, 1300]])
    assert display.alt == (
        "U-matrix of 1 rows and 3 columns of units. Mean distance to neighbors from 0.25 to 2, "
        "highest at row 0, column 1. Units without points: 1; most points of one: 1,300."
    )


def test_counts_of_a_large_map_are_left_out() -> None:
    display = UMatrixDisplay.from_predictions(np.ones((21, 20)), counts=np.ones((21, 20)))
    assert display.text_ == []


def test_only_a_map_has_one() -> None:
    with pytest.raises(LearnerError, match="A U-matrix needs a SelfOrganizingMap"):
        UMatrixDisplay.from_estimator(KMeans(2), X)


@pytest.mark.parametrize(
    ("values", "more"),
    [
        ([1.0, 2.0], {}),
        ([[-1.0]], {}),
        ([[np.nan]], {}),
        ("text", {}),
        ([[1.0]], {"counts": [[1, 2]]}),
        ([[1.0]], {"grid": "round"}),
    ],
)
def test_what_is_no_map_is_refused(values: Any, more: dict[str, Any]) -> None:
    with pytest.raises(LearnerError) as caught:
        UMatrixDisplay.from_predictions(values, **more)
    assert all(caught.value.parts.values())
