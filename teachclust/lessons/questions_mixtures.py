"""The predictions of lesson 09_mixtures, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.question import Question
from teachclust.widgets.predict import Option

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        key="mixtures-stretched",
        text=(
            "The same points, and a Gaussian mixture with two components. How well will it "
            "recover the two groups as they were drawn?"
        ),
        options=(
            Option(
                "No better than k-means: both look for two centers",
                "A component has more than a center: a width, a length and a slant of its own. "
                "Watch the ellipses turn.",
            ),
            Option(
                "Nearly all points right",
                "Two long, slanted groups are what two stretched bells describe. Each ellipse "
                "turns until it lies along its group.",
                right=True,
            ),
            Option(
                "All points right: these groups do not overlap",
                "They meet near the top. There a point belongs a little to both, and no method "
                "can know which one it was drawn from.",
            ),
        ),
        objectives=("relate",),
    ),
    Question(
        key="mixtures-limit",
        text=(
            "Give all components the same weight and the same round covariance, and make it "
            "smaller and smaller. What becomes of the responsibilities?"
        ),
        options=(
            Option(
                "They all go to one half: narrow bells reach no point",
                "Both densities get tiny, but a responsibility is a ratio, and the ratio of the "
                "nearer to the farther one grows without limit.",
            ),
            Option(
                "They stay: all components changed alike",
                "All bells shrink alike, yet the point sits at different distances from them. In "
                "units of the width, the gap between the two distances grows.",
            ),
            Option(
                "Each goes to 0 or 1: the nearest center takes the point",
                "That is the assign step of k-means. The M step, with shares of 0 and 1, moves "
                "each center to the mean of its points. K-means is the hard limit of EM.",
                right=True,
            ),
        ),
        objectives=("relate",),
    ),
    Question(
        key="mixtures-column",
        text=(
            "The tutorial fitted three components to this table of three features, and plotted "
            "two of the features. How many components will BIC prefer?"
        ),
        options=(
            Option(
                "3, as the tutorial says",
                "The tutorial chose 3 before it looked, and never compared. A third component "
                "gets ten more numbers to fit, and here they do not pay.",
            ),
            Option(
                "2",
                "The points were drawn as two groups, and the gain in likelihood of a third "
                "component does not pay for its ten more parameters.",
                right=True,
            ),
            Option(
                "As many as it is offered: each one fits better",
                "Likelihood rises like that. BIC takes off ln(n) for each parameter, and so it "
                "turns round.",
            ),
        ),
        objectives=("choose",),
    ),
    Question(
        key="mixtures-starts",
        text=(
            "Lengths in whole centimeters, four components. On a single start, 2 of 20 seeds end "
            "with a component that sits on one length and is thinner than 0.01 cm. How many seeds "
            "do, if each takes the best of 5 starts?"
        ),
        options=(
            Option(
                "Fewer: more starts make a bad end harmless",
                "So it was with k-means, where the best inertia was good news. Here the highest "
                "likelihood belongs to the collapse, and the best of 5 starts is where it is.",
            ),
            Option(
                "About as many: it depends on the data alone",
                "The data make it possible, and each start is one more chance to fall in. The "
                "best of five keeps the highest likelihood, and that is the fall.",
            ),
            Option(
                "Many more",
                "n_init keeps the highest likelihood, and none is higher than that of a collapsed "
                "component. More starts find it more surely.",
                right=True,
            ),
        ),
        objectives=("detect",),
    ),
    Question(
        key="mixtures-even",
        text=(
            "300 points fill a square evenly: no groups at all. BIC may choose among 1, 2, 4 and 8 "
            "components. What will it prefer?"
        ),
        options=(
            Option(
                "1: BIC punishes what is not needed",
                "It compares bells with bells. A square has corners and no peak, so that one bell "
                "fits it badly and two side by side fit it better.",
            ),
            Option(
                "More than one",
                "One bell is a poor square. Two or more side by side imitate a flat top and "
                "straight edges, and that pays for their parameters. None of them is a group.",
                right=True,
            ),
            Option(
                "None: the fit would fail",
                "A mixture fits any numbers, like k-means. Nothing in the fit says whether the "
                "points came from bells.",
            ),
        ),
        objectives=("detect",),
    ),
)
