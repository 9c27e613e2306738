"""A sentence of a film, in every language, with paths to the numbers that it says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Protocol

from network import ForwardPass
from network.activations import ACTIVATIONS

MANY = 26  # outputs: of more than these not all are named
SURE = 0.5  # the score above which an output says "yes"
DECIMALS, FEWER = 3, 2  # of a score in [0, 1] and any other; two that are printed alike are a tie
DOUBTS = ("wrong", "tied", "unsure")
OF_CASTS = ("shallow", "own", "lines")  # said where the cast has a record of that name
VARIANTS = {
    *(
        *DOUBTS,
        *("bare", "shared", "shared_wrong"),
        *(f"bare_{each}" for each in DOUBTS),
        "continued",
        "resized",
        "many",
        *OF_CASTS,
    ),
    *({each.partition(":")[0] for each in ACTIVATIONS} - {"sigmoid"}),
    *("no_bound", "unbounded", "below_zero", "unbounded_below_zero"),
}
VOICES = ("Doubt",)  # that may say a sentence in place of the film's own


class Records(Protocol):
    """What the paths in a script lead into: the cast of a film."""

    @property
    def lead(self) -> object:
        """The record that a line's variants are about."""

    def look_up(self, path: str) -> object:
        """What stands at a path; raises LookupError where nothing does."""

    def __contains__(self, name: object) -> bool:
        """Whether there is a record of a name."""


@dataclass(frozen=True)
class Sentence:
    """What is said from a mark on, in each language; a few sentences may go together.

    A line may hold paths into the records of a film, each with a format as in Python:
    "the answer is {answer_label}, at {ranked.0.activation:.2f}". `variants` holds other lines,
    such as those for answers that are "wrong", "tied" or "unsure" (`fitting_variants`). `voice` is
    who says it, if not the film itself.

    Raises ValueError where a line is empty or its braces do not close, where a variant is unknown
    or lacks a language, and where nobody knows the voice.
    """

    mark: str
    lines: Mapping[str, str]
    variants: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    voice: str = ""

    def __post_init__(self) -> None:
        if self.voice and self.voice not in VOICES:
            raise ValueError(
                f"{self.mark!r} has the voice {self.voice!r}; there is {', '.join(VOICES)}."
            )
        for variant, lines in self.variants.items():
            if variant not in VARIANTS:
                raise ValueError(
                    f"{self.mark!r} has a variant {variant!r}; "
                    f"the variants are {', '.join(sorted(VARIANTS))}."
                )
            self._check_lines(lines)
        self._check_lines(self.lines)

    def template(self, language: str, records: Records) -> str:
        """The line of a language that is true of a film's lead, its paths not filled in.

        Where the cast has "lines", not all lines are drawn, and a variant of that name is said; so
        is "own" where the network is not one that the project ships, and "shallow" where it has one
        hidden layer.

        Raises ValueError for a language that the sentence lacks.
        """
        of_cast = (name for name in OF_CASTS if name in records)
        fitting = (*of_cast, *fitting_variants(records.lead))
        lines = next((self.variants[each] for each in fitting if each in self.variants), self.lines)
        if language not in lines:
            raise ValueError(
                f"{self.mark!r} has no line in {language!r}; it has {', '.join(lines)}."
            )
        return lines[language]

    def line(self, language: str, records: Records) -> str:
        """What is said in a language, with the numbers of a film's records.

        Minus signs are typographic, as on screen. Raises ValueError for a language that the
        sentence lacks, a path that leads nowhere, and a format that does not fit what is found.
        """
        template = self.template(language, records)
        return "".join(self._parts(template, records, language))

    def _parts(self, template: str, records: Records, language: str) -> Iterator[str]:
        for text, path, form, _ in Formatter().parse(template):
            yield text
            if path is None:
                continue
            try:
                yield said(records.look_up(path), form or "")
            except (LookupError, TypeError, ValueError) as error:
                raise ValueError(
                    f"{self.mark!r} cannot say {{{path}}} in {language!r}: {error}"
                ) from error

    def _check_lines(self, lines: Mapping[str, str]) -> None:
        if lines.keys() != self.lines.keys() or not lines:
            raise ValueError(
                f"{self.mark!r} has lines in {', '.join(self.lines) or 'no language'} but "
                f"a variant in {', '.join(lines) or 'none'}; the languages must agree."
            )
        for language, line in lines.items():
            if not isinstance(line, str) or not line.strip():
                raise ValueError(f"{self.mark!r} says nothing in {language!r}.")
            try:
                list(Formatter().parse(line))
            except ValueError as error:
                raise ValueError(f"{self.mark!r}, {language!r}: {error}.") from error


def fitting_variants(record: object) -> Iterator[str]:
    """The variants that are true of an answer, first the one that is said if a beat has it.

    Records other than forward passes have none. A "wrong" answer differs from the digit's label; a
    "tied" one has a runner-up as bright as it is; for an "unsure" one no output is above one half.
    To an answer that is several, "wrong" comes first: it must not pass for a right one. "bare"
    scores are no brightness; "shared" ones are told with what softmax makes of them. The functions
    of the hidden layers and of the outputs have their
    names; activations of the first layer may have "no_bound", those of any be "unbounded" or
    "below_zero". The picture of a digit that touched its edge was "continued",
    one of another size than 28 x 28 "resized". Of "many" outputs only the foremost are named.
    """
    if not isinstance(record, ForwardPass):
        return
    doubts, outputs = [*_doubts(record)], record.layers[-1].activation
    if not outputs.is_brightness:
        if record.shares is not None and "wrong" in doubts:
            yield "shared_wrong"
        yield from (f"bare_{each}" for each in doubts)
        if record.shares is not None:
            yield "shared"
        yield "bare"
    yield from doubts
    if any(step.name == "continued" for step in record.digit.steps):
        yield "continued"
    if any(step.name == "resized" for step in record.digit.steps):
        yield "resized"
    if len(record.scores) > MANY:
        yield "many"
    if outputs.family == "softmax":
        yield "softmax"
    yield from _functions(record)


def _doubts(record: ForwardPass) -> Iterator[str]:
    is_light = record.layers[-1].activation.is_brightness
    if record.is_right is False:
        yield "wrong"
    decimals = DECIMALS if is_light else FEWER
    best = [f"{record.scores[place]:.{decimals}f}" for place in record.ranking[:2]]
    if best[1:] == best[:1]:
        yield "tied"
    if is_light and record.scores.max() <= SURE:
        yield "unsure"


def _functions(record: ForwardPass) -> Iterator[str]:
    """What is true of the activations of the hidden layers; of the sigmoid there is nothing."""
    hidden = record.layers[:-1]
    is_unbounded = any(not layer.activation.is_bounded for layer in hidden)
    is_below = any(layer.activations.min() < 0 for layer in hidden)
    for layer in hidden[:1]:
        if layer.activation.family in VARIANTS:
            yield layer.activation.family
        if not layer.activation.is_bounded:
            yield "no_bound"
    if is_unbounded and is_below:
        yield "unbounded_below_zero"
    if is_below:
        yield "below_zero"
    if is_unbounded:
        yield "unbounded"


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
