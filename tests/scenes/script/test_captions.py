from itertools import pairwise
from pathlib import Path

import pytest
import srt as foreign

from scenes.script.captions import Caption, captions, srt, too_fast, too_long, vtt, write
from scenes.script.line_breaking import width
from scenes.script.script import Beat, Cue, Script

FILM = Path(__file__).parents[3] / "assets" / "script" / "forward_pass.toml"
SHOWN = [Caption(0.0, 1.5, "One & <two>"), Caption(1.5, 3661.25, "Three\nfour")]


def cues_of(script: Script) -> list[Cue]:
    cues: list[Cue] = []
    for beat in script.beats:
        start = cues[-1].end if cues else 0.0
        cues.append(Cue(beat.name, start, round(start + beat.seconds, 3)))
    return cues


def test_captions_fill_their_beats_without_a_gap(script, cues, forward) -> None:
    shown = captions(script, cues, "en", forward())
    assert (shown[0].start, shown[-1].end) == (0.0, 6.0)
    assert all(one.end == two.start for one, two in pairwise(shown))
    assert 2.0 in {caption.end for caption in shown}


def test_captions_last_in_proportion_to_their_length(script, cues, forward) -> None:
    first, second, _ = captions(script, cues, "en", forward())
    assert [first.text, second.text] == ["Look at it.", "It is a digit."]
    assert first.end - first.start == pytest.approx(2.0 * 11 / 25, abs=1e-3)
    assert second.end - second.start == pytest.approx(2.0 * 14 / 25, abs=1e-3)


def test_captions_follow_the_cues_and_not_the_script(script, forward) -> None:
    shown = captions(script, [Cue("say", 10.0, 12.0)], "ja", forward([0.1, 0.9]))
    assert shown == [Caption(10.0, 12.0, "答えは1です。")]


def test_a_cue_of_an_unknown_beat_is_refused(script, forward) -> None:
    with pytest.raises(ValueError, match="no beat 'sing'"):
        captions(script, [Cue("sing", 0.0, 1.0)], "en", forward())


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


def test_captions_are_written_in_every_language_and_nothing_else(
    script, cues, forward, tmp_path
) -> None:
    written = write(tmp_path, "Film", script, cues, forward([0.1, 0.9]))
    names = ["Film.en.srt", "Film.en.vtt", "Film.ja.srt", "Film.ja.vtt"]
    assert sorted(path.name for path in written) == names
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert "答えは1です。" in (tmp_path / "Film.ja.vtt").read_text(encoding="utf-8")


def test_captions_in_a_folder_that_is_not_there_are_refused(
    script, cues, forward, tmp_path
) -> None:
    with pytest.raises(OSError, match="none"):
        write(tmp_path / "none", "Film", script, cues, forward())


def test_a_hurried_caption_would_be_found(script, forward) -> None:
    offences = too_fast(script, [Cue("say", 0.0, 0.4)], "en", forward([0.1, 0.9]))
    assert offences == [
        "tiny, beat 'say', 'en': 40.0 characters a second in 'The answer is 1.'; "
        "at most 17 can be read."
    ]
    assert "at most 7" in too_fast(script, [Cue("say", 0.0, 0.4)], "ja", forward())[0]


@pytest.mark.parametrize(("language", "word"), [("en", "wordy "), ("ja", "長い言葉")])
def test_a_caption_of_three_lines_would_be_found(forward, language, word) -> None:
    wordy = Script("wordy", {language: "Wordy"}, (Beat("say", 60.0, {language: 15 * word}),))
    offences = too_long(wordy, [Cue("say", 0.0, 60.0)], language, forward())
    assert len(offences) == 1
    assert offences[0].startswith(f"wordy, beat 'say', '{language}': a line of ")


SHAPES = [((16, 16), 10), ((2,), 2), ((64, 64, 64, 64), 26), ((64,), 26)]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("hidden", "outputs"), SHAPES)
@pytest.mark.parametrize("best", [0.97, 0.3])
@pytest.mark.parametrize("spread", [3, 300])
@pytest.mark.parametrize("label", [None, 0, 1])
def test_the_flagship_can_be_read_in_time(
    forward, language, hidden, outputs, best, spread, label
) -> None:
    script = Script.load(FILM)
    scores = [0.01, best] + [0.001] * (outputs - 2)
    record = forward(scores, label, hidden, spread)
    assert too_fast(script, cues_of(script), language, record) == []
    assert too_long(script, cues_of(script), language, record) == []


def test_the_flagship_can_be_read_with_room_to_spare(forward) -> None:
    script = Script.load(FILM)
    for language, comfortable in (("en", 15), ("ja", 6)):
        for caption in captions(script, cues_of(script), language, forward()):
            speed = width(caption.text, language) / (caption.end - caption.start)
            assert speed <= comfortable, caption.text


def test_no_caption_of_the_flagship_flashes_by(forward) -> None:
    script = Script.load(FILM)
    for language in script.languages:
        for caption in captions(script, cues_of(script), language, forward()):
            assert caption.end - caption.start >= 1.5, caption.text
