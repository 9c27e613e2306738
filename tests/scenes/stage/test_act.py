"""The card of an act: its number is written, read and counted as the running order has it."""

from pathlib import Path

import numpy as np
import pytest
from manim import DashedVMobject
from watching import frames

from network import Network
from network.assets import ASSETS
from scenes import theme
from scenes.mobjects.act_card import ActCard
from scenes.script import film_source
from scenes.script.acts import Act, ListedFilm, RunningOrder
from scenes.script.film_source import FilmSource
from scenes.stage import act
from scenes.stage.act import act_card, card_records, number_of, pen_of
from scenes.stage.cast import Cast
from scenes.stage.inspection import inspected
from scenes.stage.scene import FilmScene

DIGITS = Network.load(ASSETS / "weights" / "digits.npz")
QUESTION = {"en": "How can a sum see a stroke?", "ja": "足し算で、なぜ線が見えるのか"}
SCRIPT = """
title = { en = "Card", ja = "札" }
[[beats]]
name = "card"
seconds = 4.0
en = "This was a four."
ja = "これは4でした。"
"""


class CardFilm(FilmScene):
    """A film of nothing but its card."""

    def cast(self) -> Cast:
        return Cast(**card_records(type(self)))

    def construct(self) -> None:
        with self.beat("card"):
            self.card = act_card(self)
            self.play(self.card.open())
            self.play(self.card.leave())


@pytest.fixture
def fourth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A running order of four acts, in whose last one stands the film of a card."""
    (tmp_path / "card_film.toml").write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setattr(film_source, "SCRIPTS", tmp_path)
    names = ("one", "two", "three", "card_film")
    films = [ListedFilm(FilmSource(name), {"en": name}) for name in names]
    order = RunningOrder(tuple(Act(film.name, QUESTION, (film,)) for film in films), "one")
    monkeypatch.setattr(act, "running_order", lambda: order)


def played(**options: object) -> CardFilm:
    with frames(height=180, rate=15, dry_run=True):
        scene = CardFilm(**options)
        scene.faults = inspected(scene, every=4)
    return scene


def test_the_numbers_of_acts_are_read_rightly_but_for_the_fourth() -> None:
    read = {number: DIGITS.forward(pen_of(number).digit).answer_label for number in range(1, 8)}
    assert read == {1: "1", 2: "2", 3: "3", 4: "9", 5: "5", 6: "6", 7: "7"}


@pytest.mark.parametrize("number", [1, 6])
def test_a_number_is_the_one_that_is_read_most_surely(number: int) -> None:
    surest = DIGITS.forward(pen_of(number).digit).scores[number]
    others = (DIGITS.forward(act.PenPath(number, seed).digit) for seed in range(30))
    assert surest == max(each.scores[number] for each in others)


@pytest.mark.usefixtures("fourth")
def test_an_act_has_the_number_of_its_place() -> None:
    assert number_of(CardFilm) == 4
    assert card_records(CardFilm)["pen"] == act.PenPath(4, 139)


def test_a_film_that_is_in_no_act_has_no_card() -> None:
    with pytest.raises(ValueError, match=r"'card_film' is in no act of assets/lesson\.toml"):
        card_records(CardFilm)


@pytest.mark.usefixtures("fourth")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_card_can_be_read_and_takes_four_seconds(language: str) -> None:
    scene = played(language=language)
    assert scene.faults == []
    assert scene.card.question.text == QUESTION[language]
    assert scene.time == pytest.approx(4.0)
    shown = {(entry.record, entry.path) for entry in scene.ledger.entries}
    assert {("pen", "line"), ("card", "digit.image"), ("card", "scores.9")} <= shown


@pytest.mark.usefixtures("fourth")
def test_a_number_that_is_read_wrongly_has_its_own_row_dashed() -> None:
    card = played().card
    answer, label = card.frames
    assert answer.get_stroke_color() == theme.LOOK_HERE
    assert isinstance(label, DashedVMobject)
    assert answer.get_y() == pytest.approx(card.names[9].get_y(), abs=0.02)
    assert label.get_y() == pytest.approx(card.names[4].get_y(), abs=0.02)
    assert len(ActCard(DIGITS.forward(pen_of(3).digit), pen_of(3), "Why?", 0, 3).frames) == 1


@pytest.mark.usefixtures("fourth")
def test_films_that_are_over_are_white_and_this_one_has_the_frame() -> None:
    card = played().card
    white = np.isclose(card.films.rgba[:, :3], theme.INK.to_rgb()).all(axis=1)
    assert white.tolist() == [True, True, True, False]
    np.testing.assert_allclose(card.here.get_center(), card.films.centers[3], atol=0.01)
