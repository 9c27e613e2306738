"""Whatever is done to a mobject, it goes on to show what its record says, where it stands now."""

from collections.abc import Callable

import numpy as np
import pytest
from easel import Values, at, painted, played
from made_up import random_network
from manim import (
    DEGREES,
    DOWN,
    LEFT,
    PI,
    RIGHT,
    UP,
    UR,
    Animation,
    FadeIn,
    FadeTransform,
    Group,
    GrowFromCenter,
    Indicate,
    Mobject,
    Rotate,
    Scene,
    SpinInFromNothing,
    Square,
    Transform,
    Wiggle,
)

from network import Digit, ForwardPass
from network.digits import Step
from network.handwriting.pen_path import PenPath
from network.interpretability.telling import Telling
from scenes.mobjects.answer import Answer
from scenes.mobjects.cells import Cells, NeuronColumn, PixelGrid
from scenes.mobjects.count import PixelCount
from scenes.mobjects.diagram import NetworkDiagram
from scenes.mobjects.edges import EdgeBundle
from scenes.mobjects.overlay import Overlay
from scenes.mobjects.painted import Painted
from scenes.mobjects.pen_stroke import PenStroke
from scenes.mobjects.photo import Photo
from scenes.mobjects.samples import Samples
from scenes.mobjects.scores import Scores
from scenes.mobjects.squish import Squish
from scenes.mobjects.strongest_terms import StrongestTerms
from scenes.mobjects.wall import Wall
from scenes.mobjects.weighted_sum import WeightedSum

WORDS = {"others": "o", "weights": "w", "runner_up": "r", "margin": "m", "label": "l"}
SHOWN = Values([0.2, 0.9, 0.6, 0.4])


@pytest.fixture
def record(rng: np.random.Generator, scrawl: Digit) -> ForwardPass:
    return random_network(rng, 784, 6, 5, 4).forward(scrawl)


def stage_after(*animations: Animation) -> Scene:
    """A scene in which animations have been played one after the other."""

    class Play(Scene):
        def construct(self) -> None:
            for animation in animations:
                self.play(animation)

    return played(Play)


def lit_cells() -> Cells:
    return PixelGrid(2, 2, 2.0).show(SHOWN, "values")


def lit_lines() -> EdgeBundle:
    senders, receivers = NeuronColumn(2, 2).shift(LEFT), NeuronColumn(2, 2).shift(RIGHT)
    edges = EdgeBundle(senders, receivers).show(Values([[1, 0.5], [-0.2, -0.8]]), "values")
    edges.front = 1.0
    return edges


def photo() -> Photo:
    given = np.linspace(0.2, 1, 12).reshape(3, 4)
    return Photo(Digit(np.zeros((28, 28)), steps=(Step("picture", given),)), side=2)


def pen_stroke() -> PenStroke:
    return PenStroke(PenPath(3, 6), side=2)


def wall() -> Wall:
    hill = np.sin(np.linspace(0, np.pi, 28))  # without edges, which would be blurred
    pictures = np.multiply.outer([0.2, 0.9, 0.6, 0.4], np.outer(hill, hill).ravel())
    return Wall(Values(pictures), "values", columns=2, pitch=1)


KINDS = [lit_cells, lit_lines, photo, pen_stroke, wall]
HANDLING = {
    "shift": lambda mobject: mobject.shift(0.5 * RIGHT + 0.25 * UP),
    "scale": lambda mobject: mobject.scale(0.5),
    "corner": lambda mobject: mobject.scale(0.5).move_to(1.9 * (RIGHT + UP), UR),
    "quarter turn": lambda mobject: mobject.rotate(PI / 2),
    "oblique turn": lambda mobject: mobject.rotate(30 * DEGREES),
    "turn in a group": lambda mobject: Group(mobject, Square()).rotate(20 * DEGREES)[0],
    "flip": lambda mobject: mobject.flip(),
    "arrange": lambda mobject: Group(Square(0.5), mobject).arrange(DOWN)[1],
    "copy": lambda mobject: mobject.copy(),
    "fade": lambda mobject: mobject.fade(0.5),
}


def as_it_says(mobject: Painted) -> None:
    """Assert that each thing is painted where `visible` has it, and as it has it."""
    image, seen = painted(mobject, pixels=80), mobject.visible
    assert len(seen)
    for center, rgb, opacity in zip(seen.centers, seen.rgb, seen.opacity, strict=True):
        shown = at(image, center, pixels=80)
        if isinstance(mobject, EdgeBundle):  # lines add up, so that only their hue is known
            assert np.argmax(shown) == np.argmax(rgb)
            assert shown.max() > 0.2
        else:
            soft = 0.06 if isinstance(mobject, (Photo, Wall)) else 0.01  # blurred between pixels
            np.testing.assert_allclose(shown, opacity * np.array(rgb), atol=soft)


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("how", HANDLING)
def test_a_picture_is_painted_where_it_is_put(make: Callable[[], Painted], how: str) -> None:
    mobject = make()
    reading = mobject.reading
    painted(mobject)  # what it keeps of its first painting must not hold it back
    moved = HANDLING[how](mobject)
    as_it_says(moved)
    assert moved.reading is reading


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("how", [how for how in HANDLING if how not in ("copy", "fade")])
def test_handling_before_a_showing_is_handling_after_it(make, how: str) -> None:
    mobject = make()
    early, late = HANDLING[how](make()), mobject
    if isinstance(mobject, (Cells, EdgeBundle)):
        early.show(mobject.reading.record, "values")
    np.testing.assert_allclose(painted(early), painted(HANDLING[how](late)), atol=0.01)


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize(
    "animation",
    [
        lambda mobject: mobject.animate.shift(0.5 * RIGHT).scale(0.7),
        lambda mobject: Transform(mobject, mobject.copy().scale(0.5).shift(0.4 * DOWN)),
        lambda mobject: Rotate(mobject, PI / 2),
        lambda mobject: FadeIn(mobject, shift=DOWN, scale=0.5),
        lambda mobject: GrowFromCenter(mobject),
        lambda mobject: SpinInFromNothing(mobject),
        lambda mobject: Indicate(mobject),
        lambda mobject: Wiggle(mobject),
    ],
    ids=["animate", "transform", "rotate", "fade in", "grow", "spin", "indicate", "wiggle"],
)
def test_an_animated_picture_ends_as_it_says(make, animation) -> None:
    mobject = make()
    reading = mobject.reading
    stage_after(animation(mobject))
    as_it_says(mobject)
    assert mobject.reading is reading


@pytest.mark.parametrize("make", KINDS)
def test_half_way_a_picture_is_painted_half_way(make) -> None:
    mobject = make()
    move = Transform(mobject, mobject.copy().shift(RIGHT))
    move.rate_func = lambda alpha: alpha
    move.begin()
    move.interpolate(0.5)
    np.testing.assert_allclose(painted(mobject), painted(make().shift(0.5 * RIGHT)), atol=0.01)


@pytest.mark.parametrize("make", KINDS)
def test_a_picture_can_be_saved_changed_and_restored(make) -> None:
    mobject = make()
    before = painted(mobject)
    mobject.save_state().shift(RIGHT).set_opacity(0.2).restore()
    np.testing.assert_allclose(painted(mobject), before, atol=0.01)
    assert mobject.reading is mobject.saved_state.reading


def test_a_picture_may_become_one_of_more_things() -> None:
    cells = lit_cells()
    cells.become(PixelGrid(3, 1, 2.0).show(Values([0.1, 0.2, 0.3]), "values"))
    as_it_says(cells)
    assert (
        cells.reading.shown == PixelGrid(3, 1).show(Values([0.1, 0.2, 0.3]), "values").reading.shown
    )


def test_changing_what_a_picture_became_leaves_its_model_alone() -> None:
    cells, model = lit_cells(), lit_cells()
    cells.become(model).rgba[:] = 0
    cells.points += 1
    np.testing.assert_array_equal(model.rgba, lit_cells().rgba)
    np.testing.assert_array_equal(model.points, lit_cells().points)


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (lambda: PixelGrid(3, 1), "16 points cannot turn into one of 12"),
        (lambda: Square(), "PixelGrid cannot turn into Square; let one FadeTransform"),
        (lit_lines, "PixelGrid cannot turn into EdgeBundle"),
    ],
)
def test_pictures_of_other_things_do_not_turn_into_each_other(target, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Transform(lit_cells(), target()).begin()


def test_a_picture_fades_into_anything() -> None:
    cells, square = lit_cells(), Square()
    scene = stage_after(FadeTransform(cells, square))
    assert scene.mobjects == [square]
    as_it_says(cells)  # it is as it was, though it is no longer on the stage


def test_lines_stay_with_their_neurons_when_rows_are_arranged() -> None:
    rows = Group()
    for _ in range(3):
        senders, receiver = NeuronColumn(4, 1).shift(LEFT), NeuronColumn(1, 1).shift(RIGHT)
        edges = EdgeBundle(senders, receiver).show(Values([1, -1, 0.5, 0]), "values")
        edges.front = 1.0
        rows.add(Group(senders, edges, receiver))
    rows.arrange(DOWN, buff=0.2)
    for senders, edges, receiver in rows:
        np.testing.assert_allclose(edges.starts, senders.centers, atol=1e-9)
        np.testing.assert_allclose(edges.ends, receiver.centers, atol=1e-9)
        as_it_says(edges)


def composites(record: ForwardPass) -> dict[str, Mobject]:
    """One of each, from a record."""
    neuron = record.layers[0].neuron(1)
    pixels = PixelGrid(28, 28, 4).show(record.digit, "image")
    overlay, telling = Overlay(record, neuron, pixels), Telling(record, 0, 1)
    return {
        "answer": Answer(record, pixels, WORDS),
        "count": PixelCount(record.digit, pixels, 4 * RIGHT),
        "diagram": NetworkDiagram(record),
        "overlay": overlay,
        "samples": Samples(record.digit, pixels, 4 * RIGHT),
        "scores": Scores(record, NeuronColumn(4, 6)),
        "squish": Squish(record, neuron),
        "sum": WeightedSum(record, telling, overlay.products),
        "terms": StrongestTerms(record, telling, overlay.products, WORDS),
    }


VERBS = {
    "answer": [lambda it: it.arrive([*it.answers.copy().shift(UP)]), Answer.tell],
    "count": [PixelCount.measure, PixelCount.multiply, PixelCount.total],
    "diagram": [*(lambda it, layer=layer: it.advance(layer) for layer in range(3))],
    "overlay": [Overlay.label, Overlay.slide, Overlay.multiply, Overlay.result],
    "samples": [Samples.find, Samples.lift, Samples.tell],
    "scores": [Scores.read],
    "squish": [
        *(Squish.land, Squish.trace, Squish.squeeze),
        *(Squish.climb, Squish.cross, Squish.shine),
    ],
    "sum": [
        *(WeightedSum.pour, WeightedSum.weigh_heaps, WeightedSum.add_heaps),
        *(WeightedSum.join_bias, WeightedSum.total),
    ],
    "terms": [StrongestTerms.tell, StrongestTerms.add_up],
}


def move(mobject: Mobject) -> None:
    mobject.scale(0.5, about_point=np.zeros(3)).shift(RIGHT + 0.5 * UP)


def points(mobject: Mobject) -> np.ndarray:
    """All points of a mobject."""
    return np.vstack([each.points for each in mobject.family_members_with_points()])


def act(it: Mobject, kind: str) -> None:
    """Play all verbs of a composite."""

    class Act(Scene):
        def construct(self) -> None:
            for verb in VERBS[kind]:
                self.play(verb(it))

    played(Act)


@pytest.mark.parametrize("kind", VERBS)
def test_all_parts_come_along_whether_they_are_moved_before_their_verbs_or_after(
    kind: str, record: ForwardPass
) -> None:
    early, late = composites(record)[kind], composites(record)[kind]
    move(early)
    act(early, kind)
    act(late, kind)
    move(late)
    np.testing.assert_allclose(points(early), points(late), atol=1e-6)


@pytest.mark.parametrize("kind", VERBS)
def test_a_composite_fades_in_as_a_whole_and_dims(kind: str, record: ForwardPass) -> None:
    it = composites(record)[kind]
    scene = stage_after(FadeIn(it))
    assert {*it.get_family()} <= {*scene.get_mobject_family_members()}
    it.set_opacity(0.3)
    for part in it.family_members_with_points():
        light = (
            part.opacity
            if isinstance(part, Painted)
            else max(
                part.get_fill_opacity(), part.get_stroke_opacity() * (part.get_stroke_width() > 0)
            )
        )
        assert light == pytest.approx(0.3)


@pytest.mark.parametrize("kind", VERBS)
def test_a_composite_fades_into_another_and_can_be_restored(kind: str, record) -> None:
    it, square = composites(record)[kind], Square()
    before, readings = points(it), [getattr(each, "reading", None) for each in it.get_family()]
    scene = stage_after(FadeTransform(it, square))
    assert scene.mobjects == [square]
    it.save_state().shift(UP).restore()
    np.testing.assert_allclose(points(it), before, atol=1e-9)
    assert [getattr(each, "reading", None) for each in it.get_family()] == readings


@pytest.mark.parametrize("kind", VERBS)
def test_copies_share_the_records(kind: str, record: ForwardPass) -> None:
    it = composites(record)[kind]
    for one, two in zip(it.get_family(), it.copy().get_family(), strict=True):
        assert getattr(one, "reading", None) is getattr(two, "reading", None)
    assert getattr(it.copy(), "record", None) is getattr(it, "record", None)


def test_the_frame_of_attention_stays_with_its_scores(record: ForwardPass) -> None:
    outputs = NeuronColumn(4, 6)
    scores = Scores(record, outputs)
    stage_after(scores.read(), scores.frame())
    row = Group(outputs, scores).shift(RIGHT)[1]
    frame = row[-1][0]
    np.testing.assert_allclose(frame.get_y(), outputs.centers[record.answer, 1], atol=1e-6)
    assert frame.get_left()[0] < outputs.get_right()[0] < row.names.get_left()[0]


def test_a_diagram_comes_back_from_a_dive_as_it_was(record: ForwardPass) -> None:
    diagram, target = NetworkDiagram(record), Square(3).shift(RIGHT)
    before, here = points(diagram), diagram.columns[0].corners[2]
    stage_after(diagram.dive(0, 2, target))
    near = diagram.columns[0].corners[2]
    assert np.ptp(here, axis=0)[1] < 1
    np.testing.assert_allclose(np.ptp(near, axis=0)[:2], [3, 3], atol=1e-6)
    np.testing.assert_allclose(near.mean(axis=0), RIGHT, atol=1e-6)
    assert diagram.columns[0].opacity == 0
    stage_after(diagram.rise())
    np.testing.assert_allclose(points(diagram), before, atol=1e-6)
    assert diagram.columns[0].opacity == 1


def test_layers_make_room_and_go_back_with_their_lines(record: ForwardPass) -> None:
    diagram = NetworkDiagram(record)
    places = [column.get_x() for column in diagram.columns]
    stage_after(diagram.make_room())
    assert diagram.columns[0].get_x() == pytest.approx(places[0])
    assert diagram.outputs.get_x() < places[-1] - 1
    for edges, below, above in zip(
        diagram.edges[1:], diagram.columns, diagram.columns[1:], strict=False
    ):
        np.testing.assert_allclose(edges.starts, below.centers, atol=1e-9)
        np.testing.assert_allclose(edges.ends, above.centers, atol=1e-9)
    stage_after(diagram.spread())
    np.testing.assert_allclose([each.get_x() for each in diagram.columns], places, atol=1e-9)


def test_lines_of_a_moved_diagram_join_its_neurons(record: ForwardPass) -> None:
    diagram = NetworkDiagram(record)
    move(diagram)
    senders = [diagram.pixels, *diagram.columns[:-1]]
    for edges, below, above in zip(diagram.edges, senders, diagram.columns, strict=True):
        np.testing.assert_allclose(edges.starts, below.centers, atol=1e-9)
        np.testing.assert_allclose(edges.ends, above.centers, atol=1e-9)


@pytest.mark.parametrize(("width", "height"), [(10.3, 6.7), (1.5, 1.0), (6, 2)])
def test_a_diagram_has_the_place_and_size_that_it_is_given(record, width, height) -> None:
    center = 2 * RIGHT + DOWN
    diagram = NetworkDiagram(record, center=center, width=width, height=height)
    left = diagram.pixels.get_left()[0]
    assert left == pytest.approx(center[0] - width / 2, abs=0.01 * width)
    assert diagram.outputs.get_x() == pytest.approx(center[0] + width / 2)
    assert diagram.get_y() == pytest.approx(center[1])
    assert diagram.height <= height + 1e-9
    assert diagram.pixels.get_right()[0] < diagram.columns[0].get_left()[0]


def test_a_diagram_leaves_a_given_picture_as_it_is(record: ForwardPass) -> None:
    pixels = PixelGrid(28, 28, 4).show(record.digit, "image")
    before = pixels.z_index, pixels.points.copy(), pixels.rgba.copy()
    diagram = NetworkDiagram(record, pixels)
    assert pixels.z_index == before[0]
    np.testing.assert_array_equal(pixels.points, before[1])
    np.testing.assert_array_equal(pixels.rgba, before[2])
    assert pixels not in diagram.get_family()


@pytest.mark.parametrize("where", [{"center": RIGHT}, {"width": 3}])
def test_a_diagram_beside_a_given_picture_cannot_be_placed_elsewhere(record, where) -> None:
    pixels = PixelGrid(28, 28, 4).show(record.digit, "image")
    with pytest.raises(ValueError, match="takes no center and no width"):
        NetworkDiagram(record, pixels, **where)
