"""README.txt in a lesson's folder: what each file is for, and what may be done with it."""

from collections.abc import Sequence
from importlib.metadata import version

from scenes.lesson.page_words import words
from scenes.stage.film import Film

PACKAGE = "squishification"
BETWEEN = f"\n{60 * '-'}\n\n"  # of languages


def readme(films: Sequence[Film], languages: Sequence[str]) -> str:
    """The text, once in each language."""
    told = {
        "count": len(films),
        "version": version(PACKAGE),
        "names": ", ".join(f"{film.name}/" for film in films),
    }
    return BETWEEN.join(words(language)["readme"].format(**told) for language in languages)
