"""How far a film has come: one bar on a terminal, a few plain lines in a log."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Event, Thread
from time import monotonic
from typing import Any, Self

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

PARTS = 4  # of a film; a log tells the end of each but the last
PERIOD = 0.5  # seconds between two looks


@contextmanager
def one_progress(scene: Any) -> Iterator[None]:
    """Show one progress of a whole film where manim would show one of each play."""
    from manim import config

    asked_for = config.progress_bar
    if asked_for == "none":
        yield
        return
    config.progress_bar = "none"
    try:
        with progress_of(scene, config.frame_rate):
            yield
    finally:
        config.progress_bar = asked_for


def progress_of(scene: Any, rate: float) -> AbstractContextManager[object]:
    """What tells on standard error how far a scene has come, with so many frames a second.

    A notebook is told nothing, for all that it shows stays in it.
    """
    console = Console(stderr=True)
    if console.is_jupyter:
        return nullcontext()
    kind = FilmProgress if console.is_terminal else FilmLog
    return kind(scene, rate, console)


class FilmProgress(Progress):
    """A bar over the frames of a film, as far as the clock of its scene has come."""

    def __init__(self, scene: Any, rate: float, console: Console) -> None:
        self.scene, self.rate = scene, rate
        super().__init__(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("frames"),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,  # a log has no use for bars
        )
        self.add_task("Rendering", total=self.frames(scene.script.seconds))

    def frames(self, seconds: float) -> int:
        """How many frames there are in a time."""
        return round(seconds * self.rate)

    def get_renderables(self) -> Iterable[RenderableType]:
        """The bar as it stands now."""
        for number in self.task_ids:
            self.update(number, completed=self.frames(self.scene.time))
        yield from super().get_renderables()


class FilmLog:
    """A line when a film is begun, and one for each quarter of it with the time that is left."""

    def __init__(self, scene: Any, rate: float, console: Console) -> None:
        self.scene, self.console = scene, console
        self.whole = scene.script.seconds
        self.frames = round(self.whole * rate)
        self.told = 0  # quarters
        self.over = Event()
        self.watcher = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Tell what is begun."""
        self.begun = monotonic()
        self._say(f"{type(self.scene).__name__}: {self.frames} frames to render")
        self.watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self.over.set()
        self.watcher.join()

    def look(self) -> None:
        """Tell how far the film is, if a quarter has been passed since the last look."""
        done = self.scene.time / self.whole
        passed = int(done * PARTS)
        if self.told < passed < PARTS:
            self.told = passed
            left = (monotonic() - self.begun) * (1 / done - 1)
            self._say(f"{100 * passed // PARTS} %, about {left:.0f} s left")

    def _watch(self) -> None:
        while not self.over.wait(PERIOD):
            self.look()

    def _say(self, line: str) -> None:
        self.console.print(line, soft_wrap=True, highlight=False, markup=False)
