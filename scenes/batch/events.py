"""Events: what a pool tells while it makes the films of a list of jobs."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from network.atomic import sentence_of
from scenes.batch.worker import Tell

if TYPE_CHECKING:
    from scenes.batch.jobs import Job


@dataclass(frozen=True)
class Event:
    """Something about the job that has this place in the list."""

    place: int


@dataclass(frozen=True)
class Progress(Event):
    """The film is being made: the beat it is in, and how many frames there are."""

    beat: str
    frames: int


@dataclass(frozen=True)
class Restarted(Event):
    """The film is begun again, for its worker died."""


@dataclass(frozen=True)
class Finished(Event):
    """The film is made: its files by their names."""

    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Failed(Event):
    """The film cannot be made, and why, in a sentence."""

    reason: str


Pool = Callable[
    [Sequence["Job"]], Generator[Event, None, None]
]  # one Finished or Failed for each job
Given = TypeVar("Given")


def attempt(
    make: Callable[[Given, Tell], Mapping[str, bytes]], place: int, given: Given, tell: Tell
) -> Finished | Failed:
    """What comes of making one film, whatever happens."""
    try:
        return Finished(place, make(given, tell))
    except (ValueError, OSError) as error:
        return Failed(place, sentence_of(error))
    except Exception as error:  # a fault of ours, which must not keep the other films waiting
        return Failed(place, f"{type(error).__name__}: {error}")
