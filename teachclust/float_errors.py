"""numpy's handling of floating-point errors, set as numerical code expects it."""

from __future__ import annotations

from typing import Final

import numpy as np

#: numpy's own setting.
_USUAL: Final = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}


def usual_float_errors() -> np.errstate:
    """Return a context in which no result of arithmetic raises.

    Kinds of error that are ignored or warned of stay so; those that raise, are printed or logged
    (``np.seterr(all="raise")``) are treated as numpy treats them by default. Densities far from a
    component round to zero in every fit of a mixture: where that raises, no fit ends. A learner who
    looks for errors in code of their own doesn't look for these.
    """
    kept = {
        kind: mode if mode in ("ignore", "warn") else _USUAL[kind]
        for kind, mode in np.geterr().items()
    }
    return np.errstate(**kept)  # type: ignore[arg-type]
