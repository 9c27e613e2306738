"""Hands: how people hold the pen, and how sloppily they write."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np


@dataclass(frozen=True, eq=False)
class Hand:
    """How somebody writes one digit; units are those of the skeletons, 100 to a digit's height."""

    slant: float  # across for each unit up
    turn: float  # radians
    breadth: float  # times the skeleton's width
    bend: np.ndarray  # (2, 3): how the paper is warped by x * x, x * y and y * y
    miss: float  # units by which the pen misses the skeleton's points
    tremor: float  # units by which it trembles on the way
    roundness: float  # units over which a corner is rounded
    width: float  # pixels: of the pen's line at its usual pressure
    press: float  # how much of the width follows the pressure, 0 to 1

    @classmethod
    def at_random(cls, rng: np.random.Generator) -> Self:
        """A hand such as one meets in MNIST."""
        return cls(
            slant=rng.normal(0.12, 0.18),
            turn=rng.normal(0, 0.08),
            breadth=np.exp(rng.normal(0.05, 0.18)),
            bend=rng.normal(0, 0.055, (2, 3)),
            miss=rng.uniform(1, 3.6),
            tremor=rng.uniform(0.06, 0.5),
            roundness=rng.uniform(0.8, 4),
            width=float(np.clip(rng.normal(2.6, 0.6), 1.5, 4.2)),
            press=rng.uniform(0.15, 0.45),
        )

    @classmethod
    def of_anyone(cls, rng: np.random.Generator) -> Self:
        """A hand of anyone's, who prints with care or scribbles, with any pen."""
        haste = rng.uniform(0, 1)
        return cls(
            slant=rng.normal(0.06, 0.06 + 0.12 * haste),
            turn=rng.normal(0, 0.03 + 0.06 * haste),
            breadth=np.exp(rng.normal(0.05, 0.22)),
            bend=rng.normal(0, 0.02 + 0.04 * haste, (2, 3)),
            miss=0.3 + 3 * haste * rng.uniform(0.3, 1),
            tremor=0.02 + haste * rng.uniform(0.02, 0.6),
            roundness=rng.uniform(0.5, 4),
            width=float(np.clip(np.exp(rng.normal(1, 0.3)), 1.8, 4.6)),
            press=haste * rng.uniform(0, 0.4),
        )


Hands = Callable[[np.random.Generator], Hand]  # where a hand is taken from by chance
