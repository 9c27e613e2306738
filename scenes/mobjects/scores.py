"""Scores: what stands beside the outputs: their names, their bars and their numbers."""

import numpy as np
from manim import (
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    Group,
    Transform,
    VGroup,
)

from network import ForwardPass
from scenes import theme
from scenes.ledger import Reading, digest
from scenes.mobjects.cells import Cells, NeuronColumn
from scenes.mobjects.highlight import look_here
from scenes.mobjects.words import Readout

TRACK = 0.9  # length of a full bar


class Scores:
    """For each output its name, a bar as long as its activation, and the activation itself."""

    def __init__(self, record: ForwardPass, outputs: NeuronColumn) -> None:
        self.outputs = outputs
        pitch = np.abs(np.diff(outputs.centers[:, 1])).min()
        size = np.clip(0.62 * pitch, theme.SMALL, theme.TEXT)
        self.room = min((pitch - np.ptp(outputs.corners[0, :, 1])) / 2, 0.08)
        middles = outputs.centers
        self.names = VGroup(
            *(
                Readout(record, f"labels.{place}", size=size, color=theme.QUIET).move_to(
                    middle + 0.55 * RIGHT
                )
                for place, middle in enumerate(middles)
            )
        )
        start = middles + 0.85 * RIGHT
        half = np.array([0, min(0.16, 0.5 * pitch) / 2, 0])
        ends = start + (TRACK * record.scores[:, None]) * RIGHT
        thin = half / 3
        self.tracks = Cells(np.stack((start - thin, start + TRACK * RIGHT + thin), axis=1))
        self.tracks.rgba[:, :3] = theme.STRUCTURE.to_rgb()
        self.bars = Cells(np.stack((start - half, start + half), axis=1))
        self.full = Cells(np.stack((start - half, ends + half), axis=1))
        for bars in (self.bars, self.full):
            bars.rgba[:, :3] = theme.INK.to_rgb()
        self.full.reading = Reading(record, "scores", digest(record.scores))
        self.numbers = VGroup(
            *(
                Readout(
                    record, f"scores.{place}", decimals=3, size=size, color=theme.QUIET
                ).next_to(end, RIGHT, buff=theme.GAP)
                for place, end in enumerate(start + TRACK * RIGHT)
            )
        )

    def read(self) -> Animation:
        """Let each bar grow to its activation, and write the number."""
        return AnimationGroup(
            Transform(self.bars, self.full), FadeIn(self.numbers), run_time=theme.STRIDE
        )

    def frame(self, place: int) -> Animation:
        """Put the frame of attention around one output."""
        row = Group(self.names[place], self.numbers[place], self.outputs.copy().only([place]))
        return AnimationGroup(
            Create(look_here(row, buff=self.room)),
            self.names[place].animate.set_fill(theme.INK),
            self.numbers[place].animate.set_fill(theme.INK),
            run_time=theme.STEP,
        )
