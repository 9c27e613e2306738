"""Which ink is to blame? Squares of a misread digit, and what is answered without each."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.digits import SIDE, Digit
from network.interpretability.attribution import Evidence
from network.interpretability.erasing import Erasing, strongest_patch
from network.model import Network


@dataclass(frozen=True, eq=False)
class Suspects:
    """Squares of `side` x `side` pixels of a digit's ink, none over another.

    One is the square whose shares of the answer's lead over the runner-up add up to most
    (`Evidence.lead_in_pixels`); the others are those with most ink beside it. They are in the order
    of reading, row by row.

    Raises ValueError for a digit whose label is none of the network's, and for squares that are no
    part of the picture or for which there is no ink.
    """

    network: Network
    digit: Digit
    count: int = 5
    side: int = 5

    def __post_init__(self) -> None:
        if self.digit.label not in self.network.labels:
            raise ValueError(
                f"Label {self.digit.label}; the network answers {', '.join(self.network.labels)}."
            )
        _ = self.each

    @cached_property
    def each(self) -> tuple[Erasing, ...]:
        """What if the ink of each square were not there?"""
        lead = Evidence(self.network.forward(self.digit)).lead_in_pixels
        found = [strongest_patch(lead.picture, self.side)]
        ink = self.digit.image.copy()
        while len(found) < self.count:
            ink[found[-1]] = -SIDE  # nobody looks there again
            found.append(strongest_patch(ink.ravel(), self.side))
            if not ink[found[-1]].sum() > 0:
                raise ValueError(f"There is ink for {len(found) - 1} squares, not {self.count}.")
        found.sort(key=lambda region: int(region.ravel().argmax()))
        return tuple(Erasing(self.network, self.digit, region) for region in found)

    @property
    def right(self) -> int:
        """The place of the square without which the digit's label gets the highest score."""
        own = self.network.labels.index(str(self.digit.label))
        return int(np.argmax([each.after.scores[own] for each in self.each]))
