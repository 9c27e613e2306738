"""A plate says a term in every language on the top line, and underlines it for a moment."""

import numpy as np
import pytest
from easel import played
from manim import Scene

from scenes import theme
from scenes.mobjects.plate import Plate
from scenes.script.glossary import Glossary

WORDS = {"en": "weight", "ja": "重み"}


def test_the_word_stands_first_and_the_other_languages_beside_it_in_grey() -> None:
    plate = Plate(WORDS, "w")
    assert [part.text for part in plate.words] == ["weight", "w", "重み"]
    assert plate.words[2][0].get_fill_color() == theme.QUIET
    assert plate.words[0][0].get_fill_color() == theme.INK
    lefts = [part.get_left()[0] for part in plate.words]
    assert lefts == sorted(lefts)


def test_a_film_in_another_language_begins_with_its_own_word() -> None:
    assert [part.text for part in Plate(WORDS, language="ja").words] == ["重み", "weight"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_term_has_its_place_on_the_top_line(language: str) -> None:
    for term in Glossary.load().terms:
        plate = Plate(term.words, "σ", language)
        assert plate.get_left()[0] == pytest.approx(theme.TOP_LINE[0])
        assert theme.TOP_LINE[1] - 0.15 < plate.get_bottom()[1]
        assert plate.get_top()[1] <= theme.FRAME_HEIGHT / 2 - theme.MARGIN
        assert plate.get_right()[0] < 5  # the locator stands right of it


def test_the_yellow_line_is_gone_when_the_word_stands() -> None:
    plate, yellow = Plate(WORDS), []

    class Coin(Scene):
        def construct(self) -> None:
            self.play(plate.coin())

    def look(scene: Scene) -> None:
        shown = scene.get_mobject_family_members()
        yellow.append(theme.LOOK_HERE in [each.get_color() for each in shown if each.has_points()])

    played(Coin, look)
    assert yellow[0]
    assert not yellow[-1]
    assert np.isclose(plate.words[0][0].get_fill_opacity(), 1)
