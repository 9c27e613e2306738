"""The doubt: a voice that objects, and a ring that stays open until it is answered."""

from manim import (
    PI,
    RIGHT,
    TAU,
    UP,
    Animation,
    AnimationGroup,
    Arc,
    FadeIn,
    FadeOut,
    Succession,
    Transform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.painted import Composite
from scenes.mobjects.veil import Veil
from scenes.mobjects.words import Written

SIZE = 0.30  # height of a digit
HEARD = 2.4  # seconds that all else is dimmed
RADIUS, OPEN = 0.13, TAU / 6  # of the ring, and how much of it stays open
EDGE = 6.9  # where on the top line the ring waits


class Doubt(Composite):
    """A slanted line at the top; then a small ring at the right edge, open until it is answered.

    Args:
        text: what is objected, a sentence of the script in the film's language.

    Example:
        doubt = Doubt("And a white page?")
        self.play(doubt.speak())
        self.play(doubt.withdraw())
        self.play(doubt.settle())
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.line = Written(text, size=SIZE, style="italic").shift(theme.TOP_LINE)
        self.veil = Veil(self.line)
        self.add(self.line)

    def speak(self) -> Animation:
        """Write the line, and dim all else as long as it is read."""
        return AnimationGroup(FadeIn(self.line, run_time=theme.BLINK), self.veil.pass_by(HEARD))

    def withdraw(self) -> Animation:
        """Let the line shrink to the open ring."""
        return Transform(self.line, self._rings(TAU - OPEN), run_time=theme.STEP)

    def settle(self) -> Animation:
        """Close the ring, and let it go."""
        return Succession(
            Transform(self.line, self._rings(TAU), run_time=theme.BLINK),
            FadeOut(self.line, run_time=theme.BLINK),
        )

    def _rings(self, angle: float) -> VGroup:
        """The ring, once for each glyph that has become it."""
        start = PI / 2 + (TAU - angle) / 2
        ring = Arc(RADIUS, start, angle, color=theme.HOPED, stroke_width=theme.STROKE)
        ring.shift(EDGE * RIGHT + (theme.TOP_LINE[1] + SIZE / 2) * UP)
        return VGroup(*(ring.copy() for _ in self.line))
