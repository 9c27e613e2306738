"""The whole lesson in one piece: its films one after another, with one file of captions each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from scenes.lesson import clips
from scenes.lesson.transcript import markdown
from scenes.script import captions
from scenes.script.captions import Caption
from scenes.script.chapters import youtube
from scenes.stage.film import Film

NAME = "lesson"
Told = Callable[[Film, str], Sequence[Caption]]


def write(films: Sequence[Film], folder: Path, languages: Sequence[str], title: str = NAME) -> None:
    """Write lesson.mp4, and captions, chapters and a transcript of all films, into a folder.

    Nothing is encoded again. There is a chapter for each beat; the first of a film has the film's
    title. Captions stand where the pictures of their films really are, to the frame. Raises
    ValueError where a film cannot be copied, or was not rendered as the first one was.
    """
    starts = [0.0, *accumulate(clips.seconds_of(film.path) for film in films)]

    def told(of: Told, language: str) -> list[Caption]:
        pairs = zip(films, starts, strict=False)
        return [each for film, start in pairs for each in later(of(film, language), start)]

    first = languages[0]
    clips.join([film.path for film in films], folder / f"{NAME}.mp4", title, told(chapters, first))
    for language in languages:
        said, places = told(_captions, language), told(chapters, language)
        for ending, text in (
            ("vtt", captions.vtt(said)),
            ("srt", captions.srt(said)),
            ("chapters.vtt", captions.vtt(places)),
            ("youtube.txt", youtube(places)),
        ):
            (folder / f"{NAME}.{language}.{ending}").write_text(text, encoding="utf-8")
    text = "\n".join(
        markdown(film, languages, start) for film, start in zip(films, starts, strict=False)
    )
    (folder / f"{NAME}.transcript.md").write_text(text, encoding="utf-8")


def chapters(film: Film, language: str) -> Sequence[Caption]:
    """The chapters of a film among others: the first has the title of the film."""
    first, *others = film.wording.chapters(language)
    return [replace(first, text=film.script.title[language]), *others]


def _captions(film: Film, language: str) -> Sequence[Caption]:
    return film.wording.captions(language)


def later(told: Sequence[Caption], seconds: float) -> Iterator[Caption]:
    """Captions so many seconds later."""
    for each in told:
        yield replace(each, start=each.start + seconds, end=each.end + seconds)
