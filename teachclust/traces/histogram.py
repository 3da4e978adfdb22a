"""One feature as a histogram: its bins, its counts, and the points spread out below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from teachclust.traces.frame import Floats

#: fewer bins show no form, more show noise
_FEWEST_BINS, _MOST_BINS = 8, 45
#: bins narrower than such a part of the values themselves are no longer of one width
_ROUNDED: Final = 1e-12
#: On a plane with equal axes, in widths of the data: how high the highest bar is, and the strip of
#: points below it.
HEIGHT: Final = 0.42
GAP: Final = 0.035
STRIP: Final = 0.15
#: A bell may be higher than the highest bar; one that has collapsed on a point is cut off.
MOST_OVER: Final = 1.5
#: The golden ratio's multiples fall evenly, and never into rows that could be taken for groups.
_TURN: Final = (5**0.5 - 1) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """How many values of one feature lie in each bin.

    Parameters
    ----------
    edges : ndarray of shape (n_bins + 1,)
        Ends of the bins, all of one width.
    counts : ndarray of shape (n_bins,)
        Values in each bin; the last bin holds its right end too.
    """

    edges: Floats
    counts: npt.NDArray[np.intp]

    @property
    def width(self) -> float:
        """Width of a bin."""
        return float(self.edges[1] - self.edges[0])

    @property
    def span(self) -> float:
        """Width of all bins."""
        return float(self.edges[-1] - self.edges[0])

    def bells(self, x: Floats, weights: Floats, means: Floats, variances: Floats) -> Floats:
        """Return each component's bell on the scale of the counts.

        That is its weight times its density, times the number of values and the width of a bin: how
        many values a bin of that width would be expected to hold there.

        Parameters
        ----------
        x : ndarray of shape (n_places,)
            Where the bells are computed.
        weights, means, variances : ndarray of shape (n_components,)
            Parameters of the mixture.

        Returns
        -------
        bells : ndarray of shape (n_components, n_places)
            They add up to the curve of the whole mixture.
        """
        scale = int(self.counts.sum()) * self.width
        # a component without any spread has no density that could be drawn
        spread = np.sqrt(np.maximum(variances, np.finfo(float).tiny))[:, np.newaxis]
        away = (x - means[:, np.newaxis]) / spread
        with np.errstate(under="ignore", over="ignore"):
            heights: Floats = np.exp(-0.5 * away**2) / (spread * np.sqrt(2 * np.pi))
            return scale * weights[:, np.newaxis] * heights


def histogram_of(values: Floats) -> Histogram:
    """Return the histogram of one feature.

    Bins are 1, 2 or 5 times a power of ten wide, and begin at multiples of it; of the widths that
    there are, one that gives about as many bins as the square root of the number of values. Equal
    values alone have one bin.
    """
    values = np.asarray(values, dtype=float)
    low, high = float(values.min()), float(values.max())
    if not high > low:
        half = max(abs(low), 1.0) / 2
        return Histogram(np.array([low - half, low + half]), np.array([len(values)]))
    wanted = (high - low) / min(max(np.sqrt(len(values)), _FEWEST_BINS), _MOST_BINS)
    power = 10.0 ** np.floor(np.log10(wanted))
    steps = power * np.array([1.0, 2.0, 5.0, 10.0])
    step = float(steps[np.abs(np.log(steps / wanted)).argmin()])
    if not np.isfinite(step) or not step > _ROUNDED * max(abs(low), abs(high)):
        # so near to each other that ends of bins between them would be rounded together
        return Histogram(np.array([low, high]), np.array([len(values)]))
    edges = np.arange(np.floor(low / step), np.floor(high / step) + 2) * step
    # rounding must leave no value outside
    edges[0], edges[-1] = min(edges[0], low), max(edges[-1], high)
    counts, edges = np.histogram(values, bins=edges)
    return Histogram(edges, counts)


def strip_places(n: int) -> Floats:
    """Return a height from 0 to 1 for each of n points: they are spread only so as to be seen."""
    heights: Floats = (np.arange(1, n + 1) * _TURN) % 1
    return heights


def points_below(values: Floats, histogram: Histogram) -> Floats:
    """Return where points are drawn under their histogram on a plane with equal axes: x and y.

    The bars stand on 0.
    """
    y = -histogram.span * (GAP + STRIP * strip_places(len(values)))
    return np.stack([np.asarray(values, dtype=float), y], axis=1)
