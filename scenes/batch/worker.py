"""Filming: what a worker does with an order, in a process of its own or on another machine."""

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
    from scenes.batch.render_spec import Order

PERIOD = 0.5  # seconds between two looks at a film that is being made
Tell = Callable[[str, int], None]  # is told the beat and how many frames there are

_one_at_a_time = Lock()  # manim's settings are those of a process


def make(order: "Order", tell: Tell) -> dict[str, bytes]:
    """The files of a film with their stamp, by their names.

    Raises ValueError for what cannot be shown or would be another film here, and OSError where
    the disk does not take the film.
    """
    if not order.is_same_here():
        raise ValueError(
            f"{node()} would make another film: its code, its manim or its PyAV differs from "
            "yours; install the same versions on both."
        )
    from scenes.batch import render
    from scenes.batch import store as shelf

    aside = room_on_the_disk_of(Path(gettempdir()))
    with _one_at_a_time, aside, TemporaryDirectory(prefix="squish-") as folder:
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                render.watched_film(
                    render.scene_named(order.scene),
                    Path(folder),
                    order.quality,
                    partial(_watching, tell),
                    digit=order.digit,
                    network=order.network,
                )
        except SystemExit as refusal:  # so a scene refuses, its reason being the cause
            raise ValueError(str(refusal.__cause__)) from refusal
        files = {each.name: each.read_bytes() for each in sorted(Path(folder).iterdir())}
    return shelf.stamped(order, files)


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
