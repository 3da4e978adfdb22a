"""The predictions of lesson 04_mnist_minibatch, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.question import Question
from teachclust.widgets.predict import Option

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        key="mnist-pull",
        text=(
            "A center has taken 9 points so far. The next batch brings it one more. How far does "
            "it move toward that point?"
        ),
        options=(
            Option(
                "All the way",
                "Then each batch would undo the last one. The nine points before still count.",
            ),
            Option(
                "Half of the way",
                "That would be right after one point. Nine points hold the center more firmly.",
            ),
            Option(
                "A tenth of the way",
                "Ten points now, and the center stands at their mean: the new one weighs a tenth.",
                right=True,
            ),
        ),
        objectives=("follow",),
    ),
    Question(
        key="mnist-gap",
        text=(
            "k = 36. K-means looks at all images in every step, mini-batch at 64, 256 or 1,024 of "
            "them. How much higher is the inertia of mini-batch in the end, over all images?"
        ),
        options=(
            Option(
                "Not at all: both settle at the same centers",
                "Both settle near good places, but a center that is pulled by samples never comes "
                "quite to rest at the mean of its points.",
            ),
            Option(
                "By a few percent",
                "A sample tells nearly all about a mean. What is lost is the last polish.",
                right=True,
            ),
            Option(
                "By a half or more: most images are hardly looked at",
                "A center is a mean of hundreds of images, and a part of them tells where it lies.",
            ),
        ),
        objectives=("compare",),
    ),
    Question(
        key="mnist-share",
        text=(
            "A published notebook clusters MNIST with k = 10, 16, 36, 64, 144 and 256, names each "
            "cluster by majority, and prints the same accuracy six times. What does that tell you?"
        ),
        options=(
            Option(
                "Ten digits, so one in ten is right by chance: k-means finds nothing here",
                "A majority of each cluster can't do worse than the most common digit, and chance "
                "would not give the same number six times.",
            ),
            Option(
                "More clusters don't help, as there are only ten digits",
                "More clusters are purer, so majority names get better: that is nearly forced.",
            ),
            Option(
                "What is printed does not depend on the clusters",
                "Six different clusterings, one number: the clusters never reach it. Look at the "
                "code, not at k-means.",
                right=True,
            ),
        ),
        objectives=("infer",),
    ),
    Question(
        key="mnist-similar",
        text=(
            "The more clusters, the less a mini-batch fit agrees with a k-means fit. Is that the "
            "price of mini-batches? What would you compare it with?"
        ),
        options=(
            Option(
                "With nothing: the fall alone shows it",
                "A fall has a cause, but which? Two fits of any kind might agree less as k grows.",
            ),
            Option(
                "With two mini-batch fits, and two k-means fits, that differ in the seed",
                "If fits of one kind agree as little with each other, the kind is not the reason.",
                right=True,
            ),
            Option(
                "With the true digits",
                "That tells how good each is. Two fits can be equally good and cut differently.",
            ),
        ),
        objectives=("compare",),
    ),
    Question(
        key="mnist-draw",
        text=(
            "1,024 rows are drawn at random from n rows, where each row may have a weight of its "
            "own. n grows from a thousand to a million. How does the time for the draw change?"
        ),
        options=(
            Option(
                "Not at all: 1,024 numbers are drawn either way",
                "True where all rows weigh the same. With weights a row is found by running totals "
                "of all n of them.",
            ),
            Option(
                "It grows with n: the weights of all rows are added up first",
                "A running total over n weights, for every draw anew, before a single row is "
                "found.",
                right=True,
            ),
            Option(
                "It shrinks: among many rows a free one is found sooner",
                "Rows are drawn with repeats, so none has to be free.",
            ),
        ),
        objectives=("measure",),
    ),
)
