"""Colours, marker shapes and names of clusters: the only place that has them.

The first seven hues are Okabe and Ito's colour-blind safe set without its black (which is kept for
text and outlines). Seven further ones follow, which were searched for so that all fourteen stay
apart in full vision and with each of the three colour-vision deficiencies (at least 15 by CIE76,
10 by CIEDE2000, after Machado, Oliveira and Fernandes 2009). A cluster is recognized by its hue
*and* its shape *and* its letter; past fourteen clusters the hues come round again with the shapes
shifted, every second time with a ring, so that no two of the first 98 clusters look alike.

References
----------
M. Okabe and K. Ito, "Color Universal Design", 2008, https://jfly.uni-koeln.de/color/
"""

from __future__ import annotations

from typing import Final, Literal, NotRequired, TypedDict

Shape = Literal["circle", "square", "triangle", "diamond", "cross", "star", "pentagon"]

COLORS: Final[tuple[str, ...]] = (
    "#0072b2",  # blue
    "#e69f00",  # orange
    "#009e73",  # green
    "#cc79a7",  # pink
    "#56b4e9",  # sky
    "#d55e00",  # vermilion
    "#f0e442",  # yellow
    "#880000",  # dark red
    "#443366",  # dark violet
    "#aacc99",  # light green
    "#0000dd",  # strong blue
    "#885577",  # mauve
    "#ffbbcc",  # light pink
    "#005544",  # dark green
)
#: colors of maps, where an area has no shape: those above, and 16 more that were searched for so
#: that all 30 stay apart (at least 12 by CIE76 with each deficiency, 20 in full vision)
MAP_COLORS: Final[tuple[str, ...]] = (
    *COLORS,
    "#99ff88",  # bright green
    "#dd22ff",  # magenta
    "#7711bb",  # purple
    "#bb9955",  # sand
    "#661122",  # wine
    "#666633",  # olive
    "#002288",  # navy
    "#00eeff",  # cyan
    "#aa1199",  # plum
    "#9999ff",  # lavender
    "#994400",  # rust
    "#ee4466",  # coral
    "#7755cc",  # violet
    "#003344",  # petrol
    "#ccee66",  # lime
    "#ccbbdd",  # pale lilac
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
    """How one cluster looks: its letter, its hue, its marker shape, and whether that has a ring."""

    name: str
    color: str
    shape: Shape
    ring: NotRequired[Literal[True]]


def cluster_name(cluster: int) -> str:
    """Return the letter of a cluster: 0 is "A", 25 is "Z", 26 is "AA"."""
    name = ""
    cluster += 1
    while cluster:
        cluster, rest = divmod(cluster - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cluster_look(cluster: int) -> ClusterLook:
    """Return the name, hue, shape and ring of cluster number `cluster` (from 0)."""
    turn, hue = divmod(cluster, len(COLORS))
    look: ClusterLook = {
        "name": cluster_name(cluster),
        "color": COLORS[hue],
        # the second seven hues begin with another shape, and so does each turn
        "shape": SHAPES[(hue + hue // len(SHAPES) + 2 * turn) % len(SHAPES)],
    }
    if turn % 2:
        look["ring"] = True
    return look


def map_colors(count: int) -> tuple[str, ...]:
    """Return "#rrggbb" for each of some clusters of a map; past 30 they come round again."""
    return tuple(MAP_COLORS[cluster % len(MAP_COLORS)] for cluster in range(count))
