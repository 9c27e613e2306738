"""How many dials? All numbers of a network are counted, shown, set by hand, and found."""

from itertools import pairwise

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    MoveAlongPath,
    Transform,
    VGroup,
    VMobject,
    linear,
)

from network import Network, draw_digit
from network.assets import asset
from network.digits import SIDE
from network.evaluation.parameter_counts import ParameterCounts
from network.training.snapshots import read_snapshots
from scenes import theme
from scenes.mobjects.ask_ring import AskRing
from scenes.mobjects.cells import NeuronColumn, PixelGrid
from scenes.mobjects.diagram import NetworkDiagram
from scenes.mobjects.highlight import highlight
from scenes.mobjects.plate import Plate
from scenes.mobjects.scores import Scores
from scenes.mobjects.wall import BESIDE, Wall
from scenes.mobjects.words import Readout, Symbol, phrase
from scenes.stage.act import card_records, open_act
from scenes.stage.cast import Cast
from scenes.stage.needs import Needs
from scenes.stage.scene import FilmScene

THREE = (3, 6)  # the digit that is read on the way, and the pen's seed
SMALLER, HIGHER = 0.8, 0.85 * UP  # of the portrait above its sum
SUM, LINE = 0.28, -2.1  # height of a digit in the sum, and the line that it stands on
PITCH, ACROSS = 1.62, 8  # of the pictures of all first weights, and how many stand in a row
CELL = PITCH * (1 - 2 * BESIDE) / SIDE  # of one weight, the same for every other one
SECOND_ROW = -1.0  # where the other parameters stand
LEARNT, FOUR = 1.42, 4  # pitch of pictures while they are learnt, and how many stand in a row
SEARCH = 4.8  # seconds for a look at all pictures
TOLD = (0, 3, 5)  # moments of the training at which it is told how many digits are right
SIDE_BY_SIDE = 1.16  # pitch of the pictures of two networks


class Parameters(FilmScene):
    """All numbers of a network: where they are, what reasoning makes of them, what learning."""

    about = "digits"
    needs = Needs(
        alone="it shows how the shipped network was trained, moment by moment, "
        "and no file of a network keeps that"
    )

    def cast(self) -> Cast:
        """The network and its counts, one set by hand, and all that the training went through."""
        three, snapshots = draw_digit(*THREE), read_snapshots(asset("weights", "snapshots"))
        return Cast(
            counts=ParameterCounts(self.network),
            three=self.network.forward(three),
            network=self.network,
            by_hand=Network.load(asset("weights", "by_hand.npz")),
            snapshots=snapshots,
            **{
                f"read_{place}": snapshot.network.forward(three)
                for place, snapshot in enumerate(snapshots.each)
            },
            **card_records(type(self)),
        )

    def construct(self) -> None:
        """Play the seven beats."""
        records = self.records
        three = records.three

        with self.beat("card"):
            open_act(self)

        with self.beat("most"):
            diagram = NetworkDiagram(three)
            for place, column in enumerate(diagram.columns):
                column.show(three, f"layers.{place}.activations")
            mark = Symbol("?", size=theme.HUGE).move_to(1.3 * LEFT + 2.7 * UP)
            ring = AskRing(mark, diagram)
            self.say("ask")
            self.play(FadeIn(diagram), run_time=theme.STRIDE + theme.STEP)
            self.play(FadeIn(mark), ring.open())
            self.ask(ring.close())
            self.say("first")
            self.play(ring.answer(), FadeOut(mark, run_time=theme.BLINK))
            self.play(diagram.edges[0].flow())
            self.play(
                *(edges.flow(run_time=theme.STRIDE + theme.BLINK) for edges in diagram.edges[1:])
            )

        with self.beat("count"):
            terms = self.terms(diagram.copy().scale(SMALLER).shift(HIGHER))
            self.say("weights")
            self.play(diagram.animate(run_time=theme.STEP).scale(SMALLER).shift(HIGHER))
            for edges in diagram.edges:
                self.play(edges.flow(run_time=theme.STRIDE))
            self.say("biases")
            frames = [highlight(column, 0.06) for column in diagram.columns]
            self.play(LaggedStart(*map(Create, frames), lag_ratio=0.6, run_time=theme.JOURNEY))
            self.play(FadeIn(terms[0]), FadeOut(*frames), run_time=theme.STRIDE)
            self.wait(theme.REST)
            self.say("total")
            self.play(FadeIn(*terms[1:]), run_time=theme.STRIDE + theme.BLINK)
            self.wait(theme.STEP)

        with self.beat("wall"):
            wall = self.wall("network", ACROSS, PITCH).move_to(1.8 * UP)
            others = self.others()
            numbers = self.numbers([wall, *others])
            self.say("all")
            came = wall.pour_in(np.arange(len(wall)), run_time=theme.JOURNEY + theme.STRIDE)
            self.play(FadeOut(diagram, terms, run_time=theme.STRIDE), came)
            self.play(LaggedStart(*map(FadeIn, others), lag_ratio=0.4, run_time=theme.JOURNEY))
            self.play(FadeIn(*numbers), run_time=theme.STEP)
            self.wait(theme.REST)
            self.say("picture")
            total = self.total()
            self.play(FadeIn(total), run_time=theme.STEP)
            self.wait(theme.STEP)
            self.play(self.search(wall))

        with self.beat("hand"):
            hand = self.wall("by_hand", FOUR, LEARNT).move_to(3.5 * LEFT + 0.3 * UP)
            mark = Symbol("?", size=2 * theme.HUGE).move_to(3.4 * RIGHT + 0.9 * UP)
            ring = AskRing(mark, hand)
            self.say("hand")
            drawn = hand.pour_in(np.arange(len(hand)), lag=0.9, run_time=2.5 * theme.JOURNEY)
            self.play(FadeOut(*self.mobjects, run_time=theme.STRIDE), drawn)
            self.say("ask")
            self.play(FadeIn(mark), ring.open())
            self.ask(ring.close())
            self.say("right")
            self.play(ring.answer(), FadeOut(mark, run_time=theme.BLINK))
            right = self.right("by_hand", "origin.test").scale(1.5).move_to(mark)
            solved = self.right("by_hand", "origin.one_solved_layer", "origin.test")
            solved.next_to(right, DOWN, buff=3 * theme.GAP)
            self.play(FadeIn(right), run_time=theme.STEP)
            self.wait(theme.STEP)
            self.play(FadeIn(solved), run_time=theme.JOURNEY)
            self.wait(theme.STEP)

        with self.beat("learn"):
            self.say("noise")
            self.play(FadeOut(hand, right, solved, run_time=theme.STEP))
            wall = self.untaught()
            shown = self.reading(0)
            self.play(FadeIn(wall, shown), run_time=theme.STEP)
            self.wait(theme.STEP)
            self.say("right")
            for place in range(1, records.snapshots.total):
                shown = self.learn(wall, place, shown)

        with self.beat("found"):
            plate = Plate(self.script.words["learning"], language=self.language)
            both = [
                self.wall(name, FOUR, SIDE_BY_SIDE).move_to(x * RIGHT + 0.7 * UP)
                for name, x in (("by_hand", -3.6), ("network", 3.6))
            ]
            told = [
                self.right(name, "origin.test").next_to(wall, DOWN, buff=theme.GAP)
                for name, wall in zip(("by_hand", "network"), both, strict=True)
            ]
            self.say("learning")
            poured = theme.JOURNEY + theme.STEP
            came = (each.pour_in(np.arange(len(each)), run_time=poured) for each in both)
            self.play(FadeOut(wall, shown, run_time=theme.STEP), plate.coin(), *came)
            self.say("nothing")
            self.play(*map(FadeIn, told), run_time=theme.STEP)
            self.wait(theme.REST)
            self.play(self.closing().tell())

    def terms(self, diagram: NetworkDiagram) -> VGroup:
        """The sum of all parameters, each number below what it counts."""
        counts, columns = self.records.counts, diagram.columns
        edges = [diagram.pixels.get_right()[0], *(column.get_x() for column in columns)]
        found, signs = VGroup(), VGroup()
        for place, column in enumerate(columns):
            middle = (edges[place] + edges[place + 1]) / 2 - (place == 0) / 2
            for path, x in ((f"weights.{place}", middle), (f"biases.{place}", column.get_x())):
                number = Readout(counts, path, size=SUM)
                found.add(number.move_to([x, LINE, 0]))
        for one, other in pairwise(found):
            plus = Symbol("+", size=SUM, color=theme.QUIET)
            signs.add(plus.move_to((one.get_right() + other.get_left()) / 2))
        total = phrase(
            Symbol("=", size=theme.LARGE, color=theme.QUIET),
            Readout(counts, "total", size=theme.LARGE),
        )
        return VGroup(found, signs, total.next_to(found, DOWN, buff=theme.GAP))

    def wall(self, name: str, columns: int, pitch: float) -> Wall:
        """The pictures of a network's first weights."""
        largest = float(np.abs(self.records[name].layers[0].weights).max())
        return Wall(self.records[name], "layers.0.weights", columns, pitch, largest)

    def others(self) -> list[PixelGrid]:
        """All other parameters, in cells as large as those of the first weights."""
        found = []
        for layer, at in ((1, -4.6), (2, -1.6)):
            found.append(self.block(f"layers.{layer}.weights", at))
        for layer, at in ((0, 1.4), (1, 3.2), (2, 5.0)):
            found.append(self.block(f"layers.{layer}.biases", at))
        return found

    def block(self, path: str, x: float) -> PixelGrid:
        """An array of the network, each number a cell."""
        network = self.records.network
        layer, kind = path.split(".")[1:]
        numbers = np.atleast_2d(getattr(network.layers[int(layer)], kind))
        rows, columns = numbers.shape
        grid = PixelGrid(rows, columns, CELL * max(rows, columns), gap=0)
        grid.show_signed(network, path, float(np.abs(numbers).max()))
        return grid.move_to([x, SECOND_ROW, 0])

    def numbers(self, blocks: list[Wall | PixelGrid]) -> VGroup:
        """How many parameters each block holds."""
        paths = ("weights.0", "weights.1", "weights.2", "biases.0", "biases.1", "biases.2")
        return VGroup(
            *(
                Readout(self.records.counts, path, size=SUM).next_to(block, DOWN, buff=theme.GAP)
                for path, block in zip(paths, blocks, strict=True)
            )
        )

    def total(self) -> Readout:
        """All parameters in one number."""
        return Readout(self.records.counts, "total", size=theme.HUGE).move_to(2.5 * DOWN)

    def search(self, wall: Wall) -> Animation:
        """Let a frame pass over all pictures of a wall, row by row."""
        frame = highlight(wall, 0).stretch_to_fit_width(PITCH).stretch_to_fit_height(PITCH)
        middles = wall.corners.mean(axis=1)
        places = [*middles[:ACROSS], *middles[ACROSS:][::-1]]
        way = VMobject().set_points_as_corners(np.array(places))
        return MoveAlongPath(frame, way, rate_func=linear, run_time=SEARCH)

    def right(self, name: str, path: str, of: str = "") -> VGroup:
        """How many of the test digits a network reads rightly."""
        return phrase(
            Readout(self.records[name], f"{path}.right", size=theme.LARGE),
            Symbol("/", size=theme.LARGE, color=theme.QUIET),
            Readout(self.records[name], f"{of or path}.of", size=theme.LARGE),
        )

    def untaught(self) -> Wall:
        """The pictures of the first weights before the training, in the light of all moments."""
        snapshots = self.records.snapshots
        sizes = (np.abs(each.network.layers[0].weights).max() for each in snapshots.each)
        self.largest = float(max(sizes))
        wall = Wall(snapshots, "each.0.network.layers.0.weights", FOUR, LEARNT, self.largest)
        return wall.move_to(3.5 * LEFT + 0.3 * UP)

    def learn(self, wall: Wall, place: int, before: Group) -> Group:
        """Go on to another moment of the training: what stands beside the pictures then."""
        path = f"each.{place}.network.layers.0.weights"
        target = wall.copy().show(self.records.snapshots, path, self.largest)
        now = self.reading(place)
        self.play(
            FadeOut(before, run_time=theme.BLINK),
            Transform(wall, target),
            run_time=theme.JOURNEY + theme.STEP,
        )
        self.play(FadeIn(now), run_time=theme.STEP)
        if place in TOLD:
            self.wait(theme.STEP)
        return now

    def reading(self, place: int) -> Group:
        """The three's ten bars at a moment of the training, and how many digits are right."""
        record = self.records[f"read_{place}"]
        outputs = NeuronColumn(len(record.scores), 4.8).show(record, "scores")
        outputs.move_to(2.2 * RIGHT + 0.2 * DOWN)
        scores = Scores(record, outputs)
        right = self.right("snapshots", f"each.{place}.network.origin.test")
        right.scale(1.4).move_to(4.0 * RIGHT + 3.0 * UP)
        shown = Group(outputs, scores.names, scores.tracks, scores.bars)
        return shown.add(right) if place in TOLD else shown
