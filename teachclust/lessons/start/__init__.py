"""Lesson 00_start_here: its exercises and its questions."""
