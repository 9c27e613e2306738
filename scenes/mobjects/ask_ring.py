"""The ring of a question: it closes around an empty place while the viewer thinks."""

from manim import (
    PI,
    Animation,
    AnimationGroup,
    Circle,
    Create,
    FadeIn,
    FadeOut,
    Mobject,
    linear,
)

from scenes import theme
from scenes.mobjects.painted import Composite
from scenes.mobjects.veil import Veil

SECONDS = 3.0  # that a ring takes to close; the stage gives as many


class AskRing(Composite):
    """A ring around the place of an answer, while all but the candidates is dimmed.

    Args:
        place: where the answer will stand.
        candidates: what the viewer has to choose from; it stays bright, as the place does.

    Example:
        place, one, two = Square(), Symbol("a").shift(3 * LEFT), Symbol("b").shift(3 * RIGHT)
        ring = AskRing(place, one, two)
        self.play(ring.open())
        self.play(ring.close())  # in a film: self.ask(ring.close())
        self.play(ring.answer())
    """

    def __init__(self, place: Mobject, *candidates: Mobject) -> None:
        super().__init__()
        radius = max(place.width, place.height) / 2 + theme.GAP
        self.track = Circle(radius, color=theme.STRUCTURE, stroke_width=theme.STROKE)
        self.ring = Circle(radius, color=theme.LOOK_HERE, stroke_width=2 * theme.STROKE)
        self.ring.rotate(PI / 2).flip()  # it begins above and closes clockwise
        for each in (self.track, self.ring):
            each.move_to(place)
        self.veil = Veil(place, *candidates, self.track, self.ring)
        self.add(self.track)

    def open(self) -> Animation:
        """Dim all else, and show where the answer will stand."""
        return AnimationGroup(self.veil.fall(), FadeIn(self.track, run_time=theme.BLINK))

    def close(self) -> Animation:
        """Let the ring close, at an even pace."""
        self.add(self.ring)
        return Create(self.ring, rate_func=linear, run_time=SECONDS)

    def answer(self) -> Animation:
        """Give all its light back, and take the ring away."""
        return AnimationGroup(
            self.veil.lift(), FadeOut(self.track, self.ring, run_time=theme.BLINK)
        )
