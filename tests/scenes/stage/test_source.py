"""The source of a scene: its beats and the line of a slip are read from it."""

from pathlib import Path

import pytest

from scenes.stage.source import beats_in, line_of


class Plain:
    """Beats with plain names, one inside a condition."""

    def construct(self) -> None:
        with self.beat("one"):
            self.say("first")
            self.say("second")
        if self.of_two:
            with self.beat("two"):
                pass


class Looped:
    """Beats whose names are worked out."""

    def construct(self) -> None:
        for name in ("one", "two"):
            with self.beat(name):
                pass


def test_beats_are_read_in_the_order_in_which_they_are_written() -> None:
    assert beats_in(Plain.construct) == {"one": ("first", "second"), "two": ()}


@pytest.mark.parametrize("construct", [Looped.construct, len, lambda scene: None])
def test_beats_that_only_playing_shows_are_not_guessed(construct) -> None:
    assert beats_in(construct) is None


def test_a_slip_is_found_in_the_scene_s_own_file() -> None:
    with pytest.raises(ValueError, match="could not convert") as slip:
        float("here")
    here = Path(__file__)
    assert line_of(slip.value, here).startswith("test_source.py, line ")
    assert line_of(slip.value, Path("elsewhere.py")) == ""
