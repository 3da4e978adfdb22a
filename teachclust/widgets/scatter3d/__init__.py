"""The Scatter3D: three features of each row as points in a cube that can be turned."""

from teachclust.widgets.scatter3d.widget import Scatter3D

__all__ = ["Scatter3D"]
