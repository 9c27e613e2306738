"""The products of a neuron that tell most, one by one, and what all others come to."""

from collections.abc import Mapping
from typing import Protocol

from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    VGroup,
    Wait,
)

from network import ForwardPass, NeuronPass
from scenes import theme
from scenes.mobjects.cells import Cells
from scenes.mobjects.equality import equals, product_sign, sum_sign
from scenes.mobjects.highlight import highlight
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Symbol, Term, phrase


class Telling(Protocol):
    """The record of what tells most, as `network.interpretability.telling` has it."""

    @property
    def neuron(self) -> NeuronPass:
        """The neuron whose sum it is."""

    @property
    def places(self) -> tuple[int, ...]:
        """The places of the terms that tell most."""

    @property
    def left_over(self) -> int:
        """How many products there are beside them."""

    @property
    def others(self) -> float:
        """The sum of those."""

    @property
    def total(self) -> float:
        """The sum of all products."""


class StrongestTerms(Composite):
    """The products of a neuron that tell most, the sum of all others, and that of all.

    While products are told, their places in the picture of products have yellow frames.

    Args:
        record: the forward pass in which the neuron works.
        telling: which of the neuron's products tell most.
        picture: the picture of all its products.
        words: the word "others" in the script's language.

    Example:
        record, neuron = self.forward_pass, self.forward_pass.clearest
        path = f"{record.path_to(neuron)}.products"
        picture = PixelGrid(28, 28, side=3).to_edge(LEFT)
        picture.show_signed(record, path, largest=abs(neuron.products).max())
        from network.interpretability.telling import Telling
        telling = Telling(record, 0, neuron.index)
        terms = StrongestTerms(record, telling, picture, {"others": "others"}).to_edge(RIGHT)
        self.play(terms.tell())
        self.play(terms.add_up())
    """

    def __init__(
        self, record: ForwardPass, telling: Telling, picture: Cells, words: Mapping[str, str]
    ) -> None:
        neuron = telling.neuron
        path = record.path_to(neuron)

        def signed(where: object, name: str, value: float) -> Readout:
            return Readout(where, name, sign=True, color=theme.sign_colour(value))

        def term(place: int) -> VGroup:
            weight, value = float(neuron.weights[place]), float(neuron.products[place])
            return phrase(
                signed(record, f"{path}.weights.{place}", weight),
                Symbol("×"),
                Readout(record, f"{path}.inputs.{place}"),
                equals(product_sign((weight, float(neuron.inputs[place])), value)),
                signed(record, f"{path}.products.{place}", value),
            )

        self.terms = [term(place) for place in telling.places]
        self.others = phrase(
            Term(words["others"], color=theme.QUIET),
            Readout(telling, "left_over", color=theme.QUIET),
            equals("="),
            signed(telling, "others", telling.others),
        )
        parts = [float(neuron.products[place]) for place in telling.places]
        self.total = phrase(
            equals(sum_sign((*parts, telling.others), telling.total)),
            signed(telling, "total", telling.total),
        )
        super().__init__(*self.terms, self.others, self.total)
        self.arrange(DOWN, buff=theme.GAP, aligned_edge=RIGHT)
        framed = [highlight(picture.copy().only([place]), 0.02) for place in telling.places]
        self.frames = VGroup(*framed)

    def tell(self) -> Animation:
        """Write one product after the other, and show where each comes from."""
        told = [
            AnimationGroup(FadeIn(term, shift=theme.GAP * UP), Create(frame))
            for term, frame in zip(self.terms, self.frames, strict=True)
        ]
        if not told:
            return Wait(theme.STEP)
        seconds = theme.in_steps(theme.STEP * len(told))
        return LaggedStart(*told, lag_ratio=0.8, run_time=seconds)

    def add_up(self) -> Animation:
        """Write what all others come to, and then all."""
        written = (FadeIn(each, shift=theme.GAP * UP) for each in (self.others, self.total))
        told = LaggedStart(*written, lag_ratio=0.5)
        return AnimationGroup(told, FadeOut(self.frames), run_time=theme.STRIDE)
