"""Lesson 12_which_algorithm: its exercises and its questions."""
