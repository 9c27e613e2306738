"""A count put together from a picture's own edges: rows times columns makes pixels."""

import numpy as np
from manim import LEFT, ORIGIN, UP, Animation, AnimationGroup, FadeIn, ReplacementTransform

from network import Digit
from scenes import theme
from scenes.mobjects.cells import PixelGrid
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Symbol, phrase

BELOW = 2.4  # radians of the arc that leads around the picture


class PixelCount(Composite):
    """How many rows and columns a picture has, and how many pixels that makes.

    Args:
        digit: the record of the picture.
        pixels: the picture, at whose left and upper edge the two numbers stand first.
        center: the middle of the product, in scene units.

    Example:
        pixels = PixelGrid(28, 28, side=4).show(self.digit, "image")
        count = PixelCount(self.digit, pixels, center=4 * RIGHT)
        self.play(count.measure())
        self.play(count.multiply())
        self.play(count.total())
    """

    def __init__(self, digit: Digit, pixels: PixelGrid, center: np.ndarray = ORIGIN) -> None:
        super().__init__()

        def number(path: str) -> Readout:
            return Readout(digit, path, size=theme.LARGE)

        self.rows = number("image.shape.0").next_to(pixels, LEFT, buff=theme.GAP / 2)
        self.columns = number("image.shape.1").next_to(pixels, UP, buff=theme.GAP / 2)
        self.product = phrase(
            number("image.shape.0"),
            Symbol("×", size=theme.LARGE),
            number("image.shape.1"),
            Symbol("=", size=theme.LARGE),
            number("pixels.size"),
        ).move_to(center)
        self.add(self.rows, self.columns, self.product)

    def measure(self) -> Animation:
        """Write the two numbers at the picture's edges."""
        return FadeIn(self.rows, self.columns, run_time=theme.STEP)

    def multiply(self) -> Animation:
        """Bring them together; they become the factors of the product."""
        self.remove(self.rows, self.columns)
        return AnimationGroup(
            ReplacementTransform(self.rows, self.product[0], path_arc=BELOW),
            ReplacementTransform(self.columns, self.product[2]),
            run_time=theme.STRIDE,
        )

    def total(self) -> Animation:
        """Write what they make."""
        return FadeIn(self.product[1], self.product[3:], run_time=theme.STEP)
