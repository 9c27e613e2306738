"""Films as they are rendered for tests: each once, in a process of its own, with all that is asked.

One render answers many questions: the mp4 and what stands beside it, what an inspection found on
its frames, and which cells should be how bright at the end of each beat.
"""

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import av
import numpy as np
from spoken import Glimpses, Unseen, unseen
from watching import frames

HEIGHT, RATE = 480, 15
CHANGE = 6  # of 255, from which a pixel is different for the eye
STILL = 0.15  # seconds: a shorter halt is none
REST, LONG_REST, MANY = 0.8, 1.2, 3  # seconds after a numeral, and after as many
TILES = (18, 32)  # rows and columns of a frame, each 60 pixels of 1080
EVERY = 5  # frames, of which one is inspected
SMALLEST = 4 * 8 / HEIGHT  # scene units: of smaller cells, 3 x 3 pixels show their neighbours too


@dataclass(frozen=True)
class Shown:
    """Cells at the end of a beat that nothing covers, and the colours that they should have."""

    path: str  # into the cast
    signed: bool
    places: np.ndarray  # (n,), of the array at the path
    centers: np.ndarray  # (n, 2), scene units
    colours: np.ndarray  # (n, 3)


@dataclass(frozen=True)
class Play:
    """Something that moved, from when to when in seconds, and how many numerals came by it."""

    beat: str
    start: float
    end: float
    numerals: int


@dataclass
class Observation:
    """A film and what was seen while it was rendered."""

    path: Path
    faults: list[str] = field(default_factory=list)
    shown: dict[str, list[Shown]] = field(default_factory=dict)  # by beat
    beats: list[str] = field(default_factory=list)  # of the script
    seconds: float = 0.0  # of the scene's clock
    plays: list[Play] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)  # numerals, while they are said
    frames_after: int = 0  # frames that came after the last beat
    count: int = 0  # of the finished film's frames
    ends: list[np.ndarray] = field(default_factory=list)  # pictures of the beats
    halts: list[tuple[float, float]] = field(default_factory=list)  # when, and for how many seconds

    @property
    def ledger(self) -> list[dict]:
        return json.loads(self.path.with_suffix(".ledger.json").read_text())

    @property
    def cues(self) -> list[dict]:
        return json.loads(self.path.with_suffix(".cues.json").read_text())

    def freezes(self) -> list[tuple[float, float]]:
        """When the film stands still, and for how long, but for questions."""
        asked = [cue["asked"] for cue in self.cues if cue["asked"] is not None]
        return [
            (start, length)
            for start, length in self.halts
            if not any(moment - STILL <= start <= moment + STILL for moment in asked)
        ]

    def pictures(self) -> list[np.ndarray]:
        """The last frame of each beat, (height, width, 3) in [0, 1]."""
        return [picture / 255 for picture in self.ends]

    def look_at_the_finished_film(self) -> None:
        """Decode it, once: how many frames it has, where it halts, and how its beats end."""
        lasts = {round(cue["end"] * RATE) - 1 for cue in self.cues}

        def frames() -> Iterator[np.ndarray]:
            with av.open(self.path) as container:
                for place, frame in enumerate(container.decode(video=0)):
                    self.count = place + 1
                    picture = frame.to_ndarray(format="rgb24")
                    if place in lasts:
                        self.ends.append(picture)
                    yield picture

        self.halts = freezes(frames())


def observe(film: str, folder: str, plain: bool, about: dict[str, Any]) -> Observation:
    """Render a film and look at it; this is what a process of its own does.

    A `plain` film is painted by manim's own renderer.
    """
    from scenes.batch.finding import scene_class
    from scenes.script.running_order import source_of
    from scenes.stage.inspection import Inspector, watch

    with frames(HEIGHT, RATE, media_dir=folder, preview=False):
        scene_of_film = scene_class(source_of(film))
        scene_of_film.plain = plain
        scene = scene_of_film(**about)
        inspector, made = Inspector(scene), Observation(Path())
        glimpses = Glimpses(scene)

        def look() -> None:
            made.frames_after += len(scene.cues) == len(scene.script.beats)
            inspector.look()
            glimpses.look()

        def look_at_end() -> None:
            made.shown[scene.current_beat] = list(cells_shown(scene))

        made.plays = plays_of(scene, glimpses)
        watch(scene, look, inspector.look_at_rest, look_at_end, every=EVERY, painted=True)
    made.path = Path(scene.renderer.file_writer.final_file_path)
    made.faults, made.seconds = inspector.finish(), scene.time
    made.beats = [beat.name for beat in scene.script.beats]
    made.unseen = [*unseen(scene.script, scene.records, scene.cues, glimpses.seen)]
    made.look_at_the_finished_film()
    return made


def plays_of(scene: Any, glimpses: Glimpses) -> list[Play]:
    """A list to which a scene adds what it plays, but for its waits; a glimpse before and after."""
    from manim import Wait

    made: list[Play] = []
    play = scene.play

    def noted(*animations: Any, **options: Any) -> None:
        beat, start, before = scene.current_beat, float(scene.time), numerals(scene)
        glimpses.look()
        play(*animations, **options)
        glimpses.look()
        if not all(isinstance(each, Wait) for each in animations):
            came = len(numerals(scene) - before)
            made.append(Play(beat, start, float(scene.time), came))

    scene.play = noted
    return made


def numerals(scene: Any) -> set[tuple[str, str]]:
    """The numbers from records that can be read now, but for the marks of axes."""
    from scenes.ledger import Axis
    from scenes.stage.inspection import texts

    readings = (text.reading for text in texts(scene))
    return {
        (scene.ledger.place_of(each)[0], each.path)
        for each in readings
        if each and not isinstance(each.record, Axis) and not isinstance(each.value, str)
    }


def unrested(plays: list[Play]) -> list[str]:
    """What moves before the numerals that came last could be read."""
    faults = []
    for one, two in pairwise(plays):
        needed = 0 if not one.numerals else REST if one.numerals < MANY else LONG_REST
        if two.start - one.end < needed - 1 / RATE / 2:
            faults.append(
                f"{one.beat}: {one.numerals} numerals at {one.end:.1f} s rest "
                f"{two.start - one.end:.1f} s; {needed} are needed."
            )
    return faults


def freezes(frames: Iterable[np.ndarray]) -> list[tuple[float, float]]:
    """When pictures, arrays of bytes, stand still, and for how long, in seconds."""
    still = [
        (np.maximum(one, two) - np.minimum(one, two)).max() <= CHANGE
        for one, two in pairwise(frames)
    ]
    found, since = [], None
    for place, rests in enumerate([*still, False]):
        if rests and since is None:
            since = place
        elif not rests and since is not None:
            found.append((since / RATE, (place - since) / RATE))
            since = None
    return [(start, length) for start, length in found if length > STILL]


def in_use(picture: np.ndarray, ground: np.ndarray) -> float:
    """The share of the tiles of a picture, (height, width, 3) in [0, 1], that show anything."""
    lit = (np.abs(picture - ground) > CHANGE / 255).any(axis=2)
    rows = np.array_split(lit, TILES[0], axis=0)
    return float(np.mean([part.any() for row in rows for part in np.array_split(row, TILES[1], 1)]))


def cells_shown(scene: Any) -> Iterator[Shown]:
    """The cells that show something from a record, as far as nothing lies over them."""
    from manim.utils.family import extract_mobject_family_members

    from scenes.mobjects.cells import Cells
    from scenes.stage.inspection import box

    painted = extract_mobject_family_members(
        scene.mobjects, use_z_index=True, only_those_with_points=True
    )
    for place, cells in enumerate(painted):
        if not isinstance(cells, Cells) or cells.reading is None or cells.opacity < 0.99:
            continue
        middles = cells.centers[:, :2]
        covered = np.zeros(len(middles), dtype=bool)
        for over in painted[place + 1 :]:
            left, bottom, right, top = box(over)
            covered |= ((middles > (left, bottom)) & (middles < (right, top))).all(axis=1)
        own = np.arange(len(middles)) if cells.reading.places is None else cells.reading.places
        name = scene.ledger.place_of(cells.reading)
        sizes = np.ptp(cells.corners[:, :, :2], axis=1).min(axis=1)
        kept = ~covered & (cells.rgba[:, 3] > 0.99) & (sizes > SMALLEST)
        grey = np.ptp(cells.rgba[:, :3], axis=1).max(initial=0) < 1e-9
        if kept.any():
            yield Shown(
                ".".join(name),
                not grey,
                np.asarray(own)[kept],
                middles[kept],
                cells.rgba[kept, :3],
            )


class Studio:
    """Renders the films that tests ask for, two at a time, each once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pool = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
        self._made: dict[str, Future[Observation]] = {}

    def begin(self, film: str, name: str = "", plain: bool = False, **about: Any) -> None:
        """Begin a film, unless it has been begun."""
        name = name or film
        if name not in self._made:
            (self.folder / name).mkdir()
            self._made[name] = self._pool.submit(
                observe, film, str(self.folder / name), plain, about
            )

    def film(self, name: str) -> Observation:
        """A film that has been begun, when it is done."""
        return self._made[name].result()

    def close(self) -> None:
        """Let the processes go."""
        self._pool.shutdown(cancel_futures=True)
