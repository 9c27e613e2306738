"""Pictures that stand for a film: a poster, and a short loop that a README can show."""

import hashlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from shutil import copyfile

import av
from PIL import Image

from network.plain import read_json
from scenes.batch.stills import poster, stills
from scenes.lesson.clips import readable
from scenes.stage.film import digest_of

LOOP = 10.0  # seconds in which the whole film passes
REST = 2.0  # seconds that the last picture of the loop stays
PICTURES = 80  # of a loop, at most
ENDINGS = ("poster.jpg", "poster.webp", "webp")
WIDTHS = (640, 480, 320)  # pixels; the first with which the loop is small enough
LOOP_BYTES = 1_000_000  # bytes of a loop
QUALITY, EFFORT = 60, 2


def told_of(film: Path, folder: Path, moment: float) -> dict[str, str]:
    """The digests of the pictures in a folder, and of what they come from: film, moment, code."""
    source = hashlib.sha256(Path(__file__).read_bytes())
    source.update(f"{digest_of(film)} {moment}".encode())
    held = {each: digest_of(folder / f"{film.stem}.{each}") for each in ENDINGS}
    return {"made_of": source.hexdigest(), **held}


def kept(before: Path, film: Path, folder: Path, moment: float) -> bool:
    """Copy the pictures from a lesson that stands, if they are whole and would come out the same.

    `before` is the folder of the film in that lesson; its manifest has what `told_of` told then.
    """
    try:
        told = read_json(before / f"{film.stem}.json")["pictures"]
        if told != told_of(film, before, moment):
            return False
    except (OSError, ValueError, LookupError, TypeError):
        return False
    for ending in ENDINGS:
        copyfile(before / f"{film.stem}.{ending}", folder / f"{film.stem}.{ending}")
    return True


def write(film: Path, folder: Path, seconds: float, moment: float) -> None:
    """Write <name>.poster.jpg, <name>.poster.webp and <name>.webp, the loop, into a folder.

    The film lasts so many seconds; the poster shows what stands on screen just before a moment.

    Raises ValueError where the film is damaged.
    """
    with readable(film):
        shown = [*_first_pictures(film, seconds / PICTURES), (seconds, poster(film))]
        (still,) = stills(film, [moment])
    still.save(folder / f"{film.stem}.poster.jpg", quality=85)  # which every program reads
    still.save(folder / f"{film.stem}.poster.webp", quality=85, method=EFFORT)
    path = folder / f"{film.stem}.webp"
    for width in WIDTHS:
        _save_loop(shown, width, path)
        if path.stat().st_size < LOOP_BYTES:
            return
    raise ValueError(
        f"{path.name} is larger than {LOOP_BYTES:,} bytes even {WIDTHS[-1]} pixels wide."
    )


def _first_pictures(film: Path, apart: float) -> list[tuple[float, Image.Image]]:
    """The pictures with which animations begin (keyframes, quick to read), and their seconds."""
    found: list[tuple[float, Image.Image]] = []
    with av.open(film) as container:
        pictures = container.streams.video[0]
        pictures.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(pictures):
            if not found or frame.time >= found[-1][0] + apart:
                small = frame.reformat(width=WIDTHS[0], height=_height(WIDTHS[0], frame))
                found.append((frame.time, Image.fromarray(small.to_ndarray(format="rgb24"))))
    return found


def _save_loop(shown: Sequence[tuple[float, Image.Image]], width: int, path: Path) -> None:
    """Write pictures as an animated WebP, each as long as it lasts."""
    pace = 1000 * LOOP / shown[-1][0]  # milliseconds for a second of the film
    lasting = [round(pace * (after - before)) for (before, _), (after, _) in pairwise(shown)]
    first, *rest = [image.resize((width, _height(width, image))) for _, image in shown]
    lasting.append(round(1000 * REST))
    every = {"save_all": True, "append_images": rest, "duration": lasting, "loop": 0}
    first.save(path, "WEBP", quality=QUALITY, method=EFFORT, **every)


def _height(width: int, picture: "Image.Image | av.VideoFrame") -> int:
    return 2 * round(width * picture.height / picture.width / 2)
