"""``Map`` where readers of the guide look for it: in a module called geemap.

>>> import teachclust.earth as ee
>>> import teachclust.earth.geemap as geemap
>>> m = geemap.Map()
>>> m.set_center(31.5, 31.0, 8)
"""

from teachclust.earth.map import Map

__all__ = ["Map"]
