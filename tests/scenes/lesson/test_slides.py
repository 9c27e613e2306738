import json

import av
import pytest


@pytest.fixture
def deck(made_lesson) -> dict:
    return json.loads((made_lesson / "Colours" / "slides" / "Colours.json").read_text("utf-8"))


def test_each_beat_is_a_slide_with_its_clip(deck, made_lesson) -> None:
    names = [slide["file"] for slide in deck["slides"]]
    assert names == [f"slides/{n}.mp4" for n in ("01-ground", "02-positive", "03-negative")]
    for name in names:
        with av.open(made_lesson / "Colours" / name) as clip:
            assert clip.duration == 800_000  # microseconds


def test_a_deck_is_as_manim_slides_wants_it(deck, made_lesson) -> None:
    """The rules of its PresentationConfig: files that exist, seen from two folders up."""
    assert deck.keys() == {"slides", "resolution", "background_color"}
    assert all(isinstance(side, int) and side > 0 for side in deck["resolution"])
    assert len(deck["resolution"]) == 2
    for slide in deck["slides"]:
        assert slide.keys() == {"file", "rev_file", "notes"}
        for name in (slide["file"], slide["rev_file"]):
            assert (made_lesson / "Colours" / name).is_file()


def test_what_is_said_stands_in_the_notes(deck, colours) -> None:
    answer = colours.cast.lead.answer_label
    for slide in deck["slides"]:
        english, japanese = slide["notes"].split("\n\n")
        assert english.startswith(f"The answer is {answer}.")
        assert japanese.startswith(f"答えは{answer}です。")
