"""Errors that a learner can act on: what went wrong, where, why, and the line that mends it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypedDict


class ErrorParts(TypedDict):
    """The four parts of a `LearnerError`, as a widget shows them."""

    what: str
    where: str
    why: str
    fix: str


class LearnerWarning(UserWarning):
    """A notice about data that can be clustered but may surprise."""


class LearnerError(ValueError):
    """Bad input, described in four parts so that a learner can mend it.

    Parameters
    ----------
    what : str
        What is wrong, in one sentence.
    where : str, default=""
        Columns, rows or parameter concerned, with up to three examples.
    why : str, default=""
        Why it matters for clustering, in one sentence.
    fix : str, default=""
        One line of Python that mends it.
    """

    def __init__(self, what: str, *, where: str = "", why: str = "", fix: str = "") -> None:
        self.what, self.where, self.why, self.fix = what, where, why, fix
        super().__init__(str(self))

    def __str__(self) -> str:
        """Join the parts, at most three lines."""
        first = f"{self.what} ({self.where})" if self.where else self.what
        return "\n".join(
            part for part in (first, self.why, f"Try: {self.fix}" if self.fix else "") if part
        )

    @property
    def parts(self) -> ErrorParts:
        """The four parts, for display."""
        return {"what": self.what, "where": self.where, "why": self.why, "fix": self.fix}


@contextmanager
def translate_sklearn_errors(good: str, where: str = "") -> Iterator[None]:
    """Turn errors of scikit-learn (a metric that does not fit the data, say) into `LearnerError`.

    It has scikit-learn's own words as the reason, and `good`, an estimator that works, as the line
    that mends it. `where` is the estimator, parameter or data concerned; by default the kind of
    error. Wrap the calls into scikit-learn alone: what is wrong in our own lines must stay an error
    of its own. ``np.seterr(all="raise")`` has no effect inside: see `usual_float_errors`.
    """
    from teachclust.float_errors import usual_float_errors  # loads numpy

    try:
        with usual_float_errors():
            yield
    except LearnerError:
        raise
    except Exception as error:
        why = " ".join(str(error).split()) or type(error).__name__
        where = where or f"a {type(error).__name__} of scikit-learn"
        told = LearnerError("scikit-learn refuses this.", where=where, why=why[:300], fix=good)
        raise told from error
