"""Why a network gave an answer and what would change it, as sentences and as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from network import Digit, ForwardPass, Network
from network.interpretability.ablation import Ablations
from network.interpretability.attribution import Attribution, Evidence, Summand
from network.interpretability.erasing import Erasing, strongest_patch
from network.interpretability.what_if import WhatIf
from scenes.explanation.sentences import LANGUAGES, sentences, what_if_sentences

TERMS = 6  # of the lead, each with its trail down to a pixel


@dataclass(frozen=True, eq=False)
class Reasons:
    """All that explains what a network makes of a digit.

    Raises ValueError for a digit or a network that do not fit, and for a single output.
    """

    network: Network
    digit: Digit

    def __post_init__(self) -> None:
        _ = self.evidence

    @cached_property
    def record(self) -> ForwardPass:
        """The forward pass that is explained."""
        return self.network.forward(self.digit)

    @cached_property
    def evidence(self) -> Evidence:
        """Why it ended with its answer."""
        return Evidence(self.record)

    @cached_property
    def ablations(self) -> Ablations:
        """What if nobody heard a hidden neuron?"""
        return Ablations(self.network, self.digit)

    @cached_property
    def erasing(self) -> Erasing:
        """What if the patch of ink that speaks most for the answer were not there?"""
        patch = strongest_patch(self.evidence.lead_in_pixels.picture)
        return Erasing(self.network, self.digit, patch)

    def sentences(self, language: str) -> list[str]:
        """All of it in words; raises ValueError for a language without any."""
        return [
            *sentences(self.evidence, language),
            *what_if_sentences(self.ablations, self.erasing, language),
        ]

    def plain(self) -> dict[str, object]:
        """All of it as JSON has it. Places count from 0; sums are weighted sums.

        "exact" says whether something is true as it stands, but for rounding in floating point.
        """
        record, evidence, hidden = self.record, self.evidence, len(self.network.layers) > 1
        return {
            "answer": record.answer_label,
            "tied": list(record.brightest[1:]) and list(record.brightest),
            "runner_up": record.runner_up_label,
            "label": record.right_label or None,
            "is_right": record.is_right,
            "margin": record.margin,
            "outputs": {"exact": True, **_outputs(record)},
            "lead": {"exact": True, **_lead(evidence)},
            "lead_in_pixels": {"exact": not hidden, **_shares(evidence.lead_in_pixels)},
            "what_if": {
                "exact": True,
                "silenced": [
                    {"layer": each.layer, "neuron": each.neuron, **_what_if(each)}
                    for each in self.ablations.each
                ],
                "erased": {
                    "rows": [place - 1 for place in self.erasing.rows],
                    "columns": [place - 1 for place in self.erasing.columns],
                    **_what_if(self.erasing),
                },
            },
            "sentences": {language: self.sentences(language) for language in LANGUAGES},
        }


def _lead(evidence: Evidence) -> dict[str, object]:
    lead = evidence.lead
    return {
        "sum": lead.weighted_sum,
        "bias": lead.bias,
        "tied": evidence.is_tied,
        "terms": [
            {**_term(evidence.term(place)), "trail": _terms(evidence.trail(place)[1:])}
            for place in range(min(TERMS, len(lead.weights)))
        ],
        "terms_left_out": lead.left_over(TERMS),
        "sum_of_terms_left_out": lead.others(TERMS),
    }


def _outputs(record: ForwardPass) -> dict[str, object]:
    return {
        "labels": list(record.labels),
        "scores": record.scores.tolist(),
        "sums": record.layers[-1].weighted_sums.tolist(),
        "shares": None if record.shares is None else record.shares.tolist(),
    }


def _terms(terms: Iterable[Summand]) -> list[dict[str, object]]:
    return [{"neuron": term.neuron.index, **_term(term)} for term in terms]


def _term(term: Summand) -> dict[str, object]:
    return {
        "input": term.index,
        "weight": float(term.neuron.weights[term.index]),
        "activation": float(term.neuron.inputs[term.index]),
        "product": term.product,
    }


def _shares(shares: Attribution) -> dict[str, object]:
    return {
        "method": "integrated gradients from a blank page",
        "steps": shares.steps,
        "error": shares.error,
        "blank": shares.blank,
        "pixels": shares.picture.tolist(),
    }


def _what_if(what_if: WhatIf) -> dict[str, object]:
    return {
        "answer_before": what_if.before.answer_label,
        "answer_after": what_if.after.answer_label,
        "scores_before": what_if.before.scores.tolist(),
        "scores_after": what_if.after.scores.tolist(),
    }
