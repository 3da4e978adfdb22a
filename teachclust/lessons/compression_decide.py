"""Exercise compression-5: a compressor for three jobs, and a reason."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reasons import judge_reason

_WAYS: Final = ("jpeg", "palette", "png")
_JOBS: Final = ("flower", "tram_map", "sign")
_RIGHT: Final = {"flower": "jpeg", "tram_map": "palette", "sign": "palette"}
_WHY_NOT: Final[dict[tuple[str, str], str]] = {
    ("flower", "palette"): "In 40 kB there is room for 25 colors or so, and their PSNR is several "
    "dB below that of a JPEG of the same bytes: soft petals turn into steps.",
    ("flower", "png"): "24 bits lose nothing, but the file has some 350 kB. 40 were allowed.",
    ("tram_map", "jpeg"): "At every quality the JPEG is larger than the palette's file, and it "
    "draws dirt around each line. The palette loses nothing.",
    ("tram_map", "png"): "It loses nothing, as the palette does, and takes more bytes. Why spell "
    "out 24 bits for ten colors?",
    ("sign", "jpeg"): "Opened, a JPEG has tens of thousands of colors. Which 16 the sign shows "
    "then, somebody else decides.",
    ("sign", "png"): "The file would hold all colors. The sign shows 16: choosing them is the job.",
}


def _verify(flower: Any, tram_map: Any, sign: Any, because: Any) -> str:
    given = dict(zip(_JOBS, (flower, tram_map, sign), strict=True))
    for job, way in given.items():
        name = str(way).strip().lower()
        if name not in _WAYS:
            raise Mistake(f"{job} is one of three words: {', '.join(_WAYS)}.")
        if name != _RIGHT[job]:
            raise Mistake(f"{job}: {_WHY_NOT[job, name]}")
    judge_reason(str(because))
    return (
        "That can be defended. K-means is the right tool where a palette is what is needed, or "
        "where the picture has few colors anyway. For soft photographs JPEG knows more: neighbors "
        "in a picture are alike, and to k-means pixels have no place."
    )


_REASON: Final = (
    "At 40 kB the flower has 36 dB as JPEG and 31 dB as a palette; the map is exact in 6 kB."
)


def _right(seed: int) -> tuple[Any, ...]:
    ways = (("jpeg", "palette", "palette"), ("JPEG", " Palette", "PALETTE"))
    return (*ways[seed % 2], _REASON)


def _wrong(
    name: str, flower: str, tram_map: str, sign: str, says: str, why: str = _REASON
) -> Wrong:
    return Wrong(name, lambda: (flower, tram_map, sign, why), says)


DECIDE: Final = Exercise(
    key="compression-5",
    title="Three jobs to defend",
    level="respond",
    fading="own",
    objectives=("choose",),
    hints=(
        "For each job ask what is scarce: bytes, sharp edges, or colors at once.",
        "Read the curve of the flower at 40 kB, and that of the map at the left end. The sign has "
        "a limit that is no number of bytes.",
        "One of the three is a photograph with few bytes allowed. The other two need a list of "
        "colors.",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        _wrong("k-means for all", "palette", "palette", "palette", "soft petals"),
        _wrong("JPEG for all", "jpeg", "jpeg", "jpeg", "dirt around"),
        _wrong("JPEG for the sign", "jpeg", "palette", "jpeg", "somebody else"),
        _wrong("nothing lost", "png", "png", "png", "40 were allowed"),
        _wrong("24 bits for the map", "jpeg", "png", "palette", "spell out"),
        _wrong("24 bits for the sign", "jpeg", "palette", "png", "choosing them"),
        _wrong("another word", "gif", "palette", "palette", "one of three words"),
        _wrong("no reason", "jpeg", "palette", "palette", "words or more", "it looks good"),
        _wrong(
            "a reason without a number", "jpeg", "palette", "palette", "Put a number",
            "because photographs are soft and maps have sharp edges",
        ),
    ),
    count=4,
)  # fmt: skip
