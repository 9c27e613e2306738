"""The storyboard: a still for each beat, painted without making the film."""

import numpy as np
import pytest
from PIL import Image

from network import Digit, Network
from scenes import theme
from scenes.script.script import Cue
from scenes.stage import storyboard


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (2, 1), (3, 2), (8, 4)])
def test_a_sheet_has_a_place_for_every_beat(count: int, rows: int) -> None:
    cues = [Cue("red", 0.0, 0.4)] * count
    made = storyboard.sheet([Image.new("RGB", (80, 48))] * count, cues)
    down = 48 + storyboard.STRIP + storyboard.GAP
    assert made.size == (3 * storyboard.GAP + 2 * 80, storyboard.GAP + rows * down)


def test_each_beat_is_shown_as_it_ends(colours_class, scrawl: Digit, small: Network) -> None:
    made = storyboard.storyboard(colours_class, digit=scrawl, network=small)
    picture = np.asarray(made)
    places = [(200, 200), (200, 1054), (736, 200)]
    for place, colour in zip(places, (theme.GROUND, theme.POSITIVE, theme.NEGATIVE), strict=True):
        np.testing.assert_allclose(picture[place], 255 * colour.to_rgb(), atol=2)
