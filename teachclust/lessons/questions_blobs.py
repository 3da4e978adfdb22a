"""The predictions of lesson 01_blobs, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.question import Question
from teachclust.widgets.predict import Option

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        key="blobs-join",
        text="Four centers stand on four points drawn at random. Which center does a point join?",
        options=(
            Option(
                "The one with the fewest points so far",
                "That would make groups of equal size. K-means never counts: sizes fall out "
                "as they may.",
            ),
            Option(
                "The nearest one",
                "Only the distance to each center counts; the borders are straight lines halfway "
                "between two centers.",
                right=True,
            ),
            Option(
                "The one that its nearest neighbour joined",
                "That follows chains of points, as single linkage does. Here points do not look at "
                "each other.",
            ),
        ),
        objectives=("step",),
    ),
    Question(
        key="blobs-inertia",
        text=(
            "Inertia adds up the squared distance of every point to its center. "
            "While k-means runs, can it rise?"
        ),
        options=(
            Option(
                "Yes, in the first rounds, while centers still look for their place",
                "Early rounds move centers far, but each move is to the mean, and no place gives "
                "a smaller sum of squares than the mean.",
            ),
            Option(
                "Yes, whenever many points change cluster",
                "A point changes only to a nearer center, so each change lowers the sum.",
            ),
            Option(
                "Never",
                "Assigning picks the nearest center, updating picks the best place: each "
                "half-step lowers the sum or leaves it.",
                right=True,
            ),
        ),
        objectives=("converge", "step"),
    ),
    Question(
        key="blobs-stuck",
        text="Two centers start inside the same blob. What will k-means end with?",
        options=(
            Option(
                "One center in each blob",
                "A center only moves to the mean of its own points. Far blobs already belong to "
                "another center, so nothing pulls it there.",
            ),
            Option(
                "They still share it, and two other blobs share one center",
                "Each center sits at the mean of its own points, so neither can cross to a far "
                "blob.",
                right=True,
            ),
            Option(
                "It never settles",
                "It always settles: inertia cannot rise, and there are finitely many ways to "
                "split the points. It settles in a bad place.",
            ),
        ),
        objectives=("converge",),
    ),
    Question(
        key="blobs-share",
        text=(
            "The same points, 100 starts, each with four points drawn at random as centers. "
            "How many starts end with one center in each blob?"
        ),
        options=(
            Option(
                "All of them: k-means finds the best split",
                "K-means finds a split that neither half-step can better. From many starts that "
                "is a worse one than the best.",
            ),
            Option(
                "Fewer than half",
                "Four random points seldom fall one into each of four blobs, and a blob that got "
                "two keeps them.",
                right=True,
            ),
            Option(
                "None: somebody has to place the centers",
                "Luck is enough now and then, which is why trying several starts works at all.",
            ),
        ),
        objectives=("start",),
    ),
    Question(
        key="blobs-moons",
        text="Two half moons, and k-means with two clusters. What will it draw?",
        options=(
            Option(
                "Each moon its own cluster",
                "That would follow the shape. K-means knows distances to two centers and nothing "
                "of shape.",
            ),
            Option(
                "A straight cut that takes the tip of each moon away",
                "The border between two centers is a straight line, and no straight line parts "
                "these moons.",
                right=True,
            ),
            Option(
                "Nothing: it would stop with an error",
                "K-means gives an answer to any numbers, which is why noticing a bad one is your "
                "work.",
            ),
        ),
        objectives=("decide",),
    ),
)
