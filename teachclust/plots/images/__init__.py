"""Displays of images: centers, palettes, compressed copies, rate and distortion."""
