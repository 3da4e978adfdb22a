"""Images in a Bunch of scikit-learn's kind, with a title that says whether they are MNIST."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.datasets.bunch import columns_of
from teachclust.datasets.mnist.facts import LIKE_TITLE, N_PIXELS, SIDE, TITLE, Pixels
from teachclust.errors import LearnerError

DIGITS: Final = tuple("0123456789")


@dataclass(frozen=True, slots=True)
class ImagesInfo:
    """The description of images.

    `source` has no path, as it stands in a saved notebook; `where` is the file or folder, home as
    ``~``. The `n_train` training images come first. `extra` holds more fields of the Bunch.
    """

    is_mnist: bool
    source: str
    n_train: int
    where: str = ""
    extra: Mapping[str, Any] | None = None

    @property
    def title(self) -> str:
        """The name for titles of figures and for prose."""
        return TITLE if self.is_mnist else LIKE_TITLE

    def descr(self, rows: int, unit: str) -> str:
        """Return the text of ``DESCR``."""
        facts = _REAL if self.is_mnist else _LIKE
        source = f"{self.source}, {self.where}" if self.where else self.source
        n_test = rows - self.n_train
        lines = (
            f"Shows: {facts['shows']}",
            f"Design: {facts['design']}",
            f"Shape: {rows} rows, {N_PIXELS} columns; training {self.n_train}, test {n_test}",
            f"Features: pixels of {SIDE} x {SIDE}, row by row ({unit})",
            f"Groups: the digits {', '.join(DIGITS)}",
            f"Source: {source}",
            f"Maker: {facts['maker']}",
            f"Licence: {facts['licence']}",
        )
        return "\n".join((self.title, "=" * len(self.title), "", *lines))


_REAL: Final = {
    "shows": "Ten digits as many people write them: 60,000 images to learn from, 10,000 to test.",
    "design": "Read as it is; the sha256 of its pixels and labels was compared.",
    "maker": "Y. LeCun, C. Cortes, C. J. C. Burges, from NIST's Special Databases 1 and 3",
    "licence": "CC BY-SA 3.0, as the documentation of Keras states",
}
_LIKE: Final = {
    "shows": "What changes for k-means at 60,000 images, where MNIST itself is not at hand.",
    "design": (
        "Each image is one of 1,797 real digits of 8 x 8 pixels, enlarged, turned, sheared, bent "
        "and sharpened at random. Training and test images come from different digits. k-means "
        "does about as well as on MNIST, but these are not MNIST: inertia is lower, fewer "
        "hands wrote them, and no figure from them may be quoted as MNIST's."
    ),
    "maker": "E. Alpaydin and C. Kaynak (UCI, Optical Recognition of Handwritten Digits)",
    "licence": "CC BY 4.0, as UCI states for the digits; BSD-3-Clause for scikit-learn's copy",
}


def to_images_bunch(
    about: ImagesInfo,
    pixels: Pixels,
    labels: Any,
    *,
    scaled: bool,
    return_X_y: bool,
    as_frame: bool,
) -> Any:
    """Return images by scikit-learn's conventions for loaders, see `load_mnist`.

    The pixels, from 0 to 255, are handed over without a copy; with `scaled` as float32 from 0 to 1,
    which takes four times the memory.
    """
    values = np.divide(pixels, 255, dtype=np.float32) if scaled else pixels
    names = [f"pixel_{row}_{column}" for row in range(SIDE) for column in range(SIDE)]
    data, target, frame = columns_of(values, labels, names, as_frame=as_frame)
    if return_X_y:
        return data, target
    from teachclust.datasets.mnist.images_bunch import ImagesBunch

    unit = "ink, 0 to 1" if scaled else "ink, 0 to 255"
    return ImagesBunch(
        data=data,
        target=target,
        frame=frame,
        images=values.reshape(-1, SIDE, SIDE),
        feature_names=names,
        units=dict.fromkeys(names, unit),
        target_names=list(DIGITS),
        title=about.title,
        is_mnist=about.is_mnist,
        source=about.source,
        where=about.where,
        n_train=about.n_train,
        DESCR=about.descr(len(pixels), unit),
        **(about.extra or {}),
    )


def check_count(value: object, name: str, least: int, most: int | None = None) -> int:
    """Return a number of images; refuse anything but a whole number in its range."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if whole:
        number = int(value)  # type: ignore[call-overload]
        if least <= number <= (number if most is None else most):
            return int(number)
    upto = "" if most is None else f" and at most {most:,}"
    raise LearnerError(
        f"{name} must be a whole number of at least {least}{upto}",
        where=f"it is {display_name(repr(value))}",
        why="It is how many images to return.",
        fix=f"{name} = {most if most is not None and most < 1000 else 1000}",
    )


def check_choice(value: object, name: str, choices: tuple[str, ...]) -> str:
    """Return one of the choices; refuse anything else."""
    if isinstance(value, str) and value in choices:
        return value
    raise LearnerError(
        f"{name} must be one of {', '.join(map(repr, choices))}",
        where=f"it is {display_name(repr(value))}",
        why="It says which images to return.",
        fix=f"{name} = {choices[0]!r}",
    )
