"""Lesson 02_how_many_clusters: its exercises and its questions."""
