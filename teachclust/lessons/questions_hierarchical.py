"""The predictions of lesson 07_hierarchical, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.question import Question
from teachclust.widgets.predict import Option

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        key="hierarchical-nest",
        text=(
            "300 points, spread evenly. Once they are split into 3 clusters, once into 4, by the "
            "same method. Does each of the 4 lie whole inside one of the 3?"
        ),
        options=(
            Option(
                "With k-means and with a tree",
                "K-means starts anew for each k: its 4 clusters lie across the borders of the 3.",
            ),
            Option(
                "With a tree, not with k-means",
                "A tree has one set of merges, and each k is a cut through it: two of the 4 were "
                "merged to make the 3.",
                right=True,
            ),
            Option(
                "With neither: other k, other clusters",
                "True of k-means. In a tree, going from 4 to 3 merges two clusters and leaves the "
                "other two as they are.",
            ),
        ),
        objectives=("cut",),
    ),
    Question(
        key="hierarchical-order",
        text=(
            "Two leaves stand side by side in a tree; others stand far to the right. What does "
            "that tell you about the distance of the two?"
        ),
        options=(
            Option(
                "They are nearer to each other than to the rest",
                "The parts of each link can change places without changing the tree. Two leaves "
                "side by side may meet only at the top.",
            ),
            Option(
                "Nothing; only the height of the link that joins them does",
                "Swing any link round, as on a mobile that hangs from the ceiling: another order, "
                "the same tree.",
                right=True,
            ),
            Option(
                "They were merged first",
                "The first merge is the lowest link, wherever it stands.",
            ),
        ),
        objectives=("read",),
    ),
    Question(
        key="hierarchical-bridge",
        text=(
            "Two round blobs, and a thin line of 14 points that leads from one to the other. "
            "Single linkage is asked for two clusters. What comes out?"
        ),
        options=(
            Option(
                "The two blobs, each with half of the line",
                "Single looks at the nearest pair only, and along the line there is always a near "
                "pair. The blobs have long been one.",
            ),
            Option(
                "The line, and everything else",
                "The line's ends touch the blobs, so it is merged like everything else that is "
                "near.",
            ),
            Option(
                "One lonely point, and everything else",
                "Point by point the chain crosses the bridge. What is left for the last merge is "
                "the point with the widest gap around it.",
                right=True,
            ),
        ),
        objectives=("choose",),
    ),
    Question(
        key="hierarchical-zero",
        text=(
            "A tutorial that many read runs this on 1,000 points, and says: merge the nearest two, "
            'again and again, "until K becomes 0". How does it end?'
        ),
        options=(
            Option(
                "After 1,000 merges, with no cluster",
                "A merge makes one of two, so the count falls by one: from 1 there is nothing to "
                "merge with.",
            ),
            Option(
                "After 999 merges, with one cluster",
                "n points take n - 1 merges. K is 1 then, never 0.",
                right=True,
            ),
            Option(
                "After 500 merges, when all points have a partner",
                "Merged clusters go on merging. Pairs are the beginning only.",
            ),
        ),
        objectives=("merge",),
    ),
    Question(
        key="hierarchical-double",
        text="Twice as many points. How much more memory do the distances of all pairs take?",
        options=(
            Option(
                "Twice as much",
                "The points take twice as much. Each of them has a distance to each other one, "
                "and there are twice as many of those as well.",
            ),
            Option(
                "Four times as much",
                "n (n - 1) / 2 pairs: twice as many points, each with twice as many partners.",
                right=True,
            ),
            Option(
                "As much as before: merged points share their distances",
                "Before the first merge all distances are there, and that is when memory runs out.",
            ),
        ),
        objectives=("defend",),
    ),
)
