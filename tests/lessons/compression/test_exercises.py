"""What lesson 06_image_compression declares right, computed another way."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import mean_squared_error

from teachclust.images.distortion import psnr
from teachclust.lessons.checking import check
from teachclust.lessons.compression import exercises as module
from teachclust.lessons.compression.exercises import BITS


def test_bits_bytes_and_ratio():
    bits, n_bytes, ratio = (answer.right for answer in BITS.answers)
    assert bits == math.ceil(math.log2(25))
    assert n_bytes == math.ceil(1365 * 2048 * bits / 8) + 75
    assert ratio == pytest.approx(1365 * 2048 * 3 / n_bytes)


def test_psnr_is_that_of_the_package():
    for original, copy in module._pairs():
        assert module._psnr(original, copy) == pytest.approx(psnr(original, copy))


def test_pictures_that_are_equal_may_end_in_an_error_of_ones_own():
    def raises(a, b):
        if (a == b).all():
            raise ValueError("equal")
        return module._psnr(a, b)

    assert check("compression-3", raises).kind == "stopped"
    assert check("compression-3", module._psnr).kind == "wrong"


def test_weights_matter_in_the_picture_of_the_palette():
    for seed in (0, 1):
        pixels = module._picture(seed)
        colors, counts = module._table(pixels)
        best = module._best(seed)
        weighted = module._error(pixels, module._fit(colors, counts))
        unweighted = module._error(pixels, module._fit(colors))
        assert abs(10 * math.log10(weighted / best)) < module._LESS / 2
        assert 10 * math.log10(unweighted / best) > 1.25 * module._LESS


@pytest.mark.parametrize("seed", range(20))
def test_all_pixels_and_a_single_start_are_enough_for_a_palette(seed):
    def palette(pixels, k):
        return KMeans(k, random_state=seed).fit(pixels.reshape(-1, 3)).cluster_centers_

    assert check("compression-4", palette).ok


def levels(centers):
    return np.rint(np.clip(centers, 0, 1) * 255).astype(np.uint8)


def rebuilt_by_loop(centers, labels, shape):
    table = [[min(255, max(0, round(255 * one))) for one in center] for center in centers.tolist()]
    return np.array([table[label] for label in labels], dtype=np.uint8).reshape(shape)


def rebuilt_late(centers, labels, shape):
    picture = centers[labels].reshape(shape)
    return np.clip(np.round(picture * 255), 0, 255).astype("uint8")


def rebuilt_half(centers, labels, shape):
    return np.floor(np.clip(centers, 0, 1) * 255 + 0.5)[labels].reshape(shape).astype(np.uint8)


def rebuilt_with_take(centers, labels, shape):
    return levels(centers).take(labels, axis=0).reshape(shape)


def rebuilt_by_minimum(centers, labels, shape):
    scaled = np.maximum(np.minimum(centers, 1.0), 0.0) * 255
    return scaled.round()[labels].reshape(shape).astype(np.uint8)


def psnr_by_loop(a, b):
    squares = [(int(x) - int(y)) ** 2 for x, y in zip(a.ravel(), b.ravel(), strict=True)]
    mse = sum(squares) / len(squares)
    return math.inf if mse == 0 else 10 * math.log10(255**2 / mse)


def psnr_of_scikit_learn(a, b):
    mse = mean_squared_error(a.ravel().astype(float), b.ravel().astype(float))
    return 10 * np.log10(255**2 / mse) if mse else np.inf


def psnr_by_norm(a, b):
    away = np.linalg.norm(a.astype(float) - b.astype(float)) / np.sqrt(a.size)
    return np.inf if away == 0 else 20 * np.log10(255 / away)


def psnr_by_subtraction(a, b):
    mse = np.subtract(a, b, dtype=np.int32) ** 2
    with np.errstate(divide="ignore"):
        return 20 * np.log10(255) - 10 * np.log10(mse.mean())


def psnr_as_float32(a, b):
    mse = ((np.float32(a) - np.float32(b)) ** 2).mean(dtype=float)
    return float("inf") if mse == 0.0 else 10 * np.log10(65025 / mse)


def fit(points, k, weights=None, seed=0):
    return KMeans(k, n_init=4, random_state=seed).fit(points, sample_weight=weights)


def palette_of_all(pixels, k):
    return fit(pixels.reshape(-1, 3), k).cluster_centers_


def palette_of_distinct(pixels, k):
    colors, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)
    return fit(colors, k, counts, 2).cluster_centers_


def palette_counted(pixels, k):
    counted = Counter(map(tuple, pixels.reshape(-1, 3).tolist()))
    return fit(np.array(list(counted)), k, list(counted.values())).cluster_centers_.tolist()


def palette_of_pandas(pixels, k):
    table = pd.DataFrame(pixels.reshape(-1, 3)).value_counts().reset_index()
    return fit(table[[0, 1, 2]].to_numpy(), k, table["count"].to_numpy()).cluster_centers_


def palette_of_means(pixels, k):
    rows = pixels.reshape(-1, 3).astype(float)
    labels = fit(rows, k).labels_
    return np.array([rows[labels == c].mean(axis=0) for c in range(k)])


def palette_scaled(pixels, k):
    return 255 * fit(pixels.reshape(-1, 3) / 255, k).cluster_centers_


def palette_rounded(pixels, k):
    return np.rint(palette_of_all(pixels, k)).astype(np.uint8)


BYTES = 1365 * 2048 * 5 // 8 + 75
RIGHT = {
    "compression-1": [
        (5, BYTES, 4.8),
        (math.ceil(math.log2(25)), 1365 * 2048 * 5 / 8 + 25 * 3, 24 / 5),
        (np.int64(5), float(BYTES), 1365 * 2048 * 3 / BYTES),
        ("5", str(BYTES), "4.8"),
        ((25 - 1).bit_length(), BYTES, round(1365 * 2048 * 3 / BYTES, 1)),
    ],
    "compression-2": [
        (lambda centers, labels, shape: levels(centers)[labels].reshape(shape),),
        (rebuilt_by_loop,),
        (rebuilt_late,),
        (rebuilt_half,),
        (rebuilt_with_take,),
        (rebuilt_by_minimum,),
    ],
    "compression-3": [
        (psnr,),
        (psnr_by_loop,),
        (psnr_of_scikit_learn,),
        (psnr_by_norm,),
        (psnr_by_subtraction,),
        (psnr_as_float32,),
    ],
    "compression-4": [
        (palette_of_all,),
        (palette_of_distinct,),
        (palette_counted,),
        (palette_of_pandas,),
        (palette_of_means,),
        (palette_scaled,),
        (palette_rounded,),
    ],
    "compression-5": [
        ("jpeg", "palette", "palette"),
        ("jpeg", "png", "palette"),
        ("JPEG", "PNG", "Palette"),
        (" jpeg", np.str_("palette"), "palette "),
        ("jpeg", "png", "palette", "36 dB in 40 kB; the map is exact below 10 kB"),
    ],
}
WRONG = {
    "compression-1": [
        (4, 1365 * 2048 // 2 + 75, 6),  # the tutorial's
        (math.log2(25), BYTES, 4.8),
        (5, 1365 * 2048 * 5, 4.8),  # bits for bytes
        (5, 1365 * 2048 * 5 // 8, 4.8),  # no palette
        (5, BYTES, 1 / 4.8),
        (BYTES, 5, 4.8),  # swapped
    ],
    "compression-2": [
        (lambda centers, labels, shape: (centers * 255).astype(int)[labels].reshape(shape),),
        (lambda centers, labels, shape: levels(centers)[labels],),
        (lambda centers, labels, shape: np.clip(centers, 0, 1)[labels].reshape(shape),),
        (lambda centers, labels, shape: (np.clip(centers, 0, 1) * 255)[labels].reshape(shape),),
        (lambda centers, labels, shape: levels(centers * 256 / 255)[labels].reshape(shape),),
        (lambda centers, labels, shape: levels(centers)[labels - 1].reshape(shape),),  # off by one
        (lambda centers, labels, shape: levels(centers)[labels].reshape(shape[1], shape[0], 3),),
    ],
    "compression-3": [
        (lambda a, b: 10 * np.log10(255**2 / ((a - b) ** 2).mean()),),
        (lambda a, b: ((a.astype(float) - b) ** 2).mean(),),
        (lambda a, b: 10 * np.log10(np.mean((a.astype(float) - b) ** 2) / 255**2),),  # swapped
        (lambda a, b: 10 * math.log(255**2 / np.mean((a.astype(float) - b) ** 2)),),
        (lambda a, b: 10 * np.log10(255**2 / np.abs(a.astype(float) - b).mean()),),
        (lambda a, b: 99.0 if (a == b).all() else psnr(a, b),),
        (lambda a, b: 10 * np.log10(256**2 / np.mean((a.astype(float) - b) ** 2)),),  # off by one
    ],
    "compression-4": [
        (lambda pixels, k: fit(np.unique(pixels.reshape(-1, 3), axis=0), k).cluster_centers_,),
        (lambda pixels, k: palette_of_all(pixels, k - 1),),  # off by one
        (lambda pixels, k: palette_of_all(pixels, k) / 255,),
        (lambda pixels, k: pixels.reshape(-1, 3)[:k],),
        (lambda pixels, k: np.random.default_rng(0).integers(0, 256, (k, 3)),),
        (lambda pixels, k: fit(pixels.reshape(-1, 3), k).labels_,),
        (lambda pixels, k: palette_of_all(pixels, k).T,),
        (lambda pixels, k: palette_of_all(pixels[:24], k),),  # the upper half alone
    ],
    "compression-5": [
        ("palette", "jpeg", "palette"),  # swapped
        ("png", "palette", "palette"),
        ("jpeg", "jpeg", "palette"),
        ("jpeg", "palette", "jpeg"),
        ("jpeg", "palette", "png"),
        ("gif", "palette", "palette"),
        ("jpeg", "palette", "palette", "aa bb cc dd ee ff gg hh"),
    ],
}


@pytest.mark.parametrize(("key", "answers"), [(k, a) for k, ways in RIGHT.items() for a in ways])
def test_other_right_ways_pass(key, answers):
    done = check(key, *answers)
    assert done.ok, done


@pytest.mark.parametrize(("key", "answers"), [(k, a) for k, ways in WRONG.items() for a in ways])
def test_other_wrong_ways_are_told(key, answers):
    done = check(key, *answers)
    assert done.kind == "wrong", done
