"""The description of an algorithm, declared in one place beside its tracer.

The registry is a list of these. Controls, the wire, edits, legends, the race, the table of the
README and the contract tests read them; none has a table of algorithms of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

import numpy as np

from teachclust.checks import call_text, check_n_clusters, display_name, is_whole
from teachclust.errors import LearnerError
from teachclust.traces.card import CARD
from teachclust.traces.frame import KINDS, VALUES, Floats, Kind, Value
from teachclust.traces.steps import Steps
from teachclust.words import add_words

if TYPE_CHECKING:
    from teachclust.checks import CheckedData

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
#: Painters of algorithms, by the names that ``js/src/parts`` gives them.
PAINTERS: Final = ("kmeans", "density", "mixture", "tree", "graph", "mean_shift", "map")
#: What a Stepper may offer beside the controls.
SWITCHES: Final = ("ask", "regions", "links", "hulls", "ellipses", "edges")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an estimator that a learner may change while watching.

    Parameters
    ----------
    name : str
        Its name in the estimator.
    kind : {"whole", "number", "choice"}
        A whole number, any number, or one of some words.
    label : str
        What stands beside the control.
    help : str
        What it does, shown as the control's tooltip.
    options : tuple of str, default=()
        The words of a choice.
    least : float or None, default=1
        The lowest number. None where a "number" has none: it may be any finite one.
    most : {"samples", "distinct"} or float, default="samples"
        The highest whole number that the control offers: one less than the number of points, the
        number of distinct points (up to 30), or a number. Of a "number" only a number is a limit.
    applies : callable, default=None
        Takes the estimator and returns whether the parameter is used, given the others; its control
        is left out where it is not. By default it always is.
    default_from : str, default=""
        The parameter whose value is used where this one is None. By default the value is looked up
        in `Trace.params`, where a tracer writes what was used.
    sets : mapping, default={}
        For a word of a choice, the values that other parameters must take with it.
    """

    name: str
    kind: Literal["whole", "number", "choice"]
    label: str
    help: str
    options: tuple[str, ...] = ()
    least: float | None = 1
    most: Literal["samples", "distinct"] | float = "samples"
    applies: Callable[[Any], bool] | None = None
    default_from: str = ""
    sets: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class StepName:
    """What an algorithm calls a step of a kind, where the common name doesn't say what it does.

    Parameters
    ----------
    now : str or None, default=None
        The name of the step, while it shows. None keeps the common one.
    next : str or None, default=None
        The label of the button that takes the step. None keeps the common one.
    """

    now: str | None = None
    next: str | None = None


@dataclass(frozen=True, slots=True)
class SampleLimit:
    """A parameter that can't exceed the number of points, checked before anything is computed.

    Parameters
    ----------
    name : str
        Its name. None as a value passes.
    least : int, default=1
        The lowest whole number.
    fraction : bool, default=False
        Whether a fraction of the points, from 0.0 to 1.0, may be given instead.
    applies : callable, default=None
        Takes the estimator and tells whether the parameter is used; by default it always is.
    """

    name: str
    least: int = 1
    fraction: bool = False
    applies: Callable[[Any], bool] | None = None

    def check(self, model: Any, n_samples: int) -> None:
        """Raise a LearnerError if the parameter does not fit the number of points."""
        value = getattr(model, self.name)
        if value is None or (self.applies is not None and not self.applies(model)):
            return
        if is_whole(value) and self.least <= value <= n_samples:
            return
        if self.fraction and isinstance(value, float | np.floating) and 0 <= value <= 1:
            return
        more = ", or a fraction from 0.0 to 1.0" if self.fraction else ""
        raise LearnerError(
            f"{self.name} must be a whole number from {self.least} to {n_samples}{more}.",
            where=f"{self.name}={display_name(repr(value))}",
            why=f"X has {n_samples} rows, and no point has more neighbors than that.",
            fix=call_text(model, **{self.name: min(5, n_samples)}),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Fits that the contract tests make of an algorithm.

    Parameters
    ----------
    params : mapping
        Parameters with which the algorithm finds at least two clusters in `data`.
    data : {"blobs", "moons"}
        Four round groups of 80 points, or two half moons of 90.
    hard : mapping, default={}
        Parameters that are set otherwise for `teachclust.traces.samples.tied`, three squares of
        whole numbers with repeated rows: distances tie there.
    """

    params: Mapping[str, Any]
    data: Literal["blobs", "moons"]
    hard: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, eq=False)
class AlgorithmSpec:
    """An estimator that can be traced and watched, with all that the package needs to know of it.

    Parameters
    ----------
    estimator : str
        Where its class is imported from: ``"sklearn.cluster:KMeans"``. It is loaded when first
        needed.
    tracer : callable
        ``tracer(model, data) -> Steps``. ``model`` is an unfitted clone of the caller's estimator,
        the tracer's own to change, whose parameters are checked; ``data`` is a
        `teachclust.checks.CheckedData`.
    painter : str
        Name of the painter that draws it, one of `PAINTERS`: "kmeans" (centers and their points),
        "density" (a circle about a point, core points), "mixture", "tree", "graph",
        "mean_shift" or "map" (units joined by a grid).
    code_title : str
        Title of the pseudocode, a key of the catalogue of words.
    carries : tuple of str or Value
        What its frames carry in `Frame.values`: names of those that
        `teachclust.traces.frame.VALUES` declares, or a `Value` that only this algorithm has.
    samples : Samples
        Fits for the contract tests.
    fitted_attributes : mapping, default={}
        Which attribute of a fitted estimator a trace's ``centers``, ``objective`` and ``n_iter``
        are equal to: ``{"centers": "cluster_centers_"}``. Labels are always compared.
    n_clusters : str or None, default=None
        The parameter that asks for a number of clusters: it is checked against the number of
        points.
    splits_equal_points : bool, default=False
        Whether equal points can come into different clusters, so that there may be more clusters
        than distinct points.
    limits : tuple of SampleLimit, default=()
        Other parameters that can't exceed the number of points.
    parameters : tuple of Parameter, default=()
        What a learner may change, in the order of the controls.
    title : tuple of str, default=()
        Parameters that the title of a widget shows, in this order.
    switches : tuple of str, default=()
        What else a Stepper offers, of `SWITCHES`: "ask" (questions before half-steps), "regions",
        "links", "hulls", "ellipses", "edges".
    places_centers : bool, default=False
        Whether a learner may move, add and delete centers: the estimator must take them as
        ``init``.
    objective : str or None, default=None
        Name of the objective, a key of the catalogue; None where there is none.
    rises : bool, default=False
        Whether the objective is to rise.
    legend : str, default="objective.legend"
        What the marks on the curve of the objective mean, a key of the catalogue.
    work : callable or None, default=None
        Counts the distances between a point and a center up to each frame of a trace; algorithms
        that have it can race.
    iteration : {"iteration", "batch"}, default="iteration"
        What `Frame.iteration` counts. Of an algorithm that goes by batches the objective is known
        of all points at its end only.
    step_names : mapping, default={}
        Names of the kinds of frames that have one specific to this algorithm, each a `StepName`.
    card : tuple of str, default=()
        What a point says of itself when it's pointed at, beside its row and its cluster: names of
        `teachclust.traces.card.CARD`, in the order in which they are told.
    clusters_features : bool, default=False
        Whether it clusters the columns of X: the points of a trace are the features then.
    words : mapping, default={}
        English texts by key that this algorithm adds to the catalogue.

    Notes
    -----
    Words are added to the catalogue when a spec is made. The texts of `parameters` and `step_names`
    have the keys ``parameter.<name>.<parameter>`` and ``step.<name>.<kind>`` there, so that a
    language can have its own.

    Examples
    --------
    >>> from teachclust.traces.registry import ALGORITHMS
    >>> spec = ALGORITHMS["DBSCAN"]
    >>> spec.painter
    'density'
    >>> [parameter.name for parameter in spec.parameters]
    ['eps', 'min_samples', 'metric']
    """

    estimator: str
    tracer: Callable[[Any, CheckedData], Steps]
    painter: str
    code_title: str
    carries: tuple[str | Value, ...]
    samples: Samples
    fitted_attributes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    n_clusters: str | None = None
    splits_equal_points: bool = False
    limits: tuple[SampleLimit, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    title: tuple[str, ...] = ()
    switches: tuple[str, ...] = ()
    places_centers: bool = False
    objective: str | None = None
    rises: bool = False
    legend: str = "objective.legend"
    work: Callable[[Any], list[int]] | None = None
    iteration: Literal["iteration", "batch"] = "iteration"
    step_names: Mapping[Kind, StepName] = field(default_factory=dict)
    card: tuple[str, ...] = ()
    clusters_features: bool = False
    words: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    #: whether its steps can't be watched: frames are the data and the end alone
    end_only: ClassVar[bool] = False

    def __post_init__(self) -> None:
        """Refuse what nothing reads, and add the words to the catalogue."""
        if not _names_a_class(self.estimator):
            raise LearnerError(
                "An algorithm needs the module and the name of its estimator's class.",
                where=f"estimator={_text(self.estimator)}",
                why="They stand in one text, with a colon between them.",
                fix='estimator="sklearn.cluster:KMeans"',
            )
        if not callable(self.tracer):
            raise LearnerError(
                "The tracer must be a function.",
                where=f"tracer of {self.name}: {_text(self.tracer)}",
                why="It is called with an unfitted clone and the data, and returns the steps.",
                fix="tracer=lambda model, data: Steps(frames, code)",
            )
        self._check_names()
        try:
            add_words(self.all_words)
        except ValueError as error:
            raise LearnerError(
                "A text of the catalogue can't be replaced.",
                where=f"words of {self.name}: {error}",
                why="Others read the text that is there.",
                fix='words={"caption.' + self.name.lower() + '.stop": "Stop."}',
            ) from error

    def _check_names(self) -> None:
        """Refuse values, painters, switches and kinds of frames that are not known."""
        own = [one for one in self.carries if isinstance(one, Value)]
        self._refuse_unknown(
            "carries",
            [one for one in self.carries if one not in own],
            VALUES,
            "A frame can't carry numbers that no painter reads.",
            'carries=("centers",)',
        )
        named = [*(painter for value in own for painter in value.painters), self.painter]
        self._refuse_unknown(
            "painter", named, PAINTERS, "There is no such painter.", 'painter="kmeans"'
        )
        self._refuse_unknown(
            "card", self.card, CARD, "There is no such fact.", 'card=("distances",)'
        )
        self._refuse_unknown(
            "switches", self.switches, SWITCHES, "There is no such switch.", 'switches=("links",)'
        )
        self._refuse_unknown(
            "step_names",
            self.step_names,
            KINDS,
            "There is no such kind of frame.",
            'step_names={"visit": StepName("visit")}',
        )
        for kind, name in self.step_names.items():
            if not isinstance(name, StepName):
                raise LearnerError(
                    "A step's names must be a StepName.",
                    where=f"step_names of {self.name}: {kind}={_text(name)}",
                    why="It says what the step is called, and what the button says before it.",
                    fix='step_names={"visit": StepName("visit", next="visit a point")}',
                )

    def _refuse_unknown(
        self, field: str, given: Iterable[Any], known: Iterable[str], what: str, fix: str
    ) -> None:
        """Refuse names that are not among those that are known."""
        names = tuple(known)
        unknown = [_text(one) for one in given if one not in names]
        if unknown:
            raise LearnerError(
                what,
                where=f"{field} of {self.name}: {', '.join(unknown)}",
                why=f"These are known: {', '.join(names)}.",
                fix=fix,
            )

    def __deepcopy__(self, memo: dict[int, Any]) -> AlgorithmSpec:
        """Return itself: nothing in it can be changed, and its functions are those of a module."""
        return self

    @property
    def all_words(self) -> dict[str, str]:
        """English texts by key: `words`, and those of `parameters` and `step_names`."""
        words = dict(self.words)
        for one in self.parameters:
            words[f"parameter.{self.name}.{one.name}"] = one.label
            words[f"parameter.{self.name}.{one.name}.title"] = one.help
        for kind, name in self.step_names.items():
            words |= {f"step.{self.name}.{kind}": name.now} if name.now else {}
            words |= {f"step.{self.name}.{kind}.next": name.next} if name.next else {}
        return words

    @property
    def module(self) -> str:
        """Where the estimator's class is imported from."""
        return self.estimator.partition(":")[0]

    @property
    def name(self) -> str:
        """Name of the estimator's class."""
        return self.estimator.partition(":")[2]

    @cached_property
    def values(self) -> dict[str, Value]:
        """What frames carry, by name."""
        known = (VALUES[one] if isinstance(one, str) else one for one in self.carries)
        return {value.name: value for value in known}

    @property
    def has_centers(self) -> bool:
        """Whether frames carry centers in the space of X."""
        return "centers" in self.values

    @cached_property
    def estimator_class(self) -> type[Any]:
        """The estimator's class."""
        try:
            found: type[Any] = getattr(import_module(self.module), self.name)
        except (ImportError, AttributeError) as error:
            raise LearnerError(
                f"{self.name} can't be imported from {self.module}.",
                where=f"estimator={self.estimator!r}: {error}",
                why="An algorithm is found by the class of its estimator.",
                fix=f"from {self.module} import {self.name}",
            ) from error
        return found

    @property
    def counted(self) -> str:
        """What of X is clustered, in a word."""
        return "column" if self.clusters_features else "row"

    def check(self, model: Any, n_samples: int) -> None:
        """Check the parameters that depend on the number of points.

        Parameters
        ----------
        model : estimator
            Its number of clusters becomes an int.
        n_samples : int
            Number of rows of X, or of columns where those are clustered.

        Raises
        ------
        LearnerError
            For the first that does not fit.
        """
        if self.n_clusters is not None and getattr(model, self.n_clusters) is not None:
            value = check_n_clusters(
                getattr(model, self.n_clusters),
                n_samples,
                name=self.n_clusters,
                counted=self.counted,
            )
            setattr(model, self.n_clusters, value)
        for limit in self.limits:
            limit.check(model, n_samples)

    def small_sample(self) -> tuple[Any, Floats]:
        """Return an unfitted estimator and data in which it finds at least two clusters."""
        from teachclust.traces import samples

        data = samples.blobs() if self.samples.data == "blobs" else samples.moons()
        return self.estimator_class(**self.samples.params), self.data_of(data)

    def hard_sample(self, seed: int, n_samples: int = 90) -> tuple[Any, Floats]:
        """Return an unfitted estimator and data that is full of ties.

        Parameters
        ----------
        seed : int
            Of the data, and of the estimator where it draws.
        n_samples : int, default=90
            A multiple of 3.
        """
        from teachclust.traces import samples

        params = {**self.samples.params, **self.samples.hard}
        if "random_state" in params:
            params["random_state"] = seed
        return self.estimator_class(**params), self.data_of(samples.tied(seed, n_samples))

    def data_of(self, points: Floats) -> Floats:
        """Return the X that is clustered where these points are: their transpose for features."""
        return np.ascontiguousarray(points.T) if self.clusters_features else points


def _names_a_class(estimator: object) -> bool:
    """Tell whether a text has a module and a class, with a colon between them."""
    if not isinstance(estimator, str):
        return False
    module, _, name = estimator.partition(":")
    return name.isidentifier() and all(part.isidentifier() for part in module.split("."))


def _text(value: object) -> str:
    return display_name(value if isinstance(value, str) else repr(value))
