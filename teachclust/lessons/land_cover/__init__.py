"""Lesson 11_land_cover: its exercises and its questions."""
