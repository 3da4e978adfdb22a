"""The two photographs that scikit-learn carries."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.images.picture import Picture

_LICENCE: Final = "CC BY 2.0 (https://creativecommons.org/licenses/by/2.0/): name its maker"


@dataclass(frozen=True, slots=True)
class _Photo:
    title: str
    source: str


# scikit-learn/datasets/images/README.txt
_PHOTOS: Final = MappingProxyType(
    {
        "china": _Photo(
            "china.jpg",
            "photograph by danielbuechele, "
            "https://www.flickr.com/photos/danielbuechele/6061409035/, carried by scikit-learn",
        ),
        "flower": _Photo(
            "flower.jpg",
            "photograph by vultilion, "
            "https://www.flickr.com/photos/vultilion/6056698931/, carried by scikit-learn",
        ),
    }
)


def load_photo(name: str = "china") -> Picture:
    """Load one of the two photographs that come with scikit-learn.

    Parameters
    ----------
    name : {"china", "flower"}, default="china"
        A temple and its roofs (96,615 colours), or a flower, close up.

    Returns
    -------
    picture : Picture
        image : ndarray of shape (427, 640, 3), float64 in [0, 1]; title, notices (none), source,
        licence (both photographs ask that their maker is named), n_bytes of the JPEG file.

    Raises
    ------
    LearnerError
        For any other name.

    Notes
    -----
    Nothing is downloaded. Costs about 30 ms and 7 MB.

    Examples
    --------
    >>> from teachclust.datasets import load_photo
    >>> load_photo("china").image.shape
    (427, 640, 3)
    """
    if not isinstance(name, str) or name not in _PHOTOS:
        near = get_close_matches(str(name).casefold(), _PHOTOS, n=1, cutoff=0.4)
        raise LearnerError(
            'name must be "china" or "flower"',
            where=f"it is {display_name(repr(name))}",
            why="These are the photographs that scikit-learn carries; read_image reads your own.",
            fix=f'picture = load_photo("{near[0] if near else "china"}")',
        )
    from sklearn.datasets import load_sample_image

    photo = _PHOTOS[name]
    pixels = load_sample_image(photo.title)
    n_bytes = len(files("sklearn.datasets.images").joinpath(photo.title).read_bytes())
    return Picture(pixels / 255.0, photo.title, (), photo.source, _LICENCE, n_bytes)
