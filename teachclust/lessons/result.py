"""What a check or a hint says: as text, and as a box with an icon, a word and a colour."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Final, Literal

from teachclust.words import say

Kind = Literal["right", "wrong", "blank", "stopped", "late", "failed", "hint"]

# text and background of each box, at 4.5:1 or more on any theme, since both are set
_LOOKS: Final[dict[Kind, tuple[str, str, str]]] = {
    "right": ("✔", "#004d38", "#e6f5ef"),
    "wrong": ("✘", "#7c2d12", "#fdf0e7"),
    "blank": ("…", "#3b4252", "#eef1f5"),
    "stopped": ("!", "#7c2d12", "#fdf0e7"),
    "late": ("!", "#7c2d12", "#fdf0e7"),
    "failed": ("!", "#3b4252", "#eef1f5"),
    "hint": ("?", "#0b3d73", "#e8f1fb"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What a check or a hint says: the first words, in bold, the feedback, and what to do next.

    "stopped" is an error in the learner's code, "late" is code that ran for too long, "failed" an
    error in the check.
    """

    kind: Kind
    title: str
    text: str
    more: str = ""

    @property
    def ok(self) -> bool:
        """Whether the answer is right."""
        return self.kind == "right"

    def __bool__(self) -> bool:
        return self.ok

    def __repr__(self) -> str:
        return f"{self.title}: {self.text}" + (f"\n{self.more}" if self.more else "")

    def _repr_html_(self) -> str:
        icon, ink, paper = _LOOKS[self.kind]
        style = (
            f"color: {ink}; background-color: {paper}; border: 1px solid {ink}; "
            "border-radius: 6px; padding: 8px 12px"
        )
        more = f"<br>{html.escape(self.more)}" if self.more else ""
        return (
            f'<div style="{style}"><strong>{icon} {html.escape(self.title)}:</strong> '
            f"{html.escape(self.text)}{more}</div>"
        )


def right(text: str) -> Result:
    """Return the result of a right answer."""
    return Result("right", say("check.right"), text)


def not_yet(kind: Kind, key: str, text: str) -> Result:
    """Return the result of an answer that is wrong, blank, or whose code stopped or was stopped."""
    return Result(kind, say(f"check.{kind}"), text, say("check.more", key=key))
