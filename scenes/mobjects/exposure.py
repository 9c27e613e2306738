"""The exposure: which colour stands for which number beside the largest, as a small legend."""

import numpy as np
from manim import DOWN, RIGHT, UP, VGroup

from scenes import theme
from scenes.ledger import Axis
from scenes.mobjects.cells import Cells, grid
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Symbol

SHADES, HEIGHT = 21, 0.14  # how many colours the strip has, and how high it is, in scene units


class Exposure(Composite):
    """A strip from the largest number below zero to the largest above, and the exponent of light.

    A number is drawn as strongly as its share of the largest, to the power of the exponent.

    Args:
        name: what is shown in these colours, such as "w".
        width: of the strip, in scene units.

    Example:
        self.play(FadeIn(Exposure("w").to_edge(DOWN)))
    """

    def __init__(self, name: str, width: float = 1.6) -> None:
        super().__init__()
        shares = np.linspace(-1, 1, SHADES)
        self.strip = Cells(grid(1, SHADES, width)).stretch_to_fit_height(HEIGHT)
        self.strip.rgba[:, :3] = theme.signed(shares, 1)
        style = {"size": theme.SMALL, "color": theme.QUIET}
        ends = [Symbol(sign, **style) for sign in ("−", "+")]
        ends[0].next_to(self.strip, -RIGHT, buff=theme.GAP / 2)
        ends[1].next_to(self.strip, RIGHT, buff=theme.GAP / 2)
        axis = Axis(np.array([theme.CONTRAST]))
        size = Symbol(f"|{name}|", **style).next_to(ends[1], RIGHT, buff=2 * theme.GAP)
        power = Readout(axis, "marks.0", **style).next_to(size, RIGHT, buff=0.04)
        power.align_to(size, DOWN).shift(0.1 * UP)
        self.formula = VGroup(size, power)
        self.add(self.strip, *ends, self.formula)
