"""The wording of a film: its lines with their numbers, worked out once for all that tells them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scenes.script.ask import Choice
from scenes.script.captions import Caption, captions_of
from scenes.script.chapters import name_of
from scenes.script.script import Beat, Cue, Script
from scenes.script.sentence import Records

Questions = Mapping[str, Mapping[str, tuple[Choice, ...]]]  # a beat, a language: its choices
Lines = Mapping[str, Mapping[str, tuple[str, ...]]]  # a language, a beat: its sentences


def filled(script: Script, records: Records) -> Lines:
    """All lines of a script in all languages, with the numbers of a film's records.

    Raises ValueError, with the name of the beat, as `Sentence.line` does.
    """
    return {
        language: {beat.name: _filled(beat, language, records) for beat in script.beats}
        for language in script.languages
    }


def _filled(beat: Beat, language: str, records: Records) -> tuple[str, ...]:
    found = []
    for sentence in beat.sentences:
        try:
            found.append(sentence.line(language, records))
        except ValueError as error:
            place = "Beat" if sentence.mark == beat.name else f"Beat {beat.name!r},"
            raise ValueError(f"{place} {error}") from error
    return tuple(found)


def questions(script: Script, records: Records) -> Questions:
    """The questions of a script, by their beats, with the numbers of a film's records.

    Raises ValueError, with the name of the beat, as `Ask.filled` does.
    """
    found = {}
    for beat in script.beats:
        if beat.ask:
            try:
                found[beat.name] = beat.ask.filled(records)
            except ValueError as error:
                raise ValueError(f"Beat {beat.name!r}: {error}") from error
    return found


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

    Raises ValueError for a cue of a beat that the script lacks, or of other sentences.
    """

    script: Script
    cues: tuple[Cue, ...]
    lines: Lines
    questions: Questions = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cue in self.cues:
            marks = self.script.beat(cue.beat).marks
            if len(cue.said) != len(marks):
                raise ValueError(
                    f"{len(cue.said)} sentences were said in the beat {cue.beat!r}; its script "
                    f"has {len(marks)}: {', '.join(marks)}."
                )

    def captions(self, language: str) -> list[Caption]:
        """The captions in a language, sentence by sentence."""
        return [each for cue in self.cues for each in self._by_beat[language][cue.beat]]

    def chapters(self, language: str) -> list[Caption]:
        """One chapter for each beat, named by how its line begins."""
        lines = self._in(language)
        return [Caption(cue.start, cue.end, name_of(lines[cue.beat][0])) for cue in self.cues]

    def passages(self, languages: Iterable[str]) -> Iterator[Passage]:
        """The beats in order, with all that is said in some languages."""
        told = {each: self._by_beat[each] for each in languages}
        for cue in self.cues:
            yield Passage(cue, {language: by_beat[cue.beat] for language, by_beat in told.items()})

    def _voices(self, cue: Cue) -> tuple[str, ...]:
        return tuple(sentence.voice for sentence in self.script.beat(cue.beat).sentences)

    def _in(self, language: str) -> Mapping[str, tuple[str, ...]]:
        if language not in self.lines:
            raise ValueError(
                f"The script {self.script.name!r} has no {language!r}; it has "
                f"{', '.join(self.lines)}."
            )
        return self.lines[language]

    @cached_property
    def _by_beat(self) -> Mapping[str, Mapping[str, Sequence[Caption]]]:
        return {
            language: {
                cue.beat: captions_of(cue, told[cue.beat], language, self._voices(cue))
                for cue in self.cues
            }
            for language, told in self.lines.items()
        }


def flat(text: str, language: str) -> str:
    """A caption on one line; Japanese joins its lines without a blank."""
    return text.replace("\n", "" if language == "ja" else " ")
