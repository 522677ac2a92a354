"""Accuracy and speed on development corpora that lie outside the project."""
