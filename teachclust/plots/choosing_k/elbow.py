"""Inertia against k, with the elbow marked where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from teachclust.checks import display_name
from teachclust.checks.labels import as_numbers
from teachclust.errors import LearnerError
from teachclust.plots.choosing_k.k_curve import KCurveDisplay, check_scan
from teachclust.plots.style import accent_color, despine, text_color
from teachclust.scores import DEFAULT_K, KScan, scan_k
from teachclust.scores.choosing_k import verdict
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class ElbowDisplay(KCurveDisplay):
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
        cls, estimator: Any, X: Any, *, k: Iterable[int] = DEFAULT_K, **plot_options: Any
    ) -> Self:
        """Fit the estimator with each k, and draw."""
        return cls.from_scan(scan_k(estimator, X, k, criteria=("inertia",)), **plot_options)

    @classmethod
    def from_scan(cls, scan: KScan, **plot_options: Any) -> Self:
        """Draw the inertia of a scan.

        Raises
        ------
        LearnerError
            If the scan was made without inertia.
        """
        known = [(fit.k, fit.inertia) for fit in check_scan(scan).fits if fit.inertia is not None]
        if not known:
            raise LearnerError(
                "This scan has no inertia.",
                where=f"criteria={scan.criteria!r}",
                why="The curve is the inertia of each k.",
                fix='scan_k(estimator, X, criteria=("inertia",))',
            )
        return cls(
            k=[k for k, _ in known],
            inertia=[value for _, value in known],
            elbow=scan.prefers.get("inertia"),
            estimator_name=scan.estimator.partition("(")[0],
        ).plot(**plot_options)

    @classmethod
    def from_predictions(
        cls, k: Sequence[int], inertia: Sequence[float], **plot_options: Any
    ) -> Self:
        """Draw inertia that was computed elsewhere.

        Parameters
        ----------
        k : sequence of int
            Numbers of clusters, in any order.
        inertia : sequence of float
            One for each.

        Raises
        ------
        LearnerError
            If there are not as many numbers as k, or they are not finite.
        """
        points = _read_points(k, inertia)
        return cls(
            k=[one for one, _ in points],
            inertia=[value for _, value in points],
            elbow=verdict.elbow(points),
        ).plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, line_kw: dict[str, Any] | None = None) -> Self:
        """Draw the curve."""
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

        self.line_ = self._draw_curve(ax, self.k, self.inertia, 5, line_kw)
        self.elbow_: Line2D | None = None
        if self.elbow is None:
            ax.text(
                0.98, 0.95, say("plot.elbow.none"),
                transform=ax.transAxes, ha="right", va="top", color=text_color(ax),
            )  # fmt: skip
        else:
            self.elbow_ = self._mark_k(ax, self.elbow, self._at_elbow, 10)
            # the curve lies below and right of this corner, but at the last k no room is left
            late = self.elbow == self.k[-1]
            ax.annotate(
                say("plot.elbow.label", k=self.elbow), (self.elbow, self._at_elbow),
                xytext=(-9 if late else 9, 12), ha="right" if late else "left",
                textcoords="offset points", color=accent_color(ax), fontweight="bold",
            )  # fmt: skip
        name = self.estimator_name and display_name(self.estimator_name)
        ax.set_title(say("plot.elbow.named", name=name) if name else say("plot.elbow.title"))
        ax.set_xlabel(say("plot.k"))
        ax.set_ylabel(say("plot.inertia"))
        ax.set_ylim(bottom=0)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        despine(ax)


def _read_points(k: Any, inertia: Any) -> list[tuple[int, float]]:
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
