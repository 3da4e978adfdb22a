"""Checks of random states: exactly what scikit-learn accepts is accepted."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from numbers import Integral
from types import ModuleType
from typing import Any, Final

import numpy as np

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError

MOST_SEED: Final = 2**32 - 1
#: What a seed is drawn from, where one is drawn: enough that two are hardly ever the same.
_DRAWN: Final = 2**31 - 1


def check_random_state(
    random_state: object,
    fix: Callable[[str], str] = "random_state = {}".format,
) -> int | np.random.RandomState | None:
    """Return a random state that scikit-learn takes, or refuse it.

    Parameters
    ----------
    random_state : object
        What the caller gave.
    fix : callable, default=None
        Makes the line that mends it from a random state that works, both as text. By default an
        assignment.

    Returns
    -------
    random_state : int, RandomState or None
        A whole number of any type as an int; the caller's own RandomState, not used yet; None.

    Raises
    ------
    LearnerError
        For anything else. scikit-learn's estimators don't take numpy's Generator, nor the module
        ``numpy.random``.

    Examples
    --------
    >>> import numpy as np
    >>> from teachclust.checks import check_random_state
    >>> check_random_state(np.int64(3))
    3
    """
    if random_state is None or isinstance(random_state, np.random.RandomState):
        return random_state
    # True is 1 to scikit-learn, as it is to Python
    if isinstance(random_state, Integral) and 0 <= int(random_state) <= MOST_SEED:
        return int(random_state)
    raise LearnerError(
        f"random_state must be a whole number from 0 to {MOST_SEED}, a RandomState, or None",
        where=f"it is {_shown(random_state)}",
        why="It is the seed of random numbers: the same whole number gives the same draws again."
        + _why(random_state),
        fix=fix(_working(random_state)),
    )


def seed_from(random_state: object, fix: Callable[[str], str] | None = None) -> int:
    """Return a seed for work that is done more than once and must draw the same each time.

    A whole number is the seed itself, None draws one. Of a RandomState the next number is drawn, so
    that it moves on by one draw. `fix` is as for `check_random_state`.
    """
    known = check_random_state(random_state, fix) if fix else check_random_state(random_state)
    return known if isinstance(known, int) else int(_generator(known).randint(_DRAWN))


def drawn_seeds(model: Any) -> dict[str, int]:
    """Draw a seed wherever an estimator, or one among its parameters, has none."""
    return {
        name: secrets.randbelow(10_000)
        for name, value in model.get_params(deep=True).items()
        if value is None and name.rpartition("__")[2] == "random_state"
    }


def generator_from(random_state: object) -> np.random.RandomState:
    """Return the generator that a random state stands for, as scikit-learn's own data sets do.

    A RandomState is returned itself, so that it moves on. None stands for numpy's own.
    """
    return _generator(check_random_state(random_state))


def _generator(known: int | np.random.RandomState | None) -> np.random.RandomState:
    if known is None:
        # numpy's global generator, so that np.random.seed has a say as in scikit-learn
        return np.random.mtrand._rand
    return np.random.RandomState(known) if isinstance(known, int) else known


def _shown(random_state: object) -> str:
    """Say what was given, without the address or the path that its repr may have."""
    if isinstance(random_state, ModuleType):
        return f"the module {random_state.__name__}"
    kind = type(random_state).__name__
    if isinstance(random_state, np.random.Generator):
        return f"a {kind} of numpy"
    return f"{display_name(repr(random_state))}, of type {kind}"


def _why(random_state: object) -> str:
    if isinstance(random_state, np.random.Generator):
        return " scikit-learn takes no Generator: draw a whole number from it."
    if isinstance(random_state, ModuleType):
        return " None stands for numpy's own random numbers."
    return ""


def _working(random_state: Any) -> str:
    """Return a random state that works, as Python: what was meant, where that can be guessed."""
    if isinstance(random_state, np.random.Generator):
        return "int(rng.integers(2**31))"
    if isinstance(random_state, ModuleType):
        return "None"
    try:
        meant = 0 if np.ndim(random_state) else abs(int(random_state))
    except (TypeError, ValueError, OverflowError, np.ma.MaskError):
        return "0"
    return str(meant % (MOST_SEED + 1))
