"""What is said of a merge tree: each sentence is there when it is true, and only then."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from teachclust.errors import LearnerError
from teachclust.plots.tree.cut import TreeCut
from teachclust.plots.tree.layout import TreeLayout
from teachclust.plots.tree.merges import tree_of_merges
from teachclust.plots.tree.text import MOST_NAMES, TreeText, read_leaf_names, row_names

#: four points: two pairs, then all
PAIRS, HEIGHTS = [[0, 1], [2, 3], [4, 5]], [1.0, 2.0, 5.0]


def text(
    labels: list[int] | None = None, *, line: float | None = None, shown: int = 4,
    names: Any = None, pairs: Any = PAIRS, heights: Any = HEIGHTS,
) -> TreeText:  # fmt: skip
    tree = tree_of_merges(np.array(pairs), np.array(heights))
    cut = None if labels is None else TreeCut(tree, np.array(labels))
    return TreeText(TreeLayout(tree, shown), cut, line, names)


def chain(n: int) -> dict[str, Any]:
    pairs = [[0, 1], *([n + i, i + 2] for i in range(n - 2))]
    return {"pairs": pairs, "heights": np.arange(1.0, n), "shown": n}


def test_the_title_counts_points_or_the_branches_that_are_shown() -> None:
    assert text().title == "Merge tree of 4 points"
    assert text(shown=2).title == "Merge tree: top 2 of 4 branches"
    assert text(**chain(1200)).title == "Merge tree of 1,200 points"


def test_without_a_cut_the_text_is_the_heights() -> None:
    assert text().note == ""
    assert text().alt == "Merge tree of 4 points, joined at distances from 1 to 5."
    assert text(heights=[-3.0, 2.0, 5.0]).alt.endswith("from 0 to 5."), "no distance is below zero"


@pytest.mark.parametrize(
    ("labels", "line", "told"),
    [
        ([0, 0, 1, 1], 3.0, "A cut at 3 gives 2 clusters: A 2, B 2."),
        ([0, 0, 0, 0], 6.0, "A cut at 6 gives 1 cluster: A 4."),
        ([1, 1, 0, 2], 1.5, "A cut at 1.5 gives 3 clusters: A 1, B 2, C 1."),
    ],
)
def test_a_cut_with_a_line_tells_clusters_and_sizes(
    labels: list[int], line: float, told: str
) -> None:
    assert text(labels, line=line).alt.endswith(f"to 5. {told}")
    assert text(labels, line=line).note == ""


def test_of_many_clusters_eight_are_told() -> None:
    eight, nine = chain(8), chain(9)
    assert "H 1." in text(list(range(8)), line=0.5, **eight).alt
    assert "H 1 and 1 more." in text(list(range(9)), line=0.5, **nine).alt
    assert "I 1" not in text(list(range(9)), line=0.5, **nine).alt


def test_why_there_is_no_line() -> None:
    apart = text([0, 1, 0, 1])
    assert apart.note == "The labels are no cut of this tree: a grey link joins several of them."
    assert "Its clusters: A 2, B 2." in apart.alt
    assert apart.alt.endswith(apart.note)
    tied = text([0, 0, 1, 2], heights=[2.0, 2.0, 5.0])
    assert tied.note == (
        "No level line gives these 3 clusters: merges on both sides of the cut are at the same "
        "distance, 2."
    )
    higher = text([0, 1, 2, 2])
    assert higher.note == (
        "No level line gives these 3 clusters: a merge within one is higher than one between two."
    )
    single = text([0, 1, 2, 3])
    assert single.note.startswith("No level line gives these 4 clusters: a merge within")


def test_inversions_are_counted_in_the_note() -> None:
    note = text(heights=[1.0, 6.0, 5.0]).note
    assert note.startswith("1 of 3 merges lie below one of their parts")


def test_names_stand_at_leaves_in_the_order_of_the_branches() -> None:
    crossed = text(names=["a", "b", "c", "d"], pairs=[[2, 0], [3, 1], [4, 5]])
    branches = crossed.layout.branches.tolist()
    assert crossed.names == ["abcd"[leaf] for leaf in branches]
    assert sorted(crossed.names or []) == ["a", "b", "c", "d"]
    assert text().names is None
    long = text(names=["x" * 99, "b", "c", "d"]).names
    assert long is not None
    assert max(map(len, long)) == 24


def test_folded_branches_tell_how_many_points_they_hold() -> None:
    assert text(shown=2).names == ["(2)", "(2)"]
    mixed = text(shown=3).names
    assert mixed is not None
    assert sorted(mixed) == ["", "", "(2)"]
    named = text(shown=3, names=["a", "b", "c", "d"]).names
    assert named is not None
    assert sorted(named) == ["(2)", "c", "d"]


def test_of_too_many_names_none_is_written_and_that_is_said() -> None:
    most, more = chain(MOST_NAMES), chain(MOST_NAMES + 1)
    assert len(text(names=range(MOST_NAMES), **most).names or []) == 60
    crowded = text(names=range(MOST_NAMES + 1), **more)
    assert crowded.names is None
    assert (
        crowded.note == crowded.alt.rpartition(". ")[2] == "Names are written on up to 60 branches."
    )
    assert text(**more).note == "", "names that nobody gave are not missed"


def test_names_are_as_many_as_the_points() -> None:
    assert read_leaf_names(None, 3) is None
    assert read_leaf_names(("a", 1, None), 3) == ["a", 1, None]
    for wrong in (["a"], "abc", 3):
        with pytest.raises(LearnerError) as told:
            text(names=wrong)
        assert "leaf_names" in str(told.value)
        assert told.value.fix


def test_names_of_rows_are_those_of_an_index_that_does_more_than_count() -> None:
    table = pd.DataFrame({"x": [1.0, 2.0]})
    assert row_names(table) is None
    assert row_names(table.set_axis(["r", 7])) == ["r", "7"]
    assert row_names(table.set_axis([0, 1])) == ["0", "1"]
    assert row_names(np.zeros((2, 2))) is None
    assert row_names([[1.0], [2.0]]) is None, "a list has a method called index"
