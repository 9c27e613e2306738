"""The contract: all of manim that the fast renderer leans on, each with what it has to take.

tests/scenes/renderer/test_contract.py tells for each of them what manim does with it.
"""

import inspect
from collections.abc import Iterator
from functools import cache
from pydoc import locate

from manim import __version__

ENCODER = "manim.scene.video_segment_encoder.VideoSegmentEncoder"
RELIED_ON = {
    "manim.CairoRenderer": ("file_writer_class", "camera_class"),
    "manim.CairoRenderer.play": ("scene",),
    "manim.CairoRenderer.render": ("scene",),
    "manim.CairoRenderer.get_frame": (),
    "manim.CairoRenderer.add_frame": ("frame", "num_frames"),
    "manim.CairoRenderer.save_static_frame_data": ("scene", "static_mobjects"),
    "manim.MovingCamera.init_background": (),
    "manim.MovingCamera.set_pixel_array": ("pixel_array",),
    "manim.MovingCamera.capture_mobjects": ("mobjects",),
    "manim.MovingCamera.get_cairo_context": ("pixel_array",),
    "manim.MovingCamera.get_mobjects_to_display": ("mobjects",),
    "manim.MovingCamera.display_vectorized": ("vmobject", "ctx"),
    "manim.MovingCamera.type_or_raise": ("mobject",),
    "manim.SceneFileWriter.write_frame": ("pixels", "repeat"),
    "manim.SceneFileWriter.save_image": ("pixels",),
    "manim.SceneFileWriter.end_animation": ("allow_write",),
    "manim.SceneFileWriter.combine_to_movie": (),
    "manim.SceneFileWriter.print_file_ready_message": ("file_path",),
    "manim.SceneFileWriter.combine_files": ("input_files", "output_file"),
    "manim.SceneFileWriter._create_segment_encoder": ("target",),
    "manim.mobject.types.image_mobject.AbstractImageMobject.get_pixel_array": (),
    ENCODER: ("target", "spec"),
    f"{ENCODER}.write_frame": ("pixels", "repeat"),
    f"{ENCODER}.finish": (),
    f"{ENCODER}._operation_error": ("operation", "error"),
}


@cache
def broken() -> tuple[str, ...]:
    """What manim no longer has of all this, each in a sentence."""
    return tuple(_broken())


def _broken() -> Iterator[str]:
    for name, parameters in RELIED_ON.items():
        place = locate(name)
        taken = inspect.signature(place).parameters if callable(place) else {}
        if place is None or not {*parameters} <= {*taken}:
            yield f"manim {__version__} has no {name}({', '.join(parameters)})."
