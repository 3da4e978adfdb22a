"""Words of pictures of palettes, copies of a picture, and their bytes, in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    # -- palette
    "plot.palette.title": "{n} colors by share of pixels",
    "plot.palette.x": "share of the pixels (%)",
    "plot.palette.y": "colors of the palette",
    "plot.palette.rest": "and {n} more, in all",
    "plot.palette.more": "And {n} more.",
    # -- pictures and error maps
    "plot.picture.title": "Original and copies",
    "plot.picture.copies": "Copies",
    "plot.picture.original": "original",
    "plot.picture.colors": "{n} colors",
    "plot.picture.x": "pixels across",
    "plot.picture.y": "pixels down",
    "plot.picture.error": "distance from the original (levels of RGB)",
    "plot.picture.error_of": "error of {name}",
    "plot.picture.exact": "nothing lost",
    "plot.picture.alt": "{title}, {width} by {height} pixels.",
    "plot.picture.alt_one": "{name}: {psnr}",
    "plot.picture.alt_errors": "Maps show how far each pixel is from its original.",
    # -- quality against bytes
    "plot.rate.title": "Quality against bytes",
    "plot.rate.x": "size of the file (kB)",
    "plot.rate.y": "PSNR (dB)",
    "plot.rate.exact": "{names}: nothing lost, {size} kB",
    "plot.rate.alt": "{name}: {low} dB at {small} kB to {high} dB at {large} kB.",
    "plot.rate.alt_exact": "{name} loses nothing at {size} kB.",
}
