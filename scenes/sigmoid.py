"""The sigmoid: how any sum at all becomes a brightness between nothing and full."""

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    AnimationGroup,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    Transform,
    linear,
)

from network import Network
from network.assets import asset
from network.interpretability.crowd import Crowd
from network.training.by_hand import detector
from scenes import theme
from scenes.mobjects.ask_ring import AskRing
from scenes.mobjects.cells import NeuronColumn
from scenes.mobjects.hills import Hills
from scenes.mobjects.plate import Plate
from scenes.mobjects.squish import Squish
from scenes.mobjects.squished_hills import SquishedHills
from scenes.mobjects.words import Readout
from scenes.stage.cast import Cast
from scenes.stage.needs import Needs
from scenes.stage.roof import CURVE, HAVE_ROOFS, LAMP, NEURON, THOUSAND, before, crowd_before
from scenes.stage.scene import FilmScene

FAR, FAR_MARKS = (-130.0, 130.0), np.array([-100, 0, 100])  # a line for sums of learnt neurons


class Sigmoid(FilmScene):
    """The number line with its hills, squeezed into the gap between 0 and 1."""

    about = "by_hand"
    needs = Needs(alone="it is about one neuron that was set by hand, and one of a shipped network")

    def cast(self) -> Cast:
        """Digits before the detector, and the learnt neuron whose sums carry it furthest."""
        sharp = detector("roof", bias=0)
        classic = Network.load(asset("weights", "classic.npz"))
        learnt = [Crowd(classic, THOUSAND, place, HAVE_ROOFS) for place in range(classic.shape[1])]
        return Cast(
            **before(sharp, "seven", "three", "empty"),
            thousand=THOUSAND,
            sharp=crowd_before(sharp),
            learnt=max(learnt, key=lambda crowd: crowd.saturated),
        )

    def construct(self) -> None:
        """Play the six beats."""
        cast = self.records
        near = Hills(cast.sharp)
        lamp = NeuronColumn(1, 1, LAMP).move_to(5.3 * RIGHT + 2.3 * UP)
        squishes = {
            name: Squish(cast[name], cast[name].layers[0].neuron(0), *CURVE)
            for name in ("seven", "three", "empty")
        }
        squish = squishes["seven"]

        with self.beat("unbounded"):
            self.add(near.line, near.others, near.meant, near.mark, near.numbers, lamp)
            self.say("any")
            self.play(FadeOut(near.mark, near.numbers, run_time=theme.STEP))
            far = Hills(cast.sharp, FAR, FAR_MARKS)
            self.play(near.widen(far))
            self.remove(near.line.line, near.others, near.meant)
            self.add(far.line, far.others, far.meant)
            self.say("learnt")
            self.play(far.move(cast.learnt), run_time=self.until_the_end - 2 * theme.STEP)
            ends = [
                Readout(cast.learnt, name, decimals=0, sign=True).next_to(
                    far.at(getattr(cast.learnt, name)), UP, buff=3 * theme.GAP
                )
                for name in ("lowest", "highest")
            ]
            self.play(FadeIn(*ends, run_time=theme.STEP))

        with self.beat("gap"):
            hills = SquishedHills(cast.sharp, squish)
            self.say("gap")
            self.play(
                FadeOut(*ends, far.line),
                ReplacementTransform(far.others, hills.others),
                ReplacementTransform(far.meant, hills.meant),
                FadeIn(squish.axis),
                run_time=theme.JOURNEY,
            )
            foot = squish.neuron.copy().set_y(squish.interval.at(0)[1])
            self.play(
                FadeIn(squish.interval),
                Transform(lamp, foot),
                rate_func=linear,
                run_time=self.until_the_end,
            )

        with self.beat("squeeze"):
            self.say("curve")
            self.play(squish.trace(), run_time=theme.JOURNEY)
            plate = Plate(self.script.words["sigmoid"], "σ", self.language)
            self.play(plate.coin())
            self.say("squeeze")
            squeezed = AnimationGroup(squish.squeeze(), hills.squeeze())
            self.play(squeezed, run_time=self.until_the_end)

        with self.beat("half"):
            zero = squishes["empty"]
            number = Readout(cast.empty, f"{NEURON}.weighted_sum", sign=True)
            number.next_to(zero.dot, DOWN, buff=3 * theme.GAP)
            self.say("ask")
            self.play(plate.leave())
            self.play(FadeIn(number), zero.land(), run_time=theme.STEP)
            self.wait(theme.STEP)
            ring = AskRing(lamp, squish.plot, zero.dot, number)
            self.play(ring.open())
            self.ask(ring.close())
            self.say("half")
            self.play(ring.answer())
            self.remove(lamp)
            self.carry(zero)

        with self.beat("carry"):
            for name in ("seven", "three"):
                self.say(name)
                old, each = zero, squishes[name]
                self.play(
                    FadeOut(old.dot, old.rise, old.across, old.activation, old.neuron, number),
                    run_time=theme.STEP,
                )
                number = Readout(cast[name], f"{NEURON}.weighted_sum", sign=True)
                number.next_to(each.dot, DOWN, buff=3 * theme.GAP)
                self.play(FadeIn(number, each.neuron), each.land(), run_time=theme.STEP)
                self.wait(theme.STEP)
                self.carry(each)
                self.wait(theme.STEP)
                zero = each

        with self.beat("limits"):
            gone = zero.dot, zero.rise, zero.across, zero.activation, zero.neuron, number
            self.say("paper")
            self.play(FadeOut(*gone, run_time=theme.STEP))
            self.play(hills.change(cast.learnt))
            self.wait(theme.BLINK)
            self.say("exactly")
            count = Readout(cast.learnt, "saturated", size=theme.LARGE)
            count.next_to(squish.interval.at(1), RIGHT, buff=2 * theme.GAP)
            self.play(FadeIn(count, run_time=theme.STEP))
            self.wait(theme.REST)
            self.play(
                FadeOut(count, hills),
                FadeIn(foot),
                Transform(squish.squeezed, squish.ticks),
                run_time=theme.JOURNEY,
            )
            self.play(self.closing().tell())

    def carry(self, squish: Squish) -> None:
        """Bring a sum up to the curve and across; it carries its lamp along, and lights it."""
        self.play(squish.climb())
        self.play(squish.cross())
        lit = squish.neuron.copy().show(squish.record, f"{NEURON}.activation")
        self.play(Transform(squish.neuron, lit), FadeIn(squish.activation), run_time=theme.STEP)
