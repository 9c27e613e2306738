"""The bias: how much is enough, and what no bias can tell."""

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Group,
    Line,
    ReplacementTransform,
    Square,
    Succession,
    Transform,
    linear,
)

from network import ForwardPass, Network, draw_digit
from network.assets import asset
from network.digits import SIDE
from network.interpretability.crowd import BiasSweep
from network.training.by_hand import detector
from scenes import theme
from scenes.mobjects.ask_ring import AskRing
from scenes.mobjects.bars import Bars
from scenes.mobjects.cells import NeuronColumn, PixelGrid
from scenes.mobjects.dial import Dial
from scenes.mobjects.doubt import Doubt
from scenes.mobjects.plate import Plate
from scenes.mobjects.squish import Squish
from scenes.mobjects.words import Readout, Symbol, phrase
from scenes.stage.cast import Cast
from scenes.stage.needs import Needs
from scenes.stage.roof import CURVE, DRAWN, LAMP, NEURON, THOUSAND, before, crowd_before, needed
from scenes.stage.scene import FilmScene

NAMES = ("seven", "three", "eight", "empty")
LOWEST, STEPS = -4.0, 41  # of the sweep: the last bias, and how many there are
SMALLER, ASIDE = 0.72, np.array([-1.35, -0.1, 0])  # of the curve, to make room for four digits
PICTURE, ROW, SHINES = 1.38, 1.5, 0.8  # side of a digit, from one to the next, size of its lamp
STAIR = 0.16  # from one bias above its sum to the next
BESIDE, HEAD = 2.6, 1.9  # side of weights beside bars, and height of a bias above their ground
ALONE = 5.2  # side of a picture that stands alone, below a doubt


class Bias(FilmScene):
    """All lamps shine; a bias dims them, and ten bars sink as it falls."""

    about = "by_hand"
    needs = Needs(alone="it is about neurons that were set by hand")

    def cast(self) -> Cast:
        """Pictures before a detector without a bias and with one, a thousand bias by bias."""
        roof, base = (detector(name, bias=0) for name in ("roof", "base"))
        two = np.array([-needed(), LOWEST])
        learnt = Network.load(asset("weights", "digits.npz"))
        return Cast(
            **before(roof, *NAMES, "page"),
            **before(detector("roof"), *NAMES, "page", suffix="_biased"),
            **before(base, "seven", suffix="_of_base"),
            learnt=learnt.forward(draw_digit(*DRAWN["three"])),
            thousand=THOUSAND,
            crowd=crowd_before(roof),
            sweep=BiasSweep(roof, THOUSAND, np.linspace(0, LOWEST, STEPS)),
            roof=BiasSweep(roof, THOUSAND, two),
            base=BiasSweep(base, THOUSAND, two),
        )

    def construct(self) -> None:
        """Play the six beats."""
        cast, biased = self.records, [f"{name}_biased" for name in NAMES]
        seven = cast.seven.layers[0].neuron(0)
        whole = Squish(cast.seven, seven, *CURVE)
        width, height, middle = CURVE
        self.squish = Squish(cast.seven, seven, SMALLER * width, SMALLER * height, middle + ASIDE)
        opening, plot = (
            [each.axis, each.interval, each.curve, each.name_of_curve]
            for each in (whole, self.squish)
        )

        with self.beat("easy"):
            lamp = NeuronColumn(1, 1, LAMP).move_to(whole.neuron)
            lamp.set_y(whole.interval.at(0)[1])
            self.add(*opening, lamp)
            pictures = [self.picture(cast[name], place) for place, name in enumerate(NAMES)]
            self.lamps = [
                NeuronColumn(1, 1, SHINES).next_to(each, RIGHT, buff=2 * theme.GAP)
                for each in pictures
            ]
            self.dots = [Dot(each.get_left(), radius=0.1, color=theme.INK) for each in pictures]
            self.say("digits")
            self.play(
                *map(ReplacementTransform, opening, plot),
                ReplacementTransform(lamp, self.lamps[0]),
                run_time=theme.STRIDE,
            )
            self.play(FadeIn(*pictures, *self.lamps[1:], run_time=theme.STEP))
            self.play(self.settle(NAMES), run_time=theme.JOURNEY)
            self.say("shine")
            values = self.light(NAMES)

        with self.beat("enough"):
            self.say("past")
            foot, zero = self.squish.line.at(cast.crowd.mark), self.squish.line.at(0)
            mark = Line(foot, foot + (foot[0] - zero[0]) * UP, color=theme.LOOK_HERE)
            mark.set_stroke(width=2 * theme.STROKE)
            number = Readout(cast.crowd, "mark").next_to(mark, UP, buff=theme.GAP / 2)
            self.play(self.settle(NAMES), run_time=theme.STRIDE)
            self.play(Create(mark, rate_func=linear, run_time=theme.STRIDE + theme.BLINK))
            self.play(FadeIn(number, run_time=theme.STEP))
            self.wait(theme.STEP)
            self.say("bias")
            tipped = mark.copy().rotate(PI / 2, about_point=foot).set_color(theme.NEGATIVE)
            b = Readout(cast.seven_biased, f"{NEURON}.bias", sign=True, color=theme.NEGATIVE)
            b = phrase(Symbol("b ="), b).next_to(tipped, DOWN, buff=3 * theme.GAP)
            self.play(
                Transform(mark, tipped, path_arc=PI / 2),
                FadeOut(number),
                run_time=theme.JOURNEY,
            )
            plate = Plate(self.script.words["bias"], "b", self.language)
            self.play(FadeIn(b, run_time=theme.STEP), plate.coin())
            self.wait(theme.STEP)
            stairs = [
                mark.copy().shift(dot.get_center() - foot + (1 + place) * STAIR * UP)
                for place, dot in enumerate(self.dots)
            ]
            self.play(
                *(ReplacementTransform(mark.copy(), stair) for stair in stairs),
                FadeOut(mark),
                rate_func=linear,
                run_time=self.until_the_end,
            )

        with self.beat("shift"):
            self.say("shift")
            short = [
                Line(stair.get_left() + 0.01 * RIGHT, stair.get_left()).match_style(stair)
                for stair in stairs
            ]
            self.play(self.settle(biased), *map(Transform, stairs, short), run_time=theme.JOURNEY)
            self.play(plate.leave(), FadeOut(*stairs), run_time=theme.STEP)
            self.say("dim")
            self.play(FadeOut(*values, run_time=theme.STEP))
            values = self.light(biased)

        with self.beat("sweep"):
            bars = Bars(cast.sweep, foot=1.6 * LEFT + 2.0 * DOWN)
            dial = Dial(cast.sweep, center=5.0 * RIGHT + 0.8 * UP)
            self.say("bars")
            self.play(
                FadeOut(*plot, b, *pictures, *self.dots, *self.lamps, *values),
                run_time=theme.BLINK,
            )
            numbers = bars.numbers()
            self.play(
                Succession(
                    FadeIn(bars.ground, bars.rules, bars.names, dial, run_time=theme.STEP),
                    bars.rise(),
                    FadeIn(numbers, run_time=theme.STEP),
                )
            )
            self.wait(theme.REST)
            place = Circle(theme.GAP).move_to(dial.middle)
            ring = AskRing(place, bars, numbers, dial)
            self.say("ask")
            self.play(ring.open())
            self.ask(ring.close())
            self.play(ring.answer(), FadeOut(numbers, run_time=theme.BLINK))
            stop = int(np.abs(dial.biases + cast.crowd.mark).argmin())
            self.say("sink")
            self.turn(bars, dial, range(1, stop + 1))
            numbers = bars.numbers()
            self.play(FadeIn(numbers, run_time=theme.STEP))
            self.wait(theme.REST)
            self.play(FadeOut(numbers, run_time=theme.STEP))
            self.turn(bars, dial, range(stop + 1, STEPS))
            numbers = bars.numbers()
            self.say("last")
            self.play(FadeIn(numbers, rate_func=linear, run_time=theme.STRIDE))

        with self.beat("pattern"):
            rows = [
                self.row("roof", cast.seven, 1.55 * UP),
                self.row("base", cast.seven_of_base, 1.25 * DOWN),
            ]
            heads = [self.head(step, rows[0][1 + step]) for step in (0, 1)]
            self.say("weights")
            self.play(FadeOut(bars, numbers, dial, run_time=theme.STEP))
            self.play(FadeIn(*(row[0] for row in rows), run_time=theme.STEP))
            self.play(FadeIn(*(row[1] for row in rows), heads[0], run_time=theme.STRIDE))
            self.wait(theme.REST)
            self.say("much")
            self.play(
                FadeIn(heads[1]),
                *(ReplacementTransform(row[1].bars.copy(), row[2].bars) for row in rows),
                *(FadeIn(row[2].ground, row[2].rules, row[2].names) for row in rows),
                run_time=theme.JOURNEY,
            )

        with self.beat("page"):
            picture = self.alone().show(cast.page, "digit.image").move_to(4.2 * LEFT + 0.1 * UP)
            over = picture.copy().show_signed(cast.page, f"{NEURON}.products", self.largest)
            over.only(np.flatnonzero(cast.page.layers[0].weights[0]))
            sum_ = phrase(
                Readout(cast.page, f"{NEURON}.weighted_sum", size=theme.LARGE),
                Readout(cast.page_biased, f"{NEURON}.bias", size=theme.LARGE, color=theme.NEGATIVE),
                Symbol("=", size=theme.LARGE),
                Readout(cast.page_biased, f"{NEURON}.weighted_sum", sign=True, size=theme.LARGE),
            ).next_to(picture, RIGHT, buff=4 * theme.GAP)
            lamp = NeuronColumn(1, 1, 2.5 * SHINES).next_to(sum_, RIGHT, buff=4 * theme.GAP)
            self.play(FadeOut(*(part for row in rows for part in row), *heads))
            self.play(FadeIn(picture, lamp, run_time=theme.STEP))
            doubt = Doubt(self.line("page"))
            self.say("page")
            self.play(doubt.speak())
            self.play(doubt.withdraw(), FadeIn(over), run_time=theme.JOURNEY)
            self.play(FadeIn(sum_, run_time=theme.STEP))
            self.wait(theme.REST)
            self.say("fooled", after=0.2)
            lit = lamp.copy().show(cast.page_biased, f"{NEURON}.activation")
            value = Readout(cast.page_biased, f"{NEURON}.activation", size=theme.LARGE)
            value.next_to(lamp, DOWN, buff=theme.GAP)
            self.play(Transform(lamp, lit), FadeIn(value), run_time=theme.STRIDE)
            self.wait(theme.REST)
            self.play(doubt.settle())

        with self.beat("next"):
            weights = self.alone().show_signed(cast.page, f"{NEURON}.weights", self.largest)
            self.play(
                FadeOut(sum_, lamp, value, picture), FadeIn(weights.move_to(picture)), FadeOut(over)
            )
            self.play(weights.animate(run_time=theme.STRIDE).move_to(0.4 * UP))
            neuron = cast.learnt.clearest
            path = f"{cast.learnt.path_to(neuron)}.weights"
            learnt = weights.copy().show_signed(cast.learnt, path, np.abs(neuron.weights).max())
            self.say("next")
            self.play(Transform(weights, learnt), rate_func=linear, run_time=2 * theme.JOURNEY)
            self.play(self.closing().tell())

    @property
    def largest(self) -> float:
        """The largest weight of a detector."""
        return float(np.abs(self.records.seven.layers[0].weights).max())

    def settle(self, names: Sequence[str]) -> Animation:
        """Bring the dots to where the sums of some records stand on the line."""
        neurons = [self.records[name].layers[0].neuron(0) for name in names]
        return self.go([self.squish.line.at(each.weighted_sum) for each in neurons])

    def light(self, names: Sequence[str]) -> list[Readout]:
        """Bring the dots up to the curve, across to the gap, and let the lamps shine as bright."""
        neurons = [self.records[name].layers[0].neuron(0) for name in names]
        up = [self.squish.above(each.weighted_sum) for each in neurons]
        across = [self.squish.interval.at(each.activation) for each in neurons]
        for ends in (up, across):
            self.play(self.go(ends), run_time=theme.STRIDE)
        values, shine = [], []
        for name, lamp in zip(names, self.lamps, strict=True):
            record, path = self.records[name], f"{NEURON}.activation"
            number = Readout(record, path, size=theme.LARGE)
            values.append(number.next_to(lamp, RIGHT, buff=2 * theme.GAP))
            shine.append(Transform(lamp, lamp.copy().show(record, path)))
        self.play(*shine, FadeIn(*values), run_time=theme.STEP)
        return values

    def go(self, ends: Sequence[np.ndarray]) -> Animation:
        """Bring each dot to its end."""
        moves = (dot.animate.move_to(end) for dot, end in zip(self.dots, ends, strict=True))
        return AnimationGroup(*moves)

    def picture(self, record: ForwardPass, place: int) -> Group:
        """A digit in its row, right of the curve; its outline shows an empty page too."""
        picture = PixelGrid(SIDE, SIDE, PICTURE, gap=0).show(record, "digit.image")
        picture.move_to(3.0 * RIGHT + (2.6 - place * ROW) * UP)
        outline = Square(PICTURE, color=theme.STRUCTURE, stroke_width=theme.HAIRLINE)
        return Group(picture, outline.move_to(picture))

    def alone(self) -> PixelGrid:
        """A large picture."""
        return PixelGrid(SIDE, SIDE, ALONE)

    def turn(self, bars: Bars, dial: Dial, steps: range) -> None:
        """Turn the dial from bias to bias; at each the bars stand as high as the record says."""
        for step in steps:
            self.play(bars.sink(step), dial.approach(step), run_time=theme.TICK, rate_func=linear)
            dial.turn(step)

    def row(
        self, name: str, record: ForwardPass, middle: np.ndarray
    ) -> tuple[PixelGrid, Bars, Bars]:
        """A detector's weights, and its bars at two biases."""
        weights = PixelGrid(SIDE, SIDE, BESIDE).move_to(5.3 * LEFT + middle)
        weights.show_signed(record, f"{NEURON}.weights", self.largest)
        feet = (1.2 * LEFT + middle + 0.9 * DOWN, 4.0 * RIGHT + middle + 0.9 * DOWN)
        few, fewer = (
            Bars(self.records[name], step, 4.4, 1.6, foot, theme.TEXT)
            for step, foot in enumerate(feet)
        )
        return weights, few, fewer

    def head(self, step: int, bars: Bars) -> Readout:
        """A bias above the bars that it makes."""
        style = {"size": theme.LARGE, "color": theme.NEGATIVE}
        number = Readout(self.records.roof, f"biases.{step}", decimals=1, **style)
        return number.next_to(bars.ground, UP, buff=HEAD)
