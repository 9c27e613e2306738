"""The wording: what is said is filled in once, for captions, chapters and passages alike."""

from itertools import pairwise

import pytest

from scenes.script.captions import Caption
from scenes.script.script import Beat, Cue, Script
from scenes.script.wording import Wording, filled
from scenes.stage.cast import Cast


@pytest.fixture
def wording(script, cues, forward) -> Wording:
    return Wording(script, tuple(cues), filled(script, Cast(lead=forward())))


def test_captions_fill_all_beats_without_a_gap(wording) -> None:
    shown = wording.captions("en")
    assert (shown[0].start, shown[-1].end) == (0.0, 6.0)
    assert all(one.end == two.start for one, two in pairwise(shown))
    assert 2.0 in {caption.end for caption in shown}


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
        "en": "The answer is 1.",
        "ja": "答えは1です。",
    }


def test_a_number_of_another_record_is_said_by_its_name(script, forward) -> None:
    one, two = forward([0.1, 0.9]), forward([0.8, 0.2])

    both = Script(
        "both", {"en": "Both"}, (Beat("say", 2.0, {"en": "{answer_label}, {two.answer_label}"}),)
    )
    assert filled(both, Cast(one=one, two=two))["en"]["say"] == "1, 0"
