"""Bars: how many digits of each kind light a neuron, as upright bars that sink with its bias."""

from typing import Self

import numpy as np
from manim import ORIGIN, Animation, VGroup

from network import look_up
from scenes import theme
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.upright_bars import UprightBars


class Bars(UprightBars):
    """One upright bar for each label, as high as many of its digits light the neuron.

    Args:
        sweep: the record (`network.interpretability.crowd.BiasSweep`).
        step: the place of the bias among those of the sweep.
        width: from the first bar to the last, in scene units.
        height: of a bar that stands for all digits of its label.
        foot: the middle of the line on which the bars stand.
        size: height of a digit below them.

    Example:
        class Sweep:
            labels, totals = np.arange(3), np.array([4, 4, 4])
            counts = np.array([[4, 3, 2], [1, 0, 1]])
        bars = Bars(Sweep(), width=4, height=3)
        self.play(FadeIn(bars.ground, bars.names))
        self.play(bars.rise())
        self.play(FadeIn(bars.numbers()))
        self.play(bars.sink(1))
    """

    def __init__(
        self,
        sweep: object,
        step: int = 0,
        width: float = 9.0,
        height: float = 4.2,
        foot: np.ndarray = ORIGIN,
        size: float = theme.LARGE,
    ) -> None:
        self.totals = np.asarray(look_up(sweep, "totals"), dtype=float)
        super().__init__(sweep, len(self.totals), width, height, foot, size)
        self.sweep, self.step, self.size = sweep, step, size
        self.stand(step)

    def stand(self, step: int) -> Self:
        """Stand as high as at another bias of the sweep."""
        self.step = step
        return self.stand_at(self.sweep, f"counts.{step}", self._shares)

    def sink(self, step: int) -> Animation:
        """Go to where the bars stand at another bias."""
        start = self.bars.copy()
        self.stand(step)
        return Pour(self.bars, start=start, lag=0)

    def numbers(self) -> VGroup:
        """How many there are, above each bar as it stands."""
        size = min(theme.TEXT, self.size)
        return self.written(self.sweep, f"counts.{self.step}", self._shares, size)

    @property
    def _shares(self) -> np.ndarray:
        """The share of the digits of each label that light the neuron now, (labels,)."""
        return np.asarray(look_up(self.sweep, f"counts.{self.step}")) / self.totals
