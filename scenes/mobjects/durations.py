"""Durations: bars as long as what they took, with the times below them."""

import numpy as np
from manim import DOWN, LEFT, ORIGIN, Group, VGroup

from network import look_up
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.cells import Cells
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Symbol, Term, phrase

HEIGHT, PITCH, SIZE = 0.34, 1.0, 0.3  # of a bar, from one to the next, height of a digit


class Durations(Composite):
    """One bar for each time, the longest as long as there is room, each with its microseconds.

    Args:
        record: which has a number of seconds `NAME` and the same in `NAME_microseconds`.
        names: of the times, from above, each with what it is called.
        length: of the longest bar, in scene units.
        corner: the upper left corner.

    Example:
        class Speed:
            loop, product, loop_microseconds, product_microseconds = 4e-4, 4e-6, 400.0, 4.0
        times = Durations(Speed(), {"loop": "loop", "product": "product"}, length=8)
        self.play(FadeIn(times.bars[0], times.numbers[0]))
        self.play(FadeIn(times.bars[1], times.numbers[1]))
    """

    def __init__(
        self, record: object, names: dict[str, str], length: float, corner: np.ndarray = ORIGIN
    ) -> None:
        super().__init__()
        seconds = np.array([look_up(record, name) for name in names], dtype=float)
        self.bars, self.numbers = Group(), VGroup()
        for place, (name, each) in enumerate(zip(names, seconds, strict=True)):
            low = corner + (place * PITCH + HEIGHT) * DOWN
            high = low + np.array([length * each / seconds.max(), HEIGHT, 0])
            bar = Cells(np.array([[low, high]]))
            bar.rgba[:, :3] = theme.INK.to_rgb()
            bar.reading = Reading(record, name, digest(each[None]))
            told = phrase(
                Readout(record, f"{name}_microseconds", decimals=1, size=SIZE),
                Symbol("µs", size=SIZE, color=theme.QUIET),
                Term(names[name], size=SIZE, color=theme.QUIET),
            )
            self.bars.add(bar)
            self.numbers.add(told.next_to(bar, DOWN, buff=theme.GAP / 2).align_to(bar, LEFT))
        self.add(self.bars, self.numbers)
