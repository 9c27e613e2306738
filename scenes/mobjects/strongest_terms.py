"""A neuron's strongest products, one by one, and what all others come to."""

from collections.abc import Mapping

from manim import DOWN, RIGHT, UP, Animation, AnimationGroup, Create, FadeIn, FadeOut, VGroup

from network import ForwardPass, NeuronPass
from scenes import theme
from scenes.mobjects.cells import Cells
from scenes.mobjects.highlight import highlight
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Symbol, Term, phrase

TERMS = 3  # how many products are told one by one


class StrongestTerms(Composite):
    """The strongest products of a neuron, told one by one, and the sum of all others.

    While a product is told, its place in the picture of products has a yellow frame.

    Args:
        record: the forward pass in which the neuron works.
        neuron: the neuron whose products they are, more than `TERMS`.
        picture: the picture of all its products.
        words: the word "others" in the script's language.

    Example:
        record, neuron = self.forward_pass, self.forward_pass.clearest
        path = f"{record.path_to(neuron)}.products"
        picture = PixelGrid(28, 28, side=3).to_edge(LEFT)
        picture.show_signed(record, path, largest=abs(neuron.products).max())
        terms = StrongestTerms(record, neuron, picture, {"others": "others"}).to_edge(RIGHT)
        self.play(terms.tell(0))
        self.play(terms.tell_others())
    """

    def __init__(
        self, record: ForwardPass, neuron: NeuronPass, picture: Cells, words: Mapping[str, str]
    ) -> None:
        path = record.path_to(neuron)
        if len(neuron.weights) <= TERMS:
            raise ValueError(
                f"A neuron of {len(neuron.weights)} products; {TERMS} are told one by one, and "
                "the others need one at least."
            )

        def signed(name: str, value: float) -> Readout:
            return Readout(record, f"{path}.{name}", sign=True, color=theme.sign_colour(value))

        terms = [
            phrase(
                signed(f"weights.{place}", neuron.weights[place]),
                Symbol("×"),
                Readout(record, f"{path}.inputs.{place}"),
                Symbol("="),
                signed(f"products.{place}", neuron.products[place]),
            )
            for place in neuron.strongest(TERMS)
        ]
        others = phrase(
            Term(words["others"], color=theme.QUIET),
            Readout(record, f"{path}.left_over.{TERMS}", color=theme.QUIET),
            Symbol("=", color=theme.QUIET),
            signed(f"others.{TERMS}", neuron.others(TERMS)),
        )
        super().__init__(*terms, others)
        self.arrange(DOWN, buff=theme.GAP, aligned_edge=RIGHT)
        self.picture, self.places = picture, neuron.strongest(TERMS)
        self.frames = VGroup()

    def tell(self, row: int) -> Animation:
        """Write a product, and show where it comes from."""
        frame = highlight(self.picture.copy().only([self.places[row]]), 0.02)
        self.frames.add(frame)
        written = FadeIn(self[row], shift=theme.GAP * UP)
        return AnimationGroup(written, Create(frame), run_time=theme.STEP)

    def tell_others(self) -> Animation:
        """Write what all others come to."""
        written = FadeIn(self[-1], shift=theme.GAP * UP)
        return AnimationGroup(written, FadeOut(self.frames), run_time=theme.STEP)
