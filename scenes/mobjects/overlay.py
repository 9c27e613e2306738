"""Overlay: a neuron's weights laid over its inputs, so that what remains are the products."""

import numpy as np
from manim import (
    ORIGIN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    Group,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from network import ForwardPass, NeuronPass
from scenes import theme
from scenes.mobjects.cells import PixelGrid
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Symbol

SIDE = 4.2  # of each of the three pictures
PITCH = 4.75  # from one to the next
SMALLER = 0.72
SLOWLY = 2.0  # seconds for the weights to slide over the inputs
SHEER = 0.6  # of the weights' light, so that the inputs below them are seen


class Overlay(Composite):
    """Inputs, weights and products as three pictures of one size: a x w = w·a.

    Products are drawn on the scale of the weights, so that the overlay is the product: a weight
    under a dark input goes out, one under a bright input stays as it is. The inputs stay a mobject
    of their own; they join the other two when these unfold.

    Args:
        record: the forward pass in which the neuron works.
        neuron: a neuron of its first layer.
        inputs: the picture of what the neuron receives, wherever it is.
        center: the middle of the weights, in scene units.

    Example:
        record = self.forward_pass
        inputs = PixelGrid(28, 28, side=4).show(self.digit, "image")
        overlay = Overlay(record, record.clearest, inputs)
        self.play(overlay.unfold(NeuronColumn(1)))
        self.play(overlay.label())
        self.play(overlay.slide())
        self.play(overlay.multiply())
        self.play(overlay.result())
    """

    def __init__(
        self,
        record: ForwardPass,
        neuron: NeuronPass,
        inputs: PixelGrid,
        center: np.ndarray = ORIGIN,
    ) -> None:
        super().__init__()
        self.record, self.path = record, record.path_to(neuron)
        self.largest = float(np.abs(neuron.weights).max())
        slots = [center + place * PITCH * RIGHT for place in (-1, 0, 1)]
        rows = len(inputs) // inputs.columns
        self.inputs = inputs
        self.weights = PixelGrid(rows, inputs.columns, SIDE).move_to(slots[1])
        self.weights.show_signed(record, f"{self.path}.weights", self.largest)
        self.products = self.weights.copy()
        self.names = VGroup(
            *(
                Symbol(name, size=theme.LARGE).move_to(slot + (SIDE / 2 + 0.35) * UP)
                for name, slot in zip(("a", "w", "w·a"), slots, strict=True)
            )
        )
        self.signs = VGroup(
            *(
                Symbol(sign, size=theme.LARGE).move_to((one + two) / 2)
                for sign, one, two in zip(("×", "="), slots[:-1], slots[1:], strict=True)
            )
        )
        self.side = SIDE / self.weights.width  # of a picture, beside what its cells span
        self.add(self.weights, self.products, self.names, self.signs)

    def slot(self, place: int) -> np.ndarray:
        """Where one of the three pictures belongs: a sign stands half-way to its neighbour."""
        middle = self.weights.get_center()
        return middle if place == 1 else 2 * self.signs[place // 2].get_center() - middle

    def unfold(self, neuron: Mobject) -> Animation:
        """Unfold the weights out of their neuron, which stays beside them."""
        folded = self.weights.copy().match_width(neuron).move_to(neuron)
        self.add(neuron)
        return AnimationGroup(
            self.inputs.animate.scale_to_fit_width(self.side * self.weights.width)
            .part()
            .move_to(self.slot(0)),
            ReplacementTransform(folded, self.weights),
            neuron.animate.scale_to_fit_height(theme.LARGE).next_to(
                self.names[1], RIGHT, buff=theme.GAP
            ),
            run_time=theme.JOURNEY,
        )

    def label(self) -> Animation:
        """Write what the first two pictures are."""
        return FadeIn(self.names[:2], self.signs[0], run_time=theme.STEP)

    def slide(self) -> Animation:
        """Slide the weights over the inputs."""
        over = self.products.animate(run_time=SLOWLY)
        return over.move_to(self.slot(0)).set_opacity(SHEER)

    def multiply(self) -> Animation:
        """Let each weight go out as far as its input is dark."""
        products = f"{self.path}.products"
        over = self.products.animate(run_time=theme.STRIDE).set_opacity(1)
        return over.show_signed(self.record, products, self.largest)

    def make_room(self, top: np.ndarray) -> Animation:
        """Shrink all three pictures and bring them up, for what comes out of them."""
        whole = Group(self.inputs, *self.submobjects)
        return whole.animate(run_time=theme.STRIDE).scale(SMALLER).move_to(top, UP)

    def result(self) -> Animation:
        """Bring the products to their own place."""
        return AnimationGroup(
            self.products.animate.move_to(self.slot(2)),
            FadeIn(self.signs[1], self.names[2]),
            run_time=theme.STRIDE,
        )
