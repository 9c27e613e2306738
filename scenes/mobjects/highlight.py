"""The yellow frame: the one place to look at now."""

from manim import Mobject, SurroundingRectangle

from scenes import theme


def look_here(thing: Mobject, buff: float = 0.08) -> SurroundingRectangle:
    """A frame around what the viewer should look at."""
    return SurroundingRectangle(thing, color=theme.LOOK_HERE, buff=buff, stroke_width=theme.STROKE)
