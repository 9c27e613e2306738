"""Captions: the lines of a script as texts that come and go with a film, in any language."""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from network import ForwardPass
from scenes.script.line_breaking import balanced, reading_of, sentences, width
from scenes.script.script import Cue, Script

LINES = 2  # of one caption


@dataclass(frozen=True)
class Caption:
    """A text of at most two lines, and the seconds between which it is shown."""

    start: float
    end: float
    text: str


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
