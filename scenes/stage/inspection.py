"""The inspection: a film is played and looked at, frame by frame, for what a viewer would miss.

Texts keep apart, within the margins and large enough; they stand out from the ground; what the
ledger lists can really be seen; and no number stands on screen that no record stands behind.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
from manim import DecimalNumber, MarkupText, Mobject, Text, Typst, config
from manim.mobject.text.tex_mobject import SingleStringMathTex

from scenes import theme
from scenes.mobjects.cells import Cells
from scenes.mobjects.edges import EdgeBundle
from scenes.mobjects.words import Written
from scenes.renderer import PlainCamera
from scenes.stage.scene import FilmScene

SEEN = 0.15  # opacity from which a text counts as readable
TOUCH = 0.01  # scene units by which the boxes of neighbours may meet
SMALLEST = 0.022 * theme.FRAME_HEIGHT  # 2.2 % of the frame's height
SMALL_LETTER = 0.6  # height of an x beside that of a digit
CONTRAST = 4.5  # of a text and the ground: WCAG 2.2, 1.4.3
GLANCE = 270  # pixels: the height of a frame on which one looks for what is to be seen
CHANGE = 6  # of 255, from which a pixel is different for the eye
SHARE = {True: 0.5, False: 0.02}  # of its pixels that must be left to a text, and to a picture
FOREIGN_TEXTS = (Text, MarkupText, Typst, SingleStringMathTex, DecimalNumber)


class Inspector:
    """Looks at a scene while it is played, and keeps what is wrong, a sentence each."""

    def __init__(self, scene: FilmScene) -> None:
        self.scene = scene
        self.faults: dict[str, None] = {}  # in order of their appearance, each once
        self._unseen: dict[object, str] = {}
        self._seen: set[object] = set()

    def look(self) -> None:
        """Look at the frame as it stands now."""
        for fault in (*texts_out_of_place(self.scene), *foreign_texts(self.scene)):
            self._note(fault)
        self._look_for_readings()

    def look_at_rest(self) -> None:
        """Look at a frame where nothing comes or goes: what can be read now stands out."""
        self.look()
        for fault in faint_texts(self.scene):
            self._note(fault)

    def finish(self) -> list[str]:
        """All faults; what the ledger lists and nobody could see is among them."""
        return [*self.faults, *self._unseen.values()]

    def _note(self, fault: str) -> None:
        self.faults[f"{self.scene.current_beat}: {fault}"] = None

    def _look_for_readings(self) -> None:
        whole = cache(lambda: painted(self.scene.mobjects, height=GLANCE))
        for mobject in self.scene.get_mobject_family_members():
            reading = getattr(mobject, "reading", None)
            if reading is None:
                continue
            key = id(reading.record), reading.path, reading.shown, reading.places
            if key in self._seen:
                continue
            if not promises_anything(mobject) or is_seen(self.scene, mobject, whole()):
                self._seen.add(key)
                self._unseen.pop(key, None)
            else:
                self._unseen.setdefault(
                    key,
                    f"{self.scene.current_beat}: {reading.path} ({type(mobject).__name__}) is in "
                    "the ledger, but is not to be seen",
                )


def inspected(scene: FilmScene, every: int = 1) -> list[str]:
    """Play a scene without painting or writing anything; what is wrong with it, a sentence each.

    `every` looks at one frame in so many.
    """
    inspector = Inspector(scene)
    watch(scene, inspector.look, inspector.look_at_rest, every=every)
    return inspector.finish()


def watch(
    scene: FilmScene,
    look: Callable[[], None],
    look_at_rest: Callable[[], None] = lambda: None,
    look_at_end: Callable[[], None] = lambda: None,
    *,
    every: int = 1,
    painted: bool = False,
) -> None:
    """Render a scene and look at its frames, where it rests, and at the last one of each beat.

    Unless it is `painted`, nothing is painted or written, and only the clock runs.
    """
    renderer, count = scene.renderer, 0
    if not painted:
        keep_only_the_clock(renderer, 1 / scene.camera.frame_rate)
    render, freeze, end_beat = renderer.render, renderer.freeze_current_frame, scene.end_beat

    def watched(scene: FilmScene, time: float, moving: Any = None) -> None:
        nonlocal count
        render(scene, time, moving)
        count += 1
        if count % every == 0:
            look()

    def frozen(duration: float) -> None:
        freeze(duration)
        look()
        look_at_rest()

    def ended(name: str, start: float, end: float) -> None:
        end_beat(name, start, end)
        look_at_rest()
        look_at_end()

    renderer.render, renderer.freeze_current_frame, scene.end_beat = watched, frozen, ended
    scene.render()


def keep_only_the_clock(renderer: Any, step: float) -> None:
    """Let a renderer count the seconds of its frames, one every `step`, and do nothing else."""

    def render(scene: FilmScene, time: float, moving: Any = None) -> None:
        renderer.time += step

    def freeze(duration: float) -> None:
        renderer.time += int(duration / step) * step

    renderer.render, renderer.freeze_current_frame = render, freeze
    renderer.update_frame = lambda *args, **kwargs: None


def texts(scene: FilmScene) -> list[Written]:
    """The texts that can be read now; one that turns into another says nothing."""
    return [
        mobject
        for mobject in scene.get_mobject_family_members()
        if isinstance(mobject, Written)
        and mobject.text
        and max((glyph.get_fill_opacity() for glyph in mobject.submobjects), default=0) > SEEN
    ]


def texts_out_of_place(scene: FilmScene) -> Iterator[str]:
    """Texts that leave the margin, are too small or overlap; a copy may leave its original."""
    half = np.array([theme.FRAME_WIDTH, theme.FRAME_HEIGHT]) / 2 - theme.MARGIN
    shown = [(text, box(text)) for text in texts(scene)]
    for text, edges in shown:
        if (np.abs(edges) > np.tile(half, 2) + TOUCH).any():
            yield f"{text.text!r} leaves the margin"
        tall = edges[3] - edges[1]
        wanted = SMALLEST if any(map(str.isdigit, text.text)) else SMALLEST * SMALL_LETTER
        if any(map(str.isalnum, text.text)) and tall < wanted - TOUCH:
            yield f"{text.text!r} is {tall:.2f} high; {wanted:.2f} can be read"
    for (one, first), (two, second) in combinations(shown, 2):
        if overlap(first, second) > TOUCH and one.text != two.text:
            yield f"{one.text!r} overlaps {two.text!r}"


def foreign_texts(scene: FilmScene) -> Iterator[str]:
    """Texts of plain manim: nobody knows where their numbers are from."""
    for mobject in scene.get_mobject_family_members():
        if isinstance(mobject, FOREIGN_TEXTS):
            yield (
                f"a {type(mobject).__name__} stands on screen; numbers come as Readouts, "
                "words as Terms"
            )


def faint_texts(scene: FilmScene) -> Iterator[str]:
    """Texts that hardly stand out from the ground."""
    ground = theme.GROUND.to_rgb()
    for text in texts(scene):
        glyph = text.submobjects[0]
        opacity = glyph.get_fill_opacity()
        colour = opacity * glyph.get_fill_color().to_rgb() + (1 - opacity) * ground
        found = contrast(colour, ground)
        if found < CONTRAST:
            yield f"{text.text!r} has a contrast of {found:.1f} to the ground; {CONTRAST} is least"


def contrast(one: np.ndarray, two: np.ndarray) -> float:
    """The contrast ratio of two colours, from 1 to 21: WCAG 2.2, "contrast ratio"."""
    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: np.ndarray) -> float:
    """The relative luminance of red, green and blue in [0, 1]: WCAG 2.2."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def promises_anything(mobject: Mobject) -> bool:
    """Whether what a mobject shows has any size and light at all: a score of 0 has no bar."""
    if isinstance(mobject, EdgeBundle):
        return mobject.drawn > 0
    if isinstance(mobject, Cells):
        sizes = np.ptp(mobject.corners[:, :, :2], axis=1).min(axis=1)
        lit = (mobject.rgba[:, :3] > 0).any(axis=1) | (mobject.rim > 0)
        return bool((lit & (sizes > TOUCH)).any())
    return True


def is_seen(scene: FilmScene, mobject: Mobject, whole: np.ndarray) -> bool:
    """Whether the whole frame would look otherwise without a mobject, in a good part of its pixels.

    The `whole` frame is painted as high as a GLANCE.
    """
    alone = changed(painted([mobject], height=GLANCE), theme.GROUND.to_int_rgb())
    if not alone.any():
        return False
    left = changed(whole, painted(scene.mobjects, [mobject], GLANCE))
    return bool((left & alone).sum() >= SHARE[isinstance(mobject, Written)] * alone.sum())


def painted(
    mobjects: list[Mobject], excluded: list[Mobject] | None = None, height: int | None = None
) -> np.ndarray:
    """A frame of mobjects, all but some, (height, width, 3) of bytes, as high as films."""
    height = height or config.pixel_height
    size = {"pixel_height": height, "pixel_width": round(height * config.aspect_ratio)}
    camera = PlainCamera(background_color=theme.GROUND, **size)
    camera.reset()
    camera.capture_mobjects(mobjects, excluded_mobjects=excluded)
    return np.asarray(camera.pixel_array[..., :3])


def changed(one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """Where two frames differ for the eye, (height, width)."""
    other = np.asarray(two, dtype=np.uint8)
    red, green, blue = np.moveaxis(np.maximum(one, other) - np.minimum(one, other) > CHANGE, 2, 0)
    return np.asarray(red | green | blue)


def box(mobject: Mobject) -> np.ndarray:
    """Left, bottom, right and top."""
    points = mobject.get_all_points()[:, :2]
    return np.concatenate((points.min(axis=0), points.max(axis=0)))


def overlap(one: np.ndarray, two: np.ndarray) -> float:
    """How far two boxes reach into each other, in scene units; 0 where they do not."""
    reach = np.minimum(one[2:], two[2:]) - np.maximum(one[:2], two[:2])
    return float(max(reach.min(), 0))
