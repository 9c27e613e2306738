import re
from pathlib import Path

import pytest

from scenes.script.script import Beat, Cue, Script
from scenes.script.sentence import Sentence

FILM = Path(__file__).parents[3] / "assets" / "script" / "forward_pass.toml"
TWO = """
title = { en = "Two", ja = "二つ" }
words = ["margin"]

[[beats]]
name = "look"
seconds = 1.2
en = "Look."
ja = "見て。"
wrong = { en = "Wrong.", ja = "違う。" }
"""


@pytest.fixture
def told(tmp_path: Path) -> Path:
    (tmp_path / "glossary.toml").write_text(
        '[on_screen]\nmargin = { en = "the gap", ja = "差" }\n', encoding="utf-8"
    )
    path = tmp_path / "two.toml"
    path.write_text(TWO, encoding="utf-8")
    return path


def beat(*lines: str) -> Beat:
    said = (Sentence(f"mark {place}", {"en": line}) for place, line in enumerate(lines))
    return Beat("say", 2.0, tuple(said))


@pytest.mark.parametrize("seconds", [0, -1, 0.1, 1.3, 2.05])
def test_a_beat_lasts_a_multiple_of_a_fifth_of_a_second(seconds) -> None:
    with pytest.raises(ValueError, match=f"lasts {seconds:g} s; give it a multiple of 0.2 s"):
        Beat("look", seconds, (Sentence("look", {"en": "Look."}),))


@pytest.mark.parametrize("marks", [(), ("one", "one")])
def test_each_sentence_of_a_beat_needs_a_mark_of_its_own(marks) -> None:
    with pytest.raises(ValueError, match="each sentence needs one of its own"):
        Beat("look", 1.0, tuple(Sentence(mark, {"en": "Look."}) for mark in marks))


def test_a_cue_without_marks_begins_to_speak_at_once() -> None:
    assert Cue("look", 2.0, 4.0).said == (2.0,)
    assert Cue("look", 2.0, 4.0, (2.4, 3.0)).said == (2.4, 3.0)


SAID = """
title = { en = "Two" }

[[beats]]
name = "sum"
seconds = 4.0
say.heaps = { en = "Blue makes two heaps.", wrong = { en = "Wrong." } }
say.bias.en = "The bias comes on top."
"""


def test_sentences_have_their_marks_in_the_order_of_the_file(tmp_path) -> None:
    path = tmp_path / "two.toml"
    path.write_text(SAID, encoding="utf-8")
    (told,) = Script.load(path).beats
    assert told.marks == ("heaps", "bias")
    assert told.sentences[0].variants == {"wrong": {"en": "Wrong."}}


def test_nothing_stands_beside_sentences_with_marks(tmp_path) -> None:
    path = tmp_path / "two.toml"
    path.write_text(SAID.replace("seconds = 4.0", 'seconds = 4.0\nen = "And."'), encoding="utf-8")
    with pytest.raises(ValueError, match="Beat 'sum' has en beside its sentences"):
        Script.load(path)


def test_a_beat_is_found_by_its_name(script) -> None:
    assert script.beat("say") is script.beats[1]


def test_a_beat_that_is_not_there_is_refused(script) -> None:
    with pytest.raises(ValueError, match="no beat 'sing'; it has look, say"):
        script.beat("sing")


def test_two_beats_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="2 beats named 'say'"):
        Script("twice", {"en": "Twice"}, (beat("Once."), beat("Twice.")))


def test_a_script_of_no_beats_is_refused() -> None:
    with pytest.raises(ValueError, match="no beats"):
        Script("empty", {"en": "Empty"}, ())


def test_a_beat_in_other_languages_than_the_title_is_refused() -> None:
    with pytest.raises(ValueError, match="lines in en but the title is in en, ja"):
        Script("half", {"en": "Half", "ja": "半分"}, (beat("Half."),))


def test_a_script_is_read_from_a_file(told) -> None:
    script = Script.load(told)
    assert (script.name, script.title["ja"], script.seconds) == ("two", "二つ", 1.2)
    assert script.languages == ("en", "ja")
    assert script.beats[0].sentences[0].variants["wrong"]["ja"] == "違う。"


def test_words_on_screen_come_from_the_glossary_beside_the_script(told) -> None:
    script = Script.load(told)
    assert script.words_in("en") == {"margin": "the gap"}
    assert script.words_in("ja") == {"margin": "差"}
    with pytest.raises(ValueError, match="no 'fr'; it has en, ja"):
        script.words_in("fr")


def test_a_term_of_the_glossary_can_be_written_too(told) -> None:
    glossary = told.with_name("glossary.toml")
    term = {"en": "weight", "ja": "重み"}
    with glossary.open("a", encoding="utf-8") as file:
        file.write("[weight]\nen = 'weight'\nja = '重み'\n")
        file.write("meaning = { en = 'How much.', ja = 'どれだけ。' }\n")
        file.write("instead_of = { en = [], ja = [] }\n")
    told.write_text(TWO.replace('"margin"', '"margin", "weight"'), encoding="utf-8")
    assert Script.load(told).words["weight"] == term


def test_a_word_without_one_of_the_languages_is_refused_in_a_sentence(told) -> None:
    told.with_name("glossary.toml").write_text("[on_screen]\nmargin = { en = 'the gap' }\n")
    with pytest.raises(ValueError, match="word 'margin' of the script 'two' has nothing in 'ja'"):
        Script.load(told)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"margin"', '"edge"'),
        ("1.2", "1.3"),
        ("1.2", '"long"'),
        ("[[beats]]", "[[beats"),
        ("[[beats]]", "[[verses]]"),
        ('name = "look"', ""),
        ("title =", "titel ="),
        ('ja = "見て。"', ""),
        ('ja = "見て。"', "ja = 3"),
        ('{ en = "Two", ja = "二つ" }', '"Two"'),
    ],
)
def test_a_file_that_is_no_script_is_refused_with_its_path(told, old, new) -> None:
    told.write_text(TWO.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(str(told))):
        Script.load(told)


def test_bytes_that_are_no_text_are_refused(told) -> None:
    told.write_bytes(b"\xff\xfe")
    with pytest.raises(ValueError, match="is no script"):
        Script.load(told)


def test_a_missing_script_is_refused(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match="No script at"):
        Script.load(tmp_path / "none.toml")


def test_the_flagship_has_its_eight_beats() -> None:
    names = [beat.name for beat in Script.load(FILM).beats]
    assert names == ["look", "light", "weigh", "sum", "squish", "layer", "onward", "choose"]


def test_the_flagship_lasts_between_60_and_90_seconds() -> None:
    assert 60 <= Script.load(FILM).seconds <= 90


def test_a_sentence_may_be_said_by_a_doubt(told) -> None:
    wanted = 'en = "Look."\nja = "見て。"\n'
    told.write_text(TWO.replace(wanted, wanted + 'voice = "Doubt"\n'), encoding="utf-8")
    assert Script.load(told).beats[0].sentences[0].voice == "Doubt"
