"""Lessons as assignments of the graders that schools use: nbgrader and Otter-Grader."""
