"""What a tracer returns: frames, pseudocode, runs, and what stands beside the points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from teachclust.traces.auxiliary import CondensedTree, Curve, Edges, Levels
from teachclust.traces.card import Neighborhoods, PointNumbers
from teachclust.traces.frame import Floats, Frame
from teachclust.traces.tree import Tree

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Run:
    """One of the ``n_init`` runs of a fit: its final objective and number of iterations.

    ``n_assigned`` is how many times k-means assigned all points in it. ``lower_bound`` is what
    scikit-learn chooses the best run of a mixture by: the mean log-likelihood that the last E step
    found, one M step before the parameters that ``objective`` belongs to.
    """

    objective: float
    n_iter: int
    best: bool
    n_assigned: int = 0
    lower_bound: float | None = None


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line of pseudocode; `indent` counts levels."""

    text: str
    indent: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """What a tracer returns: what differs from one algorithm and fit to the next.

    Parameters
    ----------
    frames : tuple of Frame
        From "show" to "stop"; the last holds what ``fit`` gives.
    code : tuple of CodeLine
        Pseudocode; `Frame.line` counts in it.
    runs : tuple of Run, default=()
        All ``n_init`` runs, where there are any.
    params : mapping, default={}
        Parameters as they were used, where they differ from what the caller gave: a bandwidth that
        was estimated, say.
    notices : tuple of str, default=()
        What is worth knowing about the fit, in plain words.
    tree, edges, curve, condensed, core, neighbors, numbers
        As in `Trace`.
    embedding : ndarray of shape (n_samples, n_components) or None
        Other places of the points. Two columns that vary are drawn, scaled into the box of the
        data.
    """

    frames: tuple[Frame, ...]
    code: tuple[CodeLine, ...]
    runs: tuple[Run, ...] = ()
    params: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    notices: tuple[str, ...] = ()
    tree: Tree | None = None
    edges: Edges | None = None
    curve: Curve | None = None
    condensed: CondensedTree | None = None
    core: Any = None
    levels: Levels | None = None
    embedding: Floats | None = None
    neighbors: Neighborhoods | None = None
    numbers: PointNumbers | None = None

    @property
    def last(self) -> Frame:
        """The last frame: what ``fit`` gives."""
        return self.frames[-1]
