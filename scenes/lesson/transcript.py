"""Transcripts: what a film says, beat by beat, the languages paired; as passages and Markdown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scenes.lesson import page_words
from scenes.script.captions import Caption, captions
from scenes.script.chapters import clock
from scenes.script.script import Cue
from scenes.stage.film import Film

MARKS = re.compile(r"([\\`*_\[\]|~$])")  # what Markdown would take for its own


@dataclass(frozen=True)
class Passage:
    """One beat, and its sentences in each language."""

    cue: Cue
    said: Mapping[str, Sequence[Caption]]

    def text(self, language: str) -> str:
        """All that is said in a language, on one line."""
        between = "" if language == "ja" else " "
        return between.join(flat(each.text, language) for each in self.said[language])


def passages(film: Film, languages: Sequence[str]) -> Iterator[Passage]:
    """The beats of a film in order, with all that is said."""
    for cue in film.cues:
        said = {each: captions(film.script, [cue], each, film.record) for each in languages}
        yield Passage(cue, said)


def flat(text: str, language: str) -> str:
    """A caption on one line; Japanese joins its lines without a blank."""
    return text.replace("\n", "" if language == "ja" else " ")


def markdown(film: Film, languages: Sequence[str]) -> str:
    """The transcript as a table: a row for each beat, a column for each language."""
    names = [page_words.words(each)["language"] for each in languages]
    title = " / ".join(escaped(film.script.title[each]) for each in languages)
    rows = [["", *names], ["---:", *["---"] * len(names)]]
    for passage in passages(film, languages):
        said = (escaped(passage.text(each)) for each in languages)
        rows.append([clock(passage.cue.start), *said])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"# {title}\n\n{table}\n"


def escaped(text: str) -> str:
    """A text in which Markdown and HTML find nothing of theirs."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return MARKS.sub(r"\\\1", text)
