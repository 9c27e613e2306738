"""Training: how the weights of a network are found; `python -m network.training` does it."""
