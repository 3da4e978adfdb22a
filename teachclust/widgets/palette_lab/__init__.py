"""The PaletteLab: a picture in k colors, its palette, its cloud of colors and its size."""

from teachclust.widgets.palette_lab.widget import PaletteLab

__all__ = ["PaletteLab"]
