from pathlib import Path

import pytest
import srt as foreign

from network import ForwardPass
from scenes.script.captions import Caption, captions_of, hurried, srt, too_fast, too_long, vtt
from scenes.script.script import Cue, Script
from scenes.script.wording import Wording, filled
from scenes.stage.cast import Cast

FILM = Path(__file__).parents[3] / "assets" / "script" / "forward_pass.toml"
SHOWN = [Caption(0.0, 1.5, "One & <two>"), Caption(1.5, 3661.25, "Three\nfour")]


def test_each_sentence_is_shown_from_its_mark_for_as_long_as_it_is_spoken() -> None:
    cue = Cue("say", 2.0, 20.0, (3.0, 12.0))
    one, two = captions_of(cue, ["The bias is +2.", "It goes on."], "en")
    assert (one.text, one.start, one.end) == ("The bias is +2.", 3.0, 3.0 + 0.8 + round(5 / 2.6, 3))
    assert (two.text, two.start) == ("It goes on.", 12.0)
    assert two.end == pytest.approx(12.0 + 0.8 + 3 / 2.6, abs=1e-3)


def test_a_sentence_is_over_when_the_next_one_begins() -> None:
    long = "One two three four five."
    first, _ = captions_of(Cue("say", 0.0, 6.0, (0.0, 1.0)), [long, "Six."], "en")
    assert (first.start, first.end) == (0.0, 1.0)
    assert captions_of(Cue("say", 0.0, 0.5), [long], "en")[-1].end == 0.5


def test_sentences_of_one_mark_last_in_proportion_to_their_length() -> None:
    first, second = captions_of(Cue("look", 0.0, 2.0), ["Look at it. It is a digit."], "en")
    assert [first.text, second.text] == ["Look at it.", "It is a digit."]
    assert first.end == second.start == pytest.approx(2.0 * 11 / 25, abs=1e-3)
    assert second.end == 2.0


def test_a_sentence_that_nobody_could_say_in_time_would_be_found() -> None:
    cue = Cue("say", 0.0, 3.0, (0.0, 1.0))
    assert hurried(cue, ["One.", "Two."], "en") == [
        "beat 'say', 'en': 'One.' takes 1.2 s to say, but has 1.0 until the next; "
        "shorten it, or wait longer in the scene."
    ]
    assert hurried(Cue("say", 0.0, 3.0), ["One."], "en") == []


def test_vtt_has_its_header_its_clock_and_its_escapes() -> None:
    assert vtt(SHOWN) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:01.500\nOne &amp; &lt;two&gt;\n\n"
        "00:00:01.500 --> 01:01:01.250\nThree\nfour\n"
    )


def test_srt_is_what_another_reader_understands() -> None:
    told = list(foreign.parse(srt(SHOWN)))
    assert [each.index for each in told] == [1, 2]
    assert [each.content for each in told] == ["One & <two>", "Three\nfour"]
    assert [each.end.total_seconds() for each in told] == [1.5, 3661.25]


def test_a_millisecond_is_never_carried_into_a_sixtieth_second() -> None:
    assert "00:01:00.000" in vtt([Caption(59.9996, 61, "x")])


def test_a_hurried_caption_would_be_found() -> None:
    hurried = [Caption(0.0, 0.4, "The answer is 1.")]
    assert too_fast(hurried, "en") == [
        "'en', from 0 s: 40.0 characters a second in 'The answer is 1.'; at most 17 can be read."
    ]
    assert "at most 7" in too_fast([Caption(0.0, 0.4, "答えは1です。")], "ja")[0]


@pytest.mark.parametrize(("language", "word"), [("en", "wordy "), ("ja", "長い言葉")])
def test_a_caption_of_three_lines_would_be_found(language, word) -> None:
    shown = captions_of(Cue("say", 0.0, 60.0), [15 * word], language)
    offences = too_long(shown, language)
    assert len(offences) == 1
    assert offences[0].startswith(f"'{language}', from 0 s: a line of ")


SHAPES = [((16, 16), 10), ((2,), 2), ((64, 64, 64, 64), 26), ((64,), 26)]


def wording_of(record: ForwardPass) -> Wording:
    script = Script.load(FILM)
    cues: list[Cue] = []
    for beat in script.beats:
        start = cues[-1].end if cues else 0.0
        each = beat.seconds / len(beat.marks)
        said = tuple(round(start + place * each, 3) for place in range(len(beat.marks)))
        cues.append(Cue(beat.name, start, round(start + beat.seconds, 3), said))
    return Wording(script, tuple(cues), filled(script, Cast(lead=record)))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("hidden", "outputs"), SHAPES)
@pytest.mark.parametrize("best", [0.97, 0.3])
@pytest.mark.parametrize("spread", [3, 300])
@pytest.mark.parametrize("label", [None, 0, 1])
def test_the_flagship_can_be_read_in_time(
    forward, language, hidden, outputs, best, spread, label
) -> None:
    scores = [0.01, best] + [0.001] * (outputs - 2)
    shown = wording_of(forward(scores, label, hidden, spread)).captions(language)
    assert too_fast(shown, language) == []
    assert too_long(shown, language) == []


def test_a_doubt_has_a_voice_of_its_own_in_captions() -> None:
    cue = Cue("white", 0.0, 6.0, (0.0, 3.0))
    shown = captions_of(cue, ("It is a 7.", "And a white page?"), "en", ("", "Doubt"))
    assert [each.voice for each in shown] == ["", "Doubt"]
    assert "\n<v Doubt>And a white page?\n" in vtt(shown)
    assert "<v" not in srt(shown)
