"""The predictions of lesson 05_customer_segmentation, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.question import Question
from teachclust.widgets.predict import Option

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        key="customers-scaled",
        text=(
            "Age and score of 200 customers: in years and points the silhouette is highest at "
            "k = 4. Now both are standardized (mean 0, spread 1). Where is it highest?"
        ),
        options=(
            Option(
                "At 4 as before: nobody moved",
                "Nobody moved, but the plane was stretched: a year counts more than before, so "
                "that other people are near each other.",
            ),
            Option(
                "At 2",
                "Scores spread wider than ages. Standardized, age counts as much, and the widest "
                "gap is the one between younger and older.",
                right=True,
            ),
            Option(
                "At 4, but clearly higher, since scaling improves clusters",
                "Scaling changes what is near. Nothing says that this makes clusters better.",
            ),
        ),
        objectives=("scale",),
    ),
    Question(
        key="customers-leftover",
        text=(
            "The tutorial's loop fits k = 1 to 11 and keeps the name model. After the loop it "
            'prints "n_clusters = 4" and silhouette_score(points, model.labels_). Which model is '
            "scored?"
        ),
        options=(
            Option(
                "The model with 4 clusters, as printed",
                "What is printed is a piece of text. The name model does not read it.",
            ),
            Option(
                "The model with 11 clusters",
                "A name holds what it was given last, and the last round of the loop was k = 11.",
                right=True,
            ),
            Option(
                "The best of the eleven",
                "A loop compares nothing by itself; it goes on to the last round.",
            ),
        ),
        objectives=("trace",),
    ),
    Question(
        key="customers-sixth",
        text=(
            "Drawn by income and score, the customers make five lumps: four in the corners, one in "
            "the middle. With age as well, the silhouette prefers 6. Where is the sixth?"
        ),
        options=(
            Option(
                "In the middle lump: younger and older people stand behind each other",
                "Seen from this side they hide each other. Turn the cloud, and the middle parts "
                "by age.",
                right=True,
            ),
            Option(
                "In a corner: the largest one is halved",
                "The corners stay whole. Look along the axis that the flat picture leaves out.",
            ),
            Option(
                "Nowhere: k-means invents one when asked for 6",
                "It would invent one if asked, but here the silhouette rises from 5 to 6.",
            ),
        ),
        objectives=("describe",),
    ),
    Question(
        key="customers-density",
        text=(
            "k-means, Ward's tree and a Gaussian mixture are asked for 6 segments; HDBSCAN finds "
            "how many there are by density. Which will disagree with the others?"
        ),
        options=(
            Option(
                "The tree: its merges can't be undone",
                "True of trees, and yet Ward prefers round groups as k-means does: it nearly "
                "agrees.",
            ),
            Option(
                "The mixture: it shares people among segments",
                "Each one's largest share decides, and for groups of this form that is nearly "
                "always the same segment.",
            ),
            Option(
                "HDBSCAN",
                "The people are thinly spread and the groups touch: density sees few dense spots "
                "and calls many people noise.",
                right=True,
            ),
        ),
        objectives=("defend",),
    ),
    Question(
        key="customers-gender",
        text=(
            "Income, score, and gender as a column of 0 and 1, all standardized. k-means with "
            "k = 2 makes two segments. Which?"
        ),
        options=(
            Option(
                "Big spenders and savers",
                "Score has a single broad crowd. A column with two values is two piles already, "
                "two spreads apart.",
            ),
            Option(
                "Women and men, no matter what they buy",
                "Two values, standardized, lie two spreads apart: no other feature has such a gap.",
                right=True,
            ),
            Option(
                "The same as without gender: 0 and 1 are small numbers",
                "Small before scaling. Standardized, the column counts as much as income does.",
            ),
        ),
        objectives=("defend",),
    ),
)
