"""Regions and places: rectangles, polygons and points, in degrees or in map units."""

from __future__ import annotations

from typing import Any, Final, Self, TypeAlias

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.earth.projection import DEGREES, Floats, converter, is_degrees
from teachclust.errors import LearnerError

Ring: TypeAlias = tuple[tuple[float, float], ...]

#: how many parts each edge is drawn in: lines that are straight in degrees are bent on a map
_PARTS: Final = 24


class Geometry:
    """A place or a region on the earth; made by `Point`, `Rectangle` and `Polygon`.

    Parameters
    ----------
    kind : {"Point", "Rectangle", "Polygon"}
        What it is.
    rings : tuple of tuple of (x, y)
        The corners: of the outer edge first, of holes then. A point is a ring of one.
    proj : str, default="EPSG:4326"
        The reference system of the coordinates. By default they are longitude and latitude in
        degrees, in this order.

    Notes
    -----
    Edges are straight in `proj`. Earth Engine draws shortest lines on the globe by default, which
    differs from a straight line by less than a pixel of 30 m for edges of some 10 km along a
    parallel.

    Examples
    --------
    >>> import teachclust.earth as ee
    >>> region = ee.Geometry.Rectangle(29.7, 30, 32.5, 31.7)
    >>> region.contains([31.0, 35.0], [31.0, 31.0], "EPSG:4326").tolist()
    [True, False]
    """

    def __init__(self, kind: str, rings: tuple[Ring, ...], proj: str = DEGREES) -> None:
        self.kind, self.rings, self.proj = kind, rings, proj

    @classmethod
    def Point(
        cls, *coords: Any, proj: str | None = None, geodesic: bool | None = None, **named: Any
    ) -> Self:
        """Return a point.

        Parameters
        ----------
        *coords : float, float or sequence of 2 floats
            Longitude and latitude, or x and y in `proj`. Also as ``coords=[...]``.
        proj : str, optional
            The reference system; None is "EPSG:4326".
        geodesic : bool, optional
            Has no effect.

        Returns
        -------
        point : Geometry
            It contains nothing; it is for the middle of a map.

        Raises
        ------
        LearnerError
            If there aren't two finite numbers, or they aren't degrees on the globe.
        """
        good = "Point(31.0, 31.0)"
        coords, proj = _arguments(coords, proj, geodesic, named, good)
        (point,) = _pairs(coords, 1, good, proj)
        return cls("Point", ((point,),), proj)

    @classmethod
    def Rectangle(
        cls, *coords: Any, proj: str | None = None, geodesic: bool | None = None, **named: Any
    ) -> Self:
        """Return a rectangle.

        Parameters
        ----------
        *coords : 4 floats, or one sequence of 4 floats or of 2 corners
            West, south, east, north, in degrees or in the units of `proj`. Also as
            ``coords=[...]``. After a sequence `proj` and `geodesic` may follow.
        proj : str, optional
            The reference system; None is "EPSG:4326".
        geodesic : bool, optional
            Has no effect: edges are straight in `proj`.

        Returns
        -------
        rectangle : Geometry
            Its edge belongs to it.

        Raises
        ------
        LearnerError
            If there aren't four finite numbers, they aren't degrees on the globe, or west isn't
            west of east, or south not south of north.
        """
        good = "Rectangle(29.7, 30, 32.5, 31.7)"
        coords, proj = _arguments(coords, proj, geodesic, named, good)
        (west, south), (east, north) = _pairs(coords, 2, good, proj)
        if west >= east or south >= north:
            raise LearnerError(
                "The rectangle is empty",
                where=f"west {west:g}, south {south:g}, east {east:g}, north {north:g}",
                why="The order is west, south, east, north.",
                fix=f"region = ee.Geometry.Rectangle({min(west, east):g}, {min(south, north):g}, "
                f"{max(west, east):g}, {max(south, north):g})"
                if west != east and south != north
                else f"region = ee.Geometry.{good}",
            )
        ring = ((west, south), (east, south), (east, north), (west, north))
        return cls("Rectangle", (ring,), proj)

    @classmethod
    def Polygon(
        cls, *coords: Any, proj: str | None = None, geodesic: bool | None = None, **named: Any
    ) -> Self:
        """Return a polygon.

        Parameters
        ----------
        *coords : sequence of (x, y), or sequence of such sequences
            The corners; or those of the outer edge, and of each hole. The last corner may repeat
            the first. Corners may be given one by one, and as x, y, x, y, ...; also as
            ``coords=[...]``. After a sequence `proj` and `geodesic` may follow.
        proj : str, optional
            The reference system; None is "EPSG:4326".
        geodesic : bool, optional
            Has no effect: edges are straight in `proj`.

        Returns
        -------
        polygon : Geometry
            What lies within an odd number of its edges.

        Raises
        ------
        LearnerError
            If an edge has fewer than three corners or all on a line, or a corner isn't two finite
            numbers.
        """
        good = "Polygon([[30, 30], [32, 30], [31, 31.5]])"
        coords, proj = _arguments(coords, proj, geodesic, named, good)
        edges = _edges(coords)
        if not edges:
            raise _wrong("Polygon", coords, good)
        rings = []
        for edge in edges:
            corners = _pairs(tuple(edge.ravel()), len(edge), good, proj)
            corners = corners[:-1] if corners[0] == corners[-1] else corners
            if len(set(corners)) < 3 or _on_a_line(corners):
                why = "Its corners lie on one line: no pixel is inside."
                raise _wrong("Polygon", coords, good, why)
            rings.append(corners)
        return cls("Polygon", tuple(rings), proj)

    def contains(self, x: Any, y: Any, proj: str) -> npt.NDArray[np.bool_]:
        """Tell which positions lie in the region.

        Parameters
        ----------
        x, y : array-like of float
            Positions in `proj`.
        proj : str
            Their reference system.

        Returns
        -------
        inside : ndarray of bool
            For each position.

        Raises
        ------
        LearnerError
            If positions can't be converted between the two systems.
        """
        x, y = converter(proj, self.proj)(x, y)
        if self.kind == "Rectangle":
            (west, south), _, (east, north), _ = self.rings[0]
            return np.asarray((x >= west) & (x <= east) & (y >= south) & (y <= north))
        inside = np.zeros(np.broadcast(x, y).shape, dtype=np.bool_)
        if self.kind == "Polygon":
            for ring in self.rings:
                for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
                    if y0 == y1:
                        continue
                    crossed = (y0 > y) != (y1 > y)
                    inside ^= crossed & (x < x0 + (y - y0) / (y1 - y0) * (x1 - x0))
        return inside

    def outlines(self, proj: str) -> list[tuple[Floats, Floats]]:
        """Return x and y of each edge in a reference system, closed and in short parts."""
        lines = []
        for ring in self.rings:
            corners = np.array((*ring, ring[0]))
            at = np.linspace(0, len(ring), _PARTS * len(ring) + 1)
            x, y = (np.interp(at, np.arange(len(corners)), corners[:, i]) for i in (0, 1))
            lines.append(converter(self.proj, proj)(x, y))
        return lines

    def __repr__(self) -> str:
        corners = ", ".join(f"({x:g}, {y:g})" for x, y in self.rings[0][:4])
        more = ", ..." if len(self.rings[0]) > 4 or len(self.rings) > 1 else ""
        return f"Geometry.{self.kind}({corners}{more}, {display_name(self.proj or 'no CRS')})"


def check_region(region: object) -> Geometry:
    """Return a region, or say what it should be."""
    if not isinstance(region, Geometry) or region.kind == "Point":
        raise LearnerError(
            "region must be a rectangle or a polygon",
            where=f"it is {display_name(repr(region))}",
            why="Pixels are taken where it lies.",
            fix="region = ee.Geometry.Rectangle(29.7, 30, 32.5, 31.7)",
        )
    return region


def _arguments(
    coords: tuple[Any, ...], proj: Any, geodesic: Any, named: dict[str, Any], good: str
) -> tuple[tuple[Any, ...], str]:
    """Return coordinates and reference system, wherever Earth Engine lets them stand."""
    kind = good.partition("(")[0]
    if "coords" in named and not coords:
        coords = (named.pop("coords"),)
    if named:
        raise LearnerError(
            f"{kind} has no parameter {display_name(next(iter(named)))!r}",
            why="Its parameters are coords, proj and geodesic.",
            fix=f"region = ee.Geometry.{good}",
        )
    if len(coords) > 1 and np.ndim(_first(coords)) > 0:
        # corners may be given one by one; after them stand proj and geodesic
        more = [one for one in coords if one is None or isinstance(one, str | bool)]
        coords = tuple(one for one in coords if not (one is None or isinstance(one, str | bool)))
        names = [one for one in more if isinstance(one, str)]
        proj = names[0] if names and proj is None else proj
    if geodesic is not None and not isinstance(geodesic, bool):
        raise LearnerError(
            "geodesic must be True or False",
            where=f"it is {display_name(repr(geodesic))}",
            why="Edges are straight in proj, whatever it is.",
            fix=f"region = ee.Geometry.{good}",
        )
    return coords, DEGREES if proj is None else proj


def _first(coords: tuple[Any, ...]) -> Any:
    """Return the first argument as an array; what can't be one, as a single thing."""
    try:
        return np.asarray(coords[0], dtype=float)
    except (TypeError, ValueError):
        return np.zeros(1) if isinstance(coords[0], list | tuple) else 0.0


def _edges(coords: tuple[Any, ...]) -> list[Floats]:
    """Return the corners of each edge of a polygon, of shape (n, 2); none where they're wrong."""
    given = coords[0] if len(coords) == 1 else coords
    try:
        if np.ndim(given[0]) == 0:
            return [np.asarray(given, dtype=float).reshape(-1, 2)]
        rings = given if np.ndim(given[0][0]) > 0 else [given]
        edges = [np.asarray(ring, dtype=float) for ring in rings]
    except (TypeError, ValueError, IndexError, KeyError):
        return []
    return edges if all(ring.ndim == 2 and ring.shape[1] == 2 for ring in edges) else []


def _on_a_line(corners: Ring) -> bool:
    """Tell whether corners enclose nothing, as all lie on one line."""
    x, y = (np.asarray(corners) - np.asarray(corners[0])).T
    far = int(np.argmax(np.hypot(x, y)))
    return bool((np.abs(x * y[far] - y * x[far]) <= 1e-12 * np.hypot(x[far], y[far]) ** 2).all())


def _pairs(coords: tuple[Any, ...], n: int, good: str, proj: str) -> Ring:
    """Return coordinates as n pairs of finite numbers."""
    if not isinstance(proj, str):
        raise LearnerError(
            "proj must be the name of a reference system",
            where=f"it is {display_name(repr(proj))}",
            fix='proj = "EPSG:4326"',
        )
    try:
        numbers = np.asarray(coords[0] if len(coords) == 1 else coords, dtype=float).ravel()
    except (TypeError, ValueError):
        numbers = np.empty(0)
    if len(numbers) != 2 * n or not np.isfinite(numbers).all():
        raise _wrong(good.partition("(")[0], coords, good)
    ring = tuple((float(x), float(y)) for x, y in numbers.reshape(n, 2))
    if is_degrees(proj) and any(abs(x) > 360 or abs(y) > 90 for x, y in ring):
        raise LearnerError(
            "These are no degrees of longitude and latitude",
            where=f"{display_name(ring[0])}",
            why="Coordinates in meters need the name of their reference system.",
            fix="region = ee.Geometry.Rectangle(312000, 3462000, 324000, 3474000, "
            'proj="EPSG:32636")',
        )
    return ring


def _wrong(kind: str, coords: tuple[Any, ...], good: str, why: str = "") -> LearnerError:
    return LearnerError(
        f"These numbers make no {kind}",
        where=display_name(repr(coords[0] if len(coords) == 1 else coords)),
        why=why or "Each corner is a longitude and a latitude.",
        fix=f"region = ee.Geometry.{good}",
    )
