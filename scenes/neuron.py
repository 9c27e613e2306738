"""A neuron, as little as it is at first: a light that holds a number."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    TAU,
    UP,
    Arc,
    Circle,
    Create,
    FadeIn,
    FadeOut,
    FadeTransform,
    Group,
    Transform,
    VGroup,
)

from network.evaluation.pixel_row import PixelRow
from scenes import theme
from scenes.mobjects.ask_ring import AskRing
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.cells import Cells, PixelGrid
from scenes.mobjects.count import PixelCount
from scenes.mobjects.highlight import highlight
from scenes.mobjects.lamp import Lamp
from scenes.mobjects.plate import Plate
from scenes.mobjects.words import Readout, Term
from scenes.stage.act import card_records, open_act
from scenes.stage.cast import Cast
from scenes.stage.scene import FilmScene

WHOLE, SEAT = 5.8, 5.2  # sides of the digit: while it is looked at, and as the first layer
SEAT_AT = 3.9 * LEFT + 0.3 * UP  # where the network's picture has its first layer
LAMP = 3.6 * RIGHT + 0.5 * UP
WORD, ROOM = 0.9, 9.0  # height of a digit beside the two words, and the width they may take
APART = 3.4  # from the middle to each of the two words
RING, WAITING = 0.6, 0.13  # radius of a question's ring, and of one that waits at the edge
WAITS_AT = 6.8 * RIGHT + (theme.TOP_LINE[1] + 0.15) * UP


class Neuron(FilmScene):
    """A word is taken in two; one half becomes a lamp, and the lamp one pixel of many."""

    def cast(self) -> Cast:
        """The digit, and the row of it that the lamp is fed from."""
        return Cast(row=PixelRow(self.digit), **card_records(type(self)))

    def construct(self) -> None:
        """Play the six beats."""
        row, digit = self.records.row, self.digit
        side = len(digit.image)
        pixels = PixelGrid(side, side, WHOLE).show(row, "digit.image").shift(2.95 * LEFT)
        cells = pixels.copy().only([side * row.row + column for column in range(side)])
        lamp = Lamp(row, "brightnesses", cells.copy().show(row, "brightnesses"), LAMP)

        with self.beat("card"):
            open_act(self)

        with self.beat("name"):
            neural, neuron, network = (
                Term(self.words[each], size=WORD) for each in ("neural", "neuron", "network")
            )
            words = VGroup(neural, network).arrange(RIGHT, buff=WORD / 2, aligned_edge=DOWN)
            fit = min(ROOM / words.width, 1)
            words.scale(fit).move_to(UP)
            neuron.scale(fit).move_to(neural, DOWN).set_x(-APART)
            plate = Plate(self.script.words["neural_network"], language=self.language)
            rings = [open_ring(RING).move_to(x * RIGHT + DOWN) for x in (-APART, APART)]
            self.say("name")
            self.play(plate.coin(), FadeIn(neural, network, run_time=theme.STEP))
            self.play(
                Transform(neural, neuron),
                network.animate.set_x(APART),
                run_time=theme.JOURNEY,
            )
            self.say("neuron")
            self.play(Create(rings[0]), run_time=theme.JOURNEY + theme.BLINK)
            self.say("network")
            self.play(Create(rings[1]), run_time=theme.JOURNEY + theme.BLINK)
            waiting = open_ring(WAITING).move_to(WAITS_AT)
            self.play(FadeOut(network), Transform(rings[1], waiting), run_time=theme.STEP)

        with self.beat("probe"):
            frame = highlight(cells, theme.GAP / 8)
            bulb = Circle(lamp.bulb.width / 2, color=theme.QUIET, stroke_width=theme.STROKE)
            self.say("row")
            self.play(
                FadeOut(neural, plate, run_time=theme.BLINK),
                FadeIn(pixels, run_time=theme.STEP),
            )
            self.play(Create(frame, run_time=theme.STEP))
            self.play(Transform(rings[0], bulb.move_to(lamp.bulb)), run_time=theme.STRIDE)
            self.play(FadeIn(lamp), FadeOut(rings[0]), run_time=theme.STEP)
            self.wait(theme.STEP)
            self.say("number")
            self.play(lamp.scan(row.first, row.last, run_time=self.until_the_end - theme.STEP))

        with self.beat("guess"):
            guesses = VGroup(
                *(Readout(row, f"guesses.{place}", decimals=1) for place in range(3))
            ).arrange(RIGHT, buff=theme.LARGE)
            guesses.scale(theme.LARGE / theme.TEXT).next_to(lamp.bulb, DOWN, buff=2.5 * theme.GAP)
            ring = AskRing(lamp.bulb, pixels, frame, lamp.probe, lamp.wire, guesses)
            self.play(lamp.darken(row.column))
            self.say("ask")
            self.play(FadeIn(guesses), ring.open())
            self.wait(theme.REST)
            self.ask(ring.close())
            self.say("answer")
            self.play(ring.answer(), FadeOut(guesses, run_time=theme.BLINK))
            self.play(lamp.light_up(), run_time=self.until_the_end - theme.STEP)

        with self.beat("activation"):
            plate = Plate(self.script.words["activation"], "a", self.language)
            self.say("word")
            self.play(plate.coin())
            neurons = pixels.copy().round_off()
            place = neurons.copy().only([side * row.row + row.column]).show(row, "brightness")
            dark = neurons.copy()
            dark.rgba[:, :3], dark.reading = 0, None
            self.play(FadeOut(frame, lamp.probe, lamp.wire, lamp.number, run_time=theme.BLINK))
            self.play(Transform(pixels, dark), run_time=theme.JOURNEY)
            self.say("light")
            self.play(FadeTransform(lamp.bulb, place), run_time=theme.STRIDE)
            spread = Pour(pixels, neurons, outwards(neurons, place), lag=0.9)
            self.play(spread, run_time=self.until_the_end)
            self.remove(place)

        with self.beat("layer"):
            count = PixelCount(digit, pixels, 3.6 * RIGHT)
            self.say("count")
            self.play(FadeOut(plate, run_time=theme.BLINK))
            self.play(count.measure())
            self.wait(theme.STEP)
            self.play(count.multiply())
            self.play(count.total())
            self.wait(theme.REST)
            seat = pixels.copy().scale_to_fit_width(SEAT).move_to(SEAT_AT)
            total, others = count.product[4], Group(*count.product[:4])
            plate = Plate(self.script.words["input_layer"], language=self.language)
            self.say("layer")
            self.play(FadeOut(others, run_time=theme.BLINK))
            self.play(
                Transform(pixels, seat),
                total.animate.next_to(seat, DOWN, buff=theme.GAP),
                run_time=theme.JOURNEY,
            )
            self.play(plate.coin())
            self.play(self.closing().tell())


def outwards(neurons: PixelGrid, place: Cells) -> np.ndarray:
    """The order of neurons by their way from a place; those that shine come evenly among it."""
    away = np.linalg.norm(neurons.centers - place.centers[0], axis=1)
    lit = neurons.rgba[:, 0] > 0
    turn = np.empty(len(away))
    for part in (lit, ~lit):
        turn[part] = away[part].argsort().argsort() / max(part.sum(), 1)
    return turn.argsort()


def open_ring(radius: float) -> Arc:
    """The ring of a question, open as long as it is not answered."""
    gap = TAU / 6
    return Arc(radius, PI / 2 + gap / 2, TAU - gap, color=theme.QUIET, stroke_width=theme.STROKE)
