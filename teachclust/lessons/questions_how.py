"""The predictions of lesson 02_how_many_clusters, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.question import Question
from teachclust.widgets.predict import Option

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        key="how-lowest",
        text=(
            "K-means runs on these 300 points with every k from 1 to 300, each time from many "
            "starts. At which k is inertia lowest?"
        ),
        options=(
            Option(
                "At the number of groups that are really there",
                "Inertia goes on falling past it: a group cut in two has shorter distances still.",
            ),
            Option(
                "At 300, where each point is its own center",
                "Then every distance is 0. So the lowest inertia says nothing about groups; only "
                "how it falls can.",
                right=True,
            ),
            Option(
                "Somewhere between: too many clusters fit badly again",
                "Test errors behave like that, inertia does not: one more center can always sit "
                "where it helps.",
            ),
        ),
        objectives=("compute",),
    ),
    Question(
        key="how-rise",
        text=(
            "Now each k gets one start only, with points drawn at random as centers. Can inertia "
            "at k + 1 come out higher than at k?"
        ),
        options=(
            Option(
                "Never: one more center can only help",
                "The best split with one more is never worse. But one start need not find the "
                "best split.",
            ),
            Option(
                "Yes, now and then",
                "A good start with k can beat a poor one with k + 1. Such a curve shows luck, "
                "not data.",
                right=True,
            ),
            Option(
                "Only when the data have no groups",
                "The opposite is nearer: groups far apart trap a poor start most firmly.",
            ),
        ),
        objectives=("read",),
    ),
    Question(
        key="how-highest",
        text=(
            "500 points were drawn around four places. For which k will the mean silhouette be "
            "highest?"
        ),
        options=(
            Option(
                "2",
                "Two blobs or more that lie close count as one cluster, if another lies far from "
                "all of them: the wide empty space wins.",
                right=True,
            ),
            Option(
                "4, as that is how many there are",
                "The silhouette never heard of how the points were drawn. It asks how far the "
                "next cluster is.",
            ),
            Option(
                "It rises with k, as inertia falls",
                "Cutting a group in two brings the next cluster close to each of its points, and "
                "that costs.",
            ),
        ),
        objectives=("read",),
    ),
    Question(
        key="how-noise",
        text=(
            "300 points fill a square evenly: no groups at all. Which of these can say so, by "
            "answering k = 1?"
        ),
        options=(
            Option(
                "The silhouette",
                "It needs another cluster to compare with, so it starts at k = 2, and some k is "
                "always the highest.",
            ),
            Option(
                "Stability",
                "One cluster is the same in every resample, so nothing is learned at k = 1; and "
                "a square has splits that come back each time.",
            ),
            Option(
                "The gap",
                "It compares with points spread evenly, and these are. No other criterion here "
                "is defined at k = 1 and says something there.",
                right=True,
            ),
        ),
        objectives=("detect",),
    ),
    Question(
        key="how-moons",
        text=(
            "Two half moons. Which split gets the higher silhouette: the two moons themselves, or "
            "the straight cut that k-means makes?"
        ),
        options=(
            Option(
                "The moons: they are the truth",
                "The tip of a moon is nearer to the other moon than to its own far end, and the "
                "silhouette holds that against it.",
            ),
            Option(
                "The straight cut",
                "The silhouette, like k-means, likes round groups. It praises what k-means does, "
                "right or wrong.",
                right=True,
            ),
            Option(
                "Both the same: it is the same points",
                "The points are the same, but each is compared with another set of neighbours.",
            ),
        ),
        objectives=("detect",),
    ),
)
