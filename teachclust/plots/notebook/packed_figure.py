"""A figure that was shown is packed: a notebook keeps every Display that a cell ever gave.

IPython keeps the result of each cell, so that a cell run a hundred times has a hundred Displays. A
figure takes 2 MB, most of it the memory of its renderer, and packed 30 kB. It is unpacked when it
is accessed.
"""

from __future__ import annotations

import gc
import pickle
import zlib
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final
from weakref import ReferenceType, ref

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: the attribute of a Display under which its figure is packed, that of a figure with its artists
PACKED: Final = "_packed_"
_DRAWN: Final = "_teachclust_drawn"
#: figures hold circles, which Python breaks only when it looks for them
_COLLECT_EVERY: Final = 4

_numbers = count(1)


class PackedFigure:
    """What a Display drew: the artists as long as somebody else holds them, and a packed copy.

    `drawn` holds attributes of a Display, ``figure_`` among them.
    """

    def __init__(self, drawn: dict[str, Any]) -> None:
        self.names = frozenset(drawn)
        self.copy = interned_bytes(zlib.compress(pickle.dumps(drawn, pickle.HIGHEST_PROTOCOL), 1))
        self.number = next(_numbers)
        figure = drawn["figure_"]
        # the artists live exactly as long as their figure
        vars(figure).setdefault(_DRAWN, {})[self.number] = drawn
        self.figure: ReferenceType[Figure] = ref(figure)

    def unpacked(self) -> dict[str, Any]:
        """Return the artists themselves if they are still there, else the copy."""
        figure = self.figure()
        if figure is not None:
            drawn: dict[str, Any] = vars(figure)[_DRAWN].pop(self.number)
            return drawn
        # packed a moment ago by ourselves, and never left this process
        copy: dict[str, Any] = pickle.loads(zlib.decompress(self.copy))  # noqa: S301
        return copy


@lru_cache(maxsize=16)
def interned_bytes(data: bytes) -> bytes:
    """Return bytes that are equal and were given lately: a cell run again gives the same picture.

    IPython keeps the picture of each run; so it is in memory once.
    """
    return data


def pack_figure(display: Any) -> None:
    """Pack what a Display drew, its figure closed; what pickle refuses stays as it is."""
    drawn = {
        name: value
        for name, value in vars(display).items()
        if name.endswith("_") and not hasattr(type(display), name)
    }
    figure = drawn["figure_"]
    try:
        packed = PackedFigure(drawn)
    except Exception:  # whatever it is that pickle can't do
        return
    for name in drawn:
        delattr(display, name)
    setattr(display, PACKED, packed)
    del drawn, figure
    if packed.number % _COLLECT_EVERY == 0:
        gc.collect()


def unpack_figure(display: Any, name: str) -> bool:
    """Unpack what a Display drew if an attribute is among it, and return whether it is."""
    packed: PackedFigure = vars(display)[PACKED]
    if name not in packed.names:
        return False
    drawn = packed.unpacked()
    delattr(display, PACKED)
    vars(display).update(drawn)
    return True


def release_renderer(figure: Figure) -> None:
    """Release the memory in which a figure was drawn: its canvas and each text hold it.

    The figure must not be closed yet: pyplot gives a closed one another canvas.
    """
    from matplotlib.text import Text

    for name in ("renderer", "_lastKey"):
        vars(figure.canvas).pop(name, None)
    for text in figure.findobj(Text):
        vars(text)["_renderer"] = None
