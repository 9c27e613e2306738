"""The process pool: films made side by side on this machine, where any worker may die.

The pools of concurrent.futures and loky give up all that is pending when one worker dies, and tell
nothing while a film is made; pebble replaces the dead, but has one pipe for all. Here each worker
has a pipe of its own, so that none can leave it locked, and a core of its own.
"""

import os
import tempfile
from collections import Counter, deque
from collections.abc import Generator, Sequence
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from scenes.batch.events import Event, Failed, Progress, Restarted
from scenes.batch.worker import make_job
from scenes.batch.worker_process import Make, WorkerProcess

if TYPE_CHECKING:
    from scenes.batch.jobs import Job

ATTEMPTS = 3  # at one film, whose worker may have died for no fault of the film


def process_pool(
    jobs: Sequence["Job"], count: int, make: Make = make_job
) -> Generator[Event, None, None]:
    """Make films in at most `count` processes; what a worker that died had is given to another.

    Each film has a core of its own, where it takes less work than on several; those left over
    after whole rounds have all cores. Closing the iterator ends the workers and leaves nothing of
    theirs.
    """
    with tempfile.TemporaryDirectory(prefix="squish-") as folder:
        pool = _ProcessPool(jobs, count, make, folder)
        try:
            yield from pool.events()
        finally:
            for worker in pool.workers:
                worker.kill()


def cores() -> set[int]:
    """The cores that this process may use; none where the system does not tell, as on macOS."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


class _ProcessPool:
    def __init__(self, jobs: Sequence["Job"], count: int, make: Make, folder: str) -> None:
        self.jobs, self.count, self.make, self.folder = jobs, count, make, folder
        self.cores = cores()
        self.alone = len(jobs) // count * count if count <= len(self.cores) else 0  # so many films
        self.waiting = deque(range(len(jobs)))
        self.deaths: Counter[int] = Counter()
        self.workers: list[WorkerProcess] = []

    def events(self) -> Generator[Event, None, None]:
        while self.waiting or self.workers:
            while self.waiting and len(self.workers) < self.count:
                self._submit_to(self._start())
            ready = wait([worker.pipe for worker in self.workers])
            for worker in [each for each in self.workers if each.pipe in ready]:
                event = worker.receive() or self._after_death(worker)
                yield event
                if isinstance(event, Restarted):
                    self.waiting.appendleft(worker.place)
                if not isinstance(event, Progress):
                    self._go_on(worker)

    def _start(self) -> WorkerProcess:
        free = self.cores.difference(*(worker.core for worker in self.workers))
        self.workers.append(WorkerProcess(self.make, self.folder, set(sorted(free)[:1])))
        return self.workers[-1]

    def _submit_to(self, worker: WorkerProcess) -> None:
        place = self.waiting.popleft()
        on = worker.core if place < self.alone else self.cores
        worker.submit(place, self.jobs[place], on)

    def _go_on(self, worker: WorkerProcess) -> None:
        """Give a worker its next film, or let it end."""
        if self.waiting and worker.process.is_alive():
            self._submit_to(worker)
        else:
            self.workers.remove(worker)
            worker.close()

    def _after_death(self, worker: WorkerProcess) -> Restarted | Failed:
        cause, place = worker.cause_of_death(), worker.place
        self.deaths[place] += 1
        if self.deaths[place] < ATTEMPTS:
            return Restarted(place)
        times = f"{self.deaths[place]} times, the last time of {cause}"
        return Failed(place, f"Its worker died {times}.")
