"""Lesson 09_mixtures: its exercises and its questions."""
