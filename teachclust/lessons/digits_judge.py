"""Exercises digits-3 and digits-5: scores that more clusters inflate, and a decision to defend."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reasons import judge_reason

_SCORES: Final = {"accuracy", "homogeneity", "completeness", "ari", "ami"}
_FOOLED: Final = {"accuracy", "homogeneity"}


def _verify_fooled(fooled: Any) -> str:
    if isinstance(fooled, str):
        fooled = [fooled]
    try:
        given = {str(name).strip().lower() for name in fooled}
    except TypeError:
        raise Mistake('Give a list of names, such as ["completeness"].') from None
    if not given <= _SCORES or not given:
        raise Mistake(f"The names are {', '.join(sorted(_SCORES))}.")
    if given == _FOOLED:
        return (
            "Both ask only whether each cluster is pure, and a cluster of one picture always is. "
            "Completeness asks the other question; ARI and AMI take off what chance would give."
        )
    if "ari" in given or "ami" in given:
        raise Mistake(
            "ARI and AMI are near 0 in the last row: they take off what chance would give, and "
            "with a cluster for each picture nothing is left."
        )
    if "completeness" in given:
        raise Mistake(
            "Completeness asks whether a digit is kept in one piece. Look at its column: it falls "
            "as digits are cut up."
        )
    raise Mistake("One more score reaches 1 in the last row of the table.")


FOOLED: Final = Exercise(
    key="digits-3",
    title="Which scores are fooled?",
    level="respond",
    fading="faded",
    objectives=("judge",),
    hints=(
        "Look at the last row of the table: each picture is a cluster of its own there.",
        "A score is fooled when it says 1, the best there is, for a clustering that is useless.",
        "Two columns end at 1. One of them is not called accuracy.",
    ),
    verify=_verify_fooled,
    solution=lambda seed: (["homogeneity", "Accuracy"] if seed % 2 else _FOOLED,),
    wrong=(
        Wrong("accuracy alone", lambda: (["accuracy"],), "One more score"),
        Wrong("completeness too", lambda: (["accuracy", "completeness"],), "in one piece"),
        Wrong("all of them", lambda: (sorted(_SCORES),), "nothing is left"),
        Wrong("another name", lambda: (["precision"],), "The names are"),
    ),
)


def _verify_decision(mail: Any, archive: Any, because: Any) -> str:
    chosen = tuple(str(one).strip().lower() for one in (mail, archive))
    if not set(chosen) <= {"use", "refuse"}:
        raise Mistake('Each decision is one of two words: "use" or "refuse".')
    if chosen == ("use", "use"):
        raise Mistake(
            "A mail sorter that misreads 1 digit of 5 sends most letters astray: a postal code "
            "has five. There, labels are worth their price."
        )
    if chosen == ("refuse", "refuse"):
        raise Mistake(
            "The archive wants to save work. Naming 100 centers in place of 1,797 pictures gets "
            "97 of 100 right, and a person looks on."
        )
    if chosen == ("use", "refuse"):
        raise Mistake("It is the other way round: who can live with errors, and who looks on?")
    judge_reason(str(because))
    return (
        "That can be defended. Clusters save work where a person names them and errors are "
        "cheap; where each error costs, train on labels."
    )


_REASON: Final = (
    "Ten clusters misname about 20 of 100 digits, but naming 100 centers by hand gets 97 right."
)

DECIDE: Final = Exercise(
    key="digits-5",
    title="A decision to defend",
    level="respond",
    fading="own",
    objectives=("decide",),
    hints=(
        "Ask of each: what does an error cost, and does a person look on?",
        "A postal code of five digits is right only if all five are. What is 0.8 five times over?",
        "The archive may take more clusters than ten: someone names the centers by hand.",
    ),
    verify=_verify_decision,
    solution=lambda seed: ("Refuse" if seed % 2 else "refuse", "use", _REASON),
    wrong=(
        Wrong("good enough for all", lambda: ("use", "use", _REASON), "five"),
        Wrong("useless for all", lambda: ("refuse", "refuse", _REASON), "save work"),
        Wrong("the wrong way round", lambda: ("use", "refuse", _REASON), "other way round"),
        Wrong("other words", lambda: ("yes", "no", _REASON), "one of two words"),
        Wrong("no reason", lambda: ("refuse", "use", "I think so"), "words or more"),
        Wrong(
            "no number",
            lambda: ("refuse", "use", "because errors cost the post office a lot of money"),
            "Put a number",
        ),
    ),
    count=3,
)
