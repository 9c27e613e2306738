from itertools import pairwise

import numpy as np
import pytest
from manim import RIGHT

from network import Network
from scenes.mobjects.words import CHARACTERS, Readout, Symbol, Term, Written, numeral, phrase


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "printed"),
    [
        (3.14159, 2, False, "3.14"),
        (3.14159, 2, True, "+3.14"),
        (-2.005, 1, True, "−2.0"),
        (-0.001, 2, True, "0.00"),
        (-0.001, 2, False, "0.00"),
        (13002, 2, False, "13,002"),
        (np.int64(784), 0, False, "784"),
        (-8, 0, False, "−8"),
        (np.float64(0.995), 3, False, "0.995"),
        ("A", 2, False, "A"),
    ],
)
def test_a_number_is_rounded_only_when_it_is_printed(value, decimals, sign, printed) -> None:
    assert numeral(value, decimals, sign) == printed


def test_a_readout_says_where_it_was_read(small: Network, scrawl) -> None:
    record = small.forward(scrawl)
    readout = Readout(record, "layers.0.weighted_sums.2", sign=True)
    assert readout.reading.shown == readout.text == numeral(readout.reading.value, 2, True)
    assert readout.reading.value == record.layers[0].weighted_sums[2]


def test_a_readout_has_one_shape_for_each_character(small: Network, scrawl) -> None:
    readout = Readout(small.forward(scrawl), "layers.0.weighted_sums.2", sign=True)
    assert len(readout.submobjects) == len(readout.text)


def test_a_copy_of_a_readout_shares_its_reading(small: Network, scrawl) -> None:
    readout = Readout(small.forward(scrawl), "margin")
    assert readout.copy().reading is readout.reading


def test_a_path_that_leads_nowhere_cannot_be_shown(small: Network, scrawl) -> None:
    with pytest.raises(LookupError):
        Readout(small.forward(scrawl), "layers.9.biases.0")


@pytest.mark.parametrize("size", [0.2, 0.6])
def test_digits_are_as_high_as_their_size(size: float) -> None:
    assert Written("1", size=size).height == pytest.approx(size, rel=1e-6)


def test_digits_stand_in_columns() -> None:
    wide, thin = Written("88888"), Written("11111")
    for one, two in zip(wide, thin, strict=True):
        assert one.get_x() == pytest.approx(two.get_x(), abs=1e-6)


def test_a_phrase_stands_on_one_baseline() -> None:
    line = phrase(Written("1"), Term("and the other"), Written("1"))
    assert line[0].get_bottom()[1] == pytest.approx(line[2].get_bottom()[1])
    assert line[1].submobjects[0].get_bottom()[1] == pytest.approx(0, abs=0.01)


def test_the_parts_of_a_phrase_do_not_touch() -> None:
    line = phrase(*(Written(each) for each in CHARACTERS))
    for one, two in pairwise(line):
        assert two.get_left()[0] > one.get_right()[0]


def test_words_and_numerals_have_the_same_scale() -> None:
    tall, digit = Term("l", size=0.3), Written("1", size=0.3)
    assert tall.height == pytest.approx(digit.height, rel=0.12)


def test_text_begins_where_it_is_put() -> None:
    assert Term("margin").get_left() @ RIGHT == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("text", ["#a", "$x", "<b>", '"q"', "*é*", "\\"])
def test_no_character_of_a_label_is_taken_for_markup(text: str) -> None:
    shapes = len(Term(text).submobjects)
    assert shapes >= len(text)


@pytest.mark.parametrize("kind", [Symbol, Term])
def test_only_a_readout_puts_numbers_on_screen(kind) -> None:
    with pytest.raises(ValueError, match="only a Readout"):
        kind("z = 3")
