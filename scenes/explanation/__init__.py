"""Reasons in words: why a network gave its answer, and how well it reads."""
