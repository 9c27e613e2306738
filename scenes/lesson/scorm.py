"""A lesson as a SCORM 1.2 package, which Moodle, Canvas and other course systems take in."""

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from scenes.lesson.lesson_page import inlined, lesson_page
from scenes.lesson.page_words import words
from scenes.lesson.pages import page
from scenes.stage.film import Film

PACKAGE = "lesson.zip"


def write(films: Sequence[Film], folder: Path, languages: Sequence[str]) -> None:
    """Write lesson.zip into a lesson's folder: a page for each film, and imsmanifest.xml.

    Each page brings its film along and tells the course system when it has been seen to its end.
    """
    first = languages[0]
    items = [(film.name, film.script.title[first], f"{film.name}.html") for film in films]
    manifest = page("imsmanifest.xml", title=words(first)["lesson"], items=items)
    with ZipFile(folder / PACKAGE, "w", ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("imsmanifest.xml", manifest)
        for film, (_, _, address) in zip(films, items, strict=True):
            place = inlined(folder / film.name)
            package.writestr(
                address,
                lesson_page([film], languages, place, downloads=False, course=True),
            )
