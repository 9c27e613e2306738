"""Captions: the lines of a script as texts that come and go with a film, in any language."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from scenes.script.line_breaking import balanced, reading_of, sentences, width
from scenes.script.script import Cue
from scenes.script.speech import spoken_seconds

LINES = 2  # of one caption
ROUNDING = 1e-6  # seconds


@dataclass(frozen=True)
class Caption:
    """A text of at most two lines, and the seconds between which it is shown."""

    start: float
    end: float
    text: str
    voice: str = ""  # who says it, if not the film itself


def captions_of(
    cue: Cue, sentences_said: Sequence[str], language: str, voices: Sequence[str] = ()
) -> list[Caption]:
    """The captions of one beat, each from where it is said for as long as it takes to say it.

    Where several sentences share a mark, each is shown as long as its length asks for.
    """
    found = []
    voices = voices or ("",) * len(sentences_said)
    ends = (*cue.said[1:], cue.end)
    for text, start, until, voice in zip(sentences_said, cue.said, ends, voices, strict=True):
        said = sentences(text)
        read = [0.0, *accumulate(width(sentence, language) for sentence in said)]
        pace = min(until - start, spoken_seconds(text, language)) / (read[-1] or 1)
        for sentence, (before, after) in zip(said, pairwise(read), strict=True):
            begin, end = (round(start + pace * place, 3) for place in (before, after))
            found.append(Caption(begin, end, balanced(sentence, language), voice))
    return found


def hurried(cue: Cue, sentences_said: Sequence[str], language: str) -> list[str]:
    """Sentences of a beat that nobody could say before the next: one sentence for each."""
    offences = []
    for text, start, until in zip(sentences_said, cue.said, (*cue.said[1:], cue.end), strict=True):
        needed = spoken_seconds(text, language)
        if needed > until - start + ROUNDING:
            offences.append(
                f"beat {cue.beat!r}, {language!r}: {text!r} takes {needed:.1f} s to say, but has "
                f"{until - start:.1f} until the next; shorten it, or wait longer in the scene."
            )
    return offences


def too_fast(shown: Iterable[Caption], language: str) -> list[str]:
    """Captions that nobody can read in their time: one sentence for each."""
    limit = reading_of(language).speed
    offences = []
    for caption in shown:
        speed = width(caption.text, language) / (caption.end - caption.start)
        if speed > limit:
            offences.append(
                f"{language!r}, from {caption.start:g} s: {speed:.1f} characters a second in "
                f"{_flat(caption)!r}; at most {limit:g} can be read."
            )
    return offences


def too_long(shown: Iterable[Caption], language: str) -> list[str]:
    """Captions that do not fit into two lines: one sentence for each."""
    limit = reading_of(language).line
    offences = []
    for caption in shown:
        lines = caption.text.split("\n")
        longest = max(width(line, language) for line in lines)
        if longest > limit or len(lines) > LINES:
            offences.append(
                f"{language!r}, from {caption.start:g} s: a line of {longest:g} characters in "
                f"{_flat(caption)!r}; a caption has {LINES} lines of at most {limit}."
            )
    return offences


def _flat(caption: Caption) -> str:
    return caption.text.replace("\n", " ")


def vtt(shown: Iterable[Caption]) -> str:
    """Captions as WebVTT, voices too; it wants &, < and > written out (W3C, WebVTT, 4.2.2)."""
    blocks = [
        f"{_clock(each.start, '.')} --> {_clock(each.end, '.')}\n"
        f"{f'<v {each.voice}>' if each.voice else ''}{html.escape(each.text, quote=False)}\n"
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
