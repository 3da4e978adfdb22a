"""Lesson 03_digits: its exercises and its questions."""
