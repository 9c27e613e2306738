"""A lesson: films as a folder that an author uploads anywhere or opens from disk."""

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copyfile

import av

from network import Network
from network.measurements.measured import digest_of_network
from scenes.lesson import clips, embed, manifest, posters, scorm, slides, whole
from scenes.lesson.at_play import PlayPage
from scenes.lesson.lesson_page import below, beside, inlined, lesson_page
from scenes.lesson.play import play_page, with_room, with_shipped
from scenes.lesson.readme import readme
from scenes.lesson.transcript import markdown
from scenes.script import captions
from scenes.script.captions import Caption
from scenes.script.chapters import youtube
from scenes.script.running_order import running_order
from scenes.stage.film import Film

QUALITY = re.compile(r"(\d+)p(\d+)")  # of a folder that manim renders into


def rendered_films(folder: Path, act: str = "") -> list[Path]:
    """The films below a folder, each in its best quality, in the lesson's order.

    A film stands in a folder named by its quality, as manim and `squish render` have it; of two
    that are equally good, the later one is taken. Films that the lesson does not list come last,
    in order of their names. `act` is the key of an act whose films alone are wanted.

    Raises FileNotFoundError where there is none, ValueError for no such act, and what
    `running_order` raises.
    """
    order = running_order()
    listed = [film.source.output for film in (order.act(act).films if act else order.films)]
    found: dict[str, list[tuple[tuple[int, ...], float, Path]]] = {}
    for cues in folder.glob("**/*.cues.json"):
        film = cues.with_name(cues.name.removesuffix(".cues.json") + ".mp4")
        size = QUALITY.fullmatch(film.parent.name)
        if size and film.is_file() and (not act or film.name in listed):
            quality = tuple(map(int, size.groups()))
            found.setdefault(film.name, []).append((quality, film.stat().st_mtime, film))
    if not found:
        raise FileNotFoundError(f"No films in {folder}; render one, or name them.")
    films = [max(of_a_name)[-1] for _, of_a_name in sorted(found.items())]
    return sorted(films, key=lambda film: (*listed, film.name).index(film.name))


def shared_languages(films: Sequence[Film], asked_for: Sequence[str]) -> tuple[str, ...]:
    """The languages of a lesson: those asked for, by default all that its films share.

    Raises ValueError where a film lacks one that is asked for, and where there is none.
    """
    shared = [set(film.languages(asked_for)) for film in films]
    found = [each for each in films[0].languages(asked_for) if all(each in one for one in shared)]
    if not found:
        raise ValueError("The films have no language in common; name fewer films.")
    return tuple(found)


def write(
    films: Sequence[Film],
    folder: Path,
    languages: Sequence[str],
    *,
    at: str = "",
    course: bool = False,
    before: Path = Path(),
) -> None:
    """Write a lesson into an empty folder: index.html, play.html, and a folder for each film.

    README.txt tells what each file is for. `networks` beside play.html holds the networks that the
    page has no room for. Several films of one quality are also joined: lesson.mp4, with its
    captions, chapters and transcript.

    `at` is the address of the lesson in figures that are pasted into other pages; `course` adds
    lesson.zip for course systems. `before` is a lesson that stands already, from which pictures
    are taken that would come out the same. Raises ValueError for films of one name and for
    those that cannot be copied.
    """
    names = [film.name for film in films]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"{names.count(name)} films are named {name}; make a lesson of each.")
    with ThreadPoolExecutor() as threads:  # codecs let the other threads go on
        for each in [
            threads.submit(write_film, film, folder / film.name, languages, at, before / film.name)
            for film in films
        ]:
            each.result()
    if len(films) > 1 and clips.are_alike([film.path for film in films]):
        whole.write(films, folder, languages)
    play = PlayPage(*with_room(with_shipped(networks_of(films))))
    _write_play(play, folder)
    index = lesson_page(films, languages, below, play=play, at=at)
    (folder / "index.html").write_text(index, encoding="utf-8")
    (folder / "README.txt").write_text(readme(films, languages), encoding="utf-8")
    if course:
        scorm.write(films, folder, languages, PlayPage(play.inside))


def _write_play(play: PlayPage, folder: Path) -> None:
    """Write play.html, and beside it the networks that it has no room for."""
    (folder / "networks").mkdir()
    for name, network in play.beside.items():
        network.save(folder / "networks" / f"{name}.npz")
    text = play_page(play.inside, beside=play.beside, home="index.html")
    (folder / "play.html").write_text(text, encoding="utf-8")


def networks_of(films: Sequence[Film]) -> dict[str, Network]:
    """The networks of films in the order of the films, each once, by names of their own."""
    found: dict[str, Network] = {}
    shown = (network for film in films for network in film.networks.values())
    for network in {digest_of_network(each): each for each in shown}.values():
        name = name_of_network(network)
        taken = sum(each == name or each.startswith(f"{name} ") for each in found)
        found[f"{name} {taken + 1}" if taken else name] = network
    return found


def name_of_network(network: Network) -> str:
    """What a network calls itself: its recipe's name, or the file that it was imported from."""
    recipe = network.origin.get("recipe", network.origin.get("imported"))
    name = recipe.get("name") if isinstance(recipe, dict) else recipe
    return name if isinstance(name, str) and name else "network"


def write_film(film: Film, folder: Path, languages: Sequence[str], at: str, before: Path) -> None:
    """Write all files of one film into a new folder; `before` is its folder of last time."""
    folder.mkdir()
    copied = folder / f"{film.name}.mp4"
    places = {each: film.wording.chapters(each) for each in languages}
    first = languages[0]
    clips.copy(film.path, copied, 0, film.seconds, film.script.title[first], places[first])
    size = size_of(copied)
    middle = film.cues[(len(film.cues) - 1) // 2].end  # what goes on, and not how it ends
    if not posters.kept(before, film.path, folder, middle):
        posters.write(film.path, folder, film.seconds, middle)
    pictures = posters.told_of(film.path, folder, middle)
    slides.write(film, folder, languages, size)
    for ending in ("ledger.json", *(f"{each}.npz" for each in film.networks)):
        copyfile(film.beside(ending), folder / f"{film.name}.{ending}")
    figure = embed.figure(film, languages, size, at)
    for ending, text in (
        ("embed.html", figure),
        ("json", manifest.manifest(film, languages, size, pictures)),
        *_words(film, languages, places),
        *_pages(film, languages, folder),
    ):
        (folder / f"{film.name}.{ending}").write_text(text, encoding="utf-8")


def _words(
    film: Film, languages: Sequence[str], places: Mapping[str, Sequence[Caption]]
) -> Iterator[tuple[str, str]]:
    """What is said, as captions, chapters and Markdown: the endings of files, and their texts."""
    yield from film.caption_files(languages)
    for language in languages:
        yield f"{language}.chapters.vtt", captions.vtt(places[language])
        yield f"{language}.youtube.txt", youtube(places[language])
    yield "transcript.md", markdown(film, languages)


def _pages(film: Film, languages: Sequence[str], folder: Path) -> Iterator[tuple[str, str]]:
    """The film with its transcript: a small page beside it, and one that brings it along."""
    yield "transcript.html", lesson_page([film], languages, beside)
    yield "page.html", lesson_page([film], languages, inlined(folder), downloads=False)


def size_of(film: Path) -> tuple[int, int]:
    """Width and height of a film's pictures, in pixels."""
    with av.open(film) as container:
        pictures = container.streams.video[0]
        return pictures.width, pictures.height
