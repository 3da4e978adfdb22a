"""Text of data is text in every Display: no formula, no TeX, nothing that can't be drawn."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.mixture import GaussianMixture

from teachclust import plots
from teachclust.checks import display_name
from teachclust.images import ClusterMap, Raster
from teachclust.images.rate_distortion import RateCurve
from teachclust.plots.registry import DISPLAYS
from teachclust.scores import CostCurve, CostCurves, FitBenchmark

#: formulas, TeX, halves of pairs, control characters, marks that turn text, markup, length
HOSTILE = [
    "$$", r"$\x$", "US$ 5 and US$ 6", r"\$5 or $6", "half \ud800 pair", "nul\x00bell\x07",
    "a\nb\tc", "\u202eturned", "_hidden", "50 % & #1 {x}_y^2 ~", "<b>bold</b>", "w" * 300, "",
    "\ud800",
]  # fmt: skip
N = len(HOSTILE)
X = np.random.default_rng(0).integers(0, 50, (3 * N, N)).astype(float)
#: pandas keeps its own text as UTF-8, which has no halves of pairs
FRAME = pd.DataFrame(X, columns=pd.Index(HOSTILE, dtype=object))
LABELS = np.repeat(range(N), 3)
CLASSES = [HOSTILE[i] for i in LABELS]
TREE = AgglomerativeClustering(3)
FEW = FRAME.iloc[:, :4]
CHILDREN = [(i, N + i - 1 if i else N - 1) for i in range(N - 1)]
CURVE = RateCurve((2, 4), (900, 4000), (20.0, np.inf))
PICTURE = np.zeros((4, 6, 3), dtype=np.uint8)
GRID = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
IDS = np.repeat(range(N), 3).reshape(3, N)

#: Display -> drawn with hostile names, and those that must be read on it
DRAWN: dict[str, tuple[Callable[[], Any], list[str]]] = {
    "CenterImagesDisplay": (
        lambda: plots.CenterImagesDisplay.from_predictions(
            X[:N], classes=HOSTILE, sizes=[1] * N, image_shape=(2, N // 2), title=HOSTILE[2]
        ),
        [],
    ),
    "ClusterDisplay": (
        lambda: plots.ClusterDisplay.from_predictions(
            FRAME, LABELS, cluster_names=HOSTILE, columns=(2, 4)
        ),
        [*HOSTILE],
    ),
    "ContingencyDisplay": (
        lambda: plots.ContingencyDisplay.from_predictions(CLASSES, LABELS),
        HOSTILE,
    ),
    "DendrogramDisplay": (
        lambda: plots.DendrogramDisplay.from_predictions(
            children=CHILDREN, heights=np.arange(1.0, N), leaf_names=HOSTILE
        ),
        HOSTILE,
    ),
    "DistributionDisplay": (
        lambda: plots.DistributionDisplay.from_predictions(FEW, CLASSES, row_name=HOSTILE[0]),
        HOSTILE[:4],
    ),
    "ElbowDisplay": (
        lambda: plots.ElbowDisplay(k=[1, 2], inertia=[2, 1], estimator_name=HOSTILE[2]).plot(),
        [],
    ),
    "MixtureDisplay": (
        lambda: plots.MixtureDisplay.from_estimator(
            GaussianMixture(2, reg_covar=1.0, random_state=0), FRAME, columns=(1, 4)
        ),
        [],
    ),
    "PaletteDisplay": (
        lambda: plots.PaletteDisplay.from_predictions([[9, 9, 9]], [1], title=HOSTILE[1]),
        [HOSTILE[1]],
    ),
    "PictureDisplay": (
        lambda: plots.PictureDisplay.from_predictions(
            PICTURE, dict.fromkeys(HOSTILE[:5], PICTURE), title=HOSTILE[0], errors=True
        ),
        HOSTILE[1:5],
    ),
    "ProfileDisplay": (
        lambda: plots.ProfileDisplay.from_predictions(FEW, LABELS % 3),
        HOSTILE[:2],
    ),
    "RateDistortionDisplay": (
        lambda: plots.RateDistortionDisplay.from_predictions(
            dict.fromkeys(HOSTILE, CURVE), title=HOSTILE[4]
        ),
        [*HOSTILE[:8], *HOSTILE[9:13]],
    ),
    "SceneDisplay": (
        lambda: plots.SceneDisplay.from_raster(
            Raster(IDS[None], (HOSTILE[0],), GRID, HOSTILE[3]),
            ClusterMap(IDS, tuple(HOSTILE), ("#0072b2",) * N, GRID), title=HOSTILE[1],
        ),
        [name for name in HOSTILE if name],
    ),
    "ClusterMapDisplay": (
        lambda: plots.ClusterMapDisplay.from_estimator(TREE, FRAME, row_name=HOSTILE[2]),
        HOSTILE[:2],
    ),
    "CostDisplay": (
        lambda: plots.CostDisplay.from_predictions(
            CostCurves(tuple(
                CostCurve(name, np.array([9, 18]), np.array([0.1, 0.2]), np.array([90, 180]))
                for name in HOSTILE[:5]
            )), title=HOSTILE[3]
        ),
        HOSTILE[:5],
    ),
    "WorkDisplay": (
        lambda: plots.WorkDisplay.from_predictions(
            [FitBenchmark(name, name, 9, 2, 10, 5.0 + i, 0.1 * (i + 1)) for i, name in
             enumerate(HOSTILE[:5])], title=HOSTILE[3]
        ),
        HOSTILE[:5],
    ),
}  # fmt: skip
#: these are given no text
WITHOUT = {
    "CondensedTreeDisplay", "KDistanceDisplay", "KScanDisplay", "ReachabilityDisplay",
    "SilhouetteDisplay", "UMatrixDisplay",
}  # fmt: skip


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def read(display: Any) -> list[str]:
    """All texts as matplotlib draws them; a formula among them is an error."""
    shown = []
    for text in display.figure_.findobj(Text):
        drawn, kind = text._preprocess_math(text.get_text())
        if r"\mathdefault" in drawn:  # a number on a logarithmic scale
            continue
        assert kind is False, text
        shown.append(drawn)
    return shown


def test_every_display_that_is_given_text_is_here() -> None:
    assert set(DRAWN) | WITHOUT == set(DISPLAYS)


@pytest.mark.parametrize("name", sorted(DRAWN))
@pytest.mark.filterwarnings("ignore:Glyph")
def test_names_are_drawn_as_they_are(name: str) -> None:
    draw, names = DRAWN[name]
    with mpl.rc_context({"text.usetex": True}):  # there is no TeX here: nothing may ask for it
        display = draw()
        display.figure_.savefig(io.BytesIO())
    shown = read(display)
    for text in names:
        # a line of a heat map or of a panel is shorter than a name may be
        wanted = display_name(text)[:20].replace("_", " " if name == "ClusterMapDisplay" else "_")
        assert any(wanted in one.replace("\n", " ") for one in shown), (text, shown)
    for text in (display.alt, repr(display), *shown):
        text.encode("utf-8")
        assert "\x00" not in text
    data, about = display._repr_mimebundle_()
    assert data["image/png"]
    about["image/png"]["alt"].encode("utf-8")


def test_a_formula_of_the_callers_own_is_left_alone() -> None:
    ax = plt.subplots()[1]
    own = ax.text(0.5, 0.5, r"$\alpha$")
    ax.set_title(r"$\beta$", loc="left")
    plots.ElbowDisplay.from_predictions(k=[1, 2], inertia=[2, 1], ax=ax)
    assert own.get_parse_math()
    assert ax._left_title.get_parse_math()
    assert not ax.title.get_parse_math()


def test_powers_of_ten_on_a_scale_are_still_written_as_such() -> None:
    figure, (left, right) = plt.subplots(1, 2)
    right.set_xscale("log")
    right.set_xlim(1, 1e6)
    plots.RateDistortionDisplay.from_predictions({"a": CURVE}, ax=left)
    plots.ElbowDisplay.from_predictions(k=[1, 2], inertia=[2e9, 1e9], ax=plt.subplots()[1])
    figure.canvas.draw()
    assert any(tick._preprocess_math(tick.get_text())[1] for tick in right.get_xticklabels())


def test_a_widget_with_such_names_reaches_the_browser_and_a_page(tmp_path: Any) -> None:
    from teachclust import watch

    widget = watch(KMeans(2, n_init=1, random_state=0), FRAME.iloc[:, [4, 0]])
    data, _ = widget._repr_mimebundle_()
    data["text/plain"].encode("utf-8")
    widget.save_html(tmp_path / "page.html")
    assert "\ufffd" not in (tmp_path / "page.html").read_text(encoding="utf-8")
