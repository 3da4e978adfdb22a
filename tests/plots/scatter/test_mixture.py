"""MixtureDisplay: ellipses, colors and density lines hold to the components they stand for."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb
from matplotlib.path import Path
from scipy.stats import multivariate_normal
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris, make_blobs
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.errors import LearnerError
from teachclust.palette import COLORS
from teachclust.plots.scatter.mixture import MixtureDisplay, blend

X, _ = make_blobs(150, centers=3, cluster_std=1.8, random_state=5)
MODEL = GaussianMixture(3, random_state=0)
IRIS = load_iris(as_frame=True).data


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def outline(ellipse: Any) -> np.ndarray:
    """Points on the curve of a drawn ellipse (the joints of its Bézier pieces), in data units."""
    path = ellipse.get_patch_transform().transform_path(ellipse.get_path())
    joints = np.isin(path.codes, (Path.MOVETO,)) | (np.arange(len(path.codes)) % 3 == 0)
    return path.vertices[joints & (path.codes != Path.CLOSEPOLY)]


@pytest.mark.parametrize("kind", ["full", "tied", "diag", "spherical"])
@pytest.mark.parametrize("seed", range(3))
def test_ellipses_lie_at_one_and_two_standard_deviations(kind: str, seed: int) -> None:
    model = GaussianMixture(3, covariance_type=kind, random_state=seed).fit(X)
    display = MixtureDisplay.from_estimator(model, X)
    assert len(display.ellipses_) == 3
    inverses = np.broadcast_to(model.precisions_, (3, 2, 2)) if kind in ("full", "tied") else None
    for component, pair in enumerate(display.ellipses_):
        assert len(pair) == 2
        mean = model.means_[component]
        if inverses is None:
            inverse = np.diag(model.precisions_[component] * np.ones(2))
        else:
            inverse = inverses[component]
        for spread, ellipse in zip((1, 2), pair, strict=True):
            gap = outline(ellipse) - mean
            away = np.sqrt(np.einsum("ni,ij,nj->n", gap, inverse, gap))
            np.testing.assert_allclose(away, spread, rtol=1e-6)
            assert to_hex(ellipse.get_edgecolor()) == COLORS[component]
    np.testing.assert_allclose(display.centers_.get_offsets(), model.means_)


def test_points_have_the_marker_of_their_component_and_colors_by_share() -> None:
    model = GaussianMixture(3, random_state=0).fit(X)
    display = MixtureDisplay.from_estimator(model, X)
    labels, responsibilities = model.predict(X), model.predict_proba(X)
    outlines = set()
    for component, dots in display.scatter_.items():
        here = labels == component
        np.testing.assert_array_equal(dots.get_offsets(), X[here])
        np.testing.assert_allclose(dots.get_facecolor()[:, :3], blend(responsibilities)[here])
        outlines.add(dots.get_paths()[0].vertices.tobytes())
    assert len(outlines) == 3
    shared = int((responsibilities.max(axis=1) <= 0.9).sum())
    assert shared > 5
    assert f"{shared} points are shared" in display.alt
    assert f"{shared} points are shared" in display.ax_.get_xlabel()
    for name, weight in zip("ABC", model.weights_, strict=True):
        assert f"{name} weight {weight:.2f}" in display.alt


def test_a_blend_of_one_is_its_color_and_of_two_their_middle() -> None:
    first, second = np.array(to_rgb(COLORS[0])), np.array(to_rgb(COLORS[1]))
    np.testing.assert_allclose(blend(np.array([[1.0, 0.0]])), [first])
    np.testing.assert_allclose(blend(np.array([[0.5, 0.5]])), [(first + second) / 2])


def test_a_fit_is_not_needed_and_the_estimator_stays_as_it_was() -> None:
    display = MixtureDisplay.from_estimator(MODEL, X)
    assert not hasattr(MODEL, "means_")
    fitted = GaussianMixture(3, random_state=0).fit(X)
    assert display.alt == MixtureDisplay.from_estimator(fitted, X).alt


@pytest.mark.parametrize("kind", ["full", "tied", "diag", "spherical"])
def test_predictions_give_the_picture_of_the_estimator(kind: str) -> None:
    model = GaussianMixture(2, covariance_type=kind, random_state=0).fit(IRIS)
    one = MixtureDisplay.from_estimator(model, IRIS)
    other = MixtureDisplay.from_predictions(
        IRIS, model.means_, model.covariances_, weights=model.weights_, covariance_type=kind
    )
    for name in ("points", "responsibilities", "means", "covariances", "weights"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-9)
    assert one.alt == other.alt


def test_more_features_are_seen_in_two_columns_with_the_marginal_covariance() -> None:
    model = GaussianMixture(3, random_state=0).fit(IRIS)
    names = (IRIS.columns[2], IRIS.columns[0])
    display = MixtureDisplay.from_estimator(model, IRIS, columns=names)
    np.testing.assert_allclose(display.means, model.means_[:, [2, 0]])
    marginal = model.covariances_[:, [2, 0]][:, :, [2, 0]]
    np.testing.assert_allclose(display.covariances, marginal)
    assert display.ax_.get_xlabel().startswith(names[0])
    assert display.ax_.get_ylabel() == names[1]
    assert "projection" in display.ax_.get_xlabel()
    assert "Seen in 2 of 4 features." in display.alt


def test_a_projection_has_the_covariance_of_projected_draws() -> None:
    model = GaussianMixture(2, random_state=0).fit(IRIS)
    display = MixtureDisplay.from_estimator(model, IRIS)
    rng = np.random.default_rng(0)
    drawn = rng.multivariate_normal(model.means_[0], model.covariances_[0], 20_000)
    alone = MixtureDisplay.from_estimator(model, pd.concat([IRIS] * 2))
    axes = np.linalg.lstsq(IRIS - IRIS.mean(), display.points, rcond=None)[0]
    np.testing.assert_allclose(np.cov((drawn @ axes).T), display.covariances[0], rtol=0.1)
    np.testing.assert_allclose(alone.means, display.means, atol=1e-6)


def test_density_lines_are_lines_of_equal_density() -> None:
    model = GaussianMixture(3, random_state=0).fit(X)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plain = MixtureDisplay.from_estimator(model, X)
        display = MixtureDisplay.from_estimator(model, X, contours=True)
        for one in (plain, display):
            one.figure_.canvas.draw()
    assert plain.contours_ is None
    assert display.contours_ is not None
    assert display.ax_.get_xlim() == plain.ax_.get_xlim()
    assert display.ax_.get_ylim() == plain.ax_.get_ylim()
    levels = np.asarray(display.contours_.levels)
    np.testing.assert_allclose(levels[1:] / levels[:-1], 2)
    for level, lines in zip(levels, display.contours_.allsegs, strict=True):
        assert lines
        for line in lines:
            density = sum(
                weight * multivariate_normal(mean, covariance).pdf(line)
                for weight, mean, covariance in zip(
                    model.weights_, model.means_, model.covariances_, strict=True
                )
            )
            np.testing.assert_allclose(density, level, rtol=0.05)


def test_styles_reach_what_they_name() -> None:
    display = MixtureDisplay.from_estimator(
        MODEL,
        X,
        contours=True,
        points_kw={"s": 7},
        ellipses_kw={"ls": "--"},
        centers_kw={"s": 99},
        contours_kw={"linewidths": 3},
    )
    assert display.scatter_[0].get_sizes().tolist() == [7]
    assert display.ellipses_[0][0].get_linestyle() == "--"
    assert display.centers_.get_sizes().tolist() == [99]
    assert display.contours_.get_linewidths()[0] == 3


def test_one_feature_one_component_and_another_mixture() -> None:
    line = MixtureDisplay.from_estimator(GaussianMixture(2, random_state=0), X[:, :1])
    line.plot(contours=True)
    assert line.contours_ is None
    assert line.ellipses_ == []
    line.figure_.canvas.draw()
    one = MixtureDisplay.from_estimator(GaussianMixture(1), X)
    assert one.ax_.get_title() == "150 points, 1 component"
    assert "0 points are shared" in one.alt
    bayes = BayesianGaussianMixture(n_components=3, random_state=0).fit(X)
    display = MixtureDisplay.from_estimator(bayes, X)
    np.testing.assert_allclose(display.responsibilities, bayes.predict_proba(X))


def test_the_widths_are_named_where_there_is_room() -> None:
    display = MixtureDisplay.from_estimator(MODEL, X)
    found = {text.get_text(): text.xy for text in display.ax_.texts if "sd" in text.get_text()}
    assert set(found) == {"1 sd: 39 %", "2 sd: 86 %"}
    right = max(outline(pair[1])[:, 0].max() for pair in display.ellipses_)
    assert found["2 sd: 86 %"][0] >= right - 1e-9
    assert found["1 sd: 39 %"][0] < found["2 sd: 86 %"][0]


def test_axes_are_equal() -> None:
    display = MixtureDisplay.from_estimator(MODEL, X)
    assert display.ax_.get_aspect() == 1
    _, axes = plt.subplots(1, 2, sharex=True, sharey=True)
    for ax in axes:
        MixtureDisplay.from_estimator(MODEL, X, ax=ax)
    axes[0].figure.canvas.draw()


def test_weights_are_even_or_scaled() -> None:
    means, covariances = X[:2], [np.eye(2)] * 2
    even = MixtureDisplay.from_predictions(X, means, covariances)
    np.testing.assert_allclose(even.weights, 0.5)
    scaled = MixtureDisplay.from_predictions(X, means, covariances, weights=[3, 1])
    np.testing.assert_allclose(scaled.weights, [0.75, 0.25])
    none = MixtureDisplay.from_predictions(X, means, covariances, weights=[1, 0])
    np.testing.assert_array_equal(none.responsibilities[:, 1], 0)


@pytest.mark.parametrize(
    ("parts", "match"),
    [
        ({"means": [[0.0, 0.0, 0.0]]}, "centers have shape"),
        ({"means": "here"}, "not a table of numbers"),
        ({"covariances": np.eye(2)}, "Covariances have shape"),
        ({"covariances": -np.ones((2, 2, 2))}, "not positive definite"),
        ({"covariances": np.full((2, 2, 2), np.nan)}, "not positive definite"),
        ({"covariance_type": "round"}, "There is no covariance_type of that name"),
        ({"weights": [1.0]}, "must be 2 weights"),
        ({"weights": [1.0, -1.0]}, "must be 2 weights"),
        ({"weights": [0.0, 0.0]}, "must be 2 weights"),
    ],
)
def test_parameters_that_do_not_fit_are_refused(parts: dict[str, Any], match: str) -> None:
    good = {"means": X[:2], "covariances": [np.eye(2)] * 2, "weights": None}
    with pytest.raises(LearnerError, match=match) as told:
        MixtureDisplay.from_predictions(X, **{**good, **parts})
    assert told.value.fix
    assert plt.get_fignums() == []


def test_what_is_no_mixture_is_refused() -> None:
    with pytest.raises(LearnerError, match="KMeans has no components"):
        MixtureDisplay.from_estimator(KMeans(2, n_init=1), X)
    pipeline = make_pipeline(StandardScaler(), MODEL)
    with pytest.raises(LearnerError, match="units of its own"):
        MixtureDisplay.from_estimator(pipeline, X)


def test_whole_numbers_have_the_shares_of_their_floats() -> None:
    rng = np.random.default_rng(0)
    X = np.rint(5 * rng.normal(size=(200, 2)) + np.repeat([[0, 0], [12, 3]], 100, axis=0))
    model = GaussianMixture(2, random_state=0).fit(X)
    for whole in (X.astype(int), pd.DataFrame(X.astype(int), columns=["a", "b"]).to_numpy()):
        responsibilities = MixtureDisplay.from_estimator(model, whole).responsibilities
        np.testing.assert_allclose(responsibilities, model.predict_proba(X))


@pytest.mark.parametrize("kind", ["full", "tied", "diag", "spherical"])
def test_the_bells_of_one_feature_are_weighted_densities_on_the_scale_of_the_bars(
    kind: str,
) -> None:
    model = GaussianMixture(2, covariance_type=kind, random_state=0).fit(X[:, :1])
    display = MixtureDisplay.from_estimator(model, X[:, :1])
    *bells, total = display.bells_
    assert len(bells) == 2
    x = total.get_xdata()
    area = sum(bar.get_height() * bar.get_width() for bar in display.ax_.patches)
    expected = area * np.exp(model.score_samples(np.reshape(x, (-1, 1))))
    np.testing.assert_allclose(total.get_ydata(), expected, rtol=1e-9)
    np.testing.assert_allclose(sum(bell.get_ydata() for bell in bells), expected, rtol=1e-9)
