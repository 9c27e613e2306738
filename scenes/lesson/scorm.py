"""A lesson as a SCORM 1.2 package, which Moodle, Canvas and other course systems take in."""

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from scenes.lesson.at_play import PlayPage
from scenes.lesson.lesson_page import beside, lesson_page
from scenes.lesson.page_words import words
from scenes.lesson.pages import page
from scenes.lesson.play import play_page
from scenes.stage.film import Film

PACKAGE = "lesson.zip"
BROUGHT = ("mp4", "poster.webp")  # the endings of what a page of a film shows


def write(films: Sequence[Film], folder: Path, languages: Sequence[str], play: PlayPage) -> None:
    """Write lesson.zip into a lesson's folder: a page for each film, and imsmanifest.xml.

    Each page stands beside its film and tells the course system how much of it has been seen.
    `play` has the networks of the page to play with, which comes last.
    """
    items = [
        {
            "title": " / ".join(film.script.title[each] for each in languages),
            "address": f"{film.name}.html",
            "files": [f"{film.name}.{ending}" for ending in BROUGHT],
            "kind": "sco",
        }
        for film in films
    ]
    told = [words(each) for each in languages]
    items.append(
        {
            "title": " / ".join(each["play"] for each in told),
            "address": "play.html",
            "files": [],
            "kind": "asset",
        }
    )
    lesson = " / ".join(each["lesson"] for each in told)
    with ZipFile(folder / PACKAGE, "w", ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("imsmanifest.xml", page("imsmanifest.xml", title=lesson, items=items))
        package.writestr("play.html", play_page(play.inside))
        for film in films:
            text = lesson_page([film], languages, beside, downloads=False, course=True, play=play)
            package.writestr(f"{film.name}.html", text)
            for ending in BROUGHT:
                name = f"{film.name}.{ending}"
                package.write(folder / film.name / name, name, ZIP_STORED)
