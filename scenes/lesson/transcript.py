"""Transcripts: what a film says, beat by beat, the languages paired; as passages and Markdown."""

import re
from collections.abc import Sequence

from scenes.lesson import page_words
from scenes.lesson.facts import facts
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
    about = "\n".join(f"- {escaped(fact)}" for each in languages for fact in facts(film, each))
    return f"# {title}\n\n{table}\n\n{about}\n"


def escaped(text: str) -> str:
    """A text in which Markdown and HTML find nothing of theirs."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return MARKS.sub(r"\\\1", text)
