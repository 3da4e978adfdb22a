"""The Bunch of images, whose repr says what they are; imported when one is made."""

from __future__ import annotations

from sklearn.utils import Bunch

from teachclust.words import say


class ImagesBunch(Bunch):  # type: ignore[misc]
    """A Bunch of images that shows one line in place of 55 million numbers."""

    def __repr__(self) -> str:
        """Return the name of the images, how many there are, their dtype and their source."""
        rows, dtype = f"{len(self['target']):,}", self["images"].dtype.name
        return say(
            "data.images", title=self["title"], rows=rows, dtype=dtype, source=self["source"]
        )
