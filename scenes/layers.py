"""What must come out, and what lies between: outputs first, then hidden layers."""

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    Rectangle,
    ShowPassingFlash,
    Transform,
    VGroup,
    linear,
    there_and_back,
)

from network import ForwardPass, Network, draw_digit
from network.assets import asset
from network.digits import SIDE
from network.evaluation.count import Count
from network.training.trials import read_trials
from scenes import theme
from scenes.mobjects.ask_ring import SECONDS, AskRing
from scenes.mobjects.cell_animations import GrowRight
from scenes.mobjects.cells import NeuronColumn, PixelGrid
from scenes.mobjects.chart import Chart
from scenes.mobjects.diagram import MIDDLE, NetworkDiagram
from scenes.mobjects.doubt import Doubt
from scenes.mobjects.highlight import highlight
from scenes.mobjects.hoped import Hoped
from scenes.mobjects.plate import Plate
from scenes.mobjects.scores import DECIMALS, Scores
from scenes.mobjects.words import Readout, Symbol, Term, phrase
from scenes.stage.cast import Cast
from scenes.stage.needs import Needs
from scenes.stage.scene import FilmScene

DRAWN = {"three": (3, 6), "seven": (7, 5), "zero": (0, 6), "six": (6, 119), "eight": (8, 3)}
BRIGHT, CLEARLY = 0.5, 0.6  # a score from which an output is said to shine, and one far above
SEEDS = range(300)  # of the pen, among whose digits one is looked for that two outputs shine for
SEAT, SEAT_AT, OPEN = 5.7, np.array([-3.9, 0.0, 0]), 0.25  # of the first layer
BETWEEN = np.array([1.1, MIDDLE, 0])  # the middle of what lies before the outputs
SPREAD = (-0.1, 2.95)  # of the outputs, so that there is room for scores beside them
SMALLER, SMALL_AT = 0.42, np.array([-4.9, 0.6, 0])  # of the network beside a chart
PORTRAIT = 0.92  # of its size, so that there is room for the closing line
MARKS = np.linspace(0.90, 0.98, 5)  # of the chart's lines
TWO_OF_16, ONE_OF_32 = ([784, 16, 16, 10], [784, 32, 10])  # which are compared


@cache
def for_two(network: Network) -> ForwardPass | None:
    """The first digit of the pen for which two outputs shine, both clearly; None where none is."""
    for seed, label in product(SEEDS, range(10)):
        record = network.forward(draw_digit(label, seed))
        shining = record.scores[record.scores > BRIGHT]
        if len(shining) == 2 and shining.min() > CLEARLY:
            return record
    return None


class Layers(FilmScene):
    """Ten lights for ten answers, two columns between, and the network as a whole."""

    about = "digits"
    needs = Needs(
        side=SIDE,
        digits=True,
        hidden=2,
        widest=64,
        functions=("sigmoid",),
        finds={"no digit of the pen makes two of its outputs shine": for_two},
    )

    def cast(self) -> Cast:
        """Five digits at work, and trainings of networks of seven shapes."""
        read = {name: self.network.forward(draw_digit(*drawn)) for name, drawn in DRAWN.items()}
        if self.is_own:
            read["six"] = for_two(self.network)
        trials = read_trials(asset("trials", "shapes.json"))
        rivals = tuple(
            next(each for each in trials.trials if each.recipe["shape"] == shape)
            for shape in (TWO_OF_16, ONE_OF_32)
        )
        return Cast(
            **read,
            shining=Count(read["six"].scores > BRIGHT, "outputs that shine"),
            shapes=trials,
            rivals=replace(trials, trials=rivals),
            **self.own,
        )

    def construct(self) -> None:
        """Play the seven beats."""
        records = self.records
        three, six = records.three, records.six

        with self.beat("outputs"):
            pixels = self.seated(three)
            outputs = NetworkDiagram(three, pixels, spread=SPREAD).outputs
            names = Scores(three, outputs).names
            self.say("ten")
            self.play(FadeIn(pixels, run_time=theme.STEP))
            self.play(LaggedStart(FadeIn(outputs), FadeIn(names), run_time=theme.JOURNEY))
            shown = self.answer(three, pixels, outputs)
            for name in ("seven", "zero"):
                self.play(FadeOut(shown, run_time=theme.BLINK))
                shown = self.answer(records[name], pixels, outputs)

        with self.beat("two"):
            mark = Symbol("?", size=2 * theme.HUGE).move_to(BETWEEN)
            ring = AskRing(mark, pixels, outputs, names)
            self.say("ask")
            self.play(FadeOut(shown, run_time=theme.BLINK))
            self.change(pixels, six, Transform(outputs, dark(outputs)))
            self.play(FadeIn(mark), ring.open(), run_time=theme.STRIDE)
            self.ask(ring.close())
            self.say("both")
            self.play(ring.answer(), FadeOut(mark, run_time=theme.BLINK))
            shown = self.answer(six, pixels, outputs)
            round_both = highlight(Group(*shown[-1]), 0.15)
            self.play(ShowPassingFlash(round_both, time_width=0.6, run_time=theme.STRIDE))
            doubt = Doubt(self.line("doubt"))
            self.say("doubt")
            self.play(doubt.speak())
            self.play(doubt.withdraw())
            total = phrase(Symbol("Σ =", color=theme.QUIET), Readout(six, "score_sum"))
            total.scale(theme.LARGE / theme.TEXT).move_to(BETWEEN)
            frame = highlight(Group(shown, outputs), 0.1)
            self.say("own")
            self.play(doubt.settle(), Create(frame, rate_func=linear, run_time=theme.JOURNEY))
            self.play(FadeIn(total), FadeOut(frame), run_time=theme.STRIDE)

        with self.beat("hidden"):
            box = Hoped(Rectangle(width=2.6, height=5.6)).move_to(BETWEEN)
            plate = Plate(self.script.words["hidden_layer"], language=self.language)
            self.say("between")
            self.play(FadeOut(total, shown, run_time=theme.STEP))
            self.play(Transform(outputs, dark(outputs)), box.draw(), run_time=theme.JOURNEY)
            hidden = NetworkDiagram(six, pixels, spread=SPREAD).columns[:-1]
            self.say("layers")
            parted = (self.part(box, column) for column in hidden)
            self.play(AnimationGroup(*parted), box.refuse(), run_time=theme.JOURNEY)
            self.play(plate.coin())

        with self.beat("sixteen"):
            chart = Chart(records.shapes, MARKS, 8.4, 4.6, 1.9 * LEFT + 1.6 * DOWN)
            small = Group(pixels, outputs, *hidden)
            self.say("many")
            self.play(FadeOut(plate.words, names, run_time=theme.BLINK))
            self.play(
                small.animate.scale(SMALLER).move_to(SMALL_AT), FadeIn(chart), run_time=theme.STRIDE
            )
            self.wait(theme.REST)
            self.play(chart.show([0, 1, 2, 3]))
            self.wait(theme.REST)
            places = [self.place_of(shape) for shape in (TWO_OF_16, ONE_OF_32)]
            frames = VGroup(*(highlight(chart.names[place], 0.1) for place in places))
            self.say("ask")
            self.play(Create(frames, run_time=theme.STRIDE))
            glowing = frames.animate(rate_func=there_and_back, run_time=SECONDS)
            self.wait(theme.TICK)
            self.ask(glowing.set_fill(theme.LOOK_HERE, 0.4))
            self.say("better")
            self.play(chart.show([4, 5, 6]))
            self.wait(theme.REST)
            counts = VGroup(
                *(
                    Readout(records.rivals, f"trials.{place}.parameter_count").next_to(
                        frame, DOWN, buff=theme.GAP
                    )
                    for place, frame in enumerate(frames)
                )
            )
            self.play(FadeIn(counts, run_time=theme.STEP))

        with self.beat("drives"):
            self.say("first")
            self.play(FadeOut(small, chart, frames, counts, run_time=theme.STEP))
            pixels = self.seated(three)
            diagram = NetworkDiagram(three, pixels, spread=SPREAD)
            self.play(FadeIn(pixels, diagram, run_time=theme.STEP))
            self.play(diagram.advance(0, theme.STRIDE))
            self.say("gone")
            taken = diagram.edges[0].animate.set_opacity(0)
            self.play(FadeOut(pixels), taken, run_time=theme.JOURNEY)
            self.play(diagram.advance(1, theme.JOURNEY))
            self.play(diagram.advance(2, theme.JOURNEY))
            back = diagram.edges[0].animate.set_opacity(1)
            self.play(FadeIn(pixels), back, run_time=theme.STRIDE)

        with self.beat("pass"):
            self.say("slowly")
            self.play(FadeOut(diagram, pixels, run_time=theme.BLINK))
            diagram = self.flow(three, pixels, theme.STRIDE)
            self.say("patterns")
            for name in ("seven", "eight"):
                self.play(FadeOut(diagram, pixels, run_time=theme.BLINK))
                diagram = self.flow(records[name], pixels, theme.STEP)

        with self.beat("whole"):
            self.say("brightest")
            self.play(FadeOut(diagram, pixels, run_time=theme.BLINK))
            diagram = self.flow(six, pixels, theme.BLINK)
            scores = Scores(six, diagram.outputs)
            self.play(FadeIn(scores.names, scores.tracks), GrowRight(scores.bars))
            self.play(scores.frame())
            self.wait(theme.STEP)
            margin = phrase(
                Term(self.words["margin"], color=theme.QUIET),
                Readout(six, "margin", decimals=DECIMALS),
            )
            margin.next_to(scores.tracks, DOWN, buff=theme.GAP)
            self.say("margin")
            self.play(FadeIn(margin, run_time=theme.STEP))
            self.wait(theme.STEP)
            near = highlight(VGroup(margin), 0.1)
            self.play(ShowPassingFlash(near, time_width=0.6, run_time=theme.JOURNEY))
            portrait = NetworkDiagram(three).scale(PORTRAIT).shift(0.35 * UP)
            self.say("portrait")
            self.play(FadeOut(*self.mobjects, run_time=theme.STRIDE))
            self.play(FadeIn(portrait, run_time=theme.STEP))
            for layer in range(len(three.layers)):
                self.play(portrait.advance(layer, theme.BLINK))
            self.play(self.closing().tell())

    def seated(self, record: ForwardPass) -> PixelGrid:
        """A digit in the place of the first layer, as it was left there."""
        pixels = PixelGrid(SIDE, SIDE, SEAT, OPEN).show(record, "digit.image").round_off()
        return pixels.move_to(SEAT_AT).set_z_index(-2)

    def change(self, pixels: PixelGrid, record: ForwardPass, *more: Animation) -> None:
        """Let another digit take the place of one."""
        self.play(Transform(pixels, self.seated(record)), *more, run_time=theme.STEP)

    def answer(self, record: ForwardPass, pixels: PixelGrid, outputs: NeuronColumn) -> Group:
        """Let the outputs answer a digit; bars and the scores of those that shine are shown."""
        scores = Scores(record, outputs)
        lit = outputs.copy().show(record, "scores")
        numbers = Group(*(scores.numbers[each] for each in np.flatnonzero(record.scores > BRIGHT)))
        self.change(pixels, record, Transform(outputs, lit))
        self.play(FadeIn(scores.tracks, run_time=theme.BLINK), GrowRight(scores.bars))
        self.play(FadeIn(numbers, run_time=theme.STEP))
        self.wait(theme.STEP)
        return Group(scores.tracks, scores.bars, numbers)

    def part(self, box: Hoped, column: NeuronColumn) -> Animation:
        """Let a column of neurons come out of the middle of a box."""
        start = column.copy().set_x(box.get_x()).set_opacity(0)
        self.add(column)
        return Transform(start, column, replace_mobject_with_target_in_scene=True)

    def place_of(self, shape: list[int]) -> int:
        """The place of a network's shape among the trials."""
        trials = self.records.shapes.trials
        return next(place for place, each in enumerate(trials) if each.recipe["shape"] == shape)

    def flow(self, record: ForwardPass, pixels: PixelGrid, seconds: float) -> NetworkDiagram:
        """Let a digit pass through the whole network."""
        pixels.become(self.seated(record))
        diagram = NetworkDiagram(record, pixels, spread=SPREAD)
        self.play(FadeIn(pixels, diagram), run_time=theme.BLINK)
        for layer in range(len(record.layers)):
            self.play(diagram.advance(layer, seconds))
        return diagram


def dark(column: NeuronColumn) -> NeuronColumn:
    """The same neurons without any light."""
    gone = column.copy()
    gone.rgba[:, :3], gone.reading = 0, None
    return gone
