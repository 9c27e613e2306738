"""What an examination found, in words and as plain data."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.evaluation.calibration import Calibration
from network.evaluation.examination import Examination
from network.interpretability.neurons import NeuronStatistics
from scenes.explanation.sentences import LANGUAGES, filled
from scenes.script.sentence import said


@dataclass(frozen=True, eq=False)
class Findings:
    """What a network does with many digits: how often it is right, how sure, what neurons see."""

    examination: Examination

    @cached_property
    def statistics(self) -> NeuronStatistics | None:
        """What the first hidden layer sees; None where there is none."""
        examined = self.examination
        if len(examined.network.layers) == 1:
            return None
        return NeuronStatistics(examined.network, examined.images, examined.labels)

    def sentences(self, language: str) -> list[str]:
        """What was found, in words; raises ValueError for a language without any."""
        return filled(self._told(), language)

    def _told(self) -> Iterator[tuple[str, object]]:
        table, scores = self.examination.confusions, self.examination.calibration
        yield "accuracy", table
        if table.errors:
            yield "confusion", table.ranked(0)
        if scores is not None:
            yield "sure" if scores.sure_errors else "safe", scores
        if self.statistics is not None:
            yield "strokes", self.statistics
            if self.statistics.most_needed.loss > 0:
                yield "loss", self.statistics.most_needed

    def text(self) -> str:
        """The sentences in English, and the tables that they rest on."""
        parts = [
            [f"Examined with {self.examination.source}", "", *self.sentences("en")],
            self._confusion_table(),
            self._calibration_table(),
            self._neuron_table(),
        ]
        return "\n\n".join("\n".join(part) for part in map(list, parts) if part)

    def _confusion_table(self) -> Iterator[str]:
        names, counts = self.examination.network.labels, self.examination.confusions.counts
        wide = 1 + max(map(len, [*names, str(counts.max())]))
        first = max(map(len, names))
        yield "How often each digit (row) got each answer (column)"
        yield " " * (2 + first) + "".join(f"{name:>{wide}}" for name in names)
        for name, row in zip(names, counts, strict=True):
            yield f"  {name:>{first}}" + "".join(f"{count or '.':>{wide}}" for count in row)

    def _calibration_table(self) -> Iterator[str]:
        if (found := self.examination.calibration) is None:
            yield "Scores that can leave the range from 0 to 1 cannot be held against shares."
            return
        yield "Answers by score"
        rows = zip(found.counts, found.mean_scores, found.accuracies, strict=True)
        for place, (count, score, right) in enumerate(rows):
            if count:
                low, high = place / found.bins, (place + 1) / found.bins
                told = f"mean {score:.3f}, right {right:.3f}"
                yield f"  from {low:.1f} to {high:.1f}  {count:>7,}  {told}"

    def _neuron_table(self) -> Iterator[str]:
        if (statistics := self.statistics) is None:
            yield "There is no hidden neuron to make a portrait of."
            return
        yield "The first hidden layer: mean response to each digit; AUC for loops (0, 6, 8, 9);"
        yield "share of equally smooth noises that look less like a stroke; points lost without it"
        names = "".join(f"{name:>5}" for name in self.examination.network.labels)
        yield f"      {names}  loops  noise   lost"
        for each in statistics.neurons:
            means = "".join(f"{mean:5.2f}" for mean in each.mean_response)
            lost = said(each.loss_percent, "+.2f")
            stroke = f"{each.loops:7.3f}{each.stroke.percentile:7.3f}{lost:>7}"
            yield f"  {each.number:>3} {means}{stroke}{'  stroke' * each.stroke.is_stroke}"

    def plain(self) -> dict[str, object]:
        """All of it as JSON has it; places count from 0, and what cannot be told is None."""
        table, scores = self.examination.confusions, self.examination.calibration
        return {
            "source": self.examination.source,
            "total": table.total,
            "right": table.right,
            "accuracy": table.accuracy,
            "uncertainty": table.uncertainty,
            "labels": list(table.labels),
            "confusions": table.counts.tolist(),
            "calibration": scores and _calibration(scores),
            "neurons": self.statistics and _neurons(self.statistics),
            "sentences": {language: self.sentences(language) for language in LANGUAGES},
        }


def _calibration(found: Calibration) -> dict[str, object]:
    return {
        "counts": found.counts.tolist(),
        "mean_scores": _or_none(found.mean_scores),
        "accuracies": _or_none(found.accuracies),
        "expected_error": found.expected_error,
        "above_0.9": found.sure,
        "wrong_above_0.9": found.sure_errors,
        "exactly_1": found.saturated,
    }


def _neurons(statistics: NeuronStatistics) -> list[dict[str, object]]:
    return [
        {
            "mean_response": _or_none(each.mean_response),
            "auc_for_loops": _or_none(np.array([each.loops]))[0],
            "bar": vars(each.stroke.bar),
            "correlation": each.stroke.correlation,
            "percentile_among_noises": each.stroke.percentile,
            "noises": len(each.stroke.noises),
            "is_stroke": each.stroke.is_stroke,
            "loss": each.loss,
            "exactly_1": each.saturated,
        }
        for each in statistics.neurons
    ]


def _or_none(numbers: np.ndarray) -> list[float | None]:
    """Numbers, where NaN stands for none."""
    return [None if np.isnan(each) else float(each) for each in numbers]
