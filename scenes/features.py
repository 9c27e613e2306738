"""Why layers at all? What one may hope that layers see, and the first measurement of it."""

from dataclasses import replace

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Arrow,
    Circle,
    Create,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    Line,
    VGroup,
)

from network import Network, draw_digit
from network.assets import asset
from network.digits import SIDE
from network.handwriting.pen_path import PenPath
from network.training.trials import read_trials
from scenes import theme
from scenes.mobjects.ask_ring import AskRing
from scenes.mobjects.cells import NeuronColumn, PixelGrid
from scenes.mobjects.diagram import NetworkDiagram
from scenes.mobjects.doubt import Doubt
from scenes.mobjects.hoped import Hoped
from scenes.mobjects.pen_stroke import PenStroke
from scenes.mobjects.wall import Wall
from scenes.mobjects.words import Readout, Symbol, phrase
from scenes.stage.act import card_records, open_act
from scenes.stage.cast import Cast
from scenes.stage.needs import Needs
from scenes.stage.scene import FilmScene

PENS = {"nine": (9, 84), "eight": (8, 6), "four": (4, 139)}  # digits to take apart, and seeds
LOOPY = {8: 2, 9: 1}  # digits with an upper loop, and how many loops the pen gives them
EACH = 12  # of them that are shown, the first ones that the pen writes with so many loops
WRITTEN, PITCH = 5.6, 4.7  # side of each digit, and from one to the next
APART = 0.3  # of the way from a digit's middle that its pieces move outwards
SMALLER, ABOVE = 0.8, 1.55  # of the digits above neurons that one may hope for, and their middle
RING, RINGS = 1.3, (-4.7, 0.0, 4.7)  # radius of such a neuron, and where three of them stand
MANY, COLUMNS = 2.3, 8  # side of each of many digits, and how many stand in a row
BESIDE, BELOW = 1.72, 1.9  # from one of them to the next
ARCS, HALVES = 6, 2  # into which a loop falls, and a line
LARGE, EDGE, PART = 5.6, 0.34, 1.1  # side of a digit whose loop falls apart; radii of neurons
LARGE_AT = np.array([-3.8, 0.3, 0])  # its middle
EDGES_AT, PARTS_AT, LAST_AT = -0.2, 2.4, 5.4  # where neurons for edges, parts and a digit stand
THIN = 0.5  # of the light of lines that one may hope for
FAINT = 0.3  # of the light of digits behind their loops
PICTURE = 1.22  # pitch of pictures of weights
COUNT = 0.48  # height of a digit in their count
REFUSED = 0.22  # of the light of those that are judged no stroke


class Features(FilmScene):
    """Loops and lines, a neuron for each, edges below: a hope, all in violet, and its answer."""

    about = "digits"
    needs = Needs(side=SIDE, digits=True, hidden=2, widest=16, functions=("sigmoid", "softmax"))

    def cast(self) -> Cast:
        """A digit, pens, a network without hidden layers, and what was measured of two others."""
        trials = read_trials(asset("trials", "shapes.json"))
        flat = next(each for each in trials.trials if len(each.recipe["shape"]) == 2)
        classic = Network.load(asset("weights", "classic.npz"))
        return Cast(
            three=self.network.forward(draw_digit(3, seed=6)),
            flat=replace(trials, trials=(flat,)),
            **{name: PenPath(*drawn) for name, drawn in PENS.items()},
            **{f"loopy_{place}": pen for place, pen in enumerate(loopy())},
            network=self.network,
            classic=classic,
            measured=self.measured(self.network),
            measured_classic=self.measured(classic),
            **card_records(type(self)),
            **self.own,
        )

    def construct(self) -> None:
        """Play the nine beats."""
        records = self.records

        with self.beat("card"):
            open_act(self)

        with self.beat("why"):
            diagram = NetworkDiagram(records.three)
            for place, layer in enumerate(diagram.columns):
                layer.show(records.three, f"layers.{place}.activations")
            for edges in diagram.edges:
                edges.front = 1.0
            hidden = Group(*diagram.edges, *diagram.columns[:-1])
            ends = Group(diagram.pixels, diagram.outputs)
            arrow = Arrow(diagram.pixels.get_right(), diagram.outputs.get_left(), buff=theme.GAP)
            arrow.set_color(theme.QUIET)
            share = Readout(records.flat, "trials.0.mean", decimals=3, size=2 * theme.HUGE)
            share.next_to(arrow, UP, buff=theme.GAP)
            self.say("without")
            self.play(FadeIn(hidden, ends), run_time=theme.STRIDE)
            self.play(FadeOut(hidden, run_time=theme.JOURNEY))
            self.play(Create(arrow), FadeIn(share), run_time=theme.STEP)
            self.wait(theme.REST)
            both = [[*map(Hoped, outlines(column))] for column in diagram.columns[:-1]]
            rings = [ring for each in both for ring in each]
            self.say("what")
            self.play(FadeOut(arrow, share, run_time=theme.BLINK))
            drawn = (ring.draw() for ring in rings)
            self.play(LaggedStart(*drawn, lag_ratio=0.1, run_time=theme.JOURNEY))
            lines = hoped_lines(ends[0], *both, ends[1])
            self.play(LaggedStart(*map(FadeIn, lines), lag_ratio=0.02, run_time=theme.JOURNEY))

        with self.beat("parts"):
            strokes = [PenStroke(records[name], WRITTEN) for name in PENS]
            for place, stroke in enumerate(strokes):
                stroke.shift(PITCH * (place - 1) * RIGHT + 0.35 * UP)
            self.say("parts")
            self.play(FadeOut(ends, *rings, lines, run_time=theme.STEP))
            for stroke in strokes:
                self.play(stroke.write(run_time=theme.STRIDE))
            pieces = [stroke.pieces() for stroke in strokes]
            self.remove(*strokes)
            self.say("apart")
            self.play(*map(spread, pieces), run_time=theme.JOURNEY)
            hopes = [[Hoped(piece) for piece in each] for each in pieces]
            traced = (hope.draw() for each in hopes for hope in each)
            self.play(LaggedStart(*traced, lag_ratio=0.4, run_time=theme.JOURNEY))

        with self.beat("neurons"):
            nine, eight, four = hopes
            above = Group(*pieces[:2], *nine, *eight)
            rings = [Hoped(Circle(RING)).move_to(x * RIGHT + 1.55 * DOWN) for x in RINGS]
            self.say("each")
            self.play(FadeOut(pieces[2], *four, run_time=theme.BLINK))
            for piece in (*pieces[0], *pieces[1]):
                piece.tint(theme.QUIET)
            moved = (
                Group(*pieces[place], *hopes[place]).animate.scale(SMALLER).move_to([x, ABOVE, 0])
                for place, x in enumerate((-2.4, 2.4))
            )
            self.play(*moved, run_time=theme.STRIDE)
            self.play(LaggedStart(*(ring.draw() for ring in rings), run_time=theme.STRIDE))
            upper = records.eight.upper_loop
            into = ((nine[0], 0), (eight[upper], 0), (nine[1], 1), (eight[1 - upper], 2))
            for hope, place in into:
                self.play(seat(hope.copy(), rings[place]))
            held = self.mobjects[-len(into) :]

        with self.beat("any_loop"):
            many = [PenStroke(records[f"loopy_{each}"], MANY) for each in range(2 * EACH)]
            for place, stroke in enumerate(many):
                row, column = divmod(place, COLUMNS)
                stroke.move_to([(column - (COLUMNS - 1) / 2) * BESIDE, (0.98 - row) * BELOW, 0])
            loops = [loop_of(stroke) for stroke in many]
            for stroke in many:
                stroke.tint(theme.QUIET)
            self.say("any")
            self.play(FadeOut(above, *rings, *held, run_time=theme.BLINK))
            came = (
                AnimationGroup(FadeIn(one), loop.draw())
                for one, loop in zip(many, loops, strict=True)
            )
            self.play(LaggedStart(*came, lag_ratio=0.3, run_time=2 * theme.JOURNEY))
            self.say("elsewhere")
            middle = (loop.animate.scale(5.5).move_to(0.3 * UP) for loop in loops)
            faint = (one.animate.set_opacity(FAINT) for one in many)
            self.play(*faint, *middle, run_time=theme.JOURNEY + theme.STEP)

        with self.beat("smaller"):
            doubt = Doubt(self.line("doubt"))
            pixels = PixelGrid(SIDE, SIDE, LARGE).show(records.nine, "digit.image")
            pixels.move_to(LARGE_AT)
            loop = loop_of(PenStroke(records.nine, LARGE).shift(LARGE_AT))
            rings = [Hoped(Circle(EDGE)).move_to(beside(EDGES_AT, place)) for place in range(ARCS)]
            self.say("doubt")
            self.play(doubt.speak())
            self.play(doubt.withdraw(), FadeOut(*loops, *many), FadeIn(pixels), loop.draw())
            arcs = cut(loop, ARCS)
            self.say("edges")
            self.play(*(outwards(arc, loop) for arc in arcs), run_time=theme.STRIDE)
            self.play(LaggedStart(*(ring.draw() for ring in rings), lag_ratio=0.2))
            self.play(LaggedStart(*map(seat, arcs, rings), lag_ratio=0.5, run_time=theme.JOURNEY))

        with self.beat("cascade"):
            ink = PenStroke(records.nine, LARGE).shift(LARGE_AT)
            straight = Hoped(ink.pieces()[1])
            halves = cut(straight, HALVES)
            more = [Hoped(Circle(EDGE)).move_to(beside(EDGES_AT, ARCS + n)) for n in range(HALVES)]
            parts = [Hoped(Circle(PART)).move_to(PARTS_AT * RIGHT + y * UP) for y in (1.55, -1.3)]
            last = Hoped(Circle(RING)).move_to(LAST_AT * RIGHT + parts[0].get_y() / 2 * UP)
            shapes = [loop_of(ink), straight.copy(), Hoped(ink)]
            self.say("edges")
            self.play(straight.draw(), *(ring.draw() for ring in more))
            self.add(*halves)
            self.play(*map(seat, halves, more))
            self.say("parts")
            into = [parts[0]] * ARCS + [parts[1]] * HALVES
            lines = [joined(one, two) for one, two in zip([*rings, *more], into, strict=True)]
            self.play(*(line.draw() for line in lines), *(ring.draw() for ring in parts))
            self.play(*(seat(shape, ring) for shape, ring in zip(shapes, parts, strict=False)))
            self.say("digit")
            lines += [joined(ring, last) for ring in parts]
            self.play(*(line.draw() for line in lines[-2:]), last.draw())
            self.play(seat(shapes[-1], last), run_time=theme.JOURNEY)

        with self.beat("wager"):
            hope = Group(*self.mobjects)
            mark = Symbol("?", size=theme.HUGE).move_to(LAST_AT * RIGHT + 1.9 * DOWN)
            ring = AskRing(mark, hope)
            self.say("ask")
            self.play(FadeIn(mark), ring.open())
            self.ask(ring.close())
            self.say("partly")
            self.play(ring.answer(), FadeOut(mark, run_time=theme.BLINK))
            self.play(hope.animate.set_opacity(THIN), run_time=theme.STRIDE)

        with self.beat("measured"):
            walls = [self.wall("network", 3.6 * LEFT), self.wall("classic", 3.6 * RIGHT)]
            self.say("here")
            self.play(FadeOut(hope, doubt, run_time=theme.STEP))
            for wall, name in zip(walls, ("measured", "measured_classic"), strict=True):
                self.play(wall.pour_in(np.arange(len(wall)), run_time=theme.JOURNEY))
                refused = np.flatnonzero(~records[name].is_stroke)
                count = phrase(
                    Readout(records[name], "strokes", size=COUNT),
                    Symbol("/", size=COUNT, color=theme.QUIET),
                    Readout(records[name], "neurons", size=COUNT),
                ).next_to(wall, DOWN, buff=theme.GAP)
                self.play(wall.animate.subdue(refused, REFUSED), run_time=theme.STEP)
                self.play(FadeIn(count), run_time=theme.STEP)
                if name == "measured":
                    self.wait(theme.REST)
                    self.say("there")
            self.wait(theme.REST)
            self.play(self.closing().tell())

    def wall(self, name: str, place: np.ndarray) -> Wall:
        """The pictures of a network's first weights, four in a row."""
        largest = float(np.abs(self.records[name].layers[0].weights).max())
        wall = Wall(self.records[name], "layers.0.weights", 4, PICTURE, largest)
        return wall.move_to(place + 0.75 * UP)


def loopy() -> list[PenPath]:
    """The first digits that the pen writes with the loops that they are known for."""
    found = []
    for label, loops in LOOPY.items():
        pens = (PenPath(label, seed) for seed in range(1000))
        fit = (pen for pen in pens if len(pen.loops) == loops == len(pen.pieces) - (label == 9))
        found += [pen for pen, _ in zip(fit, range(EACH), strict=False)]
    return found


def loop_of(stroke: PenStroke) -> Hoped:
    """The upper loop of a digit, in dashes, where it lies."""
    pieces = stroke.pieces()
    return Hoped(pieces[stroke.record.upper_loop])


def outlines(column: NeuronColumn) -> list[Circle]:
    """A circle around each neuron of a column."""
    return [
        Circle(float(np.ptp(corners[:, 1])) / 2).move_to(corners.mean(axis=0))
        for corners in column.corners
    ]


def beside(x: float, place: int) -> np.ndarray:
    """Where the neuron for one of the edges stands."""
    return x * RIGHT + (2.9 - 0.74 * place) * UP


def cut(hope: Hoped, count: int) -> list[VGroup]:
    """The dashes of a shape in pieces, one after another."""
    places = np.array_split(np.arange(len(hope.dashes)), count)
    return [VGroup(*(hope.dashes[place] for place in each)) for each in places]


def hoped_lines(
    pixels: PixelGrid, first: list[Hoped], second: list[Hoped], outputs: NeuronColumn
) -> VGroup:
    """Lines from the pixels to a first column of rings, on to a second, and to the outputs."""
    edge, lines = pixels.get_right(), []
    for place, one in enumerate(first):
        opposite = place * len(second) // len(first)
        lines.append(Line(edge[0] * RIGHT + one.get_y() / 2 * UP, one.get_left()))
        lines += [Line(one.get_right(), second[each].get_left()) for each in near(opposite, second)]
        output = outputs.centers[place * len(outputs) // len(first)]
        lines.append(Line(second[opposite].get_right(), output + 0.3 * LEFT))
    return VGroup(*(Hoped(line).set_opacity(THIN) for line in lines))


def near(place: int, rings: list[Hoped]) -> list[int]:
    """The places of rings opposite one, and of those beside it."""
    return [each for each in (place - 3, place, place + 3) if 0 <= each < len(rings)]


def joined(one: Hoped, other: Hoped) -> Hoped:
    """A line between two neurons that one may hope for."""
    return Hoped(Line(one.get_right(), other.get_left(), buff=0.1))


def spread(pieces: Group) -> Animation:
    """Let the pieces of a digit come apart."""
    middle = pieces.get_center()
    return AnimationGroup(
        *(piece.animate.shift(APART * (piece.get_center() - middle)) for piece in pieces)
    )


def outwards(arc: VGroup, loop: Hoped) -> Animation:
    """Let a piece of a loop move away from the others."""
    return arc.animate.shift(APART * (arc.get_center() - loop.get_center()))


def seat(hope: VGroup, ring: Hoped) -> Animation:
    """Let a shape come into the ring of a neuron that one may hope for."""
    fit = 0.62 * ring.height / max(hope.width, hope.height)
    return hope.animate(run_time=theme.STRIDE).scale(fit).move_to(ring)
