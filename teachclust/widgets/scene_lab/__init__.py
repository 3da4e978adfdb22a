"""The SceneLab: a scene and its clusters under one line, spectra, a legend that can be edited."""

from teachclust.widgets.scene_lab.widget import SceneLab

__all__ = ["SceneLab"]
