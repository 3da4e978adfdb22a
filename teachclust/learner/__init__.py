"""What is stored of a learner: one small file beside the course, which never leaves the machine."""
