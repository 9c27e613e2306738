"""What moves and what rests: what rests behind all that moves is painted once for an animation."""

from collections.abc import Collection
from itertools import takewhile

from manim import Mobject, Scene
from manim.utils.family import extract_mobject_family_members


def moving_and_static(
    scene: Scene, moving: Collection[Mobject], static: Collection[Mobject]
) -> tuple[list[Mobject], list[Mobject]]:
    """What is painted on every frame, and what rests behind it, by what manim says of them.

    manim counts the parts of a group where the group is, even those behind what rests; and where
    the camera's frame moves, nothing rests.
    """
    shown = extract_mobject_family_members(
        scene.mobjects, use_z_index=True, only_those_with_points=True
    )
    rests = {*static} if scene.camera.frame not in moving else set()
    rest = [*takewhile(rests.__contains__, shown)]
    # a wait moves an empty mobject: by none at all, manim would mean every one once more
    return shown[len(rest) :] or [*moving], rest
