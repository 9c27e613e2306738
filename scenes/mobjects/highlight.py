"""The highlight: the one place to look at now."""

from manim import Mobject, SurroundingRectangle

from scenes import theme


def highlight(thing: Mobject, buff: float = 0.08) -> SurroundingRectangle:
    """A yellow frame around what the viewer should look at, `buff` scene units away from it."""
    return SurroundingRectangle(thing, color=theme.LOOK_HERE, buff=buff, stroke_width=theme.STROKE)
