"""A count as a record: how many of some things are so."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Count:
    """How many of some things are so.

    `what` says in a few words what is counted, such as "pixels with ink".

    Raises ValueError for anything but one row of booleans, and for none.
    """

    holds: np.ndarray  # (N,), booleans: whether it is so
    what: str

    def __post_init__(self) -> None:
        if self.holds.dtype != bool or self.holds.ndim != 1 or not len(self.holds):
            raise ValueError(
                f"A count of {self.what} over type {self.holds.dtype} and shape "
                f"{self.holds.shape}; it takes one row of booleans, one of them at least."
            )

    @property
    def number(self) -> int:
        """How many are so."""
        return int(self.holds.sum())

    @property
    def total(self) -> int:
        """How many things there are: N."""
        return len(self.holds)

    @property
    def share(self) -> float:
        """Which part of them is so, from 0 to 1."""
        return self.number / self.total
