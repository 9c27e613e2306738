"""Hills that are squished: a crowd's specks rise to the curve and cross into the gap."""

import numpy as np
from manim import Animation, AnimationGroup, Succession, Transform

from network import look_up
from scenes import theme
from scenes.mobjects.cells import Cells
from scenes.mobjects.hills import specks, stacked
from scenes.mobjects.painted import Composite
from scenes.mobjects.squish import Squish

SPECK = 0.06  # size of a digit
TALL, FAR = 1.3, 2.6  # of the hills on the line, and beside the interval
CLEARANCE = 0.12  # from the line, the curve and the interval to the nearest speck


class SquishedHills(Composite):
    """A crowd's specks where a squish has its line, its curve, and its interval from 0 to 1.

    Args:
        crowd: the record of the sums (`network.interpretability.crowd.Crowd`).
        squish: the line on which they stand, and into whose interval they are squeezed.

    Example:
        class Sums:
            sums, is_meant = np.linspace(-1, 5, 60), np.arange(60) > 40
            activations = 1 / (1 + np.exp(-sums))
        record = self.forward_pass
        squish = Squish(record, record.clearest, width=5, height=4)
        hills = SquishedHills(Sums(), squish)
        self.play(FadeIn(squish.plot, hills))
        self.play(hills.squeeze())
        self.play(hills.change(Sums()))
    """

    def __init__(self, crowd: object, squish: Squish) -> None:
        self.squish = squish
        self.others, self.meant = self.on_line(crowd)
        self.crowd = crowd
        super().__init__(self.others, self.meant)

    def squeeze(self) -> Animation:
        """Every speck rises to the curve, and goes across to the interval."""
        ways = (self.on_line(self.crowd, True), self.in_gap(self.crowd))
        return Succession(
            *(
                AnimationGroup(
                    Transform(self.others, others), Transform(self.meant, meant), run_time=run_time
                )
                for (others, meant), run_time in zip(ways, 2 * (theme.STRIDE,), strict=True)
            )
        )

    def change(self, crowd: object) -> Animation:
        """In the interval, let every speck go to where another neuron has its digit."""
        others, meant = self.in_gap(crowd)
        return AnimationGroup(
            Transform(self.others, others), Transform(self.meant, meant), run_time=theme.JOURNEY
        )

    def on_line(self, crowd: object, raised: bool = False) -> tuple[Cells, Cells]:
        """The specks above the line, or raised by as much as the curve is above it."""
        feet = [self.squish.line.at(z) for z in look_up(crowd, "sums")]  # type: ignore[attr-defined]
        columns, levels = self._stacked(crowd, np.array(feet)[:, 0], TALL)
        foot = np.array(feet)[:, 1]
        if raised:
            foot = np.array([self._beside(a)[1] for a in look_up(crowd, "activations")])  # type: ignore[attr-defined]
        middles = np.stack((columns, foot + CLEARANCE + levels, 0 * levels), axis=1)
        return specks(crowd, "sums", middles, SPECK)

    def in_gap(self, crowd: object) -> tuple[Cells, Cells]:
        """The specks beside the interval, each as high and as bright as its activation."""
        places = np.array([self._beside(a) for a in look_up(crowd, "activations")])  # type: ignore[attr-defined]
        rows, levels = self._stacked(crowd, places[:, 1], FAR)
        middles = np.stack((places[:, 0] - CLEARANCE - levels, rows, 0 * levels), axis=1)
        hills = specks(crowd, "activations", middles, SPECK)
        for hill in hills:
            activations = np.asarray(hill.reading.value)[list(hill.reading.places)]  # type: ignore[union-attr, arg-type]
            hill.rgba[:, :3] = theme.brightness(activations)
        return hills

    def _stacked(
        self, crowd: object, along: np.ndarray, tallest: float
    ) -> tuple[np.ndarray, np.ndarray]:
        return stacked(along, SPECK, np.asarray(look_up(crowd, "is_meant"), dtype=bool), tallest)

    def _beside(self, activation: float) -> np.ndarray:
        return self.squish.interval.at(activation)
