"""The predictions of lesson 08_density, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.question import Question
from teachclust.widgets.predict import Option

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        key="density-moons",
        text=(
            "DBSCAN is told nothing about how many groups there are, only eps = 0.2 and "
            "min_samples = 5. What will it make of the two moons?"
        ),
        options=(
            Option(
                "The same straight cut: it has only distances, as k-means has",
                "It has distances, but to neighbors, not to a center. A moon is one long chain of "
                "neighbors, however far apart its tips are.",
            ),
            Option(
                "Two clusters, one for each moon",
                "Steps of 0.2 from neighbor to neighbor reach all of a moon, and none of them "
                "reaches across the gap.",
                right=True,
            ),
            Option(
                "One cluster: nobody said that there are two",
                "It stops where no neighbor is near enough. The number of clusters comes out; it "
                "does not go in.",
            ),
        ),
        objectives=("classify",),
    ),
    Question(
        key="density-eps",
        text="eps goes down from 0.2 to 0.1, min_samples stays 5. What becomes of the two moons?",
        options=(
            Option(
                "Still two, drawn more precisely",
                "eps is not a precision. It is how far a step may go, and some steps along a moon "
                "are longer than 0.1.",
            ),
            Option(
                "They crumble into small clusters, with some noise between them",
                "Where points stand a little thinner, 0.1 no longer reaches five of them, and the "
                "chain breaks.",
                right=True,
            ),
            Option(
                "They melt into one",
                "That happens the other way, when eps grows past the gap between the moons.",
            ),
        ),
        objectives=("choose",),
    ),
    Question(
        key="density-noise",
        text=(
            "A published tutorial runs DBSCAN on 1,000 points and plots each value in its labels, "
            "-1, 0, 1, 2 and 3, in a color of its own. How many clusters did DBSCAN find?"
        ),
        options=(
            Option(
                "5, one for each value",
                "The value -1 is no cluster. It marks the points that belong to none, wherever "
                "they are.",
            ),
            Option(
                "4",
                "The values 0 to 3. The points labeled -1 have nothing in common, except that too "
                "few are near them.",
                right=True,
            ),
            Option(
                "3: the highest value",
                "Counting starts at 0, so the highest value is one less than the number of "
                "clusters.",
            ),
        ),
        objectives=("count",),
    ),
    Question(
        key="density-order",
        text=(
            "The same points, the same eps and min_samples, but the rows of the table come in "
            "another order. Apart from the clusters' numbers, what can change?"
        ),
        options=(
            Option(
                "Nothing at all",
                "Nearly right. Which points are core and which are noise is fixed, but one kind is "
                "left.",
            ),
            Option(
                "A border point may change its cluster",
                "If core points of two clusters reach it, the cluster that gets there first keeps "
                "it.",
                right=True,
            ),
            Option(
                "Which points are core, and so everything",
                "A point is core if enough points are within eps of it. Counting them does not "
                "depend on their order.",
            ),
        ),
        objectives=("classify",),
    ),
    Question(
        key="density-two",
        text=(
            "Two dense groups stand close together, a sparse one stands apart. You may turn eps "
            "as you like (min_samples = 5). Which eps gives exactly these three clusters?"
        ),
        options=(
            Option(
                "A small one, fit for the dense groups",
                "It keeps those two apart. But in the sparse group it reaches too few points, so "
                "that group is noise.",
            ),
            Option(
                "One in the middle",
                "There the sparse group is still in pieces, and soon after the dense two are one.",
            ),
            Option(
                "None does",
                "The sparse group needs steps longer than the gap between the dense ones. One eps "
                "is one density.",
                right=True,
            ),
        ),
        objectives=("detect",),
    ),
)
