"""The report: what has come of a list of jobs, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field

MISSING, STOPPED = 1, 130  # exit statuses: not all films are there; Ctrl-C


@dataclass
class BatchReport:
    """How many films of a list were made, stood there before, or are missing, and why."""

    wanted: int
    made: int = 0
    stood: int = 0
    restarted: int = 0  # times that a film was begun again
    refused: dict[str, list[str]] = field(default_factory=dict)  # reason: names of films
    broken_off: str = ""  # why not all was tried
    status: int = 0  # for the command that was typed

    def refuse(self, name: str, reason: str) -> None:
        """Note that something cannot be made."""
        self.refused.setdefault(" ".join(reason.split()), []).append(name)
        self.status = MISSING

    def break_off(self, reason: str, status: int = MISSING) -> None:
        """Note that what is left was not tried."""
        self.broken_off = f"{' '.join(reason.split())} The same command goes on from here."
        self.status = status

    def counts(self) -> str:
        """How many films there are, in a sentence."""
        told = [f"{films(self.made)} made"]
        if self.stood:
            told.append(f"{self.stood} stood there already")
        if missing := self.wanted - self.made - self.stood:
            told.append(f"{missing} missing")
        if self.restarted:
            told.append(f"{self.restarted} begun again after a crash")
        return f"{', '.join(told)}."

    def reasons(self) -> Iterator[str]:
        """Why films are missing, a sentence for each reason."""
        for reason, names in self.refused.items():
            others = f" and {len(names) - 1} more" if len(names) > 1 else ""
            yield f"{names[0]}{others}: {reason}"
        if self.broken_off:
            yield self.broken_off


def films(count: int) -> str:
    """So many films, in words."""
    return f"{count} film{'s' * (count != 1)}"
