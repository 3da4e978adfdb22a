"""The predictions of lesson 06_image_compression, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.question import Question
from teachclust.widgets.predict import Option

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        key="compression-rare",
        text=(
            "One pixel in a hundred of china.jpg is vividly red: the temple's walls. K-means "
            "may choose 4 colors for the picture. Is one of them that red?"
        ),
        options=(
            Option(
                "Yes: of all colors it stands out most",
                "To the eye it does. K-means adds up squared distances over pixels, and few "
                "pixels add up to little.",
            ),
            Option(
                "No: too few pixels to pay for a color",
                "A color spent on sky or trees saves error on a third of the picture. One pixel "
                "in a hundred has little say.",
                right=True,
            ),
            Option(
                "Yes: four colors must be red, green, blue and one more",
                "Red, green and blue are the axes, not the clusters. The centers lie where the "
                "pixels are: near gray, from dark to light.",
            ),
        ),
        objectives=("predict",),
    ),
    Question(
        key="compression-bits",
        text=(
            "A tutorial that many read gives a photograph 25 colors, in place of 24 bits a pixel. "
            "How many bits does a pixel need then, at the least?"
        ),
        options=(
            Option(
                "4 bits, as the tutorial says",
                "4 bits tell 16 colors apart. Nine of the 25 would have no number.",
            ),
            Option(
                "5 bits",
                "4 bits tell 16 colors apart, which is too few. 5 tell 32: seven numbers stay "
                "unused.",
                right=True,
            ),
            Option(
                "8 bits: red, green and blue of the palette have 8 each",
                "What a palette entry takes is paid once for each color, not for each pixel.",
            ),
        ),
        objectives=("count",),
    ),
    Question(
        key="compression-wrap",
        text=(
            "Original and copy are arrays of uint8, as cameras and files give them. You take the "
            "mean of (original - copy) ** 2. How does the error come out?"
        ),
        options=(
            Option(
                "Right: squares don't care for the sign",
                "That much is true: 253 squared is 9 in 8 bits, as is 3 squared. But 16 squared "
                "is 256, and in 8 bits that is 0.",
            ),
            Option(
                "Too large: 100 - 103 becomes 253",
                "It does, and its square wraps around once more, back to 9. What is lost is "
                "another thing: what exceeds 255.",
            ),
            Option(
                "Too small: the copy looks better than it is",
                "Squares of 8 bits keep their remainder by 256: an error of 16 counts as 0, one "
                "of 17 as 33. Never more than the truth.",
                right=True,
            ),
        ),
        objectives=("measure",),
    ),
    Question(
        key="compression-lab",
        text=(
            "16 colors, found twice: by distances in RGB, and by distances in Lab, which are "
            "nearer to what the eye sees. Then both copies are measured by PSNR, in RGB. Which "
            "scores higher?"
        ),
        options=(
            Option(
                "The one found in RGB",
                "The error in RGB is what it was made to keep small. Measured in Lab it is the "
                "other way round.",
                right=True,
            ),
            Option(
                "The one found in Lab",
                "It may look better. But PSNR asks about RGB, and there k-means in RGB has spent "
                "all of its colors.",
            ),
            Option(
                "Both the same: they are the same pixels",
                "The same pixels, at other distances: dark shades lie closer together in one, "
                "saturated ones in the other.",
            ),
        ),
        objectives=("predict", "measure"),
    ),
    Question(
        key="compression-jpeg",
        text=(
            "One copy of china.jpg has 16 colors and is saved as indexed PNG. The other is a JPEG "
            "of no more bytes. Which is nearer to the original?"
        ),
        options=(
            Option(
                "The 16 colors: they were fitted to this very picture",
                "They were. But each pixel pays for its number anew, though its neighbor has the "
                "same or nearly: k-means does not know that pixels have neighbors.",
            ),
            Option(
                "The JPEG",
                "JPEG describes blocks of 8 by 8 pixels by waves and keeps the slow ones: soft "
                "skies cost next to nothing.",
                right=True,
            ),
            Option(
                "About the same: bytes are bytes",
                "Bytes buy different things. Here the gap is several dB.",
            ),
        ),
        objectives=("choose",),
    ),
)
