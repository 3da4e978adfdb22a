"""What the steps of an algorithm are called, on the button that takes them and while they show."""

from __future__ import annotations

from teachclust.traces import Trace
from teachclust.words import catalogue, say


def step_names_of(trace: Trace) -> dict[str, dict[str, str]]:
    """Return the names of the kinds of steps that a trace has.

    Each has ``now``, what the step is called, and ``next``, what the button says before it. An
    algorithm may have its own word: the E step of a mixture assigns.
    """
    kinds = {frame.kind for frame in trace.frames}
    return {
        kind: {
            "now": say(_own(f"step.{trace.algorithm}.{kind}", f"step.{kind}")),
            "next": say(_own(f"step.{trace.algorithm}.{kind}.next", f"step.{kind}.next")),
        }
        for kind in sorted(kinds)
    }


def _own(own: str, common: str) -> str:
    return own if own in catalogue() else common
