"""Forty short texts about four things, some about two of them, written for this course."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

#: the topics, in the order of the target
TOPICS: Final = ("cooking", "football", "space", "garden")
_MIXED: Final = "mixed"

#: what each text is about, and the text; topics of one text are joined by a plus sign
_TEXTS: Final = (
    ("cooking", "Mix flour, water and salt to a soft dough. Let the dough rest, then bake the "
     "bread in a hot oven until the crust is brown."),
    ("cooking", "Melt butter in a pan, fry the onions, and add salt and pepper. The soup cooks "
     "for an hour on a small flame."),
    ("cooking", "A good soup begins with onions and butter in a large pan. Pepper, salt and a "
     "little cream come last."),
    ("cooking", "Knead the dough with warm hands. Flour on the table keeps the dough from "
     "sticking, and butter makes the bread soft."),
    ("cooking", "The cake needs butter, sugar, flour and eggs. Bake it in the oven, and let it "
     "cool before the cream goes on."),
    ("cooking", "Fry the eggs in butter with salt and pepper. Serve them from the pan with fresh "
     "bread and a spoon of cream."),
    ("cooking", "Sugar and eggs are beaten until the cream is white. Flour comes last, and the "
     "oven should be hot when you bake."),
    ("cooking", "Slow bread has little salt and much time. The dough rises in a cold kitchen, and "
     "the oven does the rest."),
    ("cooking", "Onions, pepper and a pinch of sugar make the sauce. It cooks in the pan while "
     "the bread is in the oven."),
    ("football", "The striker scored a goal in the last minute. The team had lost three times, "
     "and the coach embraced every player."),
    ("football", "The referee stopped the match after a foul. The player saw a red card, and the "
     "team played on with ten."),
    ("football", "A league season has many matches. A team with a strong defence and a patient "
     "coach often ends above a team of stars."),
    ("football", "The goalkeeper caught the ball twice, but the third shot was a goal. The fans "
     "sang until the end of the match."),
    ("football", "The coach changed two players at half time. The ball stayed in midfield, and "
     "the match ended without a goal."),
    ("football", "Before a match each player trains passes and shots. The goalkeeper trains "
     "alone, and the coach counts every ball that he drops."),
    ("football", "The fans wanted a penalty, the referee did not. The striker kicked the ball "
     "away and saw a card."),
    ("football", "The league was won on the last day. One goal more, and the other team would "
     "have taken the cup home to its fans."),
    ("football", "A striker needs one chance, a defence must never sleep. The referee ends the "
     "match, and one team has a cup."),
    ("space", "The telescope showed a planet that circles a small star. One orbit takes four "
     "days, and the planet is as hot as an engine."),
    ("space", "A rocket left the earth in the morning. After two orbits its engine fired again, "
     "and the probe flew on to the moon."),
    ("space", "A comet is ice and dust. When its orbit comes near the sun, light drives a tail "
     "out of it that a telescope can see."),
    ("space", "The moon has no air. A probe in orbit took pictures of its dust and of the earth "
     "rising behind it."),
    ("space", "Astronomers counted the stars of a far galaxy with a new telescope. Its light is "
     "older than the earth and the sun."),
    ("space", "The rocket carried a probe to the planet with the rings. Its orbit passes a moon "
     "of ice, and its engine is hardly used."),
    ("space", "A star lives as long as its fuel. A large star burns fast and ends in a flash of "
     "light that outshines its galaxy."),
    ("space", "Without a telescope one sees five planets, the moon, and some thousand stars. A "
     "comet is a rare guest near the sun."),
    ("space", "The probe landed in dust on a comet. It had no engine left, and the light of the "
     "sun was too weak for it."),
    ("garden", "Sow the seeds in warm soil and water them in the evening. After a week the first "
     "leaves come up, and snails come for the leaves."),
    ("garden", "Roses want sun and deep soil. Cut the stems in spring, give them compost, and "
     "keep the leaves dry when you water."),
    ("garden", "Compost is made of leaves, grass and peel. Worms turn it into soil that plants "
     "love, and seeds grow fast in it."),
    ("garden", "Bees visit the flowers in the morning. A garden with flowers from spring to "
     "autumn feeds bees all year."),
    ("garden", "The roots of the apple tree need water in a dry spring. Grass around the tree "
     "takes the water, so keep the soil open."),
    ("garden", "Plant beans beside roses and flowers beside beans. Snails eat young plants, and "
     "birds eat snails."),
    ("garden", "Weeds have long roots. Pull them after rain, when the soil is soft, and put "
     "leaves on the soil to keep their seeds dark."),
    ("garden", "In autumn the grass grows slowly. Rake the leaves, plant bulbs for spring "
     "flowers, and cover the roots of the roses."),
    ("garden", "A dry garden needs plants with deep roots and gray leaves. Stones keep the soil "
     "cool, and bees like the flowers."),
    ("cooking+garden", "Cut leaves of the herbs in the garden, wash off the soil, and chop them. "
     "With butter and salt they go on warm bread, and the flowers go into the soup."),
    ("cooking+football", "Before the match the team eats soup and bread with little butter. The "
     "coach lets no player near sugar, and the cook bakes a cake for each goal."),
    ("space+garden", "Seeds flew around the earth in a rocket for six years. Back in the garden "
     "their roots and leaves grew as well as those of plants that never left the soil or orbit."),
    ("football+space", "Fans named a comet after their striker. An astronomer, a fan of the team, "
     "had found it with a small telescope on the night of the match, near a star in the goal."),
)  # fmt: skip


def load_documents(*, return_X_y: bool = False) -> Any:
    """Load forty short texts about four topics; four of them are about two topics each.

    Parameters
    ----------
    return_X_y : bool, default=False
        Return ``(data, target)`` in place of a Bunch.

    Returns
    -------
    bunch : sklearn.utils.Bunch
        data : list of 40 str; target : ndarray of shape (40,), an index into target_names, of which
        "mixed" is the last; topics : list of tuple of str, the topics of each text; target_names,
        DESCR.

    Notes
    -----
    The texts were written for this course, CC0-1.0. Words come back within a topic and hardly in
    another, which texts of one's own do less. So short a table of words shows how a method works,
    not how well it would do.

    Examples
    --------
    >>> from teachclust.datasets import load_documents
    >>> documents = load_documents()
    >>> documents.topics[36]
    ('cooking', 'garden')
    """
    topics = [tuple(about.split("+")) for about, _ in _TEXTS]
    names = (*TOPICS, _MIXED)
    found = [names.index(one[0]) if len(one) == 1 else len(TOPICS) for one in topics]
    data, target = [text for _, text in _TEXTS], np.array(found, dtype=np.int64)
    if return_X_y:
        return data, target
    from sklearn.utils import Bunch

    return Bunch(
        data=data,
        target=target,
        topics=topics,
        target_names=list(names),
        DESCR=load_documents.__doc__,
    )
