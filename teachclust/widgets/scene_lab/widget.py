"""The SceneLab: a scene and its clusters under one line, spectra, a legend that can be edited."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

import traitlets

from teachclust.errors import LearnerError
from teachclust.widgets.base import Widget
from teachclust.widgets.requests import Fields, Request, ShortText, WholeNumber
from teachclust.widgets.traits import Flag
from teachclust.words import say

if TYPE_CHECKING:
    from teachclust.images.raster import ClusterMap
    from teachclust.widgets.scene_lab.legend import Legend
    from teachclust.widgets.scene_lab.scene import Scene

#: legends that undo goes back to
_KEPT: Final = 60
#: letters of a name that the browser may send
_LONGEST_NAME: Final = 80
_IN_SUMMARY: Final = 6


class SceneLab(Widget["tuple[Scene, Legend]"]):
    """A scene in several band combinations, its clusters beside it under a line that moves.

    A pixel that is pointed at, tapped or reached by keys tells its row and column, its place on the
    map, its cluster and its spectrum, drawn over that cluster's mean and spread. Clusters can be
    named, recolored and merged; what comes of it is read as `clusters`.

    Parameters
    ----------
    raster : Raster
        The scene.
    clusters : ClusterMap, default=None
        The cluster of each pixel, on the same grid; by default the scene is shown alone.
    truth : ClusterMap, default=None
        Known classes, on the same grid. They and the accuracy are hidden until the learner asks
        for them, or `show_truth` is set.
    show_truth : bool, default=False
        Whether known classes and accuracy are shown from the beginning.

    Attributes
    ----------
    clusters : ClusterMap or None
        The clusters as they are on screen: merged, named and colored. Ids stay what they were; one
        that was merged away has no pixels, and the name and color of the other.
    show_truth : bool
        As it is given; set it, and the browser follows.

    Raises
    ------
    LearnerError
        If these are no Raster and no ClusterMap, don't lie on one grid, or a map has more than 250
        ids.

    See Also
    --------
    teachclust.plots.SceneDisplay : The same as a figure.

    Notes
    -----
    Each band is stretched by itself from its 2nd to its 98th percentile. The browser has one byte
    for each pixel and band, which is exact where a band has at most 256 values; else spectra of
    pixels are asked from Python, and a page without Python says how far they are rounded. Means and
    spreads come from all pixels. Of a scene with a side longer than 1,024 pixels every second,
    third ... row and column is drawn, and the widget says so; counts, means and `clusters` are
    still those of all pixels. Sending costs ``(n_bands + 1) * height * width`` bytes.

    Examples
    --------
    >>> import numpy as np
    >>> from teachclust.images import ClusterMap, Raster
    >>> from teachclust import SceneLab
    >>> grid = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
    >>> raster = Raster(np.arange(12.0).reshape(3, 2, 2), ("red", "green", "blue"), grid)
    >>> clusters = ClusterMap([[0, 1], [1, 2]], ("sea", "land", "?"), ("#0072b2",) * 3, grid)
    >>> lab = SceneLab(raster, clusters)
    >>> lab.merge(2, into=1)
    >>> lab.clusters.ids.tolist()
    [[0, 1], [1, 1]]
    """

    widget = traitlets.Unicode("scene_lab").tag(sync=True)
    scene = traitlets.Any().tag(sync=True)
    #: names, colors and groups on screen
    shown = traitlets.Any().tag(sync=True)
    #: the spectrum that was asked for last
    pixel = traitlets.Any({}).tag(sync=True)
    show_truth = Flag(False).tag(sync=True)
    request_kinds: ClassVar[Mapping[str, Fields]] = {
        "rename": {"cluster": WholeNumber(), "name": ShortText(_LONGEST_NAME)},
        "recolor": {"cluster": WholeNumber(), "color": ShortText()},
        "merge": {"cluster": WholeNumber(), "into": WholeNumber()},
        "restore": {},
        "pixel": {"row": WholeNumber(), "column": WholeNumber()},
    }
    remake: ClassVar[str] = "SceneLab(raster, clusters)"
    #: by their numbers: the legends that undo and redo go to
    _earlier: OrderedDict[int, Legend]

    def __init__(
        self,
        raster: Any,
        clusters: Any = None,
        *,
        truth: Any = None,
        show_truth: bool = False,
    ) -> None:
        from teachclust.widgets.scene_lab.legend import Legend
        from teachclust.widgets.scene_lab.scene import read_scene
        from teachclust.widgets.scene_lab.wire import scene_wire

        scene = read_scene(raster, clusters, truth)
        self._earlier, self._legends = OrderedDict(), 0
        super().__init__(scene=scene_wire(scene), show_truth=show_truth)
        self._content = scene, Legend.of(scene.clusters)
        self._show(self._content[1])

    def answer(self, request: Request) -> None:
        """Answer a request of the browser: a change of the legend, undo, or a spectrum."""
        edit, kind = request.edit, request.kind
        if kind == "pixel":
            self._answer_pixel(edit["row"], edit["column"])
            return
        legend = self._earlier.get(request.base)
        if legend is None:
            raise LearnerError(
                say("problem.forgotten"),
                where=f"base: {request.base}",
                why=say("request.why"),
                fix=self.remake,
            )
        if kind == "rename":
            legend = legend.renamed(edit["cluster"], edit["name"])
        elif kind == "recolor":
            legend = legend.recolored(edit["cluster"], edit["color"])
        elif kind == "merge":
            legend = legend.merged(edit["cluster"], edit["into"])
        self._show(legend, request.base if kind == "restore" else None)

    def rename(self, cluster: int, name: str) -> None:
        """Name a cluster, as the learner can on screen.

        Parameters
        ----------
        cluster : int
            Its id.
        name : str
            Its new name; two clusters may have the same.
        """
        self._show(self.content[1].renamed(cluster, name))

    def recolor(self, cluster: int, color: str) -> None:
        """Give a cluster another color, as the learner can on screen.

        Parameters
        ----------
        cluster : int
            Its id.
        color : str
            As "#rrggbb".
        """
        self._show(self.content[1].recolored(cluster, color))

    def merge(self, cluster: int, into: int) -> None:
        """Give the pixels of a cluster to another one, as the learner can on screen.

        Parameters
        ----------
        cluster : int
            The id that goes.
        into : int
            The id that stays.
        """
        self._show(self.content[1].merged(cluster, into))

    def accuracy(self, method: str = "majority") -> float:
        """Return the share of pixels with a known class whose cluster stands for that class.

        Parameters
        ----------
        method : {"majority", "one_to_one", "names"}, default="majority"
            Which class a cluster stands for: the one that most of its pixels have; the one that it
            is paired with, so that as many pixels as possible agree and no class is taken twice; or
            the one of the same name.

        Returns
        -------
        accuracy : float
            Of the clusters on screen, over the pixels that have a cluster and a class.

        Raises
        ------
        LearnerError
            Without known classes, or for another method.
        """
        scene, legend = self.content
        return scene.accuracy(legend, method)

    @property
    def clusters(self) -> ClusterMap | None:
        """The clusters as they are on screen."""
        scene, legend = self.content
        return None if scene.clusters is None else legend.applied(scene.clusters)

    def _show(self, legend: Legend, number: int | None = None) -> None:
        """Show a legend: a new one gets a number, by which undo finds it again."""
        from teachclust.widgets.scene_lab.wire import legend_wire

        if number is None:
            self._legends += 1
            number = self._legends
            self._earlier[number] = legend
            while len(self._earlier) > _KEPT:
                self._earlier.popitem(last=False)
        wire = legend_wire(legend, number, self.present_request())
        self.replace_content((self.content[0], legend), shown=wire)

    def _answer_pixel(self, row: int, column: int) -> None:
        """Send the spectrum of a pixel."""
        scene: Scene = self.content[0]
        WholeNumber(0, scene.raster.height - 1).read(row, "row")
        WholeNumber(0, scene.raster.width - 1).read(column, "column")
        values = scene.pixel(row, column)
        self.problem = {}
        ack = self.present_request()
        self.pixel = {"ack": ack, "row": row, "column": column, "values": values or []}

    def summary(self) -> str:
        """Return size, bands and the largest clusters; the same on every machine."""
        import numpy as np

        from teachclust.checks import display_name

        scene, legend = self.content
        raster = scene.raster
        text = say(
            "summary.scene",
            width=f"{raster.width:,}",
            height=f"{raster.height:,}",
            bands=" ".join(display_name(name, 16) for name in raster.band_names[:8]),
        )
        if scene.clusters is None:
            return text
        counts = np.bincount(legend.group, scene.counts, minlength=scene.n_clusters)
        order = [i for i in np.argsort(-counts, kind="stable").tolist() if counts[i]]
        total = max(1.0, counts.sum())
        each = ", ".join(
            f"{legend.names[i]} {100 * counts[i] / total:.1f} %" for i in order[:_IN_SUMMARY]
        )
        more = len(order) - _IN_SUMMARY
        rest = f", {say('summary.scene.more', n=more)}" if more > 0 else ""
        return f"{text}, {say('summary.scene.clusters', n=len(order), each=each)}{rest}"

    def draw_thumbnail(self) -> bytes:
        """Draw the image, and its right half as clusters."""
        from teachclust.widgets.scene_lab.thumbnail import scene_lab_png

        return scene_lab_png(*self.content)

    def page_traits(self) -> dict[str, Any]:
        """Return all that a page needs: there names, colors and merging work without Python."""
        shown = {"scene": self.scene, "shown": self.shown, "show_truth": self.show_truth}
        return {**super().page_traits(), **shown}

    def page_title(self) -> str:
        """Return a title without numbers."""
        return say("scene.title")
