"""The contract: what of manim the renderer leans on, and what manim does with each of it.

Where one of these fails, manim has changed: its sentence says what the renderer has to learn.
"""

from pathlib import Path
from typing import Any, ClassVar

import cairo
import numpy as np
import pytest
from manim import RED, CairoRenderer, Circle, ImageMobject, PointCloudDot, Scene, Square, logger
from manim.utils.hashing import get_json
from watching import frames

from scenes.renderer import contract, film_renderer
from scenes.renderer.camera import FilmCamera
from scenes.renderer.film_renderer import FilmRenderer
from scenes.renderer.segment import IncrementalSegment
from scenes.renderer.writer import FilmWriter

SIZE = 90, 160


class Witness:
    """Notes which methods of a class manim calls, in order, and with what."""

    calls: ClassVar[list[tuple[str, tuple[Any, ...], dict[str, Any]]]] = []

    @classmethod
    def watch(cls, patch: pytest.MonkeyPatch, kind: type, *names: str) -> None:
        for name in names:
            patch.setattr(kind, name, cls._noting(name, getattr(kind, name)))

    @classmethod
    def _noting(cls, name: str, method: Any) -> Any:
        def noted(own: Any, *args: Any, **kwargs: Any) -> Any:
            cls.calls.append((name, args, kwargs))
            return method(own, *args, **kwargs)

        return noted


class Moves(Scene):
    """Three frames of a circle that moves before a square, then three that are held."""

    def construct(self) -> None:
        circle = Circle()
        self.add(Square(), circle)
        self.play(circle.animate(run_time=0.2).shift([1, 0, 0]))
        self.wait(0.2)


@pytest.fixture(scope="module")
def calls(tmp_path_factory) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """What manim calls while it makes a film, in order."""
    Witness.calls.clear()
    painting = "save_static_frame_data", "render", "get_frame", "add_frame"
    writing = "write_frame", "_create_segment_encoder", "end_animation", "combine_files"
    folder = tmp_path_factory.mktemp("media")
    with pytest.MonkeyPatch.context() as patch, frames(height=90, media_dir=str(folder)):
        Witness.watch(patch, FilmRenderer, "play", *painting)
        Witness.watch(patch, FilmCamera, "set_pixel_array", "capture_mobjects")
        Witness.watch(patch, FilmWriter, *writing)
        Witness.watch(patch, IncrementalSegment, "finish")
        Moves(renderer=FilmRenderer()).render()
    return list(Witness.calls)


def told(calls, name: str) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    return [(args, kwargs) for called, args, kwargs in calls if called == name]


def test_manim_has_all_that_the_renderer_leans_on() -> None:
    assert contract.broken() == (), "manim lacks what scenes/renderer leans on; films are slow."


def test_what_manim_lacks_is_told_in_a_sentence(monkeypatch) -> None:
    lacks = {"manim.CairoRenderer.brush": (), "manim.CairoRenderer.play": ("scene", "brush")}
    monkeypatch.setattr(contract, "RELIED_ON", lacks)
    assert [sentence.partition(" has no ")[2] for sentence in contract._broken()] == [
        "manim.CairoRenderer.brush().",
        "manim.CairoRenderer.play(scene, brush).",
    ]


def test_where_manim_has_changed_films_are_made_the_plain_way(monkeypatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(logger, "warning", said.append)
    monkeypatch.setattr(contract, "broken", lambda: ("manim 9 has no camera.",))
    assert type(film_renderer()) is CairoRenderer
    assert said == ["manim 9 has no camera. The film is made by manim's own renderer, more slowly."]
    assert type(film_renderer(plain=True)) is CairoRenderer
    assert len(said) == 1


def test_the_renderer_is_asked_to_play_each_animation(calls) -> None:
    assert len(told(calls, "play")) == 2, "manim no longer calls CairoRenderer.play for each play."


def test_what_rests_is_kept_before_an_animation(calls) -> None:
    (scene, static), _ = told(calls, "save_static_frame_data")[0]
    assert isinstance(scene, Scene), "manim no longer hands its scene to save_static_frame_data."
    assert [type(each) for each in static] == [Square], (
        "manim no longer hands what rests behind all that moves to save_static_frame_data."
    )


def test_a_frame_is_begun_then_painted_then_handed_over(calls) -> None:
    names = [name for name, *_ in calls]
    first = names.index("render")
    assert names[first : first + 6] == [
        "render",
        "set_pixel_array",
        "capture_mobjects",
        "get_frame",
        "add_frame",
        "write_frame",
    ], "manim no longer makes a frame by background, capture, get_frame, add_frame, write_frame."


def test_frames_begin_on_an_array_of_bytes(calls) -> None:
    for (ground, *_), _ in told(calls, "set_pixel_array"):
        assert (ground.shape, ground.dtype) == ((*SIZE, 4), np.uint8), (
            "manim no longer begins frames on an array of bytes, (height, width, 4)."
        )


def test_a_held_frame_is_handed_over_once(calls) -> None:
    repeats = [kwargs["repeat"] for _, kwargs in told(calls, "write_frame")]
    assert repeats == [1, 1, 1, 3], "manim no longer hands a held frame over once, with repeat=."


def test_each_animation_has_a_segment_that_is_ended_and_finished(calls) -> None:
    targets = [args[0] for args, _ in told(calls, "_create_segment_encoder")]
    assert [target.suffix for target in targets] == [".mp4", ".mp4"], (
        "manim no longer asks _create_segment_encoder for a segment by the path of its file."
    )
    assert len(told(calls, "end_animation")) == 2, "manim no longer ends each animation's segment."
    assert len(told(calls, "finish")) == 2, "manim no longer finishes the encoder of a segment."


def test_segments_are_joined_into_the_film(calls) -> None:
    ((files, film, *_), _) = told(calls, "combine_files")[0]
    assert (len(files), type(film)) == (2, type(Path())), (
        "manim no longer joins a film by combine_files(segments, path)."
    )


def test_an_encoder_is_open_and_knows_its_frames(tmp_path) -> None:
    with frames(height=90, media_dir=str(tmp_path)):
        spec = Moves(renderer=FilmRenderer()).session_spec.video_encoder
    assert (spec.height, spec.width, spec.frame_rate, spec.pixel_format) == (*SIZE, 15, "yuv420p")
    segment = IncrementalSegment(target=tmp_path / "one.mp4", spec=spec)
    assert segment._next_pts == 0, "manim no longer counts a segment's frames in _next_pts."
    assert segment._stream.width == 160, "manim no longer keeps a segment's stream in _stream."
    assert hasattr(segment._container, "mux"), "manim no longer keeps an open file in _container."
    segment.abort()


def test_a_mobject_is_drawn_on_the_context_that_is_given() -> None:
    camera = FilmCamera(pixel_width=160, pixel_height=90)
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, 160, 90)
    context = cairo.Context(surface)
    context.set_matrix(camera.get_cairo_context(camera.pixel_array).get_matrix())
    camera.display_vectorized(Square(2, fill_color=RED, fill_opacity=1), context)
    drawn = np.frombuffer(surface.get_data(), np.uint8).reshape(90, 160, 4)
    red, *_, opacity = drawn[45, 80]
    assert red > 200, "manim no longer turns red and blue round for cairo."
    assert opacity == 255, "manim no longer draws a VMobject on the context that it is given."
    assert not drawn[5, 5].any(), "manim no longer leaves the rest of a context as it is."


def test_what_the_painter_remembers_is_no_part_of_a_segment_s_name() -> None:
    camera = FilmCamera(pixel_width=160, pixel_height=90)
    before = get_json(camera)
    camera.reset()
    camera.capture_mobjects([Square()])
    assert get_json(camera) == before, "manim's hash now sees what has been painted; it must not."


def test_a_picture_or_dots_are_shown_on_the_array_that_is_given() -> None:
    camera = FilmCamera(pixel_width=160, pixel_height=90)
    for mobject in (PointCloudDot(), ImageMobject(np.full((2, 2, 4), 255, np.uint8)).scale(40)):
        own, kind = np.zeros((*SIZE, 4), np.uint8), camera.type_or_raise(mobject)
        camera.display_funcs[kind]([mobject], own)
        assert own[45, 80, 3] == 255, (
            f"manim no longer shows {type(mobject).__name__} by display_funcs on a given array."
        )


def test_the_stage_is_asked_how_long_an_animation_lasts(monkeypatch) -> None:
    asked: list[str] = []
    for name in ("get_run_time", "compile_animation_data"):
        method = getattr(Moves, name)
        monkeypatch.setattr(
            Moves, name, lambda own, *args, m=method, n=name: asked.append(n) or m(own, *args)
        )
    with frames(height=90, dry_run=True):
        Moves(renderer=FilmRenderer()).render()
    played = ["compile_animation_data", "get_run_time"]
    assert asked == [*played, "get_run_time", *played], (
        "manim no longer asks a scene's get_run_time for the length of what it plays."
    )
