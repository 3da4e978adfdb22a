"""Colours, marker shapes and names of clusters: the only place that has them.

The hues are Okabe and Ito's colour-blind safe set without its black (which is kept for text and
outlines). A cluster is recognized by its hue *and* its shape *and* its letter; past seven clusters
the hues come round again with the shapes shifted, so that no two of the first 49 clusters look
alike.

References
----------
M. Okabe and K. Ito, "Color Universal Design", 2008, https://jfly.uni-koeln.de/color/
"""

from __future__ import annotations

from typing import Final, Literal, TypedDict

Shape = Literal["circle", "square", "triangle", "diamond", "cross", "star", "pentagon"]

COLORS: Final[tuple[str, ...]] = (
    "#0072b2",  # blue
    "#e69f00",  # orange
    "#009e73",  # green
    "#cc79a7",  # pink
    "#56b4e9",  # sky
    "#d55e00",  # vermilion
    "#f0e442",  # yellow
)
SHAPES: Final[tuple[Shape, ...]] = (
    "circle",
    "square",
    "triangle",
    "diamond",
    "cross",
    "star",
    "pentagon",
)
# matplotlib's codes for the same shapes, in the same order
MARKERS: Final[dict[Shape, str]] = {
    "circle": "o",
    "square": "s",
    "triangle": "^",
    "diamond": "D",
    "cross": "P",
    "star": "*",
    "pentagon": "p",
}
NOISE: Final = "#8a8f98"


class ClusterLook(TypedDict):
    """How one cluster looks: its letter, its hue and its marker shape."""

    name: str
    color: str
    shape: Shape


def cluster_name(cluster: int) -> str:
    """Return the letter of a cluster: 0 is "A", 25 is "Z", 26 is "AA"."""
    name = ""
    cluster += 1
    while cluster:
        cluster, rest = divmod(cluster - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cluster_look(cluster: int) -> ClusterLook:
    """Return the name, hue and shape of cluster number `cluster` (from 0)."""
    turn, hue = divmod(cluster, len(COLORS))
    return {
        "name": cluster_name(cluster),
        "color": COLORS[hue],
        "shape": SHAPES[(hue + turn) % len(SHAPES)],
    }
