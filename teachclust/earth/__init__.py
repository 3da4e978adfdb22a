"""Land cover from satellite images, with the names of Earth Engine's guide, offline.

>>> import teachclust.earth as ee
>>> scene = ee.load_scene()
>>> training = scene.sample(scale=30, numPixels=5000)
>>> result = scene.cluster(ee.Clusterer.wekaKMeans(15).train(training))
>>> result
Image(400 x 400 pixels, band cluster: 15 clusters, from dark to bright)
"""

from teachclust.earth.blocks import cluster_file
from teachclust.earth.clustered import Accuracy, Agreement, ClusteredImage
from teachclust.earth.clusterer import Clusterer
from teachclust.earth.data_arrays import cluster_data_array
from teachclust.earth.feature_collection import FeatureCollection
from teachclust.earth.geometry import Geometry
from teachclust.earth.image import Image
from teachclust.earth.map import Map
from teachclust.earth.scene import load_scene

__all__ = [
    "Accuracy",
    "Agreement",
    "ClusteredImage",
    "Clusterer",
    "FeatureCollection",
    "Geometry",
    "Image",
    "Map",
    "cluster_data_array",
    "cluster_file",
    "load_scene",
]
