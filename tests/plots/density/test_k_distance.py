from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from sklearn.cluster import DBSCAN, OPTICS, KMeans
from sklearn.datasets import make_blobs, make_moons
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.errors import LearnerError
from teachclust.plots.density.k_distance import KDistanceDisplay, knee, ordinal


def moons_and_noise(seed: int, n_noise: int = 15) -> np.ndarray:
    moons, _ = make_moons(200, noise=0.05, random_state=seed)
    far = np.random.default_rng(seed).uniform(-1.5, 2.5, (n_noise, 2))
    return np.concatenate([moons, far])


X = moons_and_noise(0)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def words(display: KDistanceDisplay) -> list[str]:
    return [text.get_text() for text in display.ax_.texts]


@settings(max_examples=20)
@given(
    st.integers(0, 1000), st.integers(2, 40), st.integers(1, 40),
    st.sampled_from(["euclidean", "manhattan", "chebyshev", "cosine"]),
)  # fmt: skip
def test_the_curve_is_the_sorted_distance_itself_counted(
    seed: int, n: int, min_samples: int, metric: str
) -> None:
    min_samples = min(n, min_samples)
    points = np.random.default_rng(seed).normal(size=(n, 3))
    name = {"manhattan": "cityblock"}.get(metric, metric)
    expected = np.sort(cdist(points, points, name), axis=1)[:, min_samples - 1]
    display = KDistanceDisplay.from_data(points, min_samples=min_samples, metric=metric)
    drawn = np.asarray(display.line_.get_ydata())
    np.testing.assert_allclose(drawn, np.sort(expected)[::-1], atol=1e-7)
    plt.close("all")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("min_samples", [1, 5, 12])
def test_below_the_line_are_dbscans_core_points(seed: int, min_samples: int) -> None:
    points = moons_and_noise(seed)
    for eps in (0.05, 0.13, 0.3, 2.0):
        model = DBSCAN(eps=eps, min_samples=min_samples)
        display = KDistanceDisplay.from_estimator(model, points)
        core = len(model.fit(points).core_sample_indices_)
        assert display.n_core == core
        assert f"{core} below: core" in words(display)
        assert f"{len(points) - core} above: not core" in words(display)
        assert f"{core} core points" in display.alt
        assert display.eps_line_ is not None
        assert display.eps_line_.get_ydata()[0] == eps


def test_the_estimator_is_neither_fitted_nor_changed() -> None:
    model = DBSCAN(eps=0.2, metric="minkowski", p=1)
    display = KDistanceDisplay.from_estimator(model, X)
    assert not hasattr(model, "labels_")
    expected = KDistanceDisplay.from_data(X, metric="manhattan", eps=0.2)
    np.testing.assert_allclose(display.distances, expected.distances)


def test_a_pipeline_is_measured_in_the_space_its_clusterer_sees() -> None:
    stretched = X * [1, 1000]
    pipe = make_pipeline(StandardScaler(), DBSCAN(eps=0.3))
    display = KDistanceDisplay.from_estimator(pipe, stretched)
    assert display.n_core == len(pipe.fit(stretched)[-1].core_sample_indices_)


@pytest.mark.parametrize("seed", range(4))
def test_points_far_from_all_others_make_a_knee(seed: int) -> None:
    display = KDistanceDisplay.from_data(moons_and_noise(seed), eps=0.2)
    assert display.knee is not None
    assert 0.1 < display.knee < 0.3, "the moons are about 0.1 thick, the others farther away"
    assert display.knee_ is not None
    assert display.knee_.get_ydata()[0] == display.knee
    assert "knee near" in display.ax_.get_xlabel()
    assert "Knee near" in display.alt


@pytest.mark.parametrize("seed", range(4))
def test_evenly_spread_points_have_no_clear_knee(seed: int) -> None:
    display = KDistanceDisplay.from_data(np.random.default_rng(seed).random((300, 2)))
    assert display.knee is None
    assert display.knee_ is None
    assert "no clear knee" in display.ax_.get_xlabel()
    assert "No clear knee." in display.alt


@given(st.integers(10, 200), st.integers(1, 9), st.floats(5, 1e6))
def test_the_knee_of_two_straight_lines_is_their_corner(n: int, tenth: int, steep: float) -> None:
    at = max(1, n * tenth // 40)
    values = np.concatenate([np.linspace(steep, 1, at + 1), np.linspace(1, 0, n - at)[1:]])
    assert knee(values) == at


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60))
def test_a_knee_lies_at_least_half_the_height_below_the_chord(values: list[float]) -> None:
    curve = np.sort(values)[::-1]
    place = knee(curve)
    if place is not None:
        assert 0 < place < len(curve) - 1
        chord = np.interp(place, [0, len(curve) - 1], curve[[0, -1]])
        assert chord - curve[place] >= 0.499 * (curve[0] - curve[-1])


def test_a_straight_or_level_line_has_no_knee() -> None:
    assert knee(np.linspace(9, 1, 50)) is None
    assert knee(np.ones(50)) is None


@pytest.mark.parametrize("eps", [0.01, 0.2, 1.2, 3.0])
def test_words_lie_inside_and_not_on_the_curve(eps: float) -> None:
    display = KDistanceDisplay.from_data(X, min_samples=10, eps=eps)
    display.figure_.canvas.draw()
    frame = display.ax_.get_window_extent()
    curve = display.ax_.transData.transform(np.asarray(display.line_.get_xydata()))
    for text in display.ax_.texts:
        box = text.get_window_extent()
        assert frame.x0 <= box.x0
        assert box.x1 <= frame.x1 + 1
        assert frame.y0 - 2 <= box.y0
        inside = (curve[:, 0] > box.x0) & (curve[:, 0] < box.x1)
        above = curve[inside, 1] > box.y0 + 2
        assert not (above & (curve[inside, 1] < box.y1 - 2)).any()


def test_equal_points_and_few_points_are_drawn() -> None:
    KDistanceDisplay.from_data(np.repeat([[0.0, 0.0], [1.0, 1.0]], 9, axis=0)).figure_.canvas.draw()
    zero = KDistanceDisplay.from_predictions(distances=[0.0, 0.0], min_samples=2, eps=1.0)
    assert zero.n_core == 2
    zero.figure_.canvas.draw()


def test_numbers_in_any_order_are_drawn() -> None:
    given_ = KDistanceDisplay.from_predictions(distances=[1.0, 3.0, 2.0], min_samples=2, eps=2.0)
    assert given_.distances.tolist() == [3.0, 2.0, 1.0]
    assert given_.n_core == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"min_samples": 0}, {"min_samples": 2.5}, {"min_samples": 216}, {"eps": 0}, {"eps": -1.0},
        {"eps": "big"}, {"metric": "precomputed"}, {"metric": "no such"}, {"X": [[1, np.nan]]},
        {"X": "ab"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(LearnerError) as told:
        KDistanceDisplay.from_data(**({"X": X} | wrong))
    assert told.value.parts["what"]
    assert told.value.parts["fix"]
    assert plt.get_fignums() == []


@pytest.mark.parametrize("distances", [[], [[1.0]], [np.inf], [-1.0], ["a"], [np.nan, 1.0]])
def test_what_is_no_distance_is_refused(distances: Any) -> None:
    with pytest.raises(LearnerError, match="finite numbers from 0 on"):
        KDistanceDisplay.from_predictions(distances=distances, min_samples=1)


@pytest.mark.parametrize("estimator", [KMeans(2), OPTICS(), DBSCAN, "dbscan"])
def test_what_is_no_dbscan_is_refused(estimator: Any) -> None:
    with pytest.raises(LearnerError, match="eps of DBSCAN"):
        KDistanceDisplay.from_estimator(estimator, X)


def test_ranks_are_written_as_in_english() -> None:
    written = [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 101, 111, 1_002)]
    expected = "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 101st 111th 1,002nd"
    assert " ".join(written) == expected


def test_style_is_the_callers() -> None:
    points, _ = make_blobs(50, random_state=0)
    display = KDistanceDisplay.from_data(points, line_kw={"c": "red", "ls": ":"})
    assert display.line_.get_color() == "red"
    assert display.line_.get_linestyle() == ":"


def test_given_distances_are_sorted_as_they_are() -> None:
    distances = cdist(X, X, "cityblock")
    before = distances.copy()
    found = KDistanceDisplay.from_estimator(DBSCAN(eps=0.2, metric="precomputed"), distances)
    expected = KDistanceDisplay.from_data(X, metric="manhattan", eps=0.2)
    assert found.distances == pytest.approx(expected.distances)
    assert (before == distances).all()
