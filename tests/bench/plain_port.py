"""ForwardPass written the obvious way: a manim mobject for every pixel, neuron and line.

It reads the same record, has the same beats, of the same length, and as many frames; nothing in it
is slower than it must be for a film written with circles, squares and lines. Faint lines are left
out, as in the film itself: what adds less than a level of light cannot be seen.
Render it by `manim render tests/bench/plain_port.py PlainForwardPass`.
"""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    AnimationGroup,
    Circle,
    Create,
    FadeIn,
    FadeOut,
    FunctionGraph,
    LaggedStart,
    Line,
    NumberLine,
    Scene,
    Square,
    SurroundingRectangle,
    Typst,
    VGroup,
    config,
    interpolate_color,
)

from network import Network, read_digit
from network.assets import ASSETS
from scenes import theme
from scenes.mobjects.light import FAINT
from scenes.script.script import Script


def picture(values: np.ndarray, side: float) -> VGroup:
    """A square for each of 28 x 28 numbers: white as an activation, or by its sign."""
    largest = np.abs(values).max()
    squares = VGroup()
    for value in values:
        square = Square(0.92 * side / 28, stroke_width=0, fill_opacity=1)
        color = theme.INK if values.min() >= 0 else theme.sign_colour(value)
        squares.add(square.set_fill(interpolate_color(theme.GROUND, color, abs(value) / largest)))
    return squares.arrange_in_grid(28, 28, buff=0.08 * side / 28)


def column(count: int) -> VGroup:
    """A circle for each neuron, still dark."""
    size = min(0.2, 2.6 / count)
    neurons = (Circle(size, color=theme.QUIET, stroke_width=1.5) for _ in range(count))
    return VGroup(*neurons).arrange(DOWN, buff=0.5 * size).set_fill(theme.GROUND, 1)


class PlainForwardPass(Scene):
    """Eight beats: look, light, weigh, sum, squish, layer, onward, choose."""

    def construct(self) -> None:
        """Play them, each as long as in the film."""
        digit = read_digit(ASSETS / "digits" / "three.png", label=3)
        self.record = Network.load(ASSETS / "weights" / "digits.npz").forward(digit)
        self.neuron = self.record.clearest
        self.pixels = picture(digit.pixels, 5.6)
        beats = (
            *(self.look, self.light, self.weigh, self.sum),
            *(self.squish, self.layer, self.onward, self.choose),
        )
        script = Script.load(ASSETS / "script" / "forward_pass.toml")
        end = 0.0
        for play, beat in zip(beats, script.beats, strict=True):
            self.next_section(beat.name)
            play()
            end += beat.seconds
            rest = round((end - self.time) * config.frame_rate)
            if rest > 0:
                self.wait(rest / config.frame_rate + 1e-6)

    def look(self) -> None:
        """The digit, large, and then at the left."""
        self.play(FadeIn(self.pixels, run_time=theme.STEP))
        self.play(self.pixels.animate(run_time=theme.STRIDE).scale(0.9))
        self.play(self.pixels.animate(run_time=theme.STEP).shift(2.4 * LEFT))

    def light(self) -> None:
        """Every square becomes a circle."""
        neurons = VGroup(
            *(
                Circle(pixel.width / 2, stroke_color=theme.STRUCTURE, stroke_width=1)
                .set_fill(pixel.get_fill_color(), 1)
                .move_to(pixel)
                for pixel in self.pixels
            )
        )
        self.play(
            *(
                pixel.animate(run_time=theme.STRIDE).become(neuron)
                for pixel, neuron in zip(self.pixels, neurons, strict=True)
            )
        )
        self.count = Typst(
            " ".join(map(str, (*self.record.digit.image.shape, len(self.pixels))))
        ).move_to(4 * RIGHT)
        self.play(FadeIn(self.count, run_time=theme.STEP))

    def weigh(self) -> None:
        """The weights of one neuron slide over the pixels and become the products."""
        weights = picture(self.neuron.weights, 3.5).shift(0.3 * DOWN)
        self.products = picture(self.neuron.products, 3.5).move_to(4.7 * RIGHT + 0.3 * DOWN)
        self.play(FadeOut(self.count, run_time=theme.BLINK))
        home = 4.7 * LEFT + 0.3 * DOWN
        self.play(
            self.pixels.animate.scale_to_fit_width(3.5).move_to(home),
            FadeIn(weights),
            run_time=theme.JOURNEY,
        )
        sliding = weights.copy()
        self.play(sliding.animate(run_time=theme.STRIDE).move_to(home).set_opacity(0.6))
        self.play(sliding.animate(run_time=theme.STRIDE).become(self.products.copy().move_to(home)))
        self.play(sliding.animate(run_time=theme.STRIDE).move_to(self.products))
        self.pictures = VGroup(weights, sliding)

    def sum(self) -> None:
        """The products fall into two heaps."""
        whole = VGroup(self.pixels, *self.pictures)
        self.play(whole.animate(run_time=theme.STRIDE).scale(0.83).to_edge(UP))
        terms = [
            (product, self.pictures[1][place].copy())
            for place, product in enumerate(self.neuron.products)
            if product
        ]
        ends, unit = {1: 0.0, -1: self.neuron.positive}, 6 / self.neuron.positive
        falls = []
        for product, square in sorted(terms, key=lambda term: -abs(term[0])):
            sign = 1 if product > 0 else -1
            bar = Square(1, stroke_width=0).set_fill(theme.sign_colour(product), 1)
            bar.stretch_to_fit_width(abs(product) * unit).stretch_to_fit_height(0.36)
            place = (ends[sign] + product / 2) * unit - 6
            ends[sign] += product
            bar.move_to(place * RIGHT + (1.2 if sign > 0 else 2) * DOWN)
            falls.append(square.animate.become(bar))
        self.play(LaggedStart(*falls, lag_ratio=0.02, run_time=theme.JOURNEY))
        self.heaps = VGroup(*(fall.mobject for fall in falls))
        self.z = Typst(f"z = {self.neuron.weighted_sum:.2f}").move_to(4 * RIGHT + 2 * DOWN)
        self.play(FadeIn(self.z, run_time=theme.STEP))

    def squish(self) -> None:
        """The sum goes over the curve to the activation."""
        line = NumberLine((-12, 12), length=6, color=theme.QUIET).shift(2 * DOWN)
        curve = FunctionGraph(lambda x: 4 / (1 + np.exp(-4 * x)) - 2, x_range=(-3, 3))
        self.plot = VGroup(line, curve, self.z)
        self.play(
            FadeOut(self.pictures, self.heaps),
            self.pixels.animate.scale_to_fit_width(4.4).move_to(4.4 * LEFT),
            FadeIn(line),
            run_time=theme.STRIDE,
        )
        self.play(Create(curve, run_time=theme.STRIDE))

    def layer(self) -> None:
        """All lines into the first layer are drawn, and its neurons shine."""
        places = np.linspace(-0.2, 3.7, len(self.record.layers))
        self.columns = [
            column(count).move_to(x * RIGHT)
            for count, x in zip(self.record.shape[1:], places, strict=True)
        ]
        self.play(FadeOut(self.plot, run_time=theme.STEP))
        self.play(FadeIn(*self.columns, run_time=theme.STRIDE))
        self.advance(0, theme.JOURNEY)

    def onward(self) -> None:
        """So do those of the other layers."""
        for layer in range(1, len(self.record.layers)):
            self.advance(layer, theme.JOURNEY)

    def choose(self) -> None:
        """The brightest output gets a frame."""
        answer = self.columns[-1][self.record.answer]
        self.play(Create(SurroundingRectangle(answer, color=theme.LOOK_HERE)))
        name = Typst(self.record.answer_label).next_to(answer, RIGHT)
        self.play(FadeIn(name, run_time=theme.STEP))

    def advance(self, layer: int, run_time: float) -> None:
        """Draw a line for each product that can be seen, then light the neurons."""
        senders = self.pixels if layer == 0 else self.columns[layer - 1]
        record, neurons = self.record.layers[layer], self.columns[layer]
        products = record.products
        light = theme.strength(products, np.abs(products).max())
        lines = VGroup(
            *(
                Line(
                    senders[sender].get_center(),
                    neurons[receiver].get_center(),
                    stroke_width=0.5 + 2 * light[receiver, sender],
                    stroke_opacity=float(light[receiver, sender]),
                    color=theme.sign_colour(products[receiver, sender]),
                )
                for receiver, sender in np.argwhere(light >= FAINT)
            )
        ).set_z_index(-1)
        self.play(AnimationGroup(*map(Create, lines), run_time=run_time))
        self.play(
            *(
                neuron.animate(run_time=theme.STEP).set_fill(theme.INK, float(activation))
                for neuron, activation in zip(neurons, record.activations, strict=True)
            )
        )
