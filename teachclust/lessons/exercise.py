"""An exercise: what is asked, three hints, the answers, and the right and wrong ones to test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from teachclust.lessons.answers import Answer, Mistake
from teachclust.lessons.reasons import Reason

Level = Literal["respond", "change", "build"]
Fading = Literal["worked", "faded", "own"]
Answers = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer that learners give, for the tests of an exercise.

    Parameters
    ----------
    name : str
        The misconception, in a few words.
    answers : tuple
        What is given. The answers left out at the end are right ones.
    says : str
        A part of the feedback that it must get, and no other wrong answer of the exercise.
    """

    name: str
    answers: Answers
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise.

    Parameters
    ----------
    key : str
        ``"<lesson word>-<number>"``, such as "blobs-1".
    title : str
        What it is about.
    level : {"respond", "change", "build"}
        How the learner is engaged.
    fading : {"worked", "faded", "own"}
        How much is given.
    objectives : tuple of str
        The objectives of the lesson that it checks.
    hints : tuple of three str
        From a nudge to nearly all of it.
    answers : tuple of Answer
        What is asked for. All are read before the first is judged.
    praise : str or callable
        Feedback when all answers are right, or a function of the answers that returns it.
    together : mapping of tuple to str, or callable, default={}
        Slips that concern several answers, from the first answer on, each with its feedback; or a
        function of the answers that raises `Mistake`. Checked before each answer alone.
    right : tuple of tuples, or callable, default=()
        Right answers; a function of a seed that returns them. By default those of `answers`.
    wrong : tuple of Wrong, default=()
        Wrong answers besides those that `answers` and `together` declare.
    needs : str, default="Load the data"
        The heading of the cell that makes the names a learner may use.
    seconds : float, default=5
        After how long a check stops the learner's code.
    """

    key: str
    title: str
    level: Level
    fading: Fading
    objectives: tuple[str, ...]
    hints: tuple[str, str, str]
    answers: tuple[Answer, ...]
    praise: str | Callable[..., str]
    together: Mapping[Answers, str] | Callable[..., None] = field(default_factory=dict)
    right: tuple[Answers, ...] | Callable[[int], Answers] = ()
    wrong: tuple[Wrong, ...] = ()
    needs: str = "Load the data"
    seconds: float = 5.0

    @property
    def fewest(self) -> int:
        """How many answers a check needs: a reason that stands last may go into its form."""
        return len(self.answers) - isinstance(self.answers[-1], Reason)

    def judge(self, *given: Any) -> str:
        """Return what is said of right answers, as many as there are `answers`.

        Without the reason the decisions alone are judged. `Mistake`, `Blank` or `Stopped` is raised
        if an answer is wrong, not there yet, or code that stops with an error.
        """
        asked = self.answers[: max(len(given), self.fewest)]
        values = [answer.read(one) for answer, one in zip(asked, given, strict=True)]
        unsaid = [""] * (len(self.answers) - len(asked))
        self._judge_together([*values, *unsaid])
        for answer, value in zip(asked, values, strict=True):
            answer.judge(value)
        return self.praise if isinstance(self.praise, str) else self.praise(*values, *unsaid)

    def _judge_together(self, values: list[Any]) -> None:
        if not isinstance(self.together, Mapping):
            self.together(*values)
            return
        for slip, says in self.together.items():
            shown = zip(self.answers, values, slip, strict=False)
            if all(answer.same(value, tried) for answer, value, tried in shown):
                raise Mistake(says)

    def right_answers(self, seed: int) -> Answers:
        """Return right answers: another seed may give another right one."""
        if callable(self.right):
            return self.right(seed)
        if self.right:
            return self.right[seed % len(self.right)]
        return tuple(answer.right_answer(seed) for answer in self.answers)

    def wrong_answers(self) -> tuple[Wrong, ...]:
        """Return all wrong answers that are declared, each with a feedback of its own."""
        right = self.right_answers(0)
        found: dict[str, Wrong] = {}
        if isinstance(self.together, Mapping):
            for tried, says in self.together.items():
                found[says] = Wrong(f"together {tried}", tried + right[len(tried) :], says)
        for place, answer in enumerate(self.answers):
            for one, says in answer.wrong_answers():
                given = (*right[:place], one, *right[place + 1 :])
                found.setdefault(says, Wrong(f"{answer.name}: {says[:30]}", given, says))
        for wrong in self.wrong:
            given = wrong.answers + right[len(wrong.answers) :]
            found[wrong.says] = Wrong(wrong.name, given, wrong.says)
        return tuple(found.values())
