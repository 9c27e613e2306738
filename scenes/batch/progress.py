"""The progress of many films: a table with a line for each, and one for all together."""

from collections.abc import Iterable, Sequence
from typing import Any

import rich.progress
from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Column
from rich.text import Text

from scenes.batch.events import Event, Finished, Progress, Restarted
from scenes.batch.report import films

MEMORY = 60.0  # seconds over which speeds are averaged
NAME, BEAT, SPEED, BAR = 34, 10, 13, 10  # characters
CUT: dict[str, Any] = {"no_wrap": True, "overflow": "ellipsis"}


class Speed(ProgressColumn):
    """Frames a second, as soon as they are known."""

    def render(self, task: Task) -> Text:
        """The speed of a film."""
        return Text(f"{round(task.speed)} frames/s" if task.speed else "", justify="right")


class ProgressTable(rich.progress.Progress):
    """Shows film, beat, frames a second and the time left while films are made.

    `names` and `frames` say what each film is called and how long it is. Where nobody sits at a
    terminal, each finished film is told in a line instead.
    """

    def __init__(self, names: Sequence[str], frames: Sequence[int], console: Console) -> None:
        self.names, self.frames = names, frames
        self.lines: dict[int, TaskID] = {}  # of the films that are being made
        self.over: set[int] = set()
        super().__init__(
            TextColumn(
                "{task.description}", markup=False, table_column=Column(max_width=NAME, **CUT)
            ),
            TextColumn("{task.fields[beat]}", table_column=Column(max_width=BEAT, **CUT)),
            BarColumn(bar_width=BAR),
            Speed(table_column=Column(min_width=SPEED, no_wrap=True)),
            TimeRemainingColumn(compact=True),
            console=console,
            disable=not console.is_terminal,
            speed_estimate_period=MEMORY,
            transient=True,
        )
        self.whole = self.add_task(f"0 of {films(len(names))}", total=sum(frames), beat="")

    def show(self, event: Event) -> None:
        """Show what a pool has told."""
        place = event.place
        if isinstance(event, Progress):
            if place not in self.lines:
                total = self.frames[place]
                self.lines[place] = self.add_task(self.names[place], total=total, beat="")
            self.update(self.lines[place], completed=event.frames, beat=event.beat)
        else:
            if place in self.lines:
                self.remove_task(self.lines.pop(place))
            if not isinstance(event, Restarted):
                self.over.add(place)
            if isinstance(event, Finished) and self.disable:
                told = f"made {self.names[place]}"
                self.console.print(told, soft_wrap=True, highlight=False, markup=False)
        running = sum(self._tasks[line].completed for line in self.lines.values())
        done = sum(self.frames[place] for place in self.over) + running
        told = f"{len(self.over)} of {films(len(self.names))}"
        self.update(self.whole, completed=done, description=told)

    def get_renderables(self) -> Iterable[RenderableType]:
        """The films in the order of the list, then all together."""
        places = [self.lines[place] for place in sorted(self.lines)]
        yield self.make_tasks_table([self._tasks[line] for line in [*places, *self.task_ids[:1]]])
