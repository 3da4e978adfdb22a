"""Curves over the number of clusters."""
