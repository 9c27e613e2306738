"""A doubt is heard while all else is dimmed, and waits as an open ring until it is answered."""

import numpy as np
import pytest
from easel import played
from manim import RIGHT, Scene, Square
from watching import frames

from scenes import theme
from scenes.mobjects.doubt import Doubt
from scenes.mobjects.veil import HEIGHT
from scenes.stage.inspection import painted


class Objection(Scene):
    """A white square, of which somebody says something."""

    def construct(self) -> None:
        self.add(Square(1, color="#FFFFFF", fill_opacity=1).shift(3 * RIGHT))
        self.doubt = Doubt("And a white page?")
        self.play(self.doubt.speak())
        self.heard = self.time
        self.play(self.doubt.withdraw())
        self.play(self.doubt.settle())


def brightness(scene: Scene) -> float:
    with frames(height=80):
        return painted(scene.mobjects)[40, 101].mean() / 255


def test_all_else_is_dimmed_to_45_in_100_and_comes_back() -> None:
    seen = []
    scene = played(Objection, lambda scene: seen.append(brightness(scene)))
    ground = theme.GROUND.to_rgb().mean()
    assert min(seen) == pytest.approx(0.45 + 0.55 * ground, abs=0.01)
    assert seen[-1] == 1
    assert scene.heard == pytest.approx(2.4)


def test_the_line_is_as_bright_as_ever_and_goes_back_to_its_height() -> None:
    heights = set()
    scene = played(Objection, lambda scene: heights.add(scene.doubt.line.z_index))
    assert heights == {2 * HEIGHT, 0}
    assert scene.doubt.line.z_index == 0


def test_an_unanswered_doubt_is_an_open_violet_ring_at_the_right_edge() -> None:
    doubt = Doubt("And a white page?")
    shrinking = doubt.withdraw()
    shrinking.begin()
    shrinking.finish()
    assert doubt.get_left()[0] > 6.5
    assert doubt.get_right()[0] < theme.FRAME_WIDTH / 2
    assert doubt.width == pytest.approx(0.26, abs=0.01)
    assert (doubt.line.text, doubt.line[0].get_stroke_color()) == ("", theme.HOPED)
    ends = doubt.line[0].get_start(), doubt.line[0].get_end()
    assert np.linalg.norm(ends[0] - ends[1]) > 0.1


def test_its_ring_closes_and_is_gone_when_it_is_answered() -> None:
    scene = played(Objection)
    left = [each for each in scene.get_mobject_family_members() if each.has_points()]
    assert [type(each) for each in left] == [Square]
