"""Many digits of the pen as one record, which says how to draw them again."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from network.arrays import read_only
from network.handwriting.pen import draw_digit


@dataclass(frozen=True, eq=False)
class DrawnDigits:
    """Digits of the pen: of each digit named those of some seeds, one digit after the other.

    Raises ValueError where nothing is named or something twice, where the seeds run backwards,
    and as `draw_digit` does.
    """

    digits: tuple[int, ...]  # such as (3, 8)
    seeds: tuple[int, int]  # the first and the last, which belongs to them

    def __post_init__(self) -> None:
        if not self.digits or len(set(self.digits)) < len(self.digits):
            raise ValueError(f"Digits {self.digits}; name one at least, and each of them once.")
        first, last = self.seeds
        for digit in self.digits:
            draw_digit(digit, first)
            draw_digit(digit, last)
        if last < first:
            raise ValueError(f"Seeds from {first} to {last}; the last cannot lie before the first.")

    @property
    def total(self) -> int:
        """How many digits there are: N."""
        return len(self.digits) * self.each

    @property
    def each(self) -> int:
        """How many there are of each digit named."""
        return self.seeds[1] - self.seeds[0] + 1

    @property
    def origin(self) -> str:
        """Where the pictures come from, in a few words."""
        return f"drawn by the pen, seeds {self.seeds[0]} to {self.seeds[1]}"

    @cached_property
    def labels(self) -> np.ndarray:
        """What each of them is, (N,)."""
        return read_only(np.repeat(self.digits, self.each))

    @cached_property
    def images(self) -> np.ndarray:
        """Their brightnesses in [0, 1] as a network takes them, (N, 784)."""
        return read_only(np.concatenate([_drawn(each, *self.seeds) for each in self.digits]))


@lru_cache(maxsize=20)
def _drawn(digit: int, first: int, last: int) -> np.ndarray:
    """The pictures of one digit, (seeds, 784), which several records may be made of."""
    return np.stack([draw_digit(digit, seed).pixels for seed in range(first, last + 1)])
