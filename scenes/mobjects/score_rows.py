"""Where scores stand beside outputs: a row for each, or for the foremost where they are many."""

from dataclasses import dataclass

import numpy as np
from manim import LEFT, RIGHT, UP, Line, VGroup

from network import ForwardPass
from scenes import theme
from scenes.mobjects.cells import NeuronColumn
from scenes.mobjects.words import Readout, Symbol

EACH, FOREMOST = 26, 12  # outputs of which each has a row beside it; of more, how many have one
LEAD = 0.42  # scene units from outputs to rows that are not beside them
SOFTMAX = "softmax"  # what stands above the shares that it makes of scores
SHARES = 3  # decimals of a share


def foremost(record: ForwardPass) -> list[int]:
    """The places of all outputs, or of the brightest and the digit's label where they are many."""
    if len(record.scores) <= EACH:
        return [*range(len(record.scores))]
    own = {record.labels.index(record.right_label)} if record.right_label else set()
    return sorted({*record.ranking[:FOREMOST].tolist(), *own})


@dataclass(frozen=True, eq=False)
class ScoreRows:
    """Rows beside a column of outputs, or one below the other along all of it."""

    record: ForwardPass
    outputs: NeuronColumn

    @property
    def places(self) -> list[int]:
        """The outputs that have a row."""
        return foremost(self.record)

    @property
    def are_part(self) -> bool:
        """Whether some outputs have no row."""
        return len(self.places) < len(self.record.scores)

    @property
    def starts(self) -> np.ndarray:
        """Where rows begin, (rows, 3)."""
        starts = self.outputs.centers[self.places]
        starts[:, 0] = self.outputs.get_right()[0] + (LEAD if self.are_part else theme.GAP)
        if self.are_part:
            ends = self.outputs.get_top()[1], self.outputs.get_bottom()[1]
            starts[:, 1] = np.linspace(*ends, len(starts))
        return starts

    @property
    def pitch(self) -> float:
        """From one row to the next."""
        return float(np.abs(np.diff(self.starts[:, 1])).min(initial=1.0))

    def leads(self) -> VGroup:
        """Lines from outputs to rows that do not stand beside them."""
        if not self.are_part:
            return VGroup()
        style = {"color": theme.QUIET, "stroke_width": theme.HAIRLINE}
        outputs, gap = self.outputs.centers[self.places], theme.GAP / 4 * RIGHT
        outputs[:, 0] = self.outputs.get_right()[0]
        ends = zip(outputs + gap, self.starts - gap, strict=True)
        return VGroup(*(Line(start, end, **style) for start, end in ends))


class SoftmaxShares(VGroup):
    """What softmax makes of bare scores, where their owner has said so; nothing elsewhere.

    Args:
        record: the forward pass whose scores they are.
        places: the outputs whose shares are shown.
        size: height of a digit, in scene units.

    Example:
        one = Readout(self.forward_pass, "scores.3")
        two = Readout(self.forward_pass, "scores.8")
        shares = SoftmaxShares(self.forward_pass, [3, 8], theme.TEXT)
        shares.seat(VGroup(one, two).arrange(DOWN))
        self.play(FadeIn(one, two, shares))
    """

    def __init__(self, record: ForwardPass, places: list[int], size: float) -> None:
        super().__init__()
        if record.shares is None:
            return
        style = {"size": size, "decimals": SHARES, "color": theme.INK}
        self.add(*(Readout(record, f"shares.{each}", **style) for each in places))
        self.add(Symbol(SOFTMAX, size=theme.SMALL, color=theme.QUIET))

    @property
    def room(self) -> float:
        """The width that they need."""
        return float(self[:-1].width + theme.GAP) if len(self) else 0.0

    def seat(self, numbers: VGroup) -> None:
        """Stand behind the numbers of the scores, the name above."""
        edge = numbers.get_right()[0] + theme.GAP
        for share, number in zip(self[:-1], numbers, strict=False):
            share.move_to([edge, number.get_y(), 0], aligned_edge=LEFT)
        if len(self):
            self[-1].next_to(self[0], UP, aligned_edge=RIGHT)
