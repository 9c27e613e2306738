"""A sentence: it says the numbers of the records, and says what is true of the answer."""

import dataclasses
import re

import numpy as np
import pytest

from network import Digit, ForwardPass, Layer, Network
from network.activations import Activation, identity, relu, sigmoid, softmax, tanh
from network.digits import Step
from network.interpretability.strongest_lines import StrongestLines
from scenes.script.sentence import Sentence, fitting_variants, said
from scenes.stage.cast import Cast


def sentence(line: str, **variants: str) -> Sentence:
    return Sentence("say", {"en": line}, {name: {"en": said} for name, said in variants.items()})


def test_a_line_is_filled_from_the_record(forward) -> None:
    line = "{answer_label} of {shape.-1}, at {ranked.0.activation:.2f}."
    assert sentence(line).line("en", Cast(lead=forward([0.1, 0.9, 0.2]))) == "1 of 3, at 0.90."


def test_numbers_have_typographic_minus_signs() -> None:
    assert said(-1.5, "+.2f") == "−1.50"
    assert said(np.float32(1.5), "+.2f") == "+1.50"


def test_nothing_has_no_sign() -> None:
    assert said(-0.001, "+.2f") == said(0.001, "+.2f") == "0.00"


def test_labels_keep_their_hyphens() -> None:
    assert said("x-y", "") == "x-y"


def test_braces_that_are_doubled_are_said(forward) -> None:
    assert sentence("{{0, 1}}").line("en", Cast(lead=forward())) == "{0, 1}"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{anwser_label}", "anwser_label"),
        ("{scores.7}", "out of bounds"),
        ("{answer_label:.2f}", "format"),
        ("{scores}", "neither a number nor a label"),
        ("{digit}", "neither a number nor a label"),
        ("{is_right}", "neither a number nor a label"),
        ("{}", "No ''"),
    ],
)
def test_a_path_that_cannot_be_said_is_refused_with_its_mark(forward, line, reason) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)) as refusal:
        sentence(line).line("en", Cast(lead=forward(label=1)))
    assert str(refusal.value).startswith("'say' cannot say {")


def test_a_language_that_is_missing_is_refused(script, forward) -> None:
    with pytest.raises(ValueError, match="no line in 'de'; it has en, ja"):
        script.beat("look").sentences[0].line("de", Cast(lead=forward()))


@pytest.mark.parametrize(
    ("scores", "label", "variants"),
    [
        ([0.1, 0.9], None, []),
        ([0.1, 0.9], 1, []),
        ([0.1, 0.9], 0, ["wrong"]),
        ([0.1, 0.4], None, ["unsure"]),
        ([0.1, 0.4], 1, ["unsure"]),
        ([0.1, 0.4], 0, ["wrong", "unsure"]),
    ],
)
def test_an_answer_is_wrong_or_unsure_or_neither(forward, scores, label, variants) -> None:
    assert list(fitting_variants(forward(scores, label))) == variants


@pytest.mark.parametrize(
    ("functions", "sums", "variants"),
    [
        ((relu, softmax), [3, -2], ["softmax", "relu", "no_bound", "unbounded"]),
        ((tanh, softmax), [3, -2], ["softmax", "tanh", "below_zero"]),
        ((sigmoid, relu, softmax), [1, 2], ["softmax", "unbounded"]),
        (
            (identity, identity),
            [3, -2],
            ["bare", "identity", "no_bound", "unbounded_below_zero", "below_zero", "unbounded"],
        ),
    ],
)
def test_functions_have_variants_by_their_names(functions, sums, variants) -> None:
    assert list(fitting_variants(through(functions, sums))) == variants


def through(functions: tuple[Activation, ...], sums: list[float]) -> ForwardPass:
    """A digit's way through layers of two neurons that all have these weighted sums."""
    shapes = [(2, 784), *[(2, 2)] * (len(functions) - 1)]
    layers = (
        Layer(np.zeros(shape), np.array(sums, dtype=float), function)
        for shape, function in zip(shapes, functions, strict=True)
    )
    return Network(tuple(layers)).forward(Digit(np.zeros((28, 28))))


def test_shared_scores_and_many_outputs_have_words_of_their_own(forward) -> None:
    layer = Layer(np.zeros((3, 784)), np.array([-1.0, 2.0, 5.0]), identity)
    bare = Network((layer,), origin={"shares": "softmax"})
    right, wrong = (bare.forward(Digit(np.zeros((28, 28)), label)) for label in (2, 0))
    assert [*fitting_variants(right)][:2] == ["shared", "bare"]
    assert [*fitting_variants(wrong)][:4] == ["shared_wrong", "bare_wrong", "shared", "bare"]
    assert "many" in [*fitting_variants(forward(np.linspace(0.1, 0.9, 27)))]
    assert "many" not in [*fitting_variants(forward(np.linspace(0.1, 0.9, 26)))]


def test_bare_scores_are_never_unsure_but_may_be_wrong() -> None:
    record = through((relu, identity), [-3, -2])
    wrong = dataclasses.replace(record, digit=Digit(record.digit.image, 0))
    assert [*fitting_variants(wrong)][:3] == ["bare_wrong", "bare", "wrong"]
    assert "unsure" not in [*fitting_variants(record)]


def test_a_picture_that_was_continued_has_a_variant(forward) -> None:
    steps = (Step("picture", np.zeros((2, 2))), Step("continued", np.zeros((3, 3))))
    digit = dataclasses.replace(forward().digit, steps=steps)
    assert "continued" in [*fitting_variants(dataclasses.replace(forward(), digit=digit))]


def test_lines_that_are_left_out_are_said_where_the_cast_has_them(forward) -> None:
    told, record = sentence("All.", lines="Some."), forward()
    assert told.line("en", Cast(lead=record)) == "All."
    assert told.line("en", Cast(lead=record, lines=StrongestLines(record))) == "Some."


def test_a_variant_is_said_instead_of_the_line(forward) -> None:
    told = sentence("Right.", wrong="Wrong.", unsure="Unsure.")
    assert told.line("en", Cast(lead=forward([0.1, 0.9], 1))) == "Right."
    assert told.line("en", Cast(lead=forward([0.1, 0.9], 0))) == "Wrong."
    assert told.line("en", Cast(lead=forward([0.1, 0.4], 0))) == "Wrong."
    assert told.line("en", Cast(lead=forward([0.1, 0.4]))) == "Unsure."


def test_a_sentence_without_the_variant_says_its_line(forward) -> None:
    wrong = Cast(lead=forward([0.1, 0.4], 0))
    assert sentence("Anyway.").line("en", wrong) == "Anyway."
    assert sentence("Right.", unsure="Unsure.").line("en", wrong) == "Unsure."


@pytest.mark.parametrize("line", ["", "  ", "{answer_label", "answer_label}"])
def test_a_line_that_says_nothing_or_breaks_off_is_refused(line) -> None:
    with pytest.raises(ValueError, match="'look'"):
        Sentence("look", {"en": line})


def test_a_variant_in_fewer_languages_is_refused() -> None:
    with pytest.raises(ValueError, match="languages must agree"):
        Sentence("look", {"en": "Look.", "ja": "見て。"}, {"wrong": {"en": "Wrong."}})


def test_a_variant_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="'sad'; the variants are bare, bare_tied"):
        sentence("Look.", sad="Alas.")


def test_a_voice_that_nobody_knows_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="has the voice 'Chorus'; there is Doubt"):
        Sentence("page", {"en": "And a white page?"}, voice="Chorus")
