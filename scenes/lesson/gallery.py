"""The gallery: a film as a small animated picture and a few stills, for the README.

`python -m scenes.lesson.gallery FILM` writes them into renders/gallery/.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import av
from PIL import Image

from network.atomic import whole_file
from scenes.batch.render import ROOT, stills
from scenes.stage.film import read_cues

GALLERY = ROOT / "renders" / "gallery"
WIDTH = 720  # pixels
RATE = 8  # pictures a second
SPEED = 3  # times as fast as the film
REST = 2000  # milliseconds that the last picture stays
LOSSY = {"quality": 55, "method": 4}
STILLS = ("sum", "squish", "onward", "choose")  # beats whose last pictures are kept


def animated(film: Path, path: Path, width: int = WIDTH) -> None:
    """Write a film as an animated WebP, faster than it is and in a loop."""
    first, *rest = pictures(film, width)
    last = 1000 // RATE + REST
    durations = [*[1000 // RATE] * len(rest), last]
    with whole_file(path) as made:
        first.save(
            made, "WEBP", save_all=True, append_images=rest, duration=durations, loop=0, **LOSSY
        )


def pictures(film: Path, width: int) -> Iterator[Image.Image]:
    """Frames of a film, `SPEED` seconds of it for each second of `RATE` pictures."""
    step, due = SPEED / RATE, 0.0
    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            if frame.time is not None and frame.time >= due - 1e-6:
                due += step
                height = round(width * frame.height / frame.width)
                image = Image.fromarray(frame.to_ndarray(format="rgb24"))
                yield image.resize((width, height), Image.Resampling.LANCZOS)


def main() -> None:
    """Write the gallery of a film that has its cues beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("film", type=Path)
    film = parser.parse_args().film
    animated(film, GALLERY / "forward_pass.webp")
    ends = {cue.beat: cue.end for cue in read_cues(film)}
    for beat, still in zip(STILLS, stills(film, [ends[beat] for beat in STILLS]), strict=True):
        with whole_file(GALLERY / f"{beat}.webp") as made:
            still.save(made, "WEBP", quality=80)
    for path in sorted(GALLERY.iterdir()):
        print(f"{path.stat().st_size / 1000:7.0f} kB  {path.name}")


if __name__ == "__main__":
    main()
