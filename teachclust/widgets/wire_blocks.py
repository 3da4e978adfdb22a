"""The blocks of a trace beyond points, labels and centers: trees, graphs, ellipses, curves.

Each block is an array of rows. A block with one row for all frames is fixed; of the others the head
says which row belongs to which frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from teachclust.traces import Trace
from teachclust.traces.frame import Value
from teachclust.widgets.center_pictures import pictures_block
from teachclust.widgets.rows import MOST_BYTES, origin_of, sends_features

Block = tuple[dict[str, Any], memoryview]

_TYPES: Final = {"f4": "<f4", "f8": "<f8", "i4": "<i4", "u1": "<u1", "u2": "<u2"}
#: neighbors that are sent one by one: of more, a point tells how many there are
_MOST_NEIGHBORS: Final = 200_000


def fixed_block(array: Any, kind: str) -> Block:
    """Return a block that is the same at every frame: what the head says of it, and its bytes.

    `kind` is "f4", "i4", "u1" or "u2": 32-bit floats, 32-bit integers, whole numbers of one byte or
    two.
    """
    numbers = np.ascontiguousarray(array, dtype=np.dtype(_TYPES[kind]))
    return {"type": kind, "size": int(numbers.size), "rows": None}, memoryview(numbers.tobytes())


def row_block(
    trace: Trace, name: str, kind: str, row_of: Callable[[Any], Any], hold: bool
) -> Block | None:
    """Return a block with a row for each frame whose values hold `name`, or None without any.

    `row_of` makes the row from the value, once for each value in a row of equal ones. `hold` tells
    whether a row holds until the next one, or for its own frame alone.
    """
    rows: list[Any] = []
    where: list[int] = []
    last: Any = None
    for frame in trace.frames:
        value = frame.values.get(name)
        if value is None:
            where.append(len(rows) - 1 if hold else -1)
            continue
        if value is not last:
            rows.append(np.ravel(row_of(value)))
            last = value
        where.append(len(rows) - 1)
    if not rows:
        return None
    size = max(len(row) for row in rows)
    table = np.zeros((len(rows), size), dtype=np.dtype(_TYPES[kind]))
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    return {"type": kind, "size": size, "rows": where}, memoryview(table.tobytes())


def blocks_of(trace: Trace) -> dict[str, Block]:
    """Return all further blocks of a trace by name.

    ``level_core`` and the others of `Trace.levels`;
    ``tree_children``, ``tree_heights``, ``tree_later``, ``tree_numbers``; ``edge_pairs``;
    ``curve_values``, ``curve_order``; ``core``; ``embedding``; ``neighbor_ends``,
    ``neighbor_points``; the numbers of points; ``full_centers``, from the origin of the rows;
    ``pictures`` (see `teachclust.widgets.center_pictures`); ``ellipses`` (xx, xy, yy of each
    component's covariance in the view); ``responsibilities`` (65535 is all); ``mixture_weights``;
    ``seeds`` (x, y).
    """
    found: dict[str, Block | None] = {}
    for value in trace.spec.values.values():
        if value.sent not in ("", "centers", "weights", "focus"):
            found[value.sent] = row_block(
                trace, value.name, _type(value), _writer(trace, value), value.persists
            )
    found |= _fixed(trace)
    found |= _card_blocks(trace)
    if trace.spec.has_centers:
        centers = [frame.values.get("centers") for frame in trace.frames]
        found["pictures"] = pictures_block(trace.X, trace.view, centers)
    return {name: block for name, block in found.items() if block is not None}


def _type(value: Value) -> str:
    return "u2" if value.encoding == "fraction" else "i4" if value.dtype == "int" else "f4"


def _writer(trace: Trace, value: Value) -> Callable[[Any], Any]:
    """Return what makes a row of numbers as the browser has them."""
    axes = trace.view.axes

    def ellipses(covariances: Any) -> Any:
        seen = axes.T @ np.asarray(covariances) @ axes
        return np.stack([seen[:, 0, 0], seen[:, 0, 1], seen[:, 1, 1]], axis=1)

    writers: dict[str, Callable[[Any], Any]] = {
        "plain": np.asarray,
        "plane": trace.view.project,
        "fraction": lambda fractions: np.rint(np.clip(fractions, 0, 1) * FULL),
        "ellipse": ellipses,
    }
    return writers[value.encoding]


#: a fraction of one as it travels: fine enough that it rounds to the same percentage
FULL: Final = 65535

#: Blocks that are the same at every frame: where a trace has them, and their type.
FIXED: Final[dict[str, tuple[str, str]]] = {
    "tree_children": ("tree.children", "i4"),
    # in full, as all that a level is compared with
    "tree_heights": ("tree.heights", "f8"),
    "tree_later": ("tree.later_heights", "f8"),
    "tree_numbers": ("tree.numbers", "i4"),
    "edge_pairs": ("edges.pairs", "i4"),
    "curve_values": ("curve.values", "f8"),
    "curve_order": ("curve.order", "i4"),
    "core": ("core", "u1"),
    "level_core": ("levels.core", "f8"),
    "level_children": ("levels.children", "i4"),
    "level_heights": ("levels.heights", "f8"),
    "level_takers": ("levels.takers", "i4"),
    "level_taken": ("levels.taken", "f8"),
    "level_least": ("levels.least", "i4"),
    "level_predecessors": ("levels.predecessors", "i4"),
    "level_valleys": ("levels.valleys", "i4"),
    "embedding": ("embedding", "f4"),
}


def _fixed(trace: Trace) -> dict[str, Block]:
    found: dict[str, Block] = {}
    for name, (path, kind) in FIXED.items():
        values: Any = trace
        for part in path.split("."):
            values = None if values is None else getattr(values, part)
        if values is not None:
            found[name] = fixed_block(values, kind)
    return found


#: What a point says of itself, and its type.
NUMBERS: Final = {
    "core_distance": "f4",
    "leave_density": "f4",
    "leave_node": "i4",
    "strength": "f4",
}
#: All blocks that only a point that is pointed at reads.
CARD_BLOCKS: Final = (*NUMBERS, "neighbor_ends", "neighbor_points", "full_centers")


def _card_blocks(trace: Trace) -> dict[str, Block | None]:
    """Return what points say of themselves that is not drawn."""
    found: dict[str, Block | None] = {
        name: fixed_block(values, kind)
        for name, kind in NUMBERS.items()
        if (values := getattr(trace.numbers, name, None)) is not None
    }
    if (near := trace.neighbors) is not None:
        found["neighbor_ends"] = fixed_block(near.ends, "i4")
        if len(near.points) <= _MOST_NEIGHBORS:
            found["neighbor_points"] = fixed_block(near.points, "i4")
    if trace.spec.has_centers and sends_features(trace.X, trace.view):
        found["full_centers"] = _full_centers(trace)
    return found


def _full_centers(trace: Trace) -> Block | None:
    """Return the centers among all features, from the same origin as the rows."""
    sizes = [len(frame.values["centers"]) for frame in trace.frames if "centers" in frame.values]
    origin, k = origin_of(trace.X), max(sizes, default=0)
    if len(sizes) * k * trace.X.shape[1] * 4 > MOST_BYTES:
        return None

    def row_of(centers: Any) -> Any:
        padded = np.full((k, trace.X.shape[1]), np.nan)
        padded[: len(centers)] = centers - origin
        return padded

    return row_block(trace, "centers", "f4", row_of, hold=True)


def card_head(trace: Trace) -> dict[str, Any]:
    """Return what the head says of points that are pointed at.

    ``card`` names the facts that they tell; ``radius`` is that of the circle in which their
    neighbors lie, where the plane shows it truly, and ``circles`` tells that it would show so how
    far core distance and reachability are.
    """
    head: dict[str, Any] = {"card": list(trace.spec.card)}
    # of one feature a circle would hold points by their heights, which say nothing
    plane = trace.view.exact and trace.X.shape[1] > 1
    if trace.neighbors is not None and trace.neighbors.straight and plane:
        head["radius"] = float(trace.params["eps"])
    if trace.numbers is not None and trace.numbers.straight and plane:
        head["circles"] = True
    return head


def side_head(trace: Trace) -> dict[str, Any]:
    """Return what the head says of tree, curve and condensed tree, where a trace has them."""
    head: dict[str, Any] = {}
    if trace.tree is not None:
        head["tree"] = {"name": trace.tree.name.lower(), "param": trace.tree.param}
    if (curve := trace.curve) is not None:
        head["curve"] = {
            "kind": curve.kind,
            "title": curve.title,
            "param": curve.param,
            "at": curve.at,
        }
    if (tree := trace.condensed) is not None:
        columns = (tree.parent, tree.birth, tree.death, tree.sizes, tree.cluster)
        head["condensed"] = [_node(*values) for values in zip(*columns, strict=True)]
    return head


def _node(parent: int, birth: float, death: float, size: int, cluster: int) -> dict[str, Any]:
    return {
        "parent": int(parent),
        "birth": finite(birth),
        "death": finite(death),
        "size": int(size),
        "cluster": int(cluster),
    }


def finite(value: float | None) -> float | None:
    """Return a number as JSON has it: what overflows is none."""
    return float(value) if value is not None and np.isfinite(value) else None
