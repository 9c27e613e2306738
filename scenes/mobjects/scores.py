"""Scores: what stands beside the outputs: their names, their bars and their numbers."""

import numpy as np
from manim import RIGHT, Animation, AnimationGroup, Create, FadeIn, Group, VGroup

from network import ForwardPass
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.cell_animations import GrowRight
from scenes.mobjects.cells import Cells, NeuronColumn
from scenes.mobjects.highlight import highlight
from scenes.mobjects.limits import check_within
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout

TRACK = 0.9  # length of a full bar


class Scores(Composite):
    """For each output its name, a bar as long as its activation, and the activation itself.

    Args:
        record: the forward pass whose scores are shown, each in [0, 1].
        outputs: the column of outputs, to the right of which they stand.

    Example:
        outputs = NeuronColumn(10, height=6).show(self.forward_pass, "scores")
        scores = Scores(self.forward_pass, outputs)
        self.play(FadeIn(scores.names, scores.tracks))
        self.play(scores.read())
        self.play(scores.frame(self.forward_pass.answer))
        self.play(Group(outputs, scores).animate.shift(LEFT))
    """

    def __init__(self, record: ForwardPass, outputs: NeuronColumn) -> None:
        super().__init__()
        check_within(record.scores, 0, 1, "scores", "a bar shows")
        self.outputs = outputs
        middles = outputs.centers
        pitch = float(np.abs(np.diff(middles[:, 1])).min(initial=1.0))
        self.room = min((pitch - np.ptp(outputs.corners[0, :, 1])) / 2, 0.08)
        style = {"size": np.clip(0.62 * pitch, theme.SMALL, theme.TEXT), "color": theme.QUIET}
        self.names = VGroup(
            *(
                Readout(record, f"labels.{place}", **style).move_to(middle + 0.55 * RIGHT)
                for place, middle in enumerate(middles)
            )
        )
        start = middles + 0.85 * RIGHT
        half = np.array([0, min(0.16, 0.5 * pitch) / 2, 0])
        self.tracks = bars(start, start + TRACK * RIGHT, half / 3)
        self.tracks.rgba[:, :3] = theme.STRUCTURE.to_rgb()
        self.bars = bars(start, start + (TRACK * record.scores[:, None]) * RIGHT, half)
        self.bars.rgba[:, :3] = theme.INK.to_rgb()
        self.bars.reading = Reading(record, "scores", digest(record.scores))
        self.numbers = VGroup(
            *(
                Readout(record, f"scores.{place}", decimals=3, **style).next_to(
                    end, RIGHT, buff=theme.GAP
                )
                for place, end in enumerate(start + TRACK * RIGHT)
            )
        )
        self.add(self.names, self.tracks, self.bars, self.numbers)

    def read(self) -> Animation:
        """Let each bar grow to its activation, and write the number."""
        return AnimationGroup(GrowRight(self.bars), FadeIn(self.numbers), run_time=theme.STRIDE)

    def frame(self, place: int) -> Animation:
        """Put the frame of attention around one output; it stays with the scores."""
        row = Group(self.names[place], self.numbers[place], self.outputs.copy().only([place]))
        frame = highlight(row, self.room)
        self.add(frame)
        return AnimationGroup(
            Create(frame),
            self.names[place].animate.set_fill(theme.INK),
            self.numbers[place].animate.set_fill(theme.INK),
            run_time=theme.STEP,
        )


def bars(starts: np.ndarray, ends: np.ndarray, half: np.ndarray) -> Cells:
    """Upright bars from points to points, (n, 3), that reach half their extent to either side."""
    return Cells(np.stack((starts - half, ends + half), axis=1))
