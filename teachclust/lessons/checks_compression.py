"""The exercises of lesson 06_image_compression, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.compression_bits import BITS
from teachclust.lessons.compression_decide import DECIDE
from teachclust.lessons.compression_palette import PALETTE
from teachclust.lessons.compression_psnr import PSNR
from teachclust.lessons.compression_rebuild import REBUILD
from teachclust.lessons.exercise import Exercise

EXERCISES: Final[tuple[Exercise, ...]] = (BITS, REBUILD, PSNR, PALETTE, DECIDE)
