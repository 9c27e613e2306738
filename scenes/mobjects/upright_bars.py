"""Upright bars on a common ground, one for each label, whatever their heights stand for."""

from typing import Self

import numpy as np
from manim import DOWN, RIGHT, UP, Animation, Line, VGroup

from network import look_up
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.cells import Cells
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout

QUARTERS = np.linspace(0.25, 1, 4)  # of a whole, where rules lie
THICK = 0.62  # of a bar, as a share of the way to the next


class UprightBars(Composite):
    """Bars with their labels below, as high as shares of a whole.

    Args:
        record: whose `labels` stand below the bars.
        count: how many bars there are.
        width: from the first bar to the last, in scene units.
        height: of a bar that stands for a whole.
        foot: the middle of the line on which the bars stand.
        size: height of a digit below them.

    Example:
        class Measured:
            labels, shares = ("1", "8"), np.array([0.5, 1.0])
        bars = UprightBars(Measured(), 2, width=3, height=2, foot=ORIGIN, size=0.3)
        self.play(FadeIn(bars.ground, bars.rules, bars.names))
        bars.stand_at(Measured(), "shares", np.array([0.5, 1.0]))
        self.play(bars.rise())
    """

    def __init__(
        self, record: object, count: int, width: float, height: float, foot: np.ndarray, size: float
    ) -> None:
        super().__init__()
        self.count, self.steepness, half = count, height / width, width / 2 * RIGHT
        self.ground = Line(foot - half, foot + half, color=theme.STRUCTURE)
        self.ground.set_stroke(width=theme.HAIRLINE)
        self.rules = VGroup(
            *(self.ground.copy().shift(share * height * UP) for share in QUARTERS)
        ).set_stroke(opacity=theme.RULED)
        self.names = VGroup(
            *(
                Readout(record, f"labels.{place}", size=size, color=theme.QUIET).next_to(
                    self._foot(place), DOWN, buff=theme.GAP
                )
                for place in range(count)
            )
        )
        self.bars = Cells(np.zeros((count, 2, 3)))
        self.bars.rgba[:, :3] = theme.INK.to_rgb()
        self.add(self.ground, self.rules, self.names, self.bars)

    def stand_at(self, record: object, path: str, shares: np.ndarray) -> Self:
        """Stand as high as some shares, which are worked out of what stands at a path."""
        half = THICK / 2 * self._pitch * RIGHT
        low, high = self._tops(0 * shares) - half, self._tops(shares) + half
        self.bars.place(np.stack((low, high), axis=1))
        self.bars.reading = Reading(record, path, digest(np.asarray(look_up(record, path))))
        return self

    def rise(self) -> Animation:
        """Let the bars grow from their ground."""
        flat = self.bars.copy()
        corners = flat.corners
        corners[:, 1, 1] = corners[:, 0, 1]
        flat.reading = None
        return Pour(self.bars, start=flat.place(corners), lag=0, run_time=theme.STRIDE)

    def written(
        self, record: object, path: str, shares: np.ndarray, size: float, decimals: int = 0
    ) -> VGroup:
        """The numbers at a path, each above the bar that stands for it."""
        return VGroup(
            *(
                Readout(record, f"{path}.{place}", size=size, decimals=decimals).next_to(
                    high, UP, buff=theme.GAP / 2
                )
                for place, high in enumerate(self._tops(shares))
            )
        )

    @property
    def _pitch(self) -> float:
        return float(self.ground.get_length() / self.count)

    @property
    def _height(self) -> float:
        return float(self.steepness * self.ground.get_length())

    def _tops(self, shares: np.ndarray) -> np.ndarray:
        """Where bars of some shares end, (labels, 3)."""
        feet = np.array([self._foot(place) for place in range(self.count)])
        return np.asarray(feet + shares[:, None] * self._height * UP)

    def _foot(self, place: int) -> np.ndarray:
        """Where a bar stands on the ground, wherever that is now."""
        return np.asarray(self.ground.get_start() + (place + 0.5) * self._pitch * RIGHT)
