"""The Race: estimators side by side on the same data, moved by the work that they have done."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

import traitlets

from teachclust.checks import check_estimator, display_name
from teachclust.errors import LearnerError
from teachclust.traces import Trace
from teachclust.widgets.edits import control_value
from teachclust.widgets.race.racers import End, Racer, ends_of, racers_of
from teachclust.widgets.race.thumbnail import race_png
from teachclust.widgets.race.wire import moments_of, race_wire, shared_controls
from teachclust.widgets.requests import Fields, ParameterValue, Request, ShortText
from teachclust.widgets.side_by_side import SideBySide, check_listed, shares_parameters
from teachclust.widgets.traits import check_shown
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    import pandas as pd

_MOST: Final = 4
_FIX: Final = (
    "race([MiniBatchKMeans(n_clusters=8, random_state=0), KMeans(n_clusters=8, random_state=0)], X)"
)


class Race(SideBySide[tuple[tuple[Racer, ...], tuple[Any, ...], Any]]):
    """Two to four k-means estimators on the same data, side by side. Made by `race`.

    One scrubber moves them all along the work that they have done, counted in distances between a
    point and a center (see `teachclust.traces.work`), so that a picture shows what each has got for
    the same price. Under the planes stands the inertia over all points against that work, behind
    them a table of the ends.

    Its parameters are those of `race`.

    Attributes
    ----------
    step : int
        Which moment is on screen, as an index into the amounts of work at which a racer takes a
        step, from 0 to `last_step`. The browser writes it; set it from Python, or link it with a
        slider, and the browser follows.
    last_step : int
        The number of the last moment.
    traces : tuple of Trace
        The traces on screen, every frame; each ends at ``clone(estimator).fit(X)``.
    ends : tuple of End
        Where each ends: distances, steps, inertia, ratio to the lowest, agreement with it.
    estimators : tuple of estimator
        The estimators on screen, unfitted, with the seeds that were used.
    equal_axes : bool
        Whether one unit is equally long on both axes. The learner can switch it.
    X : array or DataFrame
        The data.

    Notes
    -----
    The inertia over all points is computed for the centers of each batch that is shown; this pass
    is not counted as work. It costs n_samples x n_features x n_clusters for each; where that would
    take more than a few seconds in all, fewer steps are shown.
    """

    widget = traitlets.Unicode("race").tag(sync=True)
    request_kinds: ClassVar[Mapping[str, Fields]] = {
        "param": {"name": ShortText(), "value": ParameterValue()}
    }
    remake: ClassVar[str] = "race([estimator, other], X)"

    def __init__(
        self,
        estimators: Any,
        X: Any,
        *,
        columns: Any = None,
        image_shape: Any = None,
        controls: str | None = None,
        future: bool = False,
        equal_axes: bool = True,
    ) -> None:
        check_shown(controls, future)  # before the fits, not after them
        checked = check_racers(estimators)
        racers = racers_of(checked, X, columns, image_shape)
        self.columns, self.image_shape = columns, image_shape
        self._races = 1
        self._content = racers, checked, X  # the step is checked against it
        super().__init__(controls=controls, future=future, equal_axes=equal_axes)
        self.shown = race_wire(racers, checked, self._races)

    def answer(self, request: Request) -> None:
        """Answer a request of the browser by replacing the race whole, or not at all."""
        from sklearn.base import clone

        name = request.edit["name"]
        controls = shared_controls(self.racers, self.estimators)
        value = control_value(controls, name, request.edit["value"])
        _, estimators, X = self.content
        changed = tuple(
            clone(e).set_params(**{name: value}) if hasattr(e, name) else e for e in estimators
        )
        racers = racers_of(changed, X, self.columns, self.image_shape)
        wire = race_wire(racers, changed, self._races + 1)
        wire["head"]["ack"] = request.number
        self._races += 1
        step = min(self.step, len(moments_of(racers)) - 1)  # the browser then says where it is
        self.replace_content((racers, changed, X), step=step, shown=wire)

    @property
    def last_step(self) -> int:
        """The number of the last moment."""
        return len(moments_of(self.racers)) - 1

    @property
    def racers(self) -> tuple[Racer, ...]:
        """The racers: what is drawn, by the work that was done."""
        return self.content[0]

    @property
    def traces(self) -> tuple[Trace, ...]:
        """The traces on screen, every frame."""
        return tuple(racer.trace for racer in self.racers)

    @property
    def ends(self) -> tuple[End, ...]:
        """Where each racer ends."""
        return ends_of(self.racers)

    @property
    def estimators(self) -> tuple[Any, ...]:
        """The estimators on screen, unfitted."""
        return self.content[1]

    @property
    def X(self) -> Any:  # noqa: N802 (scikit-learn's word)
        """The data on screen."""
        return self.content[2]

    def table(self) -> pd.DataFrame:
        """Return the ends, one row per estimator."""
        import pandas as pd  # loaded late: a race of arrays needs no pandas

        rows = [(e.distances, e.steps, e.inertia, e.ratio, e.ari) for e in self.ends]
        names = pd.Index([e.name for e in self.ends], name="estimator")
        return pd.DataFrame(rows, names, ["distances", "steps", "inertia", "ratio", "ari"])

    def curves(self) -> pd.DataFrame:
        """Return inertia over all points against work: estimator, distances, inertia."""
        import pandas as pd  # loaded late: see above

        rows = [
            (racer.name, int(work), inertia)
            for racer in self.racers
            for work, inertia in zip(racer.work, racer.inertia, strict=True)
            if inertia is not None
        ]
        return pd.DataFrame(rows, columns=["estimator", "distances", "inertia"])

    def summary(self) -> str:
        """Return who races and where each is; the same on every machine."""
        first = self.traces[0]
        k = int(first.params["n_clusters"])
        if not self.tells_end:
            places = "; ".join(self._place(racer) for racer in self.racers)
            return say("summary.race", n=len(first.X), k=k, ends=places)
        ends = [
            say(
                "summary.race.end",
                name=e.name,
                inertia=number(e.inertia),
                distances=f"{e.distances:,}",
            )
            for e in self.ends
        ]
        return say("summary.race", n=len(first.X), k=k, ends="; ".join(ends))

    def _place(self, racer: Racer) -> str:
        """Say where a racer is at the moment on screen."""
        inertia = racer.inertia[racer.frame(self._work)]
        if inertia is None:
            return say("summary.race.start", name=racer.name)
        return say("summary.race.now", name=racer.name, inertia=number(inertia))

    @property
    def _work(self) -> int:
        """The work that each racer has had; all of it where the end may be told."""
        return moments_of(self.racers)[-1 if self.tells_end else self.step]

    def drawn_view(self) -> Any:
        """Return the work that is drawn."""
        return self._work

    def draw_thumbnail(self) -> bytes:
        """Draw the racers side by side, and the curves up to the work on screen."""
        return race_png(self.racers, self._work)


@shares_parameters
def race(
    estimators: Any,
    X: Any,
    *,
    columns: Any = None,
    image_shape: Any = None,
    controls: str | None = None,
    future: bool = False,
    equal_axes: bool = True,
) -> Race:
    """Let k-means estimators race on the same data, side by side, by the work that they do.

    Parameters
    ----------
    estimators : list or tuple of estimator
        Two to four KMeans or MiniBatchKMeans with the same ``n_clusters``, unfitted; they are
        cloned and never touched.

    Returns
    -------
    widget : Race
        Shows itself when it is the last line of a cell.

    Raises
    ------
    LearnerError
        If there are not two to four estimators, one is of another kind, they differ in
        ``n_clusters``, or data or a parameter can't be clustered.

    See Also
    --------
    watch : One estimator, step by step.

    Examples
    --------
    >>> from sklearn.cluster import KMeans, MiniBatchKMeans
    >>> from teachclust import race
    >>> from teachclust.datasets import load_blobs
    >>> both = [MiniBatchKMeans(4, random_state=0), KMeans(4, random_state=0)]
    >>> race(both, load_blobs().data)  # doctest: +SKIP
    """
    return Race(
        estimators,
        X,
        columns=columns,
        image_shape=image_shape,
        controls=controls,
        future=future,
        equal_axes=equal_axes,
    )


def check_racers(estimators: Any) -> tuple[Any, ...]:
    """Return clones, all without a seed given the same one; refuse what can't race."""
    given = check_listed(estimators, "race", _MOST, _FIX)
    _refuse_pipelines(given)
    seed = secrets.randbelow(10_000)
    checked = []
    for i, estimator in enumerate(given):
        _check_kind(estimator, i)
        model = check_estimator(estimator)
        checked.append(model.set_params(random_state=seed) if model.random_state is None else model)
    counts = {str(estimator.n_clusters) for estimator in checked}
    if len(counts) > 1:
        raise LearnerError(
            "Estimators that race must have the same n_clusters.",
            where=f"n_clusters={', '.join(str(e.n_clusters) for e in checked)}",
            why="More clusters have a lower inertia whatever they are worth.",
            fix=_FIX,
        )
    return tuple(checked)


def _refuse_pipelines(given: Sequence[Any]) -> None:
    """Refuse pipelines, with the line that does the first one's earlier steps before the race."""
    pipes = [hasattr(one, "steps") and not isinstance(one, type) for one in given]
    if not any(pipes):
        return
    first = pipes.index(True)
    last = "e[-1]" if all(pipes) else 'e[-1] if hasattr(e, "steps") else e'
    longer = len(given[first].steps) > 1
    data = f"estimators[{first}][:-1].fit_transform(X)" if longer else "X"
    raise LearnerError(
        "A pipeline can't race, but its last step can.",
        where=f"estimators[{first}] is a pipeline: "
        + ", ".join(display_name(name) for name, _ in given[first].steps[:4]),
        why="All see the same data in a race: what earlier steps do to it is done before.",
        fix=f"race([{last} for e in estimators], {data})",
    )


def _check_kind(estimator: Any, i: int) -> None:
    """Refuse an estimator whose work is not counted in distances to centers."""
    from teachclust.traces import algorithm_of
    from teachclust.traces.work import counted

    spec = algorithm_of(estimator)
    if spec.work is None:
        raise LearnerError(
            f"A {spec.name} can't race: its work is not told in distances to centers.",
            where=f"estimators[{i}]",
            why=f"These can: {', '.join(counted())}. What they do is counted in the same unit.",
            fix=_FIX,
        )
