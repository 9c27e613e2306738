"""So what is a neuron? A function; and so is the network, however complicated."""

from collections.abc import Callable
from itertools import product

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Create,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    Line,
    ManimColor,
    Rectangle,
    Transform,
    TransformFromCopy,
    VGroup,
    VMobject,
)

from network import Digit, ForwardPass, Network, draw_digit
from network.activations import relu, sigmoid
from network.assets import asset
from network.digits import SIDE
from network.evaluation.parameter_counts import ParameterCounts
from network.handwriting.drawn_digits import DrawnDigits
from network.interpretability.collapsed import Collapsed
from network.interpretability.contrast import Contrast
from network.interpretability.nudge import Nudge
from network.training.trials import read_trials
from scenes import theme
from scenes.mobjects.ask_ring import AskRing
from scenes.mobjects.cells import NeuronColumn, PixelGrid
from scenes.mobjects.curves import Curves
from scenes.mobjects.diagram import NetworkDiagram
from scenes.mobjects.highlight import highlight
from scenes.mobjects.plate import Plate
from scenes.mobjects.scores import Scores
from scenes.mobjects.wall import Wall
from scenes.mobjects.words import Readout, Symbol, Term, phrase
from scenes.stage.act import card_records, open_act
from scenes.stage.cast import Cast
from scenes.stage.needs import Needs
from scenes.stage.scene import FilmScene

DIGITS = {"three": (3, 6), "four": (4, 11), "eight": (8, 3)}  # before one neuron, and their seeds
MISREAD = (4, 139)  # the four whose pixel is nudged
SEEDS = range(300)  # of the pen, among whose digits one is looked for that another network misreads
LAYER, STEPS = 1, 21  # whose neuron is shown; from dark to bright
BESIDE, ABOVE, LAMP = 3.7, 0.9, 1.3  # side of three digits, their height, size of a neuron
SQUARE, SQUARE_AT = 6.1, np.array([-3.6, 0.4, 0])  # the four beside its curves
CURVES, FOOT = (5.4, 5.0), np.array([0.6, -2.1, 0])  # width and height of curves, and their foot
PICTURE, ACROSS = 2.45, 5  # pitch of the ten pictures that are left, and how many stand in a row
SUMS, HIGHEST = np.linspace(-6, 6, 121), 2.2  # over which functions are drawn, and how high
ORIGIN_AT = np.array([-3.9, -1.6, 0])  # of their axes
UNIT = np.array([0.44, 2.1, 0])  # scene units to a sum, and to an activation
BOX = 3.4  # side of the box that is the network


def misread(network: Network) -> Digit | None:
    """The first digit of the pen that a network takes for another one; None where none is."""
    drawn = (draw_digit(label, seed) for seed, label in product(SEEDS, range(10)))
    return next((digit for digit in drawn if network.forward(digit).is_right is False), None)


class Function(FilmScene):
    """Sixteen numbers in and one out; then 784 in and ten out; then everything at once."""

    about = "digits"
    needs = Needs(
        side=SIDE,
        digits=True,
        hidden=2,
        widest=64,
        functions=("sigmoid", "softmax"),
        finds={"it misreads no digit of the pen": misread},
    )

    def cast(self) -> Cast:
        """Three digits before a neuron, a nudged four, what is left without squishes, trainings."""
        wrong = misread(self.network) if self.is_own else draw_digit(*MISREAD)
        read = {name: self.network.forward(draw_digit(*drawn)) for name, drawn in DIGITS.items()}
        return Cast(
            **read,
            contrast=Contrast(tuple(read.values()), LAYER),
            nudge=Nudge(self.network, wrong, STEPS),
            collapsed=Collapsed(self.network, DrawnDigits(tuple(range(10)), (0, 99))),
            curves=read_trials(asset("trials", "curves.json")),
            counts=ParameterCounts(self.network),
            network=self.network,
            **card_records(type(self)),
            **self.own,
        )

    def construct(self) -> None:
        """Play the eight beats."""
        records = self.records
        three, nudge = records.three, records.nudge

        with self.beat("card"):
            open_act(self)

        with self.beat("replace"):
            held = Term(self.words["holds_a_number"], size=theme.LARGE)
            held.move_to(theme.TOP_LINE, LEFT)
            shown = [self.before(name, place) for place, name in enumerate(DIGITS)]
            self.say("held")
            self.play(FadeIn(held), run_time=theme.STEP)
            for digit, neuron, _ in shown:
                self.play(FadeIn(digit, neuron), run_time=theme.STRIDE)
            self.say("depends")
            numbers = VGroup(*(number for *_, number in shown))
            self.play(FadeIn(numbers), run_time=theme.JOURNEY)
            self.wait(theme.REST)
            self.say("function")
            stroke = Line(held.get_left(), held.get_right(), color=theme.INK)
            self.play(Create(stroke), run_time=theme.JOURNEY)
            plate = Plate(self.script.words["function"], language=self.language)
            self.play(FadeOut(held, stroke), run_time=theme.BLINK)
            self.play(plate.coin())

        with self.beat("nudge"):
            everything = [plate.words, *(part for each in shown for part in each)]
            grid = PixelGrid(SIDE, SIDE, SQUARE).show(nudge, "digit.image").move_to(SQUARE_AT)
            cell = grid.copy().only([nudge.pixel])
            curves, names = self.scores_of(nudge)
            frame = highlight(cell, 0.02)
            self.say("pixel")
            self.play(
                FadeOut(*everything), FadeIn(grid, curves.axis), run_time=theme.STRIDE + theme.BLINK
            )
            self.play(Create(frame), run_time=theme.JOURNEY)
            self.say("rises")
            lit = cell.copy().show(nudge, f"brightnesses.{STEPS - 1}")
            drawn = curves.draw([*range(len(nudge.change))], 2.5 * theme.JOURNEY)
            self.play(Transform(cell, lit, run_time=2.5 * theme.JOURNEY), drawn)
            self.play(FadeIn(names), run_time=theme.STEP)
            self.wait(theme.STEP)

        with self.beat("collapse"):
            largest = float(np.abs(records.collapsed.weights).max())
            wall = Wall(records.collapsed, "weights", ACROSS, PICTURE, largest).move_to(0.6 * UP)
            self.say("without")
            left = FadeOut(grid, cell, frame, curves, names, run_time=theme.STRIDE)
            self.play(left, wall.pour_in(np.arange(len(wall)), run_time=2 * theme.JOURNEY))
            right = self.right("right").move_to(2.45 * DOWN)
            self.say("few")
            self.play(FadeIn(right), run_time=theme.JOURNEY + theme.STEP)
            self.wait(theme.REST)

        with self.beat("relu"):
            curve = graph(sigmoid.function, theme.QUIET)
            hinge = graph(relu.function, theme.INK)
            trainings = self.trainings()
            self.say("hinge")
            self.play(FadeOut(right, run_time=theme.BLINK), FadeOut(wall, run_time=theme.STRIDE))
            self.play(FadeIn(curve, trainings.axis), run_time=theme.STEP)
            self.play(TransformFromCopy(curve, hinge), run_time=theme.JOURNEY)
            self.say("flat")
            for place in (0, 1):
                self.play(trainings.draw([place]))
            mark = Symbol("?", size=theme.HUGE).move_to(FOOT + np.array([2.7, 1.4, 0]))
            ring = AskRing(mark, trainings)
            self.say("ask")
            self.play(FadeIn(mark), ring.open())
            self.ask(ring.close())
            self.say("deep")
            self.play(ring.answer(), FadeOut(mark, run_time=theme.BLINK))
            for place in (2, 3):
                self.play(trainings.draw([place]))

        with self.beat("whole"):
            box = self.boxed(three)
            self.say("whole")
            self.play(FadeOut(curve, hinge, trainings), run_time=theme.STEP)
            self.play(LaggedStart(*map(FadeIn, box), lag_ratio=0.6, run_time=2 * theme.JOURNEY))
            self.wait(theme.REST)

        with self.beat("portrait"):
            portrait = NetworkDiagram(three)
            self.say("only")
            self.play(FadeOut(*box), FadeIn(portrait), run_time=theme.STRIDE)
            for layer in range(len(three.layers)):
                self.play(portrait.advance(layer))
            scores = Scores(three, portrait.outputs)
            self.play(FadeIn(scores.names), run_time=theme.STRIDE)

        with self.beat("play"):
            paper = PixelGrid(SIDE, SIDE, SQUARE).move_to(SQUARE_AT)
            command = Symbol("squish play", size=theme.HUGE, style="code").move_to([3.4, 0.4, 0])
            self.say("yours")
            self.play(FadeOut(portrait, scores.names), FadeIn(paper), run_time=theme.STRIDE)
            self.play(Create(command), run_time=theme.JOURNEY)
            self.play(self.closing().tell())

    def before(self, name: str, place: int) -> tuple[PixelGrid, NeuronColumn, Readout]:
        """A digit, the neuron below it, and the number that the neuron makes of it."""
        contrast, x = self.records.contrast, 4.6 * (place - 1) * RIGHT
        digit = PixelGrid(SIDE, SIDE, BESIDE).show(self.records[name], "digit.image")
        digit.move_to(x + ABOVE * UP)
        neuron = NeuronColumn(1, LAMP, LAMP).show(contrast, f"values.{place}")
        neuron.move_to(x + 1.9 * DOWN + 0.7 * LEFT).set_z_index(-1)  # its light behind the digit
        number = Readout(contrast, f"values.{place}", size=theme.LARGE)
        return digit, neuron, number.next_to(neuron, RIGHT, buff=theme.GAP)

    def scores_of(self, nudge: Nudge) -> tuple[Curves, VGroup]:
        """The curve of each output, and the names of those that are seen to move."""
        answers = (nudge.before.answer, nudge.before.runner_up)
        count = len(nudge.change)
        colours = tuple(theme.INK if each in answers else theme.QUIET for each in range(count))
        paths = tuple(f"scores_of.{each}" for each in range(count))
        curves = Curves(nudge, paths, *CURVES, FOOT, colours)
        names = VGroup(
            *(
                Readout(nudge, f"network.labels.{each}", size=theme.LARGE).next_to(
                    curves.dots[each].get_right(), RIGHT, buff=theme.GAP
                )
                for each in answers
            )
        )
        ends = np.array([curves.dots[each].centers[-1][1] for each in answers])
        room = max(names[0].height + theme.GAP / 2 - np.ptp(ends), 0) / 2  # to stand apart
        for place, (name, y) in enumerate(zip(names, ends, strict=True)):
            name.set_y(y + (room if place == ends.argmax() else -room))
        return curves, names

    def right(self, path: str) -> VGroup:
        """How many of the drawn digits are read rightly without squishes."""
        collapsed = self.records.collapsed
        return phrase(
            Readout(collapsed, path, size=theme.HUGE),
            Symbol("/", size=theme.HUGE, color=theme.QUIET),
            Readout(collapsed, "total", size=theme.HUGE),
        )

    def trainings(self) -> Curves:
        """How accuracy rose in four trainings, epoch by epoch."""
        paths = tuple(f"trials.{place}.curve" for place in range(4))
        colours = (theme.QUIET, theme.INK, theme.QUIET, theme.INK)
        return Curves(self.records.curves, paths, *CURVES, FOOT, colours)

    def boxed(self, record: ForwardPass) -> list[Group]:
        """The network as a box: a picture goes in, ten scores come out."""
        counts = self.records.counts
        digit = PixelGrid(SIDE, SIDE, 5.0).show(record, "digit.image").move_to([-4.2, 0.6, 0])
        pixels = Readout(record, "shape.0", size=theme.LARGE).next_to(digit, DOWN)
        box = Rectangle(width=BOX, height=BOX, color=theme.INK).move_to([0.4, 0.6, 0])
        name = Symbol("f", size=2 * theme.HUGE, style="italic").move_to(box)
        total = Readout(counts, "total", size=theme.LARGE).next_to(box, DOWN)
        outputs = NeuronColumn(len(record.scores), 5.2).show(record, "scores")
        outputs.move_to([3.1, 0.6, 0])
        scores = Scores(record, outputs)
        count = Readout(record, "shape.3", size=theme.LARGE).next_to(outputs, DOWN)
        told = Group(outputs, scores.names, scores.tracks, scores.bars, count)
        return [Group(digit, pixels), Group(box, name, total), told]


def graph(function: Callable[[np.ndarray], np.ndarray], color: ManimColor) -> VMobject:
    """An activation function, drawn from its own values, as far as there is room above."""
    heights = np.asarray(function(SUMS))
    kept = heights <= HIGHEST
    points = np.stack((SUMS, heights, np.zeros_like(SUMS)), axis=1)[kept] * UNIT
    line = VMobject(color=color, stroke_width=2 * theme.STROKE)
    return line.set_points_as_corners(points + ORIGIN_AT)
