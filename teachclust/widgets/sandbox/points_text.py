"""Points as a short text, for a link or a message: written and read here and in the browser.

``1.<decimals>.<letters>``: each coordinate times ten to the number of decimals is a whole number;
of each point the differences to the one before are written, x and y in turn, as zigzag numbers of
seven bits a byte, the bytes as base64 of URLs without padding. The other end is
``js/src/widgets/sandbox/points_text.ts``.
"""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from teachclust.errors import LearnerError
from teachclust.traces.frame import Floats
from teachclust.widgets.requests import shown
from teachclust.words import say

#: points of a drawing: a fit of more takes longer than a learner waits between two strokes
MOST_POINTS: Final = 5_000
#: what stands before the text in a link
IN_A_LINK: Final = "#points="
#: steps of the last decimal in the width of a drawing, as a power of ten
_DIGITS: Final = 5
_MOST_DECIMALS: Final = 15
#: the largest whole number that is written, and the bytes that it and a difference may take
_MOST_WHOLE: Final = 2**31 - 1
_MOST_BYTES: Final = 5
#: letters of the longest text that is read
_LONGEST: Final = 4 * (MOST_POINTS * 2 * _MOST_BYTES) // 3 + 20
_FORM: Final = re.compile(r"1\.(-?[0-9]{1,2})\.([A-Za-z0-9_-]*)", re.ASCII)


def text_of(points: Floats) -> str:
    """Write points of shape (n, 2) as text.

    Coordinates keep five digits of the drawing's width: a drawing of the Sandbox all it has.
    """
    decimals = _decimals(points)
    wholes = [[_whole(value, decimals) for value in point] for point in points.tolist()]
    written = bytearray()
    before = [0, 0]
    for whole in wholes:
        for axis in (0, 1):
            written += _varint(whole[axis] - before[axis])
        before = whole
    letters = base64.urlsafe_b64encode(bytes(written)).decode("ascii").rstrip("=")
    return f"1.{decimals}.{letters}"


def points_in(text: object) -> Floats:
    """Read points that `text_of` wrote, alone or in a link; refuse any other text."""
    if not isinstance(text, str) or len(text) > _LONGEST + 2_000:
        where = f"{len(text):,} letters" if isinstance(text, str) else shown(text)
        raise _unreadable(where)
    found = _FORM.fullmatch(text.partition(IN_A_LINK)[2].strip() or text.strip())
    if found is None or not -_MOST_DECIMALS <= int(found[1]) <= _MOST_DECIMALS:
        raise _unreadable(shown(text[:40]))
    decimals = int(found[1])
    try:
        written = base64.urlsafe_b64decode(found[2] + "=" * (-len(found[2]) % 4))
    except ValueError as error:
        raise _unreadable(shown(text[:40])) from error
    steps = list(_wholes(written))
    if len(steps) % 2 or len(steps) > 2 * MOST_POINTS:
        raise _unreadable(f"{len(steps):,} coordinates")
    wholes = np.cumsum(np.array(steps, dtype=np.int64).reshape(-1, 2), axis=0)
    if wholes.size and int(np.abs(wholes).max()) > _MOST_WHOLE:
        raise _unreadable(shown(text[:40]))
    scale = 10.0 ** abs(decimals)
    return wholes / scale if decimals >= 0 else wholes * scale


def _decimals(points: Floats) -> int:
    """Return the fewest decimals that write the points, as far as `_DIGITS` go."""
    if not points.size:
        return 0
    width = float(np.ptp(points, axis=0).max()) or float(np.abs(points).max()) or 1.0
    most = min(_MOST_DECIMALS, max(-_MOST_DECIMALS, _DIGITS - 1 - math.floor(math.log10(width))))
    for decimals in range(min(0, most), most):
        scaled = points * 10.0**decimals
        lost = np.abs(scaled - np.rint(scaled))
        if bool((lost < 1e-6 * min(1.0, width * 10.0**decimals)).all()):
            return decimals
    while most > -_MOST_DECIMALS and float(np.abs(points).max()) * 10.0**most > _MOST_WHOLE:
        most -= 1
    return most


def _whole(value: float, decimals: int) -> int:
    # as JavaScript rounds: halves go up
    return math.floor(value * 10.0**decimals + 0.5)


def _varint(value: int) -> bytes:
    rest = (value << 1) if value >= 0 else (-value << 1) - 1
    written = bytearray()
    while rest > 127:
        written.append(rest & 127 | 128)
        rest >>= 7
    written.append(rest)
    return bytes(written)


def _wholes(written: bytes) -> Iterator[int]:
    rest, shift = 0, 0
    for byte in written:
        rest |= (byte & 127) << shift
        shift += 7
        if byte & 128:
            if shift >= 7 * _MOST_BYTES:
                raise _unreadable(say("request.digits"))
            continue
        yield rest >> 1 if not rest & 1 else -((rest + 1) >> 1)
        rest, shift = 0, 0
    if shift:
        raise _unreadable(say("request.digits"))


def _unreadable(where: Any) -> LearnerError:
    return LearnerError(
        say("request.points_text"),
        where=str(where),
        why=say("request.points_text.why", most=f"{MOST_POINTS:,}"),
        fix="Sandbox(sandbox.text)",
    )
