"""The flagship: one digit's way through a trained network, from its pixels to an answer."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    Transform,
)

from scenes import theme
from scenes.mobjects.answer import Answer
from scenes.mobjects.cells import NeuronColumn, PixelGrid
from scenes.mobjects.count import PixelCount
from scenes.mobjects.diagram import HEIGHT, NetworkDiagram
from scenes.mobjects.highlight import highlight
from scenes.mobjects.overlay import Overlay
from scenes.mobjects.photo import Photo
from scenes.mobjects.samples import Samples
from scenes.mobjects.scores import Scores
from scenes.mobjects.squish import Squish
from scenes.mobjects.strongest_terms import TERMS, StrongestTerms
from scenes.mobjects.weighted_sum import WeightedSum
from scenes.stage.scene import FilmScene

AFAR, WHOLE, SEAT = 2.0, 5.6, 4.4  # sides of the digit: small, alone, as the first layer
SEAT_GAP = 0.25  # between the first layer's neurons, so that the lines behind them are seen


class ForwardPass(FilmScene):
    """Pixels light neurons, one neuron is watched at work, and then the whole network."""

    def construct(self) -> None:
        """Play the eight beats."""
        record, neuron = self.forward_pass, self.forward_pass.clearest

        with self.beat("look"):
            pixels = PixelGrid(*self.digit.image.shape, WHOLE, gap=0).show(self.digit, "image")
            if len(self.digit.steps) > 1:  # it was read from somebody's own picture
                photo = Photo(self.digit, WHOLE)
                self.play(FadeIn(photo, run_time=theme.STEP))
                self.play(FadeOut(photo), FadeIn(pixels), run_time=theme.STRIDE)
            else:
                pixels.scale_to_fit_width(AFAR)
                self.play(FadeIn(pixels, run_time=theme.STEP))
                self.play(pixels.animate(run_time=theme.STRIDE).scale_to_fit_width(WHOLE))
            self.play(pixels.animate(run_time=theme.STRIDE).part())
            self.play(pixels.animate(run_time=theme.STEP).shift(2.4 * LEFT))
            samples = Samples(self.digit, pixels, 3.4 * RIGHT + 2.2 * UP)
            self.play(samples.find())
            self.play(samples.lift())
            self.play(samples.tell())

        with self.beat("light"):
            count = PixelCount(self.digit, pixels, 4 * RIGHT)
            self.play(FadeOut(samples, run_time=theme.STEP))
            self.play(pixels.animate(run_time=theme.STRIDE).round_off())
            self.wait(theme.REST)
            self.play(count.measure())
            self.play(count.multiply())
            self.play(count.total())

        with self.beat("weigh"):
            layer = NeuronColumn(len(neuron.layer.biases), HEIGHT).shift(4.6 * RIGHT)
            chosen = layer.copy().only(np.array([neuron.index]))
            frame = highlight(chosen)
            overlay = Overlay(record, neuron, pixels, 0.3 * DOWN)
            self.play(FadeOut(count, run_time=theme.BLINK))
            self.play(FadeIn(layer, run_time=theme.STEP))
            self.play(Create(frame, run_time=theme.BLINK))
            self.play(overlay.unfold(chosen), FadeOut(layer, frame))
            self.play(overlay.label())
            self.wait(theme.BLINK)
            self.play(overlay.slide())
            self.play(overlay.multiply())
            self.play(overlay.result())

        with self.beat("sum"):
            self.play(overlay.make_room(3.5 * UP))
            corner = 6.2 * LEFT + 0.85 * DOWN
            total = WeightedSum(record, neuron, overlay.products, 6, corner)
            terms = StrongestTerms(record, neuron, overlay.products, self.words)
            terms.move_to(4.2 * RIGHT + 1.95 * DOWN)
            for row in range(TERMS):
                self.play(terms.tell(row))
            self.play(terms.tell_others())
            self.play(total.pour())
            self.play(total.weigh_heaps())
            self.play(total.join_bias())
            self.play(total.total())
            frame = highlight(total.z)
            self.play(Create(frame, run_time=theme.STEP))

        with self.beat("squish"):
            squish = Squish(record, neuron, 5.6, 4.2, 1.2 * RIGHT)
            seat = pixels.copy().scale_to_fit_width(SEAT).move_to(4.4 * LEFT).part(SEAT_GAP)
            overlay.remove(chosen)
            self.play(FadeOut(overlay, total.parts, terms, frame, run_time=theme.STEP))
            self.play(
                Transform(pixels, seat),
                ReplacementTransform(chosen, squish.neuron),
                squish.place(total.z),
            )
            self.play(squish.land())
            self.play(squish.trace())
            self.play(squish.squeeze())
            self.play(squish.climb())
            self.play(squish.cross())
            self.play(squish.shine())

        with self.beat("layer"):
            pixels.set_z_index(-2)  # so that lines run in front of its dark pixels
            diagram = NetworkDiagram(record, pixels, self.words)
            place = diagram.place_of(0, neuron.index)
            squish.neuron.set_z_index(1)  # it stays in front of the dark column, and lit
            self.play(FadeOut(squish.plot, total.z, run_time=theme.STEP))
            self.play(FadeIn(diagram), Transform(squish.neuron, place), run_time=theme.STRIDE)
            self.play(diagram.count())
            self.wait(theme.REST)
            self.play(diagram.advance(0))
            self.remove(squish.neuron)

        with self.beat("onward"):
            scores = Scores(record, diagram.outputs)
            self.play(FadeOut(diagram.weights), FadeIn(scores.names), run_time=theme.STEP)
            layers = range(1, len(record.layers))
            pace = theme.in_steps((self.seconds_left - theme.STEP) / len(layers))
            for layer in layers:
                self.play(diagram.advance(layer, min(pace - theme.STEP, theme.JOURNEY)))

        with self.beat("choose"):
            answer = Answer(record, pixels, self.words)
            self.play(FadeIn(scores.tracks), diagram.step_back())
            self.play(scores.read())
            self.play(scores.frame(record.answer))
            self.play(answer.arrive(scores.names[record.answer].copy()))
            self.wait(theme.BLINK)
            self.play(answer.tell())
