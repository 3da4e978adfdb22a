"""A widget to which something of the learner's refers stays open; the history keeps three."""

from __future__ import annotations

import pytest
from cell_samples import alive
from notebook_kernel import Kernel

REFERRED = [
    ("kept = []", "kept.append(Part(runs))", "kept[0]"),
    ("kept = {}", "kept[runs] = Part(runs)\nkept[runs]", "kept[1]"),
    ("first = None", "p = Part(runs)\nfirst = first or p\np", "first"),
    ("box = w.VBox()", "box.children += (Part(runs),)", "box.children[0]"),
    ("class Mine: pass\nm = Mine()", "p = Part(runs)\nm.p = getattr(m, 'p', p)\np", "m.p"),
    ("calls = []", "calls.append(lambda p=Part(runs): p)", "calls[0]()"),
    ("old = None", "p = Part(runs)\nold = old or p.close\np", "old.__self__"),
    ("asks = []", "asks.append(question(then=Part(runs)))", "asks[0]._then"),
]


@pytest.mark.parametrize(("setup", "code", "first"), REFERRED)
def test_what_is_referred_to_stays(kernel: Kernel, setup: str, code: str, first: str) -> None:
    kernel.run(setup)
    for _ in range(3):
        kernel.run(f"runs += 1\n{code}", "a")
    kernel.run(f"found = {first}")
    assert kernel["found"].number == 1
    assert not kernel["found"].closed
    kernel.run("w.VBox([found])")


def test_what_is_no_longer_referred_to_is_closed_by_the_next_run(kernel: Kernel) -> None:
    kernel.run("kept = []", "setup")
    for _ in range(3):
        kernel.run("kept.append(Part())", "a")
    assert alive() == 3
    kernel.run("kept.clear()", "b")
    kernel.run("kept.append(Part())", "a")
    assert alive() == 1


def test_the_history_keeps_the_numbers_of_the_last_three(kernel: Kernel) -> None:
    for _ in range(6):
        kernel.run("runs += 1\nPart(runs)", "a")
    assert alive() == 1
    out = kernel["Out"]
    closed = [value for value in out.values() if value.closed]
    assert len(closed) == 5
    assert [one.number for one in closed[-3:]] == [3, 4, 5]
    assert [one._content for one in closed[:2]] == [None, None]
    assert kernel["__"].number == 5
    kernel.run("Out[2]")
    kernel.run("w.VBox([Out[3], __])")
