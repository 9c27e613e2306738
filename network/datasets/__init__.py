"""Digits written by many people: MNIST, read from its files and fetched where it is not."""
