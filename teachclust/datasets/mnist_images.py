"""The Bunch of images, whose repr says what they are; imported when one is made."""

from __future__ import annotations

from sklearn.utils import Bunch

from teachclust.datasets.mnist_bunch import one_line


class Images(Bunch):  # type: ignore[misc]
    """A Bunch of images that shows one line in place of 55 million numbers."""

    def __repr__(self) -> str:
        """Name the images and their source."""
        return one_line(self)
