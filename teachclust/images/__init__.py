"""Pictures as numbers: pixels, palettes, file sizes and distortion.

Pillow and scikit-learn are imported when a function is called, not before.
"""

from __future__ import annotations

from teachclust.images.color_names import color_names, hex_of
from teachclust.images.color_space import lab_to_rgb, rgb_to_lab
from teachclust.images.distortion import color_distance, psnr
from teachclust.images.file_sizes import indexed_bytes, jpeg_copy, jpeg_within, png_bytes
from teachclust.images.geotiff import read_cluster_map, read_geotiff, write_geotiff
from teachclust.images.palettes import (
    ColorTable,
    PaletteFit,
    bits_per_pixel,
    color_table,
    fit_palette,
    median_cut,
)
from teachclust.images.picture import Picture
from teachclust.images.pixels import as_pixels
from teachclust.images.raster import ClusterMap, Raster
from teachclust.images.rate_distortion import RateCurve, rate_curves

__all__ = [
    "ClusterMap",
    "ColorTable",
    "PaletteFit",
    "Picture",
    "Raster",
    "RateCurve",
    "as_pixels",
    "bits_per_pixel",
    "color_distance",
    "color_names",
    "color_table",
    "fit_palette",
    "hex_of",
    "indexed_bytes",
    "jpeg_copy",
    "jpeg_within",
    "lab_to_rgb",
    "median_cut",
    "png_bytes",
    "psnr",
    "rate_curves",
    "read_cluster_map",
    "read_geotiff",
    "rgb_to_lab",
    "write_geotiff",
]
