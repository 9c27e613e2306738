"""Captions: the lines of a script as texts that come and go with a film, in any language."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from network import ForwardPass
from scenes.lesson.script import Cue, Script

LINES = 2  # of one caption
FAIR_BREAK, POOR_BREAK, BAD_BREAK = 4.5, 9, 14  # in characters of imbalance that each is as bad as
PARTICLES = "はがをにへともで"
SENTENCE_END = re.compile(r"(?<=[。！？])(?![」』）])|(?<=[.!?])\s+")
CLOSING = "、。，．・：；！？…ー）」』】〉》々%ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ゛゜"
OPENING = "（「『【〈《"


@dataclass(frozen=True)
class Caption:
    """A text of at most two lines, and the seconds between which it is shown."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Reading:
    """What a reader of a language can take in; a full-width character counts `wide` characters."""

    speed: float  # characters a second
    line: float  # characters in a line
    wide: float
    narrow: float


ALPHABETIC = Reading(speed=17, line=42, wide=2, narrow=1)
JAPANESE = Reading(speed=7, line=16, wide=1, narrow=0.5)


def reading_of(language: str) -> Reading:
    """How a language is read: Japanese in full-width characters, all others as English."""
    return JAPANESE if language == "ja" else ALPHABETIC


def width(text: str, language: str) -> float:
    """How many characters a text counts in its language; a line break counts as a space.

    In Japanese it counts as nothing, and signs such as × are as wide as the letters.
    """
    wide, break_ = ("WFA", "") if language == "ja" else ("WF", " ")
    text = text.replace("\n", break_)
    reading = reading_of(language)
    return sum(
        reading.wide if unicodedata.east_asian_width(each) in wide else reading.narrow
        for each in text
    )


def sentences(line: str) -> list[str]:
    """A line cut at the ends of its sentences; a decimal point is none.

    Blanks of any kind become single spaces, for an empty line would end a caption.
    """
    return [" ".join(part.split()) for part in SENTENCE_END.split(line) if part.strip()]


def balanced(text: str, language: str) -> str:
    """A text in two lines of about one length if it does not fit into one."""
    room = reading_of(language).line
    if width(text, language) <= room:
        return text
    folded = []
    for at, cost in _japanese_breaks(text) if language == "ja" else _word_breaks(text):
        lines = text[:at].rstrip(), text[at:]
        shorter, longer = sorted(width(line, language) for line in lines)
        folded.append((longer > room, longer - shorter + cost, "\n".join(lines)))
    return min(folded, default=(True, 0, text))[-1]


def _word_breaks(text: str) -> Iterator[tuple[int, float]]:
    """Where a line may begin, and what the place costs: nothing after a comma."""
    for match in re.finditer(r"(?<=(\S))\s+(?=\S)", text):
        yield match.end(), 0 if match[1] in ",;:." else BAD_BREAK


def _japanese_breaks(text: str) -> Iterator[tuple[int, float]]:
    """The same for Japanese, which has no spaces: best after a comma or a particle.

    No line begins with what closes, or ends with what opens; numbers, words in Latin letters and
    words in katakana stay whole.
    """
    for at, (before, after) in enumerate(pairwise(text), start=1):
        kinds = _kind(before), _kind(after)
        whole = kinds in (("latin", "latin"), ("katakana", "katakana"))
        if whole or after in CLOSING or after.isspace() or before in OPENING:
            continue
        after_particle = before in PARTICLES and kinds[1] != "hiragana"
        if before in "、。，":
            yield at, 0
        elif after_particle or after in OPENING or kinds == ("hiragana", "katakana"):
            yield at, FAIR_BREAK
        else:
            yield at, POOR_BREAK if before == "の" else BAD_BREAK


def _kind(character: str) -> str:
    """Latin (with all that is part of a number), katakana, hiragana, or other."""
    if (character.isascii() and not character.isspace()) or character in "−×":
        return "latin"
    name = unicodedata.name(character, "")
    return next((kind for kind in ("katakana", "hiragana") if kind in name.lower()), "other")


def captions(
    script: Script, cues: Iterable[Cue], language: str, record: ForwardPass
) -> list[Caption]:
    """The captions of a film in one language: sentence by sentence, filling each beat.

    Each sentence is shown as long as its length asks for. Raises ValueError as `Beat.line` does.
    """
    found = []
    for cue in cues:
        said = sentences(script.beat(cue.beat).line(language, record))
        read = [0.0, *accumulate(width(sentence, language) for sentence in said)]
        pace = (cue.end - cue.start) / (read[-1] or 1)
        for sentence, (before, after) in zip(said, pairwise(read), strict=True):
            start, end = (round(cue.start + pace * place, 3) for place in (before, after))
            found.append(Caption(start, end, balanced(sentence, language)))
    return found


def too_fast(script: Script, cues: Sequence[Cue], language: str, record: ForwardPass) -> list[str]:
    """Captions that nobody can read in their time: one sentence for each."""
    limit = reading_of(language).speed
    offences = []
    for cue, caption in _with_cues(script, cues, language, record):
        speed = width(caption.text, language) / (caption.end - caption.start)
        if speed > limit:
            offences.append(
                f"{script.name}, beat {cue.beat!r}, {language!r}: {speed:.1f} characters a second "
                f"in {_flat(caption)!r}; at most {limit:g} can be read."
            )
    return offences


def too_long(script: Script, cues: Sequence[Cue], language: str, record: ForwardPass) -> list[str]:
    """Captions that do not fit into two lines: one sentence for each."""
    limit = reading_of(language).line
    offences = []
    for cue, caption in _with_cues(script, cues, language, record):
        lines = caption.text.split("\n")
        longest = max(width(line, language) for line in lines)
        if longest > limit or len(lines) > LINES:
            offences.append(
                f"{script.name}, beat {cue.beat!r}, {language!r}: a line of {longest:g} characters "
                f"in {_flat(caption)!r}; a caption has {LINES} lines of at most {limit}."
            )
    return offences


def _with_cues(
    script: Script, cues: Sequence[Cue], language: str, record: ForwardPass
) -> Iterator[tuple[Cue, Caption]]:
    for cue in cues:
        for caption in captions(script, [cue], language, record):
            yield cue, caption


def _flat(caption: Caption) -> str:
    return caption.text.replace("\n", " ")


def vtt(shown: Iterable[Caption]) -> str:
    """Captions as WebVTT, which wants &, < and > written out (W3C, WebVTT, 4.2.2)."""
    blocks = [
        f"{_clock(each.start, '.')} --> {_clock(each.end, '.')}\n"
        f"{html.escape(each.text, quote=False)}\n"
        for each in shown
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def srt(shown: Iterable[Caption]) -> str:
    """Captions as SubRip: numbered from 1, with a comma in the seconds."""
    return "\n".join(
        f"{number}\n{_clock(each.start, ',')} --> {_clock(each.end, ',')}\n{each.text}\n"
        for number, each in enumerate(shown, start=1)
    )


def _clock(seconds: float, point: str) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{milliseconds:03}"


def texts(
    name: str,
    script: Script,
    cues: Sequence[Cue],
    record: ForwardPass,
    languages: Iterable[str] | None = None,
) -> dict[str, str]:
    """The texts of <name>.<language>.vtt and .srt; by default in all languages of the script."""
    found = {}
    for language in script.languages if languages is None else languages:
        shown = captions(script, cues, language, record)
        for kind, text in (("vtt", vtt(shown)), ("srt", srt(shown))):
            found[f"{name}.{language}.{kind}"] = text
    return found


def write(
    folder: str | Path, name: str, script: Script, cues: Sequence[Cue], record: ForwardPass
) -> list[Path]:
    """Write <name>.<language>.vtt and .srt into a folder, each whole or not at all.

    Returns the paths. Raises OSError where the folder cannot be written to.
    """
    written = []
    for each, text in texts(name, script, cues, record).items():
        path = Path(folder) / each
        unfinished = path.with_name(path.name + ".part")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
        written.append(path)
    return written
