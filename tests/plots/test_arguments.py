from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes
from sklearn.cluster import AgglomerativeClustering, KMeans

from teachclust import plots
from teachclust.errors import LearnerError
from teachclust.plots.arguments import check_axes

X = np.repeat([[0.0, 0.0], [9.0, 9.0]], 10, axis=0) + np.random.default_rng(0).random((20, 2))
LABELS = np.repeat([0, 1], 10)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def removed() -> Axes:
    ax = plt.subplots()[1]
    ax.remove()
    return ax


def cleared() -> Axes:
    figure, ax = plt.subplots()
    figure.clear()
    return ax


#: what is no plain Axes -> how it is made, and what is said of it
WRONG: dict[str, tuple[Callable[[], Any], str]] = {
    "polar": (lambda: plt.subplot(projection="polar"), "plain Axes"),
    "3-D": (lambda: plt.figure().add_subplot(projection="3d"), "plain Axes"),
    "a map": (lambda: plt.figure().add_subplot(projection="mollweide"), "plain Axes"),
    "a figure": (plt.figure, "one matplotlib Axes"),
    "a subfigure": (lambda: plt.figure().subfigures(1, 2)[0], "one matplotlib Axes"),
    "an array": (lambda: plt.subplots(2, 2)[1], "one matplotlib Axes"),
    "a list": (lambda: list(plt.subplots(1, 2)[1]), "one matplotlib Axes"),
    "a mosaic": (lambda: plt.subplot_mosaic("ab")[1], "one matplotlib Axes"),
    "nothing": (lambda: np.array([]), "one matplotlib Axes"),
    "a number": (lambda: 5, "one matplotlib Axes"),
    "removed": (removed, "removed from its figure"),
    "of a cleared figure": (cleared, "removed from its figure"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_plain_axes_is_refused_before_a_fit_and_the_fix_works(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, words = WRONG[kind]
    ax = made()
    monkeypatch.setattr(KMeans, "fit", lambda *_, **__: pytest.fail("it was fitted first"))
    with pytest.raises(LearnerError, match=words) as told:
        plots.ClusterDisplay.from_estimator(KMeans(2), X, ax=ax)
    assert all(told.value.parts.values())
    assert not isinstance(ax, Axes) or not ax.has_data()
    names = {"ax": ax, "plt": plt}
    exec(told.value.fix, names)
    plots.ClusterDisplay.from_predictions(X, LABELS, ax=names["ax"])


@pytest.mark.parametrize("scales", [{"xscale": "log"}, {"yscale": "log"}, {"xscale": "symlog"}])
def test_another_scale_is_refused_where_equal_distances_must_look_equal(scales: Any) -> None:
    ax = plt.subplots(subplot_kw=scales)[1]
    with pytest.raises(LearnerError, match="linear scale") as told:
        plots.ClusterDisplay.from_predictions(X, LABELS, ax=ax)
    assert not ax.has_data()
    exec(told.value.fix, {"ax": ax})
    plots.ClusterDisplay.from_predictions(X, LABELS, ax=ax)
    # these divide its area, and set the scales of their panels
    plots.DistributionDisplay.from_predictions(X, ax=plt.subplots(subplot_kw=scales)[1])


def test_a_tree_sets_its_scale_whatever_stood_there() -> None:
    display = plots.DendrogramDisplay.from_estimator(AgglomerativeClustering(2), X, scale="sqrt")
    assert display.ax_.get_yscale() == "function"
    display.plot(display.ax_, orientation="left")
    assert (display.ax_.get_xscale(), display.ax_.get_yscale()) == ("linear", "linear")


@pytest.mark.parametrize("orientation", ["top", "left"])
def test_what_is_drawn_twice_on_the_same_axes_stands_there_once(orientation: Any) -> None:
    ax = plt.subplots()[1]
    own = ax.text(0.5, 0.5, "own")
    display = plots.DendrogramDisplay.from_estimator(AgglomerativeClustering(2), X, ax=ax)
    display.plot(ax, orientation=orientation, scale="sqrt")
    alone = plots.DendrogramDisplay.from_estimator(
        AgglomerativeClustering(2), X, orientation=orientation, scale="sqrt"
    )
    assert len(ax.get_children()) == len(alone.ax_.get_children()) + 1
    assert own in ax.get_children()
    display.links_.remove()  # what the caller took away is no hindrance
    display.plot(ax)


def test_closed_figures_insets_and_twins_are_drawn_on() -> None:
    figure, ax = plt.subplots()
    plt.close(figure)  # as a notebook does at the end of a cell
    display = plots.ClusterDisplay.from_predictions(X, LABELS, ax=ax)
    assert display._repr_mimebundle_()[0]["image/png"]
    outer = plt.subplots()[1]
    for one in (outer.inset_axes((0.5, 0.5, 0.4, 0.4)), outer.twinx()):
        check_axes(one)


def test_a_misspelt_argument_is_told_with_the_nearest() -> None:
    for call in (
        lambda: plots.ClusterDisplay.from_predictions(X, LABELS, point_kw={}),
        lambda: plots.ClusterDisplay.from_predictions(X, LABELS).plot(point_kw={}),
    ):
        with pytest.raises(LearnerError, match='Did you mean "points_kw"') as told:
            call()
        assert all(told.value.parts.values())
        exec(told.value.fix, vars(plots) | {"ClusterDisplay": plots.ClusterDisplay})
    with pytest.raises(LearnerError, match="can't be called in this way"):
        plots.ClusterDisplay.from_predictions(X)


@pytest.mark.parametrize(
    "style", [{"no_such": 1}, {"color": "no color"}, {"alpha": "much"}, 5, "red", ["red"]]
)
def test_a_style_that_matplotlib_refuses_is_told(style: Any) -> None:
    with pytest.raises(LearnerError, match="matplotlib refuses") as told:
        plots.ClusterDisplay.from_predictions(X, LABELS, points_kw=style)
    assert all(told.value.parts.values())
    names: dict[str, Any] = {}
    exec(told.value.fix, names)
    plots.ClusterDisplay.from_predictions(X, LABELS, points_kw=names["points_kw"])
    assert len(plt.get_fignums()) == 1, "a failed plot leaves no figure"


def test_an_error_of_our_own_is_not_taken_for_a_style(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plots.ElbowDisplay, "_draw", lambda *_: [].pop())
    with pytest.raises(IndexError):
        plots.ElbowDisplay(k=[1, 2], inertia=[2, 1]).plot()
