"""Other numbers for the exercises of lesson 09 that are done by hand."""

from __future__ import annotations

from typing import Final

import numpy as np

from teachclust.lessons.mixtures.exercises import SHARES, shares_exercise
from teachclust.lessons.own_numbers import Draw, OwnNumbers


def _shares(rng: np.random.RandomState) -> OwnNumbers:
    """Draw weights and densities that give another share than the weights alone."""
    while True:
        weight = int(rng.randint(3, 9)) / 10
        density, other = (int(rng.randint(1, 21)) / 100 for _ in range(2))
        product, second = weight * density, (1 - weight) * other
        young = product / (product + second)
        apart = min(abs(young - weight), abs(young - density / (density + other)))
        if weight != 0.5 and density != other and apart > 0.05 and 0.05 < young < 0.95:
            break
    rest = round(1 - weight, 2)
    return OwnNumbers(
        shares_exercise(weight, density, other),
        {
            (
                "weight `0.6`, older ones `0.4`. At 12 cm the bell of the young has density "
                "`0.02`, that of the older ones `0.12`"
            ): (
                f"weight `{weight:g}`, older ones `{rest:g}`. At 12 cm the bell of the young has "
                f"density `{density:g}`, that of the older ones `{other:g}`"
            ),
            "np.array([0.6 * 0.02, 0.4 * 0.12])": (
                f"np.array([{weight:g} * {density:g}, {rest:g} * {other:g}])"
            ),
        },
    )


OWN_NUMBERS: Final[dict[str, Draw]] = {SHARES.key: _shares}
