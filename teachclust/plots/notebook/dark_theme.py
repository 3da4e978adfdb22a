"""A figure in the colors of a notebook's dark theme.

The kernel doesn't know which theme a notebook has, and a learner can switch it later. So a figure
is drawn twice, light and dark, and the notebook shows the one that fits. The dark one is drawn from
a copy of the figure, so it has all that was drawn or changed there. Grays are reversed from light
to dark. Colors stay. Text that would be too dark to read is lightened.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from teachclust.plots.style import FIXED_COLOR, relative_luminance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

#: the ground and the text of JupyterLab's dark theme
GROUND: Final = 0x11 / 255
_TEXT: Final = 0xE6 / 255
#: a color whose parts differ by less is a gray
_GRAY: Final = 0.11
#: contrast that text has at least (WCAG)
_CONTRAST: Final = 4.5


@contextmanager
def dark_copy(figure: Figure) -> Iterator[Figure | None]:
    """Give a copy of a figure in dark colors, closed at the end.

    None for a figure that is dark already, and for one that can't be copied.
    """
    import matplotlib.pyplot as plt

    if not is_light(figure):
        yield None  # drawn in a dark style already
        return
    current = plt.gcf().number if plt.get_fignums() else None
    try:
        copy: Figure = pickle.loads(pickle.dumps(figure))  # noqa: S301 - our own, of a moment ago
    except Exception:  # whatever it is that pickle can't do
        yield None
        return
    try:
        _recolor(copy)
        yield copy
    finally:
        plt.close(copy)
        if current is not None and plt.fignum_exists(current):
            plt.figure(current)


def is_light(figure: Figure) -> bool:
    """Return whether a figure has a light ground."""
    from matplotlib.colors import to_rgba

    *rgb, alpha = to_rgba(figure.get_facecolor())
    return alpha == 0 or relative_luminance(rgb) > 0.5


def dark_color(rgba: Any) -> tuple[float, float, float, float]:
    """Return what a color becomes: a gray from white to black one from the ground to the text."""
    red, green, blue, alpha = (float(part) for part in rgba)
    if max(red, green, blue) - min(red, green, blue) > _GRAY:
        return red, green, blue, alpha
    shift = GROUND - _TEXT
    return _TEXT + shift * red, _TEXT + shift * green, _TEXT + shift * blue, alpha


def text_on_dark(rgba: Any) -> tuple[float, float, float, float]:
    """Return a color for text: lightened until it can be read on the dark ground."""
    *rgb, alpha = dark_color(rgba)
    ground = relative_luminance([GROUND] * 3)
    for white in np.linspace(0, 1, 21):
        lighter = [part + white * (1 - part) for part in rgb]
        if (relative_luminance(lighter) + 0.05) / (ground + 0.05) >= _CONTRAST:
            break
    return lighter[0], lighter[1], lighter[2], alpha


def _recolor(figure: Figure) -> None:
    """Give all that is drawn its dark color; pictures and color scales keep theirs."""
    from matplotlib.collections import Collection
    from matplotlib.image import AxesImage
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.text import Text

    done: set[int] = set()  # texts share what is drawn around them
    for artist in _with_boxes(figure.findobj()):
        if isinstance(artist, Text):
            _recolor_text(artist, done)
        elif isinstance(artist, Line2D):
            _recolor_line(artist)
        elif isinstance(artist, Patch):
            _recolor_patch(artist)
        elif isinstance(artist, Collection):
            _recolor_collection(artist)
        elif isinstance(artist, AxesImage) and (array := artist.get_array()) is not None:
            # matplotlib 3.9 draws no array whose type was copied with it
            artist.set_data(array.astype(np.dtype(array.dtype.str)))


def _with_boxes(artists: Iterable[Any]) -> Iterator[Any]:
    """Give some artists, each once, and the boxes around texts, which are nobody's children."""
    seen: set[int] = set()
    for artist in artists:
        box = getattr(artist, "get_bbox_patch", lambda: None)()
        for one in (artist, box):
            if one is not None and id(one) not in seen:
                seen.add(id(one))
                yield one


def _recolor_text(text: Any, done: set[int]) -> None:
    from matplotlib.colors import to_rgba

    if text.get_gid() != FIXED_COLOR:
        text.set_color(text_on_dark(to_rgba(text.get_color())))
    for effect in text.get_path_effects():
        style = vars(effect).get("_gc", {})
        if "foreground" in style and id(effect) not in done:
            done.add(id(effect))
            style["foreground"] = dark_color(to_rgba(style["foreground"]))


def _recolor_line(line: Any) -> None:
    from matplotlib.colors import to_rgba

    for part in ("color", "markerfacecolor", "markeredgecolor"):
        color = getattr(line, f"get_{part}")()
        if isinstance(color, str) and color == "none":
            continue
        getattr(line, f"set_{part}")(dark_color(to_rgba(color)))


def _recolor_patch(patch: Any) -> None:
    face, edge = patch.get_facecolor(), patch.get_edgecolor()
    if patch.get_gid() != FIXED_COLOR:
        patch.set_facecolor(dark_color(face))
    patch.set_edgecolor(dark_color(edge))


def _recolor_collection(collection: Any) -> None:
    """Recolor what a color scale doesn't."""
    faces, edges = collection.get_facecolor(), collection.get_edgecolor()
    if collection.get_array() is None and len(faces):
        collection.set_facecolor([dark_color(color) for color in faces])
    if collection.get_array() is None and not isinstance(edges, str) and len(edges):
        collection.set_edgecolor([dark_color(color) for color in edges])
