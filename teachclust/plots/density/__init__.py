"""Displays for clustering by density: k-distances of DBSCAN, reachability of OPTICS."""
