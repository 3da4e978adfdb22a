"""What a check, a hint or a solution says: as text, and as a box with an icon and a word."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Final, Literal

from teachclust.words import say

Kind = Literal[
    "right", "wrong", "blank", "stopped", "late", "failed", "hint", "solution", "locked", "reset"
]

# text and background of each box, at 4.5:1 or more on any theme, since both are set
_LOOKS: Final[dict[Kind, tuple[str, str, str]]] = {
    "right": ("✔", "#004d38", "#e6f5ef"),
    "wrong": ("✘", "#7c2d12", "#fdf0e7"),
    "blank": ("…", "#3b4252", "#eef1f5"),
    "stopped": ("!", "#7c2d12", "#fdf0e7"),
    "late": ("!", "#7c2d12", "#fdf0e7"),
    "failed": ("!", "#3b4252", "#eef1f5"),
    "hint": ("?", "#0b3d73", "#e8f1fb"),
    "solution": ("✎", "#0b3d73", "#e8f1fb"),
    "reset": ("↺", "#0b3d73", "#e8f1fb"),
    "locked": ("…", "#3b4252", "#eef1f5"),
}
_CODE: Final = (
    "color: #1b1f24; background-color: #ffffff; border-radius: 4px; margin: 8px 0 0; "
    "padding: 8px 12px; overflow-x: auto; white-space: pre"
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a check, a hint or a solution says: first words, feedback, what to do next, and code.

    "stopped" is an error in the learner's code, "late" is code that ran for too long, "failed" an
    error in the check.
    """

    kind: Kind
    title: str
    text: str
    more: str = ""
    code: str = ""

    @property
    def ok(self) -> bool:
        """Whether the answer is right."""
        return self.kind == "right"

    def __bool__(self) -> bool:
        return self.ok

    def __repr__(self) -> str:
        first = f"{self.title}: {self.text}" if self.text else self.title
        return "\n".join(part for part in (first, self.more, self.code) if part)

    def _repr_html_(self) -> str:
        icon, ink, paper = _LOOKS[self.kind]
        style = (
            f"color: {ink}; background-color: {paper}; border: 1px solid {ink}; "
            "border-radius: 6px; padding: 8px 12px"
        )
        more = f"<br>{html.escape(self.more)}" if self.more else ""
        # the box sets both colors, and so does the code in it
        pre = f'<pre style="{_CODE}">{html.escape(self.code)}</pre>' if self.code else ""
        return (
            f'<div style="{style}"><strong>{icon} {html.escape(self.title)}:</strong> '
            f"{html.escape(self.text)}{more}{pre}</div>"
        )


def right(text: str, more: str = "") -> Result:
    """Return the result of a right answer, and what to do next, if anything."""
    return Result("right", say("check.right"), text, more)


def not_yet(kind: Kind, key: str, text: str) -> Result:
    """Return the result of an answer that is wrong, blank, or whose code stopped or was stopped."""
    return Result(kind, say(f"check.{kind}"), text, say("check.more", key=key))
