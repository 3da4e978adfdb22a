"""How a SelfOrganizingMap fits: a grid of units unfolds over the points."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import numpy as np

from teachclust.checks import CheckedData
from teachclust.cluster.self_organizing_map import (
    ALGORITHMS,
    GRIDS,
    INITS,
    Training,
    clusters_of_units,
    grid_of,
    nearest_units,
    sigma_of,
    topographic_error,
)
from teachclust.traces.frame import Frame, Value
from teachclust.traces.parameters import RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
from teachclust.traces.thinning import shown_steps
from teachclust.words import say
from teachclust.words.numbers import how_many, number

# Lines of the pseudocode.
START: Final = 0
PULL: Final = 3
SHRINK: Final = 4
ASSIGN: Final = 5
MERGE: Final = 6

#: Points of the first epoch that are shown one by one.
_PULLS: Final = 60
#: The most rows and columns that a control offers.
_LONGEST: Final = 20


def trace_self_organizing_map(model: Any, data: CheckedData) -> Steps:
    """Trace a SelfOrganizingMap: the first pulls one by one, then the end of each epoch.

    The objective is the quantization error of all points at the end of an epoch. Costs one fit, and
    n_samples x n_units distances for each epoch.
    """
    X = np.asarray(data.X, dtype=np.float64)
    model._check(X)
    return Steps(
        frames=tuple(_Story(X, model).frames()),
        code=_code(model),
        params={"sigma": sigma_of(model)},
    )


def _code(model: Any) -> tuple[CodeLine, ...]:
    start = model.init if isinstance(model.init, str) else "array"
    order = "batch" if model.algorithm == "batch" else "random" if model.shuffle else "given"
    lines = [
        CodeLine(say(f"code.som.start.{start}")),
        CodeLine(say("code.som.repeat")),
        CodeLine(say(f"code.som.points.{order}"), 1),
        CodeLine(say(f"code.som.pull.{model.algorithm}"), 1 if order == "batch" else 2),
        CodeLine(say(f"code.som.shrink.{model.algorithm}"), 1 if order == "batch" else 2),
        CodeLine(say("code.som.assign")),
    ]
    if model.n_clusters is not None:
        lines.append(CodeLine(say("code.som.merge")))
    return tuple(lines)


class _Story:
    """The training of one map, and what its frames say of it."""

    def __init__(self, X: Any, model: Any) -> None:
        self.X, self.model = X, model
        self.training = Training(X, model)
        self.grid = grid_of(model)
        self.links = self.grid.links
        self.joined = model.n_clusters is not None

    def frames(self) -> Iterator[Frame]:
        """Yield "show", "seed", an "update" for each pull, an "assign" for each epoch, "stop"."""
        model, n = self.model, len(self.X)
        yield Frame("show", say("caption.show", n=f"{n:,}"), START)
        start = model.init if isinstance(model.init, str) else "array"
        caption = say(f"caption.som.seed.{start}", units=how_many("unit", len(self.training.units)))
        yield Frame("seed", caption, START, values=self._units())
        first_shown = 1
        if not self.training.batch:
            pulls = self.training.pulls(1)
            for pull in islice(pulls, _PULLS):
                yield self._pull_frame(pull)
            for _ in pulls:
                pass
            yield self._epoch_frame(1)
            first_shown = 2
        shown = {at + 1 for at in shown_steps(model.epochs, n)}
        for epoch in range(first_shown, model.epochs + 1):
            self.training.run(epoch)
            if epoch in shown:
                yield self._epoch_frame(epoch)
        yield from self._last_frames()

    def _units(self, **more: Any) -> dict[str, Any]:
        """Return what a frame carries: the units as they are now, and how they are joined."""
        return {"units": self.training.units.copy(), "links": self.links, **more}

    def _pull_frame(self, pull: Any) -> Frame:
        row, column = divmod(pull.winner, self.model.n_columns)
        beside = pull.rate * np.exp(-1 / (2 * pull.sigma**2))
        caption = say(
            "caption.som.pull",
            point=pull.point,
            row=row,
            column=column,
            share=f"{100 * pull.rate:.3g}",
            beside=f"{100 * beside:.2g}",
        )
        values = self._units(points=(pull.point,), unit=pull.winner)
        return Frame("update", caption, PULL, 1, values=values)

    def _epoch_frame(self, epoch: int) -> Frame:
        """Measure the map at the end of an epoch; of clusters of units nothing is known yet."""
        first, second, distances = nearest_units(self.X, self.training.units)
        error = float(distances.mean())
        steps = 1 if self.training.batch else len(self.X)
        caption = say(
            "caption.som.epoch",
            epoch=f"{epoch:,}",
            epochs=f"{self.model.epochs:,}",
            sigma=number(self.training.schedule.sigma_at(epoch * steps - 1)),
            error=number(error),
            broken=f"{100 * topographic_error(first, second, self.grid):.2g}",
        )
        values, labels = self._units(), None
        if not self.joined:
            values["unit_labels"] = np.arange(len(self.training.units))
            labels = first.astype(np.int32)
        return Frame("assign", caption, SHRINK, epoch, labels, error, values)

    def _last_frames(self) -> Iterator[Frame]:
        units, epochs = self.training.units, self.model.epochs
        first, second, distances = nearest_units(self.X, units)
        counts = np.bincount(first, minlength=len(units))
        clusters = clusters_of_units(units, counts, self.model.n_clusters)
        labels, error = clusters[first].astype(np.int32), float(distances.mean())
        values = self._units(unit_labels=clusters)
        if self.joined:
            joined = how_many("joined", int(clusters.max()) + 1)
            caption = say("caption.som.merge", units=how_many("unit", len(units)), clusters=joined)
            yield Frame("merge", caption, MERGE, epochs, labels, error, values)
        unused = int(np.count_nonzero(counts == 0))
        key = "all" if not unused else "one" if unused == 1 else "some"
        caption = say(
            f"caption.som.stop.{key}",
            epochs=how_many("epoch", epochs),
            n=unused,
            error=number(error),
            broken=f"{100 * topographic_error(first, second, self.grid):.2g}",
        )
        line = MERGE if self.joined else ASSIGN
        yield Frame("stop", caption, line, epochs, labels, error, values)


WORDS: Final = {
    "count.unit.one": "1 unit",
    "count.unit.many": "{n} units",
    "count.joined.one": "1 cluster",
    "count.joined.many": "{n} clusters",
    "objective.legend.som": "at the end of each epoch",
    "caption.som.seed.pca": (
        "Seed: {units} are spread over the two directions in which the points vary most."
    ),
    "caption.som.seed.random": "Seed: {units} start at points drawn at random.",
    "caption.som.seed.array": "Seed: {units} start where they are given.",
    "caption.som.pull": (
        "Update: point {point} pulls the nearest unit, row {row}, column {column}, by {share} %, "
        "neighbors by {beside} %."
    ),
    "caption.som.epoch": (
        "Epoch {epoch} of {epochs}: neighborhood {sigma} wide; quantization error {error}, "
        "topographic error {broken} %."
    ),
    "caption.som.merge": "Merge: Ward's method joins the {units} into {clusters}.",
    "caption.som.stop.all": (
        "Stop: after {epochs} all units have points; quantization error {error}, topographic "
        "error {broken} %."
    ),
    "caption.som.stop.one": (
        "Stop: after {epochs} one unit has no point; quantization error {error}, topographic "
        "error {broken} %."
    ),
    "caption.som.stop.some": (
        "Stop: after {epochs} {n} units have no point; quantization error {error}, topographic "
        "error {broken} %."
    ),
    "code.som.title": "Self-organizing map",
    "code.som.start.pca": "spread a grid of units over the points",
    "code.som.start.random": "draw points as units of a grid",
    "code.som.start.array": "take the given units of a grid",
    "code.som.repeat": "repeat for each epoch",
    "code.som.points.random": "for each point, in random order",
    "code.som.points.given": "for each point, in order",
    "code.som.points.batch": "find the nearest unit of each point",
    "code.som.pull.online": "move nearest unit and neighbors",
    "code.som.pull.batch": "move units to means over neighbors",
    "code.som.shrink.online": "shrink rate and neighborhood",
    "code.som.shrink.batch": "shrink the neighborhood",
    "code.som.assign": "assign points to nearest unit",
    "code.som.merge": "join units into clusters (Ward)",
    "objective.som": "Quantization error",
}

SPEC: Final = AlgorithmSpec(
    estimator="teachclust.cluster:SelfOrganizingMap",
    tracer=trace_self_organizing_map,
    painter="map",
    code_title="code.som.title",
    carries=(
        "points",
        "unit",
        Value(
            "units", ("n_units", "n_features"), "float", "of X",
            "of the map, row by row of its grid", "units", ("map",), encoding="plane",
        ),
        Value(
            "links", ("n_links", "n_ends"), "int", "",
            "pairs of units that are neighbors on the grid", "links", ("map",),
        ),
        Value(
            "unit_labels", ("n_units",), "int", "", "the cluster of each unit",
            "unit_labels", ("map",),
        ),
    ),
    samples=Samples(
        {"n_rows": 5, "n_columns": 5, "random_state": 0},
        "blobs",
        hard={"n_rows": 2, "n_columns": 3, "n_clusters": 3, "epochs": 5},
    ),
    fitted_attributes={"objective": "quantization_error_", "n_iter": "n_iter_"},
    parameters=(
        Parameter("n_rows", "whole", "rows", "Rows of the grid", most=_LONGEST),
        Parameter("n_columns", "whole", "columns", "Columns of the grid", most=_LONGEST),
        Parameter(
            "sigma",
            "number",
            "width",
            "sigma: how far around the nearest unit others are pulled along at first",
            least=0,
        ),
        Parameter(
            "algorithm",
            "choice",
            "algorithm",
            "Whether points pull one after the other or all at once",
            ALGORITHMS,
        ),
        Parameter("init", "choice", "start", "Where the units start", INITS),
        Parameter("grid", "choice", "grid", "Which units are neighbors", GRIDS),
        RANDOM_STATE,
    ),
    title=("n_rows", "n_columns", "n_clusters", "algorithm", "epochs"),
    objective="objective.som",
    legend="objective.legend.som",
    step_names={
        "seed": StepName(next="put down the units"),
        "update": StepName("pull", "take the next point"),
        "assign": StepName("epoch", "finish the epoch"),
        "merge": StepName("join units", "join units"),
    },
    words=WORDS,
)  # fmt: skip
