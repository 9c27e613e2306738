"""Chapters: the beats of a film as places to go to, each with a short name in any language."""

import re
from collections.abc import Sequence

from scenes.script.captions import Caption
from scenes.script.line_breaking import sentences

LONG = 42  # characters; a longer sentence is cut at its first clause
CLAUSE_END = re.compile(r"[:;,、，：](?!\d)")
STOPS = ".!。！"
LEAST = 10.0  # seconds that a chapter lasts on YouTube, which wants three of them


def name_of(line: str) -> str:
    """The first sentence of a line, or its first clause if that is long."""
    first = sentences(line)[0].rstrip(STOPS)
    return first if len(first) <= LONG else CLAUSE_END.split(first)[0]


def youtube(told: Sequence[Caption]) -> str:
    """Chapters as lines for a description on YouTube; short ones are joined to those before."""
    kept: list[Caption] = []
    for each in told:
        if not kept or each.start - kept[-1].start >= LEAST <= told[-1].end - each.start:
            kept.append(each)
    return "".join(f"{clock(each.start)} {each.text}\n" for each in kept)


def clock(seconds: float) -> str:
    """Minutes and seconds, "1:05"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
