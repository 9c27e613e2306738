"""What a forward pass did, in plain text with the real numbers."""

import textwrap
from collections.abc import Iterator, Sequence

from network import ForwardPass, NeuronPass
from scenes.explanation.sentences import WORDS
from scenes.script.script import Script
from scenes.script.sentence import SURE, said

TERMS = 6  # how many products are told one by one
BAR = 30  # characters for a score of 1, or for the largest of those that have no bound


def explain(record: ForwardPass, why: Sequence[str] = ()) -> str:
    """The explanation of a forward pass: its answer, all scores, why, and one neuron at work.

    `why` holds the sentences that tell what decided it. Every number is rounded by itself, so the
    last digits of a sum may seem not to add up.
    """
    title = f"What the network made of {record.digit.origin or 'a digit'}"
    parts = (
        [title, "=" * len(title)],
        _answer(record),
        _outputs(record),
        *([[Script.load(WORDS).title["en"], *map(_wrapped, why)]] if why else []),
        _neuron(record, record.clearest),
        _network(record),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def reasons_alone(why: Sequence[str], language: str) -> str:
    """Only the sentences that tell why, a line for each, under their title in a language."""
    return "\n".join([Script.load(WORDS).title[language], "", *why, ""])


def _answer(record: ForwardPass) -> Iterator[str]:
    if record.brightest[1:]:
        yield f"Tied: {', '.join(record.brightest)}; their scores are exactly the same."
    share = record.answer_share
    by_softmax = "" if share is None else f"; by softmax, {_plain(share, 3)}"
    score = _plain(record.scores.max(), 3)
    yield f"Answer: {record.answer_label}, with a score of {score}{by_softmax}"
    yield f"Runner-up: {record.runner_up_label}, with {_plain(record.ranked(1).activation, 3)}"
    yield f"Margin: {_plain(record.margin, 3)}"
    if not record.right_label:
        yield "Nobody has said what the digit is, so the answer cannot be judged."
    elif record.is_right is None:
        yield f"The digit is labelled {record.right_label}: one of those that are tied."
    elif record.is_right:
        yield f"The digit is labelled {record.right_label}: the answer is right."
    else:
        own = record.ranking.tolist().index(record.labels.index(record.right_label))
        score = _plain(record.ranked(own).activation, 3)
        yield f"The digit is labelled {record.right_label}: the answer is wrong."
        yield f"The right output is number {own + 1} of {len(record.scores)}, with {score}."
    if record.layers[-1].activation.is_brightness and record.scores.max() <= SURE:
        yield "No output is above one half: the network is not sure."


def _outputs(record: ForwardPass) -> Iterator[str]:
    last = record.layers[-1]
    is_light = last.activation.is_brightness
    yield f"All {len(record.scores)} outputs, the {'brightest' if is_light else 'largest'} first"
    names = [record.labels[place] for place in record.ranking]
    scores = [float(record.scores[place]) for place in record.ranking]
    printed = [said(score, ".3f" if is_light else "+.3f") for score in scores]
    if record.shares is not None:
        yield "  and what softmax makes of each"
        shares = record.shares[record.ranking]
        pairs = zip(printed, shares, strict=True)
        printed = [f"{score:>8}  {_plain(share, 3)}" for score, share in pairs]
    longest, widest = max(map(len, names)), max(map(len, printed))
    for name, score, number in zip(names, scores, printed, strict=True):
        bar = ("#" if score > 0 else "-") * round(BAR * abs(score) / (last.white or 1))
        yield f"  {name:>{longest}}  {number:>{widest}}  {bar}".rstrip()


def _neuron(record: ForwardPass, neuron: NeuronPass) -> Iterator[str]:
    count = len(neuron.weights)
    columns = record.digit.image.shape[1]
    place = f"number {neuron.index + 1} of the {record.shape[1]} in the layer after the pixels"
    yield f"One neuron at work: {place}"
    yield f"  The strongest of its {count:,} products, weight x brightness"
    for place in neuron.strongest(TERMS):
        row, column = divmod(int(place), columns)
        yield (
            f"    row {row + 1:>2}, column {column + 1:>2}:  "
            f"{_signed(neuron.weights[place]):>7} x {_plain(neuron.inputs[place], 2)} = "
            f"{_signed(neuron.products[place]):>7}"
        )
    rest = neuron.left_over(TERMS)
    name = neuron.layer.activation.name
    for told, number in (
        (f"  and the other {rest} together", _signed(neuron.others(TERMS))),
        ("All positive products", _signed(neuron.positive)),
        ("All negative products", _signed(neuron.negative)),
        ("Bias", _signed(neuron.bias)),
        ("Weighted sum, z", _signed(neuron.weighted_sum)),
        (f"Activation, {name}(z)", _plain(neuron.activation, 2)),
    ):
        yield f"  {told + ':':<34} {number:>10}"


def _network(record: ForwardPass) -> Iterator[str]:
    shape = " - ".join(map(str, record.shape))
    weights = sum(layer.weights.size for layer in record.layers)
    biases = sum(layer.biases.size for layer in record.layers)
    yield f"The network: {shape} neurons, {weights:,} weights and {biases:,} biases."
    yield "Each number is rounded by itself."


def _wrapped(sentence: str) -> str:
    return textwrap.fill(sentence, 98, initial_indent="  ", subsequent_indent="    ")


def _plain(value: float, decimals: int) -> str:
    return said(value, f".{decimals}f")


def _signed(value: float) -> str:
    return said(value, "+.2f")
