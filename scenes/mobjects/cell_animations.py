"""How cells travel: each at its own time, or growing from where they begin."""

import numpy as np
from manim import Animation, linear, smooth

from scenes.mobjects.cells import Cells
from scenes.mobjects.painted import between, reading_between


class Pour(Animation):
    """Cells travel to new places one after the other, first those that come first in `order`.

    Args:
        cells: what travels.
        end: the same cells as they shall stand and look; by default as `cells` do.
        order: the places of the cells in the order in which they leave.
        start: the same cells as they set out; by default as `cells` do.
        lag: the share of the time after which the last one leaves.

    Example:
        cells = Cells(grid(4, 4, side=2)).show(self.forward_pass.layers[1], "inputs")
        self.add(cells)
        self.play(Pour(cells, cells.copy().shift(3 * RIGHT), order=np.arange(16)))
    """

    def __init__(
        self,
        cells: Cells,
        end: Cells | None = None,
        order: np.ndarray | None = None,
        *,
        start: Cells | None = None,
        lag: float = 0.6,
        **kwargs: object,
    ) -> None:
        settings = {"rate_func": linear, **kwargs}  # each cell is eased alone
        super().__init__(cells, introducer=start is not None, **settings)
        self.start, self.end = start, end
        order = np.arange(len(cells)) if order is None else order
        self.delay = np.empty(len(order))
        self.delay[order] = np.linspace(0, lag, len(order))
        self.lag = lag

    def begin(self) -> None:
        """Know where the cells come from and go to when they set out, not before."""
        if self.end is None:
            self.end = self.mobject.copy()
        super().begin()

    def create_starting_mobject(self) -> Cells:
        """Cells set out from where they stand, or from where they are said to."""
        return super().create_starting_mobject() if self.start is None else self.start.copy()

    def interpolate_mobject(self, alpha: float) -> None:
        """Move each cell as far as its own share of the time allows."""
        own = np.clip((self.rate_func(alpha) - self.delay) / (1 - self.lag), 0, 1)
        eased = np.array([smooth(each) for each in own])
        start, end = self.starting_mobject, self.end
        self.mobject.points = between(start.points, end.points, eased.repeat(4)[:, None])
        self.mobject.rgba = between(start.rgba, end.rgba, eased[:, None])
        self.mobject.rim = between(start.rim, end.rim, alpha)
        self.mobject.reading = reading_between(start.reading, end.reading, alpha)


class GrowRight(Animation):
    """Bars grow to the right from where they begin; what they show is read when they are whole.

    Args:
        bars: what grows.
        back: whether they begin at their right ends instead, and grow to the left; one answer for
            all bars, or one for each.

    Example:
        bar = Cells(np.array([[[0, 0, 0], [2, 0.3, 0]]]))
        bar.show(self.forward_pass, "ranked.0.activation")
        self.play(GrowRight(bar))
    """

    def __init__(self, bars: Cells, *, back: bool | np.ndarray = False, **kwargs: object) -> None:
        super().__init__(bars, introducer=True, **kwargs)
        self.back = back

    def begin(self) -> None:
        """Know how long the bars are when they set out, not before."""
        self.whole = self.mobject.copy()
        super().begin()

    def create_starting_mobject(self) -> Cells:
        """The same bars without any length."""
        start = self.mobject.copy()
        corners = start.corners
        bars, begin = np.arange(len(corners)), np.broadcast_to(self.back, len(corners)).astype(int)
        corners[bars, 1 - begin, 0] = corners[bars, begin, 0]
        start.reading = None
        return start.place(corners)

    def interpolate_mobject(self, alpha: float) -> None:
        """Grow up to that share of the length."""
        self.mobject.interpolate(self.starting_mobject, self.whole, self.rate_func(alpha))
