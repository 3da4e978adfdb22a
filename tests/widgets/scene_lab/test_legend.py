"""Legends: each change gives another one; ids stay what they are; what is wrong is refused."""

from __future__ import annotations

from typing import Any

import pytest
from scene_lab_samples import COLORS, scene

from teachclust.errors import LearnerError
from teachclust.widgets.scene_lab.legend import Legend

CLUSTERS = scene()[1]


def test_changes_leave_the_legend_before_them_as_it_was() -> None:
    first = Legend.of(CLUSTERS)
    named = first.renamed(2, "  crop\n ")
    assert first.names[2] == "cluster 2"
    assert named.names[2] == "crop"
    assert named.recolored(2, "#ABCDEF").colors[2] == "#abcdef"
    assert first.present == [0, 1, 2, 3]
    assert Legend.of(None).present == []


def test_merging_moves_pixels_and_keeps_ids() -> None:
    legend = Legend.of(CLUSTERS).merged(2, 1).merged(1, 3).renamed(3, "land")
    assert legend.present == [0, 3]
    made = legend.applied(CLUSTERS)
    assert (made.ids[CLUSTERS.ids > 0] == 3).all()
    assert (made.ids[CLUSTERS.ids <= 0] == CLUSTERS.ids[CLUSTERS.ids <= 0]).all()
    assert made.names == ("cluster 0", "land", "land", "land")
    assert made.colors == (COLORS[0], COLORS[3], COLORS[3], COLORS[3])


@pytest.mark.parametrize(
    ("change", "values"),
    [
        ("renamed", (9, "sea")),
        ("renamed", (-1, "sea")),
        ("renamed", (True, "sea")),
        ("renamed", (0, "  ")),
        ("renamed", (0, None)),
        ("recolored", (0, "red")),
        ("recolored", (0, "#12345g")),
        ("recolored", (0, 7)),
        ("merged", (0, 0)),
        ("merged", (0, 9)),
    ],
)
def test_what_is_wrong_is_refused_in_four_parts(change: str, values: Any) -> None:
    with pytest.raises(LearnerError) as told:
        getattr(Legend.of(CLUSTERS), change)(*values)
    assert all(told.value.parts.values())


def test_a_cluster_that_was_merged_away_is_not_there_any_more() -> None:
    with pytest.raises(LearnerError, match="no cluster 2"):
        Legend.of(CLUSTERS).merged(2, 1).renamed(2, "crop")
