"""A question: its right choice stands in the records, in every language."""

import pytest

from scenes.script.ask import Ask, Choice
from scenes.script.script import Beat, Script
from scenes.script.sentence import Sentence
from scenes.script.wording import questions
from scenes.stage.cast import Cast


def choice(english: str, japanese: str) -> Sentence:
    return Sentence("choice", {"en": english, "ja": japanese})


def ask(right: str, *choices: Sentence) -> Ask:
    return Ask(
        "which", choices or (choice("0", "0"), choice("{answer_label}", "{answer_label}")), right
    )


def test_the_right_choice_is_what_the_record_says(forward) -> None:
    told = ask("answer_label").filled(Cast(lead=forward([0.1, 0.9])))
    assert told["en"] == told["ja"] == (Choice("0", False), Choice("1", True))


def test_the_right_choice_may_be_a_place(forward) -> None:
    both = ask("answer", choice("the upper", "上"), choice("the lower", "下"))
    told = both.filled(Cast(lead=forward([0.1, 0.9])))
    assert told["ja"] == (Choice("上", False), Choice("下", True))


@pytest.mark.parametrize("right", ["runner_up_label", "scores.0", "shape.0"])
def test_a_question_without_its_right_choice_is_refused(forward, right) -> None:
    lone = ask(right, choice("7", "7"), choice("8", "8"))
    with pytest.raises(ValueError, match=f"'which' has no right choice: {right} is"):
        lone.filled(Cast(lead=forward([0.1, 0.9])))


def test_a_question_about_no_record_is_refused_with_its_beat(forward) -> None:
    which = Sentence("which", {"en": "Which?", "ja": "どれ?"})
    script = Script("film", which.lines, (Beat("look", 2.0, (which,), ask("eight.answer")),))
    with pytest.raises(ValueError, match="Beat 'look': The question 'which' has no answer"):
        questions(script, Cast(lead=forward()))


def test_a_question_needs_two_choices() -> None:
    with pytest.raises(ValueError, match="needs two choices at least"):
        ask("answer", choice("yes", "はい"))


def test_a_question_that_no_sentence_asks_is_refused() -> None:
    with pytest.raises(ValueError, match="Beat 'look' asks by 'which'; its marks are look"):
        Beat("look", 2.0, (Sentence("look", {"en": "Look."}),), ask("answer"))


ASKED = """
title = { en = "Asked", ja = "問い" }

[[beats]]
name = "look"
seconds = 5.0
say.which = { en = "Which is it?", ja = "どれでしょう?" }

[beats.ask]
by = "which"
right = "answer_label"
choices = [{ en = "a {labels.0}", ja = "{labels.0}" }, { en = "a {labels.1}", ja = "{labels.1}" }]
"""


def test_a_question_is_read_from_a_script(tmp_path, forward) -> None:
    path = tmp_path / "asked.toml"
    path.write_text(ASKED, encoding="utf-8")
    told = questions(Script.load(path), Cast(lead=forward([0.1, 0.9])))["look"]
    assert [each.text for each in told["en"]] == ["a 0", "a 1"]
    assert [each.is_right for each in told["ja"]] == [False, True]


@pytest.mark.parametrize("gone", ["by", "right", "choices"])
def test_half_a_question_is_refused(tmp_path, gone) -> None:
    path = tmp_path / "asked.toml"
    kept = [line for line in ASKED.splitlines() if not line.startswith(gone)]
    path.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(ValueError, match=f"lacks '{gone}'"):
        Script.load(path)
