"""Stand-ins for films and pools, which processes of their own can import and which cost nothing."""

import os
import signal
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from multiprocessing import parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from network import Network
from network.assets import asset
from scenes.batch.events import Event, attempt
from scenes.batch.process_pool import cores
from scenes.script.sentence import Sentence

BEAT = "look"


def act(part: tuple[str, str], tell: Callable[[str, int], None]) -> dict[str, bytes]:
    """Do what a part says, instead of making a film: (what to do, a folder)."""
    what, folder = part
    tell(BEAT, 2)
    if what == "die" or (what == "die once" and _is_first(folder)):
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "linger":
        time.sleep(60)
    if what == "refuse":
        raise ValueError("It is not to be shown.")
    if what == "break":
        raise KeyError("pixel")
    if what == "look around":
        return {"cores": " ".join(map(str, cores())).encode()}
    return {"film": what.encode()}


def film(job: Any, tell: Callable[[str, int], None]) -> dict[str, bytes]:
    """Instead of a film its name, and captions; a worker dies the first time it has child-2."""
    from scenes.batch.store import stamped

    spec = job.read()
    tell(BEAT, 2)
    is_worker = parent_process() is not None
    if is_worker and job.picture.name == "child-2" and _is_first(str(job.picture.path.parent)):
        os.kill(os.getpid(), signal.SIGKILL)
    return stamped(spec, written(spec, job.picture.name))


def without_paths(script: Any) -> Any:
    """A script that says something in each sentence, whatever records it is about."""
    beats = tuple(
        replace(
            beat,
            ask=None,
            sentences=tuple(
                Sentence(each.mark, dict.fromkeys(each.lines, "Look.")) for each in beat.sentences
            ),
        )
        for beat in script.beats
    )
    return replace(script, beats=beats)


def written(spec: Any, content: str) -> dict[str, bytes]:
    """All that stands beside a film, and for the film itself some words."""
    from scenes.script.script import Cue
    from scenes.stage.cast import Cast
    from scenes.stage.film import Film

    network = spec.network or Network.load(asset("weights", "digits.npz"))
    cues = tuple(
        Cue(beat.name, 0.0, 9.0, tuple(map(float, range(len(beat.marks)))))
        for beat in spec.script.beats
    )
    cast = Cast(lead=network.forward(spec.digit))
    with TemporaryDirectory() as folder:
        film = Film(Path(folder) / spec.film.output, without_paths(spec.script), cues, cast)
        film.path.write_text(content)
        film.beside("ledger.json").write_text("[]")
        film.write_beside(film.path)
        return {each.name: each.read_bytes() for each in Path(folder).iterdir()}


def _is_first(folder: str) -> bool:
    try:
        (Path(folder) / ".begun").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def at_hand(jobs: Sequence[Any], count: int = 1) -> Generator[Event, None, None]:
    """A pool in this process."""
    for place, job in enumerate(jobs):
        yield attempt(film, place, job, lambda beat, frames: None)


class Ready:
    """A job for the cluster that is read at once."""

    def __init__(self, what: str, folder: Path) -> None:
        self.part = what, str(folder)

    def read(self) -> tuple[str, str]:
        """What `act` is to do."""
        if self.part[0] == "unread":
            raise ValueError("It cannot be read.")
        return self.part
