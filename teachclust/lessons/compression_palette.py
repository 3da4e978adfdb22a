"""Exercise compression-4: a palette from distinct colors, each weighted by its pixels."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, numbers, result

#: in dB: seeds, stopping rules and rounding differ by less, what goes wrong by more
_LESS: Final = 0.5
_K: Final = 12


@cache
def _picture(seed: int) -> Any:
    """Return a picture whose calm half has few colors, its lively part many: weights matter."""
    rng = np.random.default_rng(seed)
    height, width = 48, 64
    down = np.linspace(0, 1, height)[:, np.newaxis]
    sky = np.stack([200 - 60 * down, 210 - 40 * down, 240 + 0 * down], axis=-1)
    image = np.repeat(sky, width, axis=1)
    image[36:] = rng.integers(0, 256, (12, width, 3))  # no two of these are alike
    return np.rint(image).astype(np.uint8)


def _table(pixels: Any) -> tuple[Any, Any]:
    return np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)


def _error(pixels: Any, palette: Any) -> float:
    """Return the mean squared error when each color takes the nearest of the palette."""
    colors, counts = _table(pixels)
    far = ((colors[:, np.newaxis].astype(float) - palette) ** 2).sum(axis=2).min(axis=1)
    return float((far * counts).sum() / (3 * counts.sum()))


def _fit(points: Any, weights: Any = None, k: int = _K, seed: int = 0) -> Any:
    from sklearn.cluster import KMeans

    from teachclust.threads import threads_for

    with threads_for(0):
        model = KMeans(k, n_init=4, random_state=seed)
        return model.fit(points.astype(float), sample_weight=weights).cluster_centers_


@cache
def _best(seed: int) -> float:
    """Return the error of k-means over all pixels."""
    pixels = _picture(seed)
    return _error(pixels, _fit(pixels.reshape(-1, 3)))


def _verify(palette: Any) -> str:
    make = function(palette, "palette")
    for seed in (0, 1):
        pixels = _picture(seed)
        given = numbers(result(make(pixels.copy(), _K)), "What palette returns")
        _judge_form(given, pixels)
        lost = 10 * np.log10(_error(pixels, given) / _best(seed))
        if lost > _LESS:
            raise Mistake(_why_not(given, pixels, lost))
    colors, _ = _table(_picture(0))
    return (
        f"As good as k-means over all {48 * 64:,} pixels, from {len(colors)} distinct colors. "
        "On a photograph the difference is one of seconds."
    )


def _judge_form(given: Any, pixels: Any) -> None:
    if given.shape != (_K, 3):
        what = "the whole picture" if given.size == pixels.size else f"shape {given.shape}"
        raise Mistake(
            f"Asked for is a palette of shape ({_K}, 3): k colors of red, green and blue. This is "
            f"{what}."
        )
    if not np.isfinite(given).all() or given.min() < -0.5 or given.max() > 255.5:
        raise Mistake("Colors go from 0 to 255, as in the picture.")
    if given.max() <= 1.0:
        raise Mistake("These colors go from 0 to 1, those of the picture from 0 to 255.")


def _why_not(given: Any, pixels: Any, lost: float) -> str:
    colors, counts = _table(pixels)
    told = f"The copy is worse by {lost:.1f} dB than with k-means over all pixels. "
    known = {tuple(color) for color in colors.tolist()}
    if all(tuple(color) in known for color in given.tolist()):
        top = colors[np.argsort(-counts, kind="stable")[:_K]]
        nearly = counts[[_row_of(colors, color) for color in given]].min() >= counts.max() // 2
        if np.array_equal(np.unique(given, axis=0), np.unique(top, axis=0)) or nearly:
            return told + "The most frequent colors are all of the sky; the rest gets none."
        return told + "All are colors of the picture itself. A center is the mean of many."
    unweighted = _error(pixels, _fit(colors))
    if abs(10 * np.log10(_error(pixels, given) / unweighted)) < _LESS:
        return told + (
            "Each distinct color had the same say, however many pixels have it: "
            "sample_weight=counts is missing."
        )
    return told + "Fit the distinct colors, each weighted by the number of its pixels."


def _row_of(colors: Any, color: Any) -> int:
    """Return the row of a color in the table of distinct ones."""
    return int(np.flatnonzero((colors == color).all(axis=1))[0])


def _weighted(seed: int) -> Callable[..., Any]:
    def palette(pixels: Any, k: int) -> Any:
        colors, counts = _table(pixels)
        order = np.random.default_rng(seed).permutation(len(colors))
        centers = _fit(colors[order], counts[order], k, seed)
        return np.rint(centers).astype(np.uint8) if seed % 2 else centers

    return palette


def _wrong(name: str, palette: Any, says: str) -> Wrong:
    return Wrong(name, lambda: (palette,), says)


def _frequent(pixels: Any, k: int) -> Any:
    colors, counts = _table(pixels)
    return colors[np.argsort(-counts, kind="stable")[:k]]


def _grid(pixels: Any, k: int) -> Any:
    level = np.linspace(20, 235, k)
    return np.column_stack([level, level, level])


PALETTE: Final = Exercise(
    key="compression-4",
    title="A palette from distinct colors",
    level="build",
    fading="own",
    objectives=("turn", "predict"),
    hints=(
        "np.unique(..., axis=0, return_counts=True) gives each color once, and how many pixels "
        "have it.",
        "Cluster the distinct colors. But a color of a thousand pixels counts a thousand times: "
        "fit takes sample_weight.",
        "colors, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True); then "
        "KMeans(k, random_state=0).fit(colors, sample_weight=counts).cluster_centers_",
    ),
    verify=_verify,
    solution=lambda seed: (_weighted(seed),),
    wrong=(
        _wrong("no weights", lambda p, k: _fit(_table(p)[0], None, k), "sample_weight=counts is"),
        _wrong("the most frequent", _frequent, "all of the sky"),
        _wrong("the first colors", lambda p, k: _table(p)[0][:k], "mean of many"),
        _wrong("shades of gray", _grid, "weighted by the number"),
        _wrong("from 0 to 1", lambda p, k: _fit(p.reshape(-1, 3) / 255, None, k), "from 0 to 1,"),
        _wrong("too far", lambda p, k: 2 * _fit(p.reshape(-1, 3), None, k), "as in the picture."),
        _wrong("the picture", lambda p, k: p, "This is the whole picture"),
        _wrong("labels", lambda p, k: np.zeros(p.size // 3), "This is shape"),
        Wrong("the result", lambda: (np.zeros((_K, 3)),), "function itself"),
    ),
)
