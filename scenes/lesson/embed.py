"""A film as a figure to be pasted into any page: no script, nothing that moves by itself."""

from collections.abc import Sequence

from scenes.lesson.film import Film
from scenes.lesson.lesson_page import beside
from scenes.lesson.page_words import words
from scenes.lesson.pages import page
from scenes.lesson.transcript import passages


def figure(film: Film, languages: Sequence[str], size: tuple[int, int]) -> str:
    """The figure, with files that stand beside the page it is pasted into."""
    width, height = size
    return page(
        "embed.html",
        film=film,
        languages=languages,
        words={language: words(language) for language in languages},
        passages=list(passages(film, languages)),
        address=lambda ending: beside(film, ending),
        width=width,
        height=height,
    )
