"""The MetricLab: labels that a learner edits, and every score that moves with them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import traitlets

from teachclust.checks import display_name, seed_from
from teachclust.errors import LearnerError
from teachclust.learner.record import record
from teachclust.widgets.base import Widget
from teachclust.widgets.requests import Fields, ListOf, Request, ShortText, WholeNumber
from teachclust.words import say

if TYPE_CHECKING:
    import pandas as pd

    from teachclust.widgets.metric_lab.labels import Edit
    from teachclust.widgets.metric_lab.state import Problem, State

    #: what is clustered, the labels on screen, and those before their edit
    _Shown = tuple[Problem, State, State | None]

#: labelings that undo goes back to
_KEPT: Final = 200
_MOST_POINTS: Final = 2_000
_CLUSTER: Final = WholeNumber(-1, 60_000)


class MetricLab(Widget["_Shown"]):
    """Edit the labels of a small set, and watch every score move, and why.

    Points are given to a cluster by a press, a brush or keys; rules merge, split and shuffle
    clusters. Beside the points stand the table of clusters by classes and the scores, each with its
    value before the last edit and a sentence on why it moved.

    Parameters
    ----------
    X : array-like of shape (n_samples, 2), default=None
        The points, 2 to 2,000. By default 24 points of three known classes, one of them long, in
        the clusters that k-means finds.
    labels_true : array-like of shape (n_samples,), default=None
        Their known classes, numbers or text. Without them there are the scores that need none.
    labels : array-like of shape (n_samples,) or estimator, default=None
        The clusters to begin with: whole numbers, -1 for noise; or an estimator of any package
        with ``fit_predict``, which is cloned and fitted. By default the known classes themselves,
        else one cluster.
    scores : sequence of str, default=None
        Names of scores, as `teachclust.scores.explain_score` takes them. By default homogeneity,
        completeness, V-measure, ARI, AMI, Fowlkes-Mallows, purity, accuracy after matching and
        silhouette.
    challenge : str, default=None
        A challenge to begin with, one of `challenges`, such as "homogeneity-1-ari-0". The learner
        can choose another one.
    random_state : int, RandomState or None, default=0
        Seed of the shuffles.

    Attributes
    ----------
    labels : ndarray of shape (n_samples,)
        The labels on screen.
    score_values : dict of str to float
        The scores on screen by name; nan where one isn't defined.
    scores_before : dict of str to float
        The scores before the last edit; empty before the first.
    reasons : dict of str to str
        Why each score moved.
    challenge : str or None
        The challenge on screen; set it, and the browser follows.
    challenges : tuple of str
        All challenges that the scores on screen can decide.
    solved : bool
        Whether the challenge is solved by the labels on screen. That it was is kept in the
        learner's record.

    Raises
    ------
    LearnerError
        If X has not two features or too many points, the classes or labels don't fit it, or there
        is no such score or challenge.

    See Also
    --------
    teachclust.scores.explain_score : What a score means, and how it is fooled.

    Notes
    -----
    All distances are kept (8 bytes for each pair); an edit costs one pass over them. Scores are
    those of scikit-learn: noise counts as one more cluster, but stands for no class.

    Examples
    --------
    >>> from teachclust import MetricLab
    >>> lab = MetricLab(challenge="homogeneity-1-ari-0")
    >>> lab.each_alone()
    >>> lab.solved
    True
    >>> round(lab.score_values["completeness"], 3)
    0.318
    """

    widget = traitlets.Unicode("metric_lab").tag(sync=True)
    #: points, classes, scores and challenges
    lab = traitlets.Any().tag(sync=True)
    #: labels, scores, reasons and the challenge on screen
    shown = traitlets.Any().tag(sync=True)
    request_kinds: ClassVar[Mapping[str, Fields]] = {
        "assign": {"points": ListOf(WholeNumber(), _MOST_POINTS), "cluster": _CLUSTER},
        "merge": {"cluster": _CLUSTER, "into": _CLUSTER},
        "split": {"cluster": _CLUSTER},
        "shuffle": {},
        "each_alone": {},
        "all_together": {},
        "reset": {},
        "restore": {},
        "challenge": {"key": ShortText()},
    }
    remake: ClassVar[str] = "MetricLab(X, y)"
    #: by their numbers: labelings, those before their edit, and the numbers of those
    _earlier: OrderedDict[int, tuple[State, State | None, int]]

    def __init__(
        self,
        X: Any = None,
        labels_true: Any = None,
        labels: Any = None,
        *,
        scores: Iterable[str] | None = None,
        challenge: str | None = None,
        random_state: Any = 0,
    ) -> None:
        from teachclust.widgets.metric_lab.challenges import CHALLENGES
        from teachclust.widgets.metric_lab.labels import Edit
        from teachclust.widgets.metric_lab.problem import read_problem, read_scores
        from teachclust.widgets.metric_lab.state import State
        from teachclust.widgets.metric_lab.wire import lab_wire

        problem, start, axes, notices = read_problem(X, labels_true, labels)
        self._scores = read_scores(scores, problem)
        self._seed, self._shuffles = seed_from(random_state), 0
        self._truth = None
        if problem.classes is not None:
            self._truth = State.of(problem, problem.classes.copy(), Edit("start"))
        self.challenges = tuple(
            key
            for key, one in CHALLENGES.items()
            if one.needs <= set(self._scores) and problem.classes is not None
        )
        self._challenge = self._check_challenge(challenge)
        self._solved: set[str] = set()
        self._start = start
        self._earlier, self._number, self._last = OrderedDict(), 0, 0
        offered = [CHALLENGES[key] for key in self.challenges]
        super().__init__(
            lab=lab_wire(problem, axes, self._scores, offered, self._truth, notices),
        )
        values = {"k": len(np.unique(start)), "n": problem.n}
        state = State.of(problem, start.copy(), Edit("start", values))
        self._content = problem, state, None
        self._add(state, None)

    def answer(self, request: Request) -> None:
        """Answer a request of the browser: an edit of the labels it saw, undo, or a challenge."""
        edit, kind = request.edit, request.kind
        if kind == "challenge":
            self.challenge = edit["key"] or None
            return
        if request.base not in self._earlier:
            raise LearnerError(
                say("problem.forgotten"),
                where=f"base: {request.base}",
                why=say("request.why"),
                fix=self.remake,
            )
        self._go(request.base)
        if kind == "restore":
            self._show()
            return
        getattr(self, kind)(**{name: value for name, value in edit.items() if name != "kind"})

    def assign(self, points: Any, cluster: int) -> None:
        """Give points to a cluster.

        Parameters
        ----------
        points : int, iterable of int, or mask of shape (n_samples,)
            Rows of X, or a truth value for each, such as ``lab.labels == 0``.
        cluster : int
            Its number; one that is free makes a new cluster, -1 makes noise.

        Raises
        ------
        LearnerError
            If there is no such point, the mask doesn't fit X, or a cluster can't have the number.
        """
        from teachclust.widgets.metric_lab.labels import assigned

        self._edit(*assigned(self.content[1].labels, points, cluster))

    def merge(self, cluster: int, into: int) -> None:
        """Give the points of a cluster to another one.

        Parameters
        ----------
        cluster : int
            The number that goes.
        into : int
            The number that stays.
        """
        from teachclust.widgets.metric_lab.labels import merged

        self._edit(*merged(self.content[1].labels, cluster, into))

    def split(self, cluster: int) -> None:
        """Cut a cluster in two halves along the axis on which it is longest.

        Parameters
        ----------
        cluster : int
            Its number; the upper half gets the lowest number that is free.
        """
        from teachclust.widgets.metric_lab.labels import split

        problem, state, _ = self.content
        self._edit(*split(state.labels, cluster, problem.places.X))

    def shuffle(self) -> None:
        """Deal the labels out anew at random: each cluster keeps its size."""
        from teachclust.widgets.metric_lab.labels import shuffled

        self._shuffles += 1
        rng = np.random.default_rng([self._seed, self._shuffles])
        self._edit(*shuffled(self.content[1].labels, rng))

    def each_alone(self) -> None:
        """Make every point a cluster of its own."""
        from teachclust.widgets.metric_lab.labels import each_alone

        self._edit(*each_alone(self.content[1].labels))

    def all_together(self) -> None:
        """Make one cluster of all points."""
        from teachclust.widgets.metric_lab.labels import all_together

        self._edit(*all_together(self.content[1].labels))

    def reset(self) -> None:
        """Go back to the labels of the beginning."""
        from teachclust.widgets.metric_lab.labels import Edit

        self._edit(self._start.copy(), Edit("reset"))

    def undo(self) -> None:
        """Take the last edit back; nothing happens before the first."""
        parent = self._earlier[self._number][2]
        if parent in self._earlier:
            self._go(parent)
            self._show()

    @property
    def labels(self) -> Any:
        """The labels on screen."""
        return self.content[1].labels.copy()

    @property
    def score_values(self) -> dict[str, float]:
        """The scores on screen."""
        return self.content[1].values(self._scores)

    @property
    def scores_before(self) -> dict[str, float]:
        """The scores before the last edit."""
        before = self.content[2]
        return {} if before is None else before.values(self._scores)

    @property
    def reasons(self) -> dict[str, str]:
        """Why each score moved."""
        from teachclust.widgets.metric_lab.reasons import sentence

        problem, state, before = self.content
        return {name: sentence(name, before, state, problem.names) for name in self._scores}

    def table(self) -> pd.DataFrame:
        """Return the table of clusters (rows) by known classes (columns)."""
        import pandas as pd

        problem, state, _ = self.content
        index = pd.Index(state.counts.clusters, name="cluster")
        return pd.DataFrame(state.counts.table, index, problem.names or ("points",))

    @property
    def challenge(self) -> str | None:
        """The challenge on screen."""
        return self._challenge

    @challenge.setter
    def challenge(self, key: str | None) -> None:
        self._challenge = self._check_challenge(key)
        self._show()

    @property
    def solved(self) -> bool:
        """Whether the labels on screen solve the challenge."""
        judged = self.shown["challenge"]
        return judged is not None and bool(judged["solved"])

    def _check_challenge(self, key: Any) -> str | None:
        if key is None or (isinstance(key, str) and key in self.challenges):
            return key
        raise LearnerError(
            say("metric_lab.error.challenge"),
            where=f"challenge={display_name(repr(key))}",
            why=say("metric_lab.error.challenge.why", known=", ".join(self.challenges) or "-"),
            fix=f'lab.challenge = "{self.challenges[0]}"' if self.challenges else "MetricLab()",
        )

    def _edit(self, labels: Any, edit: Edit) -> None:
        """Score new labels and show them; the same labels again are no edit."""
        from teachclust.widgets.metric_lab.state import State

        problem, before, _ = self.content
        if np.array_equal(labels, before.labels):
            self._show()
            return
        self._add(State.of(problem, labels, edit), before)

    def _add(self, state: State, before: State | None) -> None:
        """Show labels under a new number, by which undo finds them again."""
        parent, self._last = self._number, self._last + 1
        self._earlier[self._last] = state, before, parent
        while len(self._earlier) > _KEPT:
            self._earlier.popitem(last=False)
        self._go(self._last)
        self._show()

    def _go(self, number: int) -> None:
        state, before, _ = self._earlier[number]
        self._number = number
        self._content = self.content[0], state, before

    def _show(self) -> None:
        """Send what is on screen; that a challenge was solved is recorded once."""
        from teachclust.widgets.metric_lab.challenges import CHALLENGES
        from teachclust.widgets.metric_lab.wire import state_wire

        problem, state, before = self.content
        key = self._challenge
        challenge = None if key is None else CHALLENGES[key]
        wire = state_wire(state, before, problem, self._scores, challenge, self._truth)
        head = {"id": self._number, "ack": self.present_request()}
        self.replace_content(self.content, shown={**head, **wire})
        if key is not None and before is not None and self.solved and key not in self._solved:
            self._solved.add(key)
            record().add("build", f"metric-lab-{key}", result="solved")

    def summary(self) -> str:
        """Return the scores on screen in one line; the same on every machine."""
        from teachclust.widgets.metric_lab.wire import score_texts

        problem, state, _ = self.content
        return say(
            "summary.metric_lab",
            n=f"{problem.n:,}",
            k=len(state.counts.clusters),
            scores=", ".join(score_texts(state, self._scores)),
        )

    def draw_thumbnail(self) -> bytes:
        """Draw the clusters, and a bar for each score."""
        from teachclust.widgets.metric_lab.thumbnail import metric_lab_png

        return metric_lab_png(*self.content[:2], self._scores)

    def page_traits(self) -> dict[str, Any]:
        """Return all that a page needs: there labels are edited and scored without Python."""
        return {**super().page_traits(), "lab": self.lab, "shown": self.shown}

    def page_title(self) -> str:
        """Return a title without numbers."""
        return say("metric_lab.title")
