"""Hills: many digits as specks on a number line, each where its weighted sum puts it."""

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    DashedLine,
    FadeIn,
    FadeOut,
    Succession,
    Transform,
    VGroup,
)

from network import look_up
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.cells import Cells
from scenes.mobjects.marked_line import MarkedLine
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout

SPECK = 0.1  # size of a digit
SPAN = (-2.2, 7.2)  # of the sums that the line has room for
MARKS = np.array([0, 3, 6])
FOOT, WIDE = 1.9 * DOWN, 12.0  # the middle of the line, and how long it is
CLEARANCE = 0.14  # from the line to the middle of the lowest speck
HIGH = 4.4  # of the mark above the line
ABOVE = 9.0  # scene units above their places, from where specks fall
OTHERS = 0.42 * theme.INK.to_rgb()  # colour of a digit that the neuron is not meant for


class Hills(Composite):
    """Every digit of a crowd as a speck above its weighted sum: two hills, one before the other.

    In front, and brighter, stand the digits that the neuron is meant for; behind them all others.
    The specks of a hill stand in columns as wide as one of them.

    Args:
        crowd: the record of the sums (`network.interpretability.crowd.Crowd`).
        span: the sums at the ends of the line.
        marks: the sums that are written below it.

    Example:
        class Sums:
            sums, is_meant, mark = np.linspace(-1, 5, 60), np.arange(60) > 40, 2.0
            meant_beyond, others_beyond = 19, 11
        hills = Hills(Sums())
        self.play(FadeIn(hills.line))
        self.play(hills.rain(hills.others))
        self.play(hills.rain(hills.meant))
        self.play(hills.raise_mark())
        self.play(FadeIn(hills.numbers))
        self.play(hills.move(Sums()))
        self.play(hills.count_again(Sums()))
    """

    def __init__(
        self,
        crowd: object,
        span: tuple[float, float] = SPAN,
        marks: np.ndarray = MARKS,
    ) -> None:
        super().__init__()
        ends = FOOT + WIDE / 2 * LEFT, FOOT + WIDE / 2 * RIGHT
        self.line = MarkedLine(*ends, span, marks)
        self.others, self.meant = self._hills(crowd)
        self.mark = self._mark(crowd)
        self.numbers = self._numbers(crowd)
        self.add(self.line, self.others, self.meant, self.mark, self.numbers)

    def at(self, number: float) -> np.ndarray:
        """Where a sum stands on the line."""
        return self.line.at(number)

    def rain(self, hill: Cells, run_time: float = 2 * theme.JOURNEY) -> Animation:
        """Let the specks of a hill fall to their places, the smallest sums first."""
        start = hill.copy().shift(ABOVE * UP)
        order = np.argsort(hill.centers[:, 0], kind="stable")
        return Pour(hill, start=start, order=order, run_time=run_time)

    def move(self, crowd: object) -> Animation:
        """Let every speck go to where other sums of the same digits put it."""
        hills = zip((self.others, self.meant), self._hills(crowd), strict=True)
        moves = (Pour(hill, end, lag=0.4) for hill, end in hills)
        return AnimationGroup(*moves, run_time=2 * theme.JOURNEY)

    def widen(self, wider: "Hills") -> Animation:
        """Let the line run on, to that of other hills of the same crowd."""
        return AnimationGroup(
            Transform(self.others, wider.others),
            Transform(self.meant, wider.meant),
            Succession(FadeOut(self.line.marks), FadeIn(wider.line.marks)),
            run_time=theme.JOURNEY,
        )

    def raise_mark(self) -> Animation:
        """Raise the mark from the line."""
        return Create(self.mark, run_time=theme.STRIDE)

    def count_again(self, crowd: object) -> Animation:
        """Write how many lie beyond the mark now."""
        again = self._numbers(crowd)
        return AnimationGroup(
            *(Transform(old, new) for old, new in zip(self.numbers, again, strict=True)),
            run_time=theme.STEP,
        )

    def _hills(self, crowd: object) -> tuple[Cells, Cells]:
        """The specks of all others, and of those that are meant."""
        sums = np.asarray(look_up(crowd, "sums"), dtype=float)
        is_meant = np.asarray(look_up(crowd, "is_meant"), dtype=bool)
        foot = self.line.line.get_start()[1] + CLEARANCE
        places, levels = stacked(
            np.array([self.at(each)[0] for each in sums]), SPECK, is_meant, HIGH
        )
        middles = np.stack((places, foot + levels, np.zeros(len(sums))), axis=1)
        return specks(crowd, "sums", middles, SPECK)

    def _mark(self, crowd: object) -> DashedLine:
        foot = self.at(float(look_up(crowd, "mark")))  # type: ignore[arg-type]
        return DashedLine(foot, foot + HIGH * UP, stroke_width=2, color=theme.LOOK_HERE)

    def _numbers(self, crowd: object) -> VGroup:
        """How many lie beyond the mark: of the others, and of those that are meant."""
        others = Readout(crowd, "others_beyond", size=theme.LARGE, color=theme.QUIET)
        meant = Readout(crowd, "meant_beyond", size=theme.LARGE)
        both = VGroup(others, meant).arrange(DOWN, buff=theme.GAP, aligned_edge=LEFT)
        return both.next_to(self.mark, RIGHT, buff=theme.GAP).align_to(self.mark, UP)


def specks(crowd: object, path: str, middles: np.ndarray, size: float) -> tuple[Cells, Cells]:
    """A speck for each digit of a crowd: those of all others, and of those that are meant.

    `middles` is (N, 3); `path` leads to what puts them there.
    """
    values = np.asarray(look_up(crowd, path), dtype=float)
    is_meant = np.asarray(look_up(crowd, "is_meant"), dtype=bool)
    half = 0.46 * size * np.array([1, 1, 0])
    every = Cells(np.stack((middles - half, middles + half), axis=1), roundness=1.0)
    every.rgba[:, :3] = np.where(is_meant[:, None], theme.INK.to_rgb(), OTHERS)
    every.reading = Reading(crowd, path, digest(values))
    others, meant = (every.copy().only(np.flatnonzero(each)) for each in (~is_meant, is_meant))
    return others, meant


def stacked(
    along: np.ndarray, size: float, group: np.ndarray, tallest: float = np.inf
) -> tuple[np.ndarray, np.ndarray]:
    """Columns of things of two groups that share a line, each group with columns of its own.

    Where each stands along the line, in columns as wide as a thing, and how high, (n,) and (n,).
    Things move together where a column would be taller than the tallest.
    """
    columns, levels = np.round(along / size).astype(int), np.zeros(len(along))
    filled: dict[tuple[int, bool], int] = {}
    for place in np.argsort(along, kind="stable"):
        column = int(columns[place]), bool(group[place])
        levels[place] = filled.get(column, 0)
        filled[column] = filled.get(column, 0) + 1
    return size * columns, levels * min(size, tallest / max(levels.max(initial=0), 1))
