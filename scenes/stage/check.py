"""A film checked without rendering it: what its author would only see afterwards, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manim import tempconfig

from scenes.script.captions import hurried, too_fast, too_long
from scenes.script.glossary import Glossary
from scenes.script.wording import Wording
from scenes.stage.inspection import inspected
from scenes.stage.scene import FilmScene

HEIGHT, RATE, EVERY = 240, 15, 3  # of the frames that are looked at, and one in how many


@dataclass(frozen=True)
class Checked:
    """What a film is like, and what is wrong with it, a sentence each."""

    seconds: float
    entries: int  # in its ledger
    faults: tuple[str, ...]


def checked(scene_class: type[FilmScene], **about: Any) -> Checked:
    """Play a film on a small stage and look at it; its captions are read in every language.

    Raises SystemExit, after a sentence, for a film that cannot be played.
    """
    settings = {
        "pixel_height": HEIGHT,
        "pixel_width": 2 * round(HEIGHT * 8 / 9),
        "frame_rate": RATE,
        "dry_run": True,
        "progress_bar": "none",
        "verbosity": "WARNING",
    }
    with tempconfig(settings):
        scene = scene_class(**about)
        seen = inspected(scene, every=EVERY)
    faults = (*seen, *faults_of_words(Wording(scene.script, tuple(scene.cues), scene.lines)))
    return Checked(scene.cues[-1].end, len(scene.ledger.entries), faults)


def faults_of_words(wording: Wording) -> Iterator[str]:
    """What cannot be read or said in time, does not fit, or strays from the glossary."""
    for language, lines in wording.lines.items():
        shown = wording.captions(language)
        yield from too_fast(shown, language)
        yield from too_long(shown, language)
        for cue in wording.cues:
            if len(lines[cue.beat]) > 1:  # sentences that are tied to movements
                yield from hurried(cue, lines[cue.beat], language)
    yield from wording.script.drift(Glossary.load())
