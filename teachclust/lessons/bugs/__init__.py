"""Lesson 13_spot_the_bug: its exercises and its questions."""
