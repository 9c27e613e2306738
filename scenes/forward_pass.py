"""The flagship: one digit's way through a trained network, from its pixels to an answer."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    Group,
    Mobject,
    ReplacementTransform,
    SurroundingRectangle,
    Transform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.cells import Cells, NeuronColumn, PixelGrid, Pour
from scenes.mobjects.diagram import NetworkDiagram
from scenes.mobjects.scores import Scores
from scenes.mobjects.squish import Squish
from scenes.mobjects.weighted_sum import WeightedSum
from scenes.mobjects.words import Readout, Symbol, Term, phrase
from scenes.stage import FilmScene

WHOLE, SLOT, SEAT = 6.2, 2.9, 4.4  # sides of the picture: alone, beside others, in the network
SLOTS = [4.75 * LEFT + 1.5 * UP, 1.5 * UP, 4.75 * RIGHT + 1.5 * UP]
SEAT_CENTER = 4.4 * LEFT
SEAT_GAP = 0.25  # between neurons, so that the lines behind them are seen
LEVELS = (0.0, 0.35, 0.7, 1.0)  # brightnesses near which cells are lifted out
ONWARD = 8.0  # seconds for all layers after the first
TERMS = 4  # how many products are told one by one


class ForwardPass(FilmScene):
    """784 pixels, one neuron at work, a layer, the next ones, an answer."""

    def construct(self) -> None:
        """Play the eight beats."""
        self.neuron = self.forward_pass.clearest
        self.path = f"layers.0.neuron.{self.neuron.index}"
        with self.beat("look"):
            self.look()
        with self.beat("light"):
            self.light()
        with self.beat("weigh"):
            self.weigh()
        with self.beat("sum"):
            self.sum()
        with self.beat("squish"):
            self.squish()
        with self.beat("layer"):
            self.layer()
        with self.beat("onward"):
            self.onward()
        with self.beat("choose"):
            self.choose()

    def look(self) -> None:
        """The scrawl becomes cells; a few of them lift out and show their numbers."""
        rows, columns = self.digit.image.shape
        self.pixels = PixelGrid(rows, columns, WHOLE, gap=0).show(self.digit, "image")
        self.play(FadeIn(self.pixels, run_time=theme.STEP))
        self.wait(theme.STEP)
        self.play(self.pixels.animate(run_time=theme.STRIDE).part())
        self.play(self.pixels.animate(run_time=theme.STEP).shift(2.4 * LEFT))
        middle = np.hypot(*(np.indices((rows, columns)) - (rows - 1) / 2)).ravel()
        places = np.array(
            [np.lexsort((middle, np.abs(self.digit.pixels - level)))[0] for level in LEVELS]
        )
        places = places[np.argsort(-self.pixels.centers[places, 1], kind="stable")]
        self.frames = VGroup(
            *(
                look_here(Cells(self.pixels.corners[[place]]), buff=0.02) for place in places
            )
        )
        lifted = self.pixels.copy().only(places)
        self.lifted = lifted
        large = lifted.copy()
        spots = np.array([3.4 * RIGHT + (2.1 - 1.4 * row) * UP for row in range(len(places))])
        reach = np.array([0.5, 0.5, 0])
        large.points = np.stack((spots - reach, spots + reach), axis=1).reshape(-1, 3)
        self.numbers = VGroup(
            *(
                Readout(self.digit, f"pixels.{place}", size=theme.LARGE).next_to(
                    spot + reach[0] * RIGHT, RIGHT, buff=2 * theme.GAP
                )
                for place, spot in zip(places, spots, strict=True)
            )
        )
        self.play(Create(self.frames, lag_ratio=0.3, run_time=theme.STEP))
        self.play(Pour(lifted, large, np.arange(len(places)), introducer=True, run_time=theme.STRIDE))
        self.play(FadeIn(self.numbers, lag_ratio=0.3, run_time=theme.STEP))

    def light(self) -> None:
        """Every pixel becomes a neuron, as bright as its number; they are counted."""
        self.play(FadeOut(self.frames, self.lifted, self.numbers, run_time=theme.STEP))
        self.play(self.pixels.animate(run_time=theme.STRIDE).round_off())
        sides = [
            Readout(self.digit, f"image.shape.{axis}", size=theme.LARGE).next_to(
                self.pixels, direction, buff=theme.GAP
            )
            for axis, direction in enumerate((LEFT, UP))
        ]
        product = phrase(
            Readout(self.digit, "image.shape.0", size=theme.LARGE),
            Symbol("×", size=theme.LARGE),
            Readout(self.digit, "image.shape.1", size=theme.LARGE),
            Symbol("=", size=theme.LARGE),
            Readout(self.digit, "pixels.size", size=theme.LARGE),
        ).move_to(4.0 * RIGHT)
        self.play(*(FadeIn(side) for side in sides), run_time=theme.STEP)
        self.play(
            *(Transform(side, goal) for side, goal in zip(sides, product[::2], strict=False)),
            FadeIn(product[1]),
            run_time=theme.STRIDE,
        )
        self.play(FadeIn(product[3:], shift=0.3 * RIGHT, run_time=theme.STEP))
        self.count = Group(*sides, product[1], product[3:])

    def weigh(self) -> None:
        """A neuron's weights appear as a picture and slide over the digit."""
        layer = NeuronColumn(self.forward_pass.shape[1], 6.6).shift(4.6 * RIGHT)
        self.play(FadeOut(self.count), FadeIn(layer), run_time=theme.STEP)
        chosen = layer.copy().only(np.array([self.neuron.index]))
        ring = look_here(chosen)
        self.play(Create(ring, run_time=theme.BLINK))
        rows, columns = self.digit.image.shape
        largest = np.abs(self.neuron.weights).max()
        self.weights = PixelGrid(rows, columns, SLOT).move_to(SLOTS[1])
        self.weights.show_signed(self.forward_pass, f"{self.path}.weights", largest)
        folded = self.weights.copy().scale_to_fit_width(0.2).move_to(chosen).set_opacity(0)
        self.play(
            self.pixels.animate.scale_to_fit_width(SLOT).move_to(SLOTS[0]),
            ReplacementTransform(folded, self.weights),
            FadeOut(layer, ring),
            run_time=theme.JOURNEY,
        )
        names = [Symbol(name, size=theme.LARGE) for name in ("a", "w", "w·a")]
        signs = [Symbol(sign, size=theme.LARGE) for sign in ("×", "=")]
        for name, slot in zip(names, SLOTS, strict=True):
            name.move_to(slot + (SLOT / 2 + 0.35) * UP)
        for place, sign in enumerate(signs):
            sign.move_to((SLOTS[place] + SLOTS[place + 1]) / 2)
        self.play(FadeIn(*names[:2], signs[0], run_time=theme.STEP))
        over = self.weights.copy()
        self.play(over.animate(run_time=theme.STRIDE).move_to(SLOTS[0]))
        self.play(
            over.animate(run_time=theme.STRIDE).show_signed(
                self.forward_pass, f"{self.path}.products", largest
            )
        )
        self.play(over.animate.move_to(SLOTS[2]), FadeIn(signs[1], names[2]), run_time=theme.STRIDE)
        self.products, self.lesson = over, Group(*names, *signs)

    def sum(self) -> None:
        """The products pour into heaps; with the bias they make z."""
        total = WeightedSum(self.forward_pass, self.path, 6.0, 6.2 * LEFT + 0.75 * DOWN)
        poured = self.products.copy()
        order = np.argsort(-np.abs(self.neuron.products), kind="stable")
        self.play(FadeIn(total.zero, run_time=theme.BLINK))
        self.play(Pour(poured, total.heap(poured), order, introducer=True, run_time=theme.JOURNEY))
        self.play(FadeIn(total.positive, total.negative, run_time=theme.STEP))
        terms = self.terms().move_to(4.0 * RIGHT + 1.85 * DOWN)
        for term in terms:
            self.play(FadeIn(term, shift=0.2 * UP, run_time=theme.BLINK))
        self.play(FadeIn(total.bias_bar, total.guides, total.bias, run_time=theme.STEP))
        self.play(FadeIn(total.sum_bar, total.total, run_time=theme.STEP))
        box = look_here(total.total)
        self.play(Create(box, run_time=theme.STEP))
        self.total = total
        self.lesson.add(poured, terms, box, self.products, self.weights, total.parts)

    def terms(self) -> VGroup:
        """The strongest terms with their numbers, and the sum of all others."""
        rows = VGroup()
        for place in self.neuron.strongest(TERMS):
            color = theme.sign_colour(self.neuron.products[place])
            rows.add(
                phrase(
                    Readout(
                        self.forward_pass, f"{self.path}.weights.{place}", sign=True, color=color
                    ),
                    Symbol("×"),
                    Readout(self.forward_pass, f"{self.path}.inputs.{place}"),
                    Symbol("="),
                    Readout(
                        self.forward_pass, f"{self.path}.products.{place}", sign=True, color=color
                    ),
                )
            )
        others = Readout(self.forward_pass, f"{self.path}.others.{TERMS}", sign=True)
        others.set_fill(theme.sign_colour(self.neuron.others(TERMS)))
        rows.add(
            phrase(
                Term("and the other", color=theme.QUIET),
                Readout(self.forward_pass, f"{self.path}.left_over.{TERMS}", color=theme.QUIET),
                Symbol("=", color=theme.QUIET),
                others,
            )
        )
        return rows.arrange(DOWN, buff=theme.GAP, aligned_edge=RIGHT)

    def squish(self) -> None:
        """z lands on the number line, the line is squeezed, and z becomes a brightness."""
        squish = Squish(self.forward_pass, self.path, 5.6, 4.2, 1.2 * RIGHT)
        z = self.total.total
        self.play(FadeOut(self.lesson, run_time=theme.STEP))
        self.play(
            self.pixels.animate.scale_to_fit_width(SEAT).move_to(SEAT_CENTER).part(SEAT_GAP),
            FadeIn(squish.line, squish.ticks, squish.line_marks),
            z.animate.next_to(squish.dot, DOWN, buff=3 * theme.GAP),
            run_time=theme.STRIDE,
        )
        self.play(FadeIn(squish.dot, shift=0.6 * UP, run_time=theme.STEP))
        self.play(FadeIn(squish.interval, squish.interval_marks, run_time=theme.STEP))
        self.play(squish.squeeze(run_time=theme.JOURNEY))
        self.play(Create(squish.curve, run_time=theme.STRIDE))
        self.play(
            Create(squish.rise),
            squish.dot.animate.move_to(squish.rise.get_end()),
            run_time=theme.STEP,
        )
        self.play(
            Create(squish.across),
            squish.dot.animate.move_to(squish.across.get_end()),
            run_time=theme.STEP,
        )
        lit = squish.neuron.copy().show(self.forward_pass, f"{self.path}.activation")
        self.add(squish.neuron)
        self.play(
            Transform(squish.neuron, lit), FadeIn(squish.activation), run_time=theme.STEP
        )
        self.lit = squish.neuron
        self.lesson = Group(
            z, squish.line, squish.line_marks, squish.ticks, squish.squeezed, squish.curve,
            squish.dot, squish.rise, squish.across, squish.activation, squish.interval,
            squish.interval_marks,
        )

    def layer(self) -> None:
        """The same for the whole layer at once."""
        self.diagram = NetworkDiagram(self.forward_pass, self.pixels)
        seat = self.diagram.columns[0].copy().only(np.array([self.neuron.index]))
        seat.show(self.forward_pass, f"{self.path}.activation")
        self.play(
            FadeOut(self.lesson),
            FadeIn(*self.diagram.columns),
            Transform(self.lit, seat),
            run_time=theme.STRIDE,
        )
        self.advance(0)
        self.remove(self.lit)

    def advance(self, layer: int, run_time: float = theme.JOURNEY) -> None:
        """Light runs along the lines into a layer, and then its neurons shine."""
        edges, column = self.diagram.edges[layer], self.diagram.columns[layer]
        self.add(edges)
        self.bring_to_back(edges)
        self.play(edges.flow(run_time=min(run_time, theme.JOURNEY)))
        self.play(Transform(column, self.diagram.lit(layer), run_time=theme.STEP))

    def onward(self) -> None:
        """The next layers, one after the other, in the time that the beat gives them."""
        layers = range(1, len(self.forward_pass.layers))
        for layer in layers:
            self.advance(layer, theme.in_steps(ONWARD / len(layers)) - theme.STEP)

    def choose(self) -> None:
        """The brightest output is the answer; the runner-up and the margin are told."""
        scores = Scores(self.forward_pass, self.diagram.outputs)
        self.play(
            FadeIn(scores.names, scores.tracks),
            *(edges.animate.set_opacity(0.3) for edges in self.diagram.edges),
            run_time=theme.STEP,
        )
        self.add(scores.empty)
        self.play(
            Transform(scores.empty, scores.bars), FadeIn(scores.numbers), run_time=theme.STRIDE
        )
        box = look_here(scores.row(self.forward_pass.answer), buff=scores.room)
        self.play(Create(box, run_time=theme.STEP))
        answer = scores.names[self.forward_pass.answer].copy()
        verdict = self.verdict()
        large = Readout(self.forward_pass, "answer_label", size=theme.HUGE).next_to(
            self.pixels, UP, buff=theme.GAP
        )
        self.play(Transform(answer, large, run_time=theme.JOURNEY))
        if self.forward_pass.is_right is False:
            label = phrase(
                Term("label", color=theme.QUIET), Readout(self.forward_pass, "right_label")
            )
            verdict.add(label.next_to(large, RIGHT, buff=2 * theme.GAP))
        self.play(FadeIn(verdict, lag_ratio=0.3, run_time=theme.STEP))

    def verdict(self) -> VGroup:
        """The runner-up, the margin, and the label where the answer is not the label."""
        record = self.forward_pass
        lines = VGroup(
            phrase(
                Term("runner-up", color=theme.QUIET),
                Readout(record, "runner_up_label"),
                Symbol("=", color=theme.QUIET),
                Readout(record, "ranked.1.activation"),
            ),
            phrase(
                Term("margin", color=theme.QUIET),
                Symbol("=", color=theme.QUIET),
                Readout(record, "margin"),
            ),
        )
        return lines.arrange(DOWN, buff=theme.GAP, aligned_edge=LEFT).next_to(
            self.pixels, DOWN, buff=theme.GAP
        )


def look_here(thing: Mobject, buff: float = 0.08) -> SurroundingRectangle:
    """A yellow frame: the one place to look at now."""
    return SurroundingRectangle(
        thing, color=theme.LOOK_HERE, buff=buff, stroke_width=theme.STROKE
    )
