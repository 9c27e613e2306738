"""What a film has left out, in sentences: as the lesson tells it, and as its ledger has counted."""

from collections.abc import Iterator

from scenes.lesson.page_words import words
from scenes.script.running_order import running_order
from scenes.stage.film import Film


def left_out(film: Film, language: str) -> Iterator[str]:
    """A text of the lesson, if it lists the film, and a sentence for each kind that was counted."""
    for listed in running_order().films:
        if listed.name == film.script.name and language in listed.left_out:
            yield listed.left_out[language]
    known = words(language)
    for kind, count in film.left_out.items():
        if count:
            yield known[kind].format(count=f"{count:,}")
