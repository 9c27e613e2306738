"""The ring of a question closes in three seconds while only the candidates keep their light."""

import numpy as np
import pytest
from easel import played
from manim import LEFT, ORIGIN, RIGHT, UP, Scene, Square
from watching import frames

from scenes import theme
from scenes.mobjects.ask_ring import SECONDS, AskRing
from scenes.script.ask import SECONDS as GIVEN
from scenes.stage.inspection import painted

PLACES = {"candidate": 3 * LEFT, "other": 3 * RIGHT}


class Question(Scene):
    """Two white squares, of which one is a candidate for an empty place between them."""

    def construct(self) -> None:
        squares = [Square(1, color="#FFFFFF", fill_opacity=1).shift(at) for at in PLACES.values()]
        self.add(*squares)
        self.ring = AskRing(Square(1.0), squares[0])
        self.play(self.ring.open())
        self.opened = self.time
        self.play(self.ring.close())
        self.closed = self.time
        self.play(self.ring.answer())


def colour(scene: Scene, place: np.ndarray) -> np.ndarray:
    with frames(height=160):
        image = painted(scene.mobjects) / 255
    height, width, _ = image.shape
    return image[int(height / 2 - 20 * place[1]), int(width / 2 + 20 * place[0])]


def test_only_the_candidates_keep_their_light_until_the_answer() -> None:
    seen = {name: [] for name in PLACES}

    def look(scene: Scene) -> None:
        for name, place in PLACES.items():
            seen[name].append(colour(scene, place).mean())

    played(Question, look)
    assert min(seen["candidate"]) == 1
    assert min(seen["other"]) == pytest.approx(0.476, abs=0.005)
    assert seen["other"][-1] == 1


def test_the_ring_closes_clockwise_from_above_in_three_seconds() -> None:
    scene = played(Question)
    assert scene.closed - scene.opened == pytest.approx(SECONDS) == pytest.approx(GIVEN)
    radius = scene.ring.ring.width / 2
    closing = scene.ring.close()
    closing.begin()
    for share, end in ((0.25, RIGHT), (0.5, -UP), (0.75, LEFT)):
        closing.interpolate(share)
        np.testing.assert_allclose(scene.ring.ring.get_start(), radius * UP, atol=0.02)
        np.testing.assert_allclose(scene.ring.ring.get_end(), radius * end, atol=0.02)
    assert scene.ring.ring.get_stroke_color() == theme.LOOK_HERE


def test_the_ring_stands_around_its_place_and_leaves_nothing_behind() -> None:
    place = Square(1.0).shift(2 * UP)
    ring = AskRing(place)
    np.testing.assert_allclose(ring.get_center(), place.get_center(), atol=1e-6)
    assert ring.width > place.width
    scene = played(Question)
    assert sum(each.has_points() for each in scene.get_mobject_family_members()) == 2
    np.testing.assert_allclose(colour(scene, ORIGIN), theme.GROUND.to_rgb(), atol=0.01)
