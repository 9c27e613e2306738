"""Why this answer, in sentences: the words are in evidence.toml, the numbers in the records."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from network import look_up
from network.evidence import Evidence
from scenes.lesson.script import Beat, Script, fitting_variants, said

WORDS = Path(__file__).parents[2] / "assets" / "script" / "evidence.toml"


def sentences(evidence: Evidence, language: str) -> list[str]:
    """What decided an answer, most important first, in a language of evidence.toml.

    Raises ValueError for a language that it lacks.
    """
    words = Script.load(WORDS)
    if language not in words.languages:
        raise ValueError(
            f"No sentences in {language!r}; evidence.toml has {', '.join(words.languages)}."
        )
    return [
        _filled(_template(words.beat(name), evidence, language), record)
        for name, record in _told(evidence)
    ]


def _told(evidence: Evidence) -> Iterator[tuple[str, object]]:
    """Which sentences are true, and the record of each."""
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


def _template(beat: Beat, evidence: Evidence, language: str) -> str:
    fitting = fitting_variants(evidence.forward_pass)
    lines = next((beat.variants[name] for name in fitting if name in beat.variants), beat.lines)
    return lines[language]


def _filled(template: str, record: object) -> str:
    return "".join(
        text + (said(look_up(record, path), form or "") if path else "")
        for text, path, form, _ in Formatter().parse(template)
    )
