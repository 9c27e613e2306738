"""Limits: what a picture cannot show truly is refused, not clipped."""

import numpy as np


def check_within(values: object, low: float, high: float, name: str, rule: str) -> None:
    """Raise ValueError unless all values are numbers from `low` to `high`.

    `name` says what the values are, and `rule` what shows them: "scores reach from 0.1 to 1.2; a
    bar shows 0 to 1."
    """
    numbers = np.asarray(values, dtype=float)
    if np.isnan(numbers).any():
        raise ValueError(f"{name} holds what is not a number (NaN); {rule} {low:g} to {high:g}.")
    if numbers.size and not (low <= numbers.min() and numbers.max() <= high):
        raise ValueError(
            f"{name} reaches from {numbers.min():.9g} to {numbers.max():.9g}; "
            f"{rule} {low:g} to {high:g}."
        )
