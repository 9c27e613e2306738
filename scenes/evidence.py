"""Why did it read my four as a nine? A mistake is taken apart, down to the ink that is to blame."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    BackgroundRectangle,
    Create,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    Mobject,
    MoveAlongPath,
    Succession,
    Transform,
    TransformFromCopy,
    VGroup,
    VMobject,
    linear,
    there_and_back,
)

from network import ForwardPass, Network, draw_digit
from network.assets import asset
from network.digits import SIDE
from network.evaluation.noise import uniform_noise
from network.interpretability.attribution import Evidence as Reasons
from network.interpretability.moves import Moves
from network.interpretability.suspects import Suspects
from scenes import theme
from scenes.mobjects.ask_ring import AskRing
from scenes.mobjects.cell_animations import GrowRight, Pour
from scenes.mobjects.cells import Cells, NeuronColumn, PixelGrid
from scenes.mobjects.diagram import NetworkDiagram
from scenes.mobjects.edges import EdgeBundle
from scenes.mobjects.equality import equals
from scenes.mobjects.highlight import highlight
from scenes.mobjects.lead import Lead, signed
from scenes.mobjects.scores import Scores
from scenes.mobjects.wall import Wall
from scenes.mobjects.words import Readout, Symbol, phrase
from scenes.stage.cast import Cast
from scenes.stage.needs import Needs
from scenes.stage.scene import FilmScene

OTHERS = ("classic", "softmax")  # networks of the same task, trained otherwise
FOUR, THREE = (4, 139), (3, 6)  # which digits, and the pen's seeds; the four is misread
FURTHEST = range(-4, 7)  # pixels by which the three can be moved before its ink is cut off
LARGE, LARGE_AT = 5.6, 3.7 * LEFT + 0.3 * UP  # side and place of the four beside its scores
SMALL, SMALL_AT = 3.5, 4.9 * LEFT + 1.0 * UP  # and beside its lead
SEAT, SEAT_AT = 4.4, 4.35 * LEFT + 0.1 * UP  # side and place of the first layer
OPEN = 0.25  # between its pixels, so that lines are seen behind them
SPREAD = (-0.4, 2.8)  # of the columns of neurons, so that there is room for scores beside the last
PASSES = 4  # of a square over the shares, before it stands where the most is
HALF, HALF_AT = 5.2, 4.1 * LEFT + 0.3 * UP  # side and place of the four beside its shares
FAINT, MANY = 0.2, 0.6  # of the light of lines that are not followed, and of all ways there are
ASKED = 0.6  # seconds that each square glows; all of them make three
PITCH, TALL, FOOT = 1.18, 2.6, -0.4  # of moved pictures, of the bar of a score of 1, its foot


class Evidence(FilmScene):
    """The four of the fourth card: the terms that misled, and what happens without them."""

    about = "digits"
    needs = Needs(
        alone="it takes apart one mistake of the shipped network, and two other networks correct it"
    )

    def cast(self) -> Cast:
        """The four, why it was misread, what would help; a moved three; and no digit at all."""
        four = self.network.forward(draw_digit(*FOUR))
        suspects = Suspects(self.network, four.digit)
        noise = uniform_noise(seed=0)
        others = {name: Network.load(asset("weights", f"{name}.npz")) for name in OTHERS}
        return Cast(
            four=four,
            reasons=Reasons(four),
            suspects=suspects,
            erased=suspects.each[suspects.right],
            second=others["classic"].forward(four.digit),
            moves=Moves(self.network, draw_digit(*THREE), tuple(FURTHEST)),
            noise=self.network.forward(noise),
            surer=others["softmax"].forward(noise),
            network=self.network,
            classic=others["classic"],
        )

    def construct(self) -> None:
        """Play the nine beats."""
        records = self.records
        four, reasons, suspects = records.four, records.reasons, records.suspects
        culprit = records.erased

        with self.beat("again"):
            grid = PixelGrid(SIDE, SIDE, LARGE).show(four, "digit.image").move_to(LARGE_AT)
            outputs = NeuronColumn(len(four.scores)).show(four, "scores")
            outputs.shift(1.5 * RIGHT + 0.3 * UP)
            scores = Scores(four, outputs)
            self.say("four")
            self.play(FadeIn(grid, rate_func=linear, run_time=theme.JOURNEY + theme.STEP))
            self.say("nine")
            self.play(FadeIn(outputs, scores.names, scores.tracks, run_time=theme.STEP))
            self.play(scores.read())
            self.wait(theme.REST)
            self.play(scores.frame())

        with self.beat("blame"):
            squares = [highlight(self.part(grid, each.region), 0.0) for each in suspects.each]
            self.say("which")
            drawn = theme.JOURNEY + theme.STRIDE
            self.play(LaggedStart(*map(Create, squares), lag_ratio=0.8, run_time=drawn))
            self.ask(Succession(*map(self.glow, squares)))

        with self.beat("lead"):
            column = NeuronColumn(four.shape[-2], height=3.5).show(reasons, "lead.inputs")
            column.move_to(2.6 * LEFT + 0.9 * UP)
            lead = Lead(reasons, column, zero=1.4, unit=0.5, start=-6.4)
            self.say("sides", after=1.4)
            self.play(
                FadeOut(outputs, scores, *squares, run_time=theme.BLINK),
                grid.animate(run_time=theme.STRIDE).scale_to_fit_width(SMALL).move_to(SMALL_AT),
            )
            self.play(FadeIn(column, lead.zero, lead.names), run_time=theme.STEP)
            self.wait(theme.REST)
            self.play(lead.grow())
            self.play(FadeIn(lead.numbers), run_time=theme.STEP)
            self.wait(theme.REST)
            self.say("sum")
            self.play(lead.add_up())
            self.play(lead.join_bias())
            self.wait(theme.REST)
            self.play(lead.total())

        with self.beat("trail"):
            diagram = NetworkDiagram(four)
            for place, layer in enumerate(diagram.columns):
                layer.show(four, f"layers.{place}.activations")
            for edges in diagram.edges:
                edges.set_opacity(FAINT).front = 1.0
            self.say("output")
            self.play(FadeOut(lead, column, grid, run_time=theme.STEP), FadeIn(diagram))
            followed = Group(self.step_back(diagram, 0))
            self.say("second")
            followed.add(self.step_back(diagram, 1))
            self.say("first")
            followed.add(self.step_back(diagram, 2))
            ways = [edges.animate.set_opacity(MANY) for edges in diagram.edges]
            self.play(*ways, rate_func=linear, run_time=self.until_the_end)

        with self.beat("shares"):
            grid.scale_to_fit_width(HALF).move_to(HALF_AT)
            shares = grid.copy().next_to(grid, RIGHT, buff=theme.GAP)
            largest = float(np.abs(reasons.lead_in_pixels.picture).max())
            shares.show_signed(reasons, "lead_in_pixels.picture", largest)
            self.say("shares")
            self.play(FadeOut(diagram, followed), FadeIn(grid), run_time=theme.STEP)
            self.play(TransformFromCopy(grid, shares, run_time=2 * theme.JOURNEY))
            told = self.shared_out(reasons).next_to(shares, RIGHT, buff=theme.GAP)
            self.say("error")
            self.play(LaggedStart(*map(FadeIn, told), lag_ratio=0.6, run_time=theme.STRIDE))
            self.wait(theme.REST)
            self.say("most")
            best = highlight(self.part(shares, culprit.region), 0.0)
            frame = best.copy().align_to(shares, UP + LEFT)
            self.play(Create(frame, run_time=theme.BLINK))
            self.play(self.search(shares, frame, best))

        with self.beat("erase"):
            self.say("gone")
            ink = self.part(grid, culprit.region)
            self.play(
                FadeOut(told, shares, run_time=theme.STEP),
                frame.animate(run_time=theme.STRIDE).move_to(ink),
            )
            grid.show(culprit, "after.digit.image")
            self.add(grid, ink, frame)
            self.play(Group(ink, frame).animate(run_time=theme.STRIDE).shift(6 * RIGHT))
            self.play(
                FadeOut(ink, frame, run_time=theme.STEP),
                grid.animate(run_time=theme.STRIDE)
                .scale_to_fit_width(SEAT)
                .move_to(SEAT_AT)
                .part(OPEN)
                .round_off(),
            )
            self.say("again")
            read = self.read(culprit.after, grid)

        with self.beat("second"):
            self.say("other", after=0.2)
            self.play(FadeOut(read, run_time=theme.BLINK))
            read = self.read(records.second)
            self.wait(theme.STEP)
            self.say("elsewhere")
            both = self.both()
            self.play(FadeOut(read, run_time=theme.STEP))
            self.play(LaggedStart(*map(FadeIn, both), lag_ratio=0.8, run_time=theme.JOURNEY))

        with self.beat("moved"):
            self.say("pixel")
            self.play(FadeOut(both, run_time=theme.STEP))
            moved = self.move()
            self.say("answers")
            order = np.argsort(np.abs(records.moves.steps), kind="stable")
            came = (FadeIn(moved[-1][place]) for place in order)
            self.play(LaggedStart(*came, lag_ratio=0.8, run_time=2 * theme.JOURNEY))

        with self.beat("noise"):
            noise = self.seated(records.noise)
            self.say("ask")
            mark = Symbol("?", size=2 * theme.HUGE).move_to(3 * RIGHT).match_y(noise)
            ring = AskRing(mark, noise)
            self.play(FadeOut(moved, run_time=theme.STEP), self.assemble(noise))
            self.play(ring.open(), FadeIn(mark))
            self.ask(ring.close())
            self.play(ring.answer(), FadeOut(mark, run_time=theme.BLINK))
            self.say("sure")
            read = self.read(records.noise, noise)
            self.play(FadeOut(read, run_time=theme.BLINK))
            self.say("surer")
            read = self.read(records.surer)
            self.wait(theme.STRIDE)
            whole = PixelGrid(SIDE, SIDE, LARGE).show(four, "digit.image").move_to(0.4 * UP)
            self.play(FadeOut(read, run_time=theme.STEP), FadeIn(whole, run_time=theme.STRIDE))
            self.play(self.closing().tell())

    def part(self, grid: PixelGrid, region: np.ndarray) -> Cells:
        """The cells of a region of a picture."""
        return grid.copy().only(np.flatnonzero(region))

    def search(self, picture: PixelGrid, frame: Mobject, best: Mobject) -> Animation:
        """Let a square pass over a picture, to and fro, until it stands where the most is."""
        start, down = frame.get_center(), (best.get_y() - frame.get_y()) / PASSES * UP
        across = 2 * (picture.get_x() - frame.get_x()) * RIGHT
        corners = [start]
        for row in range(PASSES):
            side = across if row % 2 == 0 else 0 * across
            corners += [start + row * down + side, start + (row + 1) * down + side]
        way = VMobject().set_points_as_corners([*corners, best.get_center()])
        return MoveAlongPath(frame, way, rate_func=linear, run_time=2 * theme.JOURNEY + theme.STEP)

    def glow(self, square: VGroup) -> Animation:
        """Fill a square with light for a moment."""
        lit = square.copy().set_fill(theme.LOOK_HERE, 0.35)
        return Transform(square, lit, rate_func=there_and_back, run_time=ASKED)

    def step_back(self, diagram: NetworkDiagram, step: int) -> Group:
        """Show all lines into a neuron of the trail, and which of them did most for it."""
        reasons, trail = self.records.reasons, self.records.reasons.trail(0)
        layer = len(diagram.columns) - 1 - step
        senders = [diagram.pixels, *diagram.columns][layer]
        own = trail[step].neuron if step else reasons.answer
        path = f"layers.{layer}.neuron.{own.index}.products" if step else "lead.products"
        lines = EdgeBundle(senders, diagram.columns[layer].copy().only([own.index]))
        lines.show(self.records.four if step else reasons, path)
        ring = highlight(senders.copy().only([trail[step].index]), 0.06)
        number = signed(reasons, f"trail.0.{step}.product", theme.LARGE)
        number.next_to(ring, LEFT if layer else UP, buff=theme.GAP)
        behind = BackgroundRectangle(number, color=theme.GROUND, fill_opacity=0.8, buff=0.06)
        self.play(lines.flow(run_time=theme.STRIDE))
        self.play(Create(ring, run_time=theme.BLINK), FadeIn(behind, number, run_time=theme.STEP))
        self.wait(theme.STEP)
        return Group(lines, ring, behind, number)

    def shared_out(self, reasons: Reasons) -> VGroup:
        """The shares of the ink and of the blank page, the lead, and by how much they miss it."""
        name, size = "lead_in_pixels", theme.LARGE
        rows = (
            signed(reasons, f"{name}.ink", size),
            signed(reasons, f"{name}.blank", size),
            phrase(equals("=", size), signed(reasons, f"{name}.whole", size)),
            phrase(
                Symbol("±", size=theme.TEXT, color=theme.QUIET),
                Readout(reasons, f"{name}.error", decimals=7, color=theme.QUIET),
            ),
        )
        return VGroup(*rows).arrange(DOWN, buff=2 * theme.GAP, aligned_edge=RIGHT)

    def seated(self, record: ForwardPass) -> PixelGrid:
        """A picture in the place of the first layer."""
        pixels = PixelGrid(SIDE, SIDE, SEAT, OPEN).show(record, "digit.image")
        return pixels.round_off().move_to(SEAT_AT).set_z_index(-2)

    def assemble(self, picture: PixelGrid) -> Animation:
        """Let the cells of a picture gather, row by row, from beyond the frame's left edge."""
        start = picture.copy().shift(0.5 * theme.FRAME_WIDTH * LEFT)
        return Pour(picture, start=start, run_time=theme.JOURNEY + theme.STRIDE)

    def read(self, record: ForwardPass, pixels: PixelGrid | None = None) -> Group:
        """Let a picture pass through a network, and frame its answer: all that is shown."""
        own = [] if pixels else [pixels := self.seated(record)]
        diagram = NetworkDiagram(record, pixels, spread=SPREAD)
        scores = Scores(record, diagram.outputs)
        self.play(FadeIn(*own, diagram, scores.names), run_time=theme.BLINK)
        for layer in range(len(record.layers)):
            self.play(diagram.advance(layer, theme.STEP))
        answer = scores.numbers[record.answer]
        self.play(FadeIn(scores.tracks, run_time=theme.BLINK), GrowRight(scores.bars))
        self.play(FadeIn(answer), scores.frame())
        self.wait(theme.STEP)
        return Group(
            *(pixels, diagram, scores.names, scores.tracks, scores.bars, answer, scores[-1])
        )

    def both(self) -> Group:
        """What each of two networks made of the four, and of ten thousand other digits."""
        records, rows = self.records, []
        for record, network in ((records.four, "network"), (records.second, "classic")):
            right = phrase(
                Readout(records[network], "origin.test.right", size=theme.HUGE),
                Symbol("/", size=theme.HUGE, color=theme.QUIET),
                Readout(records[network], "origin.test.of", size=theme.HUGE),
            )
            digit = PixelGrid(SIDE, SIDE, 2.9).show(record, "digit.image")
            answer = Readout(record, "answer_label", size=2 * theme.HUGE)
            rows.append(Group(digit, answer, right).arrange(RIGHT, buff=4 * theme.GAP))
        return Group(*rows).arrange(DOWN, buff=theme.GAP).move_to(0.4 * UP)

    def move(self) -> Group:
        """Show the three in all its places with its label's scores; last come the answers."""
        moves = self.records.moves
        wall = Wall(moves, "images", len(moves.steps), PITCH).move_to([0, FOOT - PITCH, 0])
        feet = wall.corners.mean(axis=1) * [1, 0, 0] + FOOT * UP
        half = 0.3 * PITCH * RIGHT
        tops = feet + TALL * moves.own_scores[:, None] * UP
        bars = Cells(np.stack((feet - half, tops + half), axis=1))
        flat = Cells(np.stack((feet - half, feet + half), axis=1))
        bars.show(moves, "own_scores")
        bars.rgba[:, :3] = theme.INK.to_rgb()
        order = np.argsort(np.abs(moves.steps), kind="stable")
        numbers = VGroup(
            *(
                Readout(moves, f"own_scores.{place}", size=theme.SMALL).next_to(top, UP, 0.1)
                for place, top in enumerate(tops)
            )
        )
        answers = VGroup(
            *(
                Readout(moves, f"each.{place}.answer_label", size=theme.LARGE).move_to(
                    foot + (TALL + 0.7) * UP
                )
                for place, foot in enumerate(feet)
            )
        )
        self.play(wall.pour_in(order, run_time=theme.JOURNEY))
        self.play(Pour(bars, start=flat, order=order, run_time=theme.JOURNEY))
        self.play(FadeIn(numbers), run_time=theme.STEP)
        self.wait(theme.REST)
        return Group(wall, bars, numbers, answers)
