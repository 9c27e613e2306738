"""Stills: single pictures of a rendered film, and the sheet of a storyboard."""

from collections.abc import Sequence
from pathlib import Path

import av
from PIL import Image, ImageDraw, ImageFont

from scenes.script.script import Cue

GROUND, INK = "#23252E", "#ECECEF"
STRIP = 40  # pixels below each still of a storyboard, for its beat
GAP = 16  # pixels between stills
COLUMNS = 2


def poster(film: Path) -> Image.Image:
    """The last frame of a film."""
    with av.open(film) as container:
        container.seek(container.duration or 0)  # to the last keyframe
        *_, last = container.decode(video=0)
    return _image(last)


def stills(film: Path, moments: Sequence[float]) -> list[Image.Image]:
    """The last frame before each of some moments, in seconds.

    Raises ValueError for a moment at which the film has not begun.
    """
    shown: dict[float, av.VideoFrame] = {}
    with av.open(film) as container:
        for frame in container.decode(video=0):
            shown |= {moment: frame for moment in moments if frame.time < moment - 1e-3}
    if len(shown) < len(set(moments)):
        raise ValueError(f"No frame of {film} stands before {min(moments):g} s.")
    return [_image(shown[moment]) for moment in moments]


def _image(frame: av.VideoFrame) -> Image.Image:
    return Image.fromarray(frame.to_ndarray(format="rgb24"))


def storyboard(film: Path, cues: Sequence[Cue]) -> Image.Image:
    """One still for each beat on a sheet: the picture in which the beat ends."""
    pictures = stills(film, [cue.end for cue in cues])
    width, height = pictures[0].size
    across, down = width + GAP, height + STRIP + GAP
    rows = -(-len(cues) // COLUMNS)
    sheet = Image.new("RGB", (GAP + COLUMNS * across, GAP + rows * down), GROUND)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(STRIP // 2)
    for place, (cue, picture) in enumerate(zip(cues, pictures, strict=True)):
        row, column = divmod(place, COLUMNS)
        corner = GAP + column * across, GAP + row * down
        sheet.paste(picture, corner)
        told = f"{place + 1}  {cue.beat}   {cue.start:.1f} to {cue.end:.1f} s"
        draw.text((corner[0], corner[1] + height + STRIP // 4), told, INK, font)
    return sheet
