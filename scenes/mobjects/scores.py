"""Scores: what stands beside the outputs: their names, their bars and their numbers."""

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    DashedVMobject,
    FadeIn,
    Group,
    Line,
    Rectangle,
    VGroup,
)

from network import ForwardPass
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.cell_animations import GrowRight
from scenes.mobjects.cells import Cells, NeuronColumn
from scenes.mobjects.highlight import highlight
from scenes.mobjects.limits import check_within
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, numeral

TRACK = 1.7  # length of a full bar
CLOSE = 0.5  # a larger margin needs no second look
DECIMALS = 3  # of a score
DASHES = 48  # of the frame around a row


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
        self.play(scores.frame())
        self.play(Group(outputs, scores).animate.shift(LEFT))
    """

    def __init__(self, record: ForwardPass, outputs: NeuronColumn) -> None:
        super().__init__()
        check_within(record.scores, 0, 1, "scores", "a bar shows")
        self.record, self.outputs = record, outputs
        middles = outputs.centers
        pitch = float(np.abs(np.diff(middles[:, 1])).min(initial=1.0))
        self.room = float(np.clip((pitch - np.ptp(outputs.corners[0, :, 1])) / 2, 0.03, 0.08))
        style = {"size": np.clip(0.62 * pitch, theme.SMALL, theme.TEXT), "color": theme.QUIET}
        edge = outputs.get_right() + theme.GAP * RIGHT
        self.names = VGroup(
            *(
                Readout(record, f"labels.{place}", **style).move_to(
                    [edge[0], middle[1], 0], aligned_edge=LEFT
                )
                for place, middle in enumerate(middles)
            )
        )
        start = middles.copy()
        start[:, 0] = self.names.get_right()[0] + theme.GAP
        half = np.array([0, min(0.16, 0.5 * pitch) / 2, 0])
        self.tracks = bars(start, start + TRACK * RIGHT, half / 3)
        self.tracks.rgba[:, :3] = theme.STRUCTURE.to_rgb()
        self.bars = bars(start, start + (TRACK * record.scores[:, None]) * RIGHT, half)
        self.bars.rgba[:, :3] = theme.INK.to_rgb()
        self.bars.reading = Reading(record, "scores", digest(record.scores))
        self.numbers = VGroup(
            *(
                Readout(record, f"scores.{place}", decimals=DECIMALS, **style).next_to(
                    end, RIGHT, buff=theme.GAP / 2
                )
                for place, end in enumerate(start + TRACK * RIGHT)
            )
        )
        self.add(self.names, self.tracks, self.bars, self.numbers)

    def read(self) -> Animation:
        """Let each bar grow to its activation, and write the number."""
        grown = AnimationGroup(GrowRight(self.bars), FadeIn(self.tracks))
        return AnimationGroup(grown, FadeIn(self.numbers), run_time=theme.STRIDE)

    def frame(self) -> Animation:
        """Put the frame of attention around the answer, or around all that are as bright.

        Where the answer is wrong, the digit's own label gets a frame of white dashes; where another
        output came close, a line leads from the end of the brightest bar to beside it. All of them
        stay with the scores.
        """
        places = tied(self.record)
        frames = VGroup(*(highlight(self._row(place), self.room) for place in places))
        if self.record.is_right is False:
            frames.add(self._dashed(self.record.labels.index(self.record.right_label)))
        if self.record.margin < CLOSE:
            frames.add(self._compared())
        self.add(frames)
        return AnimationGroup(
            Create(frames),
            *(self.names[place].animate.set_fill(theme.INK) for place in places),
            *(self.numbers[place].animate.set_fill(theme.INK) for place in places),
            run_time=theme.STEP,
        )

    def _row(self, place: int) -> Group:
        return Group(self.names[place], self.numbers[place], self.outputs.copy().only([place]))

    def _dashed(self, place: int) -> DashedVMobject:
        row = self._row(place)
        frame = Rectangle(
            width=row.width + 2 * self.room,
            height=row.height + 2 * self.room,
            color=theme.INK,
            stroke_width=theme.STROKE,
        )
        return DashedVMobject(frame.move_to(row), num_dashes=DASHES)

    def _compared(self) -> Line:
        """A line from the end of the brightest bar to beside that of the second brightest."""
        one, two = self.record.answer, self.record.runner_up
        end, other = self.bars.corners[one, 1], self.bars.corners[two]
        x, y = end[0], other[:, 1]
        near = y.min() if y.mean() < end[1] else y.max()
        return Line(
            [x, end[1], 0], [x, near, 0], stroke_width=theme.HAIRLINE, color=theme.LOOK_HERE
        )


def tied(record: ForwardPass) -> list[int]:
    """The places of the brightest output and of all that are printed as bright, in their order."""
    printed = [numeral(float(score), DECIMALS) for score in record.scores]
    best = printed[record.answer]
    return [place for place, score in enumerate(printed) if score == best]


def bars(starts: np.ndarray, ends: np.ndarray, half: np.ndarray) -> Cells:
    """Upright bars from points to points, (n, 3), that reach half their extent to either side."""
    return Cells(np.stack((starts - half, ends + half), axis=1))
