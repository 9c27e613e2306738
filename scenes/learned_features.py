"""Does it really? What the neurons of trained networks see, measured, against what was hoped."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Circle,
    Create,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    MoveAlongPath,
    Rectangle,
    Transform,
    VGroup,
    VMobject,
    linear,
)

from network import ForwardPass, Network, draw_digit
from network.assets import asset
from network.digits import SIDE
from network.handwriting.drawn_digits import DrawnDigits
from network.handwriting.pen_path import PenPath
from network.interpretability.edge_map import EdgeMap
from network.interpretability.shuffle import pixel_order, shuffled_digit, shuffled_network
from network.interpretability.stroke_match import Bar
from network.measurements.measured import MeasuredNetwork, read_measurements
from scenes import theme
from scenes.mobjects.ask_ring import AskRing
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.cells import NeuronColumn, PixelGrid
from scenes.mobjects.hoped import Hoped
from scenes.mobjects.pen_stroke import PenStroke
from scenes.mobjects.scores import Scores
from scenes.mobjects.shares import Shares
from scenes.mobjects.wall import Wall
from scenes.mobjects.white import White
from scenes.mobjects.words import Readout, Symbol, phrase
from scenes.stage.cast import Cast
from scenes.stage.needs import Needs
from scenes.stage.scene import FilmScene

THREE, NINE, EIGHT = (3, 6), (9, 84), (8, 6)  # which digits, and the pen's seeds
ACROSS = 4  # pictures of sixteen neurons in a row
PICTURE, BESIDE = 1.5, 1.25  # pitch of the pictures of one network, and of each of two
REFUSED = 0.22  # of the light of pictures that are judged no stroke
BROADEST = 5.0  # scene units for how many of all pictures are strokes
COUNT = 0.48  # height of a digit in a count
FOOT, TALL = 1.9 * DOWN, 2.9  # of bars, and how high a whole one is
LOOP = 4.4  # side of the digits whose loops are hoped for
COLUMNS = 3.6  # seconds in which they come
COLUMN, PITCH, SMALL = 3.7, 1.36, 1.25  # height and pitch of ten first layers, side of digits
LINES, BAR = (3, 8), Bar(13.5, 13.5, 0.0, 3, 8)  # of digits on a page, and what passes over it
WHITE_AT = np.array([6.5, -2.8, 0])  # where it is told what white is, its right end
PAGE, SWEEP = 13.0, 7.2  # width of the page, and seconds that the bar takes to pass over it
SHUFFLED = 3.9  # side of pictures beside their mixture


class LearnedFeatures(FilmScene):
    """Sixteen pictures of weights, a neuron for loops that is none, and one that is a bias."""

    about = "digits"
    needs = Needs(side=SIDE, digits=True, widest=128)

    def cast(self) -> Cast:
        """What was measured of two networks, ten digits, and one whose pixels are mixed."""
        classic = Network.load(asset("weights", "classic.npz"))
        three, mixed = draw_digit(*THREE), shuffled_network(self.network)
        tens = {f"ten_{label}": draw_digit(label, seed=3) for label in range(10)}
        return Cast(
            measured=self.measured(self.network),
            measured_classic=read_measurements().of(classic),
            three=self.network.forward(three),
            edges=EdgeMap(DrawnDigits(tuple(range(10)), (0, 2)), *LINES, BAR),
            mixed=mixed.forward(shuffled_digit(three)),
            mixed_network=mixed,
            network=self.network,
            classic=classic,
            nine=PenPath(*NINE),
            eight=PenPath(*EIGHT),
            **{name: self.network.forward(digit) for name, digit in tens.items()},
            **({"beside": self.measured(classic)} if self.is_own else {}),
            **({"shallow": self.network} if len(self.network.layers) == 2 else {}),
            **self.own,
        )

    def construct(self) -> None:
        """Play the seven beats."""
        records = self.records
        ours, theirs = records.measured, records.measured_classic
        read = records.get("beside", theirs)  # the same of the digits that ours was measured with

        with self.beat("open"):
            wall = self.wall("network", ACROSS * PICTURE).move_to(2.6 * LEFT + 0.3 * UP)
            bars = self.bars(ours, wall)
            column = self.first_layer(records.three, 6.0).move_to(5.8 * RIGHT + 0.3 * UP)
            self.say("open")
            white = self.white(records.three).next_to(column, DOWN)
            self.play(FadeIn(column, white), run_time=theme.STEP)
            self.play(FadeOut(column, white), unfold(column, wall), run_time=theme.JOURNEY)
            self.say("hope")
            drawn = (bar.draw() for bar in bars)
            self.play(LaggedStart(*drawn, run_time=theme.JOURNEY + theme.STRIDE))
            self.say("measured")
            verdicts = [
                bar.confirm() if stroke else bar.refuse()
                for bar, stroke in zip(bars, ours.is_stroke, strict=True)
            ]
            self.play(LaggedStart(*verdicts, lag_ratio=0.5, run_time=2 * theme.JOURNEY))
            count = self.strokes(ours)
            self.play(FadeIn(count), run_time=theme.STEP)

        with self.beat("walls"):
            other = self.wall("classic", ACROSS * BESIDE).move_to(3.6 * RIGHT + 0.75 * UP)
            self.say("same")
            kept = [bar for bar, stroke in zip(bars, ours.is_stroke, strict=True) if stroke]
            shown = Group(wall, *kept)
            self.play(
                FadeOut(count),
                shown.animate.scale(BESIDE / PICTURE).move_to(3.6 * LEFT + 0.75 * UP),
                run_time=theme.STRIDE,
            )
            self.play(FadeIn(other), run_time=theme.STRIDE + theme.STEP)
            dashed = self.bars(theirs, other)
            few = [bar for bar, stroke in zip(dashed, theirs.is_stroke, strict=True) if stroke]
            self.play(*(bar.draw() for bar in few))
            self.play(*(bar.confirm() for bar in few))
            counts = Group(self.right(ours, wall), self.right(read, other))
            self.say("both")
            self.play(FadeIn(counts), run_time=theme.STEP)
            self.wait(theme.REST)
            dimmed = (
                one.animate.subdue(np.flatnonzero(~record.is_stroke), REFUSED)
                for one, record in ((wall, ours), (other, theirs))
            )
            self.play(*dimmed, run_time=theme.STRIDE)

        with self.beat("hunt"):
            loops = self.loops()
            shares = Shares(theirs, "telling.mean_response", 12.4, TALL, FOOT, lit=True)
            self.say("loop")
            self.play(FadeOut(shown, other, *few, counts, run_time=theme.STEP))
            self.play(*map(FadeIn, loops[:2]), run_time=theme.STRIDE)
            self.play(*(loop.draw() for loop in loops[2:]))
            self.play(FadeIn(shares.ground, shares.names), run_time=theme.STRIDE + theme.BLINK)
            mark = Symbol("?", size=theme.HUGE).move_to(4.2 * LEFT + 1.5 * UP)
            ring = AskRing(mark, Group(*loops), shares.names)
            self.say("ask")
            self.play(FadeIn(mark), ring.open())
            self.ask(ring.close())
            self.say("one")
            self.play(ring.answer(), FadeOut(mark, run_time=theme.BLINK))
            self.play(shares.rise())
            numbers = shares.numbers()
            self.play(FadeIn(numbers), run_time=theme.STEP)
            self.wait(theme.REST)
            self.play(*(loop.refuse() for loop in loops[2:]))

        with self.beat("silence"):
            self.say("silence")
            left = self.silence(ours, 0, Group(shares, numbers, *loops[:2]))
            self.say("next")
            if "shallow" in records:
                self.play(left[0].turn("shares"), run_time=theme.JOURNEY)
            else:
                left = self.silence(ours, 1, left)

        with self.beat("dark"):
            columns, digits, white = self.columns()
            self.say("ten")
            self.play(FadeOut(left), *map(FadeIn, (*digits, white)), run_time=theme.STRIDE)
            self.play(LaggedStart(*map(FadeIn, columns), lag_ratio=0.5, run_time=COLUMNS))
            means = VGroup(
                *(
                    Readout(ours, f"mean_on.{label}", decimals=1, size=0.3).next_to(
                        columns[label], DOWN, buff=theme.GAP
                    )
                    for label in range(10)
                )
            )
            self.say("on")
            self.play(LaggedStart(*map(FadeIn, means), lag_ratio=0.5, run_time=theme.JOURNEY))
            self.wait(theme.REST)

        with self.beat("shuffle"):
            self.say("mix")
            self.play(FadeOut(*columns, *digits, means, white, run_time=theme.STEP))
            self.mix()

        with self.beat("elsewhere"):
            edges = records.edges
            page = PixelGrid(*edges.picture.shape, PAGE, gap=0).show(edges, "picture")
            found = PixelGrid(*edges.picture.shape, PAGE, gap=0).show(edges, "response")
            for grid in (page, found):
                grid.move_to(0.3 * UP)
            self.say("any")
            self.play(FadeOut(*self.mobjects), FadeIn(page), run_time=theme.STRIDE)
            self.play(Transform(page, found), self.sweep(page), run_time=SWEEP)

        with self.beat("rule"):
            grid = PixelGrid(SIDE, SIDE, 5.8).move_to(3.4 * LEFT + 0.6 * UP)
            bar = Hoped(Rectangle(width=3.4, height=0.6)).move_to(grid.get_center() + UP)
            ring = Circle(1.3, color=theme.QUIET, stroke_width=theme.STROKE).move_to([3.6, 0.4, 0])
            self.say("rule")
            self.play(FadeOut(*self.mobjects), FadeIn(grid), run_time=theme.STEP)
            self.play(bar.draw(), Create(ring), run_time=theme.JOURNEY + theme.STEP)
            self.play(self.closing().tell())

    def wall(self, name: str, width: float) -> Wall:
        """The pictures of a network's first weights, sixteen of them four in a row."""
        weights = self.records[name].layers[0].weights
        across = int(np.ceil(np.sqrt(len(weights))))
        largest = float(np.abs(weights).max())
        return Wall(self.records[name], "layers.0.weights", across, width / across, largest)

    def bars(self, measured: MeasuredNetwork, wall: Wall) -> list[Hoped]:
        """The bar that fits each picture of a wall best, in dashes, over the picture."""
        found = []
        for (row, column, angle, width, length), corners in zip(
            measured.bars, wall.corners, strict=True
        ):
            pixel = float(np.ptp(corners[:, 0])) / SIDE
            place = corners[0] + pixel * np.array([column + 0.5, -row - 0.5, 0])
            bar = Rectangle(width=length * pixel, height=width * pixel).rotate(-angle)
            found.append(Hoped(bar.move_to(place)))
        return found

    def strokes(self, measured: MeasuredNetwork) -> VGroup:
        """How many pictures are judged strokes, and how many verdicts chance could turn."""
        count = phrase(
            Readout(measured, "strokes", size=2 * theme.HUGE),
            Symbol("/", size=2 * theme.HUGE, color=theme.QUIET),
            Readout(measured, "neurons", size=2 * theme.HUGE),
        )
        count.scale(min(BROADEST / count.width, 1))
        close = phrase(
            Symbol("±", size=theme.LARGE, color=theme.QUIET),
            Readout(measured, "borderline", size=theme.LARGE, color=theme.QUIET),
        )
        return (
            VGroup(count, close).arrange(DOWN, buff=2 * theme.GAP).move_to(3.9 * RIGHT + 0.3 * UP)
        )

    def right(self, measured: MeasuredNetwork, above: Group) -> VGroup:
        """How many digits a network reads rightly, below its pictures."""
        return phrase(
            Readout(measured, "read_rightly", size=COUNT),
            Symbol("/", size=COUNT, color=theme.QUIET),
            Readout(measured, "total", size=COUNT),
        ).next_to(above, DOWN, buff=theme.GAP)

    def loops(self) -> list[Hoped | PenStroke]:
        """A nine and an eight in grey, and the upper loop of each in dashes."""
        pens = [self.records.nine, self.records.eight]
        inks = [
            PenStroke(pen, LOOP).shift(x * RIGHT + 1.5 * UP)
            for pen, x in zip(pens, (-1.7, 1.5), strict=True)
        ]
        hopes = [Hoped(ink.pieces()[pen.upper_loop]) for ink, pen in zip(inks, pens, strict=True)]
        return [*(ink.tint(theme.STRUCTURE) for ink in inks), *hopes]

    def silence(self, measured: MeasuredNetwork, layer: int, before: Group) -> Group:
        """Show what is read rightly of each digit, and what without the neuron most needed."""
        shares = Shares(measured, "shares", 13.2, 4.2, FOOT)
        path = f"most_needed.{layer}"
        number = Readout(measured, "percent", decimals=1, size=theme.HUGE)
        left = Readout(measured, f"{path}.percent_without", decimals=1, size=theme.HUGE)
        arrow = Symbol("→", size=theme.HUGE, color=theme.QUIET)
        phrase(number, arrow, left).move_to(2.85 * UP)
        self.play(FadeOut(before), FadeIn(shares, number), run_time=theme.STRIDE)
        self.wait(theme.STEP)
        turn = shares.turn(f"{path}.shares_without")
        self.play(turn, FadeIn(arrow, left), run_time=theme.JOURNEY)
        self.wait(theme.STEP)
        return Group(shares, number, arrow, left)

    def first_layer(
        self, record: ForwardPass, height: float, *size: float, white: float = 0.0
    ) -> NeuronColumn:
        """The first layer before a digit; full light is `white`, or what the layer says it is."""
        column = NeuronColumn(record.shape[1], height, *size)
        return column.show(record, "layers.0.activations", white or record.layers[0].white)

    def columns(self) -> tuple[list[NeuronColumn], list[PixelGrid], Group]:
        """The first layers of ten digits, the digits above them, and what white is if no bound."""
        records = [self.records[f"ten_{label}"] for label in range(10)]
        lightest = max(records, key=lambda record: record.layers[0].white)
        white, columns, digits = lightest.layers[0].white, [], []
        for label, record in enumerate(records):
            place = (label - 4.5) * PITCH * RIGHT
            column = self.first_layer(record, COLUMN, 0.22, SMALL, white=white)
            columns.append(column.move_to(place + 0.1 * UP))
            digit = PixelGrid(SIDE, SIDE, SMALL, gap=0).show(record, "digit.image")
            digits.append(digit.move_to(place + 2.8 * UP))
        return columns, digits, self.white(lightest).move_to(WHITE_AT, RIGHT)

    def white(self, record: ForwardPass) -> Group:
        """What full light stands for in the first layer; nothing where it is a bound."""
        is_bound = record.layers[0].activation.is_bounded
        return Group() if is_bound else Group(White(record, "layers.0.white"))

    def sweep(self, page: PixelGrid) -> Animation:
        """Let the bar pass over a page, row of digits after row."""
        edges, pixel = self.records.edges, page.width / page.columns
        bar = Rectangle(
            width=edges.bar.length * pixel, height=edges.bar.width * pixel, color=theme.LOOK_HERE
        ).set_stroke(width=theme.STROKE)
        left, right = page.get_left()[0], page.get_right()[0]
        lines = page.get_top()[1] - (np.arange(edges.rows) + 0.5) * SIDE * pixel
        corners = [[x, y, 0] for y in lines for x in (left, right)]
        way = VMobject().set_points_as_corners(np.array(corners))
        return MoveAlongPath(bar, way, rate_func=linear, remover=True)

    def mix(self) -> None:
        """Let all pixels change places, and the weights with them: the scores stay."""
        records = self.records
        seat, middle = 4.9 * LEFT + 0.4 * UP, 0.6 * LEFT + 0.4 * UP
        pixels = PixelGrid(SIDE, SIDE, SHUFFLED).show(records.three, "digit.image").move_to(seat)
        walls = [self.wall(name, SHUFFLED).move_to(middle) for name in ("network", "mixed_network")]
        read = [self.read(records[name]) for name in ("three", "mixed")]
        self.play(FadeIn(pixels, walls[0], read[0]), run_time=theme.STRIDE + theme.BLINK)
        self.wait(theme.REST)
        mixed = PixelGrid(SIDE, SIDE, SHUFFLED).show(records.mixed, "digit.image").move_to(seat)
        start = mixed.copy().place(pixels.corners[pixel_order(len(pixels))])
        self.remove(pixels)
        self.play(
            Pour(mixed, start=start, lag=0.3),
            FadeOut(walls[0]),
            FadeIn(walls[1]),
            FadeOut(read[0]),
            run_time=theme.JOURNEY,
        )
        self.play(FadeIn(read[1]), run_time=theme.STEP)

    def read(self, record: ForwardPass) -> Group:
        """The outputs and their scores."""
        outputs = NeuronColumn(len(record.scores), 5.4)
        outputs.show(record, "scores", record.layers[-1].white)
        outputs.move_to(2.4 * RIGHT + 0.4 * UP)
        scores = Scores(record, outputs)
        return Group(outputs, scores.names, scores.tracks, scores.bars, scores.numbers)


def unfold(column: NeuronColumn, wall: Wall) -> Animation:
    """Let the pictures of a wall come out of the neurons of a column."""
    start, small = wall.copy(), np.ptp(column.corners[0, :, 1]) / np.ptp(wall.corners[0, :, 1])
    around = small * (wall.corners - wall.corners.mean(axis=1, keepdims=True))
    start.points = (column.centers[:, None] + around).reshape(-1, 3)
    return Transform(start, wall, replace_mobject_with_target_in_scene=True)
