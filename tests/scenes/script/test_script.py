import re
from pathlib import Path

import numpy as np
import pytest

from scenes.script.script import Beat, Script, fitting_variants, said
from scenes.stage.cast import Cast

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


def beat(line: str, **variants: str) -> Beat:
    return Beat("say", 2.0, {"en": line}, {name: {"en": said} for name, said in variants.items()})


def test_a_line_is_filled_from_the_record(forward) -> None:
    line = "{answer_label} of {shape.-1}, at {ranked.0.activation:.2f}."
    assert beat(line).line("en", Cast(lead=forward([0.1, 0.9, 0.2]))) == "1 of 3, at 0.90."


def test_numbers_have_typographic_minus_signs() -> None:
    assert said(-1.5, "+.2f") == "−1.50"
    assert said(np.float32(1.5), "+.2f") == "+1.50"


def test_nothing_has_no_sign() -> None:
    assert said(-0.001, "+.2f") == said(0.001, "+.2f") == "0.00"


def test_labels_keep_their_hyphens() -> None:
    assert said("x-y", "") == "x-y"


def test_braces_that_are_doubled_are_said(forward) -> None:
    assert beat("{{0, 1}}").line("en", Cast(lead=forward())) == "{0, 1}"


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
def test_a_path_that_cannot_be_said_is_refused_with_its_beat(forward, line, reason) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)) as refusal:
        beat(line).line("en", Cast(lead=forward(label=1)))
    assert str(refusal.value).startswith("Beat 'say' cannot say {")


def test_a_language_that_is_missing_is_refused(script, forward) -> None:
    with pytest.raises(ValueError, match="no line in 'de'; it has en, ja"):
        script.beat("look").line("de", Cast(lead=forward()))


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


def test_a_variant_is_said_instead_of_the_line(forward) -> None:
    told = beat("Right.", wrong="Wrong.", unsure="Unsure.")
    assert told.line("en", Cast(lead=forward([0.1, 0.9], 1))) == "Right."
    assert told.line("en", Cast(lead=forward([0.1, 0.9], 0))) == "Wrong."
    assert told.line("en", Cast(lead=forward([0.1, 0.4], 0))) == "Wrong."
    assert told.line("en", Cast(lead=forward([0.1, 0.4]))) == "Unsure."


def test_a_beat_without_the_variant_says_its_line(forward) -> None:
    assert beat("Anyway.").line("en", Cast(lead=forward([0.1, 0.4], 0))) == "Anyway."
    assert (
        beat("Right.", unsure="Unsure.").line("en", Cast(lead=forward([0.1, 0.4], 0))) == "Unsure."
    )


@pytest.mark.parametrize("seconds", [0, -1, 0.1, 1.3, 2.05])
def test_a_beat_lasts_a_multiple_of_a_fifth_of_a_second(seconds) -> None:
    with pytest.raises(ValueError, match=f"lasts {seconds:g} s; give it a multiple of 0.2 s"):
        Beat("look", seconds, {"en": "Look."})


@pytest.mark.parametrize("line", ["", "  ", "{answer_label", "answer_label}"])
def test_a_line_that_says_nothing_or_breaks_off_is_refused(line) -> None:
    with pytest.raises(ValueError, match="'look'"):
        Beat("look", 2.0, {"en": line})


def test_a_variant_in_fewer_languages_is_refused() -> None:
    with pytest.raises(ValueError, match="languages must agree"):
        Beat("look", 2.0, {"en": "Look.", "ja": "見て。"}, {"wrong": {"en": "Wrong."}})


def test_a_variant_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="'sad'; the variants are wrong and unsure"):
        beat("Look.", sad="Alas.")


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
    assert script.beats[0].variants["wrong"]["ja"] == "違う。"


def test_words_on_screen_come_from_the_glossary_beside_the_script(told) -> None:
    assert Script.load(told).words == {"margin": "the gap"}


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
