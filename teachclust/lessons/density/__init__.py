"""Lesson 08_density: its exercises and its questions."""
