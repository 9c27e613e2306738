"""What is hoped is violet, dashed, hollow and without a number, until it is measured."""

from pathlib import Path

import numpy as np
import pytest
from easel import played, printed
from manim import Animation, Circle, Line, Rectangle, Scene, Square
from watching import frames

from network.handwriting.pen_path import PenPath
from scenes import theme
from scenes.mobjects.hoped import PITCH, SINK, Hoped
from scenes.mobjects.pen_stroke import PenStroke
from scenes.stage.inspection import contrast, painted

SHAPES = {
    "ring": lambda: Circle(0.5),
    "line": lambda: Line(3 * np.array([-1.0, 0, 0]), np.array([1.0, 0, 0])),
    "piece": lambda: PenStroke(PenPath(9, 3), 4).pieces()[0],
}


@pytest.fixture(params=SHAPES)
def hoped(request: pytest.FixtureRequest) -> Hoped:
    return Hoped(SHAPES[request.param]())


def over(animation: Animation) -> None:
    animation.begin()
    animation.finish()


def picture(*mobjects) -> np.ndarray:
    with frames(height=480):
        return painted([*mobjects]) / 255


def length(points: np.ndarray) -> float:
    return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())


def test_a_hope_is_violet_dashed_and_hollow(hoped: Hoped) -> None:
    for dash in hoped.dashes:
        assert dash.get_stroke_color() == theme.HOPED
        assert dash.get_fill_opacity() == 0
    seen = picture(hoped)
    lit = seen[seen.max(axis=2) > 0.9 * max(theme.HOPED.to_rgb())]
    assert len(lit) > 0
    np.testing.assert_allclose(lit, np.tile(theme.HOPED.to_rgb(), (len(lit), 1)), atol=0.15)


def test_dashes_follow_the_shape_evenly_with_gaps_between(hoped: Hoped) -> None:
    lengths = [length(dash.points) for dash in hoped.dashes]
    assert max(lengths) < 0.75 * PITCH
    assert min(lengths) > 0.4 * PITCH
    for one, two in zip(hoped.dashes, hoped.dashes[1:], strict=False):
        assert np.linalg.norm(one.get_end() - two.get_start()) > 0.2 * PITCH


def test_a_hope_lies_on_what_it_traces_wherever_that_is() -> None:
    stroke = PenStroke(PenPath(8, 6), 4).scale(0.8).shift(2 * np.array([1.0, 0.5, 0]))
    piece = stroke.pieces()[1]
    for dash in Hoped(piece).dashes:
        for end in (dash.get_start(), dash.get_end()):
            assert np.linalg.norm(piece.points - end, axis=1).min() < 0.06


def test_the_pen_is_lifted_in_a_hope_too() -> None:
    seven = PenPath(7, 5)
    assert len(Hoped(PenStroke(seven, 4)).paths) == len(seven.strokes) > 1


@pytest.mark.parametrize("inside", ["3", "0.91"])
def test_no_numeral_can_be_hoped(inside: str) -> None:
    with pytest.raises(ValueError, match="A hope has no numeral"):
        Hoped(printed(inside))
    ring = Square()
    ring.add(printed(inside))
    with pytest.raises(ValueError, match="A hope has no numeral"):
        Hoped(ring)


def test_a_hope_has_no_reading_and_no_light(hoped: Hoped) -> None:
    assert all(getattr(part, "reading", None) is None for part in hoped.get_family())
    over(hoped.animate.shift(np.ones(3)).build())
    assert all(path.get_fill_opacity() == path.get_stroke_width() == 0 for path in hoped.paths)


def test_what_is_confirmed_is_one_line_and_filled() -> None:
    hoped = Hoped(Rectangle(width=2, height=1)).shift(np.array([1.0, 1.0, 0]))
    over(hoped.confirm(theme.POSITIVE))
    for one, two in zip(hoped.dashes, hoped.dashes[1:], strict=False):
        np.testing.assert_allclose(one.get_end(), two.get_start(), atol=1e-6)
        assert one.get_stroke_color() == theme.POSITIVE
    red, _, blue = picture(hoped)[180, 487]
    assert blue > red + 0.1


def test_an_open_line_that_is_confirmed_encloses_nothing() -> None:
    hoped = Hoped(SHAPES["piece"]())
    over(hoped.confirm())
    assert hoped.paths[0].get_fill_opacity() == 0


def test_a_refused_hope_sinks_and_goes_out() -> None:
    hoped, lowest = Hoped(Circle(0.5)), []

    class Refuse(Scene):
        def construct(self) -> None:
            self.add(hoped)
            self.play(hoped.refuse())

    def look(scene: Scene) -> None:
        shown = [each for each in scene.get_mobject_family_members() if each in [*hoped.dashes]]
        lowest.extend(each.get_y() for each in shown)

    scene = played(Refuse, look)
    assert min(lowest) < -0.5 - 0.5 * SINK
    left = [each for each in scene.get_mobject_family_members() if each.has_points()]
    assert all(each.get_stroke_width() == 0 for each in left)


def test_nothing_else_is_violet_but_hopes_and_doubts() -> None:
    folder = Path(theme.__file__).parent
    users = {path.stem for path in folder.rglob("*.py") if "HOPED" in path.read_text("utf-8")}
    assert users == {"theme", "hoped", "doubt"}


def test_violet_stands_out_from_the_ground() -> None:
    assert contrast(theme.HOPED.to_rgb(), theme.GROUND.to_rgb()) >= 9
