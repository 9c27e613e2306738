"""One pixel is nudged from dark to bright, and all scores follow."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.arrays import read_only
from network.digits import Digit
from network.forward import ForwardPass
from network.model import Network

DARK = 0.1  # a pixel that holds less has room to be nudged


@dataclass(frozen=True, eq=False)
class Nudge:
    """The dark pixel whose light costs the answer the most lead over the runner-up, step by step.

    Raises ValueError for less than two steps, and for a picture without a dark pixel.
    """

    network: Network
    digit: Digit
    steps: int

    def __post_init__(self) -> None:
        if self.steps < 2:
            raise ValueError(f"{self.steps} steps from dark to bright; it takes 2 at least.")
        if not (self.digit.pixels < DARK).any():
            raise ValueError("No pixel of the picture is dark; there is none to be nudged.")

    @cached_property
    def before(self) -> ForwardPass:
        """The forward pass of the digit as it is."""
        return self.network.forward(self.digit)

    @cached_property
    def pixel(self) -> int:
        """The place of the pixel, row by row."""
        lit = np.repeat(self.digit.pixels[None], self.digit.pixels.size, axis=0)
        np.fill_diagonal(lit, 1)
        scores = self._scores(lit)
        lead = scores[:, self.before.answer] - scores[:, self.before.runner_up]
        return int(np.where(self.digit.pixels < DARK, lead, np.inf).argmin())

    @cached_property
    def brightnesses(self) -> np.ndarray:
        """How bright it is at each step, (steps,)."""
        return read_only(np.linspace(0, 1, self.steps))

    @cached_property
    def scores(self) -> np.ndarray:
        """All scores at each step, (steps, outputs)."""
        pictures = np.repeat(self.digit.pixels[None], self.steps, axis=0)
        pictures[:, self.pixel] = self.brightnesses
        return read_only(self._scores(pictures))

    def scores_of(self, output: int) -> np.ndarray:
        """The score of one output at each step, (steps,)."""
        return read_only(self.scores[:, output])

    @property
    def change(self) -> np.ndarray:
        """By how much each score rises in all, (outputs,)."""
        return read_only(self.scores[-1] - self.scores[0])

    def _scores(self, pictures: np.ndarray) -> np.ndarray:
        for layer in self.network.layers:
            pictures = layer.activations(pictures)
        return pictures
