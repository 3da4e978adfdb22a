"""What lesson 11_land_cover declares right, computed another way."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from sklearn.metrics import pairwise_distances

import teachclust.earth as ee
from teachclust.lessons.land_cover import exercises as module


def test_the_nearest_centers_are_those_of_scikit_learns_distances() -> None:
    names = list(module._CENTERS)
    gaps = pairwise_distances(module._PIXELS, list(module._CENTERS.values()))
    assert tuple(names[i] for i in gaps.argmin(axis=1)) == module._NEAREST
    # no pixel is decided by rounding
    nearest, second = np.sort(gaps, axis=1)[:, :2].T
    assert (second - nearest > 0.1).all()


def test_the_slips_of_the_nearest_center_are_what_they_say() -> None:
    names = np.array(list(module._CENTERS))
    gaps = np.array(module._PIXELS)[:, None] - np.array(list(module._CENTERS.values()))
    ways = {
        "red alone": np.abs(gaps[:, :, 0]).argmin(axis=1),
        "near infrared alone": np.abs(gaps[:, :, 1]).argmin(axis=1),
        "the gaps themselves": np.abs(gaps).sum(axis=2).argmin(axis=1),
        "farthest away": np.square(gaps).sum(axis=2).argmax(axis=1),
    }
    for told, chosen in ways.items():
        assert told in module._NEAREST_SLIPS[tuple(names[chosen].tolist())]


def test_the_named_spectra_are_nearest_to_the_means_of_their_kinds() -> None:
    scene = ee.load_scene(64)
    truth = scene.truth.ids[scene.raster.valid]
    bands = 100 * scene.raster.pixels()[:, [1, 2, 3]]
    kinds = {"sea": "water", "crop": "crop", "fallow": "fallow", "desert": "desert"}
    means = np.array([bands[truth == scene.truth.names.index(kind)].mean(axis=0) for kind in kinds])
    spectra = [(3, 1, 1), (5, 4, 34), (6, 6, 26), (11, 14, 21), (22, 29, 35), (30, 40, 47)]
    nearest = pairwise_distances(spectra, means).argmin(axis=1)
    assert tuple(list(kinds.values())[i] for i in nearest) == module._LABELS


def test_the_scenes_have_pixels_that_lack_all_bands_one_band_and_none() -> None:
    missing = [(values == nodata).sum(axis=0) for values, _, nodata in module._scenes()]
    assert set(np.unique(missing[0])) == {0, 1, 2}
    assert not missing[1].any()
    assert missing[2].any()
    for values, centers, nodata in module._scenes():
        ids = module._any_band(values, centers, nodata)
        for row, column in np.ndindex(ids.shape):
            pixel = values[:, row, column]
            wanted = -1
            if nodata not in pixel:
                wanted = int(((pixel - centers) ** 2).sum(axis=1).argmin())
            assert ids[row, column] == wanted


@pytest.mark.parametrize("case", range(3))
def test_no_other_renaming_agrees_on_more_pixels(case: int) -> None:
    new, earlier = module._pairs()[case]
    kept = new >= 0
    best = np.mean(module._match(new, earlier)[kept] == earlier[kept])
    for names in permutations(range(int(max(new.max(), earlier.max())) + 1)):
        assert np.mean(module._renamed(new, names)[kept] == earlier[kept]) <= best


def test_the_index_of_leaves_is_above_zero_and_that_of_water_below() -> None:
    green, water, mixed = module._byte_cases()
    assert (module._ndvi(*green) > 0).all()
    assert (module._ndvi(*water) < 0).all()
    # a difference below 0 and a sum past 255 are wrong in bytes
    assert (mixed[0].astype(int) + mixed[1] > 255).any()
    assert not np.allclose(module._ratio(*mixed), module._ndvi(*mixed))
    assert not np.allclose(module._ratio(*water), module._ndvi(*water))
