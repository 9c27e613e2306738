"""The batch runner: many films made by a pool of workers and stored one by one."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from rich.console import Console

from network.atomic import Full, sentence_of, whole_folder
from scenes.batch import store
from scenes.batch.events import Event, Failed, Finished, Pool, Restarted
from scenes.batch.jobs import Job, names_apart
from scenes.batch.progress import ProgressTable
from scenes.batch.report import STOPPED, BatchReport, films


class BatchRunner:
    """Makes the films of some jobs that do not stand in a folder yet."""

    def __init__(
        self,
        jobs: Sequence[Job],
        folder: Path,
        languages: Sequence[str] | None,  # of the captions; None for all
        console: Console,
    ) -> None:
        self.jobs, self.folder, self.languages, self.console = jobs, folder, languages, console
        self.names = dict(zip(jobs, names_apart(jobs), strict=True))
        self.report = BatchReport(len(jobs))

    def run(self, pool: Pool) -> BatchReport:
        """Make the films; the report is true even after Ctrl-C.

        Raises OSError where nothing can be written to the folder, before anything is made.
        """
        with whole_folder(self.folder):
            pass
        try:
            with self.console.status(f"Looking at what {films(len(self.jobs))} are made of"):
                left = [job for job in self.jobs if not self._is_settled(job)]
            names, frames = [self.names[job] for job in left], [job.frames for job in left]
            with ProgressTable(names, frames, self.console) as table, closing(pool(left)) as events:
                for event in events:
                    self._take(left[event.place], event)
                    table.show(event)
        except (Full, ConnectionError) as error:
            self.report.break_off(str(error))
        except KeyboardInterrupt:
            self.report.break_off("Stopped.", STOPPED)
        return self.report

    def _is_settled(self, job: Job) -> bool:
        """Whether a job's film is in the store, or cannot be made."""
        try:
            spec = job.read()
            if not store.stands(self._place(job), spec.digest):
                return False
            store.caption(self._place(job), spec, self.languages)
            self.report.stood += 1
        except (ValueError, OSError) as error:
            self.report.refuse(self.names[job], sentence_of(error))
        return True

    def _take(self, job: Job, event: Event) -> None:
        """Store what is made, and note what is not."""
        if isinstance(event, Restarted):
            self.report.restarted += 1
        elif isinstance(event, Failed):
            self.report.refuse(self.names[job], event.reason)
        elif isinstance(event, Finished):
            try:
                store.put(self._place(job), event.files, self.languages)
                self.report.made += 1
            except Full:
                raise
            except OSError as error:
                self.report.refuse(self.names[job], sentence_of(error))

    def _place(self, job: Job) -> Path:
        return self.folder.joinpath(*job.parts)
