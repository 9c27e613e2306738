"""The gallery: films as small animated pictures, and a few stills of them, for the README."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import av
from PIL import Image

from scenes.batch.stills import stills
from scenes.stage.film import read_cues

WIDTH = 720  # pixels
RATE = 8  # pictures a second
SPEED = 3  # times as fast as the film
REST = 2000  # milliseconds that the last picture stays
LOSSY = {"quality": 45, "method": 4}


def write(film: Path, folder: Path, name: str, beats: Sequence[str]) -> None:
    """Write NAME.webp into a folder, and NAME.BEAT.webp for the last picture of some beats.

    Raises FileNotFoundError for a film without its cues, and ValueError for an unknown beat.
    """
    ends = {cue.beat: cue.end for cue in read_cues(film)}
    for beat in beats:
        if beat not in ends:
            raise ValueError(
                f"{film.name} has no beat {beat!r}, which lesson.toml lists; it "
                f"has {', '.join(ends)}."
            )
    animated(film, folder / f"{name}.webp")
    for beat, still in zip(beats, stills(film, [ends[beat] for beat in beats]), strict=True):
        still.save(folder / f"{name}.{beat}.webp", "WEBP", quality=80)


def animated(film: Path, path: Path, width: int = WIDTH) -> None:
    """Write a film as an animated WebP, faster than it is and in a loop."""
    first, *rest = pictures(film, width)
    last = 1000 // RATE + REST
    durations = [*[1000 // RATE] * len(rest), last]
    first.save(path, "WEBP", save_all=True, append_images=rest, duration=durations, loop=0, **LOSSY)


def pictures(film: Path, width: int) -> Iterator[Image.Image]:
    """Frames of a film, `SPEED` seconds of it for each second of `RATE` pictures."""
    step, due = SPEED / RATE, 0.0
    with av.open(film) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONREF"  # half of all frames, as good as all here
        size = width, round(width * stream.height / stream.width)
        for frame in container.decode(stream):
            if frame.time >= due - 1e-6:
                due += step
                small = frame.reformat(*size, format="rgb24", interpolation="AREA")
                yield Image.fromarray(small.to_ndarray())
