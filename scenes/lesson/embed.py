"""A film as a figure to be pasted into any page: no script, nothing that moves by itself."""

from collections.abc import Sequence

from scenes.lesson.lesson_page import below, beside
from scenes.lesson.page_words import words
from scenes.lesson.pages import page
from scenes.stage.film import Film


def figure(film: Film, languages: Sequence[str], size: tuple[int, int], at: str = "") -> str:
    """The figure; `at` is the address of the lesson, seen from the page it is pasted into.

    Without it the files stand beside that page.
    """
    base = f"{at.rstrip('/')}/" if at else ""
    width, height = size
    return page(
        "embed.html",
        film=film,
        languages=languages,
        words={language: words(language) for language in languages},
        passages=list(film.wording.passages(languages)),
        address=lambda ending: base + below(film, ending) if base else beside(film, ending),
        elsewhere=base.startswith(("http:", "https:")),
        width=width,
        height=height,
    )
