"""Shares: one number in [0, 1] for each label, as upright bars that turn into others."""

from typing import Self

import numpy as np
from manim import ORIGIN, Animation, VGroup

from network import look_up
from scenes import theme
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.limits import check_within
from scenes.mobjects.upright_bars import UprightBars

DECIMALS = 2
RIM = 0.03  # of a bar, so that a dark one is seen


class Shares(UprightBars):
    """One upright bar for each label, as high as a share; mean activations are as bright, too.

    Args:
        record: which has `labels` and the shares.
        path: of the shares in the record, (labels,), in [0, 1].
        width: from the first bar to the last, in scene units.
        height: of a bar of 1.
        foot: the middle of the line on which the bars stand.
        lit: whether the shares are activations.

    Example:
        class Measured:
            labels = ("1", "8", "9")
            before, after = np.array([1.0, 0.9, 0.8]), np.array([0.2, 0.9, 0.5])
        shares = Shares(Measured(), "before", width=6, height=3, foot=DOWN)
        self.play(FadeIn(shares.ground, shares.names))
        self.play(shares.rise())
        self.play(FadeIn(shares.numbers()))
        self.play(shares.turn("after"))
    """

    def __init__(
        self,
        record: object,
        path: str,
        width: float = 12.0,
        height: float = 3.4,
        foot: np.ndarray = ORIGIN,
        *,
        lit: bool = False,
    ) -> None:
        count = len(np.asarray(look_up(record, path)))
        super().__init__(record, count, width, height, foot, theme.LARGE)
        self.record, self.lit = record, lit
        self.bars.rim, self.bars.rim_color = RIM if lit else 0, theme.QUIET
        self.stand(path)

    def stand(self, path: str) -> Self:
        """Stand as high as other shares of the record say."""
        self.path = path
        check_within(self._shares, 0, 1, path, "a bar shows")
        if self.lit:
            self.bars.rgba[:, :3] = theme.brightness(self._shares)
        return self.stand_at(self.record, path, self._shares)

    def turn(self, path: str) -> Animation:
        """Go to where the bars stand for other shares."""
        start = self.bars.copy()
        self.stand(path)
        return Pour(self.bars, start=start, lag=0)

    def numbers(self) -> VGroup:
        """The share of each label, above its bar."""
        return self.written(self.record, self.path, self._shares, theme.TEXT, DECIMALS)

    @property
    def _shares(self) -> np.ndarray:
        return np.asarray(look_up(self.record, self.path), dtype=float)
