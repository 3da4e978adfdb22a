"""Other numbers for the exercises of lesson 04 that are done by hand."""

from __future__ import annotations

from typing import Final

import numpy as np

from teachclust.lessons.mnist.exercises import PULL, pull_exercise
from teachclust.lessons.own_numbers import Draw, OwnNumbers


def _pull(rng: np.random.RandomState) -> OwnNumbers:
    """Draw a center, its count, a batch and one more point; both places are whole numbers."""
    count, center = int(rng.randint(2, 6)), int(rng.randint(5, 31))
    first = center + int(rng.randint(2, 8))
    total = first * (count + 2) - count * center
    gap = int(rng.randint(1, 5))
    batch = (total // 2 - gap, total - total // 2 + gap)
    last = first + int(rng.choice((1, 2, 3))) * (count + 3)
    return OwnNumbers(
        pull_exercise(center, count, batch, last),
        {
            ("a center at 10 has taken 4. A batch brings 16 and 22. The next batch brings 20"): (
                f"a center at {center} has taken {count}. A batch brings {batch[0]} and "
                f"{batch[1]}. The next batch brings {last}"
            ),
            "(4 * 10 + 16 + 22) / 6": (
                f"({count} * {center} + {batch[0]} + {batch[1]}) / {count + 2}"
            ),
            "(6 * first + 20) / 7": f"({count + 2} * first + {last}) / {count + 3}",
        },
    )


OWN_NUMBERS: Final[dict[str, Draw]] = {PULL.key: _pull}
