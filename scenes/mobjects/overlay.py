"""Overlay: a neuron's weights laid over its inputs, so that what remains are the products."""

import numpy as np
from manim import (
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
from scenes.mobjects.words import Symbol

SIDE = 3.5  # of each of the three pictures
PITCH = 4.75  # from one to the next
SMALLER = 0.83
SHEER = 0.6  # of the weights' light, so that the inputs below them are seen


class Overlay(Group):
    """Inputs, weights and products as three pictures of one size: a x w = w·a.

    Products are drawn on the scale of the weights, so that the overlay is the product: a weight
    under a dark input goes out, one under a bright input stays as it is.
    """

    def __init__(
        self, record: ForwardPass, neuron: NeuronPass, inputs: PixelGrid, center: np.ndarray
    ) -> None:
        super().__init__()
        path = record.path_to(neuron)
        self.record, self.path = record, path
        self.largest = float(np.abs(neuron.weights).max())
        self.slots = [center + place * PITCH * RIGHT for place in (-1, 0, 1)]
        rows = len(inputs) // inputs.columns
        self.inputs = inputs
        self.weights = PixelGrid(rows, inputs.columns, SIDE).move_to(self.slots[1])
        self.weights.show_signed(record, f"{path}.weights", self.largest)
        self.products = self.weights.copy()
        self.names = VGroup(
            *(
                Symbol(name, size=theme.LARGE).move_to(slot + (SIDE / 2 + 0.35) * UP)
                for name, slot in zip(("a", "w", "w·a"), self.slots, strict=True)
            )
        )
        self.signs = VGroup(
            *(
                Symbol(sign, size=theme.LARGE).move_to((one + two) / 2)
                for sign, one, two in zip(("×", "="), self.slots[:-1], self.slots[1:], strict=True)
            )
        )
        self.add(self.weights, self.products, self.names, self.signs)

    def unfold(self, neuron: Mobject) -> Animation:
        """Unfold the weights out of their neuron, which stays beside them."""
        folded = self.weights.copy().match_width(neuron).move_to(neuron)
        self.add(neuron)
        return AnimationGroup(
            self.inputs.animate.scale_to_fit_width(SIDE).move_to(self.slots[0]),
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
        over = self.products.animate(run_time=theme.STRIDE)
        return over.move_to(self.slots[0]).set_opacity(SHEER)

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
            self.products.animate.move_to(self.slots[2]),
            FadeIn(self.signs[1], self.names[2]),
            run_time=theme.STRIDE,
        )
