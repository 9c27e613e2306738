"""Scores: what stands beside the outputs: their names, their bars and their numbers."""

import numpy as np
from manim import RIGHT, Group, VGroup

from network import ForwardPass
from scenes import theme
from scenes.mobjects.cells import Cells, NeuronColumn
from scenes.mobjects.words import Readout

TRACK = 0.8  # length of a full bar


class Scores(Group):
    """For each output its name, a bar as long as its activation, and the activation itself."""

    def __init__(self, record: ForwardPass, outputs: NeuronColumn) -> None:
        super().__init__()
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
        self.tracks = Cells(np.stack((start - half, start + TRACK * RIGHT + half), axis=1))
        self.tracks.rgba[:, :3] = theme.STRUCTURE.to_rgb()
        self.empty = Cells(np.stack((start - half, start + half), axis=1))
        self.bars = Cells(np.stack((start - half, ends + half), axis=1))
        for bars in (self.empty, self.bars):
            bars.rgba[:, :3] = theme.INK.to_rgb()
        self.numbers = VGroup(
            *(
                Readout(record, f"scores.{place}", size=size).next_to(end, RIGHT, buff=theme.GAP)
                for place, end in enumerate(start + TRACK * RIGHT)
            )
        )

    def row(self, place: int) -> Group:
        """All that belongs to one output, for framing it."""
        return Group(self.names[place], self.numbers[place], self.outputs.copy().only([place]))
