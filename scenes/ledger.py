"""The ledger of truth: what stood on screen, when, and where in the records it was read."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self

import numpy as np

from network import look_up

NOT_OF_THE_CAST = ("axis", "ledger")
DIGEST_DECIMALS = 6  # arrays are compared to this many places


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a mobject shows, and the record and path it was read from.

    Copies of a mobject share their reading: it is frozen, and the record behind it may be large.
    """

    record: object
    path: str
    shown: str  # the printed numeral, or the digest of an array
    places: tuple[int, ...] | None = None  # which entries of the array; None for all
    numerals: int = 0  # how many numbers are printed; none where they are seen as light or length

    @property
    def value(self) -> object:
        """What the record says at the path."""
        return look_up(self.record, self.path)

    def part(self, places: np.ndarray) -> "Reading":
        """The reading of some of an array's entries."""
        known = np.arange(np.size(self.value)) if self.places is None else np.array(self.places)
        kept = known[places]
        shown = digest(np.ravel(self.value)[kept])
        return Reading(self.record, self.path, shown, tuple(kept.tolist()))

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self


def digest(values: np.ndarray) -> str:
    """SHA-256 of an array's numbers, rounded so that the order of a sum does not matter."""
    rounded = np.round(np.asarray(values, dtype=float), DIGEST_DECIMALS) + 0.0
    return hashlib.sha256(np.ascontiguousarray(rounded).tobytes()).hexdigest()


@dataclass(frozen=True, eq=False)
class Axis:
    """Round numbers along a line; they claim nothing but their own places on it."""

    marks: np.ndarray


class Places(Protocol):
    """What knows where each record of a film stands: its cast."""

    def path_to(self, record: object) -> str:
        """The path to a record, its name first; raises LookupError where it has none."""


@dataclass(frozen=True)
class Entry:
    """One line of the ledger."""

    beat: str
    time: float  # seconds from the start of the film
    record: str  # its name in the film's cast, "axis", or "ledger" for what is counted of it
    path: str  # into that record
    value: float | str | None  # None for an array, which its digest stands for
    shown: str
    places: tuple[int, ...] | None
    numerals: int  # how many numbers it prints


@dataclass
class Ledger:
    """All that a film has shown, each thing once, in order of its first appearance."""

    cast: Places
    entries: list[Entry] = field(default_factory=list)
    faint: dict[str, int] = field(default_factory=dict)  # lines that nobody can see, by their path
    _seen: dict[tuple[object, ...], object] = field(default_factory=dict)  # and its record, alive

    def enter(self, beat: str, time: float, reading: Reading) -> None:
        """Note that something stands on screen now, unless it has been noted before.

        Raises LookupError for a reading from a record that the cast does not name.
        """
        key = (id(reading.record), reading.path, reading.shown, reading.places)
        if key in self._seen:
            return
        name, path = self.place_of(reading)
        value = reading.value
        if isinstance(value, np.ndarray):
            plain = None
        else:
            plain = value if isinstance(value, str) else float(value)  # type: ignore[arg-type]
        self._seen[key] = reading.record
        shown = reading.shown, reading.places, reading.numerals
        self.entries.append(Entry(beat, round(time, 3), name, path, plain, *shown))

    @property
    def numbers(self) -> int:
        """How many numbers of the cast have been printed so far."""
        return sum(entry.numerals for entry in self.entries if entry.record not in NOT_OF_THE_CAST)

    @property
    def summed_up(self) -> int:
        """How many terms of sums have been shown only all together, as "others"."""
        return sum(
            int(entry.value)
            for entry in self.entries
            if isinstance(entry.value, float) and ".left_over." in f".{entry.path}"
        )

    @property
    def left_out(self) -> dict[str, int]:
        """What the film has not shown: lines too faint to be seen, and terms summed up."""
        return {"faint_lines": sum(self.faint.values()), "terms_summed_up": self.summed_up}

    def leave_out(self, reading: Reading, lines: int) -> None:
        """Note how many of the lines that a reading stands for are too faint to be seen."""
        self.faint[".".join(self.place_of(reading))] = lines

    def place_of(self, reading: Reading) -> tuple[str, str]:
        """The name of a reading's record, and the path in it; raises LookupError as `enter`."""
        if isinstance(reading.record, Axis):
            return "axis", reading.path
        if reading.record is self:
            return "ledger", reading.path
        name, _, inside = self.cast.path_to(reading.record).partition(".")
        return name, ".".join(filter(None, (inside, reading.path)))

    def text(self) -> str:
        """The ledger as JSON, one entry a line."""
        rows = [json.dumps(vars(entry), ensure_ascii=False) for entry in self.entries]
        return "[\n" + ",\n".join(rows) + "\n]\n"

    def write(self, path: Path) -> None:
        """Write the ledger as a JSON file."""
        path.write_text(self.text(), encoding="utf-8")
