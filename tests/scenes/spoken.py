"""What stands on screen while a sentence is said: each numeral of it must be there to be read.

A numeral that a sentence reads from a record is on screen where a text of the same value stands:
read at the same path, or at another one that leads to the very same number, and rounded there as
it likes. A label is on screen, too, where a picture is whose label it is. It must have come half a
second after the first word, and stay until the last.

Not asked for are numbers that are written as words ("ten scores"), which are things to count in
the picture, and the ends and the middle of brightness (0, 0.5 and 1), the only ones that may be
typed into a line: they are a scale, and no number of a record. Nor are names of kinds of digits
("the 7s"), which a line reads from the list of all (`thousand.digits.7`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isclose
from string import Formatter
from typing import Any

import numpy as np

from scenes.script.sentence import said
from scenes.script.speech import BREATH, spoken_seconds

SOON = 0.5  # seconds after the first word, in which a numeral must have come
INSTANT = 1e-6  # seconds
KIND = re.compile(r"\w+\.digits\.\d+")  # the path to the name of a kind of digits

LATE = {  # the sentences of each film whose numbers come later than they should, or go sooner
    "recognition": {"overlap.threes", "overlap.five", "promise.right"},
    "neuron": {"guess.answer", "layer.count"},
    "layers": {"two.own"},
    "one_neuron": {
        "remember.read",
        "overlay.sum",
        "contest.page",
        "flanks.fall",
        "thousand.without",
    },
    "features": {"why.without", "measured.here", "measured.there"},
    "learned_features": {"open.measured", "silence.silence", "silence.next"},
    "sigmoid": {"unbounded.learnt", "half.half", "carry.seven", "carry.three", "limits.exactly"},
    "bias": {"enough.past", "enough.bias", "shift.dim", "sweep.bars"},
    "forward_pass": {"sum.total"},
    "parameters": {"count.total", "hand.right"},
    "evidence": {
        "again.four",
        "again.nine",
        "lead.sum",
        "moved.pixel",
        "noise.sure",
        "noise.surer",
    },
    "function": {"collapse.few", "whole.whole"},
    "matrix_product": {"code.fast"},
}


@dataclass(frozen=True)
class Visible:
    """Something on screen that was read from a record of the cast."""

    path: str  # into the cast, its name first
    value: object  # of a text; None for a picture, or an array of numbers
    is_text: bool
    label: str | None  # of the digit that the record is about


@dataclass(frozen=True)
class Glimpse:
    """What could be read and seen at a time, in seconds."""

    time: float
    things: frozenset[Visible]


@dataclass(frozen=True)
class Numeral:
    """A number or a label of a sentence, and the path into the cast that it was read at."""

    path: str
    value: Any
    text: str

    def is_shown_by(self, thing: Visible) -> bool:
        """Whether it can be read, or seen where it is a label, in a thing on screen."""
        if thing.is_text and thing.value is not None:
            return thing.path == self.path or same(thing.value, self.value)
        if isinstance(self.value, str):
            return thing.label == self.value
        return thing.is_text and self.path.startswith(f"{thing.path}.")  # all of it is printed


def same(shown: object, spoken: object) -> bool:
    """Whether two numbers or labels are one, before they are rounded."""
    if isinstance(shown, str) or isinstance(spoken, str):
        return str(shown) == str(spoken)
    return isclose(float(shown), float(spoken), rel_tol=1e-9)  # type: ignore[arg-type]


class Glimpses:
    """Looks at a scene for what can be read, and when."""

    def __init__(self, scene: Any) -> None:
        self.scene, self.seen = scene, list[Glimpse]()
        self._known: dict[int, tuple[Any, Visible]] = {}  # by the reading, which is kept alive

    def look(self) -> None:
        """Note what is on screen now."""
        from scenes.mobjects.cells import Cells
        from scenes.stage.inspection import SEEN, texts

        found = {self._visible(text.reading, True) for text in texts(self.scene) if text.reading}
        for each in self.scene.get_mobject_family_members():
            if isinstance(each, Cells) and each.reading and each.opacity > SEEN:
                found.add(self._visible(each.reading, each.reading.numerals > 0))
        self.seen.append(Glimpse(float(self.scene.time), frozenset(found)))

    def _visible(self, reading: Any, is_text: bool) -> Visible:
        if id(reading) not in self._known:
            value = reading.value
            if isinstance(value, np.ndarray) and value.ndim:
                value = None
            elif not isinstance(value, str):
                value = float(value)
            path = ".".join(self.scene.ledger.place_of(reading))
            label = label_of(self.scene.records, path.partition(".")[0])
            self._known[id(reading)] = reading, Visible(path, value, is_text, label)
        return self._known[id(reading)][1]


def label_of(records: Any, name: str) -> str | None:
    """The label of the digit that a record of the cast is about, if it is about one."""
    record = records.get(name)
    return getattr(getattr(record, "digit", record), "label", None)


def numerals_of(template: str, records: Any) -> Iterator[Numeral]:
    """The numbers and labels that a sentence's line reads from records."""
    lead = next(iter(records))
    for _, path, form, _ in Formatter().parse(template):
        if path is not None and not KIND.fullmatch(path):
            value = records.look_up(path)
            full = path if path.partition(".")[0] in records else f"{lead}.{path}"
            yield Numeral(full, value, said(value, form or ""))


@dataclass(frozen=True)
class Unseen:
    """A numeral that is not on screen as long as it should be; it may `never` come, or be late."""

    beat: str
    mark: str
    never: bool  # before the next sentence begins
    told: str


def unseen(
    script: Any, records: Any, cues: Iterable[Any], seen: Sequence[Glimpse]
) -> Iterator[Unseen]:
    """The numerals that cannot be read while they are said, in all languages."""
    for cue in cues:
        ends = (*cue.said[1:], cue.end)
        sentences = script.beat(cue.beat).sentences
        for sentence, start, until in zip(sentences, cue.said, ends, strict=True):
            for language in script.languages:
                spoken = spoken_seconds(sentence.line(language, records), language) - BREATH
                end = min(start + spoken, until)
                for numeral in numerals_of(sentence.template(language, records), records):
                    if any(not there for there in states(numeral, start + SOON, end, seen)):
                        yield Unseen(
                            cue.beat,
                            sentence.mark,
                            not any(states(numeral, start, until, seen)),
                            f"{cue.beat}, {sentence.mark}, {language!r}: {numeral.text} "
                            f"({numeral.path}) is said from {start:.1f} to {end:.1f} s, but is "
                            "not on screen all the time.",
                        )


def states(numeral: Numeral, start: float, end: float, seen: Sequence[Glimpse]) -> list[bool]:
    """Whether a numeral is on screen, at the first of two times and whenever it was looked at."""
    before = [each for each in seen if each.time <= start + INSTANT][-1:]
    during = [each for each in seen if start + INSTANT < each.time <= end + INSTANT]
    return [any(map(numeral.is_shown_by, each.things)) for each in (*before, *during)]
