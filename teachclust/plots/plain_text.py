"""Text from data is plain text: Displays draw it literally, without math or TeX.

A learner's names may hold anything. matplotlib takes what stands between two dollar signs for a
formula, hands all text to TeX where that is switched on, and fails at signs that no font has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from teachclust.checks import display_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.text import Text

#: letters of a title at most
_TITLE: Final = 160
#: control characters but the end of a line, halves of pairs, marks that turn the direction of text
_NOT_DRAWN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


def title_text(title: object, default: str) -> str:
    """Return the caller's title on one line, without signs that can't be drawn, or the default."""
    return display_name(title, _TITLE) if title is not None and str(title) else default


@dataclass(frozen=True)
class TextSnapshot:
    """What stood on some Axes before a Display drew on them.

    The texts by the identity of their artists, and identities of what wrote their ticks.
    """

    texts: dict[int, str]
    formatters: frozenset[int]

    @classmethod
    def of(cls, axes: Iterable[Axes]) -> Self:
        """Return what stands on some Axes."""
        from matplotlib.text import Text

        given = list(axes)
        texts = {id(text): text.get_text() for ax in given for text in _find(ax, Text)}
        return cls(texts, frozenset(id(axis.get_major_formatter()) for axis in _axis(given)))

    def make_new_text_plain(self, axes: Iterable[Axes]) -> None:
        """Draw all new text on some Axes literally, except the numbers of their scales.

        Numbers keep their formulas: a logarithmic scale writes powers of ten as such. Neither they
        nor other texts are handed to TeX, which would fail at an underscore.
        """
        from matplotlib.text import Text

        given = list(axes)
        numbers = {id(text) for axis in _axis(given) if self._counts(axis) for text in _ticks(axis)}
        for ax in given:
            for text in _find(ax, Text):
                if id(text) in numbers:
                    text.set_usetex(False)
                elif self.texts.get(id(text)) != text.get_text():
                    text.set_usetex(False)
                    text.set_parse_math(False)
                    text.set_text(_NOT_DRAWN.sub(" ", text.get_text()))

    def _counts(self, axis: Axis) -> bool:
        """Return whether the ticks of an axis are numbers, or the caller's own."""
        from matplotlib.ticker import FixedFormatter, FuncFormatter

        formatter = axis.get_major_formatter()
        named = isinstance(formatter, FixedFormatter | FuncFormatter)
        return not named or id(formatter) in self.formatters


def _find(ax: Axes, kind: type[Text]) -> list[Text]:
    found: list[Any] = ax.findobj(kind)
    return found


def _axis(axes: Iterable[Axes]) -> list[Axis]:
    return [axis for ax in axes for axis in (ax.xaxis, ax.yaxis)]


def _ticks(axis: Axis) -> list[Text]:
    ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    return [axis.get_offset_text(), *(text for t in ticks for text in (t.label1, t.label2))]
