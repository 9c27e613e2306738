"""The crew: processes of this machine that make films, each on its own, so that one may die."""

import os
import signal
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import RLock
from typing import TYPE_CHECKING

from scenes.batch.events import Again, Event, Made, Refused, Seen, attempt
from scenes.batch.worker import Tell, make_job

if TYPE_CHECKING:
    from scenes.batch.jobs import Job

ATTEMPTS = 3  # at one film, whose worker may have died for no fault of the film
Make = Callable[["Job", Tell], Mapping[str, bytes]]


@dataclass
class Worker:
    """A process that makes one film after another, and the place of the one in its hands."""

    process: BaseProcess
    line: Connection
    own: set[int]  # the core that no other worker has, where there is one for each
    place: int = -1

    def give(self, place: int, job: "Job", on: set[int]) -> None:
        """Hand over a job, to be done on some cores.

        A worker that has died meanwhile says so by its silence.
        """
        self.place = place
        with suppress(OSError):
            self.line.send((place, job, on))

    def hear(self) -> Event | None:
        """What the worker tells; None if it has died."""
        try:
            event: Event = self.line.recv()
        except (EOFError, OSError):
            return None
        return event

    def dismiss(self) -> None:
        """Let a worker go home that has nothing to do, or has died."""
        self.line.close()
        self.process.join()

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.dismiss()


def crew(jobs: Sequence["Job"], count: int, make: Make = make_job) -> Generator[Event, None, None]:
    """Make films in at most `count` processes; what a worker that died had is given to another.

    Each film has a core of its own, where it takes less work than on several; those left over
    after whole rounds have all cores. Closing the iterator ends the workers and leaves nothing of
    theirs.
    """
    everywhere = cores()
    alone = len(jobs) // count * count if count <= len(everywhere) else 0  # so many films
    waiting = deque(range(len(jobs)))
    deaths: Counter[int] = Counter()
    workers: list[Worker] = []

    def next_film(worker: Worker) -> None:
        place = waiting.popleft()
        worker.give(place, jobs[place], worker.own if place < alone else everywhere)

    with tempfile.TemporaryDirectory(prefix="squish-") as room:
        try:
            while waiting or workers:
                while waiting and len(workers) < count:
                    free = everywhere.difference(*(worker.own for worker in workers))
                    workers.append(_hire(make, room, set(sorted(free)[:1])))
                    next_film(workers[-1])
                ready = wait([worker.line for worker in workers])
                for worker in [each for each in workers if each.line in ready]:
                    event = worker.hear()
                    if event is None:
                        event = _after_death(worker, deaths)
                    yield event
                    if isinstance(event, Again):
                        waiting.appendleft(worker.place)
                    if isinstance(event, Seen):
                        continue
                    if isinstance(event, Made | Refused) and waiting and worker.process.is_alive():
                        next_film(worker)
                    else:
                        workers.remove(worker)
                        worker.dismiss()
        finally:
            for worker in workers:
                worker.end()


def _after_death(worker: Worker, deaths: Counter[int]) -> Again | Refused:
    worker.process.join()
    deaths[worker.place] += 1
    if deaths[worker.place] < ATTEMPTS:
        return Again(worker.place)
    code = worker.process.exitcode or 0
    cause = signal.Signals(-code).name if code < 0 else f"exit status {code}"
    times = f"{deaths[worker.place]} times, the last time of {cause}"
    return Refused(worker.place, f"Its worker died {times}.")


def cores() -> set[int]:
    """The cores that this process may use; none where the system does not tell, as on macOS."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


def _hire(make: Make, room: str, own: set[int]) -> Worker:
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_work, args=(theirs, make, room), daemon=True)
    answer = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who hires
    process.start()
    signal.signal(signal.SIGINT, answer)
    theirs.close()
    return Worker(process, ours, own)


def _work(line: Connection, make: Make, room: str) -> None:
    """Make the films of the jobs that come down the line, until it is closed."""
    from tqdm import tqdm  # type: ignore[import-untyped]

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # not every system hands this down
    tqdm.set_lock(RLock())  # manim's bars would share one between processes and leave it behind
    tempfile.tempdir = room
    with suppress(EOFError):
        while True:
            place, job, on = line.recv()
            if on:
                os.sched_setaffinity(0, on)  # for this thread and those it starts: the encoder's
            line.send(attempt(make, place, job, _teller(line, place)))


def _teller(line: Connection, place: int) -> Tell:
    def tell(beat: str, frames: int) -> None:
        try:
            line.send(Seen(place, beat, frames))
        except OSError:  # nobody waits for the film any more
            os._exit(1)

    return tell
