"""A trace: how one estimator fits one data set, frame by frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from teachclust.checks import CheckedData, distinct_notice
from teachclust.errors import LearnerError
from teachclust.float_errors import usual_float_errors
from teachclust.traces.auxiliary import CondensedTree, Curve, Edges, Levels
from teachclust.traces.card import Neighborhoods, PointNumbers
from teachclust.traces.frame import Floats, Frame, Labels, freeze_arrays, frozen_frames
from teachclust.traces.spec import AlgorithmSpec
from teachclust.traces.steps import CodeLine, Run, Steps
from teachclust.traces.tree import Tree
from teachclust.traces.view import View, in_the_box, make_view
from teachclust.words import say

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Trace:
    """How an estimator fits data, as frozen frames. Made by `teachclust.trace`.

    Its arrays are read-only: copy one to change it.

    Parameters
    ----------
    spec : AlgorithmSpec
        What the package knows of the algorithm.
    params : dict
        The estimator's parameters, with the seed that was used.
    X : ndarray of shape (n_samples, n_features)
        The data that was clustered.
    feature_names : tuple of str
        Name of each column of X.
    index : pandas.Index or None
        The index of the caller's DataFrame.
    frames : tuple of Frame
        The steps; the last holds what ``fit`` gives.
    runs : tuple of Run
        All ``n_init`` runs; the best is the one in `frames`.
    code : tuple of CodeLine
        Pseudocode; `Frame.line` counts in it.
    notices : tuple of str
        Things worth knowing about the data, in plain words.
    n_distinct : int
        How many rows of X differ: more clusters than that can't be found.
    columns : pair of str or int or None
        Features to draw; by default the plane itself or the two principal directions.
    tree : Tree or None
        The merges of a hierarchy.
    edges : Edges or None
        A graph over the points.
    curve : Curve or None
        A value for each point, drawn beside the plane.
    condensed : CondensedTree or None
        The condensed tree of HDBSCAN.
    core : ndarray of shape (n_samples,), dtype bool, or None
        Which points are core points.
    levels : Levels or None
        From which the clusters at any other eps are looked up.
    embedding : ndarray of shape (n_samples, 2) or None
        Other places of the points, for frames that are ``embedded``.
    neighbors : Neighborhoods or None
        The points within ``eps`` of each.
    numbers : PointNumbers or None
        What each point says of itself.
    """

    spec: AlgorithmSpec
    params: dict[str, Any]
    X: Floats
    feature_names: tuple[str, ...]
    index: Any
    frames: tuple[Frame, ...]
    runs: tuple[Run, ...]
    code: tuple[CodeLine, ...]
    notices: tuple[str, ...] = ()
    n_distinct: int = 0
    columns: Any = None
    image_shape: tuple[int, int] | None = None
    tree: Tree | None = None
    edges: Edges | None = None
    curve: Curve | None = None
    condensed: CondensedTree | None = None
    core: Any = None
    levels: Levels | None = None
    embedding: Floats | None = None
    neighbors: Neighborhoods | None = None
    numbers: PointNumbers | None = None

    def __post_init__(self) -> None:
        """Keep the arrays so that they can't be changed."""
        freeze_arrays(self)
        object.__setattr__(self, "frames", frozen_frames(self.frames))

    def __reduce__(self) -> tuple[type[Trace], tuple[Any, ...]]:
        """Be copied and pickled by its fields: a copy can't be changed either."""
        return Trace, tuple(getattr(self, one.name) for one in fields(self))

    @property
    def algorithm(self) -> str:
        """Name of the estimator's class, for example "KMeans"."""
        return self.spec.name

    @property
    def end_only(self) -> bool:
        """Whether its frames are the data and the end, for want of steps that can be watched."""
        return self.spec.end_only

    @property
    def painter(self) -> str:
        """Name of the painter that draws it in the browser."""
        return self.spec.painter

    @property
    def objective_name(self) -> str:
        """What the algorithm lowers or raises, in words."""
        return say(self.spec.objective or "caption.density.objective")

    @property
    def rises(self) -> bool:
        """Whether the objective is to rise."""
        return self.spec.rises

    @property
    def code_title(self) -> str:
        """Title of the pseudocode."""
        return say(self.spec.code_title)

    @cached_property
    def view(self) -> View:
        """The plane in which the data is drawn (computed when first asked for)."""
        with usual_float_errors():
            view = make_view(self.X, self.feature_names, self.columns, self.image_shape)
        if self.spec.clusters_features:
            note = say("view.of_features", n=f"{self.X.shape[1]:,}")
            view = replace(view, projection_note=note)
        return view

    @property
    def last(self) -> Frame:
        """The last frame: what ``fit`` gives."""
        return self.frames[-1]

    @property
    def is_fitted(self) -> bool:
        """Whether there is a fit: a Sandbox may show points that nothing can be fitted to."""
        return len(self.frames) > 1 or self.last.kind != "show" or self.last.labels is not None

    @property
    def labels(self) -> Labels:
        """Final labels, shape (n_samples,); -1 is noise."""
        if not self.is_fitted:
            empty = not len(self.X)
            raise LearnerError(
                "There are no points yet." if empty else "Nothing is fitted to these points.",
                where=f"{len(self.X)} points",
                why="Labels come with a fit." if empty else self.last.caption,
                fix="Sandbox().current.labels",
            )
        if self.last.labels is None:
            raise LearnerError(
                f"This trace of a {self.algorithm} ends without labels.",
                where=f"the last frame, {self.last.kind!r}",
                why="The last frame of a trace has the labels that fit gives.",
                fix="teachclust.testing.check_algorithm(spec)",
            )
        return self.last.labels

    @property
    def centers(self) -> Floats | None:
        """Final centers, shape (n_clusters, n_features).

        None where the algorithm has none in the space of X: in a tree, in a clustering by density,
        among the eigenvectors of a graph.
        """
        centers: Floats | None = self.last.values.get("centers")
        return centers

    @property
    def objective(self) -> float | None:
        """Final objective: for k-means the inertia, for a mixture the log-likelihood.

        None where the algorithm lowers or raises nothing: DBSCAN, OPTICS, HDBSCAN, MeanShift.
        """
        return self.last.objective

    @property
    def n_iter(self) -> int:
        """Number of iterations of the run that is shown."""
        return self.last.iteration

    @property
    def n_clusters(self) -> int:
        """Number of clusters that were found."""
        return len(set(self.labels[self.labels >= 0].tolist()))

    def __len__(self) -> int:
        """Return the number of frames."""
        return len(self.frames)

    def __iter__(self) -> Iterator[Frame]:
        """Go through the frames in order."""
        return iter(self.frames)

    def __getitem__(self, step: int) -> Frame:
        """Return the frame at `step`; negative steps count from the end."""
        return self.frames[step]

    def __repr__(self) -> str:
        """Say what was traced and where it ended; the same on every machine."""
        n, d = self.X.shape
        end = f"{self.n_clusters} clusters" if self.is_fitted else "not fitted"
        objective = self.objective
        if objective is not None:
            end = f"{self.objective_name.lower()} {objective:.2f}"
        return f"Trace({self.algorithm}, {n} points x {d} features, {len(self)} frames, {end})"

    def labels_series(self) -> pd.Series[int]:
        """Return the final labels with the index of the caller's DataFrame."""
        import pandas as pd  # loaded late: a trace of arrays needs no pandas

        return pd.Series(self.labels, index=self.index, name="cluster")

    def table(self) -> pd.DataFrame:
        """Return one row per frame: kind, iteration, objective and caption."""
        import pandas as pd  # loaded late: see above

        rows = [(f.kind, f.iteration, f.objective, f.caption) for f in self.frames]
        names = ["kind", "iteration", self.objective_name.lower(), "caption"]
        return pd.DataFrame(rows, columns=names).rename_axis("step")


def assembled(
    spec: AlgorithmSpec, steps: Steps, params: dict[str, Any], data: CheckedData, drawn: Any
) -> Trace:
    """Assemble a trace from a tracer's result and what is the same for all algorithms.

    `drawn` has the columns to draw and the shape of rows that are pictures.
    """
    few = None
    if spec.n_clusters is not None and not spec.splits_equal_points:
        few = distinct_notice(data.n_distinct, params[spec.n_clusters] or 0)
    traced = Trace(
        spec=spec,
        params=params,
        X=data.X,
        feature_names=data.feature_names,
        index=data.index,
        frames=steps.frames,
        runs=steps.runs,
        code=steps.code,
        notices=(*data.notices, *([few] if few else ()), *steps.notices),
        n_distinct=data.n_distinct,
        columns=drawn[0],
        image_shape=drawn[1],
        tree=steps.tree,
        edges=steps.edges,
        curve=steps.curve,
        condensed=steps.condensed,
        core=steps.core,
        levels=steps.levels,
        neighbors=steps.neighbors,
        numbers=steps.numbers,
    )
    if steps.embedding is None:
        return traced
    boxed = in_the_box(steps.embedding, traced.view.project(traced.X))
    return replace(traced, embedding=boxed)
