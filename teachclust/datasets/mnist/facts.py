"""Facts about MNIST: its parts, the checksums that identify it, its names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

Subset = Literal["all", "train", "test"]
Pixels = npt.NDArray[np.uint8]

TITLE: Final = "MNIST"
#: what stands in for it is never called by its name alone
LIKE_TITLE: Final = "MNIST-like, made from scikit-learn's digits"
SIDE: Final = 28
N_PIXELS: Final = SIDE * SIDE


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two parts of MNIST, "train" or "test".

    `stem` is how the names of its idx files begin. The sums are the sha256 of the raw bytes: a row
    of 784 pixels after the other, and one byte for each label.
    """

    name: Literal["train", "test"]
    stem: str
    rows: int
    pixel_sum: str
    label_sum: str


#: by name, in the order in which they are returned
PARTS: dict[str, Part] = {
    "train": Part(
        "train",
        "train",
        60_000,
        "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757",
        "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13",
    ),
    "test": Part(
        "test",
        "t10k",
        10_000,
        "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161",
        "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5",
    ),
}


def parts_of(subset: str) -> tuple[Part, ...]:
    """Return the parts that a subset is made of, the training part first."""
    return tuple(PARTS.values()) if subset == "all" else (PARTS[subset],)
