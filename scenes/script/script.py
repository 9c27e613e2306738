"""The words of a film: a script of beats in order, one line for each beat and language."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Protocol, Self

from network import ForwardPass
from scenes.script.glossary import Glossary

TICK = 0.2  # seconds; whole frames at 15, 30 and 60 a second
SURE = 0.5  # the score above which an output says "yes"
VARIANTS = ("wrong", "unsure")


class Records(Protocol):
    """What the paths in a script lead into: the cast of a film."""

    @property
    def lead(self) -> object:
        """The record that a line's variants are about."""

    def look_up(self, path: str) -> object:
        """What stands at a path; raises LookupError where nothing does."""


@dataclass(frozen=True)
class Cue:
    """When a beat stood on screen, in seconds from the start of the film."""

    beat: str
    start: float
    end: float


@dataclass(frozen=True)
class Beat:
    """One idea of a film: how long it lasts, and what is said, one line for each language.

    A line may hold paths into the records of a film, each with a format as in Python:
    "the answer is {answer_label}, at {ranked.0.activation:.2f}". `variants` holds other lines,
    for answers that are "wrong" or "unsure".

    Raises ValueError where the time is no multiple of 0.2 seconds, where a line is empty or
    its braces do not close, and where a variant is unknown or lacks a language.
    """

    name: str
    seconds: float
    lines: Mapping[str, str]
    variants: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ticks = round(self.seconds / TICK)
        if ticks < 1 or abs(self.seconds - ticks * TICK) > 1e-6:
            raise ValueError(
                f"Beat {self.name!r} lasts {self.seconds:g} s; "
                f"give it a multiple of {TICK} s, from {TICK} up."
            )
        for variant, lines in self.variants.items():
            if variant not in VARIANTS:
                raise ValueError(
                    f"Beat {self.name!r} has a variant {variant!r}; "
                    f"the variants are {' and '.join(VARIANTS)}."
                )
            self._check_lines(lines)
        self._check_lines(self.lines)

    def line(self, language: str, records: Records) -> str:
        """What is said in a language, with the numbers of a film's records.

        Minus signs are typographic, as on screen. Raises ValueError for a language that the beat
        lacks, a path that leads nowhere, and a format that does not fit what is found.
        """
        return "".join(self._parts(self._template(language, records.lead), records, language))

    def _template(self, language: str, lead: object) -> str:
        lines = next(
            (self.variants[name] for name in fitting_variants(lead) if name in self.variants),
            self.lines,
        )
        if language not in lines:
            raise ValueError(
                f"Beat {self.name!r} has no line in {language!r}; it has {', '.join(lines)}."
            )
        return lines[language]

    def _parts(self, template: str, records: Records, language: str) -> Iterator[str]:
        for text, path, form, _ in Formatter().parse(template):
            yield text
            if path is None:
                continue
            try:
                yield said(records.look_up(path), form or "")
            except (LookupError, TypeError, ValueError) as error:
                raise ValueError(
                    f"Beat {self.name!r} cannot say {{{path}}} in {language!r}: {error}"
                ) from error

    def _check_lines(self, lines: Mapping[str, str]) -> None:
        if lines.keys() != self.lines.keys() or not lines:
            raise ValueError(
                f"Beat {self.name!r} has lines in {', '.join(self.lines) or 'no language'} but "
                f"a variant in {', '.join(lines) or 'none'}; the languages must agree."
            )
        for language, line in lines.items():
            if not isinstance(line, str) or not line.strip():
                raise ValueError(f"Beat {self.name!r} says nothing in {language!r}.")
            try:
                list(Formatter().parse(line))
            except ValueError as error:
                raise ValueError(f"Beat {self.name!r}, {language!r}: {error}.") from error


def fitting_variants(record: object) -> Iterator[str]:
    """The variants that are true of an answer, first the one that is said if a beat has it.

    Records other than forward passes have none. A "wrong" answer differs from the digit's label;
    for an "unsure" one no output is above one half. To an answer that is both, "wrong" comes
    first: it must not pass for a right one.
    """
    if not isinstance(record, ForwardPass):
        return
    if record.is_right is False:
        yield "wrong"
    if record.scores.max() <= SURE:
        yield "unsure"


def said(value: object, form: str) -> str:
    """A label or a number in a format such as ".2f", with a typographic minus and no -0.00.

    Raises ValueError where the format does not fit, and TypeError for anything else.
    """
    if isinstance(value, str):
        return format(value, form)
    plain = value.item() if getattr(value, "shape", None) == () else value  # type: ignore[attr-defined]
    if isinstance(plain, bool) or not isinstance(plain, int | float):
        raise TypeError(f"it is a {type(value).__name__}, neither a number nor a label.")
    text = format(plain, form)
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("+-")
    return text.replace("-", "−")


@dataclass(frozen=True)
class Script:
    """Beats in order, a title in each language, and the terms that the film writes on screen.

    Raises ValueError where there is no beat, where two have one name, and where the languages of
    a beat are not those of the title.
    """

    name: str
    title: Mapping[str, str]
    beats: tuple[Beat, ...]
    words: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [beat.name for beat in self.beats]
        if not names:
            raise ValueError(f"Script {self.name!r} has no beats; it needs one at least.")
        for name in names:
            if names.count(name) > 1:
                raise ValueError(
                    f"Script {self.name!r} has {names.count(name)} beats named {name!r}; "
                    "each needs a name of its own."
                )
        for beat in self.beats:
            if set(beat.lines) != set(self.languages):
                raise ValueError(
                    f"Beat {beat.name!r} has lines in {', '.join(beat.lines)} but the title is "
                    f"in {', '.join(self.languages)}; the languages must agree."
                )

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, in the order of the title."""
        return tuple(self.title)

    @property
    def seconds(self) -> float:
        """How long the film lasts."""
        return round(sum(beat.seconds for beat in self.beats), 3)

    def beat(self, name: str) -> Beat:
        """The beat of a name; raises ValueError where there is none."""
        for beat in self.beats:
            if beat.name == name:
                return beat
        known = ", ".join(beat.name for beat in self.beats)
        raise ValueError(f"Script {self.name!r} has no beat {name!r}; it has {known}.")

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a script; its `words` are looked up in glossary.toml beside it, in English.

        Raises FileNotFoundError for a missing file and ValueError for one that is no script.
        """
        path = Path(path)
        if not path.is_file():
            raise FileNotFoundError(f"No script at {path}; give the path of a .toml file.")
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            beats = tuple(_beat(dict(each)) for each in told["beats"])
            words = {}
            if "words" in told:
                on_screen = Glossary.load(path.with_name("glossary.toml")).on_screen
                words = {name: on_screen[name]["en"] for name in told["words"]}
            return cls(path.stem, told["title"], beats, words)
        except KeyError as error:
            raise ValueError(f"{path} lacks {error}; see the scripts of the project.") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise ValueError(f"{path} is no script: {error}") from error


def _beat(told: dict[str, object]) -> Beat:
    variants = {name: told.pop(name) for name in [*told] if isinstance(told[name], dict)}
    return Beat(told.pop("name"), told.pop("seconds"), told, variants)  # type: ignore[arg-type]
