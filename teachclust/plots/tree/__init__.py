"""Merge trees: dendrogram, cluster map, and the condensed tree of HDBSCAN."""
