"""A task that everybody solves at once, and nobody can write down as a rule."""

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
    Mobject,
    Rectangle,
    Transform,
    VGroup,
    linear,
)

from network import ForwardPass, Network, draw_digit, look_up
from network.digits import SIDE
from network.evaluation.count import Count
from network.evaluation.likeness import Likenesses, Neighbours, Overlap
from network.handwriting.drawn_digits import DrawnDigits
from network.handwriting.pen_path import PenPath
from scenes import theme
from scenes.mobjects.ask_ring import AskRing
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.cells import PixelGrid
from scenes.mobjects.diagram import NetworkDiagram
from scenes.mobjects.doubt import Doubt
from scenes.mobjects.highlight import highlight
from scenes.mobjects.hoped import Hoped
from scenes.mobjects.number_grid import NumberGrid
from scenes.mobjects.pen_stroke import PenStroke
from scenes.mobjects.scores import Scores
from scenes.mobjects.wall import Wall
from scenes.mobjects.words import Readout, Symbol, phrase
from scenes.stage.act import card_records, open_act
from scenes.stage.cast import Cast
from scenes.stage.needs import Needs
from scenes.stage.scene import FilmScene

DRAWN = {"three": (3, 6), "other": (3, 3), "five": (5, 20)}  # which digit, and the pen's seed
BESIDE, PITCH = 4.2, 4.5  # side of each of three digits, and from one to the next
NEAREST, COLUMNS, WALL = 100, 10, 0.58  # of the thousand; of the wall, and its pitch
SHOWN, DIMMED = 0.25, 0.3  # pitch of the rows of numbers; light of those that are 3s
TRANSLUCENT = 0.6  # of a digit's light while it slides over another
HOLLOW = 0.12  # width of a rim, as a share of its pixel's size
SEAT, SEAT_AT = 5.6, 3.9 * LEFT  # side and place of the first layer
BOX, SMALLER = 2.6, 0.38  # side of what is hoped for, a program; how far numbers shrink before it
TESTED, TESTED_AT = 5.2, 2.3 * RIGHT  # side and place of the squares of all test digits
FOLDED = 0.1  # of its size has the network that has been folded back into its digit
BACK = 0.92  # of the size of all at the end, with room for the closing line
SPREAD = (-0.4, 2.8)  # of the columns of neurons, so that there is room for scores beside the last


def reads_all(network: Network) -> bool:
    """Whether a network reads the three digits as they are meant."""
    return all(network.forward(draw_digit(*drawn)).is_right for drawn in DRAWN.values())


class Recognition(FilmScene):
    """Two 3s and a 5: alike to a person, not in their pixels."""

    about = "digits"
    needs = Needs(
        side=SIDE,
        digits=True,
        widest=128,
        finds={"it misreads one of the three digits that the film shows": reads_all},
    )

    def cast(self) -> Cast:
        """Three digits, what they share, what is nearest to the first, and how they are read."""
        digits = {name: draw_digit(*drawn) for name, drawn in DRAWN.items()}
        thousand = DrawnDigits(tuple(range(10)), (0, 99))
        network = self.tested_network()
        three = network.forward(digits["three"])
        test = look_up(network, "origin.test")
        right = np.arange(test["of"]) < test["right"]
        return Cast(
            three=three,
            other=network.forward(digits["other"]),
            five=network.forward(digits["five"]),
            likenesses=Likenesses(tuple(digits.values())),
            thousand=thousand,
            near=Neighbours(digits["three"], thousand.images, thousand.labels, NEAREST),
            network=network,
            right=Count(right, "test digits that are read as they are meant"),
            wrong=Count(~right, "test digits that are read as something else"),
            **{f"pen_{name}": PenPath(*drawn) for name, drawn in DRAWN.items()},
            **card_records(type(self)),
            **self.own,
        )

    def construct(self) -> None:
        """Play the seven beats."""
        records, self.shares = self.records, VGroup()
        three, near = records.three, records.near
        pens = [records[f"pen_{name}"] for name in DRAWN]
        places = [PITCH * (place - 1) * RIGHT + 0.4 * UP for place in range(len(DRAWN))]

        with self.beat("card"):
            open_act(self)

        with self.beat("spot"):
            strokes = [
                PenStroke(pen, BESIDE).shift(place) for pen, place in zip(pens, places, strict=True)
            ]
            for stroke in strokes:
                self.play(stroke.write(run_time=theme.STEP))
            equals = Symbol("=", size=theme.HUGE).move_to(2.4 * DOWN)
            ring = AskRing(equals, *strokes)
            self.say("ask")
            self.play(FadeIn(equals), ring.open())
            self.ask(ring.close())
            self.say("answer")
            same = records.likenesses.pairs[records.likenesses.same]
            digits = list(records.likenesses.digits)
            pair = Group(*(strokes[digits.index(each)] for each in (same.one, same.other)))
            frame = highlight(pair, theme.GAP)
            self.play(
                ring.answer(),
                Create(frame, run_time=theme.JOURNEY),
                equals.animate(run_time=theme.STEP).move_to(pair),
            )

        with self.beat("overlap"):
            grids = [
                PixelGrid(SIDE, SIDE, BESIDE).show(digit, "image").move_to(place)
                for digit, place in zip(digits, places, strict=True)
            ]
            self.play(FadeOut(*strokes, frame, equals), FadeIn(*grids), run_time=theme.STEP)
            first, *others = grids
            with_three, with_five, _ = records.likenesses.pairs
            self.say("threes")
            self.lay(with_three, others[0], first)
            self.say("five")
            self.lay(with_five, others[1], first)

        with self.beat("crowd"):
            wall = Wall(near, "nearest_images", COLUMNS, WALL).shift(1.5 * RIGHT + 0.1 * UP)
            self.say("near")
            self.play(
                FadeOut(*others, self.shares, run_time=theme.STEP),
                first.animate(run_time=theme.STRIDE).move_to(4.4 * LEFT + 0.4 * UP),
                wall.pour_in(np.arange(NEAREST), run_time=2 * theme.JOURNEY),
            )
            counts = VGroup(
                *(
                    phrase(
                        Readout(near, f"by_label.{label}", size=theme.LARGE),
                        Symbol("×", size=theme.LARGE, color=theme.QUIET),
                        Readout(three, f"labels.{label}", size=theme.LARGE),
                    )
                    for label in np.argsort(-near.by_label, kind="stable")
                    if near.by_label[label]
                )
            ).arrange(DOWN, buff=theme.GAP, aligned_edge=RIGHT)
            counts.next_to(wall, RIGHT, buff=2 * theme.GAP)
            self.say("among", after=0.2)
            self.play(FadeIn(counts, run_time=theme.STEP))
            self.wait(theme.REST)
            subdued = wall.animate(rate_func=linear, run_time=self.until_the_end - theme.BLINK)
            self.play(subdued.subdue(near.alike, DIMMED))

        with self.beat("numbers"):
            numbers = NumberGrid(near, "digit.image", SHOWN).shift(0.1 * UP)
            self.play(FadeOut(wall, counts), run_time=theme.STEP)
            wide = first.copy().move_to(numbers)
            wide.stretch_to_fit_width(numbers.width).stretch_to_fit_height(numbers.height)
            self.play(Transform(first, wide), run_time=theme.STRIDE)
            self.say("all")
            self.play(FadeIn(numbers), FadeOut(first), run_time=theme.JOURNEY)
            self.wait(theme.REST)
            self.play(numbers.animate.level(), rate_func=linear, run_time=theme.JOURNEY)
            self.say("ask")
            self.ask()

        with self.beat("program"):
            box = Hoped(Rectangle(width=BOX, height=BOX)).shift(0.6 * RIGHT + 0.1 * UP)
            labels = (
                VGroup(*(Readout(three, f"labels.{place}") for place in range(len(three.scores))))
                .arrange(DOWN, buff=theme.GAP)
                .move_to(4 * RIGHT + 0.1 * UP)
            )
            self.say("rule")
            self.play(
                numbers.animate.scale(SMALLER).move_to(3.9 * LEFT).match_y(box),
                run_time=theme.JOURNEY,
            )
            self.play(box.draw(), FadeIn(labels))
            doubt = Doubt(self.line("doubt"))
            self.wait(theme.REST)
            self.say("doubt")
            self.play(doubt.speak())
            self.play(doubt.withdraw())

        with self.beat("promise"):
            self.say("learnt")
            self.play(box.confirm())
            self.play(FadeOut(numbers, labels, box), run_time=theme.STEP)
            for name in reversed(DRAWN):
                if records[name] is not three:
                    self.play(FadeOut(*self.read(records[name]), run_time=theme.BLINK))
            pixels, diagram, *answer = self.read(three)
            self.play(FadeOut(*answer, diagram.take_back()), doubt.settle(), run_time=theme.STEP)
            self.say("right")
            self.play(FadeOut(diagram, target_position=pixels, scale=FOLDED))
            back = Group(pixels, self.tested()).animate(rate_func=linear)
            self.play(back.scale(BACK).shift(0.2 * UP), run_time=1.5 * theme.JOURNEY)
            self.play(self.closing().tell())

    def lay(self, pair: Overlap, grid: PixelGrid, below: PixelGrid) -> None:
        """Lay one digit over another; what they share burns and is counted, the rest is hollow."""
        over = grid.copy().set_opacity(TRANSLUCENT)
        shown = PixelGrid(SIDE, SIDE, BESIDE).move_to(below)
        burning = shown.copy().show(pair, "shared_pixels").only(np.flatnonzero(pair.shared_pixels))
        hollow = shown.copy().only(np.flatnonzero(pair.unshared_pixels))
        hollow.rim, hollow.rim_color = HOLLOW, theme.QUIET
        hollow.rgba[:, :3] = theme.GROUND.to_rgb()
        share = Readout(pair, "shared", size=theme.HUGE).next_to(grid, DOWN, buff=theme.GAP)
        self.play(over.animate(run_time=theme.JOURNEY).move_to(below))
        self.play(FadeIn(hollow, burning), FadeOut(over, below), run_time=theme.STEP)
        self.play(FadeIn(share), run_time=theme.STEP)
        self.wait(theme.STEP)
        self.play(FadeOut(hollow, burning), FadeIn(below), run_time=theme.STEP)
        self.shares.add(share)

    def tested(self) -> Group:
        """Light a square for each test digit that is read as it is meant; the others stay dark."""
        records = self.records
        count = len(records.right.holds)
        squares = PixelGrid(*[int(np.ceil(np.sqrt(count)))] * 2, TESTED, gap=0.14)
        squares.only(np.arange(count)).move_to(TESTED_AT)
        squares.rim_color = theme.QUIET
        unseen = squares.copy()
        unseen.rgba[:, 3] = 0
        squares.show(records.right, "holds")
        right = phrase(
            Readout(records.network, "origin.test.right", size=theme.LARGE),
            Symbol("/", size=theme.LARGE, color=theme.QUIET),
            Readout(records.network, "origin.test.of", size=theme.LARGE),
        )
        wrong = Readout(records.wrong, "number", size=theme.LARGE)
        right.next_to(squares, UP, buff=theme.GAP)
        wrong.next_to(squares, RIGHT, buff=theme.GAP, aligned_edge=DOWN)
        self.play(Pour(squares, start=unseen, run_time=2 * theme.JOURNEY))
        self.play(FadeIn(right, wrong, run_time=theme.STEP))
        self.wait(theme.REST)
        return Group(squares, right, wrong)

    def read(self, record: ForwardPass) -> list[Mobject]:
        """Let a digit pass through the network; its answer and score are framed: all of it."""
        pixels = PixelGrid(SIDE, SIDE, SEAT, gap=0.25).show(record, "digit.image").round_off()
        pixels.move_to(SEAT_AT).set_z_index(-2)
        diagram = NetworkDiagram(record, pixels, spread=SPREAD)
        scores = Scores(record, diagram.outputs)
        self.play(FadeIn(pixels, diagram, scores.names), run_time=theme.BLINK)
        for layer in range(len(record.layers)):
            self.play(diagram.advance(layer, theme.BLINK))
        answer = scores.numbers[record.answer]
        self.play(FadeIn(answer), scores.frame())
        self.wait(theme.STEP)
        return [pixels, diagram, scores.names, answer, scores[-1]]
