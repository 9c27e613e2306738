"""The flagship: one digit's way through a trained network, from its pixels to an answer."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    Mobject,
    ReplacementTransform,
    Transform,
    VGroup,
)

from network.handwriting.pen_path import PenPath
from network.interpretability.strongest_lines import StrongestLines
from network.interpretability.telling import Telling
from scenes import theme
from scenes.mobjects.answer import Answer
from scenes.mobjects.cells import PixelGrid
from scenes.mobjects.count import PixelCount
from scenes.mobjects.diagram import MIDDLE, NARROW, NetworkDiagram, seated
from scenes.mobjects.exposure import Exposure
from scenes.mobjects.overlay import Overlay
from scenes.mobjects.pen_stroke import PenStroke
from scenes.mobjects.photo import Photo
from scenes.mobjects.samples import Samples
from scenes.mobjects.scores import Scores
from scenes.mobjects.squish import Squish
from scenes.mobjects.strongest_terms import StrongestTerms
from scenes.mobjects.weighted_sum import WeightedSum
from scenes.mobjects.words import Readout, Term, phrase
from scenes.stage.cast import Cast
from scenes.stage.scene import FilmScene

THREE = PenPath(label=3, seed=6)  # how the digit was drawn that a film is about by default
WHOLE = 5.8  # side of the digit while it is alone
LAST = 3.6  # seconds at least for the light to reach the outputs
HIGH = MIDDLE * UP  # the middle of what is to be seen: the captions of players lie below


class ForwardPass(FilmScene):
    """Pixels light neurons, one neuron is watched at work, and then the whole network."""

    def cast(self) -> Cast:
        """The forward pass, what tells most of its clearest neuron, and the pen if it is known."""
        record = self.network.forward(self.digit)
        telling = Telling(record, 0, record.clearest.index)
        drawn = _is_alike(THREE.digit.image, self.digit.image)
        lines = StrongestLines(record)
        return Cast(
            lead=record,
            telling=telling,
            **({"pen": THREE} if drawn else {}),
            **({"lines": lines} if lines.leaves_out else {}),
        )

    def construct(self) -> None:
        """Play the eight beats."""
        record, telling = self.forward_pass, self.records.telling
        neuron = telling.neuron

        with self.beat("look"):
            pixels = PixelGrid(*self.digit.image.shape, WHOLE, gap=0)
            parted = pixels.show(self.digit, "image").copy().part().shift(2.4 * LEFT)
            pixels.let_dark_ones_go()
            if "pen" in self.records:
                pen = PenStroke(self.records.pen, WHOLE)
                self.play(pen.write(run_time=theme.STRIDE))
                self.play(FadeIn(pixels), FadeOut(pen), run_time=theme.STEP)
            elif len(self.digit.steps) > 1:  # it was read from somebody's own picture
                photo = Photo(self.digit, WHOLE)
                self.play(FadeIn(photo, run_time=theme.STEP))
                self.play(FadeIn(pixels), FadeOut(photo), run_time=theme.STRIDE)
            else:
                self.play(FadeIn(pixels, run_time=theme.STRIDE))
                self.wait(theme.STEP)
            self.say("pixels")
            self.play(Transform(pixels, parted, run_time=theme.STRIDE))
            samples = Samples(self.digit, pixels, 3.4 * RIGHT + 2.2 * UP + HIGH)
            self.play(samples.find())
            self.play(samples.lift())
            self.play(samples.tell())

        with self.beat("light"):
            self.say("neuron")
            count = PixelCount(self.digit, pixels, 4 * RIGHT + HIGH)
            self.play(FadeOut(samples, run_time=theme.BLINK))
            self.play(pixels.animate(run_time=theme.STRIDE).round_off())
            self.play(count.measure())
            self.wait(theme.STEP)
            self.play(count.multiply())
            self.say("layer")
            self.play(count.total())
            self.wait(theme.STEP)
            seat = seated(pixels.copy())
            self.play(Transform(pixels, seat), FadeOut(count), run_time=self.until_the_end)

        with self.beat("weigh"):
            self.say("neuron")
            diagram = NetworkDiagram(record, pixels, lines=self.records.get("lines"))
            chosen = diagram.columns[0].copy().only(np.array([neuron.index]))
            overlay = Overlay(record, neuron, pixels, HIGH)
            legend = Exposure("w").next_to(overlay.weights, DOWN, buff=2 * theme.GAP)
            self.play(FadeIn(diagram, run_time=theme.STEP))
            self.play(diagram.dive(0, neuron.index, overlay.weights), overlay.unfold(chosen))
            self.remove(diagram)
            self.play(overlay.label())
            self.wait(theme.BLINK)
            self.say("colours")
            self.play(FadeIn(legend, run_time=theme.STEP))
            self.wait(theme.STEP)
            self.play(overlay.slide())
            self.say("product")
            self.play(overlay.multiply())
            self.play(overlay.result())

        with self.beat("sum"):
            self.say("terms")
            self.play(FadeOut(legend), overlay.make_room(3.5 * UP))
            total = WeightedSum(record, telling, overlay.products, 6.8, 6.2 * LEFT + 0.3 * DOWN)
            terms = StrongestTerms(record, telling, overlay.products, self.words)
            terms.move_to(4.3 * RIGHT + 1.3 * DOWN)
            self.play(terms.tell())
            self.wait(theme.REST)
            self.play(terms.add_up())
            self.wait(theme.REST)
            self.play(total.pour())
            self.say("heaps")
            self.play(total.weigh_heaps())
            self.wait(theme.STEP)
            told = terms.total
            self.play(FadeOut(terms.remove(told), run_time=theme.STEP))
            self.play(total.add_heaps(told))
            self.wait(theme.STEP)
            self.say("bias")
            self.play(total.join_bias())
            self.wait(theme.STEP)
            self.say("total")
            self.play(total.total())

        with self.beat("squish"):
            self.say("between")
            squish = Squish(record, neuron, 9.0, 4.4, 0.6 * LEFT + HIGH)
            overlay.remove(chosen)
            self.play(FadeOut(overlay, pixels, total.parts, run_time=theme.STEP))
            self.play(ReplacementTransform(chosen, squish.neuron), squish.place(total.z))
            self.play(squish.land())
            self.wait(theme.BLINK)
            self.say("squish")
            self.play(squish.trace())
            self.play(squish.squeeze())
            self.play(squish.climb())
            self.play(squish.cross())
            self.say("activation")
            self.play(squish.shine())

        with self.beat("layer"):
            self.say("layer")
            place = diagram.whole.place_of(0, neuron.index)
            pixels.become(seat).shift(theme.FRAME_WIDTH / 2 * LEFT)
            self.play(FadeOut(squish.plot, total.z, run_time=theme.BLINK))
            self.add(diagram, pixels)
            squish.neuron.set_z_index(1)  # it stays in front of the dark column, and lit
            self.play(
                diagram.rise(),
                Transform(squish.neuron, place, run_time=theme.JOURNEY),
                Transform(pixels, seat, run_time=theme.JOURNEY),
            )
            self.play(pixels.animate(run_time=2 * theme.STEP).let_dark_ones_go())
            self.say("lines")
            count = self.count_of_lines(seat)
            rest = theme.STEP * bool(diagram.whites[0] or count)
            light = diagram.advance(0, self.until_the_end - theme.STEP - rest)
            self.play(light, FadeIn(count, run_time=theme.STEP))
            if rest:
                self.wait(rest)
            self.remove(squish.neuron)

        with self.beat("onward"):
            self.say("next")
            names = Scores(record, diagram.outputs).named
            further = range(1, len(record.layers))
            parts = max(len(further), 2)
            before = (self.seconds_left - LAST) / (parts - 1)
            pace = theme.in_steps(min(self.seconds_left / parts, before))
            for layer in further[:-1]:
                self.play(diagram.advance(layer, pace - theme.STEP, told=False))
            if len(further) < 2:  # so that the first sentence has its time
                self.play(diagram.edges[-1].flow(to=0.5, run_time=pace))
            self.say("outputs")
            rest = theme.REST * any(map(bool, diagram.whites[1:]))
            last = self.until_the_end - theme.STEP - rest
            told = diagram.tell(*further[:-1])
            self.play(FadeIn(names), *told, *(diagram.advance(each, last) for each in further[-1:]))

        with self.beat("choose"):
            answer = Answer(record, pixels, self.words)
            scores = Scores(record, diagram.outputs.copy().set_x(NARROW))
            far, near = names.copy(), scores.named
            self.play(diagram.make_room(), ReplacementTransform(names, near))
            self.play(FadeIn(scores.tracks, run_time=theme.BLINK))
            self.say("answer", after=0.2)
            self.play(scores.read())
            self.wait(theme.REST)
            self.play(scores.frame())
            self.play(answer.arrive([scores.name_of(each).copy() for each in answer.places]))
            if answer.lines:
                self.wait(theme.STEP)
                self.play(answer.tell())
            self.wait(theme.STEP)
            self.say("whole")
            self.play(FadeOut(scores.remove(near), run_time=theme.STEP))
            last = self.until_the_end - theme.STEP
            self.play(diagram.spread(last), ReplacementTransform(near, far, run_time=last))

    def count_of_lines(self, seat: Mobject) -> VGroup:
        """How many lines are drawn, where those are not all that have light; below the digit."""
        if "lines" not in self.records:
            return VGroup()
        style = {"size": theme.SMALL, "color": theme.QUIET}
        of, lines = (Term(self.words[name], **style) for name in ("of", "lines"))
        drawn, total = (Readout(self.records.lines, name, **style) for name in ("drawn", "total"))
        return phrase(drawn, of, total, lines).next_to(seat, DOWN, buff=theme.GAP)


def _is_alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two pictures are of one size and look the same."""
    return one.shape == other.shape and np.allclose(one, other, atol=theme.LEVEL)
