"""The Scatter3D's thumbnail: the cube from the side that a learner sees first."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any, Final

import numpy as np

from teachclust.palette import cluster_look
from teachclust.widgets.scatter3d.wire import Scene3D
from teachclust.widgets.thumbnails import GRID, Canvas

WIDTH: Final = 480
HEIGHT: Final = 400
#: the first turn, and how far the eye is: those of the browser
_YAW, _PITCH, _EYE = -0.6, 0.35, 3.2
_SIDE: Final = 225
_SLICES: Final = 24
_EDGE: Final = "#8c959f"


def scatter3d_png(scene: Scene3D) -> bytes:
    """Draw the cube, the points from far to near, and the centers, on 480 x 400 pixels."""
    canvas = Canvas(WIDTH, HEIGHT)
    _draw_cube(canvas)
    _draw_points(canvas, scene)
    centers = scene.drawn_centers()
    if centers:
        seen, depth = _project(np.array([*centers.values()]))
        groups = {group.center: group for group in scene.groups}
        for i in np.argsort(depth, kind="stable").tolist():
            row = [*centers][i]
            look, group = cluster_look(row), groups.get(row)
            shape, color = (group.shape, group.color) if group else (look["shape"], look["color"])
            canvas.center(seen[i], shape, 6.3, color)
    return canvas.png()


def _draw_cube(canvas: Canvas) -> None:
    corners = np.array([[(i >> axis) & 1 for axis in range(3)] for i in range(8)], dtype=float)
    seen, depth = _project(corners)
    hidden = int(depth.argmin())  # the corner behind all others; its edges lie behind the points
    nearest = int(depth.argmax())  # and its edges would lie before them: the box is open there
    edges = [(a, b) for a, b in combinations(range(8), 2) if (a ^ b).bit_count() == 1]
    for edge in sorted(edges, key=lambda edge: hidden not in edge):
        if nearest not in edge:
            canvas.line(seen[list(edge)], 1.5, GRID if hidden in edge else _EDGE)


def _draw_points(canvas: Canvas, scene: Scene3D) -> None:
    seen, depth = _project(scene.place(scene.features.X[scene.rows]))
    member = scene.member[scene.rows]
    count = len(seen)
    radius = 4.2 if count <= 500 else 2.6 if count <= 5_000 else 1.6
    at = np.clip(((depth / 1.8 + 0.5) * _SLICES).astype(int), 0, _SLICES - 1)
    for part in range(_SLICES):
        size = radius * (0.85 + 0.35 * part / _SLICES)
        for number in np.unique(member[at == part]):
            group = scene.groups[number]
            places = seen[(at == part) & (member == number)]
            canvas.markers(places, group.shape, size, group.color)


def _project(at: Any) -> tuple[Any, Any]:
    """Return pixels and depths of places in the cube; the third feature stands upright."""
    u, w, v = at[:, 0] - 0.5, 0.5 - at[:, 1], at[:, 2] - 0.5
    sy, cy, sp, cp = math.sin(_YAW), math.cos(_YAW), math.sin(_PITCH), math.cos(_PITCH)
    across, toward = u * cy + w * sy, w * cy - u * sy
    up, depth = v * cp - toward * sp, v * sp + toward * cp
    scale = _SIDE * _EYE / (_EYE - depth)
    return np.column_stack([WIDTH / 2 + across * scale, HEIGHT / 2 - up * scale]), depth
