"""The facts of a film: every record of its cast is told, in every language."""

from dataclasses import replace

import pytest
from every_kind import records

from scenes.lesson.facts import facts
from scenes.lesson.page_words import words
from scenes.stage.cast import Cast
from scenes.stage.records import KINDS


def test_a_forward_pass_is_told_with_its_digit_network_answer_and_score(colours) -> None:
    (told,) = facts(colours, "en")
    record = colours.cast.lead
    assert f"Its answer is {record.answer_label}, with a score of {record.scores.max():.3f}" in told
    assert "784–\u20605–\u20604–\u20603 neurons" in told


def test_two_digits_are_two_facts(colours) -> None:
    record = colours.cast.lead
    other = replace(record, digit=replace(record.digit, origin="the other.png"))
    one, two = facts(replace(colours, cast=Cast(one=record, two=other)), "en")
    assert "a two" in one
    assert "the other" in two


def test_a_record_of_two_names_is_one_fact(colours, small) -> None:
    assert len([*facts(replace(colours, cast=Cast(network=small, own=small)), "en")]) == 1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_kind_of_record_has_its_word(language, colours, small, scrawl) -> None:
    told = records(small, scrawl)
    told.pop("ForwardPass")
    assert {kind.__name__ for kind in KINDS} - {"ForwardPass"} <= set(told)
    for name, record in told.items():
        (fact,) = facts(replace(colours, cast=Cast(it=record)), language)
        assert words(language)[name] in fact
