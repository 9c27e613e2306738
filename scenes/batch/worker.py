"""The worker: makes the film of a spec, in a process of its own or on another machine."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from platform import node
from tempfile import TemporaryDirectory, gettempdir
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

from network.atomic import room_on_the_disk_of

if TYPE_CHECKING:
    from scenes.batch.jobs import Job
    from scenes.batch.render_spec import RenderSpec

PERIOD = 0.5  # seconds between two looks at a film that is being made
Tell = Callable[[str, int], None]  # is told the beat and how many frames there are

_one_at_a_time = Lock()  # manim's settings are those of a process


def make(spec: "RenderSpec", tell: Tell) -> dict[str, bytes]:
    """The files of a film with their stamp, by their names.

    Raises ValueError for what cannot be shown or would be another film here, and OSError where
    the disk does not take the film.
    """
    from scenes.batch.dependencies import TOOLS

    if not spec.is_same_here():
        raise ValueError(
            f"{node()} would make another film: its code, its assets or its version of "
            f"{', '.join(TOOLS)} differs from yours; install the same on both."
        )
    from scenes.batch import render, store
    from scenes.batch.finding import scene_class

    aside = room_on_the_disk_of(Path(gettempdir()))
    with _one_at_a_time, aside, TemporaryDirectory(prefix="squish-") as folder:
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                render.watched_film(
                    scene_class(spec.film),
                    Path(folder),
                    spec.quality,
                    partial(_watching, tell),
                    digit=spec.digit,
                    network=spec.network,
                    known=spec.known,
                )
        except SystemExit as refusal:  # so a scene refuses, its reason being the cause
            raise ValueError(str(refusal.__cause__)) from refusal
        files = {each.name: each.read_bytes() for each in sorted(Path(folder).iterdir())}
    return store.stamped(spec, files)


def make_job(job: "Job", tell: Tell) -> dict[str, bytes]:
    """The same for a job, whose inputs are read here."""
    return make(job.read(), tell)


@contextmanager
def _watching(tell: Tell, scene: Any, rate: float) -> Iterator[None]:
    """Tell again and again how far the clock of a scene has come."""
    over = Event()

    def watch() -> None:
        while not over.wait(PERIOD):
            tell(scene.current_beat, round(scene.time * rate))

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
