"""Lesson 07_hierarchical: its exercises and its questions."""
