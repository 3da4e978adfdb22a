"""Inertia against k, with the elbow marked where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from teachclust.checks import display_name
from teachclust.checks.labels import as_numbers
from teachclust.errors import LearnerError
from teachclust.plots.arguments import check_scan
from teachclust.plots.base import Display, accent_color, despine, merge_style_kwargs, text_color
from teachclust.scores import verdict
from teachclust.scores.k_scan import KScan
from teachclust.scores.scan import scan_k
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class ElbowDisplay(Display):
    """Inertia against the number of clusters.

    Parameters
    ----------
    k : sequence of int
        Numbers of clusters, ascending.
    inertia : sequence of float
        Squared distances to the centers for each k, in squared units of X.
    elbow : int, default=None
        The k at which the curve bends; None when there is no clear bend.
    estimator_name : str, default=None
        For the title.

    Attributes
    ----------
    line_ : matplotlib Line2D
        The curve.
    elbow_ : matplotlib Line2D
        The mark on the elbow; None where there is none.
    ax_, figure_ : matplotlib Axes and Figure
        Where it was drawn.
    alt : str
        Alternative text.

    See Also
    --------
    teachclust.plots.KScanDisplay : Other criteria beside it.

    Notes
    -----
    The elbow is marked only where the curve falls five times as much before it as after it: most
    curves of inertia bend a little everywhere, and an eye that looks for an elbow finds one.

    Examples
    --------
    >>> from teachclust.plots import ElbowDisplay
    >>> display = ElbowDisplay.from_predictions(k=[1, 2, 3, 4], inertia=[90.0, 30.0, 20.0, 15.0])
    >>> display.elbow
    2
    """

    def __init__(
        self,
        *,
        k: Sequence[int],
        inertia: Sequence[float],
        elbow: int | None = None,
        estimator_name: str | None = None,
    ) -> None:
        self.k, self.inertia = list(k), [float(value) for value in inertia]
        self.elbow, self.estimator_name = elbow, estimator_name

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any,
        k: Iterable[int] = range(1, 13),
        *,
        ax: Axes | None = None,
        line_kw: dict[str, Any] | None = None,
    ) -> Self:
        """Fit the estimator with each k, and draw.

        Parameters
        ----------
        estimator : estimator
            With ``n_clusters`` or ``n_components``; never touched.
        X : array-like of shape (n_samples, n_features)
            The data.
        k : iterable of int, default=range(1, 13)
            Numbers of clusters.
        ax : matplotlib Axes, default=None
            Where to draw.
        line_kw : dict, default=None
            As for `plot`.

        Returns
        -------
        display : ElbowDisplay
            Drawn.
        """
        scan = scan_k(estimator, X, k, criteria=("inertia",))
        return cls.from_scan(scan, ax=ax, line_kw=line_kw)

    @classmethod
    def from_scan(
        cls, scan: KScan, *, ax: Axes | None = None, line_kw: dict[str, Any] | None = None
    ) -> Self:
        """Draw the inertia of a scan made by `teachclust.scan_k`.

        Raises
        ------
        LearnerError
            If the scan was made without inertia.
        """
        check_scan(scan)
        known = [(fit.k, fit.inertia) for fit in scan.fits if fit.inertia is not None]
        if not known:
            raise LearnerError(
                "This scan has no inertia.",
                where=f"criteria={scan.criteria!r}",
                why="The curve is the inertia of each k.",
                fix='scan_k(estimator, X, criteria=("inertia",))',
            )
        display = cls(
            k=[k for k, _ in known],
            inertia=[value for _, value in known],
            elbow=scan.prefers.get("inertia"),
            estimator_name=scan.estimator.partition("(")[0],
        )
        return display.plot(ax, line_kw=line_kw)

    @classmethod
    def from_predictions(
        cls,
        *,
        k: Sequence[int],
        inertia: Sequence[float],
        ax: Axes | None = None,
        line_kw: dict[str, Any] | None = None,
    ) -> Self:
        """Draw inertia that was computed elsewhere.

        Parameters
        ----------
        k : sequence of int
            Numbers of clusters, in any order.
        inertia : sequence of float
            One for each.
        ax : matplotlib Axes, default=None
            Where to draw.
        line_kw : dict, default=None
            As for `plot`.

        Returns
        -------
        display : ElbowDisplay
            Drawn.

        Raises
        ------
        LearnerError
            If there are not as many numbers as k, or they are not finite.
        """
        points = _read(k, inertia)
        display = cls(
            k=[one for one, _ in points],
            inertia=[value for _, value in points],
            elbow=verdict.elbow(points),
        )
        return display.plot(ax, line_kw=line_kw)

    def plot(self, ax: Axes | None = None, *, line_kw: dict[str, Any] | None = None) -> Self:
        """Draw the curve.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; by default in a new figure.
        line_kw : dict, default=None
            Style of the curve, as for ``ax.plot``.

        Returns
        -------
        display : ElbowDisplay
            Itself.
        """
        with self._canvas(ax) as ax:
            self._draw(ax, line_kw)
        return self

    @property
    def alt(self) -> str:
        """Alternative text with the first and last inertia and the elbow."""
        ends = {"first": number(self.inertia[0]), "last": number(self.inertia[-1])}
        text = say("plot.elbow.alt", **ends, low=self.k[0], high=self.k[-1])
        if self.elbow is None:
            return f"{text} {say('plot.elbow.none')}"
        return f"{text} {say('plot.elbow.bend', k=self.elbow, value=number(self._at_elbow))}"

    @property
    def _at_elbow(self) -> float:
        return self.inertia[self.k.index(self.elbow or 0)]

    def _draw(self, ax: Axes, line_kw: dict[str, Any] | None) -> None:
        from matplotlib.lines import Line2D
        from matplotlib.ticker import MaxNLocator

        style = merge_style_kwargs(
            {"color": text_color(ax), "marker": "o", "markersize": 5}, line_kw, Line2D
        )
        (self.line_,) = ax.plot(self.k, self.inertia, **style)
        self.elbow_: Line2D | None = None
        if self.elbow is not None:
            self._mark(ax)
        else:
            ax.text(
                0.98, 0.95, say("plot.elbow.none"),
                transform=ax.transAxes, ha="right", va="top", color=text_color(ax),
            )  # fmt: skip
        name = self.estimator_name and display_name(self.estimator_name)
        ax.set_title(say("plot.elbow.named", name=name) if name else say("plot.elbow.title"))
        ax.set_xlabel(say("plot.k"))
        ax.set_ylabel(say("plot.inertia"))
        ax.set_ylim(bottom=0)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        despine(ax)

    def _mark(self, ax: Axes) -> None:
        color, place = accent_color(ax), (float(self.elbow or 0), self._at_elbow)
        ax.axvline(place[0], color=color, linewidth=1, zorder=0)
        (self.elbow_,) = ax.plot(*place, "o", color=color, markersize=10, zorder=3, clip_on=False)
        # the curve lies below and to the right of this corner, but at the last k no room is left
        late = self.elbow == self.k[-1]
        ax.annotate(
            say("plot.elbow.label", k=self.elbow),
            place,
            xytext=(-9 if late else 9, 12),
            ha="right" if late else "left",
            textcoords="offset points",
            color=color,
            fontweight="bold",
        )


def _read(k: Any, inertia: Any) -> list[tuple[int, float]]:
    """Return pairs ascending in k, or say what is wrong with them."""
    ks, values = as_numbers(k), as_numbers(inertia)
    if ks.ndim != 1 or ks.shape != values.shape or not ks.size:
        wrong = f"k of shape {ks.shape}, inertia of shape {values.shape}"
    elif len(np.unique(ks)) < len(ks) or not (ks >= 1).all() or (ks != np.trunc(ks)).any():
        wrong = f"k={ks.tolist()}"
    elif not np.isfinite(values).all():
        wrong = f"inertia={values.tolist()}"
    else:
        order = np.argsort(ks)
        return [(int(ks[i]), float(values[i])) for i in order]
    raise LearnerError(
        "An elbow needs different whole k, and one finite inertia for each.",
        where=wrong,
        why="Each point of the curve is one fit.",
        fix="ElbowDisplay.from_predictions(k=[1, 2, 3], inertia=[90.0, 30.0, 20.0])",
    )
