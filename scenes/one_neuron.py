"""One neuron set by hand: how a weighted sum can see the roof of a seven."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    FadeIn,
    FadeOut,
    Group,
    ReplacementTransform,
    SurroundingRectangle,
    Transform,
    linear,
)

from network import ForwardPass
from network.digits import SIDE
from network.interpretability.crowd import Contest
from network.interpretability.telling import Telling
from network.training.by_hand import detector
from scenes import theme
from scenes.mobjects.ask_ring import AskRing
from scenes.mobjects.bricks import Bricks
from scenes.mobjects.cells import Cells, NeuronColumn, PixelGrid
from scenes.mobjects.edges import EdgeBundle
from scenes.mobjects.hills import Hills
from scenes.mobjects.hoped import Hoped
from scenes.mobjects.overlay import Overlay
from scenes.mobjects.plate import Plate
from scenes.mobjects.told_terms import ToldTerms
from scenes.stage.act import act_card, card_records
from scenes.stage.cast import Cast
from scenes.stage.needs import Needs
from scenes.stage.roof import LAMP, NEURON, THOUSAND, before, crowd_before
from scenes.stage.scene import FilmScene

NAMES = ("seven", "three", "eight", "page")
SMALL, BESIDE = 1.5, 4.3  # sides: of a digit among four, of the weights beside them
ROWS = 2.5, 1.55  # height of the first of four digits, and from one to the next
UNIT = 1.25  # length of a product of 1


class OneNeuron(FilmScene):
    """A neuron that one can set by hand: first too easily pleased, then not."""

    about = "by_hand"
    needs = Needs(alone="it is about one neuron that was set by hand, and shows no trained network")

    def cast(self) -> Cast:
        """Three digits and a page of ink before the detector, without its flanks and with them."""
        blunt, sharp = (detector("roof", flanks, bias=0) for flanks in (False, True))
        without = before(blunt, *NAMES)
        return Cast(
            **without,
            **before(sharp, *NAMES, suffix="_flanked"),
            **card_records(OneNeuron),
            contest=Contest(tuple(without.values())[:3]),
            telling=Telling(without["seven"], 0, 0),
            thousand=THOUSAND,
            blunt=crowd_before(blunt),
            sharp=crowd_before(sharp),
        )

    def construct(self) -> None:
        """Play the seven beats."""
        cast = self.records
        without = [cast[name] for name in NAMES]
        flanked = [cast[f"{name}_flanked"] for name in NAMES]
        seven = cast.seven
        neuron = seven.layers[0].neuron(0)
        self.inked = np.flatnonzero(neuron.weights)
        self.beside = np.flatnonzero(flanked[0].layers[0].weights[0] < 0)
        self.largest = float(np.abs(neuron.weights).max())

        with self.beat("remember"):
            card = act_card(self)
            self.say("read")
            self.play(card.write())
            self.play(card.light())
            self.play(card.read())
            self.wait(theme.REST)

        with self.beat("wish"):
            pixels = card.grid.copy()
            self.add(pixels)
            self.say("wish")
            self.play(card.leave())
            seven_shown = pixels.animate(run_time=theme.STRIDE).show(seven, "digit.image")
            self.play(seven_shown.set_y(theme.GAP))
            ink = pixels.copy().only(self.inked)
            hope = Hoped(SurroundingRectangle(ink, buff=theme.GAP / 2, corner_radius=theme.GAP))
            self.play(
                pixels.animate.set_opacity(0.5),
                hope.draw(),
                run_time=self.until_the_end - theme.STRIDE,
            )
            ring = NeuronColumn(1, 1, LAMP).move_to(4.2 * RIGHT).match_y(pixels)
            self.play(FadeIn(ring, run_time=theme.STEP))

        with self.beat("weights"):
            lines = EdgeBundle(pixels, ring).show(seven, "layers.0.weights")
            plate = Plate(self.script.words["weight"], "w", self.language)
            self.say("lines")
            self.play(FadeOut(hope), lines.flow(run_time=2 * theme.JOURNEY + theme.BLINK))
            self.play(plate.coin())
            overlay = Overlay(seven, neuron, pixels, 0.8 * UP)
            self.say("blue")
            self.play(pixels.animate.set_opacity(1), FadeOut(lines), run_time=theme.STEP)
            self.play(plate.leave())
            self.play(overlay.unfold(ring))
            self.play(overlay.label(), rate_func=linear, run_time=self.until_the_end)

        with self.beat("overlay"):
            self.say("over")
            self.play(overlay.slide())
            self.play(overlay.multiply())
            self.play(overlay.result())
            terms = ToldTerms(seven, cast.telling, NEURON, overlay.products)
            terms.move_to(4.6 * LEFT + 2.1 * DOWN)
            bricks = [Bricks(seven, neuron, overlay.products, 1.2 * LEFT + 2.1 * DOWN, UNIT)]
            self.say("terms")
            for place in range(len(cast.telling.places)):
                self.play(terms.tell(place))
                self.wait(theme.REST)
            self.play(terms.tell_others())
            self.wait(theme.REST)
            self.say("sum")
            self.play(FadeIn(bricks[0].start), bricks[0].pour(1.5 * theme.JOURNEY + theme.STEP))
            self.play(bricks[0].total())

        with self.beat("contest"):
            pictures = [self.picture(each, place) for place, each in enumerate(without)]
            fields = [
                self.products(each, picture, self.inked)
                for each, picture in zip(without, pictures, strict=True)
            ]
            weights = overlay.weights
            first = overlay.products.copy().only(self.inked)
            overlay.remove(overlay.weights)
            self.add(weights, first)
            self.say("ask")
            row = pictures[0].get_right() + 2 * theme.GAP * RIGHT
            self.play(FadeOut(overlay, terms, ring, run_time=theme.STEP))
            self.play(
                ReplacementTransform(pixels, pictures[0]),
                ReplacementTransform(first, fields[0]),
                weights.animate.scale_to_fit_width(BESIDE).move_to(4.45 * RIGHT + 1.3 * UP),
                bricks[0].animate.shift(row - bricks[0].at(0)),
                run_time=theme.JOURNEY,
            )
            self.play(FadeIn(*pictures[1:3], run_time=theme.STEP))
            place = Circle(theme.GAP).move_to(Group(*pictures[1:3])).set_x(row[0] + UNIT)
            ask = AskRing(place, *pictures[:3], *fields[:1], bricks[0])
            self.play(ask.open())
            self.ask(ask.close())
            self.play(ask.answer())
            self.say("answer")
            for place, each in enumerate(without[1:], start=1):
                zero = pictures[place].get_right() + 2 * theme.GAP * RIGHT
                bricks.append(Bricks(each, each.layers[0].neuron(0), fields[place], zero, UNIT))
            self.lay_over(weights, fields[1:3])
            self.pour(bricks[1:3], 1.5 * theme.JOURNEY)
            self.wait(theme.STEP)
            self.say("page")
            self.play(FadeIn(pictures[3], run_time=theme.STEP))
            self.lay_over(weights, fields[3:])
            self.pour(bricks[3:], 1.5 * theme.JOURNEY)

        with self.beat("flanks"):
            self.say("flanks")
            self.show_flanks(weights, flanked[0], 1.5 * theme.JOURNEY)
            orange = [
                self.products(each, picture, self.beside)
                for each, picture in zip(flanked, pictures, strict=True)
            ]
            self.lay_over(weights, orange)
            back = [
                Bricks(each, each.layers[0].neuron(0), field, row.at(0), UNIT)
                for each, field, row in zip(flanked, orange, bricks, strict=True)
            ]
            self.say("fall")
            self.play(*(row.pour_back(1.5 * theme.JOURNEY) for row in back))
            left = [each.layers[0].neuron(0).weighted_sum for each in flanked]
            pairs = [*zip(bricks, back, strict=True)]
            self.play(
                *(row.give_up(each) for row, each in zip(bricks, left, strict=True)),
                *(ReplacementTransform(old.mark, new.mark) for old, new in pairs),
                run_time=theme.STRIDE,
            )
            self.play(
                *(ReplacementTransform(old.z, new.z) for old, new in pairs),
                run_time=theme.STRIDE,
            )

        with self.beat("thousand"):
            hills = Hills(cast.blunt)
            rows = [
                Group(row.start, row.up, new.down, new.mark, new.z)
                for row, new in zip(bricks, back, strict=True)
            ]
            self.say("rain")
            self.play(
                FadeOut(*rows, *pictures, *fields, *orange),
                weights.animate.show_signed(seven, f"{NEURON}.weights", self.largest)
                .scale_to_fit_width(2.2)
                .move_to(5.3 * RIGHT + 2.3 * UP),
                FadeIn(hills.line),
                run_time=theme.STEP,
            )
            self.play(hills.rain(hills.others))
            self.say("bright")
            self.play(hills.rain(hills.meant, 1.5 * theme.JOURNEY))
            self.say("without")
            self.play(hills.raise_mark(), rate_func=linear, run_time=theme.JOURNEY + theme.BLINK)
            for number in hills.numbers:
                self.play(FadeIn(number, run_time=theme.STEP))
                self.wait(theme.STEP)
            self.say("with")
            self.show_flanks(weights, flanked[0], theme.JOURNEY)
            self.play(hills.move(cast.sharp))
            self.say("parted", after=0.4)
            self.play(hills.count_again(cast.sharp))
            self.wait(theme.REST)
            ring = NeuronColumn(1, 1, LAMP).move_to(weights)
            folded = weights.copy().match_width(ring).move_to(ring).set_opacity(0)
            self.play(Transform(weights, folded), FadeIn(ring), run_time=theme.STRIDE)
            self.remove(weights)
            self.play(self.closing().tell())

    def show_flanks(self, weights: PixelGrid, record: ForwardPass, seconds: float) -> None:
        """Let the orange grow beside the blue."""
        grown = weights.animate(run_time=seconds, rate_func=linear)
        self.play(grown.show_signed(record, f"{NEURON}.weights", self.largest))

    def picture(self, record: ForwardPass, place: int) -> PixelGrid:
        """A digit in its row, left."""
        picture = PixelGrid(SIDE, SIDE, SMALL, gap=0).show(record, "digit.image")
        high, pitch = ROWS
        return picture.move_to(5.7 * LEFT + (high - place * pitch) * UP)

    def products(self, record: ForwardPass, picture: PixelGrid, places: np.ndarray) -> Cells:
        """The detector's products over a picture, at some of its pixels."""
        products = picture.copy().show_signed(record, f"{NEURON}.products", self.largest)
        return products.only(places)

    def lay_over(self, weights: PixelGrid, fields: list[Cells]) -> None:
        """Lay weights over pictures: what is left of each is its product."""
        self.play(
            *(
                ReplacementTransform(weights.copy().only([*field.reading.places]), field)
                for field in fields
            ),
            run_time=theme.STRIDE,
        )

    def pour(self, rows: list[Bricks], run_time: float) -> None:
        """Pour products into their rows, and write what they come to."""
        self.play(*(FadeIn(row.start) for row in rows), *(row.pour(run_time) for row in rows))
        self.play(*(row.total() for row in rows))
