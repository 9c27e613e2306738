"""Plain manim passes through: whatever it has looks as manim's own camera shows it."""

from collections.abc import Callable

import numpy as np
import pytest
from manim import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    ORIGIN,
    PI,
    RED,
    RIGHT,
    UP,
    YELLOW,
    Arrow,
    Axes,
    CapStyleType,
    Circle,
    DashedLine,
    Dot,
    Group,
    ImageMobject,
    Line,
    LineJointType,
    MarkupText,
    MathTypst,
    Mobject,
    PointCloudDot,
    Polygon,
    RoundedRectangle,
    Square,
    Star,
    Text,
    ValueTracker,
    VGroup,
    VMobject,
)
from PIL import Image

from scenes.mobjects.cells import PixelGrid
from scenes.renderer.camera import FilmCamera
from scenes.renderer.plain import PlainCamera

SIZE = {"pixel_width": 320, "pixel_height": 180}
ALIKE = 4  # levels by which a colour may be rounded otherwise; layers are rounded on their own

Change = Callable[[Mobject], object]


def picture() -> ImageMobject:
    """A picture of 24 colours, half of it transparent."""
    pixels = np.random.RandomState(3).randint(0, 256, (4, 6, 4)).astype(np.uint8)
    pixels[:2, :, 3] = 255
    pixels[2:, :, 3] = 128
    return ImageMobject(pixels).scale_to_fit_width(3)


def backed() -> Square:
    """A square through which a picture is seen."""
    ramp = np.tile(np.arange(256, dtype=np.uint8)[None, :, None], (256, 1, 4))
    ramp[..., 3] = 255
    return Square(3, fill_opacity=1).color_using_background_image(Image.fromarray(ramp))


def broken_line() -> VMobject:
    """A line with a point that is nowhere."""
    line = VMobject().set_points_as_corners([LEFT, UP, RIGHT])
    line.points[3, 0] = np.nan
    return line


def moved(mobject: Mobject) -> object:
    return mobject.shift(0.3 * RIGHT + 0.1 * UP)


def turned(mobject: Mobject) -> object:
    return mobject.rotate(PI / 7)


CASES: dict[str, tuple[Callable[[], Mobject], Change]] = {
    "a wide stroke": (lambda: Square(stroke_width=80), moved),
    "a sharp corner": (
        lambda: Polygon(2 * LEFT, 2 * RIGHT, 2 * LEFT + 0.7 * UP, stroke_width=24),
        moved,
    ),
    "square ends": (
        lambda: Line(LEFT, RIGHT, stroke_width=70, cap_style=CapStyleType.SQUARE),
        turned,
    ),
    "a wide stroke behind": (lambda: Square().set_stroke(RED, 60, background=True), moved),
    "a gradient": (lambda: Square(3, fill_opacity=1).set_color([RED, GREEN, BLUE]), moved),
    "a turning gradient": (
        lambda: Square(3, fill_opacity=1).set_color([RED, BLUE]),
        lambda square: square.set_sheen_direction(DOWN if square.sheen_direction[0] else RIGHT),
    ),
    "other corners": (
        lambda: Star(stroke_width=30),
        lambda star: setattr(star, "joint_type", LineJointType.ROUND),
    ),
    "other ends": (
        lambda: Line(LEFT, RIGHT, stroke_width=50),
        lambda line: line.set_cap_style(CapStyleType.ROUND),
    ),
    "another colour": (lambda: Star(fill_opacity=1), lambda star: star.set_fill(YELLOW)),
    "another opacity": (
        lambda: Star(fill_opacity=1),
        lambda star: star.set_opacity(0.8 * star.get_fill_opacity()),
    ),
    "another place in depth": (
        lambda: Square(3, fill_opacity=1),
        lambda square: square.set_z_index(1 - square.z_index),
    ),
    "a transparent pane": (lambda: Square(4, fill_opacity=0.3, stroke_opacity=0.5), moved),
    "a picture": (picture, moved),
    "a picture that turns": (picture, turned),
    "a picture that fades": (picture, lambda shown: shown.fade(0.2)),
    "a cloud of points": (lambda: PointCloudDot(radius=1, color=BLUE), moved),
    "a cloud that is coloured": (
        lambda: PointCloudDot(radius=1, color=BLUE),
        lambda cloud: cloud.set_color_by_gradient(RED, GREEN),
    ),
    "a background picture": (backed, moved),
    "text": (lambda: Text("Neurons", font_size=40), moved),
    "text with markup": (lambda: MarkupText("a <b>bold</b> <i>claim</i>", font_size=40), moved),
    "an arrow": (lambda: Arrow(LEFT, RIGHT, stroke_width=12), turned),
    "dashes": (lambda: DashedLine(2 * LEFT, 2 * RIGHT, stroke_width=30), turned),
    "nowhere": (broken_line, moved),
    "a number that is not shown": (lambda: ValueTracker(3), lambda tracker: tracker + 1),
    "a group": (lambda: Group(Dot(), picture(), VGroup(Square(), Circle())), moved),
    "axes": (
        lambda: Axes(
            (-2, 2), (-1, 1), 6, 4, axis_config={"label_constructor": MathTypst}
        ).add_coordinates(),
        moved,
    ),
}


def shown_by(camera: FilmCamera | PlainCamera, mobjects: list[Mobject]) -> np.ndarray:
    camera.reset()
    camera.capture_mobjects(mobjects)
    return np.asarray(camera.pixel_array).astype(int)


@pytest.mark.parametrize(("make", "change"), CASES.values(), ids=CASES.keys())
def test_what_changes_looks_as_manim_shows_it(make, change) -> None:
    mobject, mover = make(), Dot(0.5 * DOWN + 2 * LEFT)
    behind = RoundedRectangle(width=5, fill_color=GREEN, fill_opacity=0.4).shift(LEFT)
    front = PixelGrid(4, 4, 3).set_opacity(0.5).shift(2 * RIGHT)
    shown = [mover, behind, mobject, front, picture().shift(2 * UP)]
    camera = FilmCamera(**SIZE)
    for step in range(6):
        if step in (1, 4, 5):  # it rests, moves, rests, and moves again
            change(mobject)
        mover.shift(0.4 * RIGHT)
        ours, theirs = shown_by(camera, shown), shown_by(PlainCamera(**SIZE), shown)
        assert np.abs(ours - theirs).max() <= ALIKE


@pytest.mark.parametrize("change", [moved, lambda frame: frame.scale(0.7)], ids=["moved", "nearer"])
def test_the_camera_s_frame_may_move(change) -> None:
    shown = [Square(2, fill_opacity=1), PixelGrid(4, 4, 3).shift(RIGHT), picture().shift(2 * LEFT)]
    ours, theirs = FilmCamera(**SIZE), PlainCamera(**SIZE)
    first = shown_by(ours, shown).copy()
    for camera in (ours, theirs):
        shown_by(camera, shown)
        change(camera.frame)
    assert np.abs(shown_by(ours, shown) - shown_by(theirs, shown)).max() <= ALIKE
    assert np.abs(shown_by(ours, shown) - first).max() > 100


def test_what_stands_off_the_frame_leaves_nothing_on_it() -> None:
    camera, far = FilmCamera(**SIZE), Square(fill_opacity=1).shift(30 * RIGHT)
    empty = shown_by(camera, []).copy()
    shown_by(camera, [far])
    assert (shown_by(camera, [far.shift(RIGHT)]) == empty).all()
    assert np.abs(shown_by(camera, [far.move_to(ORIGIN)]) - empty).max() > 100
