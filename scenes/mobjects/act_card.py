"""The act card: the pen writes the act's number, the network reads it, and a question is put."""

import numpy as np
from manim import (
    DOWN,
    DR,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    DashedVMobject,
    FadeIn,
    FadeOut,
    Group,
    Succession,
    Transform,
    VGroup,
)

from network import ForwardPass
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.cell_animations import GrowRight
from scenes.mobjects.cells import Cells, PixelGrid, grid
from scenes.mobjects.highlight import highlight
from scenes.mobjects.painted import Composite
from scenes.mobjects.pen_stroke import PenLine, PenStroke
from scenes.mobjects.scores import bars
from scenes.mobjects.words import Readout, Term

SIDE = 4.9  # of the square that the number is written in
PITCH = 0.45  # from row to row of the scores
TRACK = 3.0  # length of a full bar
QUESTION, ROOM = 0.42, 12.8  # height of a digit in the question, and the width that it may take
CELL = 0.18  # of a film in the row of all films
LEFTMOST, RIGHTMOST = 6.4 * LEFT, 6.4 * RIGHT


class ActCard(Composite):
    """A handwritten number beside its ten scores, a question, and one cell for each film.

    Where the number is read wrongly, the row of what it is has a dashed frame.

    Args:
        record: the forward pass of the number.
        pen: how the number was written.
        question: of the act, in the film's language.
        film: the place of this film among all, from 0.
        films: how many films there are.

    Example:
        from network.handwriting.pen_path import PenPath
        four = PenPath(4, 139)
        digits = Network.load(ASSETS / "weights" / "digits.npz")
        card = ActCard(digits.forward(four.digit), four, "How can a sum see a stroke?", 2, 5)
        self.play(card.open())
        self.play(card.leave())
    """

    def __init__(
        self, record: ForwardPass, pen: PenLine, question: str, film: int, films: int
    ) -> None:
        super().__init__()
        self.record = record
        self.grid = PixelGrid(*record.digit.image.shape, SIDE)
        self.grid.next_to(LEFTMOST + 3.4 * UP, DR, buff=0)
        self.stroke = PenStroke(pen, SIDE).shift(self.grid.get_center()).set_z_index(1)
        self.lit = self.grid.copy().show(record, "digit.image")
        self._lay_out_scores()
        self.question = Term(question, size=QUESTION)
        if self.question.width > ROOM:
            self.question.scale_to_fit_width(ROOM)
        self.question.move_to(LEFTMOST + 2.0 * DOWN, LEFT)
        self.films = Cells(grid(1, films, films * CELL * 4 / 3, gap=0.25))
        self.films.move_to(RIGHTMOST + 2.75 * DOWN, RIGHT)
        self.films.rgba[:, :3] = theme.STRUCTURE.to_rgb()
        self.films.rgba[:film, :3] = theme.INK.to_rgb()
        self.here = highlight(self.films.copy().only([film]), buff=0.04)
        self.add(self.grid, self.names, self.tracks, self.question, self.films, self.here)

    def open(self) -> Animation:
        """In 2.4 seconds: write the number, let it become pixels, and read it."""
        return Succession(self.write(), self.light(), self.read())

    def write(self) -> Animation:
        """Let the pen write the number while the question appears."""
        still = Group(self.grid, self.question, self.films, self.here)
        return AnimationGroup(
            FadeIn(still, run_time=theme.BLINK), self.stroke.write(run_time=theme.STRIDE)
        )

    def light(self) -> Animation:
        """Let the line become the brightness of the pixels that it lies on."""
        return AnimationGroup(
            Transform(self.grid, self.lit),
            FadeOut(self.stroke),
            FadeIn(self.names, self.tracks),
            run_time=theme.BLINK,
        )

    def read(self) -> Animation:
        """Let the ten bars grow, and frame the answer."""
        self.add(self.bars, self.numbers, *self.frames)
        return AnimationGroup(
            GrowRight(self.bars),
            FadeIn(self.numbers),
            *(Create(frame) for frame in self.frames),
            run_time=theme.STEP,
        )

    def leave(self) -> Animation:
        """Make the stage free for the film."""
        return FadeOut(self, run_time=theme.BLINK)

    def _lay_out_scores(self) -> None:
        record, count = self.record, len(self.record.scores)
        heights = self.grid.get_center()[1] + PITCH * ((count - 1) / 2 - np.arange(count))
        starts = np.stack((np.full(count, 1.9), heights, np.zeros(count)), axis=1)
        half = np.array([0, 0.08, 0])
        self.tracks = bars(starts, starts + TRACK * RIGHT, half / 4)
        self.tracks.rgba[:, :3] = theme.STRUCTURE.to_rgb()
        self.bars = bars(starts, starts + (TRACK * record.scores[:, None]) * RIGHT, half)
        self.bars.rgba[:, :3] = theme.INK.to_rgb()
        self.bars.reading = Reading(record, "scores", digest(record.scores))
        answer = record.answer
        colours = [theme.INK if place == answer else theme.QUIET for place in range(count)]
        self.names, self.numbers = VGroup(), VGroup()
        for place, (start, colour) in enumerate(zip(starts, colours, strict=True)):
            name = Readout(record, f"labels.{place}", color=colour)
            number = Readout(record, f"scores.{place}", decimals=3, color=colour)
            self.names.add(name.next_to(start, LEFT, buff=theme.GAP))
            self.numbers.add(number.next_to(start + TRACK * RIGHT, RIGHT, buff=theme.GAP))
        self.frames = [highlight(self._row(answer), buff=0.1)]
        if record.is_right is False:
            right = highlight(self._row(record.labels.index(record.right_label)), buff=0.1)
            self.frames.append(DashedVMobject(right.set_color(theme.INK), num_dashes=72))

    def _row(self, place: int) -> Group:
        return Group(self.names[place], self.tracks.copy().only([place]), self.numbers[place])
