"""What every Display keeps to. A new one joins by a line in plots/registry.py and a sample here."""

from __future__ import annotations

import doctest
import html
import importlib
import inspect
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from sklearn.cluster import DBSCAN, OPTICS, AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from teachclust import plots
from teachclust.cluster import SelfOrganizingMap
from teachclust.errors import LearnerError
from teachclust.images import ClusterMap, Raster
from teachclust.plots.base import Display
from teachclust.plots.registry import DISPLAYS
from teachclust.scores import CostCurve, CostCurves, FitBenchmark, scan_k
from teachclust.traces.auxiliary import CondensedTree

X, y = make_blobs(90, centers=3, random_state=0)
MODEL = KMeans(3, n_init=2, random_state=0)
TREE = CondensedTree(
    parent=np.array([-1, 0, 0, 1, 1]),
    birth=np.array([0.0, 1.0, 1.0, 2.0, 2.0]),
    death=np.array([1.0, 2.0, 4.0, 3.0, np.inf]),
    sizes=np.array([90, 50, 35, 20, 22]),
    stability=np.array([88.0, 47.0, 60.0, 12.0, np.inf]),
    cluster=np.array([-1, -1, 0, 1, 2]),
)
FITS = [
    FitBenchmark("MiniBatchKMeans", "batch 16", 90, 20, 1230, 66.0, 0.01),
    FitBenchmark("MiniBatchKMeans", "batch 64", 90, 14, 2958, 62.0, 0.012),
    FitBenchmark("KMeans", "", 90, 7, 1890, 60.0, 0.02),
]
SIZES = np.array([1_000, 2_000, 4_000])
CURVES = CostCurves((
    CostCurve("KMeans", SIZES, 5e-6 * SIZES, 40 * SIZES),
    CostCurve("AgglomerativeClustering", SIZES, 2e-8 * SIZES**2.0, 8 * SIZES**2, "memory"),
    CostCurve("DBSCAN", SIZES[:2], np.array([0.001, 0.002]), np.array([9_000, 20_000])),
))  # fmt: skip
MIXTURE = GaussianMixture(3, random_state=0)
IMAGES = np.random.default_rng(0).random((90, 16))
PHOTO = np.clip(
    np.linspace(0, 1, 18)[:, None, None] * [0.9, 0.6, 0.3]
    + np.random.default_rng(1).normal(0, 0.1, (18, 24, 3)),
    0,
    1,
)
GRID = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
SCENE = Raster(
    np.where(np.arange(90) < 6, -9999, (100 * X.T).astype(np.int16)).reshape(2, 9, 10),
    ("red", "nir"), GRID, "EPSG:32636", nodata=-9999,
)  # fmt: skip
CLASSES = ClusterMap(y.reshape(9, 10), ("sea", "crop", "desert"), ("#0072b2",) * 3, GRID)


@cache
def scan() -> Any:
    criteria = ("inertia", "gap", "stability")
    return scan_k(
        MODEL, X, range(1, 6), criteria=criteria, n_references=3, n_resamples=3, progress=False
    )


#: name -> drawn on an Axes, or on none, from data
DRAWN: dict[str, Callable[[Axes | None], Any]] = {
    "CenterImagesDisplay": lambda ax: plots.CenterImagesDisplay.from_estimator(
        MODEL, IMAGES, y, ax=ax
    ),
    "ClusterDisplay": lambda ax: plots.ClusterDisplay.from_estimator(MODEL, X, ax=ax),
    "CondensedTreeDisplay": lambda ax: plots.CondensedTreeDisplay.from_predictions(TREE, ax=ax),
    "ContingencyDisplay": lambda ax: plots.ContingencyDisplay.from_estimator(MODEL, X, y, ax=ax),
    "DendrogramDisplay": lambda ax: plots.DendrogramDisplay.from_estimator(
        AgglomerativeClustering(3), X, ax=ax
    ),
    "DistributionDisplay": lambda ax: plots.DistributionDisplay.from_estimator(MODEL, X, ax=ax),
    "ElbowDisplay": lambda ax: plots.ElbowDisplay.from_scan(scan(), ax=ax),
    "KDistanceDisplay": lambda ax: plots.KDistanceDisplay.from_estimator(DBSCAN(), X, ax=ax),
    "KScanDisplay": lambda ax: plots.KScanDisplay.from_scan(scan(), ax=ax),
    "PaletteDisplay": lambda ax: plots.PaletteDisplay.from_estimator(
        KMeans(20, n_init=1, random_state=0), PHOTO, ax=ax
    ),
    "PictureDisplay": lambda ax: plots.PictureDisplay.from_estimator(
        MODEL, PHOTO, errors=True, ax=ax
    ),
    "RateDistortionDisplay": lambda ax: plots.RateDistortionDisplay.from_estimator(
        MODEL, PHOTO, k=(2, 8, 32), qualities=(20, 80), ax=ax
    ),
    "ProfileDisplay": lambda ax: plots.ProfileDisplay.from_estimator(MODEL, X, ax=ax),
    "ReachabilityDisplay": lambda ax: plots.ReachabilityDisplay.from_estimator(
        OPTICS(cluster_method="dbscan", eps=0.6), X, ax=ax
    ),
    "SceneDisplay": lambda ax: plots.SceneDisplay.from_estimator(
        MODEL, SCENE, truth=CLASSES, ax=ax
    ),
    "MixtureDisplay": lambda ax: plots.MixtureDisplay.from_estimator(MIXTURE, X, ax=ax),
    "SilhouetteDisplay": lambda ax: plots.SilhouetteDisplay.from_estimator(MODEL, X, ax=ax),
    "ClusterMapDisplay": lambda ax: plots.ClusterMapDisplay.from_estimator(
        AgglomerativeClustering(3), IMAGES[:, :6], ax=ax
    ),
    "UMatrixDisplay": lambda ax: plots.UMatrixDisplay.from_estimator(
        SelfOrganizingMap(4, 5, epochs=5, random_state=0), X, ax=ax
    ),
    "CostDisplay": lambda ax: plots.CostDisplay.from_predictions(CURVES, ax=ax),
    "WorkDisplay": lambda ax: plots.WorkDisplay.from_predictions(FITS, ax=ax),
}
#: name -> the constructor alone, as source: a fresh Python runs it
MADE: dict[str, str] = {
    "CenterImagesDisplay": "D(centers=np.eye(4), image_shape=(2, 2), sizes=[3, 1, 1, 1])",
    "ClusterDisplay": "D(points=X, labels=labels, centers=X[:2])",
    "CondensedTreeDisplay": "D(condensed=CondensedTree(*np.array([[-1, 0, 0], [0, 1, 1], [1, 3, 2],"
    " [20, 9, 8], [19, 12, 6], [-1, 0, 1]])))",
    "ContingencyDisplay": "D(table=np.eye(2, dtype=int), classes=[0, 1], clusters=[1, 0], "
    "n_matched=2)",
    "DendrogramDisplay": "D(children=np.array([[0, 1], [2, 3], [4, 5]]),"
    " heights=np.array([1.0, 1.0, 7.0]), labels=labels)",
    "DistributionDisplay": "D(values=X, feature_names=['a', 'b'], edges=[np.arange(9.0)] * 2)",
    "ElbowDisplay": "D(k=[1, 2, 3], inertia=[9.0, 2.0, 1.0], elbow=2)",
    "KDistanceDisplay": "D(distances=np.array([6.0, 1.0, 1.0]), eps=2.0)",
    "KScanDisplay": "D(scan=scan_k(KMeans(random_state=0), X, (1, 2), criteria=('inertia',)))",
    "PaletteDisplay": "D(colors=np.array([[9, 9, 9], [250, 0, 0]], dtype=np.uint8),"
    " shares=np.array([0.75, 0.25]))",
    "PictureDisplay": "D(original=np.zeros((3, 4, 3), dtype=np.uint8),"
    " copies=[np.ones((3, 4, 3), dtype=np.uint8)], names=['one'], errors=True)",
    "RateDistortionDisplay": "D(curves={'JPEG': RateCurve((10, 90), (900, 4000), (21.0, np.inf))})",
    "ProfileDisplay": "D(values=np.ones((2, 2, 3)), whole=np.ones((2, 3)), sizes=np.array([2, 2]),"
    " clusters=[0, 1], feature_names=['a', 'b'])",
    "ReachabilityDisplay": "D(reachability=np.array([np.inf, 1.0, 6.0, 1.0]),"
    " ordering=np.arange(4), labels=labels, eps=2.0)",
    "SceneDisplay": "D(raster=Raster(np.ones((1, 2, 2)), ('nir',), GRID),"
    " clusters=ClusterMap([[0, 1], [1, -1]], ('sea', 'land'), ('#0072b2',) * 2, GRID))",
    "MixtureDisplay": "D(points=X, responsibilities=np.eye(2)[labels], means=X[::2], "
    "covariances=np.array([np.eye(2)] * 2), weights=np.array([0.5, 0.5]))",
    "SilhouetteDisplay": "D(silhouettes=silhouette(X, labels))",
    "ClusterMapDisplay": "D(values=X, feature_names=['a', 'b'],"
    " children=np.array([[0, 1], [2, 3], [4, 5]]), heights=np.array([1.0, 1.0, 7.0]),"
    " labels=labels)",
    "UMatrixDisplay": "D(u_matrix=np.eye(2), counts=np.eye(2), grid='rectangular')",
    "CostDisplay": "D(curves=CostCurves((CostCurve('KMeans', np.array([4, 8]), np.ones(2),"
    " np.array([9, 18])),)))",
    "WorkDisplay": "D(fits=[FitBenchmark('KMeans', '', 4, 2, 16, 1.0, 0.1)])",
}
FRESH = """
import sys
import numpy as np
from sklearn.cluster import KMeans
from teachclust import plots
from teachclust.scores import CostCurve, CostCurves, FitBenchmark, silhouette
from teachclust.images import ClusterMap, Raster
from teachclust.images.rate_distortion import RateCurve
from teachclust.scores import scan_k
from teachclust.traces.auxiliary import CondensedTree
X = np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 5.0], [6.0, 5.0]])
labels = np.array([0, 0, 1, 1])
GRID = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
for name, made in MADE.items():
    display = eval(made, globals() | {"D": getattr(plots, name)})
    display.alt
    assert not hasattr(display, "ax_"), name
    assert "matplotlib" not in sys.modules, name
"""
#: what comes before the options
DATA = {
    "estimator", "X", "y", "labels", "y_true", "image", "scan", "condensed", "Z", "children",
    "heights", "k", "inertia", "distances", "reachability", "ordering", "centers", "means",
    "u_matrix", "covariances", "colors", "shares", "original", "copies", "curves", "fits", "raster",
    "clusters",
}  # fmt: skip
#: these write on colored cells
ON_CELLS = ("ContingencyDisplay", "UMatrixDisplay")
every = pytest.mark.parametrize("name", sorted(DISPLAYS))


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def numbers(display: Any) -> dict[str, Any]:
    """What the constructor took."""
    return {key: value for key, value in vars(display).items() if not key.endswith("_")}


def test_every_display_has_samples_and_is_where_the_registry_says() -> None:
    assert set(DRAWN) == set(MADE) == set(DISPLAYS) == set(plots.__all__) == set(dir(plots))
    for name, place in DISPLAYS.items():
        module, _, cls = place.partition(":")
        assert cls == name
        found = getattr(importlib.import_module(module), cls)
        assert found is getattr(plots, name)
        assert issubclass(found, Display)
    with pytest.raises(AttributeError, match="NoSuchDisplay"):
        _ = plots.NoSuchDisplay


def test_no_display_is_missing_from_the_registry() -> None:
    folder = Path(plots.__file__).parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    found = set(re.findall(r"^class (\w+)\([\w, ]*Display\)", text, re.MULTILINE))
    assert found - {"PanelsDisplay", "KCurveDisplay"} == set(DISPLAYS)


@every
@pytest.mark.filterwarnings("error")
def test_it_draws_in_a_figure_of_its_own_or_on_an_axes_given(name: str) -> None:
    before = dict(mpl.rcParams)
    own = DRAWN[name](None)
    assert plt.get_fignums() == [own.figure_.number]
    assert own.ax_ in own.figure_.axes
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
    other = DRAWN[name](right)
    assert len(plt.get_fignums()) == 2
    assert (other.ax_, other.figure_) == (right, figure)
    assert not left.has_data()
    assert other.plot(right) is other
    for shown in (figure, own.figure_):
        shown.canvas.draw()
    assert dict(mpl.rcParams) == before


@every
def test_it_draws_in_a_subfigure_and_on_an_axes_placed_by_hand(name: str) -> None:
    figure = plt.figure(layout="constrained")
    part = figure.subfigures(1, 2)[1]
    display = DRAWN[name](part.subplots())
    assert display.figure_ is figure
    display.plot(plt.figure().add_axes((0.1, 0.1, 0.8, 0.8)))
    display.figure_.canvas.draw()
    assert display.figure_ is not figure


@every
def test_its_numbers_are_the_same_after_two_plots(name: str) -> None:
    display = DRAWN[name](None)
    before = {key: repr(value) for key, value in numbers(display).items()}
    axes = len(display.figure_.axes)
    texts = [text.get_text() for text in display.figure_.findobj(Text)]
    alt = display.alt
    display.plot()
    assert {key: repr(value) for key, value in numbers(display).items()} == before
    assert [text.get_text() for text in display.figure_.findobj(Text)] == texts
    assert display.alt == alt
    display.plot(display.ax_)
    assert len(display.figure_.axes) == axes, "panels of the first plot stay under the second"


@every
def test_it_has_a_title_and_named_axes(name: str) -> None:
    display = DRAWN[name](None)
    assert display.ax_.get_title()
    axes = [display.ax_] if display.ax_.axison else list(display.axes_)
    if name == "CenterImagesDisplay":  # a picture has no axes to name, but its cluster's name
        assert all("images" in ax.get_title() for ax in axes)
        return
    assert all(ax.get_ylabel() for ax in axes)
    assert axes[-1].get_xlabel()


@every
def test_its_texts_neither_overlap_nor_are_cut_off(name: str) -> None:
    display = DRAWN[name](None)
    figure = display.figure_
    figure.canvas.draw()
    page = figure.bbox
    panels = [display.ax_, *getattr(display, "axes_", [])]
    titles = [t for ax in panels for t in (ax.title, ax._left_title) if t.get_text().strip()]
    boxes = [title.get_window_extent() for title in titles]
    for title, box in zip(titles, boxes, strict=True):
        assert box.x0 >= page.x0 - 1, title
        assert box.x1 <= page.x1 + 1, title
        assert box.y1 <= page.y1 + 1, title
    for panel in panels[1:2]:  # the title of the whole stands above what is over the first panel
        words = (panel.title.get_text() or panel._left_title.get_text()).strip().count("\n") + 1
        assert boxes[0].y0 > panel.get_window_extent().y1 + words * 8


@every
def test_in_a_dark_style_text_is_light_and_no_setting_is_kept(name: str) -> None:
    with plt.style.context("dark_background"):
        display = DRAWN[name](None)
        display.figure_.canvas.draw()
    on_cells = {*np.ravel(display.text_)} if name in ON_CELLS else set()
    on_dots = set(display.ax_.texts) if name in ("ClusterDisplay", "MixtureDisplay") else set()
    for text in display.figure_.findobj(Text):
        if text.get_text().strip() and text not in on_cells | on_dots:
            assert min(to_rgb(text.get_color())) > 0.3, text
    assert to_rgb(mpl.rcParams["text.color"]) == (0, 0, 0)


@every
def test_its_alternative_text_is_a_sentence_with_numbers(name: str) -> None:
    display = DRAWN[name](None)
    assert re.search(r"\d", display.alt)
    assert display.alt[0].isupper() or display.alt[0].isdigit()
    assert display.alt.endswith(".")
    assert ".." not in display.alt
    assert len(display.alt) < 700
    assert repr(display) == f"{name}: {display.alt}" == repr(DRAWN[name](None))


@every
def test_a_notebook_gets_one_picture_with_its_text(name: str) -> None:
    display = DRAWN[name](None)
    data, about = display._repr_mimebundle_()
    assert about["image/png"]["alt"] == display.alt
    assert data["text/plain"] == repr(display)
    # in a page of JupyterLab or nbconvert an alternative text comes by HTML alone
    assert f'alt="{html.escape(display.alt)}"' in data["text/html"]
    picture = plt.imread(io.BytesIO(data["image/png"]))
    assert picture[..., :3].std() > 0.01
    assert about["image/png"]["width"] == pytest.approx(picture.shape[1] / 1.5, abs=1)
    assert about["image/png"]["width"] <= 700
    assert plt.get_fignums() == [], "or the notebook would show it twice"
    again, _ = DRAWN[name](None)._repr_mimebundle_()
    assert again["image/png"] == data["image/png"]


def test_no_constructor_and_no_alternative_text_loads_matplotlib() -> None:
    """In a Python of its own: here it is loaded."""
    code = f"MADE = {MADE!r}\n{FRESH}"
    path = os.environ | {"PYTHONPATH": str(Path(plots.__file__).parents[2])}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


@every
def test_the_constructor_draws_nothing(name: str) -> None:
    again = getattr(plots, name)(**numbers(DRAWN[name](None)))
    plt.close("all")
    assert not hasattr(again, "ax_")
    assert again.plot() is again
    assert len(plt.get_fignums()) == 1


@every
def test_what_is_no_axes_is_refused_and_a_failed_plot_leaves_no_figure(name: str) -> None:
    display = DRAWN[name](None)
    axes = plt.subplots(1, 2)[1]
    with pytest.raises(LearnerError, match="ax must be one") as told:
        display.plot(axes)
    assert all(told.value.parts.values())
    plt.close("all")
    options = inspect.signature(display.plot).parameters
    wrong = {"cmap": "no such colors"} if "cmap" in options else {}
    wrong = wrong or {next(o for o in options if o.endswith("_kw")): {"no_such_style": 1}}
    with pytest.raises((ValueError, AttributeError)):
        display.plot(**wrong)
    assert plt.get_fignums() == []


@every
def test_its_page_has_parameters_attributes_and_an_example_that_runs(name: str) -> None:
    cls = getattr(plots, name)
    for part in ("Parameters", "Attributes", "Examples"):
        assert f"{part}\n---" in cls.__doc__
    module = importlib.import_module(DISPLAYS[name].partition(":")[0])
    for test in doctest.DocTestFinder(recurse=False).find(cls, name, module=module):
        assert test.examples
        assert doctest.DocTestRunner().run(test).failed == 0
    for key in numbers(DRAWN[name](None)):
        assert re.search(rf"^(\w+, )*{key}\b.* : ", cls.__doc__, re.MULTILINE), key
    for parameter in list(inspect.signature(cls.plot).parameters.values())[1:]:
        assert parameter.kind is not inspect.Parameter.VAR_KEYWORD
        assert re.search(rf"\b{parameter.name}\b.* : ", cls.plot.__doc__), parameter


@every
def test_data_come_first_and_all_options_are_by_keyword_and_described(name: str) -> None:
    cls = getattr(plots, name)
    makers = [value for key, value in inspect.getmembers(cls) if key.startswith("from_")]
    other = {"KScanDisplay": "from_scan", "SceneDisplay": "from_raster"}
    assert {"from_estimator", other.get(name, "from_predictions")} <= {
        made.__name__ for made in makers
    }
    for made in makers:
        parameters = inspect.signature(made).parameters
        assert "ax" in parameters
        if made.__name__ == "from_estimator":
            assert next(iter(parameters)) == "estimator"
            assert list(parameters)[1] in ("X", "image", "raster")
        for parameter in parameters.values():
            if parameter.kind is not inspect.Parameter.VAR_KEYWORD:  # those of another library
                assert re.search(rf"\b{parameter.name}\b.* : ", made.__doc__), parameter
            if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD:
                assert parameter.name in DATA, parameter


@every
def test_every_artist_it_promises_is_there(name: str) -> None:
    display = DRAWN[name](None)
    promised = re.search(r"Attributes\n-+\n(.*?)\n\n", type(display).__doc__, re.DOTALL)
    assert promised
    names = re.findall(r"^([\w, ]+) :", promised.group(1), re.MULTILINE)
    for one in ", ".join(names).split(", "):
        assert hasattr(display, one), one
