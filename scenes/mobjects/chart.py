"""A chart of trials: how well each recipe reads, a dot for each of its trainings."""

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, LaggedStart, Line, VGroup

from network import look_up
from scenes import theme
from scenes.ledger import Axis, Reading, digest
from scenes.mobjects.cells import Cells
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout

DOT = 0.17  # across
STROKE, BESIDE = 0.22, 0.1  # of a stroke that stands for a hidden layer: its length, to the next
DECIMALS = 3  # of a mean


class Chart(Composite):
    """A column for each trial: dots at the accuracies of its runs, and their mean above.

    Below stand a stroke for each hidden layer and how many neurons one has.

    Args:
        trials: the record (`network.training.trials.Trials`).
        marks: accuracies at which lines run across, the first at the foot, the last at the top.
        width: from the first column to the last, in scene units.
        height: from the first line to the last.
        foot: the left end of the first line.

    Example:
        from network.training.trials import read_trials
        from network.assets import asset
        trials = read_trials(asset("trials", "shapes.json"))
        chart = Chart(trials, np.array([0.9, 0.95, 1.0]), 6, 3, 3 * LEFT + DOWN)
        self.play(FadeIn(chart.lines, chart.names))
        self.play(chart.show([0, 1, 2]))
    """

    def __init__(
        self, trials: object, marks: np.ndarray, width: float, height: float, foot: np.ndarray
    ) -> None:
        super().__init__()
        self.trials, self.foot, self.width_of = trials, foot, width
        self.low, self.unit = marks[0], height / (marks[-1] - marks[0])
        axis, quiet = Axis(marks), {"size": theme.SMALL, "color": theme.QUIET}
        self.lines = VGroup()
        for place, mark in enumerate(marks):
            start = foot + (mark - self.low) * self.unit * UP
            line = Line(start, start + width * RIGHT, color=theme.STRUCTURE)
            number = Readout(axis, f"marks.{place}", **quiet)
            self.lines.add(line.set_stroke(width=theme.HAIRLINE), number.next_to(line, LEFT))
        count = len(look_up(trials, "trials"))  # type: ignore[arg-type]
        self.pitch = width / count
        self.dots = [self._dots(place) for place in range(count)]
        self.means = [
            Readout(trials, f"trials.{place}.mean", decimals=DECIMALS).next_to(
                dots, UP, buff=theme.GAP / 2
            )
            for place, dots in enumerate(self.dots)
        ]
        self.names = VGroup(*(self._name(place) for place in range(count)))
        self.add(self.lines, self.names)

    def show(self, places: list[int]) -> Animation:
        """Let the dots of some trials come, one trial after the other, and then their means."""
        shown = [(self.dots[place], self.means[place]) for place in places]
        self.add(*(each for pair in shown for each in pair))
        came = [FadeIn(dots, mean, shift=theme.GAP * UP) for dots, mean in shown]
        return LaggedStart(*came, lag_ratio=0.7, run_time=theme.in_steps(theme.STEP * len(came)))

    def _dots(self, place: int) -> Cells:
        path = f"trials.{place}.accuracies"
        values = np.asarray(look_up(self.trials, path), dtype=float)
        aside = (np.arange(len(values)) - (len(values) - 1) / 2) * 1.2 * DOT
        middles = self._at(place) + aside[:, None] * RIGHT
        middles = middles + (values[:, None] - self.low) * self.unit * UP
        half = DOT / 2 * (RIGHT + UP)
        dots = Cells(np.stack((middles - half, middles + half), axis=1), roundness=1.0).unlit()
        dots.rgba[:, :3] = theme.INK.to_rgb()
        dots.reading = Reading(self.trials, path, digest(values))
        return dots

    def _name(self, place: int) -> VGroup:
        """A stroke for each hidden layer, and how many neurons each of them has."""
        hidden = len(look_up(self.trials, f"trials.{place}.recipe.shape")) - 2  # type: ignore[arg-type]
        top = self._at(place) + theme.GAP * DOWN
        strokes = [
            Line(top, top + STROKE * DOWN, color=theme.QUIET).shift(
                (layer - (hidden - 1) / 2) * BESIDE * RIGHT
            )
            for layer in range(hidden)
        ]
        name = VGroup(*strokes)
        if hidden:
            size = Readout(self.trials, f"trials.{place}.recipe.shape.1", color=theme.QUIET)
            name.add(size.next_to(top + STROKE * DOWN, DOWN, buff=theme.GAP / 2))
        return name

    def _at(self, place: int) -> np.ndarray:
        """The foot of a trial's column."""
        return np.asarray(self.foot + (place + 0.5) * self.pitch * RIGHT)
