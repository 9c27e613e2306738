"""The look for numerals that are said but not seen finds each kind of them."""

from typing import Any

import pytest
from spoken import Glimpses, Unseen, unseen

from network import Network, read_digit
from network.assets import asset
from scenes.ledger import Ledger
from scenes.mobjects.words import Readout
from scenes.script.script import Beat, Cue, Script
from scenes.script.sentence import Sentence
from scenes.stage.cast import Cast

SAYS = {"en": "It is {ranked.0.activation:.3f}.", "ja": "{ranked.0.activation:.3f}です。"}


@pytest.fixture(scope="module")
def cast() -> Cast:
    network = Network.load(asset("weights", "digits.npz"))
    return Cast(three=network.forward(read_digit(asset("digits", "three.png"), "3")))


class Stage:
    """A scene as far as it is looked at: what stands on it, and its time."""

    def __init__(self, cast: Cast) -> None:
        self.records, self.ledger, self.time = cast, Ledger(cast), 0.0
        self.mobjects: list[Any] = []

    def get_mobject_family_members(self) -> list[Any]:
        return [each for mobject in self.mobjects for each in mobject.get_family()]


def film(cast: Cast, path: str, come: float, go: float, decimals: int = 3) -> list[Unseen]:
    """What is found where a number is on screen from one time to another, and said from 0 s on."""
    stage = Stage(cast)
    glimpses, number = Glimpses(stage), Readout(cast.three, path, decimals=decimals)
    for tick in range(51):
        stage.time = tick / 5
        stage.mobjects = [number] if come <= stage.time < go else []
        glimpses.look()
    beat = Beat("look", 10, (Sentence("it", SAYS),))
    script = Script("made_up", {"en": "One", "ja": "一"}, (beat,))
    return [*unseen(script, cast, [Cue("look", 0.0, 10.0)], glimpses.seen)]


@pytest.mark.parametrize("path", ["ranked.0.activation", "scores.3"])
@pytest.mark.parametrize("decimals", [2, 3])
def test_a_number_is_there_at_any_path_and_rounding(cast, path, decimals) -> None:
    assert film(cast, path, 0.4, 10, decimals) == []


def test_a_number_that_comes_late_or_leaves_early_is_found_in_both_languages(cast) -> None:
    for come, go in ((0.8, 10), (0, 1.0)):
        found = film(cast, "ranked.0.activation", come, go)
        assert [each.never for each in found] == [False, False]
        assert "look, it, 'en': 0.997 (three.ranked.0.activation)" in found[0].told


def test_a_number_that_never_comes_or_is_another_one_is_found(cast) -> None:
    assert [each.never for each in film(cast, "ranked.0.activation", 11, 12)] == [True, True]
    assert [each.never for each in film(cast, "ranked.1.activation", 0, 10)] == [True, True]
