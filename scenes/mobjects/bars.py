"""Bars: how many digits of each kind light a neuron, as upright bars that sink with its bias."""

from typing import Self

import numpy as np
from manim import DOWN, ORIGIN, RIGHT, UP, Animation, Line, VGroup

from network import look_up
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.cells import Cells
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout

THICK = 0.62  # of a bar, as a share of the way to the next


class Bars(Composite):
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
        super().__init__()
        self.sweep, self.step, self.size, self.steepness = sweep, step, size, height / width
        self.totals = np.asarray(look_up(sweep, "totals"), dtype=float)
        half = width / 2 * RIGHT
        self.ground = Line(foot - half, foot + half, color=theme.STRUCTURE)
        self.ground.set_stroke(width=theme.HAIRLINE)
        self.names = VGroup(
            *(
                Readout(sweep, f"labels.{place}", size=size, color=theme.QUIET).next_to(
                    self._foot(place), DOWN, buff=theme.GAP
                )
                for place in range(len(self.totals))
            )
        )
        self.bars = Cells(np.zeros((len(self.totals), 2, 3)))
        self.bars.rgba[:, :3] = theme.INK.to_rgb()
        self.add(self.ground, self.names, self.bars)
        self.stand(step)

    def stand(self, step: int) -> Self:
        """Stand as high as at another bias of the sweep."""
        counts = np.asarray(look_up(self.sweep, f"counts.{step}"))
        self.step = step
        half = THICK / 2 * self._pitch * RIGHT
        self.bars.place(
            np.stack((self._tops(0 * counts) - half, self._tops(counts) + half), axis=1)
        )
        self.bars.reading = Reading(self.sweep, f"counts.{step}", digest(counts))
        return self

    def rise(self) -> Animation:
        """Let the bars grow from their ground."""
        flat = self.bars.copy()
        corners = flat.corners
        corners[:, 1, 1] = corners[:, 0, 1]
        flat.reading = None
        return Pour(self.bars, start=flat.place(corners), lag=0, run_time=theme.STRIDE)

    def sink(self, step: int) -> Animation:
        """Go to where the bars stand at another bias."""
        start = self.bars.copy()
        self.stand(step)
        return Pour(self.bars, start=start, lag=0)

    def numbers(self) -> VGroup:
        """How many there are, above each bar as it stands."""
        size, counts = (
            min(theme.TEXT, self.size),
            np.asarray(look_up(self.sweep, f"counts.{self.step}")),
        )
        return VGroup(
            *(
                Readout(self.sweep, f"counts.{self.step}.{place}", size=size).next_to(
                    high, UP, buff=theme.GAP / 2
                )
                for place, high in enumerate(self._tops(counts))
            )
        )

    @property
    def _pitch(self) -> float:
        return float(self.ground.get_length() / len(self.totals))

    @property
    def _height(self) -> float:
        return float(self.steepness * self.ground.get_length())

    def _tops(self, counts: np.ndarray) -> np.ndarray:
        """Where bars of some counts end, (labels, 3)."""
        feet = np.array([self._foot(place) for place in range(len(counts))])
        return np.asarray(feet + (counts / self.totals)[:, None] * self._height * UP)

    def _foot(self, place: int) -> np.ndarray:
        """Where a bar stands on the ground, wherever that is now."""
        return np.asarray(self.ground.get_start() + (place + 0.5) * self._pitch * RIGHT)
