"""A lesson's worksheet on paper: points, rounds to do by hand, cards, and at the end answers."""

from __future__ import annotations

import io
import os
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.classroom.sheets import Round, Sheet, sheet_of
from teachclust.errors import LearnerError
from teachclust.files import given_path, try_writing, write_file
from teachclust.lessons.course import lesson_path
from teachclust.palette import cluster_name
from teachclust.plots.trace_pictures import draw_step

if TYPE_CHECKING:
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

#: width and height in inches
PAPERS: Final = {"A4": (8.27, 11.69), "Letter": (8.5, 11.0)}
_MARGIN: Final = 0.09
#: letters of a line of text
_LINE: Final = 92
_CARDS: Final = 15
_PANELS: Final = 6


def write_worksheet(lesson: str, path: str | os.PathLike[str], *, paper: str = "A4") -> Path:
    """Write the worksheet of a lesson as a PDF.

    Parameters
    ----------
    lesson : str
        "01_blobs", "01" or "blobs".
    path : path-like
        A file that ends in ".pdf". An existing one is replaced whole.
    paper : {"A4", "Letter"}, default="A4"
        The paper.

    Returns
    -------
    path : Path
        The file: the task with its plane, the rounds with tables to fill, cards for an opener
        without computers, and the answers on the last pages.

    Raises
    ------
    LearnerError
        If there is no such lesson, it has no worksheet, or the file can't be written.

    Notes
    -----
    The points are some of those that the lesson's first widget opens with, rounded so that they can
    be computed with by hand; no two distances that decide are equal. The answers are scikit-learn's
    fit to the points as they are printed.

    Examples
    --------
    >>> from teachclust.classroom.worksheet import write_worksheet
    >>> write_worksheet("blobs", "blobs.pdf", paper="A4")  # doctest: +SKIP
    """
    from matplotlib.backends.backend_pdf import PdfPages

    target = given_path(path, "worksheet.pdf")
    if target.suffix.lower() != ".pdf":
        raise LearnerError(
            "A worksheet is a PDF.",
            where=display_name(target.name),
            why="It's printed.",
            fix=f'path = "{display_name(target.stem)}.pdf"',
        )
    if not isinstance(paper, str) or paper not in PAPERS:
        raise LearnerError(
            "There is no such paper.",
            where=f"paper={display_name(repr(paper))}",
            why=f"The papers are {' and '.join(PAPERS)}.",
            fix='paper = "A4"',
        )
    name = lesson_path(lesson).stem
    sheet = sheet_of(name)
    try_writing(target)
    file = io.BytesIO()
    told = {"Title": f"{name}: {sheet.title}", "CreationDate": None}
    with PdfPages(file, metadata=told) as pages:
        _Pages(pages, PAPERS[paper], name, sheet).write()
    write_file(target, file.getvalue())
    return target


class _Pages:
    """Writes the pages of one sheet."""

    def __init__(self, pages: PdfPages, size: tuple[float, float], name: str, sheet: Sheet) -> None:
        self.pages, self.size, self.name, self.sheet = pages, size, name, sheet
        self.number = 0

    def write(self) -> None:
        """Write all pages in order."""
        self._task()
        self._tables("Rounds", self.sheet.rounds, filled=False)
        self._cards()
        self._tables("Answers", self.sheet.rounds, filled=True)
        self._steps()

    def _new_page(self, title: str) -> Figure:
        from matplotlib.figure import Figure

        figure = Figure(figsize=self.size)
        self.number += 1
        figure.text(_MARGIN, 0.95, title, fontsize=16, fontweight="bold", va="top")
        foot: dict[str, Any] = {"fontsize": 8, "color": "0.35"}
        figure.text(_MARGIN, 0.035, f"teachclust · {self.name}", **foot)
        figure.text(1 - _MARGIN, 0.035, str(self.number), ha="right", **foot)
        return figure

    def _save(self, figure: Figure) -> None:
        self.pages.savefig(figure)  # type: ignore[no-untyped-call]

    def _task(self) -> None:
        """Write what is to be done above the plane."""
        figure, sheet = self._new_page(self.sheet.title), self.sheet
        figure.text(_MARGIN, 0.908, "Name: ____________________________", fontsize=11, va="top")
        figure.text(_MARGIN, 0.875, _wrapped(sheet.task), fontsize=11, va="top", linespacing=1.45)
        ax = figure.add_axes((0.13, 0.09, 0.78, 0.78 * self.size[0] / self.size[1]))
        self._plane(ax)
        self._save(figure)

    def _plane(self, ax: Any) -> None:
        """Draw the points with their names, on paper with squares."""
        points, sheet = self.sheet.points, self.sheet
        if points.shape[1] == 1:
            ax.scatter(points[:, 0], np.zeros(len(points)), s=30, color="0.25", zorder=3)
            ax.set_ylim(-1, 1)
            ax.set_yticks([])
            places = np.column_stack([points[:, 0], np.zeros(len(points))])
        else:
            ax.scatter(points[:, 0], points[:, 1], s=30, color="0.25", zorder=3)
            places = points
            low, high = points.min(axis=0), points.max(axis=0)
            middle, half = (low + high) / 2, 0.6 * (high - low).max()
            ax.set_xlim(middle[0] - half, middle[0] + half)
            ax.set_ylim(middle[1] - half, middle[1] + half)
            ax.set_aspect("equal")
        for i, at in enumerate(places):
            up = (5 if i % 2 else -14) if points.shape[1] == 1 else 5
            ax.annotate(f"{i}", at, (5, up), textcoords="offset points", fontsize=10)
        for i, start in enumerate(sheet.starts):
            at = (start[0], 0.0 if points.shape[1] == 1 else start[1])
            ax.annotate(
                cluster_name(i), at, ha="center", va="center", fontweight="bold", zorder=4,
                bbox={"boxstyle": "circle", "facecolor": "white", "edgecolor": "black"},
            )  # fmt: skip
        ax.grid(color="0.85", linewidth=0.6)
        ax.minorticks_on()
        ax.grid(which="minor", color="0.93", linewidth=0.4)
        ax.set_axisbelow(True)
        ax.set_xlabel(sheet.axes[0], fontsize=10, parse_math=False)
        if len(sheet.axes) > 1:
            ax.set_ylabel(sheet.axes[1], fontsize=10, parse_math=False)

    def _tables(self, title: str, rounds: Sequence[Round], *, filled: bool) -> None:
        """Write a table for each round, two on a page."""
        from matplotlib.transforms import Bbox

        for start in range(0, len(rounds), 2):
            figure = self._new_page(title)
            for place, one in enumerate(rounds[start : start + 2]):
                top = 0.9 - 0.43 * place
                figure.text(_MARGIN, top, one.title, fontsize=12, fontweight="bold", va="top")
                text = _wrapped(one.answer if filled else one.task)
                figure.text(_MARGIN, top - 0.025, text, fontsize=10, va="top", linespacing=1.35)
                used = 0.035 + 0.018 * (1 + text.count("\n"))
                ax = figure.add_axes((_MARGIN, top - 0.4, 1 - 2 * _MARGIN, 0.4 - used))
                ax.axis("off")
                height = min(1, 0.075 * (1 + len(one.rows)))
                shown = [
                    [cell if filled or j < one.n_given else "" for j, cell in enumerate(row)]
                    for row in one.rows
                ]
                table = ax.table(
                    cellText=shown, colLabels=one.columns, cellLoc="center", loc="upper center",
                    bbox=Bbox.from_bounds(0, 1 - height, 1, height),
                )  # fmt: skip
                table.auto_set_font_size(False)
                table.set_fontsize(9)
                for (row, _), cell in table.get_celld().items():
                    cell.set_edgecolor("0.6")
                    cell.set_linewidth(0.6)
                    if row == 0:
                        cell.set_text_props(fontweight="bold")
            self._save(figure)

    def _cards(self) -> None:
        """Write cards to cut out, for an opener on the floor."""
        from matplotlib.patches import Rectangle

        points = self.sheet.points
        figure = self._new_page("Cards: an opener without computers")
        text = _wrapped(self.sheet.opener)
        figure.text(_MARGIN, 0.91, text, fontsize=10.5, va="top", linespacing=1.4)
        top = 0.88 - 0.02 * (1 + text.count("\n"))
        ax = figure.add_axes((_MARGIN, 0.07, 1 - 2 * _MARGIN, top - 0.07))
        ax.axis("off")
        rows = -(-min(len(points), _CARDS) // 3)
        ax.set_xlim(0, 3)
        ax.set_ylim(-rows, 0)
        for i, point in enumerate(points[:_CARDS]):
            column, row = i % 3, i // 3
            box: dict[str, Any] = {"fill": False, "linestyle": "--", "edgecolor": "0.5"}
            ax.add_patch(Rectangle((column, -row - 1), 1, 1, **box))
            middle = (column + 0.5, -row - 0.42)
            ax.text(*middle, f"{i}", ha="center", va="center", fontsize=40, fontweight="bold")
            where = ",  ".join(f"{value:g}" for value in point)
            ax.text(column + 0.5, -row - 0.8, where, ha="center", va="center", fontsize=13)
        self._save(figure)

    def _steps(self) -> None:
        """Draw the steps, as a widget shows them."""
        traced = self.sheet.trace
        last = len(traced) - 1
        steps = sorted({round(step) for step in np.linspace(0, last, min(_PANELS, last + 1))})
        figure = self._new_page("Answers: the steps, as the widget shows them")
        grid = figure.subplots(
            3, 2, gridspec_kw={"left": 0.12, "right": 0.93, "top": 0.89, "bottom": 0.11,
                               "hspace": 0.5, "wspace": 0.28},
        ).ravel()  # fmt: skip
        for ax, step in zip(grid, steps, strict=False):
            draw_step(traced, step, ax)
            ax.tick_params(labelsize=7)
            ax.set_title(f"step {step}", fontsize=9, loc="left")
            caption = "\n".join(textwrap.wrap(traced.frames[step].caption, 46))
            ax.set_xlabel(caption, fontsize=8, parse_math=False)
        for ax in grid[len(steps) :]:
            ax.remove()
        self._save(figure)


def _wrapped(text: str) -> str:
    return "\n".join(
        line for part in text.splitlines() for line in (textwrap.wrap(part, _LINE) or [""])
    )
