"""A worker process of this machine: makes one film after another, and dies alone if it dies."""

import os
import signal
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import RLock
from typing import TYPE_CHECKING

from scenes.batch.events import Event, Progress, attempt
from scenes.batch.worker import Tell

if TYPE_CHECKING:
    from scenes.batch.jobs import Job

Make = Callable[["Job", Tell], Mapping[str, bytes]]


class WorkerProcess:
    """A process with a pipe of its own, and the place of the job that it has.

    `core` holds the core that no other worker has, where there is one for each; `folder` is where
    the process puts its temporary files.
    """

    def __init__(self, make: Make, folder: str, core: set[int]) -> None:
        spawn = get_context("spawn")
        self.core, self.place = core, -1
        self.pipe, theirs = spawn.Pipe()
        self.process = spawn.Process(target=_work, args=(theirs, make, folder), daemon=True)
        answer = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who starts it
        self.process.start()
        signal.signal(signal.SIGINT, answer)
        theirs.close()

    def submit(self, place: int, job: "Job", cores: set[int]) -> None:
        """Hand over a job, to be done on some cores.

        A worker that has died meanwhile says so by its silence.
        """
        self.place = place
        with suppress(OSError):
            self.pipe.send((place, job, cores))

    def receive(self) -> Event | None:
        """What the worker tells; None if it has died."""
        try:
            event: Event = self.pipe.recv()
        except (EOFError, OSError):
            return None
        return event

    def cause_of_death(self) -> str:
        """By which signal, or with which exit status, the process has ended."""
        self.process.join()
        code = self.process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit status {code}"

    def close(self) -> None:
        """Let a process end that has nothing to do, or has died."""
        self.pipe.close()
        self.process.join()

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.close()


def _work(pipe: Connection, make: Make, folder: str) -> None:
    """Make the films of the jobs that come through the pipe, until it is closed."""
    from tqdm import tqdm  # type: ignore[import-untyped]

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # not every system hands this down
    tqdm.set_lock(RLock())  # manim's bars would share one between processes and leave it behind
    tempfile.tempdir = folder
    with suppress(EOFError):
        while True:
            place, job, cores = pipe.recv()
            if cores:
                os.sched_setaffinity(0, cores)  # for this thread and what it starts: the encoder
            pipe.send(attempt(make, place, job, _teller(pipe, place)))


def _teller(pipe: Connection, place: int) -> Tell:
    def tell(beat: str, frames: int) -> None:
        try:
            pipe.send(Progress(place, beat, frames))
        except OSError:  # nobody waits for the film any more
            os._exit(1)

    return tell
