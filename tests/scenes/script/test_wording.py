"""The wording: what is said is filled in once, for captions, chapters and passages alike."""

import pytest

from scenes.script.captions import Caption
from scenes.script.script import Beat, Cue, Script
from scenes.script.sentence import Sentence
from scenes.script.wording import Wording, filled
from scenes.stage.cast import Cast


@pytest.fixture
def wording(script, cues, forward) -> Wording:
    return Wording(script, tuple(cues), filled(script, Cast(lead=forward())))


def test_captions_begin_with_their_beats(wording) -> None:
    shown = wording.captions("en")
    assert [each.text for each in shown] == ["Look at it.", "It is a digit.", "The answer is 1."]
    assert shown[0].start == 0.0
    assert shown[1].end == shown[2].start == 2.0


def test_captions_follow_the_cues_and_not_the_script(script, forward) -> None:
    lines = filled(script, Cast(lead=forward([0.1, 0.9])))
    shown = Wording(script, (Cue("say", 10.0, 12.0),), lines).captions("ja")
    assert shown == [Caption(10.0, 12.0, "答えは1です。")]


def test_a_cue_of_an_unknown_beat_is_refused(script, forward) -> None:
    with pytest.raises(ValueError, match="no beat 'sing'"):
        Wording(script, (Cue("sing", 0.0, 1.0),), filled(script, Cast(lead=forward())))


def test_each_beat_is_a_chapter(wording) -> None:
    told = [Caption(0.0, 2.0, "Look at it"), Caption(2.0, 6.0, "The answer is 1")]
    assert wording.chapters("en") == told
    assert wording.chapters("ja")[0].text == "これを見て"


def test_a_language_that_the_script_lacks_is_refused(wording) -> None:
    with pytest.raises(ValueError, match="no 'fr'; it has en, ja"):
        wording.chapters("fr")


def test_every_language_is_filled_whether_it_is_asked_for_or_not(script, forward) -> None:
    lines = filled(script, Cast(lead=forward([0.1, 0.9])))
    assert {language: lines[language]["say"] for language in lines} == {
        "en": ("The answer is 1.",),
        "ja": ("答えは1です。",),
    }


def test_a_number_of_another_record_is_said_by_its_name(script, forward) -> None:
    one, two = forward([0.1, 0.9]), forward([0.8, 0.2])

    line = {"en": "{answer_label}, {two.answer_label}"}
    both = Script("both", {"en": "Both"}, (Beat("say", 2.0, (Sentence("say", line),)),))
    assert filled(both, Cast(one=one, two=two))["en"]["say"] == ("1, 0",)


def test_a_beat_of_which_not_all_was_said_is_refused(script, forward) -> None:
    lines = filled(script, Cast(lead=forward()))
    with pytest.raises(ValueError, match="2 sentences were said in the beat 'say'"):
        Wording(script, (Cue("say", 0.0, 1.0, (0.0, 0.5)),), lines)
