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
from scenes.mobjects.score_rows import LEAD, ScoreRows, SoftmaxShares
from scenes.mobjects.words import Readout, numeral

TRACK, NAMED, PRINTED = 1.7, 0.2, 0.76  # a full bar; names and numbers that leave it room
SMALLER = 0.19  # height of a digit where shares stand beside scores
CLOSE = 0.5  # of white: a larger margin needs no second look
DECIMALS, FEWER = 3, 2  # of a score in [0, 1], and of any other
DASHES = 48  # of the frame around a row


class Scores(Composite):
    """For each output its name, a bar as long as its activation, and the activation itself.

    Scores that are no brightness have bars that lead from zero to either side, in the colours of
    signs; the longest is the largest score. Of more than 26 outputs the foremost 12 are named, and
    the digit's own label; lines lead from them to their rows.

    Args:
        record: the forward pass whose scores are shown.
        outputs: the column of outputs, to the right of which they stand.

    Example:
        outputs = NeuronColumn(10, height=6).show(self.forward_pass, "scores")
        scores = Scores(self.forward_pass, outputs)
        self.play(FadeIn(scores.named, scores.tracks))
        self.play(scores.read())
        self.play(scores.frame())
        self.play(Group(outputs, scores).animate.shift(LEFT))
    """

    def __init__(self, record: ForwardPass, outputs: NeuronColumn) -> None:
        super().__init__()
        self.record, self.outputs = record, outputs
        self.rows = ScoreRows(record, outputs)
        self.places, pitch = self.rows.places, self.rows.pitch
        self.room = float(np.clip((pitch - np.ptp(outputs.corners[0, :, 1])) / 2, 0.03, 0.08))
        largest = theme.TEXT if record.shares is None else SMALLER
        style = {"size": np.clip(0.62 * pitch, theme.SMALL, largest), "color": theme.QUIET}
        self.names = VGroup(
            *(
                Readout(record, f"labels.{place}", **style).move_to(start, aligned_edge=LEFT)
                for place, start in zip(self.places, self.rows.starts, strict=True)
            )
        )
        self.named = VGroup(self.names, self.rows.leads())
        self.shares = SoftmaxShares(record, self.places, style["size"])
        style |= {"decimals": decimals(record), "sign": not is_light(record)}
        self.numbers = VGroup(*(Readout(record, f"scores.{each}", **style) for each in self.places))
        track = TRACK - self._taken()
        start = self.rows.starts
        start[:, 0] = self.names.get_right()[0] + theme.GAP
        half = np.array([0, min(0.16, 0.5 * pitch) / 2, 0])
        self.tracks = bars(start, start + track * RIGHT, half / 3)
        self.tracks.rgba[:, :3] = theme.STRUCTURE.to_rgb()
        self.below = record.scores[self.places] < 0
        self.bars = self._bars(start, track, half)
        for number, end in zip(self.numbers, start + track * RIGHT, strict=True):
            number.next_to(end, RIGHT, buff=theme.GAP / 2)
        self.shares.seat(self.numbers)
        self.add(self.named, self.tracks, self.bars, self.numbers, self.shares)

    def name_of(self, place: int) -> Readout:
        """The name of an output that has a row."""
        return self.names[self.places.index(place)]

    def _taken(self) -> float:
        """What names, numbers and shares take from the tracks, beyond what a digit's score does."""
        named = max(self.names.width - NAMED, 0) + (LEAD - theme.GAP) * self.rows.are_part
        return float(named + max(self.numbers.width + self.shares.room - PRINTED, 0))

    def _bars(self, start: np.ndarray, track: float, half: np.ndarray) -> Cells:
        """A bar for each score on its track; where some are below zero, that is in the middle."""
        light = is_light(self.record)
        longest_bar = self.record.layers[-1].white or 1
        shares = self.record.scores[self.places] / longest_bar
        check_within(shares, 0 if light else -1, 1, "scores", "a bar shows")
        longest = track / 2 if self.below.any() else track
        zero = start + (track - longest) * RIGHT
        low, high = (
            longest * each[:, None] * RIGHT for each in (shares.clip(max=0), shares.clip(min=0))
        )
        made = bars(zero + low, zero + high, half)
        signs = np.where(self.below[:, None], theme.NEGATIVE.to_rgb(), theme.POSITIVE.to_rgb())
        made.rgba[:, :3] = theme.INK.to_rgb() if light else signs
        made.reading = Reading(self.record, "scores", digest(self.record.scores))
        if self.rows.are_part:
            made.reading = made.reading.part(self.places)
        return made

    def read(self) -> Animation:
        """Let each bar grow to its activation, and write the number."""
        grown = AnimationGroup(GrowRight(self.bars, back=self.below), FadeIn(self.tracks))
        return AnimationGroup(grown, FadeIn(self.numbers, self.shares), run_time=theme.STRIDE)

    def frame(self) -> Animation:
        """Put the frame of attention around the answer, or around all that are as bright.

        Where the answer is wrong, the digit's own label gets a frame of white dashes; where another
        output came close, a line leads from the end of the brightest bar to beside it. All of them
        stay with the scores.
        """
        places = [place for place in tied(self.record) if place in self.places]
        frames = VGroup(*(highlight(self._row(place), self.room) for place in places))
        if self.record.is_right is False:
            frames.add(self._dashed(self.record.labels.index(self.record.right_label)))
        if has_rival(self.record):
            frames.add(self._compared())
        self.add(frames)
        return AnimationGroup(
            Create(frames),
            *(self.name_of(place).animate.set_fill(theme.INK) for place in places),
            *(self._number_of(place).animate.set_fill(theme.INK) for place in places),
            run_time=theme.STEP,
        )

    def _row(self, place: int) -> Group:
        """What a frame goes around: a row, and its output where that stands beside it."""
        at = self.places.index(place)
        row = Group(self.names[at], self.numbers[at], *self.shares[at : at + 1])
        return row if self.rows.are_part else row.add(self.outputs.copy().only([place]))

    def _number_of(self, place: int) -> Readout:
        return self.numbers[self.places.index(place)]

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
        one, two = map(self.places.index, (self.record.answer, self.record.runner_up))
        end, other = self.bars.corners[one, 1], self.bars.corners[two]
        x, y = end[0], other[:, 1]
        near = y.min() if y.mean() < end[1] else y.max()
        return Line(
            [x, end[1], 0], [x, near, 0], stroke_width=theme.HAIRLINE, color=theme.LOOK_HERE
        )


def is_light(record: ForwardPass) -> bool:
    """Whether scores lie between 0 and 1, as brightness does."""
    return record.layers[-1].activation.is_brightness


def decimals(record: ForwardPass) -> int:
    """How many decimals of a score are printed."""
    return DECIMALS if is_light(record) else FEWER


def has_rival(record: ForwardPass) -> bool:
    """Whether another output came so close to the answer that it is worth a look."""
    return record.margin < CLOSE * record.layers[-1].white


def tied(record: ForwardPass) -> list[int]:
    """The places of the brightest output and of all that are printed as bright, in their order."""
    printed = [numeral(float(score), decimals(record)) for score in record.scores]
    best = printed[record.answer]
    return [place for place, score in enumerate(printed) if score == best]


def bars(starts: np.ndarray, ends: np.ndarray, half: np.ndarray) -> Cells:
    """Upright bars from points to points, (n, 3), that reach half their extent to either side."""
    return Cells(np.stack((starts - half, ends + half), axis=1))
