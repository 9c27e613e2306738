"""Transcripts: what a film says, beat by beat, the languages paired; as passages and Markdown."""

import re
from collections.abc import Iterator, Sequence

from scenes.lesson import page_words
from scenes.lesson.facts import facts
from scenes.lesson.left_out import left_out
from scenes.script.chapters import clock
from scenes.stage.film import Film

MARKS = re.compile(r"([\\`*_\[\]|~$])")  # what Markdown would take for its own


def markdown(film: Film, languages: Sequence[str], start: float = 0.0) -> str:
    """The transcript as a table: a row for each beat, a column for each language; then the cast.

    `start` is where the film begins, in seconds, among others that it is joined to.
    """
    names = [page_words.words(each)["language"] for each in languages]
    title = " / ".join(escaped(film.script.title[each]) for each in languages)
    rows = [["", *names], ["---:", *["---"] * len(names)]]
    for passage in film.wording.passages(languages):
        said = (escaped(passage.text(each)) for each in languages)
        rows.append([clock(start + passage.cue.start), *said])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    told = [each for language in languages for each in _about(film, language)]
    about = "\n".join(f"- {escaped(each)}" for each in told)
    return f"# {title}\n\n{table}\n\n{about}\n"


def _about(film: Film, language: str) -> Iterator[str]:
    """What the film shows, and what it has left out."""
    yield from facts(film, language)
    name = page_words.words(language)["left_out"]
    for each in left_out(film, language):
        yield f"{name}: {each}"


def escaped(text: str) -> str:
    """A text in which Markdown and HTML find nothing of theirs."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return MARKS.sub(r"\\\1", text)
