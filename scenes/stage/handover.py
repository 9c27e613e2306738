"""The handover: what a film leaves beside its mp4 for captions, pages and programs."""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from manim import config

from network.atomic import whole_folder
from scenes.ledger import Ledger
from scenes.script.script import Cue, Script
from scenes.stage.cast import Cast
from scenes.stage.film import Film

OURS = ("cues.json", "film.json", "ledger.json", "cast.npz")


def is_part() -> bool:
    """Whether only some of a film's animations are asked for (manim's -n)."""
    return bool(config.from_animation_number > 0 or config.upto_animation_number < math.inf)


def hand_over(
    film: Path, place: Path, script: Script, cues: Sequence[Cue], cast: Cast, ledger: Ledger
) -> None:
    """Write all that stands beside a film; of a part of a film none would be true.

    `film` is the mp4 where it is now, `place` where it is going to be.
    """
    if is_part():
        withdraw(place, script.languages)
        return
    with whole_folder(film.parent) as made:
        ledger.write(made / f"{film.stem}.ledger.json")
        Film(made / film.name, script, tuple(cues), cast, ledger.left_out).write_beside(film)


def withdraw(film: Path, languages: Sequence[str]) -> None:
    """Take away what was handed over beside a film, and nothing that others have put there."""
    for name in _written_beside(film, languages):
        (film.parent / name).unlink(missing_ok=True)


def _written_beside(film: Path, languages: Sequence[str]) -> Iterator[str]:
    yield from (f"{film.stem}.{ending}" for ending in OURS)
    yield from (f"{film.stem}.{each}.{kind}" for each in languages for kind in ("vtt", "srt"))
    yield f"{film.stem}.network.npz"
    yield from (each.name for each in film.parent.glob(f"{film.stem}.network-[0-9].npz"))
