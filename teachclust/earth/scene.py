"""The scene that the lesson on land cover looks at."""

from __future__ import annotations

from typing import Any

from teachclust.datasets.scene import make_scene
from teachclust.earth.image import Image


def load_scene(size: int = 400, *, random_state: Any = 0) -> Image:
    """Return a scene of a river delta, made from a seed, with its truth.

    Parameters
    ----------
    size : int, default=400
        Pixels in a row and in a column; 400 gives pixels of 30 m.
    random_state : int, RandomState or None, default=0
        Another one gives another scene.

    Returns
    -------
    image : Image
        Six bands of reflectance, blue, green, red, nir, swir1 and swir2; ``image.truth`` has six
        classes. See `teachclust.datasets.make_scene`.

    Raises
    ------
    LearnerError
        If `size` is out of range.

    Notes
    -----
    It lies within the region of the guide, the Nile delta, but isn't that place: it is synthetic.
    """
    made = make_scene(size, random_state=random_state)
    return Image(made.raster, truth=made.truth)
