"""The wording of a film: its lines with their numbers, worked out once for all that tells them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scenes.script.captions import Caption, captions_of
from scenes.script.chapters import name_of
from scenes.script.script import Cue, Records, Script

Lines = Mapping[str, Mapping[str, str]]  # a language, a beat: what is said


def filled(script: Script, records: Records) -> Lines:
    """All lines of a script in all languages, with the numbers of a film's records.

    Raises ValueError as `Beat.line` does.
    """
    return {
        language: {beat.name: beat.line(language, records) for beat in script.beats}
        for language in script.languages
    }


@dataclass(frozen=True)
class Passage:
    """One beat, and its sentences in each language."""

    cue: Cue
    said: Mapping[str, Sequence[Caption]]

    def text(self, language: str) -> str:
        """All that is said in a language, on one line."""
        between = "" if language == "ja" else " "
        return between.join(flat(each.text, language) for each in self.said[language])


@dataclass(frozen=True, eq=False)
class Wording:
    """What a film says and when, in every language of its script.

    Raises ValueError for a cue of a beat that the script lacks.
    """

    script: Script
    cues: tuple[Cue, ...]
    lines: Lines

    def __post_init__(self) -> None:
        for cue in self.cues:
            self.script.beat(cue.beat)

    def captions(self, language: str) -> list[Caption]:
        """The captions in a language, sentence by sentence, filling each beat."""
        return [each for cue in self.cues for each in self._by_beat[language][cue.beat]]

    def chapters(self, language: str) -> list[Caption]:
        """One chapter for each beat, named by how its line begins."""
        lines = self._in(language)
        return [Caption(cue.start, cue.end, name_of(lines[cue.beat])) for cue in self.cues]

    def passages(self, languages: Iterable[str]) -> Iterator[Passage]:
        """The beats in order, with all that is said in some languages."""
        told = {each: self._by_beat[each] for each in languages}
        for cue in self.cues:
            yield Passage(cue, {language: by_beat[cue.beat] for language, by_beat in told.items()})

    def _in(self, language: str) -> Mapping[str, str]:
        if language not in self.lines:
            raise ValueError(
                f"The script {self.script.name!r} has no {language!r}; it has "
                f"{', '.join(self.lines)}."
            )
        return self.lines[language]

    @cached_property
    def _by_beat(self) -> Mapping[str, Mapping[str, Sequence[Caption]]]:
        return {
            language: {cue.beat: captions_of(cue, told[cue.beat], language) for cue in self.cues}
            for language, told in self.lines.items()
        }


def flat(text: str, language: str) -> str:
    """A caption on one line; Japanese joins its lines without a blank."""
    return text.replace("\n", "" if language == "ja" else " ")
