"""UTM against an arc measured by adding up small parts, Snyder's series, and pyproj."""

from __future__ import annotations

import numpy as np
import pytest

from teachclust.earth.projection import Utm, converter, meters_per_unit, utm_zone
from teachclust.errors import LearnerError

A, F = 6_378_137.0, 1 / 298.257223563
E2 = F * (2 - F)


def snyder(longitude: float, latitude: float, middle: float) -> tuple[float, float]:
    """Return x and y by Snyder's formulas (USGS paper 1395, 1987), with the arc added up."""
    phi, turn = np.radians(latitude), np.radians(longitude - middle)
    grid = np.linspace(0, phi, 200_001)
    curve = A * (1 - E2) / (1 - E2 * np.sin(grid) ** 2) ** 1.5
    arc = np.trapezoid(curve, grid) if hasattr(np, "trapezoid") else np.trapz(curve, grid)
    e2 = E2 / (1 - E2)
    n = A / np.sqrt(1 - E2 * np.sin(phi) ** 2)
    t, c, a = np.tan(phi) ** 2, e2 * np.cos(phi) ** 2, turn * np.cos(phi)
    x = a + (1 - t + c) * a**3 / 6 + (5 - 18 * t + t * t + 72 * c - 58 * e2) * a**5 / 120
    y = a**2 / 2 + (5 - t + 9 * c + 4 * c * c) * a**4 / 24
    y += (61 - 58 * t + t * t + 600 * c - 330 * e2) * a**6 / 720
    return 500_000 + 0.9996 * n * x, 0.9996 * (arc + n * np.tan(phi) * y)


@pytest.mark.parametrize(("longitude", "latitude"), [(31.0, 31.0), (33.0, 45.0), (35.9, 5.0)])
def test_positions_are_those_of_another_formula(longitude: float, latitude: float) -> None:
    found = converter("EPSG:4326", "EPSG:32636")(longitude, latitude)
    assert np.allclose(found, snyder(longitude, latitude, 33.0), atol=0.002, rtol=0)


def test_there_and_back_is_the_same_place() -> None:
    rng = np.random.default_rng(0)
    longitude, latitude = 33 + rng.uniform(-6, 6, 500), rng.uniform(-84, 84, 500)
    for zone in (Utm(36, False), Utm(36, True)):
        there = zone.from_degrees(longitude, latitude)
        back = zone.to_degrees(*there)
        assert np.allclose(back, (longitude, latitude), atol=1e-9, rtol=0)


def test_south_counts_from_ten_thousand_kilometers() -> None:
    x, y = converter("EPSG:4326", "EPSG:32755")(149.1, -35.3)
    assert y == pytest.approx(10_000_000 - converter("EPSG:4326", "EPSG:32655")(149.1, 35.3)[1])
    assert 600_000 < x < 700_000


def test_zones_lead_to_each_other() -> None:
    x, y = converter("EPSG:4326", "EPSG:32636")(30.0, 10.0)
    other = converter("EPSG:32636", "EPSG:32635")(x, y)
    assert np.allclose(other, converter("EPSG:4326", "EPSG:32635")(30.0, 10.0), atol=1e-4)


def test_the_date_line_is_no_border() -> None:
    zone = Utm(1, False)
    x, _ = zone.from_degrees(179.9, 10.0)
    assert zone.to_degrees(x, 1_100_000.0)[0] == pytest.approx(179.9, abs=0.01)


def test_zones_are_known_by_their_codes() -> None:
    assert utm_zone("EPSG:32636") == Utm(36, False)
    assert utm_zone("epsg:32755") == Utm(55, True)
    assert utm_zone("EPSG:32661") is None
    assert utm_zone("EPSG:4326") is None


def test_other_systems_need_pyproj_or_are_unknown() -> None:
    with pytest.raises(LearnerError, match=r"pyproj|reference system"):
        converter("EPSG:4326", "EPSG:nowhere")
    with pytest.raises(LearnerError):
        converter("EPSG:4326", "")


def test_pyproj_agrees() -> None:
    pyproj = pytest.importorskip("pyproj")
    transformer = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:32636", always_xy=True)
    rng = np.random.default_rng(1)
    longitude, latitude = 33 + rng.uniform(-4, 4, 200), rng.uniform(-80, 84, 200)
    ours = converter("EPSG:4326", "EPSG:32636")(longitude, latitude)
    assert np.allclose(ours, transformer.transform(longitude, latitude), atol=1e-4, rtol=0)


@pytest.mark.parametrize(
    ("crs", "meters"),
    [("", 1), ("EPSG:32636", 1), ("epsg:4326", 111_319.49), ("EPSG:4258", 111_319.49)],
)
def test_units_are_known(crs: str, meters: float) -> None:
    assert meters_per_unit(crs) == meters


def test_an_unknown_unit_is_told() -> None:
    with pytest.raises(LearnerError, match="isn't known"):
        meters_per_unit("somewhere")
