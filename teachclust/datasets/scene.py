"""A synthetic satellite scene: a river delta between sea and desert, with the truth beside it."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name, generator_from, is_whole
from teachclust.errors import LearnerError
from teachclust.images.raster import ClusterMap, Raster

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]

BANDS: Final = ("blue", "green", "red", "nir", "swir1", "swir2")
#: of each class its name, its color on a map, and its mean reflectance in each band
CLASSES: Final = (
    ("sea", "#1d4f7c", (0.024, 0.030, 0.014, 0.008, 0.005, 0.004)),
    ("river", "#58a7d8", (0.050, 0.070, 0.055, 0.030, 0.015, 0.010)),
    ("crop", "#3f8f3a", (0.028, 0.051, 0.040, 0.340, 0.150, 0.070)),
    ("fallow", "#a9804f", (0.080, 0.110, 0.140, 0.210, 0.250, 0.200)),
    ("desert", "#e6cf9a", (0.180, 0.270, 0.360, 0.430, 0.500, 0.450)),
    ("urban", "#b3474b", (0.104, 0.141, 0.177, 0.240, 0.270, 0.230)),
)
_SEA, _RIVER, _CROP, _FALLOW, _DESERT, _URBAN = range(6)
#: how much the reflectance of each class differs from place to place, as a share of its mean
_TEXTURE: Final = (0.20, 0.14, 0.10, 0.16, 0.11, 0.20)
_GROUND: Final = 12_000.0  # meters from one side of the scene to the other
_WEST, _NORTH = 312_000.0, 3_474_000.0
_NODATA: Final = -9999
_SMALLEST, _LARGEST = 64, 1024


def make_scene(size: int = 400, *, random_state: Any = 0) -> Any:
    """Make a satellite scene of six bands whose land cover is known.

    A river comes from the south, splits into two branches and ends in the sea. Between them lie
    fields, green or fallow, with villages; a city stands where the river splits, a lagoon behind
    the coast, and desert all around. Pixels at the border of two classes are mixed, no two fields
    are equally green, and a wedge at the western edge (4.4 % of the pixels) has no data, as scenes
    of satellites have.

    Parameters
    ----------
    size : int, default=400
        Pixels in a row and in a column, from 64 to 1024. The ground is 12 km wide whatever the
        size: 400 gives pixels of 30 m, as Landsat's are; fewer pixels are larger and more of them
        are mixed.
    random_state : int, RandomState instance or None, default=0
        Seed of the draw; the default gives a whole class the same scene. Another seed moves the
        coast, the branches, the fields, the villages and the texture.

    Returns
    -------
    bunch : sklearn.utils.Bunch
        raster : Raster of 6 bands (blue, green, red, nir, swir1, swir2), int16, reflectance times
        10,000 (``scales`` says so), nodata -9999, EPSG:32636; truth : ClusterMap of the six classes
        sea, river, crop, fallow, desert and urban, where the lagoon counts as sea; DESCR.

    Raises
    ------
    LearnerError
        If `size` isn't a whole number within its limits.

    Notes
    -----
    Synthetic, inspired by signatures: the means of urban, vegetation and water follow the
    `spectral` table of spyndex (MIT licence), 120 samples of Landsat 8 surface reflectance; the
    others are plausible values that were chosen for this scene. No place stands behind it, though
    the coordinates are those of a zone in which there is a delta.

    Only additions, multiplications, divisions and roots are used, each of which every processor
    rounds alike: one seed gives the same bytes on every machine. Costs about 1 s and 60 MB at
    size 400, 2 s and 300 MB at 1024.

    Examples
    --------
    >>> from teachclust.datasets import make_scene
    >>> scene = make_scene()
    >>> scene.raster
    Raster(400 x 400 pixels, int16, bands blue green red nir swir1 swir2, EPSG:32636)
    >>> scene.truth.names
    ('sea', 'river', 'crop', 'fallow', 'desert', 'urban')
    """
    size = _check_size(size)
    rng = generator_from(random_state)
    ground = _Ground(size, rng)
    reflectance = _reflectance(ground, rng)
    stored = np.rint(reflectance * 10_000).astype(np.int16)
    missing = ground.u < 0.088 * (1 - ground.v)
    stored[:, missing] = _NODATA
    pixel = _GROUND / size
    grid = (pixel, 0.0, _WEST, 0.0, -pixel, _NORTH)
    names, colors, _ = zip(*CLASSES, strict=True)
    from sklearn.utils import Bunch

    return Bunch(
        raster=Raster(stored, BANDS, grid, "EPSG:32636", _NODATA, (0.0001,) * len(BANDS)),
        truth=ClusterMap(np.where(missing, -1, ground.classes), names, colors, grid, "EPSG:32636"),
        DESCR=_DESCR.format(size=size),
    )


_DESCR: Final = """\
A river delta from above
========================

Shows: What clustering finds on the ground, and what it takes for one class or for two.
Design: {size} x {size} pixels of 12 km x 12 km in six bands: blue, green, red, near infrared and
two of short-wave infrared, as reflectance times 10,000. Six classes: sea, river, crop, fallow,
desert, urban. Pixels at borders are mixed, fields differ in vigour, a wedge has no data.
Source: synthetic, inspired by signatures of spyndex (MIT licence) and by plausible values; drawn
by teachclust; no place stands behind it
Licence: CC0-1.0, for the numbers
"""


class _Ground:
    """What lies where: the class of each pixel, and how green each field is."""

    def __init__(self, size: int, rng: np.random.RandomState) -> None:
        middle = (np.arange(size) + 0.5) / size
        self.v, self.u = np.broadcast_arrays(middle[:, None], middle[None, :])  # down, across
        self.size, self.rng = size, rng
        coast = 0.215 - 0.10 * (1 - ((middle - 0.52) / 0.48) ** 2)
        coast = coast + 0.035 * (self.wave(5) - 0.5) + 0.016 * (self.wave(23) - 0.5)
        self.below_coast = self.v - coast[None, :]  # how far from the sea, to the south
        self.west, self.east, self.valley = self._branches(middle)
        self.split = 0.75
        self.vigour = np.ones((size, size))
        self.classes = self._draw()

    def wave(self, cells: float) -> Floats:
        """Return a smooth random curve of values between 0 and 1, one for each row or column."""
        curve: Floats = _smooth(self.rng, self.size, 0.0, cells)[0]
        return curve

    def noise(self, *cells: float) -> Floats:
        """Return smooth random values about 0, each kind half as strong as the one before."""
        total = np.zeros((self.size, self.size))
        strength = 1.0
        for n in cells:
            total += strength * (_smooth(self.rng, self.size, n, n) - 0.5)
            strength /= 2
        return total

    def _branches(self, middle: Floats) -> tuple[Floats, Floats, Floats]:
        """Return how far across the two branches and the valley's river are, for each row."""
        meander = 0.050 * (self.wave(6) - 0.5) + 0.014 * (self.wave(17) - 0.5)
        other = 0.050 * (self.wave(7) - 0.5) + 0.014 * (self.wave(19) - 0.5)
        along = np.clip((0.75 - middle) / 0.65, 0, 1)  # 0 where the river splits, 1 at the sea
        trunk = 0.53 + meander + 0.18 * np.clip(middle - 0.75, 0, 1)
        bend = along * along * (3 - 2 * along)
        start = np.clip(along * 5, 0, 1)
        west = trunk - 0.13 * along - 0.11 * bend
        east = trunk + 0.15 * along + start * (other - meander)
        return west[:, None], east[:, None], trunk[:, None]

    def _draw(self) -> npt.NDArray[np.int32]:
        """Draw the classes one over the other: desert first, then fields, towns and water."""
        classes = np.full((self.size, self.size), _DESERT, dtype=np.int32)
        edge = 0.05 * self.noise(6, 14, 30)
        fields = self._fertile() + edge > 0
        green = self._fields()
        classes[fields] = np.where(green, _CROP, _FALLOW)[fields]
        rough = self.noise(24, 50, 100)
        lagoon = self._disc(0.805, 0.222, 0.095, 0.052) + 1.5 * self.noise(11, 23, 50) < 1
        bar = self.below_coast < 0.018  # sand between the lagoon and the sea
        sand = (self.below_coast < 0.010 + 0.02 * self.noise(12)) | (bar & lagoon)
        for across, down, radius in self._towns():
            town = self._disc(across, down, radius, radius) + 2.2 * rough < 1
            classes[town & fields] = _URBAN
        city = self._disc(0.50, 0.725, 0.062, 0.046) + 1.5 * rough < 1
        classes[city] = _URBAN
        classes[sand] = _DESERT
        classes[lagoon & ~sand] = _SEA
        classes[self._river()] = _RIVER
        classes[self.below_coast < 0] = _SEA
        return classes

    def _disc(self, across: float, down: float, wide: float, high: float) -> Floats:
        """Return how far pixels are from a middle: 1 at the edge of an ellipse."""
        far: Floats = np.sqrt(((self.u - across) / wide) ** 2 + ((self.v - down) / high) ** 2)
        return far

    def _fertile(self) -> Floats:
        """Return how far within the delta or the valley a pixel is; below 0 lies desert."""
        open_ = np.clip((0.80 - self.v) / 0.66, 0, 1)
        left = self.valley - 0.045 - 0.40 * open_
        right = self.valley + 0.055 + 0.36 * open_
        inside: Floats = np.minimum(self.u - left, right - self.u)
        return inside

    def _fields(self) -> Bools:
        """Draw fields in three districts, each along directions of its own; tell which are green.

        A field is a part of a strip. Each has its vigour, some of it shared by the whole district.
        """
        size = self.size
        green, vigour = np.zeros((size, size), dtype=np.bool_), self.vigour
        district = np.where(self.u < self.west, 0, np.where(self.u < self.east, 1, 2))
        for number, (cosine, sine) in enumerate(((0.96, 0.28), (0.8, -0.6), (0.936, -0.352))):
            here = district == number
            along = cosine * self.u + sine * self.v + 1
            across = cosine * self.v - sine * self.u + 1
            strip = np.floor(across * 29).astype(np.int64)
            start, length = self.rng.random_sample(128), self.rng.random_sample(128)
            place = along * (15 + 9 * length[strip]) + start[strip]
            field = np.floor(place).astype(np.int64)
            drawn = self.rng.random_sample((2, 128, 128))
            green[here] = (drawn[0, strip, field] < 0.66)[here]
            vigour[here] = (0.74 + 0.52 * drawn[1, strip, field])[here]
        return green

    def _towns(self) -> list[tuple[float, float, float]]:
        """Choose where villages are: along both branches and in the valley, and a few between."""
        towns = []
        for row in self.rng.permutation(13)[:9]:
            down = 0.24 + 0.036 * float(row) + 0.012 * self.rng.random_sample()
            branch = (self.west, self.east)[self.rng.randint(2)]
            side = 0.022 * (1 if self.rng.randint(2) else -1)
            across = float(branch[int(down * self.size), 0]) + side
            towns.append((across, down, 0.013 + 0.011 * self.rng.random_sample()))
        for _ in range(12):
            down = 0.20 + 0.46 * self.rng.random_sample()
            wide = 0.44 * (0.84 - down)
            across = 0.53 + wide * (2 * self.rng.random_sample() - 1)
            towns.append((across, down, 0.009 + 0.008 * self.rng.random_sample()))
        valley = float(self.valley[int(0.9 * self.size), 0])
        towns.append((valley + 0.03, 0.9, 0.016))
        return towns

    def _river(self) -> Bools:
        """Tell where the river and its branches are."""
        below = self.v >= self.split
        trunk = below & (np.abs(self.u - self.valley) < 0.0105)
        mouth = np.clip(0.16 - self.below_coast, 0, 0.16) * 0.03  # wider at the sea
        west = ~below & (np.abs(self.u - self.west) < 0.0078 + mouth)
        east = ~below & (np.abs(self.u - self.east) < 0.0070 + mouth)
        return trunk | west | east


def _reflectance(ground: _Ground, rng: np.random.RandomState) -> Floats:
    """Return the reflectance of each pixel in each band: shape (6, size, size)."""
    size = ground.size
    light = _light(ground)
    tint = ground.noise(7, 15)  # a soil is redder here, greyer there
    total = np.zeros((len(BANDS), size, size))
    for number, (_, _, means) in enumerate(CLASSES):
        here = ground.classes == number
        share = _mixed(here.astype(np.float64))
        shade = 1 + _TEXTURE[number] * light[number]
        for band, mean in enumerate(means):
            warm = 1 + 0.05 * tint * (band - 2.5) / 2.5
            total[band] += share * shade * mean * warm * _vigour(ground, number, band)
    for layer in total:
        # the sum of four even draws is nearly normal, and alike on every processor
        noise = rng.random_sample((size, size))
        for _ in range(3):
            noise += rng.random_sample((size, size))
        noise -= 2
        layer *= 1 + 0.035 * noise
        layer += 0.0012 * (rng.random_sample((size, size)) - 0.5)
    return np.maximum(total, 0.0001)


def _light(ground: _Ground) -> list[Floats]:
    """Return for each class how bright its pixels are, about 0: waves, dunes, streets."""
    fine = ground.noise(40, 80, 160)
    broad = ground.noise(4, 9, 20)
    shallow = 1 / (1 + (np.abs(ground.below_coast) / 0.03) ** 2)  # sediment along the coast
    bent = ground.v * 26 + ground.u * 9 + 5 * ground.noise(5, 11)
    turn = bent - np.floor(bent)
    dunes = 2 * np.abs(2 * turn - 1) - 1  # ridges at an angle to the wind, a zigzag across
    streets = ground.noise(130, 260)
    return [
        broad + 2.5 * shallow,
        broad + fine,
        0.8 * broad + fine,
        0.8 * broad + fine,
        1.6 * broad + 0.5 * dunes * (0.6 + broad) + 0.8 * fine,
        1.6 * streets + fine,
    ]


def _vigour(ground: _Ground, number: int, band: int) -> Floats | float:
    """Return the factor by which a field differs: green ones in infrared, fallow ones in all."""
    if number == _CROP:
        return ground.vigour if BANDS[band] == "nir" else 1.6 - 0.6 * ground.vigour
    return 0.5 + 0.5 * ground.vigour if number == _FALLOW else 1.0


def _mixed(share: Floats) -> Floats:
    """Blur the share of a class: a pixel sees a little of its neighbors (0.6 pixels)."""
    for axis in (0, 1):
        padded = np.pad(share, [(1, 1) if i == axis else (0, 0) for i in (0, 1)], mode="edge")
        before = padded[:-2] if axis == 0 else padded[:, :-2]
        after = padded[2:] if axis == 0 else padded[:, 2:]
        share = 0.64 * share + 0.18 * (before + after)
    return share


def _smooth(rng: np.random.RandomState, size: int, down: float, across: float) -> Floats:
    """Return random values on a coarse grid, smoothly joined: between 0 and 1, never bent sharply.

    The draws depend on the numbers of cells alone, so that every size shows the same landscape.
    """
    grid = rng.random_sample((int(down) + 2, int(across) + 2))
    middle = (np.arange(size) + 0.5) / size
    rows, columns = middle * down, middle * across
    top, left = np.floor(rows).astype(np.int64), np.floor(columns).astype(np.int64)
    y, x = (rows - top)[:, None], (columns - left)[None, :]
    y, x = y * y * (3 - 2 * y), x * x * (3 - 2 * x)
    upper = grid[top][:, left] * (1 - x) + grid[top][:, left + 1] * x
    lower = grid[top + 1][:, left] * (1 - x) + grid[top + 1][:, left + 1] * x
    return upper * (1 - y) + lower * y


def _check_size(size: Any) -> int:
    if is_whole(size) and _SMALLEST <= int(size) <= _LARGEST:
        return int(size)
    raise LearnerError(
        f"size must be a whole number from {_SMALLEST} to {_LARGEST}",
        where=f"it is {display_name(repr(size))}",
        why="Fields need some pixels each, and a scene must fit into memory.",
        fix="scene = make_scene(400)",
    )
