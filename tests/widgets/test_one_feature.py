"""One feature on the plane: what the head says, and the curves that a thumbnail draws."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import DBSCAN, KMeans
from sklearn.mixture import GaussianMixture

from teachclust.traces import trace
from teachclust.widgets.one_feature import (
    curve_top,
    drawn_line,
    drawn_points,
    histogram_head,
    switches_of,
)
from teachclust.widgets.stepper import watch
from teachclust.widgets.wire import to_wire

rng = np.random.default_rng(0)
X = np.concatenate([rng.normal(0, 1, 60), rng.normal(7, 1, 60)])[:, np.newaxis]
MIXTURE = trace(GaussianMixture(2, random_state=0), X)


def test_two_features_have_no_histogram() -> None:
    traced = trace(KMeans(2, random_state=0), np.c_[X, X])
    assert histogram_head(traced.X, traced.view) == {}
    assert drawn_line(traced, traced.last.values) == {}
    np.testing.assert_array_equal(drawn_points(traced.X, traced.view), traced.X)
    assert "histogram" not in to_wire(traced)["head"]
    column = trace(KMeans(2, random_state=0), np.c_[X, X, X], columns=(0, 1))
    assert histogram_head(column.X, column.view) == {}


def test_the_head_counts_every_point_and_its_domain_holds_the_drawing() -> None:
    wire = to_wire(MIXTURE)
    head, points = wire["head"], np.frombuffer(wire["points"], "<f4").reshape(-1, 2)
    histogram, (left, right, bottom, top) = head["histogram"], head["domain"]
    assert sum(histogram["counts"]) == len(X)
    assert len(histogram["edges"]) == len(histogram["counts"]) + 1
    assert left <= points[:, 0].min()
    assert points[:, 0].max() <= right
    assert bottom <= points[:, 1].min()
    assert points[:, 1].max() < 0
    assert max(histogram["counts"]) * histogram["unit"] <= top * (1 + 1e-12)
    assert curve_top(MIXTURE) * histogram["unit"] <= top * (1 + 1e-12)
    assert head["projection"]


def test_a_thumbnail_draws_the_frames_bells_and_their_sum() -> None:
    for frame in MIXTURE.frames[1:]:
        line = drawn_line(MIXTURE, frame.values)
        *bells, total = line["curves"]
        assert len(bells) == 2
        np.testing.assert_allclose(sum(bell[:, 1] for bell in bells), total[:, 1], rtol=1e-9)
        highest = bells[0][bells[0][:, 1].argmax(), 0]
        step = total[1, 0] - total[0, 0]
        assert abs(highest - frame.values["centers"][0, 0]) <= step


def test_a_collapsed_component_does_not_flatten_the_bars() -> None:
    spike = np.concatenate([X, np.full((40, 1), 3.5)])
    traced = trace(GaussianMixture(3, random_state=0, reg_covar=1e-9), spike)
    head = to_wire(traced)["head"]
    highest = max(head["histogram"]["counts"]) * head["histogram"]["unit"]
    assert highest > head["domain"][3] / 2


def test_a_mixture_has_bells_in_the_place_of_ellipses() -> None:
    assert switches_of(MIXTURE) == ["bells"]
    assert switches_of(trace(GaussianMixture(2, random_state=0), np.c_[X, X**2])) == ["ellipses"]
    assert watch(KMeans(2, random_state=0), X).thumbnail()


def test_a_card_has_the_feature_and_not_the_height_that_says_nothing() -> None:
    widget = watch(KMeans(2, random_state=0), X)
    rows = widget.rows
    features = np.frombuffer(rows["features"], "<f4") + rows["origin"][0]
    np.testing.assert_allclose(features, X[:, 0], rtol=1e-5, atol=1e-6)
    assert "full_centers" in widget.trace["head"]["blocks"]
    assert "radius" not in watch(DBSCAN(eps=0.5), X).trace["head"]
