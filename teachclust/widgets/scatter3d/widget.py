"""The Scatter3D: three features of each row as points in a cube that can be turned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import traitlets

from teachclust.widgets.base import Widget
from teachclust.widgets.scatter3d.features import read_center_rows, read_features
from teachclust.widgets.scatter3d.groups import read_groups
from teachclust.widgets.scatter3d.thumbnail import scatter3d_png
from teachclust.widgets.scatter3d.wire import Scene3D, chosen_rows, scene_wire
from teachclust.words import say
from teachclust.words.numbers import number


class Scatter3D(Widget[Scene3D]):
    """A scatter of three features that is turned by mouse, touch or keys.

    Each point is a row of X, in the color and marker of its cluster; noise is gray. Buttons show
    the cube from the front, the side and the top: the three pairs of features. A cluster is
    singled out by the legend, which then gives its means in units; a point tells its row.

    Parameters
    ----------
    X : array-like of shape (n_samples, 3) or Bunch
        Three features. Names come from a DataFrame's columns, or from a Bunch with its units; a
        unit at the end of a name, as in "Annual Income (k$)", is understood.
    labels : array-like of shape (n_samples,), default=None
        The cluster of each row: whole numbers, of which -1 is noise, or any words, which then
        stand in the legend. Whole numbers from 0 on have the colors that they have in all
        widgets and plots.
    centers : array-like of shape (n_clusters, 3), default=None
        Centers in the units of X; row j is the center of label j (of words: of the j-th word in
        alphabetical order).
    feature_names : sequence of str, default=None
        Three names, which take the place of X's own.
    title : str, default=None
        Shown above; by default the names of the features.

    Attributes
    ----------
    title : str
        What is shown above.

    Raises
    ------
    LearnerError
        If X has not three columns of finite numbers, labels or centers don't fit it, or a label
        is missing.

    See Also
    --------
    teachclust.plots.ClusterDisplay : Two features, on paper.

    Notes
    -----
    All points are sent once, 29 bytes for each, and turned in the browser. Of more than 20,000
    rows a sample of 20,000 is drawn, the same each time, which the widget says; sizes, means and
    ranges are those of all rows.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust import Scatter3D
    >>> from teachclust.datasets import load_customers
    >>> customers = load_customers()
    >>> model = KMeans(6, n_init=10, random_state=0).fit(customers.data)
    >>> Scatter3D(customers, model.labels_, centers=model.cluster_centers_)  # doctest: +SKIP
    """

    widget = traitlets.Unicode("scatter3d").tag(sync=True)
    #: all that is drawn; written once
    cloud = traitlets.Any().tag(sync=True)
    remake: ClassVar[str] = "Scatter3D(X, labels)"

    def __init__(
        self,
        X: Any,
        labels: Any = None,
        *,
        centers: Any = None,
        feature_names: Sequence[str] | None = None,
        title: str | None = None,
    ) -> None:
        features = read_features(X, feature_names)
        member, groups = read_groups(labels, len(features.X))
        if title is None:
            names = (axis.short for axis in features.axes)
            title = say("scatter3d.title", **dict(zip("xyz", names, strict=True)))
        scene = Scene3D(
            features,
            member,
            groups,
            read_center_rows(centers),
            str(title),
            chosen_rows(len(features.X)),
        )
        super().__init__()
        self.replace_content(scene, cloud=scene_wire(scene))

    @property
    def title(self) -> str:
        """What is shown above."""
        return self.content.title

    def summary(self) -> str:
        """Return features with their ranges and the sizes of the clusters; always the same."""
        scene = self.content
        low, high = scene.span
        axes = ", ".join(
            say(
                "caption.scatter3d.axis",
                name=axis.name,
                low=_plain(low[j]),
                high=_plain(high[j]),
            )
            for j, axis in enumerate(scene.axes)
        )
        text = f"Scatter3D: {len(scene.features.X):,} points; {axes}"
        if scene.groups[0].name or scene.groups[0].noise:
            sizes = [
                f"{group.name or say('scatter3d.noise')} {(scene.member == j).sum():,}"
                for j, group in enumerate(scene.groups)
            ]
            text += "; " + say(
                "caption.scatter3d.clusters", k=scene.n_clusters, sizes=", ".join(sizes)
            )
        return text

    def draw_thumbnail(self) -> bytes:
        """Draw the cube as it is first seen."""
        return scatter3d_png(self.content)

    def page_traits(self) -> dict[str, Any]:
        """Return the points too: a page needs no more."""
        return {**super().page_traits(), "cloud": self.cloud}

    def page_title(self) -> str:
        """Return the widget's own title."""
        return self.title


def _plain(value: Any) -> str:
    """Write a number as the browser does: whole ones without decimals."""
    return number(float(value)).removesuffix(".0")
