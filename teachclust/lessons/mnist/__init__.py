"""Lesson 04_mnist_minibatch: its exercises and its questions."""
