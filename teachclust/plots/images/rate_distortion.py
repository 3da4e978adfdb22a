"""Quality against bytes: which way of making a picture smaller loses least at the same size."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from teachclust.checks import display_name
from teachclust.checks.names import column_names, some
from teachclust.errors import LearnerError
from teachclust.images.palettes import color_table
from teachclust.images.pixels import as_pixels, in_own_units
from teachclust.images.rate_distortion import KS, QUALITIES, RateCurve, palette_curve, rate_curves
from teachclust.palette import COLORS, MARKERS
from teachclust.plots.base import Display
from teachclust.plots.fitted import describe_type, refuse_search
from teachclust.plots.images.fitted_palette import estimator_palette
from teachclust.plots.plain_text import title_text
from teachclust.plots.style import despine, merge_style_kwargs, text_color, wrap_text
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

_DASHES: Final = ("-", "--", ":", "-.")
_SHAPES: Final = tuple(MARKERS.values())
_STEPS: Final = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class RateDistortionDisplay(Display):
    """PSNR against the bytes of the file, one curve for each way of making it.

    Parameters
    ----------
    curves : dict of RateCurve
        By name.

    Attributes
    ----------
    lines_ : list of matplotlib Line2D
        One for each curve.
    exact_ : list of matplotlib Line2D
        The smallest file in which nothing is lost, for each curve that has one.

    Notes
    -----
    Higher is better at the same bytes, and further left at the same quality. Where nothing is lost
    the PSNR is infinite: a star stands on the upper edge then. PSNR does not see as an eye does: it
    counts all errors alike, wherever they lie.

    Examples
    --------
    >>> from teachclust.plots import RateDistortionDisplay
    >>> from teachclust.images.rate_distortion import RateCurve
    >>> curve = RateCurve(settings=(4, 16), sizes=(9_000, 20_000), psnr=(21.0, 27.5))
    >>> RateDistortionDisplay.from_predictions({"k-means": curve})
    RateDistortionDisplay: Quality against bytes. k-means: 21 dB at 9 kB to 28 dB at 20 kB.
    """

    scales = frozenset({"linear", "log"})

    def __init__(self, *, curves: Mapping[str, RateCurve], title: str | None = None) -> None:
        self.curves, self.title = curves, title

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        image: Any,
        *,
        k: Iterable[int] = KS,
        qualities: Iterable[int] = QUALITIES,
        **prediction_options: Any,
    ) -> Self:
        """Compare an estimator with median cut and JPEG on a picture.

        Parameters
        ----------
        estimator : estimator
            K-means or its kin, with ``n_clusters``; clones are fitted on the distinct colors.
        k : iterable of int, default=(4, 8, 16, 32, 64, 128, 256)
            Numbers of colors.
        qualities : iterable of int, default=(5, 10, 20, ..., 90, 95)
            Of the JPEG.
        """
        from sklearn.base import clone

        ks = _whole_numbers("k", k, "k = (4, 16, 64)")
        qualities = _whole_numbers("qualities", qualities, "qualities = (10, 50, 90)")
        _refuse_without_k(estimator)
        own = in_own_units(image)  # once: a stream is read only once
        pixels = as_pixels(own)
        table = color_table(pixels)
        curves = rate_curves(pixels, ks, qualities)
        curves["k-means"] = palette_curve(
            pixels,
            ks,
            lambda one: estimator_palette(
                clone(estimator).set_params(n_clusters=min(one, len(table.colors))), own, table
            ),
        )
        return cls.from_predictions(curves, **prediction_options)

    @classmethod
    def from_predictions(
        cls, curves: Mapping[str, RateCurve], *, title: str | None = None, **plot_options: Any
    ) -> Self:
        """Draw curves that were measured before.

        Parameters
        ----------
        curves : mapping of str to RateCurve
            As `teachclust.images.rate_distortion.rate_curves` gives them.

        Raises
        ------
        LearnerError
            If there is no curve, or one without points.
        """
        known = isinstance(curves, Mapping) and len(curves) > 0
        if not known or not all(isinstance(c, RateCurve) and c.sizes for c in curves.values()):
            raise LearnerError(
                "Curves are RateCurves by name, with one point or more each.",
                where=f"curves is of type {type(curves).__name__}",
                why="A curve has the bytes and the PSNR of one way at several settings.",
                fix="RateDistortionDisplay.from_predictions(rate_curves(image))",
            )
        names, _ = column_names([display_name(name) for name in curves])  # still all different
        named = dict(zip(names, curves.values(), strict=True))
        return cls(curves=named, title=title).plot(**plot_options)

    @property
    def alt(self) -> str:
        """Alternative text with the ends of each curve, and where it loses nothing."""
        return f"{self._title()}. " + " ".join(
            _curve_text(name, curve) for name, curve in self.curves.items()
        )

    def plot(self, ax: Axes | None = None, *, line_kw: dict[str, Any] | None = None) -> Self:
        """Draw the curves."""
        with self._canvas(ax) as ax:
            self._draw(ax, line_kw)
        return self

    def _title(self) -> str:
        return title_text(self.title, say("plot.rate.title"))

    def _draw(self, ax: Axes, line_kw: dict[str, Any] | None) -> None:
        finite = [p for c in self.curves.values() for p in c.psnr if math.isfinite(p)]
        top = (max(finite) if finite else 40) + 3
        self.lines_: list[Line2D] = []
        self.exact_: list[Line2D] = []
        for i, (name, curve) in enumerate(self.curves.items()):
            self._draw_curve(ax, i, name, curve, top, line_kw)
        ax.set_xscale("log")
        sizes = [size / 1000 for c in self.curves.values() for size in c.sizes]
        low, high = 0.8 * min(sizes), 1.25 * max(sizes)
        ax.set_xlim(low, high)
        ticks = [step for step in _STEPS if low <= step <= high]
        ax.set_xticks(ticks, [f"{step:,}" for step in ticks])
        ax.set_xticks([], minor=True)
        if self.exact_:
            ax.set_ylim(top=top)
            self._name_exact(ax, top)
        ax.set_title(wrap_text(self._title()), pad=18 if self.exact_ else 6)
        ax.set_xlabel(say("plot.rate.x"))
        ax.set_ylabel(say("plot.rate.y"))
        ax.grid(alpha=0.25)
        ax.legend(loc="lower right", frameon=False, labelcolor=text_color(ax))
        despine(ax)

    def _draw_curve(
        self, ax: Axes, i: int, name: str, curve: RateCurve, top: float, line_kw: Any
    ) -> None:
        from matplotlib.lines import Line2D as Line

        color, shape = COLORS[i % len(COLORS)], _SHAPES[i % len(_SHAPES)]
        dash = _DASHES[i % len(_DASHES)]
        style: dict[str, Any] = {"color": color, "marker": shape, "linestyle": dash}
        style |= {"markersize": 6, "label": name}
        order = np.argsort(curve.sizes, kind="stable")
        sizes, quality = np.asarray(curve.sizes)[order] / 1000, np.asarray(curve.psnr)[order]
        lossy = np.isfinite(quality)
        style = merge_style_kwargs(style, line_kw, Line)
        self.lines_ += ax.plot(sizes[lossy], quality[lossy], **style)
        if lossy.all():
            return
        at = float(sizes[~lossy][0])
        self.exact_ += ax.plot(
            at, top, "*", color=text_color(ax), markersize=15, clip_on=False, zorder=3
        )

    def _name_exact(self, ax: Axes, top: float) -> None:
        """Say at the leftmost star which curves lose nothing: stars of palettes lie together."""
        exact = [
            name for name, curve in self.curves.items() if not all(map(math.isfinite, curve.psnr))
        ]
        named = some([display_name(name, 16) for name in exact])
        at = min(float(np.asarray(star.get_xdata())[0]) for star in self.exact_)
        ax.annotate(
            say("plot.rate.exact", names=named, size=f"{at:.0f}"), (at, top),
            xytext=(12, 0), textcoords="offset points", va="center", color=text_color(ax),
        )  # fmt: skip


def _whole_numbers(name: str, values: object, fix: str) -> tuple[int, ...]:
    """Return whole numbers as a tuple, or raise an error for anything else."""
    if isinstance(values, Iterable) and not isinstance(values, str | bytes | dict):
        given = tuple(values)
        if given and all(isinstance(one, Integral) and not isinstance(one, bool) for one in given):
            return tuple(int(one) for one in given)
    raise LearnerError(
        f"{name} must be whole numbers, one or more.",
        where=f"{name}={display_name(repr(values))}",
        why="Each of them is tried once.",
        fix=fix,
    )


def _refuse_without_k(estimator: Any) -> None:
    """Refuse an estimator without a number of clusters."""
    refuse_search(estimator)
    named = hasattr(estimator, "get_params") and not isinstance(estimator, type)
    if not named or "n_clusters" not in estimator.get_params(deep=False):
        raise LearnerError(
            "This needs an estimator with n_clusters.",
            where=describe_type(estimator),
            why="It is fitted once for each number of colors.",
            fix="estimator = KMeans(n_clusters=16, random_state=0)",
        )


def _curve_text(name: str, curve: RateCurve) -> str:
    pairs = sorted(zip(curve.sizes, curve.psnr, strict=True))
    lossy = [(size, value) for size, value in pairs if math.isfinite(value)]
    parts = []
    if lossy:
        (small, low), (large, high) = lossy[0], lossy[-1]
        ends = {"low": f"{low:.0f}", "small": f"{small / 1000:.0f}"}
        ends |= {"high": f"{high:.0f}", "large": f"{large / 1000:.0f}"}
        parts.append(say("plot.rate.alt", name=name, **ends))
    if len(lossy) < len(pairs):
        exact = next(size for size, value in pairs if math.isinf(value))
        parts.append(say("plot.rate.alt_exact", name=name, size=f"{exact / 1000:.0f}"))
    return " ".join(parts)
