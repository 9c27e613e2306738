"""The beats of a film as clips, and the JSON from which manim-slides makes decks of them."""

import json
from collections.abc import Sequence
from pathlib import Path

from scenes.lesson import clips
from scenes.stage.film import Film

SLIDES = "slides"  # the folder in which manim-slides looks for <name>.json


def write(film: Film, folder: Path, languages: Sequence[str], size: tuple[int, int]) -> None:
    """Write a clip for each beat into folder/slides, and folder/slides/<name>.json.

    Each slide has what is said as its notes. Played backwards a slide shows the same clip, as
    after `skip_reversing = True` in manim-slides. Raises ValueError as `clips.copy` does.
    """
    (folder / SLIDES).mkdir()
    slides = []
    for number, passage in enumerate(film.wording.passages(languages), start=1):
        cue = passage.cue
        clip = clip_name(number, cue.beat)
        clips.copy(film.path, folder / clip, cue.start, cue.end, title=passage.text(languages[0]))
        notes = "\n\n".join(passage.text(language) for language in languages)
        slides.append({"file": clip, "rev_file": clip, "notes": notes})
    deck = {"slides": slides, "resolution": size, "background_color": "black"}
    text = json.dumps(deck, ensure_ascii=False, indent=1) + "\n"
    (folder / SLIDES / f"{film.name}.json").write_text(text, encoding="utf-8")


def clip_name(number: int, beat: str) -> str:
    """Where the clip of a beat lies, seen from the folder of the film."""
    return f"{SLIDES}/{number:02}-{beat}.mp4"
