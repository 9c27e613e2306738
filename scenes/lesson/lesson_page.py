"""The page of a lesson: films with their transcripts beside them, in one language or in all."""

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from scenes.lesson.at_play import PlayPage, addresses
from scenes.lesson.facts import facts
from scenes.lesson.left_out import left_out
from scenes.lesson.page_words import words
from scenes.lesson.pages import ICON, page
from scenes.lesson.sentences import formulas, sentence
from scenes.script import captions
from scenes.script.acts import Title
from scenes.script.chapters import clock
from scenes.script.glossary import Glossary
from scenes.script.running_order import running_order
from scenes.stage.film import Film

KINDS = {"mp4": "video/mp4", "vtt": "text/vtt", "webp": "image/webp", "jpg": "image/jpeg"}
PACES = "0.5", "0.75", "1", "1.25", "1.5", "2"  # how fast films can be played
Place = Callable[[Film, str], str]  # the address of a film's file with an ending


def beside(film: Film, ending: str) -> str:
    """The address of a file that stands beside the page."""
    return quote(f"{film.name}.{ending}")


def below(film: Film, ending: str) -> str:
    """The address of a file that stands in a folder named like its film."""
    return quote(f"{film.name}/{film.name}.{ending}")


def inlined(folder: Path) -> Place:
    """Files that are brought along inside the page, read from a folder."""
    return lambda film, ending: data_uri((folder / f"{film.name}.{ending}").read_bytes(), ending)


def data_uri(content: bytes, ending: str) -> str:
    """Bytes as an address that holds them."""
    kind = KINDS[ending.rpartition(".")[2]]
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def lesson_page(
    films: Sequence[Film],
    languages: Sequence[str],
    place: Place,
    *,
    play: PlayPage | None = None,
    downloads: bool = True,
    course: bool = False,
    at: str = "",
) -> str:
    """Films in order, as one page that works from disk and from a server.

    `play` links to play.html, and each beat to what it shows there; `downloads` links to the files
    of each film; `course` tells a course system of SCORM 1.2 how much has been seen. Where `at`,
    the address at which the page will lie, is a whole one, links to the page show a picture.
    """
    glossary = Glossary.load()
    told = [_film(film, languages, place, glossary, downloads, play) for film in films]
    for place_of_film, each in enumerate(told):
        each["place"] = place_of_film
    acts = [(title, {film.name for film in together}) for title, together in by_act(films)]
    base = f"{at.rstrip('/')}/" if at.startswith(("http:", "https:")) else ""
    return page(
        "lesson.html",
        films=told,
        acts=[
            {"title": title, "films": [each for each in told if each["name"] in names]}
            for title, names in acts
        ],
        languages=languages,
        words={language: words(language) for language in languages},
        terms=glossary.terms,
        play=play is not None,
        paces=PACES,
        course=course,
        picture=base and base + place(films[0], "poster.jpg"),
        linked_data=[_linked(film, languages, place, base) for film in films if downloads],
        icon=ICON,
        filters={"formulas": formulas},
    )


def by_act(films: Sequence[Film]) -> Iterator[tuple[Title | None, list[Film]]]:
    """Films in their order, those side by side of one act together with its title.

    Films that the lesson does not list are of no act.
    """
    order = running_order()
    for act, together in groupby(films, lambda film: order.act_of(film.script.name)):
        yield act.title if act else None, list(together)


def _film(
    film: Film,
    languages: Sequence[str],
    place: Place,
    glossary: Glossary,
    downloads: bool,
    play: PlayPage | None,
) -> dict[str, object]:
    """What the template tells of a film."""
    seen: set[tuple[str, str]] = set()
    at_play = addresses(film, play) if play else [""] * len(film.cues)
    return {
        "name": film.name,
        "title": film.script.title,
        "clock": clock(film.seconds),
        "seconds": film.seconds,
        "source": place(film, "mp4"),
        "poster": place(film, "poster.webp"),
        "tracks": list(tracks(film, languages)),
        "asks": list(_asks(film, languages)),
        "facts": {each: _together(facts(film, each), each) for each in languages},
        "left_out": {each: _together(left_out(film, each), each) for each in languages},
        "downloads": list(_downloads(film, languages, place)) if downloads else [],
        "beats": [
            {
                "start": passage.cue.start,
                "clock": clock(passage.cue.start),
                "play": shown,
                "said": {
                    language: [sentence(each, language, glossary, seen) for each in spoken]
                    for language, spoken in passage.said.items()
                },
            }
            for passage, shown in zip(film.wording.passages(languages), at_play, strict=True)
        ],
    }


def _together(sentences: Iterable[str], language: str) -> str:
    """Sentences on one line; Japanese joins them without a blank."""
    return ("" if language == "ja" else " ").join(sentences)


def _asks(film: Film, languages: Sequence[str]) -> Iterator[dict[str, object]]:
    """The questions of a film: when it waits, what is asked, and the choices."""
    for passage in film.wording.passages(languages):
        cue, beat = passage.cue, film.script.beat(passage.cue.beat)
        if cue.asked is None or beat.ask is None:
            continue
        choices = film.wording.questions[cue.beat]
        place = beat.marks.index(beat.ask.by)
        yield {
            "at": cue.asked,
            "until": cue.end,
            "question": {each: film.wording.lines[each][cue.beat][place] for each in languages},
            "choices": {each: choices[each] for each in languages},
            "right": {
                each: next(choice.text for choice in choices[each] if choice.is_right)
                for each in languages
            },
        }


def _linked(film: Film, languages: Sequence[str], place: Place, base: str) -> dict[str, object]:
    """A film in the words of schema.org, by which search engines know it."""
    first = languages[0]
    said = film.wording.passages([first])
    return {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": film.script.title[first],
        "description": " ".join(facts(film, first)),
        "duration": f"PT{film.seconds:.0f}S",
        "inLanguage": list(languages),
        "contentUrl": base + place(film, "mp4"),
        "thumbnailUrl": base + place(film, "poster.jpg"),
        "transcript": " ".join(passage.text(first) for passage in said),
    }


def tracks(film: Film, languages: Sequence[str]) -> Iterator[dict[str, str]]:
    """Captions and chapters in each language, as text tracks that a page brings along."""
    for language in languages:
        for kind, make in (
            ("captions", film.wording.captions),
            ("chapters", film.wording.chapters),
        ):
            text = captions.vtt(make(language))
            label = words(language)["language"]
            yield {
                "kind": kind,
                "language": language,
                "label": label,
                "source": data_uri(text.encode(), "vtt"),
            }


def _downloads(
    film: Film, languages: Sequence[str], place: Place
) -> Iterator[tuple[str, str, str]]:
    """Which files of a film can be taken away: a word, a language or nothing, an address."""
    yield "film", "", place(film, "mp4")
    for language in languages:
        yield "captions", language, place(film, f"{language}.srt")
    yield "text", "", place(film, "transcript.md")
    yield "embed", "", place(film, "embed.html")
    yield "ledger", "", place(film, "ledger.json")
