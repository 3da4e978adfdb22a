"""The predictions of lesson 03_digits."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.question import Question
from teachclust.widgets.predict import Option

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        key="digits-find",
        text=(
            "K-means gets 1,797 pictures of handwritten digits, ten clusters to make, and no "
            "labels. Name each cluster after its most common digit. How many pictures of 100 are "
            "then named rightly?"
        ),
        options=(
            Option(
                "About 10: without labels it can only guess",
                "Guessing would give 10. But pictures of one digit have dark pixels in the same "
                "places, and nearness sees that.",
            ),
            Option(
                "About 80",
                "Most digits lie close together among the 64 pixels; a few are written in ways "
                "that lie closer to another digit.",
                right=True,
            ),
            Option(
                "About 99, as a classifier would",
                "A classifier is told what counts. K-means knows nearness of pixels only, and a "
                "thin 1 is far from a slanted 1.",
            ),
        ),
        objectives=("read",),
    ),
    Question(
        key="digits-own",
        text="Ten clusters, ten digits. Does each digit get a cluster of its own?",
        options=(
            Option(
                "Yes: ten groups are there, so ten are found",
                "Nothing tells k-means that there is one group for each digit. It spends its "
                "clusters where squared distances are large.",
            ),
            Option(
                "No: one digit is split into two clusters, and two others share one",
                "Ones are written in ways that lie far apart and get two clusters. One of these "
                "holds as many eights as ones.",
                right=True,
            ),
            Option(
                "No: every cluster is a mixture of all digits",
                "Look at the centers again: most are sharp pictures of a single digit. A mixture "
                "of all would be a grey cloud.",
            ),
        ),
        objectives=("match",),
    ),
    Question(
        key="digits-more",
        text=(
            "Take 200 clusters in place of ten. What happens to the share of pictures that are "
            "named rightly, and to the adjusted Rand index?"
        ),
        options=(
            Option(
                "Both rise: more clusters fit better",
                "The share rises, for a small cluster is nearly all one digit. But 200 groups are "
                "not the ten groups of the truth, and the index says so.",
            ),
            Option(
                "The share rises, the index falls",
                "Small clusters are pure, so naming gets better; but each digit is cut into "
                "twenty pieces, and that is what the index counts.",
                right=True,
            ),
            Option(
                "Both fall: there are only ten digits",
                "Naming can't get worse when a cluster is split: each part may take its own most "
                "common digit.",
            ),
        ),
        objectives=("judge",),
    ),
    Question(
        key="digits-map",
        text=(
            "t-SNE draws 64 pixels as two numbers so that near neighbours stay near. Run k-means "
            "on these two numbers. How many pictures of 100 are named rightly now?"
        ),
        options=(
            Option(
                "Fewer: 62 of 64 numbers are thrown away",
                "What is kept is who is near whom, and groups that were long and bent become "
                "round: what k-means needs.",
            ),
            Option(
                "About as many as before",
                "The groups are the same, but their shapes are not: they become round and stand "
                "apart, and k-means draws better borders.",
            ),
            Option(
                "More: about 94",
                "The map pulls neighbours together and pushes the rest apart, so that each digit "
                "becomes nearly one round island.",
                right=True,
            ),
        ),
        objectives=("improve",),
    ),
)
