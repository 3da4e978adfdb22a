"""How numbers are written in captions: short, rounded, the same everywhere."""

from __future__ import annotations

from teachclust.words import say


def number(value: float) -> str:
    """Write a number with about four digits: ``"640.2"``, ``"12,345.6"``, ``"1.235e+09"``."""
    size = abs(value)
    if value == 0:
        return "0"
    return f"{value:,.1f}" if 100 <= size < 1e7 else f"{value:.4g}"


def how_many(what: str, n: int) -> str:
    """Write how many points, iterations or batches there are: ``"1 point"``, ``"1,200 points"``."""
    return say(f"count.{what}.one" if n == 1 else f"count.{what}.many", n=f"{n:,}")
