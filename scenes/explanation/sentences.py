"""Why this answer, in sentences: the words are in reasons.toml, the numbers in the records."""

from collections.abc import Iterable, Iterator
from string import Formatter

from network import look_up
from network.assets import ASSETS
from network.interpretability.ablation import Ablations
from network.interpretability.attribution import Evidence
from network.interpretability.erasing import Erasing
from scenes.script.script import Script
from scenes.script.sentence import fitting_variants, said

WORDS = ASSETS / "script" / "reasons.toml"
LANGUAGES = ("en", "ja")

Told = Iterable[tuple[str, object]]  # names of sentences that are true, and the record of each


def sentences(evidence: Evidence, language: str) -> list[str]:
    """What decided an answer, most important first, in a language of reasons.toml.

    Raises ValueError for a language that it lacks.
    """
    return filled(_reasons(evidence), language, list(fitting_variants(evidence.forward_pass)))


def what_if_sentences(ablations: Ablations, erasing: Erasing, language: str) -> list[str]:
    """What would change an answer; raises ValueError as `sentences` does."""
    return filled(_changes(ablations, erasing), language)


def filled(told: Told, language: str, variants: Iterable[str] = ()) -> list[str]:
    """Sentences of reasons.toml with the numbers of their records.

    Of `variants` the first that a sentence has is said in its place. Raises ValueError for a
    language that reasons.toml lacks.
    """
    words = Script.load(WORDS)
    if language not in words.languages:
        raise ValueError(
            f"No sentences in {language!r}; reasons.toml has {', '.join(words.languages)}."
        )
    found = []
    for name, record in told:
        (sentence,) = words.beat(name).sentences
        fitting = (sentence.variants[each] for each in variants if each in sentence.variants)
        found.append(_with_numbers(next(fitting, sentence.lines)[language], record))
    return found


def _reasons(evidence: Evidence) -> Iterator[tuple[str, object]]:
    trail = evidence.trail(0)
    below = "pixel" if len(trail) == 1 else "neuron"
    yield "tied" if evidence.is_tied else "lead", evidence
    if evidence.best_for.product > 0:
        yield f"{below}_for", evidence.best_for
    if evidence.best_against.product < 0:
        yield f"{below}_against", evidence.best_against
    yield "biases", evidence
    for term in trail[1:]:
        yield "pixel_below" if term is trail[-1] else "neuron_below", term
    if below == "neuron":
        yield "ink", evidence.lead_in_pixels
        yield "shares", evidence.lead_in_pixels


def _changes(ablations: Ablations, erasing: Erasing) -> Iterator[tuple[str, object]]:
    if ablations.total:
        yield "some_decide" if ablations.deciding else "none_decides", ablations
        yield "silence", ablations.strongest
    yield "erase", erasing


def _with_numbers(template: str, record: object) -> str:
    return "".join(
        text + (said(look_up(record, path), form or "") if path else "")
        for text, path, form, _ in Formatter().parse(template)
    )
