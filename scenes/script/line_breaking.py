"""Reading: how wide a text is in its language, where its sentences end and its lines break."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

FAIR_BREAK, POOR_BREAK, BAD_BREAK = 4.5, 9, 14  # in characters of imbalance that each is as bad as
PARTICLES = "はがをにへともで"
SENTENCE_END = re.compile(r"(?<=[。！？])(?![」』）])|(?<=[.!?])\s+")
CLOSING = "、。，．・：；！？…ー）」』】〉》々%ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ゛゜"
OPENING = "（「『【〈《"


@dataclass(frozen=True)
class ReadingPace:
    """What a reader of a language can take in; a full-width character counts `wide` characters."""

    speed: float  # characters a second
    line: float  # characters in a line
    wide: float
    narrow: float


ALPHABETIC = ReadingPace(speed=17, line=42, wide=2, narrow=1)
JAPANESE = ReadingPace(speed=7, line=16, wide=1, narrow=0.5)


def reading_of(language: str) -> ReadingPace:
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
