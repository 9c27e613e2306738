"""The terms of a sum that tell most, one below the other, and what all others come to."""

from manim import DOWN, RIGHT, UP, Animation, AnimationGroup, Create, FadeIn, FadeOut, VGroup

from network import ForwardPass, look_up
from scenes import theme
from scenes.mobjects.cells import Cells
from scenes.mobjects.highlight import highlight
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Symbol, phrase


class ToldTerms(Composite):
    """Weight times input for each term that tells, then how many others there are, and their sum.

    While a product is told, its place in the picture of products has a yellow frame.

    Args:
        record: the forward pass in which the neuron works.
        telling: which terms tell (`network.interpretability.telling.Telling`).
        path: where the neuron stands in the record.
        picture: the picture of all its products.

    Example:
        class Told:
            places, left_over, others = (300, 400), 782, 1.5
        picture = PixelGrid(28, 28, side=3).to_edge(LEFT)
        path = "layers.0.neuron.5"
        picture.show_signed(self.forward_pass, f"{path}.products", largest=9)
        terms = ToldTerms(self.forward_pass, Told(), path, picture)
        self.play(terms.tell(0))
        self.play(terms.tell(1))
        self.play(terms.tell_others())
    """

    def __init__(self, record: ForwardPass, telling: object, path: str, picture: Cells) -> None:
        self.picture, self.places = picture, list(look_up(telling, "places"))  # type: ignore[call-overload]

        def signed(where: object, name: str) -> Readout:
            colour = theme.sign_colour(float(look_up(where, name)))  # type: ignore[arg-type]
            return Readout(where, name, sign=True, color=colour)

        terms = [
            phrase(
                signed(record, f"{path}.weights.{place}"),
                Symbol("×"),
                Readout(record, f"{path}.inputs.{place}"),
                Symbol("="),
                signed(record, f"{path}.products.{place}"),
            )
            for place in self.places
        ]
        grey = {"color": theme.QUIET}
        count = Readout(telling, "left_over", **grey)
        others = phrase(Symbol("…", **grey), count, Symbol("=", **grey), signed(telling, "others"))
        super().__init__(*terms, others)
        self.arrange(DOWN, buff=theme.GAP, aligned_edge=RIGHT)
        self.frames = VGroup()

    def tell(self, row: int) -> Animation:
        """Write a product, and show where it comes from."""
        frame = highlight(self.picture.copy().only([self.places[row]]), 0.04)
        self.frames.add(frame)
        written = FadeIn(self[row], shift=theme.GAP * UP)
        return AnimationGroup(written, Create(frame), run_time=theme.STEP)

    def tell_others(self) -> Animation:
        """Write what all others come to."""
        written = FadeIn(self[-1], shift=theme.GAP * UP)
        return AnimationGroup(written, FadeOut(self.frames), run_time=theme.STEP)
